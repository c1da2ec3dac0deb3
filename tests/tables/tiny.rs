//! Tables made by hand, right and wrong.

use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;
use tempfile::TempDir;

/// A column: its values, where `None` is none.
#[derive(Clone)]
pub enum Cells {
    Numbers(Vec<Option<i64>>),
    Small(Vec<i32>),
    Words(Vec<Option<&'static str>>),
    Flags(Vec<Option<bool>>),
}

use Cells::{Flags, Numbers, Small, Words};

pub fn numbers(numbers: &[i64]) -> Cells {
    Numbers(numbers.iter().copied().map(Some).collect())
}

/// Words between blanks, where `-` is none.
pub fn words(words: &'static str) -> Cells {
    Words(words.split_whitespace().map(|word| (word != "-").then_some(word)).collect())
}

/// `y`, `n` or `-` for none.
pub fn flags(flags: &str) -> Cells {
    let flag = |flag| match flag {
        'y' => Some(true),
        'n' => Some(false),
        _ => None,
    };
    Flags(flags.chars().map(flag).collect())
}

/// Writes a table of columns that may all be empty, packed with zstd.
pub fn write(path: &Path, columns: &[(&str, Cells)]) {
    write_packed(path, columns, Compression::ZSTD(ZstdLevel::default()));
}

pub fn write_packed(path: &Path, columns: &[(&str, Cells)], packing: Compression) {
    let column = |(name, cells): &(&str, Cells)| match cells {
        Numbers(_) => format!("OPTIONAL INT64 {name};"),
        Small(_) => format!("REQUIRED INT32 {name};"),
        Words(_) => format!("OPTIONAL BYTE_ARRAY {name} (STRING);"),
        Flags(_) => format!("OPTIONAL BOOLEAN {name};"),
    };
    let schema = format!("message table {{ {} }}", columns.iter().map(column).collect::<String>());
    let schema = Arc::new(parse_message_type(&schema).unwrap());
    // As the export writes them.
    let mut properties = WriterProperties::builder().set_compression(packing);
    for (name, encoding) in [
        ("node", Encoding::DELTA_BINARY_PACKED),
        ("id", Encoding::DELTA_BYTE_ARRAY),
        ("from_node", Encoding::DELTA_BINARY_PACKED),
    ] {
        let column = ColumnPath::new(vec![name.to_owned()]);
        let is_meant = columns.iter().any(|(other, cells)| *other == name && !matches!(cells, Small(_) | Flags(_)));
        if is_meant && packing == Compression::UNCOMPRESSED {
            properties = properties.set_column_dictionary_enabled(column.clone(), false);
            properties = properties.set_column_encoding(column, encoding);
        }
    }
    let properties = Arc::new(properties.build());
    let mut file = SerializedFileWriter::new(Vec::new(), schema, properties).unwrap();
    let mut group = file.next_row_group().unwrap();
    for (_, cells) in columns {
        let mut column = group.next_column().unwrap().unwrap();
        macro_rules! put {
            ($kind:ty, $cells:expr, $value:expr) => {{
                let levels: Vec<_> = $cells.iter().map(|cell| i16::from(cell.is_some())).collect();
                let values: Vec<_> = $cells.iter().flatten().copied().map($value).collect();
                column.typed::<$kind>().write_batch(&values, Some(&levels), None).unwrap();
            }};
        }
        match cells {
            Numbers(cells) => put!(Int64Type, cells, |number| number),
            Small(cells) => drop(column.typed::<Int32Type>().write_batch(cells, None, None)),
            Words(cells) => put!(ByteArrayType, cells, ByteArray::from),
            Flags(cells) => put!(BoolType, cells, |flag| flag),
        }
        column.close().unwrap();
    }
    group.close().unwrap();
    std::fs::write(path, file.into_inner().unwrap()).unwrap();
}

/// Two claims, the second citing the first, which a named source says.
pub fn nodes() -> Vec<(&'static str, Cells)> {
    vec![
        ("node", numbers(&[1, 2, 3, 4])),
        ("kind", words("claim claim source source")),
        ("id", words("a b n -")),
        ("retracted", flags("nn--")),
        ("class", words("- - named unnamed")),
    ]
}

pub fn edges() -> Vec<(&'static str, Cells)> {
    vec![("from_node", numbers(&[2, 1])), ("kind", words("cites attributed_to")), ("to_node", numbers(&[1, 3]))]
}

/// Tables in which some columns are others.
pub fn tables(changes: &[(&'static str, &'static str, Option<Cells>)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, mut columns) in [("nodes", nodes()), ("edges", edges())] {
        for (_, name, cells) in changes.iter().filter(|change| change.0 == file) {
            let at = columns.iter().position(|(column, _)| column == name).unwrap();
            match cells {
                Some(cells) => columns[at].1 = cells.clone(),
                None => drop(columns.remove(at)),
            }
        }
        write(&folder.path().join(format!("{file}.parquet")), &columns);
    }
    folder
}

#[test]
fn tables_of_somebody_else_are_read_in_any_order_of_links() {
    let folder = tables(&[]);
    let report = super::reported(folder.path());
    assert_eq!(report["claims"][1]["basis"], "named");
    assert_eq!(report["claims"][1]["origins"], serde_json::json!(["n"]));
    assert_eq!(report["summary"]["claims"], 2);
    // Twice the same link is one.
    let folder = tables(&[
        ("edges", "from_node", Some(numbers(&[2, 2, 1]))),
        ("edges", "kind", Some(words("cites cites attributed_to"))),
        ("edges", "to_node", Some(numbers(&[1, 1, 3]))),
    ]);
    assert_eq!(super::reported(folder.path()), report);
}
