//! The exhaustive walk: every position of a talk, every answer that can arrive there.
//!
//! It goes through [`decide`], as people do. Two positions are the same when
//! they agree in what is stated in [`Position`]; the first person found there
//! stands for all. The tests break in on every position with everything else
//! that can happen; [`mermaid`] draws the same walk for people.

mod position;
mod samples;
mod starts;
mod titles;

pub use position::{Position, of as position_of};
pub use samples::{Sample, samples};
pub use starts::{TALKS, now, settings, starts};

use crate::{
    Event, Person,
    event::Meaning,
    turn::{Context, decide},
};
use std::collections::{BTreeMap, BTreeSet, VecDeque, btree_map::Entry};

/// What a walk found.
pub struct Walk {
    /// A person standing at each position.
    pub positions: BTreeMap<Position, Person>,
    /// From which question to which, by which answers.
    pub edges: BTreeSet<Edge>,
    /// How often a turn was decided.
    pub turns: usize,
}

/// One step between questions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The question it leaves.
    pub from: String,
    /// The question it reaches, or how the talk ends.
    pub to: String,
    /// The answer, in short.
    pub by: String,
    /// The length of the debrief, where that is known.
    pub length: Option<&'static str>,
}

/// Walks a talk by its answers; `None` if there is no talk of this name.
#[must_use]
pub fn walk(talk: &str) -> Option<Walk> {
    let starts = starts(talk)?;
    let mut walk = Walk { positions: BTreeMap::new(), edges: BTreeSet::new(), turns: 0 };
    let mut queue: VecDeque<(Position, Person)> = VecDeque::new();
    for person in starts {
        let from = Position::start();
        arrive(talk, &mut walk, &mut queue, &from, "", person);
    }
    while let Some((position, person)) = queue.pop_front() {
        for sample in samples_at(&person) {
            let mut next = person.clone();
            walk.turns += 1;
            turn(&mut next, &answered(&sample));
            arrive(talk, &mut walk, &mut queue, &position, &sample.label, next);
        }
    }
    Some(walk)
}

fn arrive(
    talk: &str,
    walk: &mut Walk,
    queue: &mut VecDeque<(Position, Person)>,
    from: &Position,
    by: &str,
    person: Person,
) {
    let position = position_of(talk, &person);
    let edge =
        Edge { from: from.question.clone(), to: position.question.clone(), by: by.to_owned(), length: from.length() };
    walk.edges.insert(edge);
    if let Entry::Vacant(unseen) = walk.positions.entry(position) {
        if !unseen.key().is_end() {
            queue.push_back((unseen.key().clone(), person.clone()));
        }
        unseen.insert(person);
    }
}

/// The answers that can be given where this person stands.
#[must_use]
pub fn samples_at(person: &Person) -> Vec<Sample> {
    let settings = settings();
    let ask = person.current_ask(&context(&settings));
    ask.map_or_else(Vec::new, |ask| samples(&ask.part))
}

/// The event of giving a sample answer.
#[must_use]
pub fn answered(sample: &Sample) -> Event {
    Event::Heard { meaning: Meaning::Answers(vec![sample.answer.clone()]), said: None, stamp: None }
}

/// The context all walks share: one moment, the default settings.
#[must_use]
pub fn context(settings: &crate::Settings) -> Context<'_> {
    Context { now: now(), settings, platform: "This terminal", forgotten_by: now(), destroys_keys: true }
}

/// Decides one turn and folds it in. Returns what was said.
pub fn turn(person: &mut Person, event: &Event) -> Vec<crate::Say> {
    let settings = settings();
    turn_at(person, event, now(), &settings).1
}

/// The same at another moment, under other settings; with the entry, if there is one.
pub fn turn_at(
    person: &mut Person,
    event: &Event,
    now: jiff::Timestamp,
    settings: &crate::Settings,
) -> (Option<crate::Entry>, Vec<crate::Say>) {
    let decision = decide(person, event, &Context { now, ..context(settings) });
    let entry = decision.entry(person.revision().saturating_add(1), now);
    if let Some(entry) = &entry {
        person.apply(entry);
    }
    (entry, decision.say)
}

/// The graph of a talk for people to follow, as Mermaid; `None` if there is no talk of this name.
#[must_use]
pub fn mermaid(talk: &str) -> Option<String> {
    let walk = walk(talk)?;
    let mut arrows: BTreeMap<(&str, &str), Vec<&Edge>> = BTreeMap::new();
    for edge in &walk.edges {
        arrows.entry((&edge.from, &edge.to)).or_default().push(edge);
    }
    let mut graph = String::from("flowchart TD\n");
    for ((from, to), along) in arrows {
        let leaving: Vec<&Edge> = walk.edges.iter().filter(|edge| edge.from == from).collect();
        let label = label(&along, &leaving);
        let label = if label.is_empty() { label } else { format!("|\"{label}\"|") };
        graph.push_str(&format!("    {} -->{label} {}\n", node(from), node(to)));
    }
    Some(graph)
}

/// What leads along one arrow, where not everything that leaves the question does.
fn label(along: &[&Edge], leaving: &[&Edge]) -> String {
    let answers = |edges: &[&Edge]| edges.iter().map(|edge| edge.by.clone()).collect::<BTreeSet<_>>();
    let lengths = |edges: &[&Edge]| edges.iter().filter_map(|edge| edge.length).collect::<BTreeSet<_>>();
    let mut label = String::new();
    if lengths(along) != lengths(leaving) {
        label = lengths(along).into_iter().collect::<Vec<_>>().join(" or ");
    }
    if answers(along) != answers(leaving) {
        let answers = answers(along).into_iter().filter(|by| !by.is_empty()).collect::<Vec<_>>().join(", ");
        label = if label.is_empty() || answers.is_empty() { label + &answers } else { format!("{label}: {answers}") };
    }
    label
}

fn node(name: &str) -> String {
    let id: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    match titles::title(name) {
        Some(title) => format!("q{id}[\"{name}: {title}\"]"),
        None => format!("q{id}([{}])", name.trim_matches(['(', ')'])),
    }
}
