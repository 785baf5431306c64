//! From what somebody used on a page to what follows.

use super::{
    Control, Page, View, What,
    choosing::{change_how, chosen_library},
    filled::filled,
    settings::{approvals, switched},
};
use crate::custom_id::read;
use afterword_core::{
    Id, Private,
    community::{Order, PlaceKind, Plan, Setting},
    say::Block,
};
use afterword_words::prompts::Format;

/// The type of a forum (`resources/channel`, channel types).
const FORUM: u8 = 15;

/// What came with a component or a form.
#[derive(Default)]
pub(crate) struct Given {
    /// What was chosen in a menu.
    pub(crate) values: Vec<String>,
    /// What was written into a form; `None` where none was sent.
    pub(crate) fields: Option<Vec<Private>>,
    /// The type of the channel that was chosen.
    pub(crate) channel_kind: Option<u8>,
}

/// What follows.
pub(crate) enum Step {
    /// These, in order, and then this page.
    Orders(Vec<Order>, Page),
    /// A form, whose subject is looked at on this page.
    Form(Control, Page),
    /// What was written cannot be understood; the page stays.
    Note(Block, Page),
    /// The library as a file.
    Export(Format),
    /// Everything that is kept, as a file.
    Everything,
    /// The file under the button is added.
    Import,
    /// Everything is forgotten.
    Forget,
}

impl Step {
    pub(super) fn order(order: Order, page: Page) -> Self {
        Self::Orders(vec![order], page)
    }

    /// What somebody tries who is no moderator: it is noted so.
    pub(crate) fn tries(&self) -> Order {
        match self {
            Self::Orders(orders, page) => orders.first().cloned().unwrap_or_else(|| page.look()),
            Self::Form(_, page) | Self::Note(_, page) => page.look(),
            Self::Export(_) | Self::Everything | Self::Import | Self::Forget => Order::List,
        }
    }
}

/// What a component or a form means; `None` where nothing of ours ever had it.
pub(crate) fn step(view: &View<'_>, control: Control, given: &Given) -> Option<Step> {
    if let Some(page) = control.page() {
        return Some(Step::Orders(Vec::new(), page));
    }
    if let Some(fields) = &given.fields {
        return filled(view, control, fields);
    }
    let value = given.values.first();
    let about = |order: fn(Id) -> Order| Some(Step::order(order(control.about?), Page::Series(control.about?)));
    let chosen = || read(value?);
    match control.what {
        What::Choose => Some(Step::Orders(Vec::new(), Page::Series(chosen()?))),
        What::ChoosePrompt => Some(Step::Orders(Vec::new(), Page::Prompt(chosen()?))),
        What::Preview => about(Order::Preview),
        What::DryRun => about(Order::DryRun),
        What::PostNow => about(Order::PostNow),
        What::Skip => about(Order::SkipNext),
        What::Pause => about(Order::Pause),
        What::Resume => about(Order::Resume),
        What::Delete => Some(Step::order(Order::DeleteSeries(control.about?), Page::Home)),
        What::Undo => Some(Step::order(Order::Undo, Page::Home)),
        What::NewIn => {
            let forum = given.channel_kind == Some(FORUM);
            let what = if forum { What::NewForum } else { What::NewForm };
            Some(Step::Form(Control { what, about: None, number: snowflake(value?)? }, Page::New))
        }
        What::Edit | What::DaysOff => Some(Step::Form(control, Page::Series(control.about?))),
        What::AddPrompt => Some(Step::Form(control, Page::Library(0))),
        What::EditPrompt => Some(Step::Form(control, Page::Prompt(control.about?))),
        What::AcceptAs | What::Decline => Some(Step::Form(control, Page::Suggestions(0))),
        What::Zone => Some(Step::Form(control, Page::Settings)),
        What::Place | What::Role | What::Themes | What::How => change(view, control, given),
        What::RemovePrompt => Some(Step::order(Order::RemovePrompts(vec![control.about?]), Page::Library(0))),
        What::Accept => Some(Step::order(Order::Accept(control.about?), Page::Suggestions(0))),
        What::Toml => Some(Step::Export(Format::Toml)),
        What::Csv => Some(Step::Export(Format::Csv)),
        What::Everything => Some(Step::Everything),
        What::Import => Some(Step::Import),
        What::Moderators => set(vec![Setting::Moderators(value.and_then(|id| checked(id)))]),
        What::ModeratorRole => set(vec![Setting::ModeratorRole(value.and_then(|id| checked(id)))]),
        What::Switches => set(switched(view.community.customs(), &given.values)),
        What::Approvals => set(vec![Setting::Approvals(approvals(value?)?)]),
        What::Forgotten => Some(Step::Forget),
        // Forms that were never sent, and pages.
        _ => None,
    }
}

/// Another plan of a series, by one of its menus.
fn change(view: &View<'_>, control: Control, given: &Given) -> Option<Step> {
    let id = control.about?;
    let Some(series) = view.community.one_series(id) else {
        return Some(Step::order(Order::NextRuns(id), Page::Home));
    };
    let (plan, value) = (&series.plan, given.values.first());
    let plan = match control.what {
        What::Place => placed(plan, value?, given.channel_kind)?,
        What::Role => Plan { role: value.and_then(|id| checked(id)), ..plan.clone() },
        What::Themes => Plan { library: chosen_library(view, &given.values), ..plan.clone() },
        What::How => change_how(plan, value?)?,
        _ => return None,
    };
    Some(Step::order(Order::ChangeSeries { series: id, plan: Box::new(plan) }, Page::Setup(id)))
}

/// In another channel; in a forum as a post, and elsewhere as before.
fn placed(plan: &Plan, channel: &str, kind: Option<u8>) -> Option<Plan> {
    let mut plan = plan.clone();
    plan.place.channel = checked(channel)?;
    plan.place.kind = match (kind, plan.place.kind) {
        (Some(FORUM), _) => PlaceKind::Forum,
        (_, PlaceKind::Forum) => PlaceKind::Thread,
        (_, kind) => kind,
    };
    plan.pins &= plan.place.kind != PlaceKind::Forum;
    Some(plan)
}

fn set(settings: Vec<Setting>) -> Option<Step> {
    Some(Step::Orders(settings.into_iter().map(Order::Set).collect(), Page::Settings))
}

fn checked(id: &str) -> Option<String> {
    snowflake(id).map(|id| id.to_string())
}

fn snowflake(id: &str) -> Option<u64> {
    id.parse().ok().filter(|id| *id != 0)
}
