//! Rows written as Parquet: a group of rows at a time, the same bytes for the same rows.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;

use super::{EDGES, EdgeKind, NODES, NodeKind, class_name};
use crate::model::SourceClass;

/// Rows of a group. Engines read groups in parallel, and this is what they write themselves.
const GROUP: usize = 1 << 17;

/// Numbers that grow from row to row, and ids in order: each is written as what it adds to the one before.
const DELTAS: [(&str, Encoding); 4] = [
    ("node", Encoding::DELTA_BINARY_PACKED),
    ("id", Encoding::DELTA_BYTE_ARRAY),
    ("from_node", Encoding::DELTA_BINARY_PACKED),
    ("to_node", Encoding::DELTA_BINARY_PACKED),
];

/// A row of the nodes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NodeRow<'a> {
    pub(crate) number: u32,
    pub(crate) kind: NodeKind,
    pub(crate) id: Option<&'a str>,
    pub(crate) retracted: Option<bool>,
    pub(crate) class: Option<SourceClass>,
}

/// A row of the links.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EdgeRow {
    pub(crate) from: u32,
    pub(crate) kind: EdgeKind,
    pub(crate) to: u32,
}

/// Writes rows as the columns of a group.
type WriteGroup<R> = fn(&[R], &mut SerializedRowGroupWriter<'_, Vec<u8>>) -> Result<(), ParquetError>;

/// Takes rows, and holds a group of them.
pub(crate) struct Sink<'w, R> {
    out: &'w mut dyn Write,
    file: SerializedFileWriter<Vec<u8>>,
    rows: Vec<R>,
    write: WriteGroup<R>,
}

/// A table of nodes.
pub(crate) fn nodes<'a>(out: &mut dyn Write) -> io::Result<Sink<'_, NodeRow<'a>>> {
    Sink::new(out, NODES, |rows, group| {
        write_all::<Int64Type>(group, rows.iter().map(|row| i64::from(row.number)))?;
        write_all::<ByteArrayType>(group, rows.iter().map(|row| text(row.kind.name())))?;
        write_some::<ByteArrayType>(group, rows.iter().map(|row| row.id.map(text)))?;
        write_some::<BoolType>(group, rows.iter().map(|row| row.retracted))?;
        write_some::<ByteArrayType>(group, rows.iter().map(|row| row.class.map(|class| text(class_name(class)))))
    })
}

/// A table of links.
pub(crate) fn edges(out: &mut dyn Write) -> io::Result<Sink<'_, EdgeRow>> {
    Sink::new(out, EDGES, |rows, group| {
        write_all::<Int64Type>(group, rows.iter().map(|row| i64::from(row.from)))?;
        write_all::<ByteArrayType>(group, rows.iter().map(|row| text(row.kind.name())))?;
        write_all::<Int64Type>(group, rows.iter().map(|row| i64::from(row.to)))
    })
}

impl<'w, R> Sink<'w, R> {
    fn new(out: &'w mut dyn Write, columns: &str, write: WriteGroup<R>) -> io::Result<Self> {
        let schema = Arc::new(parse_message_type(columns).map_err(io_error)?);
        let file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties())).map_err(io_error)?;
        Ok(Self { out, file, rows: Vec::new(), write })
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, row: R) -> io::Result<()> {
        self.rows.push(row);
        if self.rows.len() == GROUP { self.write_group() } else { Ok(()) }
    }

    fn write_group(&mut self) -> io::Result<()> {
        let mut group = self.file.next_row_group().map_err(io_error)?;
        (self.write)(&self.rows, &mut group).map_err(io_error)?;
        group.close().map_err(io_error)?;
        self.rows.clear();
        // What is written so far is handed on; only the places of the groups are kept, for the end of the file.
        self.file.flush()?;
        let written = self.file.inner_mut();
        self.out.write_all(written)?;
        written.clear();
        Ok(())
    }

    /// Writes what is left and the end of the file.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        if !self.rows.is_empty() {
            self.write_group()?;
        }
        self.out.write_all(&self.file.into_inner().map_err(io_error)?)
    }
}

/// How columns are packed. There is nothing in it that depends on the machine.
fn properties() -> WriterProperties {
    let column = |name: &str| ColumnPath::new(vec![name.to_owned()]);
    let mut properties = WriterProperties::builder()
        .set_created_by(concat!("onrecord version ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true);
    for (name, encoding) in DELTAS {
        properties =
            properties.set_column_dictionary_enabled(column(name), false).set_column_encoding(column(name), encoding);
    }
    properties.build()
}

fn text(word: &str) -> ByteArray {
    word.as_bytes().to_vec().into()
}

/// Writes the next column of a group, which has a value in each row.
fn write_all<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    values: impl Iterator<Item = T::T>,
) -> Result<(), ParquetError> {
    write_column::<T>(group, &values.collect::<Vec<_>>(), None)
}

/// Writes the next column of a group, which has values in some rows.
fn write_some<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    values: impl Iterator<Item = Option<T::T>>,
) -> Result<(), ParquetError> {
    let mut levels = Vec::new();
    let there: Vec<_> = values.inspect(|value| levels.push(i16::from(value.is_some()))).flatten().collect();
    write_column::<T>(group, &there, Some(&levels))
}

fn write_column<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    values: &[T::T],
    levels: Option<&[i16]>,
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    column.typed::<T>().write_batch(values, levels, None)?;
    column.close()
}

/// The writer's error itself, so that a closed pipe can be told from a full disk.
fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}
