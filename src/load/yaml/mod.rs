//! YAML text to a tree of placed nodes. The only module that names the YAML crate.
//!
//! The tree keeps repeated keys, the spelling of numbers and the place of every node, so that the
//! decoder can report every fault of a file in one run. It borrows from the text what stands there as
//! it is.

mod events;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};

/// The deepest nesting that a project file may have.
pub(super) const MAX_DEPTH: usize = 64;

/// The stack for reading a text of the greatest depth, in bytes, in a build without optimisation.
const STACK: usize = 32 << 20;

/// How many nodes the copies that aliases stand for may add up to.
const MAX_ALIAS_NODES: usize = 100_000;

/// A node and the bytes it was written in. An alias has the place where it is used.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Located<'t> {
    /// What stands there.
    pub node: Node<'t>,
    /// Where it stands.
    pub bytes: Range<usize>,
}

/// What a YAML node holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node<'t> {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number; its value is how it is spelled in the file.
    Number,
    /// Text.
    Text(Cow<'t, str>),
    /// A list.
    List(Vec<Located<'t>>),
    /// A mapping, repeated keys included.
    Map(Vec<(Located<'t>, Located<'t>)>),
}

/// Why a text is not a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Which limit it breaks, if that is the reason.
    pub kind: FaultKind,
    /// What is wrong, in one line.
    pub message: String,
    /// The byte where it was noticed.
    pub byte: usize,
}

/// The two ways of not being a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// The text is not YAML.
    Syntax,
    /// The text is deeper, or its aliases stand for more, than the program takes.
    TooLarge,
}

/// Reads one YAML document.
///
/// # Errors
/// Fails at the first place where the text is not YAML or goes beyond a limit.
pub(crate) fn parse(text: &str) -> Result<Located<'_>, Fault> {
    ordinary(text, &mut |_, _, item| Some(item)).map_or_else(|| at_length(text), Ok)
}

/// Takes an item of a list that is the value of a key of the document's mapping, given the key and the byte at
/// which the list begins, or gives it back for the tree.
pub(crate) type TakeItem<'a, 't> = dyn FnMut(&str, usize, Located<'t>) -> Option<Located<'t>> + 'a;

/// Reads a document as people write it; `None` for any other, and for what is none.
///
/// The items of large lists can be taken while they are read, so that they never are in memory together. What
/// was taken does not count where `None` is returned.
pub(crate) fn ordinary<'t>(text: &'t str, take: &mut TakeItem<'_, 't>) -> Option<Located<'t>> {
    events::read(text, take)
}

/// Reads any document, and finds the words for what is none.
///
/// # Errors
/// Fails as [`parse`] does.
pub(crate) fn at_length(text: &str) -> Result<Located<'static>, Fault> {
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Ok(Located {
            node: Node::Null,
            bytes: 0..0,
        });
    }
    // The reader calls itself for every level, and not every thread has room for the deepest text.
    std::thread::scope(|scope| {
        let reader = std::thread::Builder::new().stack_size(STACK);
        match reader.spawn_scoped(scope, || read(text)) {
            Ok(thread) => thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(_) => read(text),
        }
    })
}

/// Whether two texts are trees of the same nodes, wherever those stand.
pub(crate) fn same(one: &str, other: &str) -> bool {
    match (parse(one), parse(other)) {
        (Ok(a), Ok(b)) => a.equals(one, &b, other),
        _ => false,
    }
}

impl Located<'_> {
    /// Whether this node of the text `mine` holds what another of the text `theirs` holds.
    pub(crate) fn equals(&self, mine: &str, other: &Located, theirs: &str) -> bool {
        match (&self.node, &other.node) {
            (Node::Number, Node::Number) => {
                mine.get(self.bytes.clone()) == theirs.get(other.bytes.clone())
            }
            (Node::List(a), Node::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.equals(mine, b, theirs))
            }
            (Node::Map(a), Node::Map(b)) => {
                let pairs = a.iter().zip(b);
                let same = |((k, v), (l, w)): (&(Located, Located), &(Located, Located))| {
                    k.equals(mine, l, theirs) && v.equals(mine, w, theirs)
                };
                a.len() == b.len() && pairs.into_iter().all(same)
            }
            (a, b) => a == b,
        }
    }
}

/// What a plain scalar holds.
fn scalar(plain: Cow<'_, str>) -> Node<'_> {
    // Behind a hyphen no scalar is a mark between documents; a hyphen itself would begin a list there.
    let list = read(&format!("- {plain}")).map(|list| list.node);
    let held = match list {
        Ok(Node::List(mut items)) if items.len() == 1 => items.pop().map(|item| item.node),
        _ => None,
    };
    held.filter(|node| matches!(node, Node::Null | Node::Bool(_) | Node::Number))
        .unwrap_or(Node::Text(plain))
}

fn read(text: &str) -> Result<Located<'static>, Fault> {
    serde_yaml::from_str_with_options(text, options(text.len()))
        .map_err(|error| Fault::from_error(&error, text))
}

