//! Any CSV: it is imported or refused with diagnostics; what is imported is YAML that the project takes as it is,
//! with every quote verified.

use crate::folder;
use policy_matrix::diagnostic::Diagnostics;
use policy_matrix::import::{self, Sheets};
use policy_matrix::load::{self, Limits, ProjectPaths, Replaced};
use policy_matrix::pipeline::{self, Request};
use policy_matrix::report::{self, MessageFormat, Report};

const PROJECT: &str = "\
format: 1
title: A
sources: { s: { file: s.txt, author: Ann } }
options: { o: { label: Options } }
criteria: { k: { label: Criterion } }
postures: { p: { label: Posture } }
";
const TEXT: &str =
    "We must act now, before winter. He said we may not. A third sentence stands here.";

/// Tries `data`.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let folder = folder("import");
    std::fs::write(folder.join("s.txt"), TEXT).expect("the file is written");
    std::fs::write(folder.join("options.yaml"), PROJECT).expect("the file is written");
    let paths = ProjectPaths::find(&folder).expect("the project is there");
    let mut loaded = load::load(&paths, Limits::default()).expect("the project can be read");
    let mut faults = Diagnostics::default();
    let mut parts = text.split('\u{c}').map(|part| {
        let file = loaded.files.add("sheet.csv", part);
        import::read_csv(&loaded.files, file, None, &mut faults)
    });
    let sheets = Sheets {
        recommendations: parts.next().expect("a split has one part at least"),
        evidence: parts.next(),
        claims: parts.next(),
    };
    drop(parts);
    let found = import::take_in(&mut loaded, &sheets, (true, 1000));
    let yaml = import::recommendations(&loaded).expect("records are written");
    let mut out = Vec::new();
    let report = Report::new(&loaded.files, &found.diagnostics);
    report::write(&mut out, MessageFormat::Human, &report).expect("memory takes every byte");
    if found.diagnostics.has_errors() || faults.has_errors() {
        return;
    }
    let whole = format!("{PROJECT}{yaml}");
    let texts = Replaced::from([("options.yaml".to_owned(), whole.clone())]);
    let checked =
        pipeline::check_as(&paths, Request::default(), &texts).expect("the project can be read");
    let errors: Vec<_> = checked.diagnostics.iter().collect();
    assert!(!checked.diagnostics.has_errors(), "{whole}\n{errors:?}");
    let (records, _) = import::size(&loaded);
    assert_eq!(
        checked
            .sound
            .map(|sound| sound.project.recommendations.len()),
        Some(records),
        "{whole}"
    );
}
