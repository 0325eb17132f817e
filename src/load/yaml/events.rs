//! The short way from YAML text to the tree: straight from the events of the scanner, without copies of
//! what stands in the file as it is.
//!
//! It takes the documents that people write: one, without anchors, tags and directives. For every other,
//! and for every fault, it gives nothing, and the long way by the YAML crate says what there is to say.
//! Both give the same tree wherever this one gives any; a property test and the fuzz target `load` hold that.

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, StrInput};

use super::{Located, MAX_DEPTH, Node, scalar};

/// The tree of a text, if it is one of those that can be read without a second look.
pub(super) fn read(text: &str) -> Option<Located<'_>> {
    // A byte order mark is none of the document's characters.
    if text.starts_with('\u{feff}') {
        return None;
    }
    let mut parser = Parser::new_from_str(text);
    let mut open: Vec<Collection> = Vec::new();
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
            Event::SequenceStart(_, 0, None) if open.len() < MAX_DEPTH => {
                open.push(Collection::list(bytes));
                continue;
            }
            Event::MappingStart(_, 0, None) if open.len() < MAX_DEPTH => {
                open.push(Collection::map(bytes));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop()?.close(),
            _ => return None,
        };
        match open.last_mut() {
            Some(collection) => collection.push(complete),
            None => root = Some(complete),
        }
    }
}

fn next<'t>(parser: &mut Parser<'t, StrInput<'t>>) -> Option<(Event<'t>, granit_parser::Span)> {
    parser.next_event()?.ok()
}

/// A list or a mapping of which not all has been read.
struct Collection<'t> {
    bytes: Range<usize>,
    held: Held<'t>,
}

enum Held<'t> {
    List(Vec<Located<'t>>),
    Map {
        entries: Vec<(Located<'t>, Located<'t>)>,
        /// The key whose value comes next.
        key: Option<Located<'t>>,
    },
}

impl<'t> Collection<'t> {
    const fn list(bytes: Range<usize>) -> Self {
        let held = Held::List(Vec::new());
        Self { bytes, held }
    }

    const fn map(bytes: Range<usize>) -> Self {
        let held = Held::Map {
            entries: Vec::new(),
            key: None,
        };
        Self { bytes, held }
    }

    fn push(&mut self, node: Located<'t>) {
        match &mut self.held {
            Held::List(items) => items.push(node),
            Held::Map { entries, key } => match key.take() {
                Some(key) => entries.push((key, node)),
                None => *key = Some(node),
            },
        }
    }

    fn close(self) -> Located<'t> {
        let node = match self.held {
            Held::List(items) => Node::List(items),
            Held::Map { entries, .. } => Node::Map(entries),
        };
        let bytes = self.bytes;
        Located { node, bytes }
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
