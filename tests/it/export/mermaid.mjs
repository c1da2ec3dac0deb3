// Reads a Mermaid file with Mermaid's own parser and prints what it understood: the texts of nodes and links.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const modules = createRequire(join(process.argv[2], "index.js"));
const load = (name) => import(pathToFileURL(modules.resolve(name)).href);

const { JSDOM } = await load("jsdom");
const { window } = new JSDOM("");
globalThis.window = window;
globalThis.document = window.document;

const { default: mermaid } = await load("mermaid");
mermaid.initialize({ startOnLoad: false, maxEdges: 100000, maxTextSize: 10000000 });
const diagram = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(process.argv[3], "utf8"));

// Mermaid turns entities back when it draws.
const area = document.createElement("textarea");
const shown = (text) => {
  area.innerHTML = text.replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";");
  return area.value;
};
const nodes = {};
for (const [id, vertex] of diagram.db.getVertices()) {
  nodes[id] = vertex.text.split(/<br\/?>/).map(shown);
}
const links = diagram.db.getEdges().map((edge) => [edge.start, edge.end, edge.text.split(/<br\/?>/).map(shown)]);
const directives = mermaid.mermaidAPI.getConfig();
console.log(JSON.stringify({ kind: diagram.type, nodes, links, security: directives.securityLevel }));
