//! Recommendations and their claims.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::files::Span;
use crate::load::raw::{ById, RawClaim, RawRecommendation, RawText};
use crate::model::{
    Claim, Confidence, Effect, Key, PolicyOption, Recommendation, Source, Stance, Voice,
};

use super::resolve::{Resolver, into_value};

/// The recommendations whose quotes are verified at once.
const AT_ONCE: usize = 2048;

impl Resolver<'_> {
    /// Resolves every recommendation; one with a fault is left out, its quotes checked all the same.
    pub(super) fn recommendations(&mut self, raw: Vec<Box<RawRecommendation>>) {
        let mut seen = HashMap::with_capacity(raw.len());
        self.project.recommendations.reserve(raw.len());
        let mut left = raw.into_iter();
        loop {
            let some: Vec<Box<RawRecommendation>> = left.by_ref().take(AT_ONCE).collect();
            if some.is_empty() {
                break;
            }
            self.verify(&some);
            for raw in some {
                if let Some(id) = &raw.id {
                    self.check_id(id);
                    if let Some(&first) = seen.get(&id.value) {
                        self.duplicate_id("recommendation", id, first);
                    } else {
                        seen.insert(id.value.clone(), id.span);
                    }
                }
                let begun = self.origins.quotes.len();
                if self.recommendation(*raw).is_none() {
                    self.origins.quotes.truncate(begun);
                }
            }
        }
        self.silent_but_coded();
    }

    pub(super) fn duplicate_id(&mut self, what: &str, id: &RawText, first: Span) {
        let message = format!("another {what} has the id `{}`", id.value);
        let fault = Diagnostic::new(Code::DuplicateId, message, id.span);
        self.faults.push(fault.related(first, "first here"));
    }

    fn recommendation(&mut self, raw: RawRecommendation) -> Option<()> {
        let source = raw.source.as_ref().and_then(|id| self.source(id));
        let option = raw.option.as_ref().and_then(|id| self.option(id));
        let stance = raw
            .stance
            .as_ref()
            .and_then(|word| self.word(word, "stance", Stance::ALL, Stance::as_str));
        let posture = raw.posture.as_ref().and_then(|id| self.posture(id));
        let confidence = raw
            .confidence
            .as_ref()
            .and_then(|word| self.word(word, "confidence", Confidence::ALL, Confidence::as_str));
        let id = raw.id.as_ref().map_or("?", |id| id.value.as_str());
        let first = raw.quotes.quotes.first().map(|quote| quote.exact.span);
        let passages = first.unwrap_or(raw.quotes.span);
        let quotes = self.quotes(source, id, raw.quotes);
        let claims = self.claims(source, id, raw.criteria);
        match (source, option) {
            (Some(source), Some(option)) => {
                self.remember_coded(source, option, raw.option.as_ref()?.span);
            }
            (Some(source), None) => drop(self.origins.unsure.insert(source)),
            (None, _) => {}
        }
        let (source, option, stance) = (source?, option?, stance?);
        let recommendation = Recommendation {
            source,
            option,
            stance,
            posture,
            summary: into_value(raw.summary?),
            actor: raw.actor.map(into_value),
            target: raw.target.map(into_value),
            condition: raw.condition.map(into_value),
            after: raw.after.map(into_value),
            timing: raw.timing.map(into_value),
            implied: raw.implied,
            confidence: confidence.unwrap_or(Confidence::High),
            note: raw.note.map(into_value),
            quotes,
            claims,
        };
        self.reported_only(&recommendation, passages);
        let id = raw.id?;
        let key = self
            .project
            .recommendations
            .insert(id.value, recommendation)?;
        let stance = raw.stance?.span;
        self.origins.recommendations.insert(key, (id.span, stance));
        Some(())
    }

    fn claims(&mut self, source: Option<Key<Source>>, id: &str, raw: ById<RawClaim>) -> Vec<Claim> {
        let mut claims = Vec::new();
        for (criterion_id, claim) in raw {
            let criterion = self.criterion(&criterion_id);
            self.origins.claimed.extend(criterion);
            let effect = claim
                .effect
                .as_ref()
                .and_then(|word| self.word(word, "effect", Effect::ALL, Effect::as_str));
            let id = format!("{id}.{}", criterion_id.value);
            let begun = self.origins.quotes.len();
            let quotes = self.quotes(source, &id, claim.quotes);
            if let (Some(criterion), Some(effect)) = (criterion, effect) {
                let because = claim.because.map(into_value);
                claims.push(Claim {
                    criterion,
                    effect,
                    because,
                    quotes,
                });
            } else {
                self.origins.quotes.truncate(begun);
            }
        }
        claims
    }

    /// Reports every declared silence that a recommendation contradicts, of an option or a part.
    fn silent_but_coded(&mut self) {
        for (source_id, raw) in &self.loaded.raw.sources {
            let Some(source) = self.project.sources.find(&source_id.value) else {
                continue;
            };
            let silent = raw.silent_on.iter().map(|option| (option, "silent"));
            let not_applicable = raw
                .not_applicable
                .iter()
                .map(|(option, _)| (option, "not applicable"));
            for (declared, word) in silent.chain(not_applicable) {
                let option = self.project.options.find(&declared.value);
                let coded = option.and_then(|option| self.origins.coded.get(&(source, option)));
                if let Some(&coded) = coded {
                    let message = format!(
                        "`{}` is declared {word} on `{}`, but it is coded",
                        source_id.value, declared.value
                    );
                    let fault = Diagnostic::new(Code::SilentButCoded, message, declared.span);
                    self.faults.push(fault.related(coded, "coded here"));
                }
            }
        }
    }

    /// Remembers that a source is coded on an option, and so on the whole that it is a part of.
    fn remember_coded(&mut self, source: Key<Source>, option: Key<PolicyOption>, at: Span) {
        let whole = self.project.options[option].part_of;
        for option in std::iter::once(option).chain(whole) {
            self.origins.coded.entry((source, option)).or_insert(at);
        }
    }

    fn reported_only(&mut self, recommendation: &Recommendation, passages: Span) {
        let mut deciding = recommendation
            .quotes
            .iter()
            .filter(|quote| quote.is_deciding())
            .peekable();
        let says_nothing_itself =
            deciding.peek().is_some() && deciding.all(|quote| quote.voice == Voice::Reported);
        if says_nothing_itself
            && recommendation.stance != Stance::Mentions
            && !recommendation.implied
        {
            let message = format!(
                "the stance `{}` rests on what the author reports only",
                recommendation.stance
            );
            let fault = Diagnostic::new(Code::ReportedOnly, message, passages)
                .help("quote the author himself, or mark the stance `implied: true` or `mentions`");
            self.faults.push(fault);
        }
    }
}
