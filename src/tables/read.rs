//! Tables read back as a graph: every row is looked at, and a row that is wrong is named.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int64Type};

use super::table::Table;
use super::{CLASSES, EdgeKind, FILES, NodeKind, TableError};
use crate::graph::{Graph, Rows};
use crate::index::{ClaimIndex, Idx, SourceIndex};
use crate::model::{Id, SourceClass};

/// Rows that are read at once.
const BATCH: usize = 1 << 13;

/// A graph of claims and sources that are known by their ids or numbers alone.
#[derive(Debug)]
pub struct Tables {
    graph: Graph,
    ids: Ids,
}

/// The ids of all nodes, one after the other.
#[derive(Debug, Default)]
struct Ids {
    text: String,
    ends: Vec<usize>,
}

impl Ids {
    fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len());
    }

    fn of(&self, node: usize) -> &str {
        let start = node.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[node]]
    }

    fn last(&self) -> &str {
        self.ends.len().checked_sub(1).map_or("", |last| self.of(last))
    }
}

impl Tables {
    /// The links between claims and sources.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The id of a claim.
    pub fn claim(&self, claim: ClaimIndex) -> &str {
        self.ids.of(claim.at())
    }

    /// The id of a source, if it has one, and its number among the nodes, counted from 1.
    pub fn source(&self, source: SourceIndex) -> (Option<&str>, usize) {
        let node = self.graph.claim_count() + source.at();
        (Some(self.ids.of(node)).filter(|id| !id.is_empty()), node + 1)
    }
}

/// Reads the tables of a folder. Linear in their rows.
///
/// # Errors
/// The first thing that is wrong, with the file and the row. Nothing of a table is used before all of it was read.
pub fn read(folder: &Path) -> Result<Tables, TableError> {
    let [nodes, edges] = FILES.map(|file| guarded(file, || Table::open(folder, file)));
    let (nodes, edges) = (nodes?, edges?);
    let mut read = Reading::default();
    guarded(nodes.file, || read.nodes(&nodes))?;
    guarded(edges.file, || read.edges(&edges))?;
    Ok(Tables { graph: Graph::from_rows(read.rows), ids: read.ids })
}

/// The crate panics where some parts of a damaged file contradict each other. What was read by then is not used.
fn guarded<T>(file: &'static str, work: impl FnOnce() -> Result<T, TableError>) -> Result<T, TableError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(TableError::new(file, "is damaged")))
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    rows: Rows,
    ids: Ids,
}

/// What a row of nodes has.
struct NodeCells {
    node: Option<i64>,
    kind: Option<ByteArray>,
    id: Option<ByteArray>,
    retracted: Option<bool>,
    class: Option<ByteArray>,
}

impl Reading {
    fn nodes(&mut self, table: &Table) -> Result<(), TableError> {
        // What is not there is said of tables without rows too.
        table.expect::<Int64Type>("node")?;
        table.expect::<BoolType>("retracted")?;
        for column in ["kind", "id", "class"] {
            table.expect::<ByteArrayType>(column)?;
        }
        for group in table.groups() {
            let group = group?;
            let mut numbers = group.column::<Int64Type>("node")?;
            let mut kinds = group.column::<ByteArrayType>("kind")?;
            let mut ids = group.column::<ByteArrayType>("id")?;
            let mut retracted = group.column::<BoolType>("retracted")?;
            let mut classes = group.column::<ByteArrayType>("class")?;
            for start in (0..group.rows).step_by(BATCH) {
                let rows = BATCH.min(group.rows - start);
                let ids = ids.next(rows)?.zip(retracted.next(rows)?).zip(classes.next(rows)?);
                let cells = numbers.next(rows)?.zip(kinds.next(rows)?).zip(ids);
                for (row, ((node, kind), ((id, retracted), class))) in (group.first + start..).zip(cells) {
                    let cells = NodeCells { node, kind, id, retracted, class };
                    self.node(row, &cells).map_err(|why| table.wrong(format!("row {row}: {why}")))?;
                }
            }
        }
        Ok(())
    }

