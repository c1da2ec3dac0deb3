"""What Neovim, VS Code and Emacs say that they can, and whether what the server says fits: pytest-lsp checks it.

ONRECORD is the program.
"""

import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

SOURCES = "sources:\n  fidan: {identity: named, name: Hakan Fidan, kind: person}\n"
STORY = "claims:\n  a:\n    statement: Troops leave.\n    attributed_to: [fidan]\n  b: {statement: x, cites: [a, c]}\n"


@pytest.fixture
def folder(tmp_path):
    claims = tmp_path / "claims"
    claims.mkdir()
    (claims / "sources.yaml").write_text(SOURCES)
    (claims / "story.yaml").write_text(STORY)
    return tmp_path


@pytest_lsp.fixture(
    params=["visual-studio-code", "neovim@0.11", "emacs"],
    config=ClientServerConfig(server_command=[os.environ["ONRECORD"], "lsp"]),
)
async def client(request, lsp_client: LanguageClient, folder: pathlib.Path):
    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(_):
        return None

    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            root_uri=folder.as_uri(),
            workspace_folders=[types.WorkspaceFolder(uri=folder.as_uri(), name="desk")],
        )
    )
    yield
    await lsp_client.shutdown_session()


@pytest.mark.asyncio
async def test_a_story(client: LanguageClient, folder: pathlib.Path):
    uri = (folder / "claims" / "story.yaml").as_uri()
    document = types.TextDocumentIdentifier(uri=uri)
    item = types.TextDocumentItem(uri=uri, language_id="yaml", version=1, text=STORY)
    client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    while uri not in client.diagnostics:
        await client.wait_for_notification("textDocument/publishDiagnostics")
    codes = [found.code for found in client.diagnostics[uri]]
    assert "dangling-reference" in codes

    here = {"text_document": document, "position": types.Position(line=3, character=22)}
    hover = await client.text_document_hover_async(types.HoverParams(**here))
    assert "Hakan Fidan" in hover.contents.value
    assert await client.text_document_definition_async(types.DefinitionParams(**here))
    context = types.ReferenceContext(include_declaration=True)
    assert len(await client.text_document_references_async(types.ReferenceParams(context=context, **here))) == 2
    assert await client.text_document_document_highlight_async(types.DocumentHighlightParams(**here))
    assert (await client.text_document_completion_async(types.CompletionParams(**here))).items
    renamed = await client.text_document_rename_async(types.RenameParams(new_name="hakan-fidan", **here))
    changed = renamed.document_changes or renamed.changes
    assert len(changed) == 2
    whole = types.Range(start=types.Position(line=0, character=0), end=types.Position(line=9, character=0))
    actions = types.CodeActionParams(
        text_document=document, range=whole, context=types.CodeActionContext(diagnostics=client.diagnostics[uri])
    )
    assert await client.text_document_code_action_async(actions)
    assert await client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=document))
    assert await client.text_document_folding_range_async(types.FoldingRangeParams(text_document=document))
    assert await client.workspace_symbol_async(types.WorkspaceSymbolParams(query="fidan"))
    tokens = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(text_document=document))
    assert len(tokens.data) == 5 * 4
    [call] = await client.text_document_prepare_call_hierarchy_async(types.CallHierarchyPrepareParams(**here))
    assert await client.call_hierarchy_incoming_calls_async(types.CallHierarchyIncomingCallsParams(item=call))
