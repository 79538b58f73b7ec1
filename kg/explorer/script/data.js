// The graph as the page holds it: entities and statements by number, the most important entity is number 0.

/** Unpack a block: base64 of gzip of JSON. */
async function unpack(id) {
  const packed = byId(id).textContent;
  let bytes;
  if (Uint8Array.fromBase64) bytes = Uint8Array.fromBase64(packed);
  else {
    const letters = atob(packed);
    bytes = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  }
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(plain).text());
}

let graph = null;
let sourcesReading = null;

/** The paragraphs are the larger part and nobody reads them in the first second: they are unpacked a moment later. */
const sources = () => (sourcesReading ??= unpack("sources-data"));

/** Give rows names, and index them by entity. */
function open(raw) {
  const columns = raw.entities;
  const entities = columns.key.map((key, id) => ({
    id,
    key,
    iri: /^\w+:/.test(key) ? key : raw.base + key,
    type: columns.type[id],
    name: columns.name[id],
    names: columns.names[id],
    mentions: columns.mentions[id],
    documents: columns.documents[id],
    first: columns.first[id],
    last: columns.last[id],
    community: raw.community[id],
    statements: [],
    figures: [],
  }));
  const statements = raw.statements.map(([iri, subject, predicate, object, value, evidence], id) => {
    const statement = { id, iri, subject, predicate, object, value, evidence: evidence.map((one) => piece(raw, one)) };
    entities[subject].statements.push(statement);
    if (object >= 0 && object !== subject) entities[object].statements.push(statement);
    return statement;
  });
  for (const [iri, subject, metric, value, unit, from, to, evidence] of raw.figures) {
    entities[subject].figures.push({ iri, metric, value, unit, from, to, evidence: evidence.map((one) => piece(raw, one)) });
  }
  const dates = [...new Set(raw.articles.map((article) => article[3]).filter(Boolean))].sort();
  const byKey = new Map(entities.map((entity) => [entity.key, entity.id]));
  return { ...raw, columns, entities, statements, dates, byKey };
}

/** Where something is read, in its paragraph and on the page as it came; basis and confidence where it bears out a statement. */
function piece(raw, [article, document, passage, start, end, first, last, basis, confidence]) {
  return { article, document, passage, start, end, first, last, basis, confidence, date: article < 0 ? null : raw.articles[article][3] };
}

/** The entity at the other end of a statement, or -1. */
const other = (statement, id) => (statement.subject === id ? statement.object : statement.subject);

/** The entities that passing statements tie to `id`, the most important first. */
function neighbours(id, passing = (statement) => state.passing[statement.id]) {
  const found = new Set();
  for (const statement of graph.entities[id].statements) {
    const end = other(statement, id);
    if (end >= 0 && end !== id && passing(statement)) found.add(end);
  }
  return [...found].sort((one, two) => one - two);
}

const typeName = (entity) => t(`type.${graph.types[entity.type]}`);
