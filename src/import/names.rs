//! What a sheet calls sources, options, criteria and postures, to their ids.

use crate::load::raw::{RawProject, RawText};

/// The names of a project, each with the id that it stands for.
#[derive(Debug, Default)]
pub(super) struct Names {
    sources: Vec<(String, String)>,
    options: Vec<(String, String)>,
    criteria: Vec<(String, String)>,
    postures: Vec<(String, String)>,
}

/// Which names a cell is looked up among.
#[derive(Debug, Clone, Copy)]
pub(super) enum Noun {
    Source,
    Option,
    Criterion,
    Posture,
}

impl Names {
    pub(super) fn new(project: &RawProject) -> Self {
        let mut names = Self::default();
        for (id, source) in &project.sources {
            let file = source.file.as_ref().map(|file| file.value.as_str());
            let file = file.map(|file| file.rsplit('/').next().unwrap_or(file));
            let stem = file
                .and_then(|file| file.rsplit_once('.'))
                .map(|(stem, _)| stem);
            let printed = [&source.title, &source.author];
            let printed = printed
                .into_iter()
                .flatten()
                .map(|text| text.value.as_str());
            let all = file.into_iter().chain(stem).chain(printed);
            names
                .sources
                .extend(all.map(|name| (folded(name), id.value.clone())));
        }
        let label = |id: &RawText, label: &Option<RawText>| {
            let label = label.as_ref().unwrap_or(id);
            (folded(&label.value), id.value.clone())
        };
        let options = project.options.iter();
        names.options = options
            .map(|(id, option)| label(id, &option.label))
            .collect();
        let criteria = project.criteria.iter();
        names.criteria = criteria
            .map(|(id, found)| label(id, &found.label))
            .collect();
        let postures = project.postures.iter();
        names.postures = postures
            .map(|(id, found)| label(id, &found.label))
            .collect();
        names
    }

    /// The id that a cell means: its text if that is an id, else the id of the one thing that bears
    /// this name (a label; of a source its file, title or author). What is neither stays as written.
    pub(super) fn id(&self, noun: Noun, written: RawText) -> RawText {
        let names = match noun {
            Noun::Source => &self.sources,
            Noun::Option => &self.options,
            Noun::Criterion => &self.criteria,
            Noun::Posture => &self.postures,
        };
        if names.iter().any(|(_, id)| *id == written.value) {
            return written;
        }
        let sought = folded(&written.value);
        let mut ids: Vec<&String> = names
            .iter()
            .filter(|(name, id)| *name == sought || *id == sought)
            .map(|(_, id)| id)
            .collect();
        ids.dedup();
        match ids.as_slice() {
            [id] => RawText::new((*id).clone(), written.span),
            _ => written,
        }
    }
}

/// A name without case and with single spaces.
fn folded(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
