//! What a workbook does not show as it is, so that nothing is left out without a word.

use crate::view::count;

/// What a workbook does not show as it is, in sentences.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    /// What had to be cut.
    cut: Vec<String>,
    /// What stands elsewhere in the workbook.
    elsewhere: Vec<String>,
}

/// What is counted on a sheet rather than told one by one.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Cells that rest on passages and have no link to them.
    pub(super) unlinked: usize,
    /// Notes that do not show every passage.
    pub(super) shortened_notes: usize,
    /// Rows that would have to be higher.
    pub(super) low_rows: usize,
}

impl Remarks {
    /// Remarks what had to be cut, once.
    pub(super) fn cut(&mut self, sentence: String) {
        if !self.cut.contains(&sentence) {
            self.cut.push(sentence);
        }
    }

    /// Remarks what was counted on a sheet.
    pub(super) fn counted(&mut self, sheet: &str, counts: &Counts) {
        let said = |(number, one, many, what): (usize, &str, &str, &str)| {
            let number = (number > 0).then(|| count(number, one, many))?;
            Some(format!("on the sheet “{sheet}”, {number} {what}"))
        };
        self.cut.extend(said((
            counts.unlinked,
            "cell",
            "cells",
            "without a link, since a sheet takes no more: the note names the passages",
        )));
        let elsewhere = [
            (
                counts.shortened_notes,
                "note",
                "notes",
                "with many passages: the first are shown, the others named by their ids",
            ),
            (
                counts.low_rows,
                "row",
                "rows",
                "with more text than the highest row shows: the cell holds all of it",
            ),
        ];
        self.elsewhere
            .extend(elsewhere.into_iter().filter_map(said));
    }

    /// Everything remarked.
    pub(super) fn sentences(&self) -> impl Iterator<Item = &String> {
        self.cut.iter().chain(&self.elsewhere)
    }

    /// What whoever builds the workbook should know: the first cut, and how many more there are.
    pub(super) fn summary(&self) -> Option<String> {
        let (first, rest) = self.cut.split_first()?;
        let more = match rest.len() {
            0 => String::new(),
            more => format!(
                "; {} on its first sheet",
                count(more, "more remark", "more remarks")
            ),
        };
        Some(format!("report.xlsx: {first}{more}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_builds_hears_of_cuts_alone_and_the_first_sheet_tells_all() {
        let mut remarks = Remarks::default();
        let mut counts = Counts {
            shortened_notes: 2,
            ..Counts::default()
        };
        remarks.counted("a", &counts);
        assert_eq!(remarks.summary(), None);
        assert_eq!(remarks.sentences().count(), 1);
        counts.unlinked = 1;
        remarks.counted("b", &counts);
        remarks.cut("C3 is cut".to_owned());
        remarks.cut("C3 is cut".to_owned());
        let said = remarks.summary().expect("something is cut");
        assert!(said.starts_with("report.xlsx: on the sheet “b”, 1 cell without a link"));
        assert!(said.ends_with("; 1 more remark on its first sheet"));
        assert_eq!(remarks.sentences().count(), 4);
    }
}
