//! Single changes to a text, spliced into the bytes of one node.
//!
//! Each is written in the ways that come into question, the nearest to the old one first. The first
//! that reads back as the intended tree, with the same comments, is the one.

use std::ops::Range;

use crate::load::yaml::{self, Located, Node};

use super::pieces::{Kind, Piece, comments, first_break, is_white, line_break, lines, pieces};
use super::writing;

/// The text with other words in the scalar that begins at a byte; `None` where that cannot be done
/// without changing something else.
pub(super) fn set_words(text: &str, at: usize, words: &str) -> Option<String> {
    let mut intended = yaml::parse(text).ok()?;
    find(&mut intended, at)?.node = Node::Text(words.to_owned().into());
    let pieces = pieces(text)?;
    let scalar = Scalar::at(text, &pieces, at)?;
    let written = writing::ways(&scalar, words).into_iter();
    let mut patched = written.map(|(bytes, written)| {
        // Line ends of the words themselves are escaped where they are not those of the file.
        splice(text, &bytes, &written.replace('\n', first_break(text)))
    });
    patched.find(|after| proves(text, after, &intended))
}

/// The text with a key more, or with other words in it if it is there, for the quote whose words
/// begin at a byte: the quote is a scalar, or the mapping in which the scalar is `exact`.
pub(super) fn set_key(text: &str, at: usize, key: &str, words: &str) -> Option<String> {
    let mut intended = yaml::parse(text).ok()?;
    let pieces = pieces(text)?;
    let patched = match add_key(&mut intended, at, key, words)? {
        Home::Key(at) => return set_words(text, at, words),
        Home::Mapping {
            key: entry_key,
            behind,
        } => {
            let scalar = Scalar::at(text, &pieces, behind)?;
            let named = |piece: &&Piece| piece.bytes.start == entry_key;
            let column = pieces.iter().find(named)?.column;
            let entry = format!("{key}: {}", writing::double_quoted(words));
            if scalar.in_flow {
                splice(
                    text,
                    &(scalar.bytes.end..scalar.bytes.end),
                    &format!(", {entry}"),
                )
            } else {
                add_line(
                    text,
                    scalar.bytes.end,
                    &format!("{}{entry}", " ".repeat(column)),
                )
            }
        }
        Home::Item => wrap_item(text, &Scalar::at(text, &pieces, at)?, key, words)?,
    };
    proves(text, &patched, &intended).then_some(patched)
}

/// Whether the text after a change is the intended tree with the comments of before.
fn proves(before: &str, after: &str, intended: &Located) -> bool {
    let same_tree = yaml::parse(after).is_ok_and(|tree| tree.equals(after, intended, before));
    let comments_of = |text| pieces(text).map(|pieces| comments(text, &pieces).join("\n"));
    same_tree && comments_of(before) == comments_of(after)
}

/// The scalar of a tree that begins at a byte.
fn find<'n, 't>(node: &'n mut Located<'t>, at: usize) -> Option<&'n mut Located<'t>> {
    match node.node {
        Node::List(ref mut items) => items.iter_mut().find_map(|item| find(item, at)),
        Node::Map(ref mut entries) => entries.iter_mut().find_map(|(_, value)| find(value, at)),
        Node::Null => None,
        _ => (node.bytes.start == at).then_some(node),
    }
}

/// Where a key of a quote goes.
enum Home {
    /// It is there; its value begins at this byte.
    Key(usize),
    /// Into the mapping, behind the entry whose key and value begin at these bytes.
    Mapping { key: usize, behind: usize },
    /// The quote is a scalar in a list and becomes a mapping.
    Item,
}

/// Makes the intended change to a tree.
fn add_key(node: &mut Located, at: usize, key: &str, words: &str) -> Option<Home> {
    let new = |text: &str| Located {
        node: Node::Text(text.to_owned().into()),
        bytes: 0..0,
    };
    let is_here = |node: &Located| {
        node.bytes.start == at && !matches!(node.node, Node::List(_) | Node::Map(_) | Node::Null)
    };
    match &mut node.node {
        Node::List(items) => {
            if let Some(item) = items.iter_mut().find(|item| is_here(item)) {
                let entries = vec![(new("exact"), item.clone()), (new(key), new(words))];
                item.node = Node::Map(entries);
                return Some(Home::Item);
            }
            items
                .iter_mut()
                .find_map(|item| add_key(item, at, key, words))
        }
        Node::Map(entries) => {
            let named = |name: &str| {
                let is_named =
                    |(key, _): &(Located, Located)| key.node == Node::Text(name.to_owned().into());
                entries.iter().position(is_named)
            };
            let exact = named("exact").filter(|index| is_here(&entries[*index].1));
            let Some(exact) = exact else {
                let mut values = entries.iter_mut().map(|(_, value)| value);
                return values.find_map(|value| add_key(value, at, key, words));
            };
            if let Some(known) = named(key) {
                return Some(Home::Key(entries[known].1.bytes.start));
            }
            // A suffix stands behind the prefix.
            let behind = named("prefix").unwrap_or(exact).max(exact);
            let (name, value) = &entries[behind];
            let home = Home::Mapping {
                key: name.bytes.start,
                behind: value.bytes.start,
            };
            entries.insert(behind + 1, (new(key), new(words)));
            Some(home)
        }
        _ => None,
    }
}

