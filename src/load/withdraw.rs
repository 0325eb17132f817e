//! A project as it would be without a source, a recommendation or a quote.

use super::Loaded;
use super::raw::{RawQuotes, RawRecommendation};

impl Loaded {
    /// Takes out the source, recommendation or quote with this id, and what rests on it alone: a
    /// recommendation or claim without a quote. Says whether there was one.
    pub fn withdraw(&mut self, id: &str) -> bool {
        self.withdraw_source(id) || self.withdraw_recommendation(id) || self.withdraw_quote(id)
    }

    fn withdraw_source(&mut self, id: &str) -> bool {
        let raw = &mut self.raw;
        let Some(at) = raw
            .sources
            .iter()
            .position(|(source, _)| source.value == id)
        else {
            return false;
        };
        raw.sources.remove(at);
        self.sources.remove(at);
        raw.recommendations
            .retain(|found| !is(found.source.as_ref(), id));
        true
    }

    fn withdraw_recommendation(&mut self, id: &str) -> bool {
        let before = self.raw.recommendations.len();
        self.raw
            .recommendations
            .retain(|found| !is(found.id.as_ref(), id));
        self.raw.recommendations.len() < before
    }

    fn withdraw_quote(&mut self, id: &str) -> bool {
        let Some((within, number)) = id.rsplit_once('.') else {
            return false;
        };
        let Some(index) = number
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1))
        else {
            return false;
        };
        let (owner, criterion) = within.split_once('.').unwrap_or((within, ""));
        let recommendations = &mut self.raw.recommendations;
        let Some(at) = recommendations
            .iter()
            .position(|found| is(found.id.as_ref(), owner))
        else {
            return false;
        };
        let withdrawn = take_quote(&mut recommendations[at], criterion, index);
        if !decides(&recommendations[at].quotes) {
            recommendations.remove(at);
        }
        withdrawn
    }
}

/// Takes a quote out of a recommendation, or of its claim for a criterion.
fn take_quote(found: &mut RawRecommendation, criterion: &str, index: usize) -> bool {
    let quotes = if criterion.is_empty() {
        Some(&mut found.quotes)
    } else {
        let claims = found.criteria.iter_mut();
        claims
            .map(|(id, claim)| (id, &mut claim.quotes))
            .find(|(id, _)| id.value == criterion)
            .map(|(_, quotes)| quotes)
    };
    let Some(quotes) = quotes.filter(|quotes| index < quotes.quotes.len()) else {
        return false;
    };
    quotes.quotes.remove(index);
    found.criteria.retain(|(_, claim)| decides(&claim.quotes));
    true
}

/// Whether a quote is left that decides.
fn decides(quotes: &RawQuotes) -> bool {
    quotes
        .quotes
        .iter()
        .any(|quote| !is(quote.role.as_ref(), "context"))
}

fn is(text: Option<&super::raw::RawText>, value: &str) -> bool {
    text.is_some_and(|text| text.value == value)
}
