//! A wanted matrix filled: rows, columns, and a cell for every pair.

use crate::model::{
    Axis, CampOrNone, Criterion, Filter, Key, MatrixSpec, PolicyOption, Project, Recommendation,
    Source,
};

use super::agreement::options_in_order;
use super::claims::Claims;
use super::group::Group;
use super::index::Index;
use super::position::{Position, position};
use super::speaker::{Speaker, Speakers, camp_columns};

/// What a row or a column stands for.
#[derive(Debug, Clone)]
pub enum Entity {
    /// An option.
    Option(Key<PolicyOption>),
    /// An author with the sources that count.
    Author(Speaker),
    /// A single source.
    Source(Key<Source>),
    /// A camp, or those without one, with its authors.
    Camp(CampOrNone, Vec<Speaker>),
    /// A criterion.
    Criterion(Key<Criterion>),
}

/// What a cell holds.
#[derive(Debug, Clone)]
pub enum Cell<'a> {
    /// What one author says of one option.
    Position(Position),
    /// What a camp says of one option.
    Group(Group),
    /// What is claimed for one criterion.
    Claims(Claims<'a>),
}

impl Cell<'_> {
    /// The recommendations that it shows; of several claims, one by one.
    #[must_use]
    pub fn shown(&self) -> Vec<Key<Recommendation>> {
        match self {
            Self::Position(position) => position.shown.clone(),
            Self::Group(group) => {
                let members = group.members.iter();
                members.flat_map(|(_, said)| said.shown.clone()).collect()
            }
            Self::Claims(claims) => {
                let claims = claims.claims.iter();
                claims.map(|claim| claim.recommendation).collect()
            }
        }
    }
}

/// A wanted matrix: its rows and columns, and the rule that fills a cell. A cell is worked out when
/// it is asked for, so that a matrix takes no more room than its two sides.
#[derive(Debug)]
pub struct Arranged<'a> {
    /// The rows.
    pub rows: Vec<Entity>,
    /// The columns.
    pub columns: Vec<Entity>,
    filter: &'a Filter,
    speakers: Speakers,
}

impl<'a> Arranged<'a> {
    /// Arranges a matrix of a project.
    #[must_use]
    pub fn new(project: &Project, spec: &'a MatrixSpec) -> Self {
        let speakers = Speakers::new(project, &spec.filter);
        Self {
            rows: entities(project, spec.rows, &spec.filter, &speakers),
            columns: entities(project, spec.columns, &spec.filter, &speakers),
            filter: &spec.filter,
            speakers,
        }
    }

    /// The cell of a row and a column, both from 0.
    ///
    /// # Panics
    /// Panics beyond the last row or column.
    #[must_use]
    pub fn cell<'i>(&self, index: &Index<'i>, row: usize, column: usize) -> Cell<'i> {
        let sides = (&self.rows[row], &self.columns[column]);
        fill(index, sides.0, sides.1, (self.filter, &self.speakers))
    }
}

/// What an axis runs over, after the filter; parts follow their whole.
fn entities(project: &Project, axis: Axis, filter: &Filter, speakers: &Speakers) -> Vec<Entity> {
    match axis {
        Axis::Option => options(project, filter)
            .into_iter()
            .map(Entity::Option)
            .collect(),
        Axis::Author => speakers
            .authors(project)
            .into_iter()
            .map(Entity::Author)
            .collect(),
        Axis::Source => speakers
            .each_source(project)
            .into_iter()
            .flat_map(|speaker| speaker.sources)
            .map(Entity::Source)
            .collect(),
        Axis::Camp => camp_columns(project, filter)
            .into_iter()
            .map(|camp| Entity::Camp(camp, speakers.of_camp(project, camp)))
            .collect(),
        Axis::Criterion => project
            .criteria
            .keys()
            .filter(|key| {
                filter
                    .criteria
                    .as_ref()
                    .is_none_or(|criteria| criteria.contains(key))
            })
            .map(Entity::Criterion)
            .collect(),
    }
}

/// The options that a filter leaves, each whole followed by its parts.
fn options(project: &Project, filter: &Filter) -> Vec<Key<PolicyOption>> {
    options_in_order(project)
        .into_iter()
        .filter(|option| counts_option(project, filter, *option))
        .collect()
}

/// Whether a filter leaves an option: it is named, or its whole is.
fn counts_option(project: &Project, filter: &Filter, option: Key<PolicyOption>) -> bool {
    let named = |wanted: &Vec<Key<PolicyOption>>| {
        wanted
            .iter()
            .any(|wanted| project.counts_for(option, *wanted))
    };
    filter.options.as_ref().is_none_or(named)
}

fn fill<'a>(
    index: &Index<'a>,
    row: &Entity,
    column: &Entity,
    (filter, speakers): (&Filter, &Speakers),
) -> Cell<'a> {
    let project = index.project;
    let of_source = |source: Key<Source>| Speaker {
        author: project.sources[source].author.clone(),
        sources: vec![source],
    };
    match (row, column) {
        (Entity::Option(option), Entity::Author(speaker))
        | (Entity::Author(speaker), Entity::Option(option)) => {
            Cell::Position(position(index, speaker, *option))
        }
        (Entity::Option(option), Entity::Source(source))
        | (Entity::Source(source), Entity::Option(option)) => {
            Cell::Position(position(index, &of_source(*source), *option))
        }
        (Entity::Option(option), Entity::Camp(_, members))
        | (Entity::Camp(_, members), Entity::Option(option)) => {
            let say = |member: &Speaker| (member.author.clone(), position(index, member, *option));
            Cell::Group(Group {
                members: members.iter().map(say).collect(),
            })
        }
        (Entity::Option(option), Entity::Criterion(criterion))
        | (Entity::Criterion(criterion), Entity::Option(option)) => {
            Cell::Claims(Claims::gather(index, *criterion, |recommendation| {
                project.counts_for(recommendation.option, *option)
                    && speakers.contains(recommendation.source)
            }))
        }
        (Entity::Criterion(criterion), who) | (who, Entity::Criterion(criterion)) => {
            let sources = sources_of(who);
            Cell::Claims(Claims::gather(index, *criterion, |recommendation| {
                sources.contains(&recommendation.source)
                    && counts_option(project, filter, recommendation.option)
            }))
        }
        _ => Cell::Claims(Claims { claims: Vec::new() }),
    }
}

fn sources_of(who: &Entity) -> Vec<Key<Source>> {
    match who {
        Entity::Author(speaker) => speaker.sources.clone(),
        Entity::Source(source) => vec![*source],
        Entity::Camp(_, members) => members
            .iter()
            .flat_map(|member| member.sources.clone())
            .collect(),
        Entity::Option(_) | Entity::Criterion(_) => Vec::new(),
    }
}
