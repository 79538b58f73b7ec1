// Each type has a colour and a shape of its own: who cannot tell the colours apart tells the shapes.

// Paths in a square from -1 to 1. Colours keep 4.5:1 against white, so that words may take them too.
const LOOKS = {
  PERSON: ["#2b6196", "M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0Z"],
  UNION: ["#b53325", "M0-1.08.95-.54.95.54 0 1.08-.95.54-.95-.54Z"],
  ORG: ["#566170", "M-.86-.86H.86V.86H-.86Z"],
  PLACE: ["#2a7a4f", "M-1.05-.8H1.05L0 1.08Z"],
  PROGRAMME: ["#9a6300", "M0-1.15 1.15 0 0 1.15-1.15 0Z"],
  EVENT: ["#7a4aa0", "M0-1.08 1.05.8H-1.05Z"],
  WORK: ["#0b7285", "M-.72-1H.3L.72-.55V1H-.72Z"],
  HONOUR: ["#a8326b", "M0-1.2.3-.4 1.15-.36.48.16.71.98 0 .5-.71.98-.48.16-1.15-.36-.3-.4Z"],
};

const colour = (type) => LOOKS[graph.types[type]][0];
const outlines = {};
const outline = (type) => (outlines[type] ??= new Path2D(LOOKS[graph.types[type]][1]));

const drawn = (tag, properties = {}, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

/** The type's shape as a small picture beside words. */
const symbol = (type) => drawn("svg", { viewBox: "-1.3 -1.3 2.6 2.6", class: "symbol", "aria-hidden": "true" },
  drawn("path", { d: LOOKS[graph.types[type]][1], fill: colour(type) }));
