#!/usr/bin/env python3
"""Where each engine wins: `report` on claim files, `report --graph` on tables, DuckDB and Spark with two workers.

    benches/tables.py PROGRAM FOLDER [MILLIONS ...]

PROGRAM is an onrecord with Parquet, built for release. FOLDER keeps the corpora, which take 2 GB, and is made if it is not
there. Sizes are in millions of claims, `0.1 1 10` unless others are passed; beyond 1, tables are made of copies of those
of one million, and no claim files. Needs duckdb and pyspark, and Linux. Prints a table in Markdown: wall time, CPU time
and peak memory of each process with all its threads.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb

HERE = Path(__file__).resolve().parent
JOBS = HERE.parent / "jobs"
sys.path.insert(0, str(JOBS / "tests"))
import corpora  # noqa: E402

MILLION = 1_000_000
PAGE, TICKS = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")

DUCKDB = """
import duckdb, sys
connection = duckdb.connect()
connection.execute("SET VARIABLE tables = ?", [sys.argv[1]])
connection.execute(open(sys.argv[2]).read())
"""
SPARK = """
import sys
sys.path.insert(0, sys.argv[2])
import sourcing_spark
from pyspark.sql import SparkSession
spark = (
    SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    .config("spark.sql.adaptive.enabled", "false").config("spark.driver.memory", sys.argv[3]).config("spark.sql.shuffle.partitions", sys.argv[4]).getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
tables = [spark.read.parquet(f"{sys.argv[1]}/{name}.parquet") for name in ("nodes", "edges")]
sourcing_spark.sourcing(spark, *tables).write.mode("overwrite").parquet(sys.argv[1] + "-answers")
spark.stop()
"""


def tree(root: int) -> list[int]:
    """A process and those that it started."""
    found, at = [root], 0
    while at < len(found):
        for task in Path(f"/proc/{found[at]}/task").glob("*/children"):
            try:
                found.extend(int(child) for child in task.read_text().split())
            except OSError:
                pass
        at += 1
    return found


def measured(command: list[str]) -> tuple[float, float, float] | None:
    """Wall seconds, CPU seconds, and the peak of memory in MiB over all processes."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    # CPU time is sampled too: a process that nobody waits for, such as that of Java, is in no sum of the system.
    peak, ticks, done = 0, {}, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.01):
            resident = 0
            for each in tree(process.pid):
                try:
                    resident += int(Path(f"/proc/{each}/statm").read_text().split()[1]) * PAGE
                    stat = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
                    ticks[each] = int(stat[11]) + int(stat[12])
                except OSError:
                    pass
            peak = max(peak, resident)

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, said = process.communicate()
    done.set()
    watcher.join()
    wall = time.monotonic() - started
    if process.returncode:
        print(f"{command[:3]} failed: {said[-500:]}", file=sys.stderr)
        return None
    return wall, sum(ticks.values()) / TICKS, peak / (1 << 20)


def prepare(program: str, folder: str, millions: float) -> None:
    """Claim files up to a million claims, and their tables; beyond, copies of the tables."""
    files, tables = f"{folder}/{millions:g}", f"{folder}/{millions:g}-tables"
    if Path(tables, "edges.parquet").exists():
        return
    if millions <= 1:
        count = round(millions * MILLION)
        corpora.write(files, "c", corpora.sources_of(count), corpora.shape("news", count, random.Random(1)))
        subprocess.run([program, "export", "--format", "parquet", "--output", tables, files], check=True)
        return
    prepare(program, folder, 1)
    copy(f"{folder}/1-tables", tables, round(millions))


def copy(of: str, to: str, times: int) -> None:
    """Tables of several copies: other ids and other numbers, in the order that tables have."""
    os.makedirs(to, exist_ok=True)
    connection = duckdb.connect()
    connection.execute(f"""
        CREATE TABLE numbered AS
            SELECT copy, n.node AS old,
                   row_number() OVER (ORDER BY kind, id IS NULL, copy, n.node) AS node,
                   kind, printf('%03d-', copy) || id AS id, retracted, class
            FROM read_parquet('{of}/nodes.parquet') n, range({times}) copies(copy);
        COPY (SELECT node, kind, id, retracted, class FROM numbered ORDER BY node)
            TO '{to}/nodes.parquet' (FORMAT parquet, COMPRESSION zstd);
        COPY (
            SELECT a.node AS from_node, e.kind, b.node AS to_node
            FROM read_parquet('{of}/edges.parquet') e
            JOIN numbered a ON a.old = e.from_node
            JOIN numbered b ON b.old = e.to_node AND b.copy = a.copy
            ORDER BY ALL
        ) TO '{to}/edges.parquet' (FORMAT parquet, COMPRESSION zstd);
    """)


def engines(program: str, folder: str, millions: float) -> list[tuple[str, list[str]]]:
    tables = f"{folder}/{millions:g}-tables"
    memory, partitions = ("12g", "16") if millions > 1 else ("4g", "4")
    found = [
        ("`report --graph`", [program, "report", "--graph", tables, "--format", "json"]),
        ("DuckDB", [sys.executable, "-c", DUCKDB, tables, str(JOBS / "sourcing.sql")]),
        ("Spark, two workers", [sys.executable, "-c", SPARK, tables, str(JOBS), memory, partitions]),
    ]
    if millions <= 1:
        found.insert(0, ("`report`", [program, "report", "--format", "json", f"{folder}/{millions:g}"]))
    return found


def main() -> None:
    program, folder, *sizes = sys.argv[1:]
    print("| claims | engine | wall s | CPU s | peak MiB | wall, to `report --graph` |\n| --- | --- | --- | --- | --- | --- |")
    for millions in [float(size) for size in sizes or ["0.1", "1", "10"]]:
        prepare(program, folder, millions)
        runs = engines(program, folder, millions)
        # The fast ones run several times, one after the other in turn; the least of each counts.
        best: dict[str, tuple[float, float, float]] = {}
        for turn in range(3 if millions <= 1 else 1):
            for name, command in runs:
                if name.startswith("Spark") and turn:
                    continue
                figures = measured(command)
                if figures and (name not in best or figures < best[name]):
                    best[name] = figures
        for name, _ in runs:
            if name in best:
                wall, cpu, peak = best[name]
                ratio = wall / best["`report --graph`"][0]
                print(f"| {millions:g} million | {name} | {wall:.2f} | {cpu:.2f} | {peak:,.0f} | {ratio:.1f} |", flush=True)


if __name__ == "__main__":
    main()
