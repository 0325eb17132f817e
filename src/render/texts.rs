//! The texts of the sources, written paragraph by paragraph: a text may be as large as the whole project.

use std::io::Write;

use crate::view::Views;

use super::in_order::render_in_order;
use super::slots::{Fault, Slots};
use super::templates::{Context, Templates};

/// How many texts are rendered at once.
const AT_ONCE: usize = 32;

/// A text in its frame: a template that is given the `source` and, for its `paragraphs`, a mark. `home` is the
/// address of the report.
pub(super) fn text(
    views: &Views,
    templates: &Templates,
    place: usize,
    (template, page, home): (&str, &mut Context, &str),
) -> Result<Vec<u8>, Fault> {
    let mut slots = Slots::new();
    page.insert("source", &views.report().sources[place]);
    page.insert("paragraphs", &slots.mark(()));
    page.insert("home", home);
    let frame = templates.html(template, page)?;
    let mut text = Vec::with_capacity(frame.len());
    slots.fill(&frame, &mut text, |(), text| {
        views.paragraphs(place).try_for_each(|paragraph| {
            let mut context = Context::new();
            context.insert("paragraph", &paragraph);
            context.insert("home", home);
            let paragraph = templates.html("paragraph.html", &context)?;
            text.write_all(b"\n")?;
            Ok(text.write_all(paragraph.as_bytes())?)
        })
    })?;
    Ok(text)
}

/// Writes every text of a report's own page, in the order of the list of sources.
pub(super) fn write_texts(
    views: &Views,
    templates: &Templates,
    out: &mut impl Write,
) -> Result<(), Fault> {
    render_in_order(
        0..views.report().sources.len(),
        AT_ONCE,
        |place| {
            let mut page = Context::new();
            text(views, templates, *place, ("text.html", &mut page, ""))
        },
        |_, text| {
            out.write_all(b"\n")?;
            Ok(out.write_all(&text)?)
        },
    )
}
