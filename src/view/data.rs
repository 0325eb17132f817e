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
pub struct PositionRow<'v> {
    author: String,
    camp: String,
    option: &'v str,
    part_of: &'v str,
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
pub struct RecommendationRow<'v> {
    id: &'v str,
    source: &'v str,
    author: &'v str,
    camp: &'v str,
    option: &'v str,
    part_of: &'v str,
    stance: &'static str,
    stance_rank: Option<u8>,
    posture: &'v str,
    summary: &'v str,
    actor: &'v str,
    target: &'v str,
    #[serde(rename = "if")]
    condition: &'v str,
    after: &'v str,
    timing: &'v str,
    implied: bool,
    confidence: &'static str,
    note: &'v str,
    criteria: String,
    evidence: String,
}

/// A row of `evidence.csv`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct EvidenceRow<'v> {
    id: &'v str,
    recommendation: &'v str,
    criterion: &'v str,
    source: &'v str,
    author: &'v str,
    quote: &'v str,
    text: &'v str,
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
    source_sha256: &'v str,
    prefix: &'v str,
    suffix: &'v str,
    reviewed: bool,
}

/// A row of `claims.csv`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ClaimRow<'v> {
    recommendation: &'v str,
    source: &'v str,
    author: &'v str,
    camp: &'v str,
    option: &'v str,
    criterion: &'v str,
    effect: &'static str,
    because: &'v str,
    evidence: String,
}

impl TidyRow for PositionRow<'_> {
    fn filled() -> Self {
        Self {
            stance_rank: Some(0),
            implied: Some(false),
            ..Self::default()
        }
    }
}

impl TidyRow for RecommendationRow<'_> {
    fn filled() -> Self {
        Self {
            stance_rank: Some(0),
            ..Self::default()
        }
    }
}

impl TidyRow for EvidenceRow<'_> {}

impl TidyRow for ClaimRow<'_> {}

/// Every author and option.
pub(super) fn positions<'v>(index: &'v Index) -> impl Iterator<Item = PositionRow<'v>> + 'v {
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
pub(super) fn recommendations(project: &Project) -> impl Iterator<Item = RecommendationRow<'_>> {
    let all = project.recommendations.iter();
    all.map(|(key, found)| recommendation_row(project, key, found))
}

/// Every quote.
pub(super) fn evidence(project: &Project) -> impl Iterator<Item = EvidenceRow<'_>> {
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
pub(super) fn claims(project: &Project) -> impl Iterator<Item = ClaimRow<'_>> {
    let all = project.recommendations.iter();
    all.flat_map(move |(key, found)| {
        let own = found.claims.iter();
        own.map(move |claim| claim_row(project, key, claim))
    })
}

fn position_row<'v>(
    index: &'v Index,
    (author, camp): (&str, &str),
    option: Key<PolicyOption>,
    found: &Position,
) -> PositionRow<'v> {
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
        option: project.options.id(option),
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

fn whole_id(project: &Project, option: Key<PolicyOption>) -> &str {
    let whole = project.options[option].part_of;
    whole.map_or("", |whole| project.options.id(whole))
}

fn ids_of<'a>(quotes: impl Iterator<Item = &'a Quote>) -> String {
    quotes
        .map(|quote| quote.id.as_str())
        .collect::<Vec<_>>()
        .join(BETWEEN)
}

fn recommendation_row<'v>(
    project: &'v Project,
    key: Key<Recommendation>,
    found: &'v Recommendation,
) -> RecommendationRow<'v> {
    let text = |text: &'v Option<String>| text.as_deref().unwrap_or_default();
    let claim =
        |claim: &Claim| format!("{} {}", project.criteria.id(claim.criterion), claim.effect);
    RecommendationRow {
        id: project.recommendations.id(key),
        source: project.sources.id(found.source),
        author: &project.sources[found.source].author,
        camp: camp_id(project, found.source),
        option: project.options.id(found.option),
        part_of: whole_id(project, found.option),
        stance: found.stance.as_str(),
        stance_rank: found.stance.rank(),
        posture: found
            .posture
            .map_or("", |posture| project.postures.id(posture)),
        summary: &found.summary,
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

fn evidence_row<'v>(
    project: &'v Project,
    key: Key<Recommendation>,
    claim: Option<&'v Claim>,
    quote: &'v Quote,
) -> EvidenceRow<'v> {
    let source = &project.sources[quote.source];
    let place = quote.place();
    let verified = quote.verified();
    EvidenceRow {
        id: &quote.id,
        recommendation: project.recommendations.id(key),
        criterion: claim.map_or("", |claim| project.criteria.id(claim.criterion)),
        source: project.sources.id(quote.source),
        author: &source.author,
        quote: &quote.written,
        text: source.text.raw().get(place.bytes()).unwrap_or_default(),
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
        source_sha256: &source.sha256,
        prefix: quote.prefix.as_deref().unwrap_or_default(),
        suffix: quote.suffix.as_deref().unwrap_or_default(),
        reviewed: quote.reviewed,
    }
}

fn claim_row<'v>(project: &'v Project, key: Key<Recommendation>, claim: &'v Claim) -> ClaimRow<'v> {
    let recommendation = &project.recommendations[key];
    ClaimRow {
        recommendation: project.recommendations.id(key),
        source: project.sources.id(recommendation.source),
        author: &project.sources[recommendation.source].author,
        camp: camp_id(project, recommendation.source),
        option: project.options.id(recommendation.option),
        criterion: project.criteria.id(claim.criterion),
        effect: claim.effect.as_str(),
        because: claim.because.as_deref().unwrap_or_default(),
        evidence: ids_of(claim.quotes.iter()),
    }
}
