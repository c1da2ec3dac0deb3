//! A column of a group of rows, read a batch at a time.

use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_typed_column_reader};
use parquet::data_type::DataType;

use super::TableError;

/// The values of a column, row by row.
pub(super) struct Column<T: DataType> {
    file: &'static str,
    name: &'static str,
    is_optional: bool,
    reader: ColumnReaderImpl<T>,
    levels: Vec<i16>,
    values: Vec<T::T>,
}

impl<T: DataType> Column<T> {
    pub(super) fn new(file: &'static str, name: &'static str, is_optional: bool, reader: ColumnReader) -> Self {
        let reader = get_typed_column_reader::<T>(reader);
        Self { file, name, is_optional, reader, levels: Vec::new(), values: Vec::new() }
    }

    /// What the next rows have. Exactly so many are there, or the table is damaged.
    pub(super) fn next(&mut self, rows: usize) -> Result<impl Iterator<Item = Option<T::T>> + use<'_, T>, TableError> {
        self.levels.clear();
        self.values.clear();
        let mut read = 0;
        while read < rows {
            let levels = self.is_optional.then_some(&mut self.levels);
            match self.reader.read_records(rows - read, levels, None, &mut self.values) {
                Ok((records, ..)) if records > 0 => read += records,
                _ => return Err(TableError::damaged(self.file, self.name)),
            }
        }
        if !self.is_optional {
            self.levels.resize(rows, 1);
        }
        let there = self.levels.iter().filter(|&&level| level > 0).count();
        if self.levels.len() != rows || there != self.values.len() {
            return Err(TableError::damaged(self.file, self.name));
        }
        let mut values = self.values.drain(..);
        Ok(self.levels.iter().map(move |&level| if level > 0 { values.next() } else { None }))
    }
}
