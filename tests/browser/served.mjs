// Opens a served report, changes a claim on the disk, and prints what the page showed before and after as JSON.
//
// node served.mjs MODULES CHROMIUM ADDRESS FILE
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, executablePath, address, file] = process.argv.slice(2);
const from = createRequire(join(modules, "index.js"));
const { default: puppeteer } = await import(pathToFileURL(from.resolve("puppeteer-core")).href);
const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox"], headless: true, protocolTimeout: 60_000 });
const seen = { violations: [], outside: [] };
const page = await browser.newPage();
page.on("request", (request) => request.url().startsWith(address) || seen.outside.push(request.url()));
page.on("console", (message) => message.type() === "error" && seen.violations.push(message.text()));
await page.goto(`${address}#b`, { waitUntil: "load" });
const shows = (text) => page.waitForFunction((text) => document.body.textContent.includes(text), { timeout: 60_000 }, text);
await shows("It closes.");
seen.before = "It closes.";
writeFileSync(file, readFileSync(file, "utf8").replace("It closes.", "It opens."));
await shows("It opens.");
seen.after = "It opens.";
seen.hash = await page.evaluate("location.hash");
seen.hidden = await page.$eval("#_served", (words) => words.hidden);
const { before, after, hash, violations, outside, hidden } = seen;
console.log(JSON.stringify({ before, after, hash, violations, outside, hidden }));
await browser.close();
