/** The report and the picture of an article, beside the text. The server makes them; no port is opened. */

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

type Kind = "report" | "draft";

/** What the server answers: a whole page that requests nothing and allows only its own script. */
interface Page {
  title: string;
  html: string;
}

interface Shown {
  panel: vscode.WebviewPanel;
  place: Place;
}

/** What a page is about: a text, and where in it somebody is. */
interface Place {
  textDocument: { uri: string };
  position: { line: number; character: number };
}

export class Pages implements vscode.Disposable {
  private readonly shown = new Map<Kind, Shown>();
  private readonly saves: vscode.Disposable;

  constructor(private readonly client: () => LanguageClient | undefined) {
    this.saves = vscode.workspace.onDidSaveTextDocument(() => this.refresh());
  }

  async show(kind: Kind): Promise<void> {
    const place = here() ?? this.shown.get(kind)?.place;
    if (place === undefined) {
      void vscode.window.showInformationMessage("onrecord: open a claim file first.");
      return;
    }
    const page = await this.page(kind, place);
    if (page === undefined) return;
    if (page === null) {
      void vscode.window.showInformationMessage("onrecord: this text is in no folder of claim files.");
      return;
    }
    const panel = this.shown.get(kind)?.panel ?? this.open(kind);
    this.shown.set(kind, { panel, place });
    fill(panel, page);
    panel.reveal(undefined, true);
  }

  dispose(): void {
    this.saves.dispose();
    for (const { panel } of this.shown.values()) panel.dispose();
  }

  private open(kind: Kind): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      `onrecord.${kind}`,
      "onrecord",
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, enableCommandUris: false, enableFindWidget: true, localResourceRoots: [] },
    );
    panel.onDidDispose(() => this.shown.delete(kind));
    return panel;
  }

  private async refresh(): Promise<void> {
    for (const [kind, { panel, place }] of this.shown) {
      const page = panel.visible ? await this.page(kind, place, true) : undefined;
      if (page) fill(panel, page);
    }
  }

  private async page(kind: Kind, place: Place, isQuiet = false): Promise<Page | null | undefined> {
    try {
      return await this.client()?.sendRequest<Page | null>(`onrecord/${kind}`, place);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (!isQuiet) void vscode.window.showErrorMessage(`onrecord: ${why}`);
      return undefined;
    }
  }
}

function here(): Place | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { line, character } = editor.selection.active;
  return { textDocument: { uri: editor.document.uri.toString() }, position: { line, character } };
}

function fill(panel: vscode.WebviewPanel, page: Page): void {
  panel.title = page.title;
  panel.webview.html = page.html;
}