/// A scalar in its text.
pub(super) struct Scalar<'t> {
    pub(super) text: &'t str,
    /// All of it, the header of a block scalar included.
    pub(super) bytes: Range<usize>,
    /// The header and the lines of a block scalar.
    pub(super) block: Option<(Range<usize>, Range<usize>)>,
    /// The column at which further lines of it may begin.
    pub(super) column: usize,
    /// Whether it is in a flow collection.
    pub(super) in_flow: bool,
}

impl<'t> Scalar<'t> {
    /// The scalar that the parser places at a byte; `None` for one with an anchor or a tag.
    fn at(text: &'t str, pieces: &[Piece], at: usize) -> Option<Self> {
        let holds = |piece: &Piece| match piece.kind {
            Kind::Body => piece.bytes.start <= at && at < piece.bytes.end,
            Kind::Scalar => piece.bytes.start == at,
            Kind::Property => piece.bytes.start == at && text[at..].starts_with('*'),
            _ => false,
        };
        let last = pieces.iter().position(holds)?;
        let first = match pieces[last].kind {
            Kind::Body => pieces[..last]
                .iter()
                .rposition(|piece| piece.kind == Kind::Header)?,
            _ => last,
        };
        let before = &pieces[first.checked_sub(1)?];
        let column = match before.kind {
            Kind::Mark(b':') => pieces[first.checked_sub(2)?].column + 2,
            Kind::Mark(_) => pieces[first].column,
            _ => return None,
        };
        let opened = |mark: &Piece| i32::from(matches!(mark.kind, Kind::Mark(b'[' | b'{')));
        let closed = |mark: &Piece| i32::from(matches!(mark.kind, Kind::Mark(b']' | b'}')));
        let depth: i32 = pieces[..first].iter().map(|p| opened(p) - closed(p)).sum();
        let mut bytes = pieces[first].bytes.start..pieces[last].bytes.end;
        let block = (first < last).then(|| {
            let body = said(text, &pieces[last].bytes);
            bytes.end = body.end;
            (pieces[first].bytes.clone(), body)
        });
        Some(Self {
            text,
            bytes,
            block,
            column,
            in_flow: depth > 0,
        })
    }
}

/// The lines of a block scalar without the empty ones at its end.
fn said(text: &str, body: &Range<usize>) -> Range<usize> {
    let all = &text[body.clone()];
    let mut end = 0;
    let mut at = 0;
    for line in lines(all) {
        at += line.len();
        at += line_break(&all[at..]).len();
        if !is_white(line) {
            end = at;
        }
    }
    body.start..body.start + end
}

fn splice(text: &str, bytes: &Range<usize>, new: &str) -> String {
    format!("{}{new}{}", &text[..bytes.start], &text[bytes.end..])
}

/// Adds a line below the one that holds the byte before `at`.
fn add_line(text: &str, at: usize, line: &str) -> String {
    let end_of_line = first_break(text);
    if text[..at].ends_with(['\n', '\r']) {
        return splice(text, &(at..at), &format!("{line}{end_of_line}"));
    }
    let rest = &text[at..];
    let end = at + rest.find(['\n', '\r']).unwrap_or(rest.len());
    splice(text, &(end..end), &format!("{end_of_line}{line}"))
}

/// Makes a mapping of a quote that is a scalar in a list.
fn wrap_item(text: &str, scalar: &Scalar, key: &str, words: &str) -> Option<String> {
    let written = &text[scalar.bytes.clone()];
    let words = writing::double_quoted(words);
    if scalar.in_flow {
        let mapping = format!("{{ exact: {written}, {key}: {words} }}");
        return Some(splice(text, &scalar.bytes, &mapping));
    }
    // Further lines must stand deeper than `exact`, as they stood deeper than the dash.
    let line = &text[scalar.bytes.start - scalar.column..scalar.bytes.start];
    let deeper = " ".repeat(scalar.column - line.rfind('-')?);
    let mut moved = String::from("exact: ");
    let mut rest = written;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let end = end + line_break(&rest[end..]).len();
        if rest.len() < written.len() && !is_white(&rest[..end]) {
            moved.push_str(&deeper);
        }
        moved.push_str(&rest[..end]);
        rest = &rest[end..];
    }
    let patched = splice(text, &scalar.bytes, &moved);
    let line = format!("{}{key}: {words}", " ".repeat(scalar.column));
    Some(add_line(&patched, scalar.bytes.start + moved.len(), &line))
}
