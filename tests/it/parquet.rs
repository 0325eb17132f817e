//! `data/*.parquet` read back by the format's own reader: every value is that of the CSV file, in the type
//! that the column promises. `tests/parquet` has them read by DuckDB and Arrow.

use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use crate::project::TestProject;

const TABLES: [&str; 4] = ["positions", "recommendations", "evidence", "claims"];

fn projects() -> Vec<TestProject> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let case = |name: &str| TestProject::copy_of(&cases.join(name), "expected");
    vec![
        TestProject::example(),
        case("cells"),
        case("hostile-text"),
        case("no-recommendations"),
    ]
}

fn build(project: &TestProject, formats: &str) {
    let ran = project.run(&format!("policy-matrix build PROJECT {formats}"));
    assert_eq!(ran.status as u8, 0, "{}", ran.err);
}

fn open(project: &TestProject, table: &str) -> SerializedFileReader<std::fs::File> {
    let path = project.file(&format!("out/data/{table}.parquet"));
    let file = std::fs::File::open(path).expect("the file is there");
    SerializedFileReader::new(file).expect("it is Parquet")
}

/// A value as CSV has it, if its type is that which the column promises.
fn text(column: &str, value: &Field) -> String {
    let number = ["paragraph", "line", "stance_rank"].contains(&column)
        || column.starts_with("char_")
        || column.starts_with("byte_");
    let truth = ["implied", "reviewed"].contains(&column);
    match value {
        Field::Str(text) if !number && !truth => text.clone(),
        Field::Long(value) if number => value.to_string(),
        Field::Bool(value) if truth => value.to_string(),
        Field::Null if number || truth => String::new(),
        other => panic!("{column}: {other:?}"),
    }
}

#[test]
fn every_value_is_that_of_the_csv_file() {
    for project in projects() {
        build(&project, "--formats csv,parquet");
        for table in TABLES {
            let csv = project.read(&format!("out/data/{table}.csv"));
            let mut csv = csv::Reader::from_reader(csv.as_bytes());
            let heads = csv.headers().expect("heads").clone();
            let expected: Vec<Vec<String>> = csv
                .records()
                .map(|record| {
                    record
                        .expect("a record")
                        .iter()
                        .map(str::to_owned)
                        .collect()
                })
                .collect();
            let reader = open(&project, table);
            let schema = reader.metadata().file_metadata().schema_descr();
            let columns: Vec<&str> = schema
                .columns()
                .iter()
                .map(|column| column.name())
                .collect();
            assert_eq!(columns, heads.iter().collect::<Vec<_>>(), "{table}");
            let rows = reader.get_row_iter(None).expect("rows");
            let found: Vec<Vec<String>> = rows
                .map(|row| {
                    let row = row.expect("a row");
                    let values = row.get_column_iter();
                    values.map(|(name, value)| text(name, value)).collect()
                })
                .collect();
            assert_eq!(found, expected, "{table}");
        }
    }
}

#[test]
fn the_same_project_makes_the_same_bytes_and_they_name_the_program() {
    let project = TestProject::example();
    let made = || {
        build(&project, "--formats parquet");
        let mut files = project.files("out/data");
        files.retain(|(name, _)| name.ends_with(".parquet"));
        std::fs::remove_dir_all(project.file("out")).expect("the outputs are removed");
        files
    };
    let first = made();
    assert_eq!(first.len(), TABLES.len());
    assert!(first == made());
    build(&project, "--formats parquet");
    let reader = open(&project, "evidence");
    let written_by = reader.metadata().file_metadata().created_by();
    let program = format!("policy-matrix version {}", env!("CARGO_PKG_VERSION"));
    assert_eq!(written_by, Some(program.as_str()));
}

#[test]
fn it_is_made_and_removed_only_where_it_is_named() {
    let project = TestProject::example();
    let there = |table: &str| project.file(&format!("out/data/{table}.parquet")).exists();
    build(&project, "");
    assert!(!TABLES.iter().any(|table| there(table)));
    build(&project, "--formats parquet");
    assert!(TABLES.iter().all(|table| there(table)));
    assert!(project.file("out/data/evidence.csv").exists());
    build(&project, "");
    assert!(TABLES.iter().all(|table| there(table)));
}
