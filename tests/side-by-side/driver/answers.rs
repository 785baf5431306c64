//! Somebody who takes what they are offered: the first button or option that answers the
//! question, and something to read in every form.

use afterword_tests::discord::{Modal, Outcome, Person};
use serde_json::Value;

/// What a button brings back that answers nothing: it finds one's way.
const WAY: [&str; 5] = ["-skip", "-back", "-pause", "-why", "-direct"];
/// A list is complete, another job, four of five: chosen wherever they are offered.
const FIRST: [&str; 3] = ["-done", "nnew-job", "s4"];

/// What the newest message asks, by the name of its question; `None` where it asks nothing.
pub(crate) fn asked(person: &Person) -> Option<String> {
    question(&person.newest_body()?)
}

/// Answers what the newest message asks, or begins a short debrief where it asks nothing;
/// returns how many interactions that took.
///
/// # Panics
/// Where the bot does not answer, or nothing answers the question.
pub(crate) async fn goes_on(person: &Person) -> usize {
    let body = person.newest_body().unwrap_or_default();
    let Some(question) = question(&body) else {
        return heard(person, "nothing", person.tries_slash("debrief", &[("length", "short")]).await).await;
    };
    let chosen = choice(&body).unwrap_or_else(|| panic!("nothing answers {question}: {body}"));
    let used = match chosen["options"].as_array() {
        None => person.tries_to_press(text(&chosen["label"])).await,
        Some(options) => {
            let first = options.iter().find(|option| FIRST.contains(&text(&option["value"])));
            person.tries_to_pick(&[text(&first.unwrap_or(&options[0])["label"])]).await
        }
    };
    match used {
        Outcome::Modal(form) => 1 + heard(person, &question, filled(form, &question).tries_to_submit().await).await,
        used => heard(person, &question, used).await,
    }
}

/// Asks for help; returns how many interactions that took.
///
/// # Panics
/// Where the bot does not answer.
pub(crate) async fn asks(person: &Person) -> usize {
    heard(person, "help", person.tries_slash("help", &[]).await).await
}

async fn heard(person: &Person, question: &str, outcome: Outcome) -> usize {
    assert!(matches!(outcome, Outcome::Answered(_)), "{question}: {outcome:?}");
    person.sees_it_thought_of().await;
    1
}

/// The button or menu to use.
fn choice(body: &Value) -> Option<&Value> {
    let by_value = |value: &str| components(body).find(|component| self::value(component) == Some(value));
    let answers = |component: &&Value| value(component).is_some_and(|value| !WAY.contains(&value));
    FIRST.into_iter().find_map(by_value).or_else(|| components(body).find(answers)).or_else(|| by_value("-skip"))
}

fn filled(form: Modal, question: &str) -> Modal {
    let text = match question {
        "F2" => "London",
        "F3" => "United Kingdom",
        "N2" => "yesterday at 3 pm",
        _ => "We spoke about the first three months, and I had an example ready",
    };
    let first = form.labels().first().cloned().expect("a form has an input");
    form.fills_in(&first, text)
}

/// `custom_id`s are `v1:<talk>:<question>:<revision>:<value>`.
fn question(body: &Value) -> Option<String> {
    let id = components(body).find_map(|component| component["custom_id"].as_str());
    id?.split(':').nth(2).map(str::to_owned)
}

fn value(component: &Value) -> Option<&str> {
    component["custom_id"].as_str()?.splitn(5, ':').nth(4)
}

fn components(body: &Value) -> impl Iterator<Item = &Value> {
    let rows = body["components"].as_array().into_iter().flatten();
    rows.flat_map(|row| row["components"].as_array().into_iter().flatten())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
