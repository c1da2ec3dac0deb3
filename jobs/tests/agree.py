"""Do four engines give one answer? agree.py PROGRAM

PROGRAM is an onrecord with Parquet. `report` on claim files is compared with `report --graph`, sourcing.sql in DuckDB
and sourcing_spark.py in Spark with two workers, all on the tables that `export` writes: 200 random corpora and four
shapes, as one corpus whose parts know nothing of each other, so that each engine starts once; and one claim alone.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import corpora
import duckdb
from pyspark.sql import SparkSession

JOBS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(JOBS))
import sourcing_spark  # noqa: E402

CORPORA = 200
SHAPES = {"news": 450, "deep": 24, "hub": 150, "dense": 110}
CLASSES = ("named", "outlet", "unnamed")
FLAGS = ("on_the_record", "retracted", "in_cycle")
# What every engine says of a claim: its basis, the classes of its origins, and the flags.
Answer = tuple[str, frozenset[str], tuple[bool, ...]]


def run(program: str, *arguments: str) -> str:
    done = subprocess.run([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 0, f"{arguments}: {done.stderr[:2000]}"
    return done.stdout


def of_report(program: str, folder: str) -> tuple[dict[str, Answer], set[str]]:
    """The answers of `report` on claim files. It lists ten origins; where there are more, the second set has the claim,
    and only what the basis says of their classes is known."""
    report = json.loads(run(program, "report", "--format", "json", folder))
    nodes = json.loads(run(program, "export", "--format", "json", folder))["nodes"]
    classes = {
        node["record"]: "outlet" if node.get("source_kind") == "outlet" else "named"
        for node in nodes
        if node["kind"] == "source" and "record" in node
    }
    answers, many = {}, set()
    for claim in report["claims"]:
        found = frozenset(classes.get(origin, "unnamed") for origin in claim["origins"])
        if claim["origins_truncated"]:
            many.add(claim["id"])
            of_basis = {"named": {"named"}, "mixed": {"named", "unnamed"}, "outlet": {"outlet"}, "anonymous": {"unnamed"}}
            found |= of_basis[claim["basis"]]
        answers[claim["id"]] = (claim["basis"], found, tuple(claim[flag] for flag in FLAGS))
    return answers, many


def of_tables(program: str, tables: str) -> dict[str, Answer]:
    report = json.loads(run(program, "report", "--graph", tables, "--format", "json"))
    return {
        claim["id"]: (claim["basis"], frozenset(claim["origin_classes"]), tuple(claim[flag] for flag in FLAGS))
        for claim in report["claims"]
    }


def of_rows(rows: list[dict[str, object]]) -> dict[str, Answer]:
    return {
        row["id"]: (row["basis"], frozenset(name for name in CLASSES if row[name]), tuple(row[flag] for flag in FLAGS))
        for row in rows
    }


def of_duckdb(tables: str) -> dict[str, Answer]:
    connection = duckdb.connect()
    connection.execute("SET VARIABLE tables = ?", [tables])
    connection.execute((JOBS / "sourcing.sql").read_text())
    rows = connection.execute("SELECT * FROM sourcing")
    names = [column[0] for column in rows.description]
    return of_rows([dict(zip(names, row)) for row in rows.fetchall()])


def of_spark(spark: SparkSession, tables: str, checkpoints: str | None) -> dict[str, Answer]:
    nodes, edges = (spark.read.parquet(f"{tables}/{name}.parquet") for name in ("nodes", "edges"))
    return of_rows([row.asDict() for row in sourcing_spark.sourcing(spark, nodes, edges, checkpoints).collect()])


def compare(name: str, expected: dict[str, Answer], found: dict[str, Answer]) -> None:
    assert expected.keys() == found.keys(), f"{name} has other claims"
    wrong = [f"{id}: {found[id]}, expected {answer}" for id, answer in expected.items() if found[id] != answer]
    assert not wrong, f"{name} disagrees on {len(wrong)} claims:\n" + "\n".join(wrong[:10])


def write_corpora(folder: str) -> None:
    r = random.Random(20261129)
    for seed in range(CORPORA):
        sources, claims = corpora.random_corpus(r)
        corpora.write(folder, f"r{seed:03}", sources, iter(claims))
    for shape, count in SHAPES.items():
        corpora.write(folder, shape, corpora.sources_of(count), corpora.shape(shape, count, r))


def session() -> SparkSession:
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.default.parallelism", "2")
        # Thousands of tiny steps: planning them again while they run, and compiling them, would be most of the work.
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def main() -> None:
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as place:
        write_corpora(f"{place}/all")
        os.mkdir(f"{place}/alone")
        Path(place, "alone/c.yaml").write_text("claims:\n  a: {statement: Nobody says so.}\n")
        spark = None
        for corpus in ["all", "alone"]:
            folder, tables = f"{place}/{corpus}", f"{place}/{corpus}-tables"
            run(program, "export", "--format", "parquet", "--output", tables, folder)
            expected, many = of_report(program, folder)
            seen = {basis for basis, _, _ in expected.values()}
            assert corpus == "alone" or len(seen) == 7, f"the corpora have every basis: {seen}"
            engines = [
                ("report --graph", lambda: of_tables(program, tables)),
                ("DuckDB", lambda: of_duckdb(tables)),
                ("Spark", lambda: of_spark(spark, tables, f"{place}/checkpoints" if corpus == "alone" else None)),
            ]
            for name, answer in engines:
                if name == "Spark" and spark is None:
                    spark = session()
                started = time.monotonic()
                found = answer()
                for id in many:
                    # The report may not have listed the outlets among them. From here on, all engines agree on that too.
                    basis, classes, flags = expected[id]
                    expected[id] = (basis, classes | found[id][1] & {"outlet"}, flags)
                many = set()
                compare(f"{name} on {corpus}", expected, found)
                print(f"{name}: {len(expected)} claims as `report` has them ({time.monotonic() - started:.1f} s)", flush=True)
        spark.stop()


if __name__ == "__main__":
    main()
