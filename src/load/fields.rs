//! Takes a mapping apart key by key and reports what does not fit: the grammar of every decoder.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::files::{FileId, Span, Spanned};

use super::raw::{ById, RawRecommendation, RawText};
use super::yaml::{Located, Node};

/// The largest scalar of a project file, in bytes.
pub const MAX_SCALAR: usize = 1024 * 1024;

/// The file that is being decoded and the faults found in it.
pub(super) struct Reader<'t> {
    pub file: FileId,
    pub text: &'t str,
    pub max_scalar: usize,
    pub faults: Diagnostics,
    /// The recommendations decoded before the tree was complete.
    pub recommendations: Vec<Box<RawRecommendation>>,
}

/// An entry of a mapping.
struct Entry<'t> {
    key: Spanned<Cow<'t, str>>,
    value: Located<'t>,
}

/// The number of entries up to which a repeated key is looked for by going through them.
const FEW: usize = 24;

/// Whether a key must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
}

impl<'t> Reader<'t> {
    pub(super) const fn new(file: FileId, text: &'t str, max_scalar: usize) -> Self {
        Self {
            file,
            text,
            max_scalar,
            faults: Diagnostics::new(),
            recommendations: Vec::new(),
        }
    }

    /// The place of a node: a block mapping or list reaches to the end of its last entry.
    pub(super) fn span(&self, located: &Located) -> Span {
        Span::new(self.file, located.bytes.start..self.end_of(located))
    }

    fn end_of(&self, located: &Located) -> usize {
        let own = self.text.get(located.bytes.clone()).unwrap_or_default();
        let own_end = located.bytes.start + own.trim_end().len();
        let last = match &located.node {
            Node::List(items) => items.last(),
            Node::Map(entries) => entries.last().map(|(_, value)| value),
            _ => None,
        };
        last.map_or(own_end, |last| self.end_of(last).max(own_end))
    }

    pub(super) fn wrong_type(&mut self, span: Span, expected: &str, found: &Node) {
        self.faults.push(
            Diagnostic::new(
                Code::WrongType,
                format!("expected {expected}, found {}", kind_of(found)),
                span,
            )
            .label(format!("this should be {expected}")),
        );
    }

    /// Text, or a number or boolean as it is spelled; `None` and a fault for anything else.
    pub(super) fn text(&mut self, located: Located, what: &str) -> Option<RawText> {
        let text = self.written(located, what)?;
        Some(Spanned::new(text.value.into_owned(), text.span))
    }

    /// The same, not yet a text of its own.
    fn written<'n>(&mut self, located: Located<'n>, what: &str) -> Option<Spanned<Cow<'n, str>>>
    where
        't: 'n,
    {
        let span = self.span(&located);
        let text = match located.node {
            Node::Text(text) => text,
            Node::Number | Node::Bool(_) => self.text.get(located.bytes).unwrap_or_default().into(),
            other => {
                self.wrong_type(span, what, &other);
                return None;
            }
        };
        if text.len() > self.max_scalar {
            let limit = self.max_scalar;
            let message = format!("this text has {} bytes; the limit is {limit}", text.len());
            let fault = Diagnostic::new(Code::TooLarge, message, span);
            self.faults
                .push(fault.help("raise the limit with --max-size"));
            return None;
        }
        Some(Spanned::new(text, span))
    }

    /// Text that says something.
    pub(super) fn required_text(&mut self, located: Located, what: &str) -> Option<RawText> {
        let text = self.text(located, what)?;
        if text.value.trim().is_empty() {
            let message = format!("expected {what}, found empty text");
            self.faults
                .push(Diagnostic::new(Code::WrongType, message, text.span));
            return None;
        }
        Some(text)
    }

    /// A list; null is an empty one.
    pub(super) fn list<'n>(&mut self, located: Located<'n>, what: &str) -> Vec<Located<'n>> {
        let span = self.span(&located);
        match located.node {
            Node::List(items) => items,
            Node::Null => Vec::new(),
            other => {
                self.wrong_type(span, what, &other);
                Vec::new()
            }
        }
    }

    /// A list of texts that say something.
    pub(super) fn texts(&mut self, located: Located, what: &str) -> Vec<RawText> {
        self.list(located, what)
            .into_iter()
            .filter_map(|item| self.required_text(item, "text"))
            .collect()
    }

    /// A mapping from ids to values, repeated ids reported and dropped; null is an empty one.
    pub(super) fn by_id<T>(
        &mut self,
        located: Located<'t>,
        what: &str,
        decode: impl Fn(&mut Self, Located<'t>) -> Option<T>,
    ) -> ById<T> {
        if located.node == Node::Null {
            return Vec::new();
        }
        let Some(entries) = self.entries(located, what) else {
            return Vec::new();
        };
        entries
            .into_iter()
            .filter_map(|Entry { key, value }| {
                let id = Spanned::new(key.value.into_owned(), key.span);
                decode(self, value).map(|value| (id, value))
            })
            .collect()
    }

    /// The entries of a mapping; a key that is not text or that is repeated is a fault.
    fn entries(&mut self, located: Located<'t>, what: &str) -> Option<Vec<Entry<'t>>> {
        let span = self.span(&located);
        let entries = match located.node {
            Node::Map(entries) => entries,
            other => {
                self.wrong_type(span, what, &other);
                return None;
            }
        };
        let many = entries.len() > FEW;
        let mut seen: HashMap<Cow<str>, Span> = HashMap::new();
        let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let Some(key) = self.written(key, "a key that is text") else {
                continue;
            };
            let first = if many {
                seen.get(&key.value).copied()
            } else {
                let same = kept.iter().find(|entry| entry.key.value == key.value);
                same.map(|entry| entry.key.span)
            };
            if let Some(first) = first {
                self.faults.push(duplicate_key(&key, first));
                continue;
            }
            if many {
                seen.insert(key.value.clone(), key.span);
            }
            kept.push(Entry { key, value });
        }
        Some(kept)
    }

    /// Opens a mapping to take it apart key by key; close it with [`Fields::close`].
    pub(super) fn fields(
        &mut self,
        located: Located<'t>,
        what: &'static str,
    ) -> Option<Fields<'t>> {
        let span = self.span(&located);
        let entries = self.entries(located, what)?;
        Some(Fields {
            what,
            span,
            entries: entries.into_iter().map(Some).collect(),
            known: Vec::new(),
        })
    }
}

