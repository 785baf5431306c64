//! The forms of the panel. What is written into them comes back under the id of the form.

use super::{Control, View, What, choosing::library_typed};
use crate::{render::cut, sentences as say};
use afterword_core::{Id, community::NewPrompt};
use serenity::{
    all::InputTextStyle::{self, Paragraph, Short},
    builder::{CreateActionRow, CreateInputText, CreateModal},
};

/// Room for a title and for a label, for what stands in an empty input, and for a text.
const LABEL: usize = 45;
const PLACEHOLDER: usize = 100;
const SHORT: u16 = 300;
const LONG: u16 = 4000;

/// The form that a component opens; `None` for one that opens none, or whose subject is gone.
pub(crate) fn form(view: &View<'_>, control: Control) -> Option<CreateModal> {
    let series = || view.community.one_series(control.about?);
    let suggestion = || view.community.suggestions().find(|waits| Some(waits.id) == control.about);
    let (title, inputs) = match control.what {
        What::NewForm | What::NewForum => (say::PANEL_NEW, plan(view, "", "", &zone(view), "")),
        What::Edit => {
            let plan_now = &series()?.plan;
            let when = when(view, plan_now);
            let typed = library_typed(&plan_now.library);
            let named = plan_now.name.reveal();
            (say::PANEL_EDIT, plan(view, named, &when, &plan_now.schedule.zone, &typed))
        }
        What::DaysOff => {
            let days: Vec<String> = series()?.plan.schedule.skip.iter().map(ToString::to_string).collect();
            let days = cut(&days.join(" "), usize::from(LONG));
            (
                say::PANEL_DAYS_OFF,
                vec![input(view, Paragraph, say::FORM_DAYS_OFF, Some(say::FORM_DAYS_OFF_SUCH), &days)],
            )
        }
        What::AddPrompt => (say::PANEL_ADD, prompt(view, None)),
        What::EditPrompt => (say::PANEL_EDIT, prompt(view, Some(own(view, control.about?)?))),
        What::AcceptAs => {
            let text = suggestion()?.text.clone();
            let mut inputs = prompt(view, None);
            if let Some(first) = inputs.first_mut() {
                *first = first.clone().value(cut(text.reveal(), usize::from(LONG)));
            }
            (say::PANEL_ACCEPT_AS, inputs)
        }
        What::Decline => {
            suggestion()?;
            (say::PANEL_DECLINE, vec![input(view, Paragraph, say::FORM_REASON, None, "")])
        }
        What::Zone => (say::PANEL_ZONE, vec![required(input(view, Short, say::FORM_ZONE, None, &zone(view)))]),
        _ => return None,
    };
    let rows = inputs.into_iter().map(CreateActionRow::InputText).collect();
    Some(CreateModal::new(control.encode(), cut(&view.word(title), LABEL)).components(rows))
}

/// The community's zone: where a new series has its clock.
pub(super) fn zone(view: &View<'_>) -> String {
    view.community.customs().zone.clone().unwrap_or_else(|| view.settings.zone.clone())
}

/// When it posts, without its zone, as it could have been typed.
fn when(view: &View<'_>, plan: &afterword_core::community::Plan) -> String {
    let said = view.words.block(&plan.schedule.said());
    said.strip_suffix(&format!(" in {}", plan.schedule.zone)).map(str::to_owned).unwrap_or(said)
}

pub(super) fn own<'a>(view: &View<'a>, id: Id) -> Option<&'a NewPrompt> {
    view.community.prompts().find(|(other, _)| *other == id).map(|(_, prompt)| prompt)
}

fn plan(view: &View<'_>, name: &str, when: &str, zone: &str, themes: &str) -> Vec<CreateInputText> {
    vec![
        required(input(view, Short, say::FORM_NAME, Some(say::FORM_NAME_SUCH), name)),
        required(input(view, Short, say::FORM_WHEN, Some(say::FORM_WHEN_SUCH), when)),
        input(view, Short, say::FORM_ZONE, None, zone),
        input(view, Paragraph, say::FORM_THEMES, Some(say::FORM_THEMES_SUCH), themes),
    ]
}

fn prompt(view: &View<'_>, now: Option<&NewPrompt>) -> Vec<CreateInputText> {
    let of = |part: fn(&NewPrompt) -> &str| now.map(part).unwrap_or_default();
    vec![
        required(input(view, Paragraph, say::FORM_PROMPT, None, of(|prompt| prompt.text.reveal()))),
        input(view, Short, say::FORM_THEME, Some(say::FORM_THEME_SUCH), of(|prompt| &prompt.theme)),
        input(view, Short, say::FORM_OPENS, Some(say::FORM_OPENS_SUCH), of(|prompt| prompt.opens.id())),
        input(view, Short, say::FORM_PICTURE, None, of(|prompt| prompt.picture.as_deref().unwrap_or_default())),
    ]
}

fn input(
    view: &View<'_>,
    style: InputTextStyle,
    label: &'static str,
    such: Option<&'static str>,
    value: &str,
) -> CreateInputText {
    let most = if style == Short { SHORT } else { LONG };
    let input = CreateInputText::new(style, cut(&view.word(label), LABEL), label).required(false).max_length(most);
    let input = match such {
        Some(such) => input.placeholder(cut(&view.word(such), PLACEHOLDER)),
        None => input,
    };
    if value.is_empty() { input } else { input.value(cut(value, usize::from(most))) }
}

fn required(input: CreateInputText) -> CreateInputText {
    input.required(true)
}
