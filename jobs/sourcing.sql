-- Which claims rest on named sources, and which on anonymous ones: the four questions of docs/tables.md, in DuckDB.
--
-- Reads nodes.parquet and edges.parquet, as `onrecord export --format parquet` writes them, from the folder in the
-- variable `tables` (the current folder if it is not set), and leaves one table:
--
--   sourcing(node, id, basis, named, outlet, unnamed, on_the_record, retracted, in_cycle)
--
-- `named`, `outlet` and `unnamed` say which classes of source are among the origins of a claim.
--
-- Every step is a fixed point over numbers: it starts from what is known and adds what follows, a link at a time, until
-- nothing is new. No step lists chains, of which there can be 2^60. The steps take as many rounds as the longest chain
-- has links.

SET VARIABLE tables = coalesce(getvariable('tables'), '.');


-- 1. Who says what, and what rests on what ---------------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE claims AS
    SELECT node, id, retracted
    FROM read_parquet(getvariable('tables') || '/nodes.parquet')
    WHERE kind = 'claim';

-- A voice counts as named if readers may know its name: only such sources have an id. An outlet has a name too, but
-- whom it has it from is not recorded, so as the end of a chain it is a class of its own.
CREATE OR REPLACE TEMP TABLE sources AS
    SELECT node, class, id IS NOT NULL AS has_name
    FROM read_parquet(getvariable('tables') || '/nodes.parquet')
    WHERE kind = 'source';

CREATE OR REPLACE TEMP TABLE edges AS
    SELECT from_node, kind, to_node
    FROM read_parquet(getvariable('tables') || '/edges.parquet')
    WHERE from_node <> to_node;

CREATE OR REPLACE TEMP TABLE cites AS
    SELECT from_node AS claim, to_node AS cited FROM edges WHERE kind = 'cites';

-- A claim that cites others only relays them. An origin is a claim that cites none: it rests on its voices.
CREATE OR REPLACE TEMP TABLE origins AS
    SELECT from_node AS claim, to_node AS source
    FROM edges
    WHERE kind = 'attributed_to' AND from_node NOT IN (SELECT claim FROM cites);

-- Citations that lead somewhere: a claim that was withdrawn passes nothing on, and nothing passes it.
CREATE OR REPLACE TEMP TABLE live AS
    SELECT node FROM claims WHERE NOT retracted;

CREATE OR REPLACE TEMP TABLE live_cites AS
    SELECT claim, cited
    FROM cites
    WHERE claim IN (SELECT node FROM live) AND cited IN (SELECT node FROM live);


-- 2. Which classes of source a claim has among its origins -----------------------------------------------------------

CREATE OR REPLACE TEMP TABLE origin_classes AS
    WITH RECURSIVE reached(claim, class) AS (
        SELECT o.claim, s.class
        FROM origins o
        JOIN sources s ON s.node = o.source
        WHERE o.claim IN (SELECT node FROM live)
      UNION
        SELECT c.claim, r.class
        FROM reached r
        JOIN live_cites c ON c.cited = r.claim
    )
    SELECT claim,
           bool_or(class = 'named') AS named,
           bool_or(class = 'outlet') AS outlet,
           bool_or(class = 'unnamed') AS unnamed
    FROM reached
    GROUP BY claim;

-- The claims that have a chain at all, through withdrawn claims too: without a live one they are `retracted`, and not
-- `unsourced`.
CREATE OR REPLACE TEMP TABLE with_chain AS
    WITH RECURSIVE reached(claim) AS (
        SELECT DISTINCT claim FROM origins
      UNION
        SELECT c.claim
        FROM reached r
        JOIN cites c ON c.cited = r.claim
    )
    SELECT claim FROM reached;


-- 3. On the record ---------------------------------------------------------------------------------------------------

-- A claim passes on what it cites, or what its voices say, if one of its voices is named, or if it has no voice at all.
CREATE OR REPLACE TEMP TABLE vouched_for AS
    SELECT c.node AS claim
    FROM claims c
    LEFT JOIN edges e ON e.from_node = c.node AND e.kind = 'attributed_to'
    LEFT JOIN sources s ON s.node = e.to_node
    WHERE NOT c.retracted
    GROUP BY c.node
    HAVING count(s.node) = 0 OR bool_or(s.has_name);

-- What a claim supports: those that relay it, if they are vouched for, and those that it corroborates, whoever says them.
CREATE OR REPLACE TEMP TABLE supports AS
    SELECT cited AS claim, claim AS supported
    FROM live_cites
    WHERE claim IN (SELECT claim FROM vouched_for)
  UNION
    SELECT from_node, to_node
    FROM edges
    WHERE kind = 'corroborates'
      AND from_node IN (SELECT node FROM live) AND to_node IN (SELECT node FROM live);

CREATE OR REPLACE TEMP TABLE on_the_record AS
    WITH RECURSIVE reached(claim) AS (
        -- Here it begins: an origin with a source that is named and no outlet.
        SELECT DISTINCT o.claim
        FROM origins o
        JOIN sources s ON s.node = o.source AND s.class = 'named'
        WHERE o.claim IN (SELECT claim FROM vouched_for)
      UNION
        SELECT s.supported
        FROM reached r
        JOIN supports s ON s.claim = r.claim
    )
    SELECT claim FROM reached;


-- 4. Citation loops --------------------------------------------------------------------------------------------------

