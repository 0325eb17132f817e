//! Any bytes as a project file: they load or are refused with diagnostics that every format of the report can
//! show, and `fmt` and `fix` change nothing that they should not.

use crate::{artifacts, folder};
use policy_matrix::edit;
use policy_matrix::pipeline::{self, Request};
use policy_matrix::render::{CsvProfile, Format};
use policy_matrix::report::{self, MessageFormat, Report};

/// Tries `data`.
pub fn run(data: &[u8]) {
    let folder = folder("load");
    std::fs::write(folder.join("options.yaml"), data).expect("the file is written");
    std::fs::write(
        folder.join("a.txt"),
        "We must act now, before winter. He said we may not.",
    )
    .expect("the file is written");
    let checked = pipeline::check(&folder, Request::default()).expect("the project can be read");
    assert_eq!(checked.sound.is_some(), !checked.diagnostics.has_errors());
    for format in [
        MessageFormat::Human,
        MessageFormat::Json,
        MessageFormat::Github,
    ] {
        let mut out = Vec::new();
        let report = Report::new(&checked.files, &checked.diagnostics);
        report::write(&mut out, format, &report).expect("memory takes every byte");
        let text = String::from_utf8(out).expect("a report is UTF-8");
        if format == MessageFormat::Json {
            let lines = text.lines().map(serde_json::from_str::<serde_json::Value>);
            assert!(
                lines.flatten().count() == checked.diagnostics.len(),
                "{text}"
            );
        }
    }
    artifacts(&checked, Format::USUAL, CsvProfile::Plain);
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Some(laid_out) = edit::lay_out(text) {
        assert_eq!(
            edit::lay_out(&laid_out).as_ref(),
            Some(&laid_out),
            "of {text:?}"
        );
    }
    for fault in checked.diagnostics.iter() {
        for fix in &fault.fixes {
            let _ = edit::apply(text, fault.span.start, fix);
        }
    }
}
