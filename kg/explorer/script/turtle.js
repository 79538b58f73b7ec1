// What is drawn as Turtle: each triple as the build's own graph.ttl has it, so that the two can be put together again.

const PREFIXES = {
  kg: "https://w3id.org/union-kg/ontology#",
  oa: "http://www.w3.org/ns/oa#",
  org: "http://www.w3.org/ns/org#",
  prov: "http://www.w3.org/ns/prov#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  schema: "https://schema.org/",
  skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};
const CLASSES = { PERSON: "Person", UNION: "Union", ORG: "Organization", PLACE: "Place", PROGRAMME: "Programme", EVENT: "Event", WORK: "Work", HONOUR: "Honour" };

// What no IRI may hold, or what parsers stumble over, is percent-encoded as the build does it.
const NOT_IRI = /[\u0000-\u0020\u007f-\u009f<>"{}|\\^`[\]\ufff0-\uffff]|\p{Cs}|\p{Co}|\p{NChar}|[.](?=\/|$)|%(?![0-9A-Fa-f]{2})/gu;
const utf8 = (text) => new TextEncoder().encode(text);
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const iri = (text) => `<${text.replace(NOT_IRI, (letter) => hex(utf8(letter)).toUpperCase().replace(/../g, "%$&"))}>`;
const literal = (text) => JSON.stringify(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, "\ufffd"));
const named = (text) => `${literal(text)}@zh`;
const decimal = (number) => literal(Number.isInteger(number) ? `${BigInt(number)}.0` : number.toLocaleString("en", { useGrouping: false, maximumFractionDigits: 20 })) + "^^xsd:decimal";

/** A date at the precision it has; what is no date stays words. */
function dated(text) {
  const kind = /^\d{4}(-\d\d){0,2}$/.test(text) && !Number.isNaN(Date.parse(text)) && { 4: "gYear", 7: "gYearMonth", 10: "date" }[text.length];
  return literal(text) + (kind ? `^^xsd:${kind}` : "");
}

/** An IRI made from what it names, as the build makes it. */
async function digest(kind, ...parts) {
  const hash = await crypto.subtle.digest("SHA-256", utf8(parts.map((part) => part ?? "").join("\u001f")));
  return iri(`${graph.base}${kind}/${hex(new Uint8Array(hash)).slice(0, 16)}`);
}

/** One thing with its class; a property without a value is left out. */
function block(subject, kind, properties) {
  const lines = properties.filter(([, value]) => value !== null && value !== undefined && value !== "").map(([name, value]) => `    ${name} ${value}`);
  return `${[`${subject} a ${kind}`, ...lines].join(" ;\n")} .\n`;
}

/** The entities drawn, the statements among them, their figures, and for all of these the evidence. */
async function asTurtle() {
  const { passages, pages } = await sources();
  const things = listed("entities", false), said = listed("statements", false);
  const cited = things.flatMap((entity) => entity.figures.flatMap((figure) => figure.evidence)).concat(said.flatMap((one) => one.evidence));
  const quote = (evidence) => (passages[evidence.passage] ?? "").slice(evidence.start, evidence.end);
  const claims = [...said.map((one) => statementTurtle(one, quote)), ...things.flatMap((one) => one.figures.map((figure) => figureTurtle(one, figure, quote)))];
  const blocks = [
    ...sourcesTurtle(cited, pages),
    ...things.map((entity) => entityTurtle(entity, said)),
    ...(await Promise.all(claims)).flat(),
  ];
  const heads = Object.entries(PREFIXES).map(([name, address]) => `@prefix ${name}: <${address}> .\n`);
  return `${heads.join("")}\n${[...new Set(blocks)].join("\n")}`;
}

/** The articles that the evidence stands in, and their pages. */
function sourcesTurtle(cited, pages) {
  const articles = [...new Set(cited.map((one) => one.article))].filter((article) => article >= 0).sort((one, two) => one - two);
  return articles.flatMap((article) => {
    const [address, document, headline, date] = graph.articles[article];
    const page = pages[document];
    return [
      page && block(pageOf(article), "kg:Page", [["kg:document", literal(graph.documents[document])], ["kg:sha256", literal(page[0])],
        ["kg:characters", page[1]], ["schema:datePublished", page[2] && dated(page[2])]]),
      block(iri(address), "schema:NewsArticle", [["schema:headline", literal(headline ?? "")], ["schema:datePublished", date && dated(date)],
        ["schema:isPartOf", pageOf(article)]]),
    ].filter(Boolean);
  });
}

/** The page of an article: the article's IRI without its number. */
const pageOf = (article) => iri(graph.articles[article][0].replace(`${graph.base}article/`, `${graph.base}page/`).replace(/\/\d+$/, ""));

