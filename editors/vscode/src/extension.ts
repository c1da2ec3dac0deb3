/** Starts the server of onrecord for claim files, and shows the pages that it makes. */

import * as vscode from "vscode";
import { LanguageClient, State, type LanguageClientOptions } from "vscode-languageclient/node";

import { Pages } from "./pages";
import { program } from "./program";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const pages = new Pages(() => client);
  context.subscriptions.push(
    pages,
    vscode.commands.registerCommand("onrecord.showReport", () => pages.show("report")),
    vscode.commands.registerCommand("onrecord.showDraft", () => pages.show("draft")),
    vscode.commands.registerCommand("onrecord.restart", () => restart(context)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => restart(context)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("onrecord.path")) void restart(context);
    }),
    vscode.extensions.onDidChange(() => restart(context)),
  );
  await start(context);
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
  client = undefined;
}

async function restart(context: vscode.ExtensionContext): Promise<void> {
  await deactivate();
  await start(context);
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  const command = await program(context);
  if (command === undefined) {
    const settings = "Open Settings";
    const chosen = await vscode.window.showErrorMessage(
      "onrecord: the program was not found. Install it, or set `onrecord.path`.",
      settings,
    );
    if (chosen === settings) await vscode.commands.executeCommand("workbench.action.openSettings", "onrecord.path");
    return;
  }
  const run = { command, args: ["lsp"] };
  client = new LanguageClient("onrecord", "onrecord", { run, debug: run }, options());
  try {
    await client.start();
  } catch (error) {
    if (client.state !== State.Running) void vscode.window.showErrorMessage(`onrecord: ${String(error)}`);
  }
}

/** Beside a YAML server that has the schema, onrecord completes only what that one cannot. */
function hasYamlServer(): boolean {
  return vscode.extensions.getExtension("redhat.vscode-yaml") !== undefined;
}

function options(): LanguageClientOptions {
  return {
    documentSelector: [{ scheme: "file", language: "yaml" }],
    initializationOptions: { ...vscode.workspace.getConfiguration("onrecord"), yamlServer: hasYamlServer() },
    middleware: {
      workspace: {
        configuration: async (params, token, next) => {
          const settings = await next(params, token);
          if (!Array.isArray(settings)) return settings;
          return settings.map((setting) => ({ ...setting, yamlServer: hasYamlServer() }));
        },
      },
    },
  };
}
