//! The tidy tables as Parquet, for programs that carry on where memory ends: DuckDB, Polars, Spark.
//!
//! Rows are gathered by column and written as a group when there are enough of them, so that memory
//! does not grow with the table.

use std::io;
use std::mem;
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::schema::types::{Type, TypePtr};
use serde_json::Value;

use crate::output::{Artifact, Body};
use crate::view::{TidyRow, Views};

use super::Rendering;
use super::csv::fields;
use super::slots::Fault;

/// Who wrote the file, in the form that readers take apart; it has no clock.
const CREATED_BY: &str = concat!("policy-matrix version ", env!("CARGO_PKG_VERSION"));

/// When a group of rows is full.
#[derive(Debug, Clone, Copy)]
struct Limits {
    rows: usize,
    bytes: usize,
}

/// As many rows as DuckDB, which reads a group on one thread, has in its own; fewer if they are long.
const LIMITS: Limits = Limits {
    rows: 122_880,
    bytes: 32 << 20,
};

/// Renders `data/*.parquet`.
pub(super) fn render(views: &Views, _: &Rendering) -> Result<Vec<Artifact>, Fault> {
    let recommendations = views.recommendation_rows();
    Ok(vec![
        tidy("data/positions.parquet", views.positions())?,
        tidy("data/recommendations.parquet", recommendations)?,
        tidy("data/evidence.parquet", views.evidence())?,
        tidy("data/claims.parquet", views.claims())?,
    ])
}

fn tidy<R: TidyRow>(path: &str, rows: impl Iterator<Item = R>) -> Result<Artifact, Fault> {
    let body = table(rows, LIMITS).map_err(io::Error::from)?;
    Ok(Artifact::new(path, body))
}

/// Rows under the names of their fields; a table without rows has its columns all the same.
fn table<R: TidyRow>(rows: impl Iterator<Item = R>, limits: Limits) -> Result<Body, ParquetError> {
    let mut columns: Vec<Column> = fields(&R::filled()).into_iter().map(Column::like).collect();
    let properties = WriterProperties::builder()
        .set_created_by(CREATED_BY.to_owned())
        // Every reader has this one; it halves the tables and costs a reader next to nothing.
        .set_compression(Compression::SNAPPY);
    let schema = schema(&columns)?;
    let mut file = SerializedFileWriter::new(Body::new(), schema, properties.build().into())?;
    let mut gathered = 0;
    for row in rows {
        for (column, (_, value)) in columns.iter_mut().zip(fields(&row)) {
            column.push(value);
        }
        gathered += 1;
        let bytes: usize = columns.iter().map(Column::bytes).sum();
        if gathered >= limits.rows || bytes >= limits.bytes {
            write_group(&mut file, &mut columns)?;
            gathered = 0;
        }
    }
    if gathered > 0 {
        write_group(&mut file, &mut columns)?;
    }
    file.into_inner()
}

fn schema(columns: &[Column]) -> Result<TypePtr, ParquetError> {
    let fields = columns.iter().map(Column::field);
    let fields = fields.collect::<Result<Vec<TypePtr>, ParquetError>>()?;
    let row = Type::group_type_builder("schema").with_fields(fields);
    Ok(Arc::new(row.build()?))
}

/// Writes what the columns hold as one group of rows, and empties them.
fn write_group(
    file: &mut SerializedFileWriter<Body>,
    columns: &mut [Column],
) -> Result<(), ParquetError> {
    let mut group = file.next_row_group()?;
    for column in columns {
        let writer = group.next_column()?;
        column.write(writer.expect("the schema has a field for every column"))?;
    }
    group.close()?;
    Ok(())
}

/// A column of the group in the making.
#[derive(Debug)]
struct Column {
    name: String,
    /// For each row 1 if it has a value, 0 if it has none.
    present: Vec<i16>,
    values: Values,
}

/// The values that are there.
#[derive(Debug)]
enum Values {
    Texts(Texts),
    Numbers(Vec<i64>),
    Truths(Vec<bool>),
}

/// Texts one after the other: a text each would take many times the memory of the short ones.
#[derive(Debug, Default)]
struct Texts {
    joined: Vec<u8>,
    lengths: Vec<usize>,
}

impl Column {
    /// An empty column for values such as this one.
    fn like((name, value): (String, Value)) -> Self {
        let values = match value {
            Value::Number(_) => Values::Numbers(Vec::new()),
            Value::Bool(_) => Values::Truths(Vec::new()),
            _ => Values::Texts(Texts::default()),
        };
        Self {
            name,
            present: Vec::new(),
            values,
        }
    }

