
"use strict";

// Marks the words of the record that is chosen, and goes from one to the next with the keyboard.
(() => {
  const records = [...document.querySelectorAll(".record")];
  const pieces = [...document.querySelectorAll("[data-at]")];
  const starts = pieces.map((piece) => Number(piece.dataset.at));
  let chosen = null;
  let lit = [];

  // The first piece that starts at a place or after it.
  const first = (place) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] < place) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const choose = (record) => {
    for (const piece of lit) piece.classList.remove("lit");
    lit = [];
    chosen?.classList.remove("chosen");
    chosen = record;
    if (!record) return;
    record.classList.add("chosen");
    for (const place of record.dataset.places.split(" ")) {
      const [start, end] = place.split("-").map(Number);
      for (let at = first(start); at < starts.length && starts[at] < end; at += 1) lit.push(pieces[at]);
    }
    for (const piece of lit) piece.classList.add("lit");
  };

  const step = (by) => {
    const at = chosen ? records.indexOf(chosen) + by : by > 0 ? 0 : records.length - 1;
    const record = records[Math.min(Math.max(at, 0), records.length - 1)];
    if (!record) return;
    choose(record);
    record.focus({ preventScroll: true });
    record.closest(".row").scrollIntoView({ block: "nearest" });
    record.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isAmongRecords = document.activeElement?.classList.contains("record");
    const next = event.key === "j" || isAmongRecords && event.key === "ArrowDown";
    const previous = event.key === "k" || isAmongRecords && event.key === "ArrowUp";
    if (event.key === "Escape") choose(null);
    if (!next && !previous) return;
    event.preventDefault();
    step(next ? 1 : -1);
  });

  document.addEventListener("focusin", (event) => {
    const record = event.target.closest?.(".record");
    if (record && record !== chosen) choose(record);
  });

  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.classList.contains("record")) {
      choose(target);
      target.focus({ preventScroll: true });
    }
  };
  addEventListener("hashchange", follow);
  document.documentElement.classList.add("scripted");
  follow();
})();