/// Nothing is inferred that the decoder cannot undo, and limits grow with the size of the text.
fn options(size: usize) -> serde_yaml::Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_events: size.saturating_add(1_000).saturating_mul(2),
            max_nodes: size.saturating_add(1_000).saturating_mul(2),
            max_total_scalar_bytes: size.saturating_add(1_000).saturating_mul(2),
            max_depth: MAX_DEPTH,
            flow_nesting_limit: 2 * MAX_DEPTH,
            max_recorded_anchor_events: MAX_ALIAS_NODES,
        },
        alias_limits: serde_yaml::alias_limits! {
            max_total_replayed_events: MAX_ALIAS_NODES,
        },
        duplicate_keys: serde_yaml::DuplicateKeyPolicy::PassThrough,
        merge_keys: serde_yaml::MergeKeyPolicy::AsOrdinary,
        strict_booleans: true,
        reject_unsupported_tags: true,
        non_finite_float_policy: serde_yaml::NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    }
}

impl Fault {
    fn from_error(error: &serde_yaml::Error, text: &str) -> Self {
        use serde_yaml::Error as E;
        let cause = root_cause(error);
        let (kind, message) = match cause {
            E::Budget { breach, .. } if breach_is_depth(breach) => {
                (FaultKind::TooLarge, too_deep())
            }
            E::Budget { .. }
            | E::AliasReplayLimitExceeded { .. }
            | E::AliasExpansionLimitExceeded { .. }
            | E::AliasReplayStackDepthExceeded { .. }
            | E::AliasReplayCounterOverflow { .. } => (
                FaultKind::TooLarge,
                format!(
                    "its aliases stand for more than {MAX_ALIAS_NODES} nodes or twice the file"
                ),
            ),
            E::MultipleDocuments { .. } => (
                FaultKind::Syntax,
                "the file holds more than one YAML document".to_owned(),
            ),
            other => match without_place(&other.to_string()) {
                message if message.starts_with("recursion limit") => {
                    (FaultKind::TooLarge, too_deep())
                }
                message => (FaultKind::Syntax, message),
            },
        };
        let byte = error.location().map_or(0, |at| byte_at(text, at));
        Self {
            kind,
            message,
            byte,
        }
    }
}

fn too_deep() -> String {
    format!("nested deeper than {MAX_DEPTH} levels")
}

/// The error below the wrappers that alias expansion and snippets put around it.
fn root_cause(error: &serde_yaml::Error) -> &serde_yaml::Error {
    match error.without_snippet() {
        serde_yaml::Error::AliasError { error, .. } => root_cause(error),
        cause => cause,
    }
}

const fn breach_is_depth(breach: &serde_yaml::budget::BudgetBreach) -> bool {
    matches!(breach, serde_yaml::budget::BudgetBreach::Depth { .. })
}

/// The message alone: the place is shown by the report.
fn without_place(message: &str) -> String {
    let end = [" at line ", " (defined at"]
        .iter()
        .filter_map(|mark| message.find(mark))
        .min();
    message[..end.unwrap_or(message.len())].to_owned()
}

/// The byte of a place that the parser names by line and column in characters, both from 1.
fn byte_at(text: &str, place: serde_yaml::Location) -> usize {
    let line = usize::try_from(place.line()).unwrap_or(usize::MAX);
    let column = usize::try_from(place.column()).unwrap_or(usize::MAX);
    let start = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    let rest = &text[start..];
    let within = rest.char_indices().nth(column.saturating_sub(1));
    start + within.map_or(rest.len(), |(at, _)| at)
}

impl<'de> Deserialize<'de> for Located<'static> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = serde_yaml::Spanned::<Node<'static>>::deserialize(deserializer)?;
        let span = spanned.referenced.span();
        let (start, len) = (span.byte_offset(), span.byte_len());
        let start = usize::try_from(start.unwrap_or(0)).map_err(de::Error::custom)?;
        let len = usize::try_from(len.unwrap_or(0)).map_err(de::Error::custom)?;
        Ok(Self {
            node: spanned.value,
            bytes: start..start + len,
        })
    }
}

impl<'de> Deserialize<'de> for Node<'static> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML node")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        Node::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Node::Number)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Node::Number)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Self::Value, E> {
        Ok(Node::Number)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Self::Value, E> {
        Ok(Node::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Node::Number)
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Node::Text(text.to_owned().into()))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Node::Text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Node::Map(map))
    }
}
