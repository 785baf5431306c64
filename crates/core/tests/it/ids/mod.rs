//! Every id and branch of `conversations.md` that the talks hold, listed by hand, by area.

mod care;
mod debrief;
mod letters;
mod offer;
mod rejection;
mod waiting;
mod way;

/// A talk, and the ids of its questions.
pub(crate) type Talk = (&'static str, &'static [&'static str]);

/// A talk, a question, the answer to it, and the question that follows.
pub(crate) type Branch = (&'static str, &'static str, &'static str, &'static str);

pub(crate) fn ids() -> impl Iterator<Item = Talk> {
    let areas = [debrief::IDS, waiting::IDS, rejection::IDS, offer::IDS, letters::IDS, care::IDS, way::IDS];
    areas.into_iter().flatten().copied()
}

pub(crate) fn branches() -> impl Iterator<Item = Branch> {
    let areas = [
        debrief::BRANCHES,
        waiting::BRANCHES,
        rejection::BRANCHES,
        offer::BRANCHES,
        letters::BRANCHES,
        care::BRANCHES,
        way::BRANCHES,
    ];
    areas.into_iter().flatten().copied()
}
