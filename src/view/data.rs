//! The tidy tables: one row a fact, with the columns that the format promises.

use serde::Serialize;

use crate::arrange::{Index, Position, Speakers, State, position};
use crate::model::{
    Claim, Confidence, Filter, Key, PolicyOption, Project, Quote, Recommendation, UNALIGNED,
};

use super::cell::evidence_of;
use super::words::{one_line, push_new};

/// How lists inside a field are joined.
const BETWEEN: &str = "; ";

/// A row of a tidy table.
pub trait TidyRow: Serialize + Default {
    /// A row in which nothing is absent, by which a format with types learns that of each column.
    #[must_use]
    fn filled() -> Self {
        Self::default()
    }
}

/// A row of `positions.csv`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PositionRow {
    author: String,
    camp: String,
    option: String,
    part_of: String,
    state: &'static str,
    stance_rank: Option<u8>,
    #[serde(rename = "if")]
    condition: String,
    after: String,
    implied: Option<bool>,
    confidence: &'static str,
    recommendations: String,
    evidence: String,
    reason: String,
    parts: String,
}

/// A row of `recommendations.csv`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RecommendationRow {
    id: String,
    source: String,
    author: String,
    camp: String,
    option: String,
    part_of: String,
    stance: &'static str,
    stance_rank: Option<u8>,
    posture: String,
    summary: String,
    actor: String,
    target: String,
    #[serde(rename = "if")]
    condition: String,
    after: String,
    timing: String,
    implied: bool,
    confidence: &'static str,
    note: String,
    criteria: String,
    evidence: String,
}

/// A row of `evidence.csv`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct EvidenceRow {
    id: String,
    recommendation: String,
    criterion: String,
    source: String,
    author: String,
    quote: String,
    text: String,
    method: &'static str,
    folds: String,
    voice: &'static str,
    role: &'static str,
    paragraph: usize,
    line: usize,
    char_start: usize,
    char_end: usize,
    byte_start: usize,
    byte_end: usize,
    source_sha256: String,
    prefix: String,
    suffix: String,
    reviewed: bool,
}

/// A row of `claims.csv`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ClaimRow {
    recommendation: String,
    source: String,
    author: String,
    camp: String,
    option: String,
    criterion: String,
    effect: &'static str,
    because: String,
    evidence: String,
}

impl TidyRow for PositionRow {
    fn filled() -> Self {
        Self {
            stance_rank: Some(0),
            implied: Some(false),
            ..Self::default()
        }
    }
}

impl TidyRow for RecommendationRow {
    fn filled() -> Self {
        Self {
            stance_rank: Some(0),
            ..Self::default()
        }
    }
}

impl TidyRow for EvidenceRow {}

impl TidyRow for ClaimRow {}

/// Every author and option.
pub(super) fn positions<'v>(index: &'v Index) -> impl Iterator<Item = PositionRow> + 'v {
    let project = index.project;
    let authors = Speakers::new(project, &Filter::default()).authors(project);
    authors.into_iter().flat_map(move |speaker| {
        let mut camps: Vec<&str> = Vec::new();
        for source in &speaker.sources {
            push_new(&mut camps, camp_id(project, *source));
        }
        let camps = camps.join(BETWEEN);
        project.options.keys().map(move |option| {
            let found = position(index, &speaker, option);
            position_row(index, (&speaker.author, &camps), option, &found)
        })
    })
}

/// Every recommendation.
pub(super) fn recommendations(project: &Project) -> impl Iterator<Item = RecommendationRow> {
    let all = project.recommendations.iter();
    all.map(|(key, found)| recommendation_row(project, key, found))
}

/// Every quote.
pub(super) fn evidence(project: &Project) -> impl Iterator<Item = EvidenceRow> {
    let all = project.recommendations.iter();
    all.flat_map(move |(key, found)| {
        let own = found.quotes.iter().map(|quote| (None, quote));
        let claimed = found
            .claims
            .iter()
            .flat_map(|claim| claim.quotes.iter().map(move |quote| (Some(claim), quote)));
        own.chain(claimed)
            .map(move |(claim, quote)| evidence_row(project, key, claim, quote))
    })
}

/// Every claim.
pub(super) fn claims(project: &Project) -> impl Iterator<Item = ClaimRow> {
    let all = project.recommendations.iter();
    all.flat_map(move |(key, found)| {
        let own = found.claims.iter();
        own.map(move |claim| claim_row(project, key, claim))
    })
}

