// Opens the picture of a draft in Chromium, uses it as a reader would, and prints what happened as JSON.
//
// node draft.mjs MODULES CHROMIUM PICTURE
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, executablePath, picture] = process.argv.slice(2);
const from = createRequire(join(modules, "index.js"));
const { default: puppeteer } = await import(pathToFileURL(from.resolve("puppeteer-core")).href);
const axe = readFileSync(from.resolve("axe-core/axe.min.js"), "utf8");
const address = pathToFileURL(resolve(picture)).href;
const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox"], headless: true, protocolTimeout: 60_000 });
const seen = { requests: [], errors: [], dialogs: [], violations: [], axe: [] };

const visit = async (hash = "", { width = 1280, scheme = "light", script = true } = {}) => {
  const page = await browser.newPage();
  page.on("request", (request) => request.url().split("#")[0] !== address && seen.requests.push(request.url()));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && seen.errors.push(message.text()));
  page.on("dialog", (dialog) => {
    seen.dialogs.push(dialog.message());
    dialog.dismiss();
  });
  await page.evaluateOnNewDocument(() => {
    window.violations = [];
    addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }, { name: "prefers-reduced-motion", value: "reduce" }]);
  await page.setJavaScriptEnabled(script);
  await page.goto(address + hash, { waitUntil: "load" });
  return page;
};
const leave = async (page) => {
  seen.violations.push(...((await page.evaluate("window.violations")) || []));
  seen.pwned ||= await page.evaluate("window.pwned ?? null");
  await page.close();
};
/** The record that is chosen, whether it has the focus and shows it, and which words are lit. */
const chosen = (page) => page.evaluate(() => {
  const record = document.querySelector(".record.chosen");
  const words = [...document.querySelectorAll(".lit")].map((piece) => piece.textContent);
  const outline = record && getComputedStyle(record).outlineStyle;
  return record && { id: record.id, isFocused: record === document.activeElement, outline, lit: words };
});

let page = await visit();
seen.title = await page.title();
seen.records = await page.$$eval(".record", (records) => records.map((record) => record.id));
seen.text = await page.$$eval(".row > p", (rows) => rows.map((row) => {
  const copy = row.cloneNode(true);
  for (const ours of copy.querySelectorAll(".number, .sign")) ours.remove();
  return copy.textContent;
}));
seen.keys = [];
for (const key of ["j", "j", "k", "ArrowDown", "Escape"]) {
  await page.keyboard.press(key);
  seen.keys.push(await chosen(page));
}
const pdf = await page.pdf();
seen.pdf = Buffer.from(pdf.slice(0, 5)).toString();
await leave(page);

page = await visit("#r2");
seen.linked = await chosen(page);
await leave(page);

for (const scheme of ["light", "dark"]) {
  for (const width of [1280, 375]) {
    page = await visit("#r1", { scheme, width });
    await page.evaluate(axe);
    const { violations } = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
    seen.axe.push(...violations.map(({ id, nodes }) => `${scheme} ${width} ${id}: ${nodes[0].html}`));
    if (width === 375) seen.overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    await leave(page);
  }
}
page = await visit("", { script: false });
seen.plain = (await page.$$(".record")).length;
await page.close();
await browser.close();
console.log(JSON.stringify(seen));
