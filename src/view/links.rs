//! The way back: from a recommendation or a claim to every cell that rests on it.

use std::collections::HashMap;

use serde::Serialize;

use crate::arrange::Index;

use super::cell::{CellView, card};
use super::claims_cell::claim_card;
use super::matrix::{HeaderView, MatrixView};
use super::recommendation::order;

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

/// The cells by what they rest on.
#[derive(Debug)]
pub(super) struct Links<'a> {
    index: &'a Index<'a>,
    /// The place of each recommendation in the register.
    places: HashMap<&'a str, usize>,
    by_anchor: HashMap<String, Vec<Placed>>,
}

/// A link with its place among those of a card: by matrix, the option's own cell first.
#[derive(Debug)]
struct Placed {
    matrix: usize,
    of_whole: bool,
    link: CellLinkView,
}

impl<'a> Links<'a> {
    /// Collects the links of every cell of the matrices.
    pub(super) fn new(index: &'a Index<'a>, matrices: &[MatrixView]) -> Self {
        let ids = order(index)
            .into_iter()
            .map(|key| index.project.recommendations.id(key));
        let mut links = Self {
            index,
            places: ids.zip(0..).collect(),
            by_anchor: HashMap::new(),
        };
        for (number, matrix) in matrices.iter().enumerate() {
            for row in &matrix.rows {
                for (column, cell) in matrix.columns.iter().zip(&row.cells) {
                    let heads = [(matrix.row_axis, &row.header), (matrix.column_axis, column)];
                    links.add((number, matrix), &heads, cell);
                }
            }
        }
        links
    }

    /// Adds a cell to everything that it rests on, each with the way to the next in the order of
    /// the register, and from the last to the first. A card that stands right below needs no way.
    fn add(
        &mut self,
        matrix: (usize, &MatrixView),
        heads: &[(&str, &HeaderView)],
        cell: &CellView,
    ) {
        let head = |axis| heads.iter().find(|(other, _)| *other == axis);
        let criterion = head("criterion").map(|(_, found)| found.id.as_str());
        let option = head("option").map(|(_, found)| *found);
        let mut rests_on: Vec<(usize, &str, String)> = cell
            .recommendations
            .iter()
            .filter_map(|id| {
                let anchor = self.anchor(id, criterion)?;
                Some((*self.places.get(id.as_str())?, id.as_str(), anchor))
            })
            .collect();
        rests_on.sort();
        let of = rests_on.len();
        for (number, (place, id, anchor)) in rests_on.iter().enumerate() {
            let (following, _, next) = &rests_on[(number + 1) % of];
            let needed = of > 1 && (criterion.is_some() || *following != place + 1);
            let whole = option.filter(|option| self.option_of(id) != Some(&option.id));
            let known = self.by_anchor.entry(anchor.clone()).or_default();
            // Two tables with the same cell share the way on.
            let shown = known
                .iter()
                .any(|other| other.link.next.as_ref() == Some(next));
            let label = whole.map_or(&matrix.1.title, |whole| &whole.label);
            known.push(Placed {
                matrix: matrix.0,
                of_whole: whole.is_some(),
                link: CellLinkView {
                    cell: cell.anchor.clone(),
                    label: label.clone(),
                    next: (needed && !shown).then(|| next.clone()),
                    of,
                },
            });
        }
    }

    /// The id in a page of a recommendation's card, or of its claim for a criterion.
    fn anchor(&self, id: &str, criterion: Option<&str>) -> Option<String> {
        let Some(criterion) = criterion else {
            return Some(card(id));
        };
        let project = self.index.project;
        let criterion = project.criteria.find(criterion)?;
        let key = project.recommendations.find(id)?;
        let mut claims = project.recommendations[key].claims.iter();
        let place = claims.position(|claim| claim.criterion == criterion)?;
        Some(claim_card(id, place))
    }

    /// The id of a recommendation's option.
    fn option_of(&self, id: &str) -> Option<&'a str> {
        let project = self.index.project;
        let key = project.recommendations.find(id)?;
        Some(project.options.id(project.recommendations[key].option))
    }

    /// The cells that rest on a recommendation.
    pub(super) fn of_recommendation(&self, id: &str) -> Vec<CellLinkView> {
        self.of_claim(&card(id))
    }

    /// The cells that rest on a claim, by its id in a page.
    pub(super) fn of_claim(&self, anchor: &str) -> Vec<CellLinkView> {
        let mut found: Vec<&Placed> = self.by_anchor.get(anchor).into_iter().flatten().collect();
        found.sort_by_key(|placed| (placed.matrix, placed.of_whole));
        found
            .into_iter()
            .map(|placed| placed.link.clone())
            .collect()
    }
}
