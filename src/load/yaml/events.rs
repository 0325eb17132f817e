//! The short way from YAML text to the tree: straight from the events of the scanner, without copies of
//! what stands in the file as it is.
//!
//! It takes the documents that people write: one, without anchors, tags and directives. For every other,
//! and for every fault, it gives nothing, and the long way by the YAML crate says what there is to say.
//! Both give the same tree wherever this one gives any; a property test and the fuzz target `load` hold that.

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, StrInput};

use super::{Located, MAX_DEPTH, Node, TakeItem, scalar};

/// The tree of a text, if it is one of those that can be read without a second look; items are handed over
/// as [`super::ordinary`] says.
pub(super) fn read<'t>(text: &'t str, take: &mut TakeItem<'_, 't>) -> Option<Located<'t>> {
    // A byte order mark is none of the document's characters, and what looks empty is.
    if text.starts_with('\u{feff}') || text.trim_start().is_empty() {
        return None;
    }
    let mut parser = Parser::new_from_str(text);
    let mut open = Open::default();
    let mut root = None;
    let mut documents = 0;
    loop {
        let (event, span) = next(&mut parser)?;
        let bytes = span.start.byte_offset()?..span.end.byte_offset()?;
        let complete = match event {
            Event::StreamStart | Event::DocumentEnd => continue,
            Event::DocumentStart(_, None) if documents == 0 => {
                documents = 1;
                continue;
            }
            Event::StreamEnd => return root,
            Event::Scalar(value, style, 0, None) => Located {
                node: scalar_node(value, style, text, &bytes),
                bytes,
            },
            Event::SequenceStart(_, 0, None) => {
                open.begin(Kind::List, bytes)?;
                continue;
            }
            Event::MappingStart(_, 0, None) => {
                open.begin(Kind::Map, bytes)?;
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => open.end()?,
            _ => return None,
        };
        let left = match open.list_of_document() {
            Some((key, list)) => take(key, list, complete),
            None => Some(complete),
        };
        match left {
            Some(node) if open.collections.is_empty() => root = Some(node),
            left => open.nodes.extend(left),
        }
    }
}

fn next<'t>(parser: &mut Parser<'t, StrInput<'t>>) -> Option<(Event<'t>, granit_parser::Span)> {
    parser.next_event()?.ok()
}

/// The lists and mappings of which not all has been read, the outermost first, and the nodes read of them, one
/// behind the other: a key, its value, the next key.
#[derive(Default)]
struct Open<'t> {
    collections: Vec<Collection>,
    nodes: Vec<Located<'t>>,
}

struct Collection {
    kind: Kind,
    bytes: Range<usize>,
    /// Where its nodes begin.
    first: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    Map,
}

impl<'t> Open<'t> {
    /// Begins a collection, if it is not too deep.
    fn begin(&mut self, kind: Kind, bytes: Range<usize>) -> Option<()> {
        let first = self.nodes.len();
        self.collections.push(Collection { kind, bytes, first });
        (self.collections.len() <= MAX_DEPTH).then_some(())
    }

    /// Ends the innermost collection.
    fn end(&mut self) -> Option<Located<'t>> {
        let Collection { kind, bytes, first } = self.collections.pop()?;
        let node = match kind {
            Kind::List => Node::List(self.nodes.split_off(first)),
            Kind::Map => {
                let mut entries = Vec::with_capacity((self.nodes.len() - first) / 2);
                let mut nodes = self.nodes.drain(first..);
                while let (Some(key), Some(value)) = (nodes.next(), nodes.next()) {
                    entries.push((key, value));
                }
                Node::Map(entries)
            }
        };
        Some(Located { node, bytes })
    }

    /// The key and the first byte of the innermost collection, if that is a list in the document's mapping.
    fn list_of_document(&self) -> Option<(&str, usize)> {
        let [document, list] = self.collections.as_slice() else {
            return None;
        };
        let kinds = (document.kind, list.kind);
        let is_value = list.first % 2 == 1;
        match &self.nodes.get(list.first.checked_sub(1)?)?.node {
            Node::Text(key) if is_value && kinds == (Kind::Map, Kind::List) => {
                Some((key, list.bytes.start))
            }
            _ => None,
        }
    }
}

/// What a scalar holds. A plain one that could be something else than text is left to the YAML crate.
fn scalar_node<'t>(
    value: Cow<'t, str>,
    style: ScalarStyle,
    text: &str,
    bytes: &Range<usize>,
) -> Node<'t> {
    if style != ScalarStyle::Plain || is_surely_text(&value) {
        return Node::Text(value);
    }
    match &*value {
        // Every large file is full of them.
        "true" => return Node::Bool(true),
        "false" => return Node::Bool(false),
        _ => {}
    }
    if bytes.is_empty() || text.get(bytes.clone()).is_none_or(str::is_empty) {
        return Node::Null;
    }
    scalar(value)
}

/// Whether a plain scalar is no null, boolean or number in any spelling: all begin with a digit, a sign, a dot
/// or the first letter of `null`, `true` or `false`, none has white space, and a hyphen stands in a number at
/// the beginning or behind the `e` of an exponent only.
fn is_surely_text(plain: &str) -> bool {
    let bytes = plain.as_bytes();
    let Some(first) = bytes.first() else {
        return false;
    };
    let hyphen = |pair: &[u8]| pair[1] == b'-' && !matches!(pair[0], b'e' | b'E');
    !(first.is_ascii_digit() || b"+-.~nNtTfF".contains(first))
        || bytes.iter().any(u8::is_ascii_whitespace)
        || bytes.windows(2).any(hyphen)
}