    /// Takes a node. Its number is that of its row.
    fn node(&mut self, row: usize, cells: &NodeCells) -> Result<(), &'static str> {
        if cells.node.and_then(|node| usize::try_from(node).ok()) != Some(row) {
            return Err("the nodes are not numbered 1, 2, 3 and so on, in this order");
        }
        let id = cells.id.as_ref().map(|id| std::str::from_utf8(id.data()));
        let id = id.transpose().ok().filter(|id| id.is_none_or(|id| Id::check(id).is_ok()));
        let id = id.ok_or("`id` is not a valid id")?;
        let is_next = |id: &str| self.ids.last() < id;
        match word(cells.kind.as_ref(), NodeKind::ALL, NodeKind::name).ok_or("`kind` is neither claim nor source")? {
            NodeKind::Claim => {
                if !self.rows.sources.is_empty() {
                    return Err("a claim after a source; claims come first");
                }
                let id = id.ok_or("a claim without `id`")?;
                if !is_next(id) {
                    return Err("claims are not in order of `id`, each once");
                }
                self.rows.retracted.push(cells.retracted.ok_or("a claim without `retracted`")?);
            }
            NodeKind::Source => {
                let class = word(cells.class.as_ref(), CLASSES, |(_, name)| name);
                let (class, _) = class.ok_or("`class` is none of named, outlet and unnamed")?;
                let is_first = self.rows.sources.is_empty();
                let follows = |id: &str| is_first || is_next(id) && !self.ids.last().is_empty();
                if id.is_some_and(|id| !follows(id)) {
                    return Err("sources are not in order of `id`, those without one last");
                }
                if class == SourceClass::Unnamed && id.is_some() {
                    return Err("an unnamed source with an `id`; an id could reveal it");
                }
                self.rows.sources.push((class, id.is_some()));
            }
        }
        self.ids.push(id.unwrap_or_default());
        Ok(())
    }

    fn edges(&mut self, table: &Table) -> Result<(), TableError> {
        table.expect::<Int64Type>("from_node")?;
        table.expect::<ByteArrayType>("kind")?;
        table.expect::<Int64Type>("to_node")?;
        for group in table.groups() {
            let group = group?;
            let mut from = group.column::<Int64Type>("from_node")?;
            let mut kinds = group.column::<ByteArrayType>("kind")?;
            let mut to = group.column::<Int64Type>("to_node")?;
            for start in (0..group.rows).step_by(BATCH) {
                let rows = BATCH.min(group.rows - start);
                let cells = from.next(rows)?.zip(kinds.next(rows)?).zip(to.next(rows)?);
                for (row, ((from, kind), to)) in (group.first + start..).zip(cells) {
                    self.edge(from, kind.as_ref(), to).map_err(|why| table.wrong(format!("row {row}: {why}")))?;
                }
            }
        }
        Ok(())
    }

    fn edge(&mut self, from: Option<i64>, kind: Option<&ByteArray>, to: Option<i64>) -> Result<(), &'static str> {
        let claims = self.rows.retracted.len();
        // The place of a node among all, from 0.
        let place = |node: Option<i64>| {
            let place = usize::try_from(node?).ok()?.checked_sub(1)?;
            (place < self.ids.ends.len()).then_some(place)
        };
        let from = place(from).ok_or("`from_node` is not the number of a node")?;
        let to = place(to).ok_or("`to_node` is not the number of a node")?;
        if from >= claims {
            return Err("`from_node` is a source; links start at claims");
        }
        let from = ClaimIndex::new(from);
        let links = match word(kind, EdgeKind::ALL, EdgeKind::name) {
            None => return Err("`kind` is none of attributed_to, cites and corroborates"),
            Some(EdgeKind::AttributedTo) => {
                let to = to.checked_sub(claims).ok_or("attributed to a claim; a voice is a source")?;
                self.rows.voices.push((from, SourceIndex::new(to)));
                return Ok(());
            }
            Some(EdgeKind::Cites) => &mut self.rows.cites,
            Some(EdgeKind::Corroborates) => &mut self.rows.corroborates,
        };
        if to >= claims {
            return Err("it leads to a source; only attributed_to does");
        }
        if to == from.at() {
            return Err("it leads from a claim to itself");
        }
        links.push((from, ClaimIndex::new(to)));
        Ok(())
    }
}

/// The one of a few that a cell names.
fn word<T: Copy>(
    cell: Option<&ByteArray>,
    all: impl IntoIterator<Item = T>,
    name: impl Fn(T) -> &'static str,
) -> Option<T> {
    let cell = cell?.data();
    all.into_iter().find(|&one| name(one).as_bytes() == cell)
}
