//! Any text in every free text field: the CSV reads back as what the JSON says, no cell of the profile for
//! spreadsheets would run, and what was written is imported again as it was.

use crate::{Files, Written, artifacts, check, hostile, project, save};
use arbitrary::{Result, Unstructured};
use policy_matrix::diagnostic::{Diagnostics, Severity};
use policy_matrix::diff::Changes;
use policy_matrix::import::{self, Sheets};
use policy_matrix::load::{self, Limits, MAX_SCALAR, ProjectPaths};
use policy_matrix::pipeline::Checked;
use policy_matrix::render::{CsvProfile, Format};
use serde_json::Value;

const TABLES: [&str; 4] = ["positions", "recommendations", "evidence", "claims"];

/// Tries what `data` makes.
pub fn run(data: &[u8]) {
    let _ = attempt(&mut Unstructured::new(data));
}

fn attempt(u: &mut Unstructured) -> Result<()> {
    let written = project(u, hostile)?;
    let checked = check("csv", &written);
    let (Some(plain), Some(excel)) = (
        artifacts(&checked, &[Format::Csv, Format::Json], CsvProfile::Plain),
        artifacts(&checked, &[Format::Csv], CsvProfile::Excel),
    ) else {
        return Ok(());
    };
    let json: Value = serde_json::from_str(file(&plain, "data/project.json")).expect("JSON");
    for table in TABLES {
        let rows = records(file(&plain, &format!("data/{table}.csv")));
        let objects = json[table].as_array().expect("a list");
        assert_eq!(rows.len(), objects.len() + 1, "{table}");
        for (row, object) in rows[1..].iter().zip(objects) {
            for (head, field) in rows[0].iter().zip(row) {
                let value = match &object[head] {
                    Value::Null => String::new(),
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                assert_eq!(*field, value, "{table}.{head}");
            }
        }
    }
    for (name, text) in excel.iter().filter(|(name, _)| name.ends_with(".csv")) {
        let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
        let (guarded, exact) = (records(text), records(file(&plain, name)));
        assert_eq!(guarded.len(), exact.len(), "{name}");
        for (guarded, exact) in guarded.iter().flatten().zip(exact.iter().flatten()) {
            assert!(
                !guarded.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{name}: {guarded:?}"
            );
            let bare = guarded.strip_prefix('\'').unwrap_or(guarded);
            assert!(
                bare == exact || guarded == exact,
                "{name}: {guarded:?} for {exact:?}"
            );
        }
    }
    comes_back(&written, &checked, [&plain, &excel]);
    Ok(())
}

/// Imports what was written into the project without its recommendations.
fn comes_back(written: &Written, checked: &Checked, profiles: [&Files; 2]) {
    let before = &checked.sound.as_ref().expect("it is sound").project;
    for files in profiles {
        let folder = save("csv", &written.with_recommendations(""));
        let paths = ProjectPaths::find(&folder).expect("the project is there");
        let mut loaded = load::load(&paths, Limits::default()).expect("the project can be read");
        let mut faults = Diagnostics::default();
        let [recommendations, evidence, claims] =
            ["recommendations", "evidence", "claims"].map(|table| {
                let name = format!("data/{table}.csv");
                let id = loaded.files.add(name.as_str(), file(files, &name));
                import::read_csv(&loaded.files, id, None, &mut faults)
            });
        let (evidence, claims) = (Some(evidence), Some(claims));
        let sheets = Sheets {
            recommendations,
            evidence,
            claims,
        };
        faults.extend(import::take_in(&mut loaded, &sheets, (true, MAX_SCALAR)).diagnostics);
        let errors = faults
            .iter()
            .filter(|fault| fault.severity == Severity::Error);
        let errors: Vec<_> = errors.collect();
        assert!(errors.is_empty(), "{errors:?}\n{}", written.yaml);
        let yaml = import::recommendations(&loaded).expect("records are written");
        let after = check("csv", &written.with_recommendations(&yaml));
        let after = after
            .sound
            .unwrap_or_else(|| panic!("{:?}\n{yaml}", after.diagnostics));
        let changes = Changes::between(before, &after.project);
        assert!(changes.is_empty(), "{changes:?}\n{}\n{yaml}", written.yaml);
    }
}

fn file<'f>(files: &'f Files, name: &str) -> &'f str {
    let found = files.iter().find(|(path, _)| path == name);
    &found.unwrap_or_else(|| panic!("{name} is there")).1
}

/// The records with the head; all have as many fields as the head, else the reader fails.
fn records(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let records = reader
        .records()
        .map(|record| record.expect("a whole record"));
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}
