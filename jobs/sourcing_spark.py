#!/usr/bin/env python3
"""Which claims rest on named sources, and which on anonymous ones: the four questions of docs/tables.md, on Spark.

    spark-submit sourcing_spark.py TABLES OUTPUT [--checkpoints DIR]

TABLES has nodes.parquet and edges.parquet, as `onrecord export --format parquet` writes them; each may be a folder of
files. OUTPUT gets one table in Parquet:

    node, id, basis, named, outlet, unnamed, on_the_record, retracted, in_cycle

`named`, `outlet` and `unnamed` say which classes of source are among the origins of a claim.

Every step is a fixed point over numbers: what is known is passed on, a link at a time, until nothing is new. After each
round the result is checkpointed, so that no plan grows with the number of rounds. On a cluster, pass a folder that all
workers reach as --checkpoints; without it, each worker keeps its own part, which is lost with the worker.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

# What a claim may have, as bits: a live chain to each class of source, any chain at all, a chain on the record.
NAMED, OUTLET, UNNAMED, CHAIN, RECORD = 1, 2, 4, 8, 16
LIVE = NAMED | OUTLET | UNNAMED
# After so many rounds, what is known of a claim is put together in one row again.
ROUNDS_KEPT_APART = 8

Cut = Callable[[DataFrame], DataFrame]


def cutter(spark: SparkSession, checkpoints: str | None) -> Cut:
    """What ends the plan of a table: it is computed once, and what comes after starts from the result."""
    if checkpoints is None:
        return lambda table: table.localCheckpoint()
    spark.sparkContext.setCheckpointDir(checkpoints)
    return lambda table: table.checkpoint()


def sourcing(spark: SparkSession, nodes: DataFrame, edges: DataFrame, checkpoints: str | None = None) -> DataFrame:
    """The answer for every claim."""
    cut = cutter(spark, checkpoints)
    claims = cut(nodes.where("kind = 'claim'").select("node", "id", "retracted"))
    # A voice counts as named if readers may know its name: only such sources have an id.
    sources = nodes.where("kind = 'source'").select(
        F.col("node").alias("source"), "class", F.col("id").isNotNull().alias("has_name")
    )
    edges = edges.where("from_node <> to_node")
    cites = cut(edges.where("kind = 'cites'").select(F.col("from_node").alias("claim"), F.col("to_node").alias("cited")))
    backs = edges.where("kind = 'corroborates'").select(
        F.col("from_node").alias("claim"), F.col("to_node").alias("backed")
    )
    voices = (
        edges.where("kind = 'attributed_to'")
        .select(F.col("from_node").alias("node"), F.col("to_node").alias("source"))
        .join(sources, "source")
    )

    # Who is withdrawn, and who is vouched for: one of its voices is named, or it has none at all.
    spoken = voices.groupBy("node").agg(F.bool_or("has_name").alias("has_name"))
    standing = cut(
        claims.join(spoken, "node", "left").select(
            "node", "retracted", F.coalesce("has_name", F.lit(True)).alias("vouched_for")
        )
    )
    known = spread(begin(voices, cites, standing, cut), links(cites, backs, standing, cut), cut)
    inner = cut(trim(cites, "claim", "cited", cut))
    meets_loop = inner.select(F.col("claim").alias("node")).distinct().withColumn("meets_loop", F.lit(True))
    loops = on_loops(trim(inner, "cited", "claim", cut), cut).withColumn("in_cycle", F.lit(True))
    return answer(claims.join(known, "node", "left").join(meets_loop, "node", "left").join(loops, "node", "left"))


def answer(claims: DataFrame) -> DataFrame:
    """The words for what is known of each claim."""
    bits = F.coalesce("bits", F.lit(0))

    def has(bit: int) -> Column:
        return bits.bitwiseAND(bit) != 0

    basis = (
        F.when(has(NAMED) & has(UNNAMED), "mixed")
        .when(has(NAMED), "named")
        .when(has(OUTLET), "outlet")
        .when(has(UNNAMED), "anonymous")
        .when(has(CHAIN), "retracted")
        .when(F.col("meets_loop"), "circular")
        .otherwise("unsourced")
    )
    return claims.select(
        "node",
        "id",
        basis.alias("basis"),
        has(NAMED).alias("named"),
        has(OUTLET).alias("outlet"),
        has(UNNAMED).alias("unnamed"),
        has(RECORD).alias("on_the_record"),
        "retracted",
        F.coalesce("in_cycle", F.lit(False)).alias("in_cycle"),
    )


def begin(voices: DataFrame, cites: DataFrame, standing: DataFrame, cut: Cut) -> DataFrame:
    """What claims have from their own voices. Only those that cite nothing do: the others relay."""
    live_bit = F.when(F.col("class") == "named", NAMED).when(F.col("class") == "outlet", OUTLET).otherwise(UNNAMED)
    on_the_record = (F.col("class") == "named") & F.col("vouched_for")
    bits = F.when(F.col("retracted"), CHAIN).otherwise(
        live_bit.bitwiseOR(CHAIN).bitwiseOR(F.when(on_the_record, RECORD).otherwise(0))
    )
    origins = voices.join(cites.select(F.col("claim").alias("node")), "node", "left_anti").join(standing, "node")
    return cut(origins.groupBy("node").agg(F.bit_or(bits).alias("bits")))


def links(cites: DataFrame, backs: DataFrame, standing: DataFrame, cut: Cut) -> DataFrame:
    """From each claim to those that rest on it, and which bits pass."""
    below = standing.select(F.col("node").alias("below"), F.col("retracted").alias("below_retracted"))
    above = standing.select(F.col("node").alias("above"), F.col("retracted").alias("above_retracted"), "vouched_for")

    def joined(pairs: DataFrame) -> DataFrame:
        return pairs.join(below, "below").join(above, "above")

    is_live = ~(F.col("below_retracted") | F.col("above_retracted"))
    cited = joined(cites.select(F.col("cited").alias("below"), F.col("claim").alias("above"))).select(
        "below",
        "above",
        F.when(is_live & F.col("vouched_for"), LIVE | CHAIN | RECORD)
        .when(is_live, LIVE | CHAIN)
        .otherwise(CHAIN)
        .alias("mask"),
    )
    backed = joined(backs.select(F.col("claim").alias("below"), F.col("backed").alias("above")))
    backed = backed.where(is_live).select("below", "above", F.lit(RECORD).alias("mask"))
    return cut(cited.union(backed))


def spread(start: DataFrame, links: DataFrame, cut: Cut) -> DataFrame:
    """Passes bits on along links until nothing is new: in each round, only what the last one added."""
    known = new = start
    for rounds in range(1, 1 << 31):
        arrived = (
            new.join(links, new.node == links.below)
            .select(F.col("above").alias("node"), F.col("bits").bitwiseAND(F.col("mask")).alias("bits"))
            .groupBy("node")
            .agg(F.bit_or("bits").alias("bits"))
        )
        before = known.join(arrived.select("node"), "node", "left_semi")
        before = before.groupBy("node").agg(F.bit_or("bits").alias("before"))
        added = F.col("bits").bitwiseAND(F.bitwise_not(F.coalesce("before", F.lit(0))))
        new = cut(arrived.join(before, "node", "left").select("node", added.alias("bits")).where("bits <> 0"))
        if new.isEmpty():
            break
        known = known.union(new)
        if rounds % ROUNDS_KEPT_APART == 0:
            known = cut(known.groupBy("node").agg(F.bit_or("bits").alias("bits")))
    return cut(known.groupBy("node").agg(F.bit_or("bits").alias("bits")))


def trim(pairs: DataFrame, start: str, end: str, cut: Cut) -> DataFrame:
    """Takes away every pair at whose end no pair starts, until there is none: what is left leads into a loop."""
    count = pairs.count()
    while count:
        starts = pairs.select(F.col(start).alias(end)).distinct()
        pairs = cut(pairs.join(starts, end, "left_semi").select("claim", "cited"))
        before, count = count, pairs.count()
        if count == before:
            break
    return pairs


def on_loops(core: DataFrame, cut: Cut) -> DataFrame:
    """The claims on loops, among citations that lead from loops to loops.

    Each claim gets a colour: the largest number that its citations lead to. All claims of a colour lead to the one with
    that number, and those that it leads back to are on its loop. They are done with; the others go round again.
    """
    found = core.select(F.col("claim").alias("node")).limit(0)
    while not core.isEmpty():
        coloured = colour(core, cut)
        of_claim = coloured.withColumnRenamed("node", "claim")
        of_cited = coloured.select(F.col("node").alias("cited"), F.col("colour").alias("cited_colour"))
        same = core.join(of_claim, "claim").join(of_cited, "cited").where("colour = cited_colour")
        same = cut(same.select("claim", "cited"))
        roots = coloured.where("node = colour").select("node", F.lit(1).alias("bits"))
        forward = same.select(F.col("claim").alias("below"), F.col("cited").alias("above"), F.lit(1).alias("mask"))
        settled = cut(spread(roots, forward, cut).select("node").join(coloured, "node"))
        loops = settled.groupBy("colour").count().where("count > 1").select("colour")
        found = cut(found.union(settled.join(loops, "colour", "left_semi").select("node")))
        done = settled.select("node")
        rest = same.join(done.withColumnRenamed("node", "claim"), "claim", "left_anti")
        rest = cut(rest.join(done.withColumnRenamed("node", "cited"), "cited", "left_anti").select("claim", "cited"))
        core = trim(trim(rest, "claim", "cited", cut), "cited", "claim", cut)
    return found


def colour(pairs: DataFrame, cut: Cut) -> DataFrame:
    """The largest number that each claim leads to, its own included."""
    ends = pairs.select(F.col("claim").alias("node")).union(pairs.select(F.col("cited").alias("node"))).distinct()
    colours = new = cut(ends.withColumn("colour", F.col("node")))
    while True:
        arrived = new.join(pairs, new.node == pairs.cited).groupBy(F.col("claim")).agg(F.max("colour").alias("larger"))
        arrived = arrived.withColumnRenamed("claim", "node")
        new = cut(
            colours.join(arrived, "node").where("larger > colour").select("node", F.col("larger").alias("colour"))
        )
        if new.isEmpty():
            return colours
        colours = cut(colours.union(new).groupBy("node").agg(F.max("colour").alias("colour")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tables")
    parser.add_argument("output")
    parser.add_argument("--checkpoints", help="a folder that all workers reach")
    args = parser.parse_args()
    spark = SparkSession.builder.appName("onrecord sourcing").getOrCreate()
    nodes = spark.read.parquet(f"{args.tables}/nodes.parquet")
    edges = spark.read.parquet(f"{args.tables}/edges.parquet")
    answers = sourcing(spark, nodes, edges, args.checkpoints)
    answers.write.mode("overwrite").parquet(args.output)
    spark.read.parquet(args.output).groupBy("basis").count().orderBy(F.desc("count")).show()
    spark.stop()


if __name__ == "__main__":
    main()
