//! Every quote to its place in its source, or a fault with the nearest passage.

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::files::FileId;
use crate::load::raw::{RawQuote, RawQuotes, RawRecommendation};
use crate::model::{Key, Quote, QuoteNote, Role, Source, Voice};
use crate::text::{self, QuoteFault, QuoteQuery, SourceText, Verified};

use super::faults::{self, InSource};
use super::resolve::Resolver;

/// What the search says of a quote; `None` where there is no text to search.
pub(super) type Verdict = Option<Result<Verified, QuoteFault>>;
/// For how many quotes that are not found the nearest passage is looked for: each takes as long as
/// its source and the others are large.
const MOST_DIAGNOSED: usize = 100;

impl Resolver<'_> {
    /// Searches for all quotes of some recommendations at once; [`Self::quotes`] then takes the
    /// verdicts in the same order.
    pub(super) fn verify(&mut self, some: &[Box<RawRecommendation>]) {
        let (project, origins) = (&self.project, &self.origins);
        let verdicts = some.par_iter().map(|raw| {
            let id = raw.source.as_ref();
            let source = id.and_then(|id| project.sources.find(&id.value));
            let read = source.filter(|key| origins.sources.contains_key(key));
            let claims = raw.criteria.iter().map(|(_, claim)| &claim.quotes);
            let quotes = std::iter::once(&raw.quotes).chain(claims);
            let verdict = |quote: &RawQuote| {
                let text = &project.sources[read?].text;
                Some(text::find_quote(text, &query(quote)))
            };
            quotes
                .flat_map(|list| &list.quotes)
                .map(verdict)
                .collect::<Vec<Verdict>>()
        });
        let verdicts: Vec<Vec<Verdict>> = verdicts.collect();
        self.verdicts = verdicts.into_iter().flatten().collect();
    }

    /// Verifies a list of quotes; `id` is what their ids in the outputs begin with.
    pub(super) fn quotes(
        &mut self,
        source: Option<Key<Source>>,
        id: &str,
        raw: RawQuotes,
    ) -> Vec<Quote> {
        let mut quotes = Vec::with_capacity(raw.quotes.len());
        let (none, mut deciding) = (raw.quotes.is_empty(), false);
        for (quote, number) in raw.quotes.into_iter().zip(1..) {
            let voice = self.voice(&quote);
            let role = self.role(&quote);
            deciding |= role == Role::Deciding;
            let id = format!("{id}.{number}");
            let written = quote.exact.span;
            let proof = self.verified(source, &quote);
            let (Some(source), Some(verified)) = (source, proof) else {
                continue;
            };
            let note = QuoteNote {
                id,
                written: quote.exact.value,
                prefix: quote.prefix.map(|text| text.value),
                suffix: quote.suffix.map(|text| text.value),
                voice,
                role,
                reviewed: quote.reviewed,
            };
            self.origins.quotes.push(written);
            quotes.push(Quote::new(source, note, verified));
        }
        if !deciding && !none {
            let message = "every quote here has `role: context`, and none decides";
            self.faults
                .push(Diagnostic::new(Code::NoQuotes, message, raw.span));
        }
        quotes
    }

    fn voice(&mut self, quote: &RawQuote) -> Voice {
        let word = quote.voice.as_ref();
        word.and_then(|word| self.word(word, "voice", Voice::ALL, Voice::as_str))
            .unwrap_or(Voice::Author)
    }

    fn role(&mut self, quote: &RawQuote) -> Role {
        let word = quote.role.as_ref();
        word.and_then(|word| self.word(word, "role", Role::ALL, Role::as_str))
            .unwrap_or(Role::Deciding)
    }

    /// The proof of a quote, if the search has found one.
    fn verified(&mut self, source: Option<Key<Source>>, raw: &RawQuote) -> Option<Verified> {
        let verdict = self.verdicts.pop_front().flatten();
        let source = source?;
        let (_, file) = *self.origins.sources.get(&source)?;
        match verdict? {
            Ok(verified) => Some(verified),
            Err(fault) => {
                let fault = self.quote_fault(&fault, source, (raw, &query(raw)), file);
                self.faults.push(fault);
                None
            }
        }
    }

    fn quote_fault(
        &mut self,
        fault: &QuoteFault,
        source: Key<Source>,
        (raw, query): (&RawQuote, &QuoteQuery),
        file: FileId,
    ) -> Diagnostic {
        let sources = &self.project.sources;
        let written = raw.exact.span;
        let here = InSource {
            id: sources.id(source),
            text: &sources[source].text,
            file,
        };
        if *fault != QuoteFault::NotFound {
            return faults::quote_fault(fault, written, here);
        }
        self.not_found += 1;
        if self.not_found > MOST_DIAGNOSED {
            let help = format!("mend the first {MOST_DIAGNOSED} of these to see what is near it");
            return faults::quote_fault(fault, written, here).help(help);
        }
        let others: Vec<Key<Source>> = sources.keys().filter(|key| *key != source).collect();
        let texts: Vec<&SourceText> = others.iter().map(|key| &sources[*key].text).collect();
        let diagnosis = text::diagnose(here.text, query, &texts);
        let elsewhere = |index: usize| {
            let key = *others.get(index)?;
            let (_, file) = *self.origins.sources.get(&key)?;
            Some(InSource {
                id: sources.id(key),
                text: &sources[key].text,
                file,
            })
        };
        faults::quote_not_found(&diagnosis, written, here, &elsewhere)
    }
}

/// A quote as it is searched for.
fn query(raw: &RawQuote) -> QuoteQuery<'_> {
    QuoteQuery {
        exact: &raw.exact.value,
        prefix: raw.prefix.as_ref().map(|text| text.value.as_str()),
        suffix: raw.suffix.as_ref().map(|text| text.value.as_str()),
        reviewed: raw.reviewed,
    }
}
