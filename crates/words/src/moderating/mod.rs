//! Moderators' orders as they are typed, where a platform has no forms: "new Friday look back; Fridays at 16:00".
//!
//! An order is a verb, and what follows it. What says several things about a series has them
//! in parts, with a line's end or a semicolon between them: `pin: yes`. The verbs and the names
//! of the parts are words (`understanding.toml`, `[moderating]`); the grammar is this module.
//!
//! A series goes by its name or the beginning of that, and where there is only one, by nothing.
//! Prompts and suggestions go by the short names that lists show.

mod change;
mod help;
mod names;
mod plan;
pub(crate) mod verb;

pub use help::help;
pub(crate) use verb::{Field, Verb};

use crate::{
    Words,
    prompts::{Format, OWN},
    understand::key::Key,
};
use afterword_core::{
    Id, Private, Settings,
    community::{Community, NewPrompt, Opens, Order, SUGGESTED, Setting},
    say::Block,
    wording as say,
};
use jiff::Timestamp;

/// What an order is read in the light of.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The community; a new one where it is not there yet.
    pub community: &'a Community,
    /// The operator's numbers.
    pub settings: &'a Settings,
    /// The moment.
    pub now: Timestamp,
    /// The channel or the room it is typed in, by its id on the platform.
    pub here: &'a str,
    /// What pings everybody there, where a platform has it.
    pub everybody: Option<&'a str>,
    /// The themes of the shipped prompts.
    pub themes: &'a [&'a str],
}

/// What a moderator means.
#[derive(Clone, PartialEq, Eq)]
pub enum Meant {
    /// An order. Channels in it are as they were typed, where they were: by id or alias.
    Order(Order),
    /// What there is, and what can be typed ([`help()`]).
    Panel,
    /// A library comes in, from a file.
    Import,
    /// The holidays of a series come, from a calendar file.
    Holidays(Id),
    /// The community's own prompts, as a file.
    Export(Format),
    /// Everything that is kept of the community is to go.
    Forget {
        /// Whether they said yes to that already.
        sure: bool,
    },
}

impl Words {
    /// What a moderator's typed order means.
    ///
    /// # Errors
    ///
    /// A sentence on what was found, what was expected, and what to type instead.
    pub fn moderating(&self, text: &str, view: &View<'_>) -> Result<Meant, Block> {
        let reading = Reading { words: self, view };
        let text = text.trim();
        let Some((verb, rest)) = self.understanding.verb(text) else {
            return if text.is_empty() { Ok(Meant::Panel) } else { Err(say::order_unknown(Private::new(text))) };
        };
        reading.order(verb, rest)
    }
}

/// An order being read.
#[derive(Clone, Copy)]
struct Reading<'a> {
    words: &'a Words,
    view: &'a View<'a>,
}