    /// Every column may lack a value, for a later version to say less without changing the type.
    fn field(&self) -> Result<TypePtr, ParquetError> {
        let (physical, logical) = match self.values {
            Values::Texts(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Values::Numbers(_) => (Physical::INT64, None),
            Values::Truths(_) => (Physical::BOOLEAN, None),
        };
        let field = Type::primitive_type_builder(&self.name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical);
        Ok(Arc::new(field.build()?))
    }

    fn push(&mut self, value: Value) {
        self.present.push(i16::from(!value.is_null()));
        match (&mut self.values, value) {
            (Values::Texts(texts), Value::String(text)) => texts.push(&text),
            (Values::Numbers(numbers), Value::Number(number)) => {
                numbers.push(number.as_i64().expect("places and ranks are small"));
            }
            (Values::Truths(truths), Value::Bool(truth)) => truths.push(truth),
            (_, other) => assert!(other.is_null(), "`{}` has two types", self.name),
        }
    }

    /// About what it takes in memory.
    fn bytes(&self) -> usize {
        let values = match &self.values {
            Values::Texts(texts) => texts.joined.len() + texts.lengths.len() * size_of::<usize>(),
            Values::Numbers(numbers) => numbers.len() * size_of::<i64>(),
            Values::Truths(truths) => truths.len(),
        };
        values + self.present.len() * size_of::<i16>()
    }

    /// Writes and forgets the values.
    fn write(&mut self, mut writer: SerializedColumnWriter) -> Result<(), ParquetError> {
        let present = Some(self.present.as_slice());
        match &mut self.values {
            Values::Texts(texts) => {
                let texts = mem::take(texts).split();
                let writer = writer.typed::<ByteArrayType>();
                writer.write_batch(&texts, present, None)?
            }
            Values::Numbers(numbers) => {
                let writer = writer.typed::<Int64Type>();
                writer.write_batch(&mem::take(numbers), present, None)?
            }
            Values::Truths(truths) => {
                let writer = writer.typed::<BoolType>();
                writer.write_batch(&mem::take(truths), present, None)?
            }
        };
        self.present.clear();
        writer.close()
    }
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.joined.extend_from_slice(text.as_bytes());
        self.lengths.push(text.len());
    }

    /// Each text, all of them in one piece of memory.
    fn split(self) -> Vec<ByteArray> {
        let joined = ByteArray::from(self.joined);
        let mut start = 0;
        let text = |length| {
            let text = joined.slice(start, length);
            start += length;
            text
        };
        self.lengths.into_iter().map(text).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::Write;

    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use serde::Serialize;

    use super::*;
    use crate::view::{ClaimRow, EvidenceRow, PositionRow, RecommendationRow};

    #[derive(Debug, Clone, Default, PartialEq, Serialize)]
    struct Row {
        name: String,
        rank: Option<u8>,
        sure: Option<bool>,
    }

    impl TidyRow for Row {
        fn filled() -> Self {
            Self {
                rank: Some(0),
                sure: Some(false),
                ..Self::default()
            }
        }
    }

    fn row(number: usize) -> Row {
        Row {
            name: "é".repeat(number % 4),
            rank: (!number.is_multiple_of(3)).then_some(number as u8),
            sure: number.is_multiple_of(2).then_some(number.is_multiple_of(4)),
        }
    }

    /// The rows of each group, and all of them in words.
    fn read_back(body: &Body) -> (Vec<i64>, Vec<String>) {
        let mut file: File = tempfile::tempfile().expect("a file");
        let bytes = body.bytes().expect("it is read");
        file.write_all(&bytes).expect("it is written");
        let reader = SerializedFileReader::new(file).expect("it is Parquet");
        let groups = reader.metadata().row_groups().iter();
        let groups = groups.map(|group| group.num_rows()).collect();
        let rows = reader.get_row_iter(None).expect("rows");
        let words = rows.map(|row| row.expect("a row").to_string()).collect();
        (groups, words)
    }

    #[test]
    fn a_group_ends_with_its_rows_or_its_bytes_and_loses_nothing() {
        let all = || (0..20).map(row);
        let made = |rows, bytes| {
            let body = table(all(), Limits { rows, bytes });
            read_back(&body.expect("it is written"))
        };
        let (whole, words) = made(100, 1 << 20);
        assert_eq!(whole, [20]);
        assert_eq!(words[1], r#"{name: "é", rank: 1, sure: null}"#);
        assert_eq!(words[6], r#"{name: "éé", rank: null, sure: false}"#);
        assert_eq!(made(8, 1 << 20), (vec![8, 8, 4], words.clone()));
        assert_eq!(made(100, 1), (vec![1; 20], words));
    }

    #[test]
    fn a_table_without_rows_has_its_columns() {
        let body = table(std::iter::empty::<Row>(), LIMITS).expect("it is written");
        assert_eq!(read_back(&body), (vec![], vec![]));
    }

    #[test]
    fn the_type_of_every_column_is_known() {
        let all = [
            fields(&PositionRow::filled()),
            fields(&RecommendationRow::filled()),
            fields(&EvidenceRow::filled()),
            fields(&ClaimRow::filled()),
        ];
        for (name, value) in all.concat() {
            assert!(
                !value.is_null(),
                "{name} is absent from the row that has all"
            );
        }
    }
}
