//! What was written into a form of the panel, and what it means.

use super::{
    Control, Page, Step, View, What,
    choosing::typed_library,
    forms::{own, zone},
};
use crate::sentences as say;
use afterword_core::{
    Id, Private, Zone,
    community::{
        NewPrompt, Opens, Order, Place, PlaceKind, Plan, Setting,
        schedule::{CatchUp, Schedule},
    },
    say::Block,
    wording,
};
use afterword_words::{
    prompts::OWN,
    schedule::{NoHolidays, holidays_in_list},
};

/// `None` where nothing of ours has that form.
pub(super) fn filled(view: &View<'_>, control: Control, fields: &[Private]) -> Option<Step> {
    let about = || control.about;
    let field = |nth: usize| fields.get(nth).map_or("", |field| field.reveal().trim());
    Some(match control.what {
        What::NewForm | What::NewForum => {
            let kind = if control.what == What::NewForum { PlaceKind::Forum } else { PlaceKind::Thread };
            let place = Place { channel: control.number.to_string(), kind };
            match (schedule(view, field(1), field(2)), typed(view, field(3))) {
                (Ok(schedule), Ok(library)) => Step::order(
                    Order::AddSeries(Box::new(Plan {
                        name: field(0).into(),
                        library,
                        order: Default::default(),
                        place,
                        schedule,
                        role: None,
                        catch_up: CatchUp::default(),
                        pins: false,
                        warns: true,
                    })),
                    Page::Home,
                ),
                (Err(why), _) | (_, Err(why)) => Step::Note(why, Page::New),
            }
        }
        What::Edit => {
            let id = about()?;
            let Some(series) = view.community.one_series(id) else { return Some(gone(id)) };
            match (schedule(view, field(1), field(2)), typed(view, field(3))) {
                (Ok(schedule), Ok(library)) => {
                    // The days off belong to the series, whatever its times are.
                    let schedule = Schedule { skip: series.plan.schedule.skip.clone(), ..schedule };
                    let plan = Plan { name: field(0).into(), library, schedule, ..series.plan.clone() };
                    Step::order(Order::ChangeSeries { series: id, plan: Box::new(plan) }, Page::Series(id))
                }
                (Err(why), _) | (_, Err(why)) => Step::Note(why, Page::Series(id)),
            }
        }
        What::DaysOff => {
            let id = about()?;
            let Some(series) = view.community.one_series(id) else { return Some(gone(id)) };
            match holidays_in_list(field(0)) {
                Ok(skip) => {
                    let mut plan = series.plan.clone();
                    plan.schedule.skip = skip;
                    Step::order(Order::ChangeSeries { series: id, plan: Box::new(plan) }, Page::Series(id))
                }
                Err(why) => Step::Note(no_days(&why), Page::Series(id)),
            }
        }
        What::AddPrompt => match new_prompt(fields, None) {
            Ok(new) => Step::order(Order::AddPrompts(vec![new]), Page::Library(0)),
            Err(why) => Step::Note(why, Page::Library(0)),
        },
        What::EditPrompt => {
            let prompt = about()?;
            match new_prompt(fields, own(view, prompt)) {
                Ok(new) => Step::order(Order::ChangePrompt { prompt, new }, Page::Prompt(prompt)),
                Err(why) => Step::Note(why, Page::Prompt(prompt)),
            }
        }
        What::AcceptAs => {
            let suggestion = about()?;
            match new_prompt(fields, None) {
                Ok(new) => Step::order(Order::AcceptAs { suggestion, new }, Page::Suggestions(0)),
                Err(why) => Step::Note(why, Page::Suggestions(0)),
            }
        }
        What::Decline => {
            let reason = Some(Private::new(field(0))).filter(|reason| !reason.reveal().is_empty());
            Step::order(Order::Decline { suggestion: about()?, reason }, Page::Suggestions(0))
        }
        What::Zone => Step::order(Order::Set(Setting::Zone(field(0).to_owned())), Page::Settings),
        _ => return None,
    })
}

/// An order about a series that is gone says so.
fn gone(series: Id) -> Step {
    Step::order(Order::NextRuns(series), Page::Home)
}

fn schedule(view: &View<'_>, when: &str, named: &str) -> Result<Schedule, Block> {
    let named = if named.is_empty() { zone(view) } else { named.to_owned() };
    let Some(clock) = Zone::named(&named) else { return Err(wording::schedule_no_zone()) };
    view.words.schedule(when, &named, clock.local(view.now))
}

fn typed(view: &View<'_>, themes: &str) -> Result<afterword_core::community::Library, Block> {
    typed_library(view, themes).map_err(|theme| say::panel_no_theme(&Private::new(theme)))
}

/// A prompt as it was written; what the form has no input for stays as it was.
fn new_prompt(fields: &[Private], before: Option<&NewPrompt>) -> Result<NewPrompt, Block> {
    let field = |nth: usize| fields.get(nth).map_or("", |field| field.reveal().trim());
    let opens = match field(2) {
        "" => Opens::Next,
        typed => Opens::from_id(&typed.to_lowercase()).ok_or_else(|| say::panel_no_talk(&Private::new(typed)))?,
    };
    let picture = Some(field(3)).filter(|url| !url.is_empty());
    if picture.is_some_and(|url| !is_address(url)) {
        return Err(Block::plain(say::PANEL_NO_PICTURE));
    }
    let theme = if field(1).is_empty() { OWN } else { field(1) };
    Ok(NewPrompt {
        text: field(0).into(),
        theme: theme.to_owned(),
        opens,
        season: before.and_then(|before| before.season),
        picture: picture.map(str::to_owned),
    })
}

/// As Discord takes one for a picture.
fn is_address(url: &str) -> bool {
    let there = url.strip_prefix("https://").filter(|rest| rest.contains('.'));
    there.is_some() && url.len() <= 2048 && !url.contains(|sign: char| sign.is_whitespace() || sign.is_control())
}

/// What is wrong with a list of days.
pub(super) fn no_days(why: &NoHolidays) -> Block {
    why.block()
}
