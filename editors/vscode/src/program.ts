/** Which program is run: the one of the settings, the one that comes with the extension, or one that is installed. */

import { constants } from "node:fs";
import { access } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";

const NAME = process.platform === "win32" ? "onrecord.exe" : "onrecord";

export async function program(context: vscode.ExtensionContext): Promise<string | undefined> {
  const own = context.asAbsolutePath(path.join("server", NAME));
  if (!vscode.workspace.isTrusted) return (await isProgram(own)) ? own : undefined;
  const set = vscode.workspace.getConfiguration("onrecord").get<string>("path", "").trim();
  if (set !== "") return path.isAbsolute(set) && (await isProgram(set)) ? set : undefined;
  if (await isProgram(own)) return own;
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  for (const folder of folders) {
    const installed = path.join(folder, NAME);
    if (await isProgram(installed)) return installed;
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
