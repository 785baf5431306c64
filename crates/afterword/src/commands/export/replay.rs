//! The journal in words: folded once more, fact by fact, so that each answer
//! stands under the question as it was asked.

use super::markdown::Document;
use afterword_core::{
    Answer, Entry, Fact, Id, Person, Private, QuestionId, Settings,
    answer::YesNo,
    ask::{Choice, Kind, Part, Pick},
    entry::Setting,
    sheet::line::{Line, Verdict},
    talks::{self, Opening},
};
use afterword_words::Words;
use anyhow::Result;
use jiff::civil::{Date, DateTime};
use std::collections::HashMap;

/// The readable journal of one person.
pub(super) fn journal(title: &str, entries: &[Entry], words: &Words, settings: &Settings) -> Result<String> {
    let mut replay = Replay {
        person: Person::new(0), // only minting looks at the tag, and nothing is minted here
        asked: HashMap::new(),
        day: None,
        last_asked: None,
        document: Document::default(),
        words,
        settings,
    };
    replay.document.heading(1, title);
    for entry in entries {
        replay.entry(entry);
    }
    replay.document.finish()
}

struct Replay<'a> {
    person: Person,
    /// Questions as they were last asked: a correction answers one that is long past.
    asked: HashMap<(Id, QuestionId), Part>,
    day: Option<Date>,
    /// The question above the last answer: the items of a list stand under one.
    last_asked: Option<(Id, QuestionId)>,
    document: Document,
    words: &'a Words,
    settings: &'a Settings,
}

impl Replay<'_> {
    fn entry(&mut self, entry: &Entry) {
        let day = entry.local.date();
        if self.day != Some(day) {
            self.day = Some(day);
            self.last_asked = None;
            self.document.heading(2, &day.strftime("%A %-d %B %Y").to_string());
        }
        for fact in &entry.facts {
            self.remember_questions();
            self.fact(fact);
            let step = Entry { facts: vec![fact.clone()], ..entry.clone() };
            self.person.apply(&step);
        }
    }

    /// Keeps what is asked at this point, before the fact that answers it.
    fn remember_questions(&mut self) {
        let Some(record) = self.person.front() else { return };
        let Some(ask) = talks::ask(&self.person, record, self.settings) else { return };
        for part in std::iter::once(ask.part).chain(ask.rest) {
            self.asked.insert((ask.stamp.talk, part.question.clone()), part);
        }
    }

    fn fact(&mut self, fact: &Fact) {
        match fact {
            Fact::TalkOpened { opening, .. } => {
                self.last_asked = None;
                self.document.heading(3, title(opening));
            }
            Fact::Answered { talk, question, answer, .. } => self.answered(*talk, question, answer),
            Fact::ItemAdded { talk, question, text, .. } => {
                self.question(*talk, question);
                self.document.answer(text.reveal());
            }
            Fact::ItemChanged { text, .. } => {
                self.document.note("This now says:");
                self.document.answer(text.reveal());
            }
            Fact::LineTyped { text, .. } => {
                self.document.note("Put on the balance sheet:");
                self.document.answer(text.reveal());
            }
            Fact::ProcessNoted { nickname, role, employer, agency, .. } => {
                self.document.note("A job was noted:");
                let told = [Some(nickname), role.as_ref(), employer.as_ref(), agency.as_ref()];
                let told: Vec<_> = told.into_iter().flatten().map(Private::reveal).collect();
                self.document.answer(&told.join("\n"));
            }
            Fact::RoundNoted { start, minutes, arrange, .. } => {
                self.document.note(&format!("An interview was noted: {}, {minutes} minutes.", moment(*start)));
                if let Some(arrange) = arrange {
                    self.document.answer(arrange.reveal());
                }
            }
            other => {
                if let Some(note) = note(other) {
                    self.document.note(&note);
                }
            }
        }
    }

    fn answered(&mut self, talk: Id, question: &QuestionId, answer: &Answer) {
        if *question == talks::correct::ANEW {
            return; // the new answer stands under the question it corrects
        }
        let told = self.told(answer, self.asked.get(&(talk, question.clone())));
        if let Some(told) = told {
            self.question(talk, question);
            self.document.answer(&told);
        }
    }

    fn question(&mut self, talk: Id, question: &QuestionId) {
        let asked = (talk, question.clone());
        if self.last_asked.as_ref() == Some(&asked) {
            return;
        }
        self.last_asked = Some(asked);
        let text = match self.asked.get(&(talk, question.clone())) {
            Some(part) => part.prompt.iter().map(|block| self.words.block(block)).collect::<Vec<_>>().join("\n"),
            None => question.name.to_string(),
        };
        self.document.question(&text);
    }

    /// An answer as a person would give it again; `None` where there is nothing to read.
    fn told(&self, answer: &Answer, part: Option<&Part>) -> Option<String> {
        let kind = part.map(|part| &part.kind);
        Some(match answer {
            Answer::Skipped => "(skipped)".into(),
            Answer::Text(text) => text.reveal().to_owned(),
            Answer::Choice(pick) => self.picked(pick, kind),
            Answer::Several { picks, other } => {
                let picked = picks.iter().map(|pick| self.picked(pick, kind));
                let own = other.iter().map(|text| text.reveal().to_owned());
                picked.chain(own).collect::<Vec<_>>().join("\n")
            }
            Answer::Scale(step) => match kind {
                Some(Kind::Scale { steps }) if !steps.is_empty() => {
                    let label = steps.get(usize::from(*step).saturating_sub(1));
                    label.map_or_else(|| step.to_string(), |label| format!("{step} ({})", self.words.block(label)))
                }
                _ => format!("{step} of 5"),
            },
            Answer::Percent(percent) => format!("{percent} %"),
            Answer::When(when) => moment(when.at),
            Answer::YesNo(YesNo::Yes) => "Yes".into(),
            Answer::YesNo(YesNo::No) => "No".into(),
            Answer::YesNo(YesNo::Unknown) => "Don't know".into(),
            Answer::Zone(name) | Answer::Country(name) => name.clone(),
            Answer::Done => return None,
            Answer::Items(items) => items.iter().map(|item| item.text.reveal()).collect::<Vec<_>>().join("\n"),
            Answer::Line { verdict, line } => verdict_on(verdict, line),
        })
    }

    fn picked(&self, pick: &Pick, kind: Option<&Kind>) -> String {
        let choices: &[Choice] = match kind {
            Some(
                Kind::Choice { choices, .. }
                | Kind::Several { choices, .. }
                | Kind::When { choices, .. }
                | Kind::Skill { choices, .. },
            ) => choices,
            _ => &[],
        };
        match choices.iter().find(|choice| choice.pick == *pick) {
            Some(choice) => self.words.arg(&choice.label),
            None => match pick {
                Pick::Named(id) => id.replace('-', " "),
                Pick::Thing(_) | Pick::Question(_) => "(something that is gone)".into(),
            },
        }
    }
}