-- Take away every claim whose citations have all been taken away, beginning with those that cite nothing. What is left
-- when nothing more can be taken away is what leads into a loop: `meets_loop`.
CREATE OR REPLACE TEMP TABLE meets_loop AS
    WITH RECURSIVE taken(claim) USING KEY (claim) AS (
        SELECT node FROM claims WHERE node NOT IN (SELECT claim FROM cites)
      UNION
        SELECT citing.claim
        FROM (SELECT DISTINCT c.claim FROM taken t JOIN cites c ON c.cited = t.claim) citing
        JOIN cites c ON c.claim = citing.claim
        LEFT JOIN recurring.taken gone ON gone.claim = c.cited
        GROUP BY citing.claim
        HAVING count(*) = count(gone.claim)
    )
    SELECT node AS claim FROM claims ANTI JOIN taken ON taken.claim = claims.node;

-- The same from the other end: take away what nobody cites. The rest, `core`, is on a loop or between two.
CREATE OR REPLACE TEMP TABLE inner_cites AS
    SELECT claim, cited
    FROM cites
    WHERE claim IN (SELECT claim FROM meets_loop) AND cited IN (SELECT claim FROM meets_loop);

CREATE OR REPLACE TEMP TABLE core AS
    WITH RECURSIVE taken(claim) USING KEY (claim) AS (
        SELECT claim FROM meets_loop WHERE claim NOT IN (SELECT cited FROM inner_cites)
      UNION
        SELECT cited.claim
        FROM (SELECT DISTINCT c.cited AS claim FROM taken t JOIN inner_cites c ON c.claim = t.claim) cited
        JOIN inner_cites c ON c.cited = cited.claim
        LEFT JOIN recurring.taken gone ON gone.claim = c.claim
        GROUP BY cited.claim
        HAVING count(*) = count(gone.claim)
    )
    SELECT claim FROM meets_loop ANTI JOIN taken USING (claim);

CREATE OR REPLACE TEMP TABLE core_cites AS
    SELECT claim, cited
    FROM inner_cites
    WHERE claim IN (SELECT claim FROM core) AND cited IN (SELECT claim FROM core);

-- Give each claim of the core a colour: the largest number that its citations lead to. Claims on one loop lead to one
-- another, so they have one colour.
CREATE OR REPLACE TEMP TABLE coloured AS
    WITH RECURSIVE colours(claim, colour) USING KEY (claim) AS (
        SELECT claim, claim FROM core
      UNION
        SELECT c.claim, max(k.colour)
        FROM colours k
        JOIN core_cites c ON c.cited = k.claim
        JOIN recurring.colours own ON own.claim = c.claim
        WHERE k.colour > own.colour
        GROUP BY c.claim
    )
    SELECT claim, colour FROM colours;

CREATE OR REPLACE TEMP TABLE colour_cites AS
    SELECT c.claim, c.cited, a.colour
    FROM core_cites c
    JOIN coloured a ON a.claim = c.claim
    JOIN coloured b ON b.claim = c.cited AND b.colour = a.colour;

-- All claims of a colour lead to the claim with that number. Those that it leads back to are on its loop. This settles
-- most loops, however long.
CREATE OR REPLACE TEMP TABLE settled AS
    WITH RECURSIVE reached(claim, colour) AS (
        SELECT claim, colour FROM coloured WHERE claim = colour
      UNION
        SELECT c.cited, c.colour
        FROM reached r
        JOIN colour_cites c ON c.claim = r.claim
    )
    SELECT claim, colour, count(*) OVER (PARTITION BY colour) > 1 AS in_cycle
    FROM reached;

-- What is left leads to a loop of its colour without being on it. It may be on a smaller loop: that is looked for from
-- each such claim.
CREATE OR REPLACE TEMP TABLE open_cites AS
    SELECT claim, cited
    FROM colour_cites
    WHERE claim NOT IN (SELECT claim FROM settled) AND cited NOT IN (SELECT claim FROM settled);

CREATE OR REPLACE TEMP TABLE on_smaller_loops AS
    WITH RECURSIVE reached(start, claim) AS (
        SELECT claim, cited FROM open_cites
      UNION
        SELECT r.start, c.cited
        FROM reached r
        JOIN open_cites c ON c.claim = r.claim
        WHERE r.claim <> r.start
    )
    SELECT DISTINCT start AS claim FROM reached WHERE start = claim;

CREATE OR REPLACE TEMP TABLE in_cycle AS
    SELECT claim FROM settled WHERE in_cycle
  UNION
    SELECT claim FROM on_smaller_loops;


-- 5. The answer ------------------------------------------------------------------------------------------------------

CREATE OR REPLACE TABLE sourcing AS
    SELECT c.node,
           c.id,
           CASE
               WHEN o.named AND o.unnamed THEN 'mixed'
               WHEN o.named THEN 'named'
               WHEN o.outlet THEN 'outlet'
               WHEN o.unnamed THEN 'anonymous'
               WHEN c.node IN (SELECT claim FROM with_chain) THEN 'retracted'
               WHEN c.node IN (SELECT claim FROM meets_loop) THEN 'circular'
               ELSE 'unsourced'
           END AS basis,
           coalesce(o.named, false) AS named,
           coalesce(o.outlet, false) AS outlet,
           coalesce(o.unnamed, false) AS unnamed,
           c.node IN (SELECT claim FROM on_the_record) AS on_the_record,
           c.retracted,
           c.node IN (SELECT claim FROM in_cycle) AS in_cycle
    FROM claims c
    LEFT JOIN origin_classes o ON o.claim = c.node
    ORDER BY c.node;

SELECT basis, count(*) AS claims, count(*) FILTER (on_the_record) AS on_the_record, count(*) FILTER (in_cycle) AS in_cycle
FROM sourcing
GROUP BY basis
ORDER BY claims DESC, basis;
