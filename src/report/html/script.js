
"use strict";
// What moves in the report. The page is complete without it as long as a corpus is small; of a large one it draws what is
// opened from the data beside it, line by line as the page would. Texts only ever become text nodes. Nothing here calls
// itself: chains may be as long as the corpus.
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const MAX_AROUND = 60;
  const IN_A_ROW = 5;
  const GAP = 28;

  const get = (id) => document.getElementById(id);
  const data = JSON.parse(get("_data").textContent);
  const count = data.claims.length;
  // What the page holds is listed; what is drawn here is drawn while somebody types.
  const AT_ONCE = data.whole ? count : 150;
  const places = new Map(data.claims.map((one, number) => [one.id, number]));
  data.sources.forEach((source, at) => places.set(source.id, count + at));
  document.documentElement.classList.add("scripted");

  // Claims and sources go by number: listed claims, other claims, sources.

  /** A number for readers, such as `10,000`. */
  const figure = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

  const list = (nodes) => nodes || [];
  const source = (node) => data.sources[node - count];
  const claim = (node) => data.claims[node];
  const idOf = (node) => (source(node) || claim(node)).id;
  const textOf = (node) => (node < count ? claim(node).statement.trim() || "(no statement)" : source(node).label);

  // Sources with the same name are distinguished by their ids.
  const called = new Map();
  for (const { label } of data.sources) called.set(label, (called.get(label) || 0) + 1);
  const isAlike = ({ label }) => called.get(label) > 1;

  /** The numbers in a packed text: base 64 digits of five bits, the lowest first; from 32 on, another one follows. */
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const unpack = (text) => {
    const numbers = [];
    let [number, unit] = [0, 1];
    for (const letter of text || "") {
      const digit = DIGITS.indexOf(letter);
      number += (digit % 32) * unit;
      unit *= 32;
      if (digit > 31) continue;
      numbers.push(number);
      [number, unit] = [0, 1];
    }
    return numbers;
  };

  const restsOn = (node) => (node >= count ? [] : list(claim(node).cites || claim(node).voices));
  const down = [];
  const up = Array.from({ length: count + data.sources.length }, () => []);
  const disputedBy = Array.from({ length: count }, () => []);
  for (let node = 0; node < count + data.sources.length; node += 1) {
    down.push(node < count ? [...restsOn(node), ...list(claim(node).corroborated)] : []);
    down[node].forEach((below) => up[below].push(node));
    if (node < count) list(claim(node).disputes).forEach((other) => disputedBy[other].push(node));
  }

  /** All that can be reached, with the start. */
  const reach = (start, links) => {
    const found = new Set(start);
    const open = [...found];
    while (open.length) {
      for (const next of links[open.pop()]) {
        if (!found.has(next)) {
          found.add(next);
          open.push(next);
        }
      }
    }
    return found;
  };

  /** An element with attributes and children; texts become text nodes. */
  const finish = (element, attributes, children) => {
    for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
    element.append(...children.filter((child) => child !== null));
    return element;
  };
  const make = (name, attributes, ...children) => finish(document.createElement(name), attributes, children);
  const ink = (name, attributes, ...children) => finish(document.createElementNS(SVG, name), attributes, children);

  // Rows of the list: those that the page has, and those made when they are first shown

  const bdi = (text) => make("bdi", null, text);
  const code = (text) => make("code", null, text);
  const start = (text, most) => (text.length > most && [...text].length > most ? `${[...text].slice(0, most).join("")}…` : text);
  const cut = (text) => bdi(start(text, 240));
  const named = (node) => make("span", { class: `source ${source(node).kind}` }, cut(source(node).label), " ", make("small", null, `(${source(node).kind})`),
    ...(isAlike(source(node)) ? [" ", code(idOf(node))] : []));
  const alarm = (...parts) => make("b", { class: "alarm" }, ...parts);
  const rows = new Map([...document.querySelectorAll(".group > ol > li")].map((row) => [places.get(row.firstElementChild.id), row]));

  // Only addresses of the web are links, whatever the data says.
  const web = (url, text) => (/^https?:\/\//i.test(url || "") ? make("a", { class: "out", href: url, rel: "noopener noreferrer" }, text) : "");
  const phrase = (number) => data.words[number];
  const absent = "a record that this file does not hold";
  const isAbsent = (node) => node >= count + data.sources.length;
  /** The parts of a sentence: words, sources with their identity, voices, and what the files call a record. */
  const sentence = (packed) => {
    const numbers = unpack(packed);
    const part = (kind, at) => {
      if (kind === 0) return phrase(at);
      if (kind === 3) return cut(data.texts[at]);
      if (isAbsent(at)) return absent;
      return kind === 1 ? named(at) : cut(source(at).label);
    };
    return Array.from({ length: numbers.length / 2 }, (_, nth) => part(numbers[2 * nth], numbers[2 * nth + 1]));
  };
  const spaced = (parts) => parts.flatMap((part) => [" ", part]);

  const build = (node) => {
    const facts = claim(node);
    return make("li", null, make("details", { class: "claim", id: facts.id },
      make("summary", null, make("bdi", { class: "statement" }, textOf(node)),
        make("span", { class: "facts" }, "Rests on ", ...sentence(facts.rests)),
        make("span", { class: "facts" }, facts.support === undefined ? "" : `${phrase(facts.support)}; `,
          facts.recorded ? "on the record" : make("b", null, "not on the record"),
          ...spaced(list(facts.alarms).map((parts) => alarm(...sentence(parts)))))),
      make("div", { class: "body" }, make("p", { class: "card" }, code(facts.id),
        ...spaced([facts.date ? make("span", null, `asserted ${facts.date}`) : "", web(facts.url, "where it was said"),
          ...list(facts.tags).map((tag) => make("span", { class: "tag" }, cut(data.tags[tag])))])))));
  };
  const row = (node) => {
    if (!rows.has(node)) rows.set(node, build(node));
    return rows.get(node);
  };

  // The filter

  const form = get("_filter");
  const fold = (text) => (/^[ -~]*$/.test(text) ? text : text.normalize("NFKD").replace(/\p{M}/gu, "")).toLowerCase();
  const words = [];
  const wordsOf = (node) => {
    const one = claim(node);
    words[node] ??= fold([one.id, one.statement, ...list(one.voices).map((voice) => source(voice).label),
      ...list(one.origins).map((origin) => source(origin).label), ...list(one.tags).map((tag) => data.tags[tag])].join(" "));
    return words[node];
  };
  /** Gets the words ready while nobody waits for them. */
  const prepare = (from) => (idle) => {
    let node = from;
    while (node < data.rows && idle.timeRemaining() > 1) wordsOf((node += 1) - 1);
    if (node < data.rows) requestIdleCallback(prepare(node));
  };
  if (window.requestIdleCallback) requestIdleCallback(prepare(0));

  /** Whether a date, which is a year, a month or a day, touches a range of such dates. */
  const isWithin = (date, from, to) => {
    if (!from && !to) return true;
    if (!date) return false;
    const day = date.slice(0, 10);
    const endOf = (some) => some + "-99-99".slice(0, 10 - some.length);
    return (!from || endOf(day) >= from) && (!to || day <= endOf(to));
  };

  let room = AT_ONCE;
  // A claim that a link leads to, if nothing else is to be shown.
  let only = null;

  const everything = Array.from({ length: data.rows }, (_, node) => node);
  // What was last asked for, and what fitted.
  let last = { query: "", others: null, fit: everything };

  const fitting = () => {
    if (only !== null) return [only];
    const query = fold(get("_query").value);
    const wanted = query.split(/\s+/).filter(Boolean);
    const [basis, tag, voice, review] = ["_basis", "_tag", "_source", "_review"].map((id) => get(id).value);
    // What is still being typed is no date yet.
    const [from, to] = ["_from", "_to"].map((id) => (get(id).value.match(/^\s*(\d{4}(?:-\d\d){0,2})\s*$/) || [])[1]);
    const speaker = voice === "" ? null : count + Number(voice);
    const carried = speaker === null ? null : reach([speaker], up);
    const fits = (facts, node) => (!basis || facts.basis === basis)
      && (!review || facts.review === review)
      && (tag === "" || list(facts.tags).includes(Number(tag)))
      && (!carried || carried.has(node) || list(facts.voices).includes(speaker))
      && isWithin(facts.date, from, to)
      && wanted.every((word) => wordsOf(node).includes(word));
    // Who types on looks among what is left.
    const others = JSON.stringify([basis, tag, voice, review, from, to]);
    const narrows = others === last.others && query.startsWith(last.query);
    last = { query, others, fit: (narrows ? last.fit : everything).filter((node) => fits(claim(node), node)) };
    return last.fit;
  };

  const filter = () => {
    const fit = fitting();
    const groups = new Map();
    for (const node of fit) {
      const { basis } = claim(node);
      if (!groups.has(basis)) groups.set(basis, []);
      groups.get(basis).push(node);
    }
    let left = room;
    for (const group of document.querySelectorAll(".group")) {
      const here = groups.get(group.dataset.basis) || [];
      const counter = group.querySelector(".count");
      counter.dataset.all ||= counter.textContent;
      counter.textContent = fit.length === data.rows ? counter.dataset.all : `${figure(here.length)} of ${counter.dataset.all}`;
      group.hidden = here.length === 0 || left === 0;
      group.querySelector("ol").replaceChildren(...here.slice(0, left).map(row));
      left -= Math.min(left, here.length);
    }
    const claims = data.rows === 1 ? "claim" : "claims";
    get("_count").textContent = fit.length === data.rows ? `${figure(fit.length)} ${claims}` : `${figure(fit.length)} of ${figure(data.rows)} ${claims}`;
    get("_nothing").hidden = fit.length > 0 || data.rows === 0;
    get("_more").hidden = fit.length <= room;
    get("_more").textContent = `Show ${Math.min(AT_ONCE, fit.length - room)} more of ${figure(fit.length)}`;
  };
  const refilter = () => {
    [room, only] = [AT_ONCE, null];
    filter();
  };

  const brief = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
  const option = (value, text) => make("option", { value }, text);
  const byText = (one, other) => (one[1] < other[1] ? -1 : 1);
  get("_basis").append(...[...new Set(data.claims.slice(0, data.rows).map((one) => one.basis))].map((one) => option(one, one)));
  const states = [...new Set(data.claims.map((one) => one.review).filter(Boolean))].sort();
  get("_review").append(...states.map((one) => option(one, one)));
  get("_reviewed").hidden = states.length === 0;
  get("_tag").append(...data.tags.map((tag, at) => [at, tag]).sort(byText).map(([at, tag]) => option(at, brief(tag))));
  get("_source").append(...data.sources.map((one, at) => [at, `${brief(one.label)} (${one.kind})${isAlike(one) ? ` ${one.id}` : ""}`]).sort(byText).map(([at, text]) => option(at, text)));
  let asked = 0;
  form.addEventListener("input", () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(refilter);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields are empty only once the event is over.
  form.addEventListener("reset", () => setTimeout(refilter));
  get("_more").addEventListener("click", () => {
    room += AT_ONCE;
    filter();
  });
  form.hidden = data.rows === 0;
  filter();

  // What a claim opens into, where the page does not hold it

  const shown = (node) => {
    if (isAbsent(node)) return absent;
    if (node >= count) return named(node);
    const name = node < data.rows ? make("a", { href: `#${idOf(node)}` }, cut(textOf(node))) : cut(textOf(node));
    return make("span", null, name, " ", code(idOf(node)));
  };
  const arrow = (sign) => make("span", { class: "arrow", "aria-hidden": "true" }, sign);
  const tracing = (text, number) => make("p", null, `${text}: `, code(`onrecord trace ${idOf(number)}`));

  const relays = (node) => {
    const voices = list(claim(node).voices).flatMap((voice, nth) => [nth ? "; " : "", named(voice)]);
    return voices.length ? [" ", make("span", { class: "relay" }, "relayed by ", ...voices)] : [];
  };

  /** The lines of a chain as lists in lists. */
  const chain = (number) => {
    const lines = unpack(claim(number).chain);
    const lists = [];
    let [item, isFlat] = [make("div", { class: "chain" }), false];
    const whole = item;
    for (let at = 0; at < lines.length; at += 2) {
      const [step, node] = [data.steps[lines[at]], lines[at + 1]];
      if (step.level < lists.length) lists.length = step.level + 1;
      else lists.push(item.appendChild(make("ul", isFlat ? { class: "flat" } : null)));
      item = make("li", null, ...(step.leads_down ? [arrow("↓"), " "] : []), make("span", { class: "link" }, step.link), " ", shown(node),
        ...(step.is_relayed && node < count ? relays(node) : []), ...(step.note ? [" ", alarm(step.note)] : []));
      lists[step.level].append(item);
      isFlat = step.leads_down;
    }
    return whole;
  };

  /** A list that may be cut: the numbers in it, and words for how many are left out. */
  const parts = (few) => (Array.isArray(few) ? [unpack(few[0]), phrase(few[1])] : [unpack(few), null]);
  const few = (title, nodes, more) => (nodes.length === 0 ? "" : make("div", null, make("h4", null, title),
    make("ul", { class: "plain" }, ...nodes.map((node) => make("li", null, shown(node))), more ? make("li", null, more) : null)));
  const ways = (title, all) => {
    const way = (one) => {
      const [nodes, more] = parts(one);
      return make("li", null, ...nodes.flatMap((node) => [make("span", { class: "step" }, arrow("→"), " ", shown(node)), " "]), more || "");
    };
    const heading = make("h4", null, `${title}: ${all.length > 2 ? "3 or more" : all.length}`);
    return make("div", null, heading, all.length ? make("ol", { class: "ways" }, ...all.map(way)) : null);
  };
  const marked = (number) => [" ", make("b", { class: `mark-${data.marks[number][0]}` }, data.marks[number][1])];
  const between = (...all) => all.filter(Boolean).flatMap((part, at) => (at ? [", ", part] : [part]));

  const evidence = (item) => {
    const document = data.documents[item.document];
    const title = document ? make("cite", null, bdi(document.title)) : bdi(item.called);
    const { publisher, published, url } = document || {};
    const caption = between(title, publisher && cut(publisher), published, item.locator && cut(item.locator),
      item.made_by && make("span", null, "text made by ", cut(item.made_by)));
    return make("figure", { class: "evidence" }, item.quote ? make("blockquote", null, bdi(item.quote)) : null,
      make("figcaption", null, ...caption, ...(url ? [". ", web(url, "Read it")] : []), ...list(item.marks).flatMap(marked)));
  };
  const review = (item) => make("li", null,
    ...between(make("b", null, cut(item.verdict)), cut(item.reviewer), item.date, item.expires && `valid until ${item.expires}`),
    ...(item.mark === undefined ? [] : marked(item.mark)), item.rationale ? make("bdi", { class: "rationale" }, item.rationale) : null, " ", web(item.url, "the review"));

  /** What is beneath the chain. */
  const grounds = (number) => {
    const facts = claim(number);
    if (facts.instead !== undefined) return [make("p", null, phrase(facts.instead))];
    const [hangs, lines] = [parts(facts.hangs), list(facts.lines)];
    return [
      make("div", { class: "pair" }, few("Origins", list(facts.origins), facts.more ? "and more" : null), few("Everything hangs on", ...hangs)),
      facts.cut ? tracing("What everything hangs on, and independent lines", number)
        : make("div", { class: "pair" }, ways("Independent lines", lines), ways("With named voices only", facts.named || lines)),
    ];
  };
  const body = (number) => {
    const facts = claim(number);
    return [
      make("h4", null, "The chain"), chain(number), facts.beyond ? tracing(facts.beyond, number) : "", ...grounds(number),
      ...(facts.evidence ? [make("h4", null, "Evidence"), ...facts.evidence.map(evidence)] : []),
      few("Disputed by", ...parts(facts.against)), few("Disputes", ...parts(facts.disputing)),
      ...(facts.reviews ? [make("h4", null, "Reviews"), make("ul", { class: "plain" }, ...facts.reviews.map(review))] : []),
    ];
  };

  const fill = (number) => {
    const opened = row(number).querySelector(".body");
    if (opened.dataset.filled) return;
    opened.dataset.filled = "yes";
    if (!data.whole) opened.append(...body(number));
    if (get("_svg")) {
      const button = make("button", { type: "button" }, "Show in the picture");
      button.addEventListener("click", () => {
        select(number);
        get("_picture").scrollIntoView({ block: "start" });
        focusOn(number);
      });
      opened.append(make("p", { class: "with-script" }, button));
    }
  };

  // What is chosen, in the list and in the picture

  let chosen = null;
  const select = (node) => {
    document.querySelectorAll(".selected").forEach((element) => element.classList.remove("selected"));
    chosen = node;
    const record = get(idOf(node));
    if (record) record.classList.add("selected");
    if (isPart && node < count && idOf(node) !== get("_around").textContent) draw(node);
    const shape = drawn.get(node);
    if (shape) shape.classList.add("selected");
    light(node);
  };

  const go = (id) => {
    const node = places.get(id);
    if (node === undefined) return;
    if (node < data.rows) {
      if (!row(node).isConnected) {
        form.querySelectorAll("input, select").forEach((field) => { field.value = ""; });
        only = node;
        filter();
      }
      row(node).firstElementChild.open = true;
      fill(node);
    }
    select(node);
    const element = get(id);
    if (!element) return;
    element.scrollIntoView({ block: "start" });
    (element.querySelector("summary") || element).focus({ preventScroll: true });
  };

  // The event does not bubble.
  document.addEventListener("toggle", (event) => {
    const number = event.target.matches("details.claim") && event.target.open ? places.get(event.target.id) : undefined;
    if (number !== undefined) fill(number);
  }, true);
  document.addEventListener("click", (event) => {
    // Those keys ask for another tab or window.
    if (event.ctrlKey || event.shiftKey || event.metaKey || event.altKey) return;
    const drawnNode = nodeAt(event.target);
    const link = event.target.closest("a[href^='#']");
    const id = drawnNode === null ? link && link.getAttribute("href").slice(1) : idOf(drawnNode);
    if (places.has(id)) {
      event.preventDefault();
      // What ends a drag is a click too.
      if (drawnNode === null || !hasMoved) {
        history.pushState(null, "", `#${id}`);
        go(id);
      }
      return;
    }
    const summary = event.target.closest(".claim > summary");
    // The click is yet to open it.
    if (summary && !summary.parentElement.open) {
      history.replaceState(null, "", `#${summary.parentElement.id}`);
      select(places.get(summary.parentElement.id));
    }
  });
  const follow = () => {
    try {
      go(decodeURIComponent(location.hash.slice(1)));
    } catch (error) {
      // An address that nobody encoded names no record.
      if (!(error instanceof URIError)) throw error;
    }
  };

  // The picture

  const svg = get("_svg");
  const canvas = get("_canvas");
  const isPart = svg !== null && svg.dataset.part === "yes";
  const drawn = new Map();
  let edges = [];
  let hasMoved = false;
  const size = svg ? { width: svg.width.baseVal.value, height: svg.height.baseVal.value } : null;
  let scale = 1;
  // How the picture stood before the reader zoomed it.
  let settled = null;

  const collect = () => {
    drawn.clear();
    svg.querySelectorAll(".node").forEach((shape) => drawn.set(Number(shape.dataset.node), shape));
    edges = [...get("_edges").children];
    let isFirst = true;
    for (const shape of drawn.values()) {
      shape.setAttribute("tabindex", isFirst ? "0" : "-1");
      // What has no row yet gets one when it is pressed.
      if (!shape.hasAttribute("href")) shape.setAttribute("role", "button");
      isFirst = false;
    }
  };

  /** Lights what a node rests on and what rests on it. Without a node, all is as it was. */
  const light = (node) => {
    if (!svg) return;
    const isOn = node !== null && drawn.has(node);
    svg.classList.toggle("dimmed", isOn);
    const [below, above] = isOn ? [reach([node], down), reach([node], up)] : [new Set(), new Set()];
    for (const [other, shape] of drawn) shape.classList.toggle("lit", below.has(other) || above.has(other));
    for (const edge of edges) {
      const [from, to] = [Number(edge.dataset.from), Number(edge.dataset.to)];
      const isOwn = edge.classList.contains("disputes") && (from === node || to === node);
      const isRest = !edge.classList.contains("disputes") && ((below.has(from) && below.has(to)) || (above.has(from) && above.has(to)));
      edge.classList.toggle("lit", isOwn || isRest);
      if (isOwn) [from, to].forEach((end) => drawn.get(end).classList.add("lit"));
    }
  };

  // The picture is scrolled like any page, which fingers, wheels and readers of screens know how to do.
  const resize = (to) => {
    scale = to;
    svg.setAttribute("width", Math.round(size.width * scale));
    svg.setAttribute("height", Math.round(size.height * scale));
  };
  const whole = () => Math.min(1, canvas.clientWidth / size.width, canvas.clientHeight / size.height);
  /** As large as it can be read, and no higher than the screen. */
  const settle = () => {
    svg.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
    resize(Math.max(Math.min(1, canvas.clientWidth / size.width), 0.8));
    canvas.style.maxHeight = `${Math.round(innerHeight * 0.8)}px`;
    settled = { scale, width: canvas.clientWidth };
    canvas.scrollTo(startsAt() * scale - canvas.clientWidth / 2, 0);
  };
  /** Where reading starts: the middle or, if not all is in view, what is on top and nearest to the middle. */
  const startsAt = () => {
    const center = size.width / 2;
    if (size.width * scale <= canvas.clientWidth) return center;
    const middles = [...drawn.values()].map(middle);
    const top = Math.min(...middles.map(({ y }) => y)) + 40;
    const tops = middles.filter(({ y }) => y < top).map(({ x }) => x);
    return tops.reduce((best, x) => (Math.abs(x - center) < Math.abs(best - center) ? x : best), Infinity);
  };
  /** Fits the picture to a window of another width, unless the reader has chosen what to see. */
  const resettle = () => {
    if (scale === settled.scale && canvas.clientWidth !== settled.width) settle();
  };
  const zoom = (factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) => {
    const to = Math.min(4, Math.max(Math.min(whole(), 0.5), scale * factor));
    const [left, top] = [(canvas.scrollLeft + x) * (to / scale) - x, (canvas.scrollTop + y) * (to / scale) - y];
    resize(to);
    canvas.scrollTo(left, top);
  };
  const middle = (shape) => {
    const box = shape.getBBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  /** Puts the focus on a node, and the node into view. */
  const focusOn = (node) => {
    const shape = drawn.get(node);
    if (!shape) return;
    for (const other of drawn.values()) other.setAttribute("tabindex", other === shape ? "0" : "-1");
    const { x, y } = middle(shape);
    canvas.scrollTo(x * scale - canvas.clientWidth / 2, y * scale - canvas.clientHeight / 2);
    shape.focus({ preventScroll: true });
  };
  /** The nearest node in a direction. */
  const neighbour = (shape, x, y) => {
    const from = middle(shape);
    let best = null;
    for (const [node, other] of drawn) {
      const to = middle(other);
      const along = (to.x - from.x) * x + (to.y - from.y) * y;
      const aside = Math.abs((to.x - from.x) * y) + Math.abs((to.y - from.y) * x);
      const cost = along + 2 * aside;
      if (along > 1 && (!best || cost < best.cost)) best = { node, cost };
    }
    return best && best.node;
  };

  // Of a large corpus, the surroundings of a claim, drawn here as the page draws the first one's.

  const around = (root) => {
    const found = new Set([root]);
    const open = [[root, true, true]];
    for (let at = 0; at < open.length; at += 1) {
      const [node, isDown, isUp] = open[at];
      const next = [
        ...(isDown ? down[node].map((other) => [other, true, false]) : []),
        ...(isUp && node < count ? up[node].map((other) => [other, false, true]) : []),
        ...(isDown && isUp && node < count ? [...list(claim(node).disputes), ...disputedBy[node]].map((other) => [other, false, false]) : []),
      ];
      for (const way of next) {
        if (found.has(way[0])) continue;
        found.add(way[0]);
        open.push(way);
      }
    }
    const nearest = [...found].slice(0, MAX_AROUND).sort((one, other) => one - other);
    return { nearest, of: found.size };
  };

  /** Every node in a row beneath all that rest on it. What leads back round a loop is left out of this, and drawn all the same. */
  const ranks = (chosenNodes) => {
    const inside = new Set(chosenNodes);
    const state = new Map();
    const finished = [];
    const forward = new Map(chosenNodes.map((node) => [node, []]));
    for (const start of chosenNodes) {
      const open = state.has(start) ? [] : [{ node: start, next: 0 }];
      if (open.length) state.set(start, "open");
      while (open.length) {
        const last = open[open.length - 1];
        const to = down[last.node][last.next];
        last.next += 1;
        if (to === undefined) {
          state.set(last.node, "done");
          finished.push(last.node);
          open.pop();
        } else if (inside.has(to) && state.get(to) !== "open") {
          forward.get(last.node).push(to);
          if (!state.has(to)) {
            state.set(to, "open");
            open.push({ node: to, next: 0 });
          }
        }
      }
    }
    const rank = new Map(chosenNodes.map((node) => [node, 0]));
    for (const node of finished.reverse()) {
      forward.get(node).forEach((to) => rank.set(to, Math.max(rank.get(to), rank.get(node) + 1)));
    }
    return rank;
  };

  /** The rows from top to bottom, each node near the middle of those that it is joined with. */
  const arrange = (chosenNodes) => {
    const rank = ranks(chosenNodes);
    const layers = [];
    for (const node of chosenNodes) (layers[rank.get(node)] ||= []).push(node);
    const place = new Map();
    const number = () => layers.forEach((layer) => layer.forEach((node, at) => place.set(node, (at + 0.5) / layer.length)));
    number();
    for (let sweep = 0; sweep < 8; sweep += 1) {
      const links = sweep % 2 ? down : up;
      for (const layer of layers) {
        const wish = new Map(layer.map((node) => {
          const beside = links[node].filter((other) => place.has(other));
          return [node, beside.length ? beside.reduce((sum, other) => sum + place.get(other), 0) / beside.length : place.get(node)];
        }));
        layer.sort((one, other) => wish.get(one) - wish.get(other) || one - other);
      }
      number();
    }
    return layers.flatMap((layer) => {
      const parts = Math.ceil(layer.length / IN_A_ROW);
      return Array.from({ length: parts }, (_, part) => layer.filter((__, at) => Math.floor((at * parts) / layer.length) === part));
    });
  };

  /**
   * The paths of lines, which bend between the rows only: past the boxes of a row they go through a gap. Where many meet at a box they are spread
   * over its width.
   */
  const route = (lines, boxes, rowsOfBoxes) => {
    const middleOf = (node) => boxes.get(node).left + boxes.get(node).width / 2;
    const isDown = ({ from, to }) => boxes.get(to).row >= boxes.get(from).row;
    const isUp = ({ from, to }) => boxes.get(to).row <= boxes.get(from).row;
    const ends = new Map();
    const meet = (node, side, line, other) => {
      const key = `${node} ${side}`;
      if (!ends.has(key)) ends.set(key, { node, met: [] });
      ends.get(key).met.push({ line, other });
      return key;
    };
    const keys = lines.map((line) => [meet(line.from, isDown(line) ? "bottom" : "top", line, line.to), meet(line.to, isUp(line) ? "bottom" : "top", line, line.from)]);
    for (const { node, met } of ends.values()) {
      met.sort((one, other) => middleOf(one.other) - middleOf(other.other));
      met.forEach((one, nth) => { one.x = boxes.get(node).left + (boxes.get(node).width * (nth + 1)) / (met.length + 1); });
    }
    const portOf = (key, line, other) => ends.get(key).met.find((one) => one.line === line && one.other === other).x;

    const used = new Map();
    /** Where a line that would pass a row at a place finds room. */
    const gap = (nth, x) => {
      const box = rowsOfBoxes[nth].boxes.find(({ left, width }) => x > left - 4 && x < left + width + 4);
      if (!box) return x;
      const place = x < box.left + box.width / 2 ? box.left - GAP / 2 : box.left + box.width + GAP / 2;
      const key = `${nth} ${place}`;
      used.set(key, (used.get(key) || 0) + 1);
      return place + ((used.get(key) * 7) % 19) - 9;
    };

    return lines.map((line, at) => {
      const [one, other] = [boxes.get(line.from), boxes.get(line.to)];
      const [x, endX] = [portOf(keys[at][0], line, line.to), portOf(keys[at][1], line, line.from)];
      const endY = isUp(line) ? other.top + other.height : other.top;
      if (one.row === other.row) {
        const { bottom } = rowsOfBoxes[one.row];
        return `M${x} ${one.top + one.height}L${x} ${bottom}C${x} ${bottom + 40} ${endX} ${bottom + 40} ${endX} ${bottom}L${endX} ${endY}`;
      }
      const step = isDown(line) ? 1 : -1;
      const [near, far] = step > 0 ? ["top", "bottom"] : ["bottom", "top"];
      let [atX, atY] = [x, rowsOfBoxes[one.row][far]];
      let path = `M${x} ${step > 0 ? one.top + one.height : one.top}L${x} ${atY}`;
      for (let nth = one.row + step; nth !== other.row + step; nth += step) {
        const isLast = nth === other.row;
        const toX = isLast ? endX : gap(nth, atX + (endX - atX) / (Math.abs(other.row - nth) + 1));
        const toY = rowsOfBoxes[nth][near];
        const half = (atY + toY) / 2;
        path += `C${atX} ${half} ${toX} ${half} ${toX} ${toY}`;
        [atX, atY] = [toX, isLast ? endY : rowsOfBoxes[nth][far]];
        path += `L${atX} ${atY}`;
      }
      return path;
    });
  };

  /** Lines of a text that fit a box; wide letters count twice. */
  const wrap = (text, columns, most) => {
    const width = (word) => [...word].reduce((sum, letter) => sum + (letter >= "\u1100" ? 2 : 1), 0);
    const lines = [""];
    for (const word of text.slice(0, columns * most * 2).split(/\s+/)) {
      for (const piece of word.match(new RegExp(`.{1,${columns}}`, "gsu")) || []) {
        const line = lines[lines.length - 1];
        if (!line) lines[lines.length - 1] = piece;
        else if (width(line) + 1 + width(piece) <= columns) lines[lines.length - 1] += ` ${piece}`;
        else lines.push(piece);
      }
    }
    return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]}…`] : lines;
  };

  /** Whether a text is read from the right: its first letter says so. */
  const isFromRight = (text) => /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test((text.match(/\p{L}/u) || [""])[0]);

  /** The voices of a claim that has it from others: no line leads to them. */
  const passedOnBy = (node) => (node < count && claim(node).cites ? list(claim(node).voices) : []);
  const passedOn = (node) => {
    const [first, ...others] = passedOnBy(node);
    const [name] = wrap(source(first).label, others.length ? 14 : 20, 1);
    return `relayed by ${name}${others.length ? ` +${others.length}` : ""}`;
  };

  const shape = (node, { left, top, width, height }, lines) => {
    const isSource = node >= count;
    const kind = isSource ? source(node).kind : claim(node).basis;
    const words = `${kind}${isSource && kind !== "outlet" ? " source" : ""}${!isSource && claim(node).retracted ? " · withdrawn" : ""}`;
    const start = isFromRight(textOf(node)) ? { x: left + width - 10, direction: "rtl" } : { x: left + 16 };
    const place = get(idOf(node)) ? { href: `#${idOf(node)}` } : {};
    return ink(place.href ? "a" : "g", { class: `node ${isSource ? "voice" : "assertion"} ${kind}`, "data-node": node, ...place },
      ink("rect", { class: "box", x: left, y: top, width, height, rx: isSource ? 14 : 1 }),
      isSource ? null : ink("rect", { class: `area ${kind}`, x: left, y: top, width: 7, height }),
      ...lines.map((line, nth) => ink("text", { ...start, y: top + 20 + 16 * nth }, line)),
      passedOnBy(node).length ? ink("text", { class: "kind", x: left + 16, y: top + height - 27 }, passedOn(node)) : null,
      ink("text", { class: "kind", x: left + 16, y: top + height - 11 }, words));
  };

  const draw = (root) => {
    const boxes = new Map();
    const { nearest, of } = around(root);
    const layers = arrange(nearest);
    const widths = layers.map((layer) => layer.reduce((sum, node) => sum + GAP + (node < count ? 196 : 156), GAP));
    size.width = Math.max(...widths);
    const rowsOfBoxes = [];
    let top = 16;
    get("_nodes").replaceChildren(...layers.flatMap((layer, nth) => {
      let left = (size.width - widths[nth]) / 2 + GAP;
      const wrapped = layer.map((node) => wrap(textOf(node), node < count ? 27 : 20, node < count ? 3 : 2));
      const shapes = layer.map((node, at) => {
        boxes.set(node, { left, top, width: node < count ? 196 : 156, height: 34 + 16 * (wrapped[at].length + (passedOnBy(node).length ? 1 : 0)), row: nth });
        left += boxes.get(node).width + GAP;
        return shape(node, boxes.get(node), wrapped[at]);
      });
      const inRow = layer.map((node) => boxes.get(node));
      const bottom = top + Math.max(...inRow.map(({ height }) => height));
      rowsOfBoxes.push({ top, bottom, boxes: inRow });
      top = bottom + 56;
      return shapes;
    }));
    size.height = top - 16;
    const links = (from, targets, kind) => targets.filter((to) => boxes.has(to)).map((to) => ({ from, to, kind }));
    const lines = [...boxes.keys()].filter((node) => node < count).flatMap((node) => [
      ...links(node, restsOn(node), "rests"),
      ...links(node, list(claim(node).corroborated).filter((by) => !list(claim(node).hollow).includes(by)), "corroborates"),
      ...links(node, list(claim(node).hollow), "hollow"),
      ...links(node, list(claim(node).disputes), "disputes"),
    ]);
    const paths = route(lines, boxes, rowsOfBoxes);
    get("_edges").replaceChildren(...lines.map(({ from, to, kind }, at) =>
      ink("path", { class: `edge ${kind}`, d: paths[at], "marker-end": `url(#_${kind})`, "data-from": from, "data-to": to })));
    get("_around").textContent = idOf(root);
    get("_drawn").textContent = of > nearest.length ? `${nearest.length} of ${svg.dataset.more ? "at least " : ""}${of} around` : "all around";
    collect();
    settle();
  };

  // Pointer, wheel and keys on the picture

  const nodeAt = (target) => {
    const found = target instanceof Element && target.closest(".node");
    return found ? Number(found.dataset.node) : null;
  };

  const startDrag = (event) => {
    hasMoved = false;
    if (event.button !== 0 || event.pointerType !== "mouse") return;
    let last = event;
    const move = (next) => {
      hasMoved ||= Math.hypot(next.clientX - event.clientX, next.clientY - event.clientY) > 5;
      if (hasMoved) canvas.scrollBy(last.clientX - next.clientX, last.clientY - next.clientY);
      last = next;
    };
    const stop = () => ["pointermove", "pointerup", "pointercancel"].forEach((name, at) => removeEventListener(name, at ? stop : move));
    ["pointermove", "pointerup", "pointercancel"].forEach((name, at) => addEventListener(name, at ? stop : move));
  };

  const press = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const node = nodeAt(event.target);
    if (arrows[event.key]) {
      // Beside a node they lead to the next one; on the canvas they scroll.
      if (node === null) return;
      const next = neighbour(drawn.get(node), ...arrows[event.key]);
      if (next !== null) focusOn(next);
    } else if (["Enter", " "].includes(event.key) && node !== null) go(idOf(node));
    else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") resize(whole());
    else if (event.key === "Escape") light((chosen = null));
    else return;
    event.preventDefault();
  };

  if (svg) {
    collect();
    settle();
    get("_tools").hidden = false;
    get("_in").addEventListener("click", () => zoom(1.25));
    get("_out").addEventListener("click", () => zoom(0.8));
    get("_fit").addEventListener("click", () => resize(whole()));
    canvas.addEventListener("keydown", press);
    svg.addEventListener("pointerdown", startDrag);
    // A wheel without Ctrl scrolls.
    canvas.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = canvas.getBoundingClientRect();
      zoom(Math.exp(-event.deltaY / 400), event.clientX - box.left, event.clientY - box.top);
    }, { passive: false });
    for (const [come, leave] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
      svg.addEventListener(come, (event) => nodeAt(event.target) !== null && light(nodeAt(event.target)));
      svg.addEventListener(leave, () => light(chosen));
    }
    // Links in SVG can be dragged, which would end the drag of the picture.
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    addEventListener("resize", resettle);
  }

  // Paper has no room for what is closed, and shows the whole picture.

  let closed = [];
  let scaleOnScreen = 1;
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")].filter((one) => data.whole || !one.matches(".claim"));
    closed.forEach((one) => { one.open = true; });
    scaleOnScreen = scale;
    if (svg) resize(1);
  });
  addEventListener("afterprint", () => {
    closed.forEach((one) => { one.open = false; });
    if (svg) resize(scaleOnScreen);
  });

  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
  // Earlier, the browser's own way to the place would take the focus away again.
  addEventListener("load", follow);
})();
