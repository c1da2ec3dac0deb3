//! Tables that are wrong: each is refused with what is wrong, where, and nothing of its values.

use std::path::Path;
use std::sync::Arc;

use onrecord::tables;
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::tiny::{self, Cells, flags, numbers, words};

/// Why tables are refused.
fn refused(folder: &Path) -> String {
    tables::read(folder).map(drop).expect_err("they are wrong").to_string()
}

#[test]
fn a_row_that_is_wrong_is_named() {
    let cells: [(&str, &str, Cells, &str); 25] = [
        ("nodes", "node", numbers(&[1, 3, 2, 4]), "row 2: the nodes are not numbered 1, 2, 3 and so on, in this order"),
        ("nodes", "node", numbers(&[0, 1, 2, 3]), "row 1: the nodes are not numbered 1, 2, 3 and so on, in this order"),
        (
            "nodes",
            "node",
            numbers(&[-1, 2, 3, 4]),
            "row 1: the nodes are not numbered 1, 2, 3 and so on, in this order",
        ),
        ("nodes", "kind", words("claim page source source"), "row 2: `kind` is neither claim nor source"),
        ("nodes", "kind", words("claim - source source"), "row 2: `kind` is neither claim nor source"),
        ("nodes", "kind", words("claim claim source claim"), "row 4: a claim after a source; claims come first"),
        ("nodes", "id", words("a - n -"), "row 2: a claim without `id`"),
        ("nodes", "id", words("a \u{1b}[2J n -"), "row 2: `id` is not a valid id"),
        ("nodes", "id", words("b a n -"), "row 2: claims are not in order of `id`, each once"),
        ("nodes", "id", words("a a n -"), "row 2: claims are not in order of `id`, each once"),
        ("nodes", "id", words("a b n z"), "row 4: an unnamed source with an `id`; an id could reveal it"),
        ("nodes", "class", words("- - outlet named"), ""),
        ("nodes", "retracted", flags("n---"), "row 2: a claim without `retracted`"),
        ("nodes", "class", words("- - named secret"), "row 4: `class` is none of named, outlet and unnamed"),
        ("nodes", "class", words("- - - named"), "row 3: `class` is none of named, outlet and unnamed"),
        ("edges", "from_node", numbers(&[2, 5]), "row 2: `from_node` is not the number of a node"),
        ("edges", "from_node", numbers(&[0, 1]), "row 1: `from_node` is not the number of a node"),
        ("edges", "from_node", numbers(&[3, 1]), "row 1: `from_node` is a source; links start at claims"),
        ("edges", "to_node", numbers(&[1, 99]), "row 2: `to_node` is not the number of a node"),
        ("edges", "to_node", numbers(&[i64::MIN, 3]), "row 1: `to_node` is not the number of a node"),
        ("edges", "to_node", numbers(&[1, 2]), "row 2: attributed to a claim; a voice is a source"),
        ("edges", "to_node", numbers(&[4, 3]), "row 1: it leads to a source; only attributed_to does"),
        ("edges", "to_node", numbers(&[2, 3]), "row 1: it leads from a claim to itself"),
        (
            "edges",
            "kind",
            words("quotes attributed_to"),
            "row 1: `kind` is none of attributed_to, cites and corroborates",
        ),
        ("edges", "kind", words("- attributed_to"), "row 1: `kind` is none of attributed_to, cites and corroborates"),
    ];
    for (file, column, cells, why) in cells {
        let folder = tiny::tables(&[(file, column, Some(cells))]);
        if why.is_empty() {
            tables::read(folder.path()).expect("a source with a name that is withheld has no id");
        } else {
            assert_eq!(refused(folder.path()), format!("{file}.parquet: {why}"), "{column}");
        }
    }
    let ids = Some(words("a b - n"));
    let folder = tiny::tables(&[("nodes", "id", ids), ("nodes", "class", Some(words("- - unnamed named")))]);
    assert_eq!(
        refused(folder.path()),
        "nodes.parquet: row 4: sources are not in order of `id`, those without one last"
    );
}

#[test]
fn columns_that_are_missing_or_of_another_type_are_named() {
    for (file, columns) in
        [("nodes", &["node", "kind", "id", "retracted", "class"][..]), ("edges", &["from_node", "kind", "to_node"])]
    {
        for &column in columns {
            let folder = tiny::tables(&[(file, column, None)]);
            assert_eq!(refused(folder.path()), format!("{file}.parquet: has no column `{column}`"));
        }
    }
    for (file, column, cells, expected) in [
        ("nodes", "node", Cells::Small(vec![1, 2, 3, 4]), "64-bit integers (BIGINT)"),
        ("nodes", "node", words("1 2 3 4"), "64-bit integers (BIGINT)"),
        ("nodes", "id", numbers(&[1, 2, 3, 4]), "text (VARCHAR)"),
        ("nodes", "retracted", words("no no - -"), "booleans (BOOLEAN)"),
        ("edges", "to_node", flags("nn"), "64-bit integers (BIGINT)"),
    ] {
        let folder = tiny::tables(&[(file, column, Some(cells))]);
        let why = format!("{file}.parquet: the column `{column}` has another type; expected {expected}");
        assert_eq!(refused(folder.path()), why);
    }
}

