//! Ids and references: raw values in, tables of the model out.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::files::{FileId, Span, Spanned};
use crate::load::raw::{RawRecommendation, RawText};
use crate::load::{Loaded, Prepared};
use crate::model::{
    Camp, Criterion, Key, PartialDate, PolicyOption, Posture, Project, Recommendation, Source,
    Table, UNALIGNED,
};

use super::quotes::Verdict;
/// How many unknown ids get the known one that is nearest, so that a large file of typing errors
/// stays quick: nobody mends more of them in one go.
const MOST_MEANT: usize = 100;

/// The longest id, in characters.
const MAX_ID: usize = 100;

/// Where checked values were written, for the passes that come after.
#[derive(Debug, Default)]
pub(super) struct Origins {
    /// Each source's id in the project file, and the file of its text.
    pub sources: HashMap<Key<Source>, (Span, FileId)>,
    /// Each quote, in the order of [`Project::quotes`].
    pub quotes: Vec<Span>,
    /// Each recommendation's id and stance.
    pub recommendations: HashMap<Key<Recommendation>, (Span, Span)>,
    /// The first place where a source is coded on an option or on a part of it, also by a
    /// recommendation that is left out for another fault.
    pub(super) coded: HashMap<(Key<Source>, Key<PolicyOption>), Span>,
    /// The criteria on which there are claims.
    pub(super) claimed: HashSet<Key<Criterion>>,
    /// The sources with a recommendation on an option that is not known.
    pub(super) unsure: HashSet<Key<Source>>,
}

