"""What the module gives, against answers worked out by hand and against the program's own bytes."""

import importlib
import json
import os
import subprocess
import tempfile
import unittest
import unittest.mock
from dataclasses import FrozenInstanceError, asdict
from pathlib import Path
from typing import Any

import onrecord
from onrecord.program import find

FILE = """
sources:
  road-office: {identity: named, name: Road Office}
  source-1a2b: {identity: anonymous, description: an engineer}
documents:
  order: {title: The order, publisher: road-office}
claims:
  closes:
    statement: The bridge closes.
    attributed_to: [road-office]
    evidence: [{document: order}]
  cracked: {statement: The bridge is cracked., attributed_to: [source-1a2b]}
  relayed: {statement: It is said to be cracked., cites: [cracked]}
"""
WRONG = "claims:\n  a: {statement: x, attributed_to: [nobody]}\n"


class InFolder(unittest.TestCase):
    def setUp(self) -> None:
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.folder = Path(made.name)
        self.file = self.folder / "claims.yaml"
        self.file.write_text(FILE)


class Answers(InFolder):
    def test_report(self) -> None:
        report = onrecord.report(self.file)
        self.assertEqual([(claim.id, claim.basis) for claim in report.claims],
                         [("closes", "named"), ("cracked", "anonymous"), ("relayed", "anonymous")])
        self.assertEqual((report.summary.named, report.summary.anonymous), (1, 2))
        self.assertEqual(report.claims[2].rests_solely_on, "source-1a2b")
        self.assertEqual([claim.id for claim in onrecord.report(self.file, basis=["named"]).claims], ["closes"])
        self.assertEqual(onrecord.report([self.file], basis="anonymous").summary.claims, 2)
        with self.assertRaises(FrozenInstanceError):
            report.claims[0].id = "other"  # type: ignore[misc]

    def test_every_value_of_the_program_is_in_the_result(self) -> None:
        for command, answer in [
            (["report"], onrecord.report(self.file)),
            (["check", "--today=2026-01-01"], onrecord.check(self.file, today="2026-01-01")),
            (["impact", "--rank"], onrecord.rank(self.file)),
            (["impact", "source-1a2b"], onrecord.impact("source-1a2b", self.file)),
            (["trace", "relayed"], onrecord.trace("relayed", self.file)),
            (["trace", "--reverse", "cracked"], onrecord.trace("cracked", self.file, reverse=True)),
            (["list"], onrecord.list_records(self.file)),
            (["todo"], onrecord.todo(self.file)),
        ]:
            printed = subprocess.run([find(), *command, "--format", "json", self.file], capture_output=True).stdout
            said = json.loads(json.dumps(asdict(answer)))
            self.assertEqual(left_out(json.loads(printed), said), [], command)

    def test_every_record_is_listed_whatever_a_folder_is_called(self) -> None:
        self.addCleanup(os.chdir, Path.cwd())
        os.chdir(self.folder)
        for name in ["claims", "sources", "-n"]:
            Path(name).mkdir()
            Path(name, "a.yaml").write_text(FILE)
            summary = onrecord.list_records(name).summary
            self.assertEqual((summary.claims, summary.documents, summary.sources), (3, 1, 2), name)
        self.assertEqual(onrecord.list_records().summary.sources, 2)
        self.assertEqual(onrecord.list_records(["claims"]).summary.sources, 2)

    def test_draft(self) -> None:
        page = self.folder / "page.html"
        page.write_text("<p>“The bridge is safe,” said the mayor, Ada Byrne. It rained on the day of the visit.</p>")
        (attribution,) = onrecord.draft(page).attributions
        self.assertIsNotNone(attribution.source)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["claims.yaml", "page.html"])

    def test_export(self) -> None:
        printed = subprocess.run([find(), "export", "--format", "turtle", self.file], capture_output=True).stdout
        self.assertEqual(onrecord.export("turtle", self.file).encode(), printed)

    def test_graph(self) -> None:
        graph = onrecord.graph(self.file)
        self.assertEqual(set(graph.successors("closes")), {"road-office", "order"})
        (unnamed,) = [node for node, label in graph.nodes(data="label") if label == "an engineer"]
        self.assertEqual(list(graph.predecessors(unnamed)), ["cracked"])
        self.assertEqual(len(graph), 6)

    def test_edges_lead_as_in_the_export_and_the_documentation_turns_them(self) -> None:
        more = "  seen: {statement: Cracks were seen., attributed_to: [road-office], corroborates: [cracked]}\n"
        self.file.write_text(FILE + more + "  denied: {statement: No., attributed_to: [road-office], disputes: [cracked]}\n")
        graph = onrecord.graph(self.file)
        exported = json.loads(onrecord.export("json", self.file))
        names = {node["id"]: node.get("record", f"source:{node['id']}") for node in exported["nodes"]}
        links = [(names[link["source"]], names[link["target"]], link["kind"]) for link in exported["links"]]
        self.assertEqual(sorted(graph.edges(data="kind")), sorted(links))
        self.assertIn(("seen", "cracked", "corroborates"), links)
        # What the page says to do gives what `trace` finds.
        page = Path(__file__).parents[2].joinpath("docs/python.md").read_text("utf-8")
        recipe = page[page.index("support = networkx.DiGraph(") : page.index('networkx.descendants(support, "bridge')]
        networkx = importlib.import_module("networkx")
        given: dict[str, Any] = {"graph": graph, "networkx": networkx}
        exec(recipe, given)
        for claim in ["cracked", "relayed", "seen", "denied"]:
            below = networkx.descendants(given["support"], claim)
            # An export does not have the ids of unnamed sources.
            below = {"source-1a2b" if node.startswith("source:") else node for node in below}
            self.assertEqual({claim} | below, {node.id for node in onrecord.trace(claim, self.file).nodes}, claim)

    def test_frames(self) -> None:
        pandas = onrecord.claims_frame(self.file, library="pandas")
        self.assertEqual(pandas.loc["relayed", "basis"], "anonymous")
        polars = onrecord.claims_frame(self.file, library="polars")
        self.assertEqual(polars["id"].to_list(), list(pandas.index))


