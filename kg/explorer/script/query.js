// A SPARQL query over the build's graph.ttl that returns what is drawn: entities, statements, and the sentences for them.

/** The query as text; an entity that nothing ties to another comes back as a row with its name alone. */
function asQuery() {
  const ids = listed("entities", false).map((entity) => `    ${iri(entity.iri)}`).join("\n");
  const among = (list, name) => graph[name].filter((_, number) => !view.filters[name].has(number)).map(list).join(" ");
  const heads = Object.entries(PREFIXES).filter(([name]) => ["kg", "prov", "rdf", "schema", "skos"].includes(name))
    .map(([name, address]) => `PREFIX ${name}: <${address}>`);
  return `${heads.join("\n")}
SELECT DISTINCT ?subject ?name ?predicate ?object ?detail ?quote ?document ?start ?end ?statement WHERE {
  VALUES ?subject {
${ids}
  }
  ?subject skos:prefLabel ?name .
  OPTIONAL {
    VALUES ?predicate { ${among((name) => `kg:${name}`, "predicates")} }
    VALUES ?basis { ${among(literal, "bases")} }
    ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; kg:evidence ?evidence .
    ?evidence kg:quote ?quote ; kg:document ?document ; kg:start ?start ; kg:end ?end ; kg:basis ?basis ; kg:modality "asserted" ; kg:confidence ?confidence .
    OPTIONAL { ?statement kg:title|kg:detail ?detail }
    OPTIONAL { ?evidence prov:wasDerivedFrom/schema:datePublished ?date }
    FILTER(isLiteral(?object) || ?object IN (
${ids.replace(/\n/g, ",\n")}
    ))${conditions().map((one) => `\n    FILTER(${one})`).join("")}
  }
}
`;
}

/** The filters that speak of evidence, as conditions. */
function conditions() {
  const { from, to, confidence, document } = view.filters;
  return [
    from && `STR(?date) >= ${literal(from)}`,
    to && `STR(?date) <= ${literal(to)}`,
    confidence && `?confidence >= ${confidence}`,
    document && `CONTAINS(?document, ${literal(document)})`,
  ].filter(Boolean);
}
