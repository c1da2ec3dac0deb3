#!/usr/bin/env node
// Starts the program from the package of this platform, and ends as it ends.
"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

const { repository, version } = require("./package.json");

const platform = `${process.platform}-${process.arch}`;

function program() {
  const name = process.platform === "win32" ? "onrecord.exe" : "onrecord";
  try {
    return require.resolve(`onrecord-${platform}/bin/${name}`);
  } catch {
    console.error(
      `onrecord: the package onrecord-${platform} is not installed. Install again without --omit=optional; ` +
        `if there is no such package, see https://github.com/${repository.replace("github:", "")}/blob/v${version}/docs/install.md for other ways.`,
    );
    process.exit(2);
  }
}

const child = spawn(program(), process.argv.slice(2), { stdio: "inherit" });
// The terminal sends its signals to the program as well; it decides what becomes of them.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}
child.on("error", (error) => {
  console.error(`onrecord: ${error.message}`);
  process.exit(2);
});
child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