/// A mapping that is being taken apart.
pub(super) struct Fields<'t> {
    what: &'static str,
    pub span: Span,
    entries: Vec<Option<Entry<'t>>>,
    known: Vec<&'static str>,
}

impl<'t> Fields<'t> {
    /// The value of a key, if it is there and not null.
    pub(super) fn take(&mut self, key: &'static str) -> Option<Located<'t>> {
        self.take_even_null(key)
            .filter(|value| value.node != Node::Null)
    }

    /// The value of a key, if it is there.
    pub(super) fn take_even_null(&mut self, key: &'static str) -> Option<Located<'t>> {
        self.known.push(key);
        let slot = self
            .entries
            .iter_mut()
            .find(|slot| slot.as_ref().is_some_and(|entry| entry.key.value == key))?;
        slot.take().map(|entry| entry.value)
    }

    /// Reports that a required key is not there.
    pub(super) fn missing(&self, reader: &mut Reader, key: &str) {
        let message = format!("{} lacks `{key}`", self.what);
        reader
            .faults
            .push(Diagnostic::new(Code::MissingKey, message, self.span));
    }

    /// The text of a key. Required: it must be there and say something. Optional: empty is absent.
    pub(super) fn text(
        &mut self,
        reader: &mut Reader,
        key: &'static str,
        need: Need,
    ) -> Option<RawText> {
        match (self.take_even_null(key), need) {
            (Some(value), Need::Required) => reader.required_text(value, "text"),
            (None, Need::Required) => {
                self.missing(reader, key);
                None
            }
            (Some(value), Need::Optional) if value.node != Node::Null => reader
                .text(value, "text")
                .filter(|text| !text.value.trim().is_empty()),
            (_, Need::Optional) => None,
        }
    }

    /// `true` or `false`; absent is false.
    pub(super) fn flag(&mut self, reader: &mut Reader, key: &'static str) -> bool {
        match self.take(key) {
            None => false,
            Some(Located {
                node: Node::Bool(value),
                ..
            }) => value,
            Some(other) => {
                let span = reader.span(&other);
                reader.wrong_type(span, "`true` or `false`", &other.node);
                false
            }
        }
    }

    /// A list of texts; absent is empty.
    pub(super) fn texts(&mut self, reader: &mut Reader, key: &'static str) -> Vec<RawText> {
        self.take(key)
            .map(|value| reader.texts(value, "a list of texts"))
            .unwrap_or_default()
    }

    /// A mapping from ids to values; absent is empty.
    pub(super) fn by_id<T>(
        &mut self,
        reader: &mut Reader<'t>,
        key: &'static str,
        decode: impl Fn(&mut Reader<'t>, Located<'t>) -> Option<T>,
    ) -> ById<T> {
        self.take(key)
            .map(|value| reader.by_id(value, "a mapping from ids", decode))
            .unwrap_or_default()
    }

    /// Reports every key that nobody asked for.
    pub(super) fn close(self, reader: &mut Reader) {
        for Entry { key, .. } in self.entries.into_iter().flatten() {
            let message = format!("unknown key `{}` in {}", key.value, self.what);
            let fault = Diagnostic::new(Code::UnknownKey, message, key.span);
            let meant = did_you_mean(&key.value, self.known.iter().copied());
            let known = format!("known keys: {}", self.known.join(", "));
            reader.faults.push(fault.help(meant.unwrap_or(known)));
        }
    }
}

fn duplicate_key(key: &Spanned<Cow<str>>, first: Span) -> Diagnostic {
    let message = format!("`{}` stands in this mapping twice", key.value);
    Diagnostic::new(Code::DuplicateKey, message, key.span).related(first, "first here")
}

const fn kind_of(node: &Node) -> &'static str {
    match node {
        Node::Null => "nothing",
        Node::Bool(_) => "a boolean",
        Node::Number => "a number",
        Node::Text(_) => "text",
        Node::List(_) => "a list",
        Node::Map(_) => "a mapping",
    }
}