function entityTurtle(entity, said) {
  const aliases = new Set(entity.names.map(([text]) => text.replace(/\s+/g, "")));
  const facts = said.filter((one) => one.subject === entity.id).map((one) => `kg:${graph.predicates[one.predicate]} ${thing(one)}`);
  return block(iri(entity.iri), `kg:${CLASSES[graph.types[entity.type]]}`, [
    ["skos:prefLabel", named(entity.name)],
    ...[...aliases].filter((alias) => alias !== entity.name).map((alias) => ["skos:altLabel", named(alias)]),
    ...[...new Set(facts)].map((fact) => fact.split(/ (.*)/s)),
    ["kg:mentionCount", entity.mentions], ["kg:documentCount", entity.documents.length],
  ]);
}

/** What a statement says of its subject: an entity, or the date on which something was founded. */
function thing({ predicate, object, value }) {
  if (object >= 0) return iri(graph.entities[object].iri);
  return graph.predicates[predicate] === "establishedOn" ? dated(value ?? "") : literal(value ?? "");
}

async function statementTurtle(statement, quote) {
  const { iri: address, subject, predicate, object, value, evidence } = statement;
  const post = graph.predicates[predicate] === "holdsPost";
  const best = inOrder(evidence)[0], person = iri(graph.entities[subject].iri);
  const [pieces, blocks] = await evidenceTurtle(address, evidence, quote);
  return [block(iri(address), "kg:Statement", [
    ["rdf:subject", person], ["rdf:predicate", `kg:${graph.predicates[predicate]}`], ["rdf:object", thing(statement)],
    [post ? "kg:title" : "kg:detail", object >= 0 && value !== null ? literal(value) : null],
    ["kg:basis", literal(graph.bases[best.basis])], ["kg:modality", literal("asserted")], ["kg:confidence", decimal(best.confidence)],
    ...citation(best, quote), ["kg:evidence", pieces],
  ]), ...(post && object >= 0 ? [block(await digest("membership", address), "org:Membership", [
    ["org:member", person], ["org:organization", thing(statement)], ["kg:title", value === null ? null : literal(value)], ["prov:wasDerivedFrom", iri(address)],
  ])] : []), ...blocks];
}

async function figureTurtle(entity, figure, quote) {
  const [pieces, blocks] = await evidenceTurtle(figure.iri, figure.evidence, quote);
  return [block(iri(figure.iri), "kg:Figure", [
    ["kg:about", iri(entity.iri)], ["kg:metric", figure.metric && literal(figure.metric)], ["kg:value", figure.value === null ? null : decimal(figure.value)],
    ["kg:unit", figure.unit && literal(figure.unit)], ["kg:from", figure.from && dated(figure.from)], ["kg:to", figure.to && dated(figure.to)],
    ...citation(inOrder(figure.evidence)[0], quote), ["kg:evidence", pieces],
  ]), ...blocks];
}

const citation = (evidence, quote) => [
  ["kg:quote", literal(quote(evidence))], ["kg:document", literal(graph.documents[evidence.document])],
  ["kg:start", evidence.first], ["kg:end", evidence.last],
  ["prov:wasDerivedFrom", evidence.article < 0 ? null : iri(graph.articles[evidence.article][0])],
];

/** The surest piece first, of these the earliest: the one that the statement quotes itself. */
function inOrder(evidence) {
  const rank = (one) => [-(one.confidence ?? 0), one.date ?? "9999", graph.documents[one.document], one.first, one.last];
  return [...evidence].sort((one, two) => {
    const [ours, theirs] = [rank(one), rank(two)];
    const at = ours.findIndex((value, index) => value !== theirs[index]);
    return at < 0 ? 0 : ours[at] < theirs[at] ? -1 : 1;
  });
}

/** The names of the pieces of evidence, and their blocks: the sentence, and how to find it on its page. */
async function evidenceTurtle(claim, evidence, quote) {
  const pieces = await Promise.all(inOrder(evidence).map(async (one) => {
    const where = [graph.documents[one.document], one.first, one.last];
    const [name, words, place] = await Promise.all([digest("evidence", claim, ...where), digest("quote", ...where), digest("span", ...where)]);
    return [name, [
      block(name, "kg:Evidence", [...citation(one, quote),
        ["kg:basis", one.basis === undefined ? null : literal(graph.bases[one.basis])], ["kg:modality", one.basis === undefined ? null : literal("asserted")], ["kg:confidence", one.confidence === undefined ? null : decimal(one.confidence)],
        ["oa:hasSource", one.article < 0 ? null : pageOf(one.article)], ["oa:hasSelector", `${words} , ${place}`]]),
      block(words, "oa:TextQuoteSelector", [["oa:exact", literal(quote(one))]]),
      block(place, "oa:TextPositionSelector", [["oa:start", one.first], ["oa:end", one.last]]),
    ]];
  }));
  return [[...new Set(pieces.map(([name]) => name))].join(" , "), pieces.flatMap(([, blocks]) => blocks)];
}