fn position_row(
    index: &Index,
    (author, camp): (&str, &str),
    option: Key<PolicyOption>,
    found: &Position,
) -> PositionRow {
    let project = index.project;
    let shown = || found.shown.iter().map(|key| &project.recommendations[*key]);
    let carrying: Vec<&Recommendation> = found.carrying(index).collect();
    let addressed = found.is_addressed();
    let lowest = carrying.iter().map(|found| found.confidence).max();
    let ids = found
        .shown
        .iter()
        .map(|key| project.recommendations.id(*key));
    let parts = match &found.state {
        State::Varies(parts) => parts.as_slice(),
        _ => &[],
    };
    let part = |part: &crate::arrange::Part| {
        format!("{} {}", project.options.id(part.option), part.stance)
    };
    PositionRow {
        author: author.to_owned(),
        camp: camp.to_owned(),
        option: project.options.id(option).to_owned(),
        part_of: whole_id(project, option),
        state: found.state.as_str(),
        stance_rank: found.state.rank(),
        condition: distinct(shown().filter_map(|found| found.condition.as_deref())),
        after: distinct(shown().filter_map(|found| found.after.as_deref())),
        implied: addressed.then(|| carrying.iter().all(|found| found.implied)),
        confidence: lowest.filter(|_| addressed).map_or("", Confidence::as_str),
        recommendations: ids.collect::<Vec<_>>().join(BETWEEN),
        evidence: evidence_of(shown()).join(BETWEEN),
        reason: match &found.state {
            State::NotApplicable(reason) => one_line(reason),
            _ => String::new(),
        },
        parts: parts.iter().map(part).collect::<Vec<_>>().join(BETWEEN),
    }
}

fn distinct<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut found = Vec::new();
    for text in texts {
        push_new(&mut found, one_line(text));
    }
    found.join(BETWEEN)
}

fn camp_id(project: &Project, source: Key<crate::model::Source>) -> &str {
    let camp = project.sources[source].camp;
    camp.map_or(UNALIGNED, |camp| project.camps.id(camp))
}

fn whole_id(project: &Project, option: Key<PolicyOption>) -> String {
    let whole = project.options[option].part_of;
    whole
        .map(|whole| project.options.id(whole).to_owned())
        .unwrap_or_default()
}

fn ids_of<'a>(quotes: impl Iterator<Item = &'a Quote>) -> String {
    quotes
        .map(|quote| quote.id.as_str())
        .collect::<Vec<_>>()
        .join(BETWEEN)
}

fn recommendation_row(
    project: &Project,
    key: Key<Recommendation>,
    found: &Recommendation,
) -> RecommendationRow {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let claim =
        |claim: &Claim| format!("{} {}", project.criteria.id(claim.criterion), claim.effect);
    RecommendationRow {
        id: project.recommendations.id(key).to_owned(),
        source: project.sources.id(found.source).to_owned(),
        author: project.sources[found.source].author.clone(),
        camp: camp_id(project, found.source).to_owned(),
        option: project.options.id(found.option).to_owned(),
        part_of: whole_id(project, found.option),
        stance: found.stance.as_str(),
        stance_rank: found.stance.rank(),
        posture: found
            .posture
            .map(|posture| project.postures.id(posture).to_owned())
            .unwrap_or_default(),
        summary: found.summary.clone(),
        actor: text(&found.actor),
        target: text(&found.target),
        condition: text(&found.condition),
        after: text(&found.after),
        timing: text(&found.timing),
        implied: found.implied,
        confidence: found.confidence.as_str(),
        note: text(&found.note),
        criteria: found
            .claims
            .iter()
            .map(claim)
            .collect::<Vec<_>>()
            .join(BETWEEN),
        evidence: ids_of(found.quotes.iter()),
    }
}

fn evidence_row(
    project: &Project,
    key: Key<Recommendation>,
    claim: Option<&Claim>,
    quote: &Quote,
) -> EvidenceRow {
    let source = &project.sources[quote.source];
    let place = quote.place();
    let verified = quote.verified();
    EvidenceRow {
        id: quote.id.clone(),
        recommendation: project.recommendations.id(key).to_owned(),
        criterion: claim
            .map(|claim| project.criteria.id(claim.criterion).to_owned())
            .unwrap_or_default(),
        source: project.sources.id(quote.source).to_owned(),
        author: source.author.clone(),
        quote: quote.written.clone(),
        text: source
            .text
            .raw()
            .get(place.bytes())
            .unwrap_or_default()
            .to_owned(),
        method: verified.method().as_str(),
        folds: verified.folds().names().collect::<Vec<_>>().join(BETWEEN),
        voice: quote.voice.as_str(),
        role: quote.role.as_str(),
        paragraph: place.paragraph(),
        line: place.line(),
        char_start: place.chars().start,
        char_end: place.chars().end,
        byte_start: place.bytes().start,
        byte_end: place.bytes().end,
        source_sha256: source.sha256.clone(),
        prefix: quote.prefix.clone().unwrap_or_default(),
        suffix: quote.suffix.clone().unwrap_or_default(),
        reviewed: quote.reviewed,
    }
}

fn claim_row(project: &Project, key: Key<Recommendation>, claim: &Claim) -> ClaimRow {
    let recommendation = &project.recommendations[key];
    ClaimRow {
        recommendation: project.recommendations.id(key).to_owned(),
        source: project.sources.id(recommendation.source).to_owned(),
        author: project.sources[recommendation.source].author.clone(),
        camp: camp_id(project, recommendation.source).to_owned(),
        option: project.options.id(recommendation.option).to_owned(),
        criterion: project.criteria.id(claim.criterion).to_owned(),
        effect: claim.effect.as_str(),
        because: claim.because.clone().unwrap_or_default(),
        evidence: ids_of(claim.quotes.iter()),
    }
}
