//! A table in a file: is it whole, how many rows does it have, and where are its columns.

use std::fs::{self, File};
use std::path::Path;

use parquet::basic::{Compression, Type};
use parquet::data_type::DataType;
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};

use super::TableError;
use super::column::Column;

/// Rows of one table: more would not fit in the memory of a machine.
const MAX_ROWS: u64 = 1 << 30;
/// Bytes that a column of one group of rows may say that it unpacks to. Groups of 100,000 rows take some MB.
const MAX_UNPACKED: i64 = 1 << 30;
/// Rows for a byte of the file. The most regular tables, of one long chain, have some tens.
const MAX_ROWS_PER_BYTE: u64 = 1 << 8;

/// A table that can be read.
pub(super) struct Table {
    pub(super) file: &'static str,
    reader: SerializedFileReader<File>,
    pub(super) rows: u64,
}

impl Table {
    /// Opens a file of a folder and looks at its end, where Parquet says what is in it.
    pub(super) fn open(folder: &Path, file: &'static str) -> Result<Self, TableError> {
        let wrong = |words: &str| TableError::new(file, words);
        let path = folder.join(file);
        // A pipe would wait for somebody to write into it, so nothing is opened unseen.
        let about = fs::metadata(&path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => wrong("does not exist"),
            _ => wrong("cannot be read"),
        })?;
        if !about.is_file() {
            return Err(wrong("is not a file"));
        }
        let opened = File::open(&path).map_err(|_| wrong("cannot be read"))?;
        let reader = SerializedFileReader::new(opened)
            .map_err(|_| wrong("is not a whole Parquet file: it is something else, cut short or damaged"))?;
        let mut table = Self { file, reader, rows: 0 };
        table.rows = table.count_rows()?;
        if table.rows > MAX_ROWS || table.rows / MAX_ROWS_PER_BYTE > about.len() {
            return Err(table.wrong(format!("says that it has {} rows, more than it can have", table.rows)));
        }
        Ok(table)
    }

    pub(super) fn wrong(&self, words: impl Into<String>) -> TableError {
        TableError::new(self.file, words)
    }

    /// A column that is not there, or not what it should be, is found before any row is read.
    pub(super) fn expect<T: DataType>(&self, column: &'static str) -> Result<(), TableError> {
        self.place::<T>(column).map(drop)
    }

    fn count_rows(&self) -> Result<u64, TableError> {
        let count = |group: &RowGroupMetaData| u64::try_from(group.num_rows()).ok();
        let mut groups = self.reader.metadata().row_groups().iter().map(count);
        let all = groups.try_fold(0_u64, |all, rows| all.checked_add(rows?));
        all.ok_or_else(|| self.wrong("is damaged: its numbers of rows are impossible"))
    }

    /// The groups of rows, with the number of the first row of each, counted from 1.
    pub(super) fn groups(&self) -> impl Iterator<Item = Result<Group<'_>, TableError>> {
        let mut first = 1;
        let metadata = self.reader.metadata();
        (0..metadata.num_row_groups()).map(move |nth| {
            let rows = usize::try_from(metadata.row_group(nth).num_rows()).unwrap_or_default();
            let reader = self.reader.get_row_group(nth).map_err(|_| self.wrong("a group of rows is damaged"))?;
            let group = Group { table: self, reader, first, rows };
            first += rows;
            Ok(group)
        })
    }

    /// Where a column is, and whether it may be empty.
    fn place<T: DataType>(&self, name: &'static str) -> Result<(usize, bool), TableError> {
        let columns = self.reader.metadata().file_metadata().schema_descr().columns();
        let is_it = |column: &parquet::schema::types::ColumnDescPtr| column.path().parts() == [name];
        let (at, column) = columns
            .iter()
            .enumerate()
            .find(|(_, column)| is_it(column))
            .ok_or_else(|| self.wrong(format!("has no column `{name}`")))?;
        if column.physical_type() != T::get_physical_type() || column.max_rep_level() != 0 {
            let wanted = words(T::get_physical_type());
            return Err(self.wrong(format!("the column `{name}` has another type; expected {wanted}")));
        }
        Ok((at, column.max_def_level() > 0))
    }
}

/// What people call a type, in SQL.
fn words(physical: Type) -> &'static str {
    match physical {
        Type::INT64 => "64-bit integers (BIGINT)",
        Type::BOOLEAN => "booleans (BOOLEAN)",
        _ => "text (VARCHAR)",
    }
}

/// A group of rows.
pub(super) struct Group<'t> {
    table: &'t Table,
    reader: Box<dyn RowGroupReader + 't>,
    /// The number of its first row in the table.
    pub(super) first: usize,
    pub(super) rows: usize,
}

impl Group<'_> {
    /// One of its columns.
    pub(super) fn column<T: DataType>(&self, name: &'static str) -> Result<Column<T>, TableError> {
        let (at, is_optional) = self.table.place::<T>(name)?;
        self.check_packing(name, self.reader.metadata().column(at))?;
        let reader = self.reader.get_column_reader(at).map_err(|_| TableError::damaged(self.table.file, name))?;
        Ok(Column::new(self.table.file, name, is_optional, reader))
    }

    fn check_packing(&self, name: &'static str, chunk: &ColumnChunkMetaData) -> Result<(), TableError> {
        if !matches!(chunk.compression(), Compression::ZSTD(_) | Compression::UNCOMPRESSED) {
            return Err(self.table.wrong(format!("the column `{name}` is not packed with zstd; write it with zstd")));
        }
        if !(0..=MAX_UNPACKED).contains(&chunk.uncompressed_size()) || chunk.num_values() < 0 {
            let limit = MAX_UNPACKED >> 30;
            let words = format!("a group of rows of `{name}` unpacks to more than {limit} GiB; write smaller groups");
            return Err(self.table.wrong(words));
        }
        Ok(())
    }
}
