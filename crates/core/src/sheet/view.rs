//! The balance sheet as it is shown: words first, one suggested next step.

use super::{
    calibration, cards,
    evidence::{self, KeptLine, kept_lines},
    lessons,
    line::Line,
    movement::{self, readings},
    reading::Reading,
};
use crate::{
    Answer, Id, Person, Private, QuestionId, Settings,
    answer::YesNo,
    ask::{Choice, Kind, Pick},
    say::{Arg, Block},
    talks::{Opening, record::Status, step},
    vocabulary::{Agreement, Level, Progress, Section, Skill},
    wording as say,
};
use jiff::{Timestamp, civil};
use std::{borrow::Cow, collections::BTreeMap};

/// What the choice is called that shows how the hunches did.
pub const HUNCHES: &str = "hunches";

/// How a person wants the sheet to look, and when they look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The day on the person's clock; `None` where how long ago something was does not matter.
    pub today: Option<civil::Date>,
    /// Whether the small bars stand beside a skill. Off unless the person asked for them.
    pub bars: bool,
}

/// One row of the sheet.
pub struct Row {
    /// Its heading.
    pub section: Section,
    /// Its name, for "why?".
    pub pick: Pick,
    /// The skill it is about, where it is about one.
    pub skill: Option<Skill>,
    /// How it reads on the sheet.
    pub block: Block,
    /// What it is called in a list of choices.
    pub label: Arg,
    /// Why it stands there: dated answers.
    pub why: Vec<Block>,
}

/// All rows, heading by heading.
#[must_use]
pub fn rows(person: &Person, settings: &Settings) -> Vec<Row> {
    rows_as(person, settings, Look::default())
}

/// All rows, as the person wants them to look.
#[must_use]
pub fn rows_as(person: &Person, settings: &Settings, look: Look) -> Vec<Row> {
    let lines = kept_lines(person);
    let readings = readings(&lines, settings);
    let skill_row = |(skill, reading): (&Skill, &Reading)| skill_row(person, &lines, *skill, reading, look, settings);
    let mut rows: Vec<Row> = readings.iter().filter_map(skill_row).collect();
    rows.extend(lines.iter().filter_map(|line| line_row(person, line, &lines, &readings)));
    rows.extend(cards::cards(person).iter().filter_map(|card| card_row(person, card)));
    rows.extend(lessons::rows(person).into_iter().map(|lesson| Row {
        section: lesson.section,
        pick: Pick::Named(Cow::Owned(format!("lesson {} {}", lesson.talk, lesson.question))),
        skill: None,
        block: say::sheet_typed(lesson.text.clone()),
        label: lesson.text,
        why: vec![say::why_lesson(lesson.local.date())],
    }));
    rows.extend(person.typed_lines().map(|(id, typed)| Row {
        section: typed.section,
        pick: Pick::Thing(*id),
        skill: None,
        block: say::sheet_typed(&typed.text),
        label: Arg::from(&typed.text),
        why: vec![say::why_typed(typed.local.date())],
    }));
    rows.sort_by_key(|row| row.section);
    rows
}

/// The sheet: headings, rows, what changed since it was last looked at, one next step.
#[must_use]
pub fn blocks(person: &Person, settings: &Settings) -> Vec<Block> {
    blocks_as(person, settings, Look::default())
}

/// The sheet, as the person wants it to look.
#[must_use]
pub fn blocks_as(person: &Person, settings: &Settings, look: Look) -> Vec<Block> {
    let rows = rows_as(person, settings, look);
    let lines = kept_lines(person);
    let readings = readings(&lines, settings);
    // Two hard answers running: said, and said gently.
    let capped = readings.iter().filter(|(_, reading)| reading.capped);
    let capped: Vec<Block> = capped.map(|(skill, _)| say::sheet_capped(skill.label())).collect();
    if rows.is_empty() {
        let skill = |(skill, reading): (&Skill, &Reading)| skill_block_as(&lines, *skill, reading, look, settings);
        let building: Vec<Block> = readings.iter().map(skill).map(say::sheet_row).collect();
        let none = building.is_empty();
        return if none { vec![say::sheet_empty()] } else { [vec![say::sheet_building()], building, capped].concat() };
    }
    let mut blocks = vec![say::sheet_title()];
    for section in Section::ALL {
        let of_section: Vec<&Row> = rows.iter().filter(|row| row.section == *section).collect();
        if !of_section.is_empty() {
            blocks.push(say::sheet_heading(section.label()));
            blocks.extend(of_section.iter().map(|row| say::sheet_row(row.block.clone())));
        }
    }
    blocks.extend(capped);
    blocks.extend(since_last_time(person, settings));
    blocks.push(next_step(person, settings));
    blocks
}

