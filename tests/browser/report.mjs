// Opens a report in Chromium, uses it as a reader would, and prints what happened as JSON.
//
// node report.mjs MODULES CHROMIUM REPORT PLAN, where the plan is JSON: { word, open, link, node, review, each, pdf }.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, executablePath, report, plan] = process.argv.slice(2);
const { word, open, link, node, review, each, pdf } = JSON.parse(plan);
const from = createRequire(join(modules, "index.js"));
const { default: puppeteer } = await import(pathToFileURL(from.resolve("puppeteer-core")).href);
const axe = readFileSync(from.resolve("axe-core/axe.min.js"), "utf8");
const address = pathToFileURL(resolve(report)).href;

// In a container, Chromium's sandbox needs rights that nobody should give it; the page under test is what is looked at.
const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox"], headless: true, protocolTimeout: 60_000 });
const said = { requests: [], errors: [], dialogs: [], violations: [] };

/** A page that notes everything a report must not do. */
const visit = async (hash = "", { width = 1280, height = 900, scheme = "light", script = true } = {}) => {
  const page = await browser.newPage();
  page.on("request", (request) => request.url().split("#")[0] !== address && said.requests.push(request.url()));
  page.on("pageerror", (error) => said.errors.push(String(error)));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && said.errors.push(message.text()));
  page.on("dialog", (dialog) => {
    said.dialogs.push(dialog.message());
    dialog.dismiss();
  });
  await page.evaluateOnNewDocument(() => {
    window.violations = [];
    // The record of a shape in the picture.
    window.recordOf = (shape) => {
      const { claims, sources } = JSON.parse(document.getElementById("_data").textContent);
      return [...claims, ...sources][Number(shape.dataset.node)].id;
    };
    addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }, { name: "prefers-reduced-motion", value: "reduce" }]);
  await page.setJavaScriptEnabled(script);
  await page.goto(address + hash, { waitUntil: "load" });
  // Where no script runs, no frame is ever reported.
  if (script) await frame(page);
  return page;
};
const frame = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
const leave = async (page) => {
  said.violations.push(...((await page.evaluate("window.violations")) || []));
  said.pwned ||= await page.evaluate("window.pwned ?? null");
  await page.close();
};
const listed = (page) => page.evaluate(() =>
  [...document.querySelectorAll("details.claim")].filter((row) => row.checkVisibility()).map((row) => row.id));