#[test]
fn a_file_that_is_none() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(refused(folder.path()), "nodes.parquet: does not exist");
    tiny::write(&folder.path().join("nodes.parquet"), &tiny::nodes());
    assert_eq!(refused(folder.path()), "edges.parquet: does not exist");
    let edges = folder.path().join("edges.parquet");
    let whole = "is not a whole Parquet file: it is something else, cut short or damaged";
    for text in ["", "PAR1", "from_node,kind,to_node\n1,cites,2\n", "PAR1\u{ff}\u{ff}\u{ff}\u{7f}PAR1"] {
        std::fs::write(&edges, text).unwrap();
        assert_eq!(refused(folder.path()), format!("edges.parquet: {whole}"));
    }
    std::fs::remove_file(&edges).unwrap();
    std::fs::create_dir(&edges).unwrap();
    assert_eq!(refused(folder.path()), "edges.parquet: is not a file");
}

#[test]
fn another_packing_is_named() {
    let folder = tiny::tables(&[]);
    let nodes = folder.path().join("nodes.parquet");
    tiny::write_packed(&nodes, &tiny::nodes(), Compression::UNCOMPRESSED);
    tables::read(folder.path()).unwrap();
    // The byte that says how a column is packed, as those that write with another one have it.
    let bytes = std::fs::read(&nodes).unwrap();
    let packed = |to: u8| {
        let mut bytes = bytes.clone();
        // In the footer, the encodings and the path of a column are before its packing.
        let at = bytes.windows(8).position(|window| window == b"\x18\x04node\x15\x00").unwrap() + 7;
        bytes[at] = to;
        std::fs::write(&nodes, bytes).unwrap();
        refused(folder.path())
    };
    assert_eq!(packed(2), "nodes.parquet: the column `node` is not packed with zstd; write it with zstd");
}

/// Whatever byte is lost or another one, the answer is an error or an answer: a number that is another number is none
/// that anybody could see.
#[test]
fn damage_is_an_error_and_never_a_panic() {
    let folder = tiny::tables(&[]);
    for packing in [Compression::ZSTD(ZstdLevel::default()), Compression::UNCOMPRESSED] {
        for (file, columns) in [("nodes.parquet", tiny::nodes()), ("edges.parquet", tiny::edges())] {
            let path = folder.path().join(file);
            tiny::write_packed(&path, &columns, packing);
            tables::read(folder.path()).unwrap();
            let whole = std::fs::read(&path).unwrap();
            for length in 0..whole.len() {
                std::fs::write(&path, &whole[..length]).unwrap();
                assert!(refused(folder.path()).starts_with(file), "cut to {length}");
            }
            let mut refusals = 0;
            for at in 0..whole.len() {
                for change in [0x80, 0x0f] {
                    let mut damaged = whole.clone();
                    damaged[at] ^= change;
                    std::fs::write(&path, damaged).unwrap();
                    refusals += usize::from(tables::read(folder.path()).is_err());
                }
            }
            assert!(refusals > whole.len() / 2, "most damage is seen: {refusals} of {} times", whole.len() * 2);
            std::fs::write(&path, whole).unwrap();
        }
    }
}

/// A table of one column of rows that are all the same, in pages of 1 MiB.
fn bomb<T: parquet::data_type::DataType>(path: &Path, schema: &str, values: &[T::T], times: usize) {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_dictionary_enabled(false)
        .set_max_row_group_row_count(None);
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties.build())).unwrap();
    let mut group = file.next_row_group().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    for _ in 0..times {
        column.typed::<T>().write_batch(values, None, None).unwrap();
    }
    column.close().unwrap();
    group.close().unwrap();
    std::fs::write(path, file.into_inner().unwrap()).unwrap();
}

#[test]
fn more_rows_than_a_file_of_its_size_can_have_are_not_read() {
    let folder = tiny::tables(&[]);
    let path = folder.path().join("edges.parquet");
    bomb::<BoolType>(&path, "message edges { REQUIRED BOOLEAN x; }", &vec![false; 1 << 20], 64);
    let size = std::fs::metadata(&path).unwrap().len();
    assert!(size < (1 << 18), "{size} bytes hold 67 million rows");
    assert_eq!(refused(folder.path()), "edges.parquet: says that it has 67108864 rows, more than it can have");
}

#[test]
fn a_column_that_unpacks_to_more_than_the_limit_is_not_unpacked() {
    let folder = tiny::tables(&[]);
    let path = folder.path().join("nodes.parquet");
    let id: ByteArray = vec![b'a'; 1 << 20].into();
    bomb::<ByteArrayType>(&path, "message nodes { REQUIRED BYTE_ARRAY id (STRING); }", &[id], 1025);
    let size = std::fs::metadata(&path).unwrap().len();
    assert!(size < (1 << 20), "{size} bytes unpack to more than a gigabyte");
    // Columns are missing too, which is seen first: nothing is unpacked for that either.
    assert!(refused(folder.path()).starts_with("nodes.parquet: has no column"));
}
