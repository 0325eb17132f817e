//! The cell of a criterion: which claims are made, by how many and by whom.

use crate::arrange::{ClaimRef, Claims, Index};
use crate::model::Effect;

use super::cell::{CellView, ChipView, with_evidence};
use super::legend::mark_of_effect;
use super::words::push_new;

/// Shows what is claimed.
pub(super) fn cell(index: &Index, claims: &Claims) -> CellView {
    let evidence: Vec<String> = claims.claims.iter().flat_map(evidence_of).collect();
    let chips = chips(claims);
    let mut recommendations = Vec::new();
    for found in &claims.claims {
        let id = index.project.recommendations.id(found.recommendation);
        push_new(&mut recommendations, id.to_owned());
    }
    let link = claims
        .claims
        .first()
        .map(|found| claim_anchor(index, found));
    CellView {
        kind: "claims",
        link,
        state: chips[0].mark.token.to_owned(),
        plain: with_evidence(plain(&chips), &evidence),
        chips,
        recommendations,
        evidence,
        ..CellView::default()
    }
}

/// The id in a page of a claim: its recommendation's, with its number among the claims.
fn claim_anchor(index: &Index, found: &ClaimRef) -> String {
    let claims = &index.project.recommendations[found.recommendation].claims;
    let place = claims
        .iter()
        .position(|claim| claim.criterion == found.claim.criterion);
    let id = index.project.recommendations.id(found.recommendation);
    claim_card(id, place.unwrap_or_default())
}

/// The id in a page of a recommendation's claim, counted from 0.
pub(super) fn claim_card(recommendation: &str, place: usize) -> String {
    format!("k-{recommendation}-{}", place + 1)
}

/// The ids of the deciding quotes of a claim.
fn evidence_of(found: &ClaimRef) -> Vec<String> {
    let quotes = found
        .claim
        .quotes
        .iter()
        .filter(|quote| quote.is_deciding());
    quotes.map(|quote| quote.id.clone()).collect()
}

/// A chip for every effect that is claimed, or the one for no claim.
fn chips(claims: &Claims) -> Vec<ChipView> {
    let claimed = Effect::ALL
        .iter()
        .filter_map(|effect| effect_chip(claims, *effect));
    let mut chips: Vec<ChipView> = claimed.collect();
    if chips.is_empty() {
        chips.push(ChipView {
            mark: mark_of_effect(None),
            of: None,
            qualifiers: Vec::new(),
        });
    }
    chips
}

fn plain(chips: &[ChipView]) -> String {
    let each = |chip: &ChipView| match &chip.of {
        Some(of) => format!("{} {of}", chip.mark.token),
        None => chip.mark.word.to_lowercase(),
    };
    chips.iter().map(each).collect::<Vec<_>>().join("; ")
}

/// The mark of an effect with the number of its claims and their authors.
fn effect_chip(claims: &Claims, effect: Effect) -> Option<ChipView> {
    let number = claims.of(effect).count();
    (number > 0).then(|| ChipView {
        mark: mark_of_effect(Some(effect)),
        of: Some(format!("{number} ({})", claims.authors(effect).join(", "))),
        qualifiers: Vec::new(),
    })
}
