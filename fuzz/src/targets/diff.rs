//! Any two projects: what changed between them is written in every format; nothing changed between a project and
//! itself; the pages have the structure that they have with harmless words.

use crate::{assert_same, check, hostile, html_shape, markdown_shape, project};
use arbitrary::{Result, Unstructured};
use policy_matrix::diff::Changes;
use policy_matrix::pipeline::Checked;
use policy_matrix::render::ChangesFormat;

/// Tries what `data` makes.
pub fn run(data: &[u8]) {
    let _ = attempt(&mut Unstructured::new(data));
}

fn attempt(u: &mut Unstructured) -> Result<()> {
    let (one, other) = (project(u, hostile)?, project(u, hostile)?);
    let given = [check("before", &one), check("after", &other)];
    let plain = [
        check("plain-before", &one.harmless()),
        check("plain-after", &other.harmless()),
    ];
    let (Some(changes), Some(expected)) = (between(&given), between(&plain)) else {
        return Ok(());
    };
    let about = format!("{}\n{}", one.yaml, other.yaml);
    for one in [&given[0], &given[1]] {
        let sound = one.sound.as_ref().expect("it is sound");
        assert!(
            Changes::between(&sound.project, &sound.project).is_empty(),
            "{about}"
        );
    }
    let write = |checked: &Checked, changes, format| {
        let sound = checked.sound.as_ref().expect("it is sound");
        sound
            .render_changes(changes, format)
            .expect("the templates render all changes")
    };
    for (format, shape) in [
        (ChangesFormat::Html, html_shape as fn(&str) -> Vec<String>),
        (ChangesFormat::Markdown, markdown_shape),
        (ChangesFormat::Json, json_shape),
        (ChangesFormat::Text, |text| {
            vec![text.is_empty().to_string()]
        }),
    ] {
        let page = write(&given[1], &changes, format);
        let plain = write(&plain[1], &expected, format);
        assert_same(
            &format!("{format:?}"),
            [&shape(&page), &shape(&plain)],
            &about,
        );
    }
    Ok(())
}

fn json_shape(text: &str) -> Vec<String> {
    let json: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let lists = json.as_object().into_iter().flatten();
    lists
        .map(|(key, list)| format!("{key} {:?}", list.as_array().map(Vec::len)))
        .collect()
}

fn between([before, after]: &[Checked; 2]) -> Option<Changes> {
    Some(Changes::between(
        &before.sound.as_ref()?.project,
        &after.sound.as_ref()?.project,
    ))
}