class Errors(InFolder):
    def test_errors_in_claim_files_come_with_places(self) -> None:
        self.file.write_text(WRONG)
        with self.assertRaises(onrecord.ClaimFilesError) as raised:
            onrecord.report(self.file)
        (found,) = raised.exception.diagnostics
        self.assertEqual((found.rule, found.line, found.column), ("dangling-reference", 2, 37))
        self.assertIn("claims.yaml:2:37: no source with the id `nobody`", str(raised.exception))
        self.assertEqual(onrecord.report(self.file, allow_errors=True).claims[0].basis, "unsourced")
        self.assertEqual(onrecord.check(self.file).summary.errors, 1)

    def test_what_the_program_refuses(self) -> None:
        for ask, words in [
            (lambda: onrecord.report(self.folder / "nothing"), "does not exist"),
            (lambda: onrecord.trace("nothing", self.file), "no record with the id"),
        ]:
            with self.assertRaises(onrecord.ProgramError) as raised:
                ask()
            self.assertIn(words, str(raised.exception))
            self.assertEqual(raised.exception.status, 2)

    def test_what_is_not_installed_is_named_with_what_to_install(self) -> None:
        either = "pandas or polars, which is not installed: `pip install pandas` or `pip install polars`"
        for missing, ask, words in [
            (["networkx"], lambda: onrecord.graph("nothing"), "`graph` needs networkx, which is not installed: `pip install networkx`"),
            (["pandas", "polars"], lambda: onrecord.claims_frame("nothing"), f"`claims_frame` needs {either}"),
            (["polars"], lambda: onrecord.claims_frame("nothing", library="polars"),
             "`claims_frame` needs polars, which is not installed: `pip install polars`"),
        ]:
            with unittest.mock.patch.dict("sys.modules", dict.fromkeys(missing)):
                with self.assertRaises(onrecord.MissingLibraryError) as raised:
                    ask()
            self.assertEqual((str(raised.exception), raised.exception.libraries), (words, tuple(missing)))
            self.assertIsInstance(raised.exception, onrecord.OnrecordError)
            self.assertIsInstance(raised.exception, ImportError)
        with unittest.mock.patch.dict("sys.modules", {"pandas": None}):
            self.assertEqual(onrecord.claims_frame(self.file)["id"].to_list()[0], "closes")

    def test_the_version_is_that_of_the_program(self) -> None:
        printed = subprocess.run([find(), "--version"], capture_output=True, text=True).stdout
        self.assertEqual(printed, f"onrecord {onrecord.version()}\n")

    def test_no_argument_is_an_option(self) -> None:
        with self.assertRaises(onrecord.ProgramError):
            onrecord.report("--output=pwned")
        with self.assertRaises(onrecord.ArgumentError):
            onrecord.trace("--output=pwned", self.file)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["claims.yaml"])


    def test_no_path_is_not_the_usual_folder(self) -> None:
        for paths in ([], (), ""):
            for answer in (onrecord.report, onrecord.check, onrecord.list_records):
                with self.subTest(paths=paths, answer=answer), self.assertRaisesRegex(onrecord.ArgumentError, "no path"):
                    answer(paths)
        self.assertTrue(issubclass(onrecord.ArgumentError, ValueError))


class Progress(InFolder):
    def test_it_is_called_while_the_program_runs(self) -> None:
        slow = self.folder / "slow"
        slow.write_text(f'#!/bin/sh\nsleep 1.3\nexec {find()} "$@"\n')
        slow.chmod(0o755)
        calls: list[tuple[str, float]] = []
        with unittest.mock.patch.dict(os.environ, {"ONRECORD": str(slow)}):
            report = onrecord.report(self.file, progress=lambda what, seconds: calls.append((what, seconds)))
        self.assertEqual(report.summary.claims, 3)
        self.assertEqual(calls[:2], [("report", 0.5), ("report", 1.0)])


def left_out(printed: object, said: object, path: str = "") -> list[str]:
    """Where the program printed something that the result does not have."""
    if isinstance(printed, dict) and isinstance(said, dict):
        return [each for key, value in printed.items() for each in left_out(value, said.get(key), f"{path}.{key}")]
    if isinstance(printed, list) and isinstance(said, list) and len(printed) == len(said):
        return [each for at, pair in enumerate(zip(printed, said)) for each in left_out(*pair, f"{path}[{at}]")]
    return [] if printed == said else [path]


if __name__ == "__main__":
    unittest.main()