/// The state of resolving: the tables so far and the faults found.
pub(super) struct Resolver<'a> {
    pub loaded: &'a Loaded,
    pub project: Project,
    pub origins: Origins,
    pub faults: Diagnostics,
    /// What was found of the quotes that come next.
    pub(super) verdicts: VecDeque<Verdict>,
    /// The texts of the sources as they were made searchable, for a run after this one.
    pub(super) prepared: HashMap<FileId, Prepared>,
    /// How many unknown ids there were.
    unknown: usize,
    /// How many quotes were in none of the places they should be in.
    pub(super) not_found: usize,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(loaded: &'a Loaded) -> Self {
        Self {
            loaded,
            project: Project::default(),
            origins: Origins::default(),
            faults: Diagnostics::default(),
            verdicts: VecDeque::new(),
            prepared: HashMap::new(),
            unknown: 0,
            not_found: 0,
        }
    }

    /// Resolves the whole project, nouns before those that refer to them.
    pub(super) fn run(&mut self, recommendations: Vec<Box<RawRecommendation>>) {
        self.head();
        self.camps_and_postures();
        self.options();
        self.criteria();
        self.sources();
        self.recommendations(recommendations);
        self.matrices();
        self.brief();
    }

    fn head(&mut self) {
        let raw = &self.loaded.raw;
        if let Some(format) = raw.format.as_ref().filter(|format| format.value != "1") {
            let message = format!("unknown format `{}`", format.value);
            let fault = Diagnostic::new(Code::UnknownValue, message, format.span);
            self.faults.push(fault.help("this program reads format 1"));
        }
        self.project.title = raw.title.as_ref().map(value_of).unwrap_or_default();
        self.project.question = raw.question.as_ref().map(value_of);
        self.project.as_of = self.date(raw.as_of.as_ref());
        self.project.handling = raw.handling.as_ref().map(value_of);
        self.project.bottom_line = raw.bottom_line.as_ref().map(value_of);
        self.project.notes = raw.notes.iter().map(value_of).collect();
    }

    fn camps_and_postures(&mut self) {
        for (id, raw) in &self.loaded.raw.camps {
            self.check_id(id);
            if id.value == UNALIGNED {
                let message = format!("`{UNALIGNED}` is reserved for the sources without a camp");
                self.faults
                    .push(Diagnostic::new(Code::BadId, message, id.span));
            }
            if raw.basis.is_none() {
                let message = format!("the camp `{}` has no `basis`", id.value);
                let doubt = Diagnostic::new(Code::CampWithoutBasis, message, id.span);
                self.faults
                    .push(doubt.help("say why these sources are in it"));
            }
            let camp = Camp {
                label: label_or_id(raw.label.as_ref(), id),
                basis: raw.basis.as_ref().map(value_of),
            };
            self.project.camps.insert(&id.value, camp);
        }
        for (id, raw) in &self.loaded.raw.postures {
            self.check_id(id);
            let posture = Posture {
                label: label_or_id(raw.label.as_ref(), id),
                description: raw.description.as_ref().map(value_of),
            };
            self.project.postures.insert(&id.value, posture);
        }
    }

    fn options(&mut self) {
        let raw_options = &self.loaded.raw.options;
        for (id, raw) in raw_options {
            self.check_id(id);
            let option = PolicyOption {
                label: label_or_id(raw.label.as_ref(), id),
                description: raw.description.as_ref().map(value_of),
                terms: raw.terms.iter().map(value_of).collect(),
                part_of: None,
            };
            self.project.options.insert(&id.value, option);
        }
        let parts: HashSet<&str> = raw_options
            .iter()
            .filter(|(_, raw)| raw.part_of.is_some())
            .map(|(id, _)| id.value.as_str())
            .collect();
        for (id, raw) in raw_options {
            let Some(parent) = &raw.part_of else { continue };
            let Some(whole) = self.option(parent) else {
                continue;
            };
            if parts.contains(parent.value.as_str()) {
                let message = format!(
                    "`{}` is part of `{}`, which is itself a part",
                    id.value, parent.value
                );
                let fault = Diagnostic::new(Code::PartOfNested, message, parent.span);
                self.faults
                    .push(fault.help("parts have one level: name the outermost option"));
                continue;
            }
            let part = self.project.options.find(&id.value);
            if let Some(part) = part.and_then(|part| self.project.options.get_mut(part)) {
                part.part_of = Some(whole);
            }
        }
    }

    fn criteria(&mut self) {
        for (id, raw) in &self.loaded.raw.criteria {
            self.check_id(id);
            let criterion = Criterion {
                label: label_or_id(raw.label.as_ref(), id),
                question: raw.question.as_ref().map(value_of),
            };
            self.project.criteria.insert(&id.value, criterion);
        }
    }

    fn brief(&mut self) {
        let wanted = self
            .loaded
            .raw
            .brief
            .iter()
            .flat_map(|brief| &brief.options);
        self.project.brief = wanted.filter_map(|option| self.option(option)).collect();
    }

    /// Reports an id that is not of the form `[a-z0-9]+(-[a-z0-9]+)*` or is too long.
    pub(super) fn check_id(&mut self, id: &RawText) {
        let word = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        let long = id.value.chars().count() > MAX_ID;
        if !long && id.value.split('-').all(word) {
            return;
        }
        let message = if long {
            format!("this id is longer than {MAX_ID} characters")
        } else {
            format!("`{}` is not an id", id.value)
        };
        let fault = Diagnostic::new(Code::BadId, message, id.span);
        self.faults
            .push(fault.help("an id is lower-case letters and digits, in words joined by `-`"));
    }

    pub(super) fn date(&mut self, text: Option<&RawText>) -> Option<PartialDate> {
        let text = text?;
        match text.value.parse() {
            Ok(date) => Some(date),
            Err(why) => {
                let message = format!("`{}` is not a date: {why}", text.value);
                let fault = Diagnostic::new(Code::BadDate, message, text.span);
                self.faults.push(
                    fault.help(
                        "write YYYY, YYYY-MM or YYYY-MM-DD, with `~` at the end if approximate",
                    ),
                );
                None
            }
        }
    }

    /// The value of a word from a closed list.
    pub(super) fn word<T: Copy>(
        &mut self,
        text: &RawText,
        what: &str,
        list: &[T],
        word_of: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let found = list
            .iter()
            .copied()
            .find(|value| word_of(*value) == text.value);
        if found.is_none() {
            let words: Vec<&str> = list.iter().map(|value| word_of(*value)).collect();
            let message = format!("unknown {what} `{}`", text.value);
            let known = format!("it is one of: {}", words.join(", "));
            let fault = Diagnostic::new(Code::UnknownValue, message, text.span)
                .help_if(did_you_mean(&text.value, words))
                .help(known);
            self.faults.push(fault);
        }
        found
    }

    pub(super) fn option(&mut self, id: &RawText) -> Option<Key<PolicyOption>> {
        let found = self.project.options.find(&id.value);
        self.found(found, id, "option")
    }

    pub(super) fn source(&mut self, id: &RawText) -> Option<Key<Source>> {
        let found = self.project.sources.find(&id.value);
        self.found(found, id, "source")
    }

    pub(super) fn criterion(&mut self, id: &RawText) -> Option<Key<Criterion>> {
        let found = self.project.criteria.find(&id.value);
        self.found(found, id, "criterion")
    }

    pub(super) fn camp(&mut self, id: &RawText) -> Option<Key<Camp>> {
        let found = self.project.camps.find(&id.value);
        self.found(found, id, "camp")
    }

    pub(super) fn posture(&mut self, id: &RawText) -> Option<Key<Posture>> {
        let found = self.project.postures.find(&id.value);
        self.found(found, id, "posture")
    }

    /// Passes a key on, or reports that the id leads nowhere.
    fn found<T>(&mut self, found: Option<Key<T>>, id: &RawText, what: &str) -> Option<Key<T>> {
        if found.is_none() {
            let project = &self.project;
            let near = self.unknown < MOST_MEANT;
            let (code, meant) = match what {
                "option" => (Code::UnknownOption, meant(near, id, &project.options)),
                "source" => (Code::UnknownSource, meant(near, id, &project.sources)),
                "criterion" => (Code::UnknownCriterion, meant(near, id, &project.criteria)),
                "camp" => (Code::UnknownCamp, meant(near, id, &project.camps)),
                _ => (Code::UnknownPosture, meant(near, id, &project.postures)),
            };
            self.unknown += 1;
            let message = format!("unknown {what} `{}`", id.value);
            self.faults
                .push(Diagnostic::new(code, message, id.span).help_if(meant));
        }
        found
    }
}

/// The known id nearest to another, if that is wanted.
fn meant<T>(wanted: bool, id: &RawText, table: &Table<T>) -> Option<String> {
    wanted
        .then(|| did_you_mean(&id.value, table.ids()))
        .flatten()
}

pub(super) fn value_of(text: &Spanned<String>) -> String {
    text.value.trim().to_owned()
}

/// The same of a text that is used up.
pub(super) fn into_value(text: Spanned<String>) -> String {
    let trimmed = text.value.trim();
    if trimmed.len() == text.value.len() {
        return text.value;
    }
    trimmed.to_owned()
}

fn label_or_id(label: Option<&RawText>, id: &RawText) -> String {
    label.map_or_else(|| id.value.clone(), value_of)
}

#[cfg(test)]
mod tests {
    use super::into_value;
    use crate::files::{Files, Span, Spanned};

    #[test]
    fn a_value_has_no_white_space_around_it() {
        let file = Files::default().add("a", "");
        let value = |text: &str| into_value(Spanned::new(text.to_owned(), Span::new(file, 0..0)));
        assert_eq!(value(" a b\n"), "a b");
        assert_eq!(value("a b"), "a b");
    }
}
