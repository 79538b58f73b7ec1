// Reads a Turtle file with N3.js and writes it as N-Triples: node read.mjs FOLDER-OF-PACKAGES FILE
import { createReadStream } from "node:fs";
import { createRequire } from "node:module";

const [folder, file] = process.argv.slice(2);
const { StreamParser, StreamWriter } = createRequire(folder + "/")("n3");

createReadStream(file)
  .pipe(new StreamParser({ format: "text/turtle" }))
  .on("error", (error) => { console.error(error.message); process.exit(1); })
  .pipe(new StreamWriter({ format: "N-Triples" }))
  .pipe(process.stdout);
