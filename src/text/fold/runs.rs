//! Folds runs of dashes and of dots, each with the white space that belongs to it.

use super::class::{Dash, dash_of, is_invisible, is_mark};
use super::scan::Scanner;
use super::{Fold, Joint, JointKind};

/// What a chain of dashes and the white space around them consists of.
#[derive(Default)]
struct DashChain {
    dashes: usize,
    first: Option<Dash>,
    space_before: bool,
    space_after: bool,
    breaks_after: usize,
    end: usize,
}

impl Scanner<'_> {
    /// Folds a chain of dashes and the white space around them, which begins at `start`.
    pub(super) fn fold_dashes(&mut self, start: usize) {
        let chain = self.read_dashes(start);
        let spaced = chain.space_before || chain.space_after;
        let joint = self.joint_of(&chain, start);
        let folded = match joint {
            Some(JointKind::Suspended) => "—",
            Some(_) => "-",
            None if spaced || chain.dashes > 1 || chain.first == Some(Dash::Long) => "—",
            None => "-",
        };
        let fold = match joint {
            Some(JointKind::Letters | JointKind::Digits) => Fold::LineEndHyphen,
            _ => Fold::Dashes,
        };
        self.replace(start..chain.end, folded, fold);
        if let Some(kind) = joint {
            let at = self.out.text.len() - folded.len();
            self.push_joint(at, kind);
        }
    }

    /// Remembers the hyphen that was written at `at`.
    pub(super) fn push_joint(&mut self, at: usize, kind: JointKind) {
        self.out.joints.push(Joint { at, kind });
        self.out.has_line_end_hyphen |= kind != JointKind::Suspended;
    }

    fn read_dashes(&self, start: usize) -> DashChain {
        let mut chain = DashChain::default();
        let mut previous = '\0';
        for (at, c) in self.raw[start..].char_indices() {
            if let Some(dash) = dash_of(c) {
                // With its accent a dash is a symbol of its own, and no part of a chain that others began.
                if chain.dashes > 0 && self.bears_mark(start + at + c.len_utf8()) {
                    break;
                }
                chain.dashes += 1;
                chain.first.get_or_insert(dash);
            } else if c.is_whitespace() {
                let before = chain.dashes == 0;
                chain.space_before |= before;
                chain.space_after |= !before;
                let breaks = matches!(c, '\n' | '\r') && !(previous == '\r' && c == '\n');
                chain.breaks_after += usize::from(!before && breaks);
            } else if !is_invisible(c) {
                break;
            }
            chain.end = start + at + c.len_utf8();
            previous = c;
        }
        chain
    }

    /// Whether a mark stands on the character that ends at `end`.
    fn bears_mark(&self, end: usize) -> bool {
        self.char_at(self.end_of(end, is_invisible))
            .is_some_and(is_mark)
    }

    /// What a single hyphen between two letters or digits is, if white space follows it and none goes before.
    fn joint_of(&mut self, chain: &DashChain, start: usize) -> Option<JointKind> {
        let single = chain.dashes == 1 && chain.first == Some(Dash::Hyphen);
        if !single || chain.space_before || !chain.space_after {
            return None;
        }
        self.joint_between(start, chain.end, chain.breaks_after)
    }

    /// What a hyphen between the raw bytes `start` and `end`, followed by so many line breaks, is.
    pub(super) fn joint_between(
        &mut self,
        start: usize,
        end: usize,
        breaks: usize,
    ) -> Option<JointKind> {
        self.copy_until(start);
        let before = self.out.text.chars().next_back()?;
        // A mark on the white space belongs to no word, whichever of several marks is written first.
        let after = self.char_at(end).filter(|after| !is_mark(*after))?;
        if !before.is_alphanumeric() || !after.is_alphanumeric() {
            return None;
        }
        match breaks {
            0 => Some(JointKind::Suspended),
            1 if before.is_alphabetic() && after.is_alphabetic() => Some(JointKind::Letters),
            1 => Some(JointKind::Digits),
            _ => None,
        }
    }

    /// Three dots, tight or spaced, are an ellipsis; four are a full stop and an ellipsis; more are an ellipsis.
    pub(super) fn fold_dots(&mut self) {
        let start = self.at;
        let (tight, tight_end) = self.read_tight_dots(start);
        let (dots, end) = match tight {
            1 => self.read_spaced_dots(start),
            _ => (tight, tight_end),
        };
        match dots {
            3 | 5.. => self.replace(start..end, "…", Fold::Ellipsis),
            // The stop is kept apart from the ellipsis, because only one of them may be the source's.
            4 if self.raw[start..].starts_with('.') => {
                self.replace(start + 1..end, "…", Fold::Ellipsis);
            }
            4 => self.replace(start..end, ".…", Fold::Ellipsis),
            _ if tight == 2 => self.replace(start..tight_end, "..", Fold::Invisible),
            _ => self.at = start + 1,
        }
    }

    /// Counts the dots of an unbroken run (an ellipsis counts three) and returns its end.
    fn read_tight_dots(&self, start: usize) -> (usize, usize) {
        let (mut dots, mut end) = (0, start);
        for (at, c) in self.raw[start..].char_indices() {
            match c {
                '.' => dots += 1,
                super::ELLIPSIS => dots += 3,
                _ if is_invisible(c) => continue,
                _ => break,
            }
            end = start + at + c.len_utf8();
        }
        (dots, end)
    }

    /// Counts single dots with white space between them and returns the end of the last.
    fn read_spaced_dots(&self, start: usize) -> (usize, usize) {
        let (mut dots, mut end) = (1, self.read_tight_dots(start).1);
        loop {
            let next = self.end_of(end, |c| c.is_whitespace() || is_invisible(c));
            let (tight, tight_end) = self.read_tight_dots(next);
            if next == end || tight != 1 {
                return (dots, end);
            }
            dots += 1;
            end = tight_end;
        }
    }
}
