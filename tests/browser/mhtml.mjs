// Saves pages as Chromium does for "Web page, single file": NAME.html as NAME.mhtml beside it.
//
// node mhtml.mjs MODULES CHROMIUM FOLDER
import { createRequire } from "node:module";
import { readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, executablePath, folder] = process.argv.slice(2);
const from = createRequire(join(modules, "index.js"));
const { default: puppeteer } = await import(pathToFileURL(from.resolve("puppeteer-core")).href);
const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox"], headless: true, protocolTimeout: 60_000 });
const page = await browser.newPage();
const session = await page.createCDPSession();
for (const name of readdirSync(folder).filter((name) => name.endsWith(".html"))) {
  const path = resolve(folder, name);
  await page.goto(pathToFileURL(path).href, { waitUntil: "load" });
  const { data } = await session.send("Page.captureSnapshot", { format: "mhtml" });
  writeFileSync(path.replace(/html$/, "mhtml"), data);
}
await browser.close();
