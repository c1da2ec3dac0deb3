/** Which program is run. The rest of the extension is the client library's. */

import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { build } from "esbuild";

const folder = mkdtempSync(path.join(tmpdir(), "onrecord-"));
const require = createRequire(import.meta.url);

/** What the editor says, in this test. */
const says = { isTrusted: true, path: "" };
globalThis.vscode = {
  workspace: {
    get isTrusted() { return says.isTrusted; },
    getConfiguration: () => ({ get: () => says.path }),
  },
};

await build({
  entryPoints: [new URL("../src/program.ts", import.meta.url).pathname],
  bundle: true,
  platform: "node",
  format: "cjs",
  outfile: path.join(folder, "program.cjs"),
  plugins: [{
    name: "vscode",
    setup(build) {
      build.onResolve({ filter: /^vscode$/ }, () => ({ path: "vscode", namespace: "fake" }));
      build.onLoad({ filter: /.*/, namespace: "fake" }, () => ({ contents: "module.exports = globalThis.vscode" }));
    },
  }],
});
const { program } = require(path.join(folder, "program.cjs"));

const executable = (name) => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, "");
  chmodSync(file, 0o755);
  return file;
};
const context = (name) => ({ asAbsolutePath: (below) => path.join(folder, name, below) });

const set = executable("set/onrecord");
const own = executable("extension/server/onrecord");
const installed = executable("installed/onrecord");
process.env.PATH = ["", "bin", path.join(folder, "none"), path.dirname(installed)].join(path.delimiter);

const asked = (extension, trusted = true, setting = "") => {
  Object.assign(says, { isTrusted: trusted, path: setting });
  return program(context(extension));
};

test("the program of the settings comes first", async () => {
  assert.equal(await asked("extension", true, set), set);
});

test("then the one that comes with the extension, and then one that is installed", async () => {
  assert.equal(await asked("extension"), own);
  assert.equal(await asked("elsewhere"), installed);
});

test("a path that is not absolute, or where nothing can be run, is not replaced by another program", async () => {
  assert.equal(await asked("extension", true, "set/onrecord"), undefined);
  assert.equal(await asked("extension", true, `${set}-gone`), undefined);
});

test("in a folder that is not trusted only the program of the extension is run", async () => {
  assert.equal(await asked("extension", false, set), own);
  assert.equal(await asked("elsewhere", false, set), undefined);
});
