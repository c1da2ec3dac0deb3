"use strict";
// In a report that is served: asks its server for a newer one, and loads that. What is opened stays in the address.
(() => {
  const PAUSE = 2000;
  const words = document.getElementById("_served");
  const address = `newer/${document.currentScript.dataset.version}`;
  const ask = async () => {
    try {
      const { status } = await fetch(address, { cache: "no-store" });
      if (status === 200) return location.reload();
      // Nothing is newer yet.
      if (status === 204) {
        words.hidden = true;
        return ask();
      }
    } catch {
      // Nobody answers.
    }
    words.hidden = false;
    setTimeout(ask, PAUSE);
  };
  ask();
})();