impl Reading<'_> {
    fn order(&self, verb: Verb, rest: &str) -> Result<Meant, Block> {
        Ok(Meant::Order(match verb {
            Verb::Help => return Ok(Meant::Panel),
            Verb::Import => return Ok(Meant::Import),
            Verb::Export => return Ok(Meant::Export(format(rest))),
            Verb::Forget => return Ok(Meant::Forget { sure: self.words.is_yes(rest) }),
            Verb::Holidays => return self.holidays(rest),
            Verb::New => self.new_series(rest)?,
            Verb::Change => self.change_series(rest)?,
            Verb::List => Order::List,
            Verb::Show => Order::NextRuns(self.series(rest)?),
            Verb::Pause => Order::Pause(self.series(rest)?),
            Verb::Resume => Order::Resume(self.series(rest)?),
            Verb::Delete => Order::DeleteSeries(self.series(rest)?),
            Verb::Skip => Order::SkipNext(self.series(rest)?),
            Verb::Post => Order::PostNow(self.series(rest)?),
            Verb::Preview => Order::Preview(self.series(rest)?),
            Verb::DryRun => Order::DryRun(self.series(rest)?),
            Verb::Library => Order::Library { after: from(rest) },
            Verb::Add => Order::AddPrompts(vec![self.new_prompt(rest, OWN)?]),
            Verb::Edit => self.edit(rest)?,
            Verb::Remove => Order::RemovePrompts(self.prompts(rest)?),
            Verb::Suggestions => Order::Suggestions,
            Verb::Accept => self.accept(rest)?,
            Verb::Decline => self.decline(rest)?,
            Verb::Log => Order::Audit { after: from(rest) },
            Verb::Numbers => Order::Statistics,
            Verb::Undo => Order::Undo,
            Verb::Set if rest.is_empty() => Order::Customs,
            Verb::Set => Order::Set(self.setting(rest)?),
        }))
    }

    /// "kindness, debrief: What was kind?", or the text alone, which is of the usual theme.
    fn new_prompt(&self, rest: &str, usual: &str) -> Result<NewPrompt, Block> {
        let (theme, opens, text) = match rest.split_once(':').and_then(|(lead, text)| Some((self.lead(lead)?, text))) {
            Some(((theme, opens), text)) => (theme, opens, text),
            None => (None, None, rest),
        };
        if text.trim().is_empty() {
            return Err(say::add_what());
        }
        let theme = theme.unwrap_or_else(|| usual.to_owned());
        Ok(NewPrompt {
            text: text.trim().into(),
            theme,
            opens: opens.unwrap_or(Opens::Next),
            season: None,
            picture: None,
        })
    }

    /// A theme, a talk, or both, before the colon; `None` where that is the prompt's own text.
    fn lead(&self, lead: &str) -> Option<(Option<String>, Option<Opens>)> {
        let parts: Vec<&str> = lead.split(',').map(str::trim).collect();
        let opens = |part: &str| Opens::from_id(&part.to_lowercase());
        match *parts {
            // "panel" is a theme and a talk: alone it is the theme.
            [one] if self.is_theme(one) => Some((Some(one.to_lowercase()), None)),
            [one] => opens(one).map(|opens| (None, Some(opens))),
            [theme, talk] => Some((Some(theme.to_lowercase()), Some(opens(talk)?))),
            _ => None,
        }
    }

    /// "7.1: What was kind?": the text changes, and nothing else.
    fn edit(&self, rest: &str) -> Result<Order, Block> {
        let (name, text) = rest.split_once(':').ok_or_else(say::edit_what)?;
        let prompt = self.prompt(name)?;
        let before = self.view.community.prompts().find(|(id, _)| *id == prompt).map(|(_, before)| before.clone());
        let before = before.ok_or_else(say::prompt_unknown)?;
        Ok(Order::ChangePrompt { prompt, new: NewPrompt { text: text.trim().into(), ..before } })
    }

    /// "7.1", or "7.1: as it should read".
    fn accept(&self, rest: &str) -> Result<Order, Block> {
        let Some((name, text)) = rest.split_once(':') else { return Ok(Order::Accept(self.suggestion(rest)?)) };
        let suggestion = self.suggestion(name)?;
        Ok(Order::AcceptAs { suggestion, new: self.new_prompt(text, SUGGESTED)? })
    }

    /// "7.1", or "7.1: the reason".
    fn decline(&self, rest: &str) -> Result<Order, Block> {
        let (name, reason) = rest.split_once(':').map_or((rest, ""), |(name, reason)| (name, reason.trim()));
        let reason = (!reason.is_empty()).then(|| Private::new(reason));
        Ok(Order::Decline { suggestion: self.suggestion(name)?, reason })
    }

    /// "sharing off", "approvals 2", "moderators here".
    fn setting(&self, rest: &str) -> Result<Setting, Block> {
        let understanding = &self.words.understanding;
        let (field, value) = understanding.setting(rest).ok_or_else(say::set_what)?;
        let switch = || self.switch(value);
        Ok(match field {
            Field::Moderators => Setting::Moderators(self.channel(value)),
            Field::Approvals => Setting::Approvals(value.trim().parse().map_err(|_| say::set_what())?),
            Field::Sharing => Setting::Sharing(switch()?),
            Field::AskModerator => Setting::AskModerator(switch()?),
            Field::Suggestions => Setting::Suggestions(switch()?),
            Field::Reactions => Setting::Reactions(switch()?),
            Field::Digest => Setting::Digest(switch()?),
            Field::Zone => Setting::Zone(self.zone(value)?),
            _ => return Err(say::set_what()),
        })
    }
}

fn format(rest: &str) -> Format {
    if rest.trim().eq_ignore_ascii_case("csv") { Format::Csv } else { Format::Toml }
}

/// "From the 21st": how many are passed over.
fn from(rest: &str) -> usize {
    rest.trim().parse::<usize>().map_or(0, |nth| nth.saturating_sub(1))
}

impl Words {
    fn is_yes(&self, text: &str) -> bool {
        let last = text.rsplit([',', ' ', '\n']).next().unwrap_or_default();
        self.understanding.answers.yes.contains(&Key::of(last))
    }
}