fn verdict_on(verdict: &Verdict, line: &Line) -> String {
    let about = match line {
        Line::Answer { question, .. } => question.reveal(),
        Line::Build { what, .. } => what.reveal(),
        Line::Feedback { said, .. } => said.reveal(),
    };
    match verdict {
        Verdict::Keep => format!("Kept: {about}"),
        Verdict::Change(text) => format!("Changed: {about}\n{}", text.reveal()),
        Verdict::Drop => format!("Dropped: {about}"),
    }
}

fn title(opening: &Opening) -> &'static str {
    match opening {
        Opening::FirstContact(_) => "Getting to know each other",
        Opening::Place => "Where you are",
        Opening::Job(_) => "A job",
        Opening::Interview(_) => "Noting an interview",
        Opening::Debrief(_) => "Looking back at an interview",
        Opening::Overnight(_) => "The day after",
        Opening::Rehearsal(_) => "A rehearsal",
        Opening::Sheet => "The balance sheet",
        Opening::Step { .. } => "A first small step",
        Opening::Correct(_) => "Changing an answer",
        Opening::Quiet | Opening::QuietDeadlines => "Some quiet",
        Opening::Heard(_) => "News",
        Opening::Waiting(_) => "Waiting",
        Opening::Worry => "A worry",
        Opening::DayBefore(_) => "The day before",
        Opening::Weekly(_) => "How the waiting is",
        Opening::Nudge(_) => "Heard anything?",
        Opening::Silence(_) => "No word",
        Opening::Withdrawal(_) => "Withdrawing",
        Opening::No(_) => "A no",
        Opening::Learning(_) => "What a no can be turned into",
        Opening::LettingGo(_) => "Letting go",
        Opening::Feedback(_) => "Feedback",
        Opening::Dream(_) => "A dream in view",
        Opening::Offer(_) => "An offer",
        Opening::OfferReplies(_) => "What they answered",
        Opening::OfferDecision(_) => "Deciding",
        Opening::OfferDeadline(_) => "The day of an answer",
        Opening::Review(_) => "Looking back at a decision",
        Opening::CounterOffer(_) => "A counter-offer",
        Opening::Letter(_) => "A letter",
        Opening::Care => "Care",
        Opening::Panel => "Sitting on a panel",
        Opening::Share(_) => "A line shared with the channel",
        Opening::AskModerator(_) => "Asking a moderator to write",
        Opening::Settings => "Settings",
        Opening::Erase => "Erasing",
        Opening::Confirm(_) => "A question back",
    }
}

/// The facts that are worth a line of their own.
fn note(fact: &Fact) -> Option<String> {
    Some(match fact {
        Fact::Agreed => "You said yes to starting.".into(),
        Fact::ZoneSet(zone) => format!("Your time zone: {zone}."),
        Fact::CountrySet(country) => format!("Your country: {country}."),
        Fact::SettingChanged(Setting::Zone(Some(zone))) => format!("Your time zone: {zone}."),
        Fact::SettingChanged(Setting::Zone(None)) => "You deleted your time zone.".into(),
        Fact::SettingChanged(Setting::Country(Some(country))) => format!("Your country: {country}."),
        Fact::SettingChanged(Setting::Country(None)) => "You deleted your country.".into(),
        Fact::SettingChanged(Setting::Bars(_)) => "You changed whether the balance sheet has bars.".into(),
        Fact::SettingChanged(Setting::Hours(_)) => "You changed your quiet hours.".into(),
        Fact::SettingChanged(Setting::Length(_)) => "You changed how long debriefs are.".into(),
        Fact::Withdrawn { .. } => "You took the last answer back.".into(),
        Fact::ItemDeleted { .. } => "You deleted one of these.".into(),
        Fact::Stopped(_) => "You stopped here.".into(),
        Fact::Lapsed(_) => "This was left unfinished.".into(),
        Fact::RoundMoved { start, .. } => format!("The interview was moved to {}.", moment(*start)),
        Fact::RoundCancelled(_) => "The interview was cancelled.".into(),
        Fact::QuietUntil { until, asked: true, .. } => format!("You asked for quiet until {}.", moment(*until)),
        Fact::QuietEnded => "The quiet ended.".into(),
        Fact::PromptBegun(_) => "You began a talk from a post of a community.".into(),
        Fact::Shared { .. } => "You shared a line with the channel.".into(),
        Fact::ShareTaken(_) => "You took back what you had shared.".into(),
        _ => return None,
    })
}

fn moment(at: DateTime) -> String {
    at.strftime("%A %-d %B %Y, %H:%M").to_string()
}