/// The rows, to ask "why?" about.
#[must_use]
pub fn choices(person: &Person, settings: &Settings) -> Vec<Choice> {
    rows(person, settings).into_iter().map(|row| Choice { pick: row.pick, label: row.label }).collect()
}

/// Why a row stands there.
#[must_use]
pub fn why(person: &Person, settings: &Settings, pick: &Pick) -> Vec<Block> {
    if matches!(pick, Pick::Named(id) if id == HUNCHES) {
        return calibration::blocks(person);
    }
    let row = rows(person, settings).into_iter().find(|row| row.pick == *pick);
    row.map_or_else(|| vec![say::why_gone()], |row| std::iter::once(say::why_title(row.label)).chain(row.why).collect())
}

fn skill_row(
    person: &Person,
    lines: &[KeptLine<'_>],
    skill: Skill,
    reading: &Reading,
    look: Look,
    settings: &Settings,
) -> Option<Row> {
    let section = movement::skill_section(reading)?;
    // A gap with a named cause stands there as that line, not twice.
    let named = |kept: &KeptLine<'_>| matches!(kept.line, Line::Answer { skill: Some(of), causes, .. } if *of == skill && causes.iter().any(|cause| !cause.is_long_term()));
    if reading.level == Level::Gap && lines.iter().any(named) {
        return None;
    }
    let mut why: Vec<Block> = evidence::evidence(lines, skill).iter().map(|answer| dated(person, answer)).collect();
    why.push(say::strong_looks_like(skill));
    Some(Row {
        section,
        pick: Pick::Named(Cow::Borrowed(skill.id())),
        skill: Some(skill),
        block: skill_block_as(lines, skill, reading, look, settings),
        label: skill.label().into(),
        why,
    })
}

/// "Evidence and examples – sound, rising (7 answers, last 9 November)".
#[must_use]
pub fn skill_block(skill: Skill, reading: &Reading) -> Block {
    say::sheet_skill(skill.label(), reading.level.label(), reading.trend.label(), reading.answers, reading.last)
}

/// The same, as the person wants it to look: time alone adds only how long ago it was last seen.
fn skill_block_as(lines: &[KeptLine<'_>], skill: Skill, reading: &Reading, look: Look, settings: &Settings) -> Block {
    let days = look.today.map_or(0, |today| (today - reading.last).get_days());
    let row = if f64::from(days) < settings.half_life_days {
        skill_block(skill, reading)
    } else {
        let months = i64::from(days / 30);
        say::sheet_skill_old(skill.label(), reading.level.label(), reading.trend.label(), reading.answers, months)
    };
    if look.bars { say::sheet_bars(row, bars(&evidence::evidence(lines, skill))) } else { row }
}

/// One small bar an interview, the latest eight: its mean rating, from ▁ for 1 to ▆ for 5.
fn bars(evidence: &[evidence::Evidence<'_>]) -> Arg {
    let by_interview = evidence.chunk_by(|one, next| one.from.round == next.from.round);
    let bar = |answers: &[evidence::Evidence<'_>]| {
        let sum: usize = answers.iter().map(|answer| usize::from(answer.rating)).sum();
        let mean = (2 * sum + answers.len()) / (2 * answers.len()); // rounded
        ['▁', '▁', '▂', '▃', '▅', '▆'][mean.min(5)]
    };
    let all: Vec<char> = by_interview.map(bar).collect();
    Arg::Name(Cow::Owned(all[all.len().saturating_sub(8)..].iter().collect()))
}

fn dated(person: &Person, answer: &evidence::Evidence<'_>) -> Block {
    let job = person.round(answer.from.round).and_then(|round| person.process(round.process));
    let job = job.map_or_else(|| Arg::from(say::job_unknown()), |job| Arg::from(&job.nickname));
    say::why_answer(answer.from.interview.date(), job, answer.question, i64::from(answer.rating))
}

fn line_row(
    person: &Person,
    kept: &KeptLine<'_>,
    lines: &[KeptLine<'_>],
    readings: &BTreeMap<Skill, Reading>,
) -> Option<Row> {
    let progress = movement::progress(person, kept, lines, readings);
    let mut section = movement::line_section(kept.line, progress)?;
    let words = kept.reworded.map_or_else(|| line_block(kept.line), say::sheet_typed);
    let mut why = vec![say::why_line(kept.interview.date(), line_block(kept.line))];
    let block = match kept.line {
        Line::Build { .. } => {
            if step_done(person, kept) {
                section = Section::CurrentAssets;
                say::sheet_built(words)
            } else {
                words
            }
        }
        Line::Answer { causes, hindered, .. } if !causes.is_empty() || hindered.is_some() => {
            why.push(say::why_progress(progress.label()));
            if progress == Progress::Cleared {
                say::sheet_cleared(words)
            } else {
                say::sheet_gap(words, progress.label())
            }
        }
        Line::Answer { .. } => words,
        Line::Feedback { agreement, .. } => {
            why = vec![say::why_feedback(kept.local.date(), line_block(kept.line))];
            match agreement {
                Some(Agreement::Agree) => words,
                Some(Agreement::Partly) => say::sheet_feedback_partly(words),
                Some(Agreement::Disagree) | None => say::sheet_feedback_apart(words),
            }
        }
    };
    let label = match kept.line {
        Line::Build { what, .. } => Arg::from(what),
        Line::Answer { question, .. } => Arg::from(question),
        Line::Feedback { said, .. } => Arg::from(said),
    };
    let pick = Pick::Named(Cow::Owned(format!("line {} {}", kept.talk, kept.question)));
    let skill = match kept.line {
        Line::Answer { skill, .. } => *skill,
        Line::Build { .. } => None,
        Line::Feedback { skills, .. } => skills.first().copied(),
    };
    Some(Row { section, pick, skill, block, label, why })
}

fn step_done(person: &Person, kept: &KeptLine<'_>) -> bool {
    let Some(item) = kept.question.of else {
        return false;
    };
    let done = Answer::Choice(Pick::Named(Cow::Borrowed("done")));
    person.talks().any(|record| {
        record.opening == Opening::Step { talk: kept.talk, item }
            && record.status == Status::Finished
            && record.kept(&step::STEP).is_some_and(|kept| kept.answer == done)
    })
}

fn card_row(person: &Person, card: &cards::Card) -> Option<Row> {
    let times = cards::rehearsed(person, card.id);
    (times > 0).then(|| Row {
        section: Section::CurrentAssets,
        pick: Pick::Named(Cow::Owned(format!("card {} {:?}", card.id.talk, card.id.kind))),
        skill: None,
        block: say::sheet_card(&card.question, times),
        label: say::sheet_card_label(&card.question).into(),
        why: card.blocks(),
    })
}

/// A line as D13 shows it.
#[must_use]
pub fn line_block(line: &Line) -> Block {
    match line {
        Line::Feedback { said, .. } => say::line_feedback(said),
        Line::Build { what, step, by } => match (step, by) {
            (Some(step), Some(by)) => say::line_build_step_by(what, step, by.date()),
            (Some(step), None) => say::line_build_step(what, step),
            _ => say::line_build(what),
        },
        Line::Answer { question, rating, skill, ingredients, worked, causes, hindered, .. } => {
            let list = |labels: Vec<Block>, own: &Option<Private>| {
                let mut all: Vec<Arg> = labels.into_iter().map(Arg::from).collect();
                all.extend(own.as_ref().map(Arg::from));
                (!all.is_empty()).then_some(Arg::List(all))
            };
            let worked = list(ingredients.iter().map(|ingredient| ingredient.label()).collect(), worked);
            let hindered = list(causes.iter().map(|cause| cause.label()).collect(), hindered);
            let notes = [
                rating.map(rating_word),
                skill.map(Skill::label),
                worked.map(say::line_worked),
                hindered.map(say::line_hindered),
            ];
            let notes = notes.into_iter().flatten().reduce(say::line_join);
            say::line_answer(question, notes.unwrap_or_else(say::shown_unknown))
        }
    }
}

fn rating_word(rating: u8) -> Block {
    match rating {
        1 => say::rating_1(),
        2 => say::rating_2(),
        3 => say::rating_3(),
        4 => say::rating_4(),
        _ => say::rating_5(),
    }
}

/// "2 up, 1 new, 1 needs you", against the sheet as it was when it was last looked at.
fn since_last_time(person: &Person, settings: &Settings) -> Option<Block> {
    let looked = person.talks().filter(|record| record.opening == Opening::Sheet && record.status != Status::Open);
    let before = looked.map(|record| record.begun).max()?;
    let now = readings(&kept_lines(person), settings);
    let then = readings_at(person, settings, before);
    // Too early to say is no word yet.
    let level = |readings: &BTreeMap<Skill, Reading>, skill: &Skill| {
        readings.get(skill).map(|reading| reading.level).filter(|level| *level != Level::TooEarly)
    };
    let (mut up, mut new, mut needs) = (0_usize, 0_usize, 0_usize);
    for skill in now.keys() {
        match (level(&then, skill), level(&now, skill)) {
            (None, Some(Level::Gap)) => needs += 1,
            (None, Some(_)) => new += 1,
            (Some(was), Some(is)) if was < is => up += 1,
            (Some(was), Some(is)) if was > is => needs += 1,
            _ => {}
        }
    }
    (up + new + needs > 0).then(|| say::sheet_since(up, new, needs))
}

/// The readings as they were at a moment.
#[must_use]
pub fn readings_at(person: &Person, settings: &Settings, until: Timestamp) -> BTreeMap<Skill, Reading> {
    let lines: Vec<_> = kept_lines(person).into_iter().filter(|line| line.at <= until).collect();
    readings(&lines, settings)
}

/// One suggested next step: a card to rehearse, a gap without a card, or peace.
#[must_use]
pub fn next_step(person: &Person, settings: &Settings) -> Block {
    let cards = cards::cards(person);
    let due =
        cards.iter().filter(|card| card.id.kind.is_rehearsed()).find(|card| cards::rehearsed(person, card.id) < 2);
    if let Some(card) = due {
        return say::sheet_next_rehearse(&card.question);
    }
    let rows = rows(person, settings);
    let Some(row) = rows.iter().find(|row| row.section == Section::CurrentLiabilities) else {
        return say::sheet_next_nothing();
    };
    match row.skill {
        Some(skill) => say::sheet_next_practice(skill.label(), say::practice(skill)),
        None => say::sheet_next_gap(row.label.clone()),
    }
}

/// An answer, shown back to the person who gave it.
#[must_use]
pub fn shown(kind: &Kind, answer: &Answer) -> Arg {
    let label = |pick: &Pick| {
        let choices = choices_of(kind).iter().find(|choice| choice.pick == *pick);
        choices.map_or_else(|| Arg::from(say::shown_unknown()), |choice| choice.label.clone())
    };
    match answer {
        Answer::Skipped => say::shown_skipped().into(),
        Answer::Text(text) => text.into(),
        Answer::Choice(pick) => label(pick),
        Answer::Several { picks, other } => {
            let mut all: Vec<Arg> = picks.iter().map(label).collect();
            all.extend(other.as_ref().map(Arg::from));
            Arg::List(all)
        }
        Answer::Scale(step) => Arg::Number(i64::from(*step)),
        Answer::Percent(percent) => say::shown_percent(i64::from(*percent)).into(),
        Answer::When(when) if when.hour_named => when.at.into(),
        Answer::When(when) => when.at.date().into(),
        Answer::YesNo(YesNo::Yes) => say::shown_yes().into(),
        Answer::YesNo(YesNo::No) => say::shown_no().into(),
        Answer::YesNo(YesNo::Unknown) => say::shown_unsure().into(),
        Answer::Zone(name) | Answer::Country(name) => Arg::Name(Cow::Owned(name.clone())),
        Answer::Done => say::shown_list().into(),
        Answer::Items(items) => Arg::List(items.iter().map(|item| Arg::from(&item.text)).collect()),
        Answer::Line { line, .. } => line_block(line).into(),
    }
}

fn choices_of(kind: &Kind) -> &[Choice] {
    match kind {
        Kind::Choice { choices, .. }
        | Kind::Several { choices, .. }
        | Kind::When { choices, .. }
        | Kind::Skill { choices, .. } => choices,
        _ => &[],
    }
}

/// The strong lines of a person, for the card of the evening before: at most `most`. What is in
/// their words stands in quotation marks, or one question would run into the next.
#[must_use]
pub fn strengths(person: &Person, settings: &Settings, most: usize) -> Vec<Arg> {
    let assets = |row: &Row| matches!(row.section, Section::FixedAssets | Section::CurrentAssets);
    let quoted = |label: Arg| if let Arg::Text(_) = label { say::quoted(label).into() } else { label };
    rows(person, settings).into_iter().filter(assets).map(|row| quoted(row.label)).take(most).collect()
}

/// The kept lines of one debrief.
#[must_use]
pub fn kept_of(person: &Person, talk: Id) -> Vec<(QuestionId, Block)> {
    let of_talk = kept_lines(person).into_iter().filter(|kept| kept.talk == talk);
    of_talk
        .map(|kept| (kept.question.clone(), kept.reworded.map_or_else(|| line_block(kept.line), say::sheet_typed)))
        .collect()
}
