//! The way back: from a recommendation or a claim to every cell that rests on it.

use std::collections::HashMap;

use serde::Serialize;

use crate::arrange::{Cell, Entity};
use crate::model::{Key, PolicyOption, Project, Recommendation};

use super::Tables;
use super::cell::card;
use super::claims_cell::claim_card;
use super::recommendation::order;
use super::words::one_line;

/// A cell that rests on a recommendation or a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellLinkView {
    /// The id of the cell in a page.
    pub cell: String,
    /// Which matrix it is in; for a further cell there, of the option's whole, the label of that.
    pub label: String,
    /// The id in a page of what the cell rests on besides, the next in its order.
    pub next: Option<String>,
    /// On how much the cell rests.
    pub of: usize,
}

/// What a cell may rest on: a recommendation, or one of its claims, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Support {
    recommendation: Key<Recommendation>,
    claim: Option<u32>,
}

impl Support {
    fn new(recommendation: Key<Recommendation>, claim: Option<usize>) -> Self {
        // As many claims as 32 bits cannot count have no room in a file.
        let claim = claim.map(|claim| u32::try_from(claim).unwrap_or(u32::MAX));
        Self {
            recommendation,
            claim,
        }
    }
}

/// The cells by what they rest on.
#[derive(Debug)]
pub(super) struct Links {
    by_support: HashMap<Support, Vec<Placed>>,
}

/// A cell that rests on something; its links come by matrix, the option's own cell first. There are several for
/// each recommendation, so that the numbers are as short as they can be.
#[derive(Debug)]
struct Placed {
    matrix: u32,
    /// The option, where it is not the recommendation's own but the whole of that.
    whole: Option<Key<PolicyOption>>,
    row: u32,
    column: u32,
    /// What the cell rests on besides, where the way there is needed.
    next: Option<Support>,
    of: usize,
}

impl Links {
    /// Collects the links of every cell of the matrices.
    pub(super) fn new(tables: &Tables) -> Self {
        // The place of each recommendation in the register.
        let places = order(&tables.index).into_iter().zip(0..).collect();
        let mut links = Self {
            by_support: HashMap::new(),
        };
        for (number, matrix) in (0..).zip(&tables.matrices) {
            for (row, _) in (0..).zip(&matrix.view.rows) {
                for (column, _) in (0..).zip(&matrix.view.columns) {
                    links.add(tables, &places, (number, row, column));
                }
            }
        }
        for placed in links.by_support.values_mut() {
            placed.shrink_to_fit();
            placed.sort_by_key(|placed| (placed.matrix, placed.whole.is_some()));
        }
        links
    }

    /// Adds a cell to everything that it rests on, each with the way to the next in the order of
    /// the register, and from the last to the first. A card that stands right below needs no way.
    fn add(
        &mut self,
        tables: &Tables,
        places: &HashMap<Key<Recommendation>, usize>,
        (number, row, column): (u32, u32, u32),
    ) {
        let project = tables.index.project;
        let matrix = &tables.matrices[number as usize];
        let (at_row, at_column) = (row as usize, column as usize);
        let arranged = matrix.arranged(&tables.index, at_row, at_column);
        let mut rests_on = supports(project, &arranged);
        rests_on.sort_by_key(|support| places[&support.recommendation]);
        let option = match matrix.sides(at_row, at_column) {
            (Entity::Option(option), _) | (_, Entity::Option(option)) => Some(*option),
            _ => None,
        };
        let of = rests_on.len();
        for (place, support) in rests_on.iter().enumerate() {
            let next = rests_on[(place + 1) % of];
            let follows = places[&next.recommendation] == places[&support.recommendation] + 1;
            let needed = of > 1 && (support.claim.is_some() || !follows);
            let own = project.recommendations[support.recommendation].option;
            let known = self.by_support.entry(*support).or_default();
            // Two tables with the same cell share the way on.
            let shown = known.iter().any(|other| other.next == Some(next));
            known.push(Placed {
                matrix: number,
                whole: option.filter(|option| *option != own),
                row,
                column,
                next: (needed && !shown).then_some(next),
                of,
            });
        }
    }

    /// The cells that rest on a recommendation, or on one of its claims, counted from 0.
    pub(super) fn cells(
        &self,
        tables: &Tables,
        recommendation: Key<Recommendation>,
        claim: Option<usize>,
    ) -> Vec<CellLinkView> {
        let support = Support::new(recommendation, claim);
        let found = self.by_support.get(&support).into_iter().flatten();
        found.map(|placed| link(tables, placed)).collect()
    }
}

fn link(tables: &Tables, placed: &Placed) -> CellLinkView {
    let matrix = &tables.matrices[placed.matrix as usize];
    let project = tables.index.project;
    CellLinkView {
        cell: matrix.anchor(placed.row as usize, placed.column as usize),
        label: match placed.whole {
            Some(whole) => one_line(&project.options[whole].label),
            None => matrix.view.title.clone(),
        },
        next: placed.next.map(|next| anchor(project, next)),
        of: placed.of,
    }
}

/// The id in a page of a recommendation's card or of a claim.
fn anchor(project: &Project, support: Support) -> String {
    let id = project.recommendations.id(support.recommendation);
    match support.claim {
        Some(claim) => claim_card(id, claim as usize),
        None => card(id),
    }
}

/// What a cell rests on, each once.
fn supports(project: &Project, cell: &Cell) -> Vec<Support> {
    let whole = |key: &Key<Recommendation>| Support::new(*key, None);
    match cell {
        Cell::Position(position) => position.shown.iter().map(whole).collect(),
        Cell::Group(group) => {
            let shown = group.members.iter().flat_map(|(_, said)| &said.shown);
            shown.map(whole).collect()
        }
        Cell::Claims(claims) => {
            let mut found: Vec<Support> = Vec::new();
            for claim in &claims.claims {
                let own = &project.recommendations[claim.recommendation].claims;
                let criterion = claim.claim.criterion;
                let place = own.iter().position(|other| other.criterion == criterion);
                let support = Support::new(claim.recommendation, place);
                // The claims of one recommendation stand together.
                if found.last() != Some(&support) {
                    found.push(support);
                }
            }
            found
        }
    }
}
