//! Hyphens of which nobody can tell whether they belong to the word: those at a line end.
//!
//! "build-" and "up" on the next line are "build-up", "deter-" and "rence" are "deterrence", and "short-" and
//! "and long-term" keep their space. So a text with such hyphens is searched without any hyphen at all, and each
//! hit is then compared hyphen by hyphen: only the doubtful ones may be missing. Dashes are left out with them, as a
//! hyphen before a space folds to a dash.

use std::ops::Range;

use super::{DASH, Folded};

/// The first byte of the dash, and of some other characters.
const DASH_BYTE: u8 = "—".as_bytes()[0];

/// A hyphen between two letters or digits that white space follows in the raw text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::text) struct Joint {
    /// Its offset in the folded text, in bytes.
    pub(super) at: usize,
    /// What may be made of it.
    pub(super) kind: JointKind,
}

/// What may be made of a hyphen that white space follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::text) enum JointKind {
    /// At a line end between letters: kept or dropped.
    Letters,
    /// At a line end beside a digit: kept, because "2014-20" is not "201420".
    Digits,
    /// Before a space in one line, as in "short- and long-term": it folds to a dash like any spaced hyphen.
    Suspended,
}

/// A folded text without its hyphens and dashes, with the way back to the folded text.
#[derive(Debug)]
pub(in crate::text) struct Stripped {
    text: String,
    cuts: Vec<Cut>,
}

/// Where one was taken out.
#[derive(Debug)]
struct Cut {
    stripped: usize,
    folded_end: usize,
}

/// A hyphen or a dash as it is met in the comparison of two folded texts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hyphen {
    Plain,
    Dash,
    Joint(JointKind),
}

impl Stripped {
    /// Takes the hyphens and the dashes out of `folded`.
    pub(in crate::text) fn new(folded: &Folded) -> Self {
        let mut stripped = Self {
            text: String::with_capacity(folded.text.len()),
            cuts: Vec::new(),
        };
        let mut kept = 0;
        for at in memchr::memchr2_iter(b'-', DASH_BYTE, folded.text.as_bytes()) {
            let Some(hyphen) = hyphen_at(folded, at) else {
                continue;
            };
            stripped.text.push_str(&folded.text[kept..at]);
            kept = at + length_of(hyphen);
            stripped.cuts.push(Cut {
                stripped: stripped.text.len(),
                folded_end: kept,
            });
        }
        stripped.text.push_str(&folded.text[kept..]);
        stripped
    }

    /// The text without hyphens and dashes.
    pub(in crate::text) fn text(&self) -> &str {
        &self.text
    }

    /// The place in the folded text of the byte at `stripped`.
    pub(in crate::text) fn folded_at(&self, stripped: usize) -> usize {
        let after = self.cuts.partition_point(|cut| cut.stripped <= stripped);
        match after.checked_sub(1).map(|index| &self.cuts[index]) {
            None => stripped,
            Some(cut) => cut.folded_end + (stripped - cut.stripped),
        }
    }

    /// The place in this text of the byte at `folded` of the folded text.
    pub(in crate::text) fn stripped_at(&self, folded: usize) -> usize {
        let after = self.cuts.partition_point(|cut| cut.folded_end <= folded);
        let stripped = match after.checked_sub(1).map(|index| &self.cuts[index]) {
            None => folded,
            Some(cut) => cut.stripped + (folded - cut.folded_end),
        };
        let next = self
            .cuts
            .get(after)
            .map_or(self.text.len(), |cut| cut.stripped);
        stripped.min(next)
    }
}

/// Compares `needle` with `text`, whose first word but for hyphens begins at the byte `word`, doubtful hyphens kept or
/// dropped on either side, and returns the equal stretch of `text`.
pub(in crate::text) fn match_joints(
    text: &Folded,
    word: usize,
    needle: &Folded,
) -> Option<Range<usize>> {
    let start = match hyphen_at(needle, 0) {
        Some(_) => hyphen_before(text, word)?,
        None => word,
    };
    let (mut at, mut in_needle) = (start, 0);
    while in_needle < needle.text.len() {
        match (hyphen_at(text, at), hyphen_at(needle, in_needle)) {
            (Some(one), Some(other)) if are_alike(one, other) => {
                at += length_of(one);
                in_needle += length_of(other);
            }
            (Some(Hyphen::Joint(JointKind::Letters)), None) => at += 1,
            (None, Some(Hyphen::Joint(JointKind::Letters))) => in_needle += 1,
            (None, None)
                if text.text.as_bytes().get(at) == needle.text.as_bytes().get(in_needle) =>
            {
                at += 1;
                in_needle += 1;
            }
            _ => return None,
        }
    }
    Some(start..at)
}

/// Where the hyphen or the dash that ends at `end` begins.
fn hyphen_before(folded: &Folded, end: usize) -> Option<usize> {
    let starts = ['-', DASH].map(|hyphen| end.checked_sub(hyphen.len_utf8()));
    let reaches = |at: &usize| hyphen_at(folded, *at).map(|hyphen| at + length_of(hyphen));
    starts
        .into_iter()
        .flatten()
        .find(|at| reaches(at) == Some(end))
}

fn hyphen_at(folded: &Folded, at: usize) -> Option<Hyphen> {
    let byte = *folded.text.as_bytes().get(at)?;
    let plain = match byte {
        b'-' => Hyphen::Plain,
        DASH_BYTE if folded.text[at..].starts_with(DASH) => Hyphen::Dash,
        _ => return None,
    };
    let joint = folded.joints.binary_search_by_key(&at, |joint| joint.at);
    Some(joint.map_or(plain, |index| Hyphen::Joint(folded.joints[index].kind)))
}

fn are_alike(one: Hyphen, other: Hyphen) -> bool {
    let is_dash = |hyphen| matches!(hyphen, Hyphen::Dash | Hyphen::Joint(JointKind::Suspended));
    match (one, other) {
        (Hyphen::Joint(_), Hyphen::Joint(_)) => true,
        _ => is_dash(one) == is_dash(other),
    }
}

fn length_of(hyphen: Hyphen) -> usize {
    match hyphen {
        Hyphen::Dash | Hyphen::Joint(JointKind::Suspended) => DASH.len_utf8(),
        _ => 1,
    }
}