// As it opens, and the filter.
let page = await visit();
const timing = await page.evaluate(() => Math.round(performance.getEntriesByType("navigation")[0].loadEventEnd));
const seen = {
  title: await page.title(),
  headline: await page.$eval("h1", (heading) => heading.textContent),
  statements: await page.evaluate(() =>
    Object.fromEntries([...document.querySelectorAll("details.claim")].map((row) => [row.id, row.querySelector(".statement").textContent]))),
  drawn: await page.$$eval("#_nodes .node", (nodes) => nodes.length),
  count: await page.$eval("#_count", (count) => count.textContent),
  opened: timing,
};
seen.filterTook = await page.evaluate(async (text) => {
  const started = performance.now();
  document.getElementById("_query").value = text;
  document.getElementById("_query").dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return Math.round(performance.now() - started);
}, word);
seen.filtered = { count: await page.$eval("#_count", (count) => count.textContent), ids: await listed(page) };
// What is found letter by letter, on and back, and what is found at once.
const asked = async (text) => {
  await page.$eval("#_query", (field, value) => {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);
  await frame(page);
  return page.$eval("#_count", (count) => count.textContent);
};
const beginnings = Array.from(word, (_, at) => word.slice(0, at + 1));
seen.typed = { on: [], back: [], atOnce: [] };
for (const text of beginnings) seen.typed.on.push(await asked(text));
for (const text of beginnings.toReversed()) seen.typed.back.unshift(await asked(text));
for (const text of beginnings) {
  await asked("");
  seen.typed.atOnce.push(await asked(text));
}
await page.$eval("#_filter button[type=reset]", (button) => button.click());
await frame(page);
await frame(page);
seen.afterReset = await page.$eval("#_count", (count) => count.textContent);
for (const [field, option] of [["_basis", 1], ["_tag", 1], ["_source", 1]]) {
  const chosen = await page.$eval(`#${field}`, (select, at) => {
    if (!select.options[at]) return null;
    select.value = select.options[at].value;
    select.dispatchEvent(new Event("input", { bubbles: true }));
    return select.options[at].textContent;
  }, option);
  await frame(page);
  seen[field.slice(1)] = { chosen, ids: await listed(page) };
  await page.$eval(field === "_basis" ? "#_basis" : `#${field}`, (select) => { select.value = ""; });
}
if (review) {
  seen.review = await page.$eval("#_review", (select, wanted) => {
    select.value = wanted;
    select.dispatchEvent(new Event("input", { bubbles: true }));
    return { states: [...select.options].slice(1).map((one) => one.value) };
  }, review);
  await frame(page);
  seen.review.ids = await listed(page);
  seen.alarms = await page.evaluate(() =>
    Object.fromEntries([...document.querySelectorAll("details.claim")].map((row) => [row.id, row.querySelector("summary .alarm")?.textContent])));
}
await leave(page);

// A date range.
page = await visit();
await page.$eval("#_from", (field) => {
  field.value = "2024-05-10";
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
await frame(page);
seen.dated = await listed(page);
await leave(page);

// A claim is opened by keyboard, and says everything.
page = await visit();
await page.type("#_query", open);
await frame(page);
await frame(page);
await page.focus(`[id="${open}"] > summary`);
await page.keyboard.press("Enter");
await frame(page);
seen.opened_claim = await page.evaluate((id) => {
  const row = document.getElementById(id);
  const links = [...row.querySelectorAll("a.out")].map((one) => [one.href, one.rel]);
  return { isOpen: row.open, text: row.querySelector(".body").innerText, links, hash: location.hash, chosen: [...document.querySelectorAll(".node.selected")].map(recordOf) };
}, open);
await leave(page);

// What each of some claims reads as when it is opened.
page = await visit();
seen.texts = {};
for (const id of each || []) {
  seen.texts[id] = await page.evaluate(async (to) => {
    location.hash = to;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return document.getElementById(to).innerText;
  }, id);
}
await leave(page);

// A deep link.
page = await visit(`#${link}`);
seen.linked = await page.evaluate((id) => ({ isOpen: document.getElementById(id).open, isFocused: document.activeElement === document.getElementById(id).firstElementChild }), link);
// A node of the picture, by mouse; and what lights up.
if (node) {
  seen.node = await page.evaluate(async (id) => {
    const shape = [...document.querySelectorAll(".node")].find((one) => recordOf(one) === id);
    shape.focus();
    const lit = [...document.querySelectorAll(".node.lit")].map(recordOf).sort();
    shape.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return { lit, isOpen: document.getElementById(id).open, hash: location.hash };
  }, node);
  const width = () => page.$eval("#_svg", (svg) => Number(svg.getAttribute("width")));
  const before = await width();
  await page.click("#_in");
  seen.zoomed = (await width()) > before;
  await page.click("#_fit");
  seen.fits = await page.evaluate(() => document.getElementById("_svg").getBoundingClientRect().width <= document.getElementById("_canvas").clientWidth + 1);
  await page.focus("#_canvas");
  await page.keyboard.press("+");
  seen.keys = (await width()) !== before;
  // What the reader chose to see stays when the window changes.
  const chosen = await width();
  await page.setViewport({ width: 1000, height: 700 });
  await frame(page);
  seen.keepsZoom = (await width()) === chosen;
}
// The lines that pass behind a box that they neither come from nor lead to, and around what a part was drawn.
seen.behind = await page.evaluate(() => {
  const boxes = [...document.querySelectorAll("#_nodes .node")].map((shape) => ({ node: shape.dataset.node, box: shape.querySelector(".box").getBBox() }));
  const isIn = ({ x, y }, box) => x > box.x + 1 && x < box.x + box.width - 1 && y > box.y + 1 && y < box.y + box.height - 1;
  return [...document.querySelectorAll("#_edges path")].filter((line) => {
    const others = boxes.filter(({ node }) => node !== line.dataset.from && node !== line.dataset.to);
    const long = line.getTotalLength();
    return Array.from({ length: 201 }, (_, at) => line.getPointAtLength((long * at) / 200)).some((point) => others.some(({ box }) => isIn(point, box)));
  }).length;
});
seen.around = await page.evaluate(() => document.getElementById("_around")?.textContent ?? null);
seen.drawnWords = await page.evaluate(() => document.getElementById("_drawn")?.textContent ?? null);
seen.fromRight = await page.$$eval("#_nodes text[direction=rtl]", (texts) => texts.length);
// After the picture was dragged, links lead on; with Ctrl they are left to the browser.
seen.clicks = await page.evaluate((id) => {
  const svg = document.getElementById("_svg");
  const pointer = (on, name, clientX) => on.dispatchEvent(new PointerEvent(name, { bubbles: true, clientX, pointerType: "mouse", button: 0 }));
  pointer(svg, "pointerdown", 100);
  pointer(window, "pointermove", 160);
  pointer(window, "pointerup", 160);
  const link = document.body.appendChild(document.createElement("a"));
  link.href = `#${id}`;
  let wasLeft = null;
  addEventListener("click", (event) => { wasLeft = !event.defaultPrevented; event.preventDefault(); });
  history.replaceState(null, "", "#");
  link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true }));
  const withCtrl = wasLeft && location.hash === "";
  link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  link.remove();
  return { afterDrag: location.hash === `#${id}`, withCtrl };
}, link);
// Paper.
seen.print = await page.evaluate(() => {
  const shut = () => document.querySelectorAll("details.claim:not([open])").length;
  const before = shut();
  dispatchEvent(new Event("beforeprint"));
  const during = shut();
  dispatchEvent(new Event("afterprint"));
  return { before, during, after: shut() };
});
const paper = await page.pdf({ format: "A4", printBackground: true });
if (pdf) writeFileSync(pdf, paper);
seen.pdf = Buffer.from(paper.subarray(0, 5)).toString();
await leave(page);

// An address that nobody encoded; an error would be noted.
await leave(await visit("#%E0%A4%A"));

// Without scripts.
page = await visit("", { script: false });
seen.plain = await page.evaluate(() => ({
  claims: document.querySelectorAll("details.claim").length,
  nodes: document.querySelectorAll("#_nodes .node").length,
  filter: document.getElementById("_filter").checkVisibility(),
}));
await page.close();

// A phone, and what axe-core says of everything opened, in every dress.
seen.axe = [];
for (const [width, scheme] of [[1280, "light"], [1280, "dark"], [360, "light"]]) {
  page = await visit(`#${link}`, { width, scheme });
  await page.evaluate(() => [...document.querySelectorAll("details")].slice(0, 60).forEach((one) => { one.open = true; }));
  await frame(page);
  seen.overflow = Math.max(seen.overflow || 0, await page.evaluate(() => document.documentElement.scrollWidth - innerWidth));
  said.violations.push(...(await page.evaluate("window.violations")));
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const one of found.violations) {
    seen.axe.push(`${width} ${scheme} ${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((at) => at.html.slice(0, 200)).join(" | ")}`);
  }
  await page.close();
}
await browser.close();
console.log(JSON.stringify({ ...said, ...seen }));
