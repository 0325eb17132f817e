//! What is wrong with a template, and where.

use std::ops::Range;

use tera::ErrorKind;

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// The template at fault, or none where the fault is in no single one.
    pub template: Option<String>,
    /// The bytes at fault.
    pub bytes: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// Line and column, where they are known and the bytes are not yet.
    at: Option<(usize, usize)>,
}

impl TemplateFault {
    pub(super) fn new(error: &tera::Error) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Self {
                template: Some(report.filename().to_owned()),
                bytes: report.span().range.clone(),
                message: report.message().to_owned(),
                at: None,
            },
            ErrorKind::MissingParent { current, .. } => Self::whole(current, error),
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                Self::whole(tpl, error)
            }
            other => Self::reported(&other.to_string()),
        }
    }

    /// A fault that Tera has as a written report only, such as an unknown filter; the place is in
    /// the line that begins with an arrow. [`Self::placed`] makes bytes of its line and column.
    fn reported(report: &str) -> Self {
        let message = report.lines().next().unwrap_or_default();
        let arrow = report
            .lines()
            .find_map(|line| line.trim_start().strip_prefix("--> "));
        let place = arrow.and_then(|place| {
            let (rest, column) = place.trim().rsplit_once(':')?;
            let (template, line) = rest.rsplit_once(':')?;
            Some((
                template.to_owned(),
                line.parse().ok()?,
                column.parse().ok()?,
            ))
        });
        Self {
            template: place.as_ref().map(|(template, _, _)| template.clone()),
            bytes: 0..0,
            message: message.trim_start_matches("error: ").to_owned(),
            at: place.map(|(_, line, column)| (line, column)),
        }
    }

    /// A fault in what a template has written.
    #[cfg(feature = "docx")]
    pub(in crate::render) fn written(template: &str, message: String) -> Self {
        Self {
            template: Some(template.to_owned()),
            bytes: 0..0,
            message,
            at: None,
        }
    }

    /// The same fault with its line and column, both from 1, as bytes of its template.
    pub(super) fn placed(mut self, templates: &[(&str, &str)]) -> Self {
        let named = templates
            .iter()
            .find(|(name, _)| Some(*name) == self.template.as_deref());
        if let (Some((line, column)), Some((_, text))) = (self.at.take(), named) {
            let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
            let start = lines.map(str::len).sum::<usize>();
            let within = text[start..].char_indices().nth(column.saturating_sub(1));
            let start = within.map_or(start, |(at, _)| start + at);
            let word = text[start..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_');
            self.bytes = start..start + word.map(char::len_utf8).sum::<usize>();
        }
        self
    }

    fn whole(template: &str, error: &tera::Error) -> Self {
        Self::new_in(template, &error.kind().to_string())
    }

    /// A fault of a whole template.
    pub(super) fn new_in(template: &str, message: &str) -> Self {
        Self {
            template: Some(template.to_owned()),
            bytes: 0..0,
            message: message.to_owned(),
            at: None,
        }
    }
}
