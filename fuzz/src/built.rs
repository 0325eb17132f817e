//! A project checked and rendered; the only disk is a temporary folder that the process keeps.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use policy_matrix::pipeline::{self, Checked, Request};
use policy_matrix::render::{CsvProfile, Docx, Format, HtmlForm, Texts, Wanted};
use tempfile::TempDir;

use crate::Written;

/// Files by their paths, in order.
pub type Files = Vec<(String, String)>;

/// A folder of this process with this name.
pub fn folder(name: &str) -> PathBuf {
    static ROOT: OnceLock<TempDir> = OnceLock::new();
    let root = ROOT.get_or_init(|| tempfile::tempdir().expect("a temporary folder"));
    let folder = root.path().join(name);
    std::fs::create_dir_all(&folder).expect("the folder is made");
    folder
}

/// Writes a project to the folder of this name and checks it.
pub fn check(name: &str, written: &Written) -> Checked {
    let folder = save(name, written);
    pipeline::check(&folder, Request::default()).expect("the project can be read")
}

/// Writes a project to the folder of this name.
pub fn save(name: &str, written: &Written) -> PathBuf {
    let folder = folder(name);
    write(&folder, "options.yaml", &written.yaml);
    for (file, text) in &written.texts {
        write(&folder, file, text);
    }
    folder
}

/// The outputs of a project in these formats; `None` if it has errors. Of an office document only that it is made.
pub fn artifacts(checked: &Checked, formats: &[Format], profile: CsvProfile) -> Option<Files> {
    let wanted = Wanted {
        formats,
        csv_profile: profile,
        html: HtmlForm::Single,
        texts: Texts::Included,
        since: None,
        docx: Docx::default(),
    };
    let rendered = checked.sound.as_ref()?.render(&wanted);
    let rendered = rendered
        .expect("memory suffices")
        .expect("the templates render every project");
    let text = |path: &str, bytes: &[u8]| match path.ends_with(".docx") || path.ends_with(".xlsx") {
        true => String::from_utf8_lossy(bytes).into_owned(),
        false => std::str::from_utf8(bytes)
            .expect("outputs are UTF-8")
            .to_owned(),
    };
    let files = rendered.artifacts.iter().map(|artifact| {
        let bytes = artifact.body.bytes().expect("what was rendered is there");
        (artifact.path.clone(), text(&artifact.path, &bytes))
    });
    Some(files.collect())
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("the file is written");
}
