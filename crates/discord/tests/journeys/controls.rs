//! What somebody does on Discord who types nothing: for each line of the terminal, the slash
//! command, the button, the menu or the form that means the same.

use crate::on_discord::OnDiscord;
use afterword_core::{
    Answer, Command,
    ask::{Ask, Pick},
    event::Meaning,
};
use afterword_discord::{
    commands::Commands,
    custom_id::{CustomId, Value},
    used::{self, Used},
};
use afterword_engine::What;
use serde_json::Value as Json;
use std::sync::Arc;

/// What has no control on Discord, and is written as a direct message: a command says nothing of
/// day and job, and shows all the jobs or the open ones.
const TYPED: &[&str] = &["interview on 13 February at 11 with the council", "list closed"];

/// Does what this line means.
pub(crate) async fn does(life: &mut OnDiscord, said: &str) {
    let ask = life.world.ask(&life.account).await;
    match (life.world.understands(&life.account, said, ask.as_ref()).await, ask) {
        (Meaning::Answers(answers), Some(ask)) => answer(life, &ask, &answers, said).await,
        (Meaning::Command(command), ask) => use_command(life, ask.as_ref(), &command, said).await,
        // In their own words, so that it is asked first what they mean: nothing but typing does that.
        (Meaning::Guess(_), _) => life.types(said).await,
        _ => panic!("“{said}” is not understood"),
    }
}

async fn use_command(life: &mut OnDiscord, ask: Option<&Ask>, command: &Command, said: &str) {
    let offered = ask.map(|ask| offered(life, ask)).unwrap_or_default();
    let pressed = |one: &&Offered| match &one.does {
        Some(Used::Hear(What::Pressed { command: does, .. })) => does == command,
        _ => false,
    };
    if let Some(button) = offered.iter().find(pressed) {
        return life.presses(&button.label).await;
    }
    match slash(life, command) {
        Some((name, options)) => {
            let options: Vec<_> = options.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            life.slash(&name, &options).await;
        }
        None => {
            assert!(TYPED.contains(&said), "there is no way but typing for “{said}”");
            life.types(said).await;
        }
    }
}

/// The slash command that means this, with what is chosen with it.
fn slash(life: &OnDiscord, command: &Command) -> Option<(String, Vec<(String, String)>)> {
    let commands = Commands::new(Arc::clone(&life.world.words), Vec::new());
    let text = |value: &Json| value.as_str().unwrap().to_owned();
    let all = serde_json::to_value(commands.all()).unwrap();
    let mut ways = all.as_array().unwrap().iter().flat_map(|slash| {
        let name = text(&slash["name"]);
        let options = slash["options"].as_array().unwrap().iter();
        let chosen = options.flat_map(|option| {
            let choices = option["choices"].as_array().into_iter().flatten();
            choices.map(|choice| vec![(text(&option["name"]), text(&choice["value"]))]).collect::<Vec<_>>()
        });
        std::iter::once(Vec::new()).chain(chosen).map(|options| (name.clone(), options)).collect::<Vec<_>>()
    });
    ways.find(|(name, options)| {
        let options = options.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        commands.chosen(name, options).is_some_and(|chosen| chosen.command == *command)
    })
}

async fn answer(life: &mut OnDiscord, ask: &Ask, answers: &[Answer], said: &str) {
    let offered = offered(life, ask);
    assert!(
        !offered.is_empty(),
        "“{said}”: the question before them has no controls: {:?}",
        life.person.screen().last()
    );
    if let [answer] = answers {
        let one = |one: &&Offered| match &one.does {
            Some(Used::Hear(What::Tapped { answers, .. })) => answers == std::slice::from_ref(answer),
            _ => false,
        };
        if let Some(button) = offered.iter().find(one) {
            return life.presses(&button.label).await;
        }
        if let Some(labels) = picked(&offered, answer) {
            let labels: Vec<_> = labels.iter().map(String::as_str).collect();
            return life.picks(&labels).await;
        }
    }
    let form = offered.iter().find(|one| matches!(one.does, Some(Used::Form(_))));
    let form =
        form.unwrap_or_else(|| panic!("“{said}” cannot be said by controls, only {:?}", life.person.can_press()));
    let fields = fields(life, ask, answers, said).await;
    life.fills(&form.label, &fields).await;
}

/// The labels of one menu that together are this answer.
fn picked(offered: &[Offered], answer: &Answer) -> Option<Vec<String>> {
    let picks = match answer {
        Answer::Choice(pick) => std::slice::from_ref(pick),
        Answer::Several { picks, other: None } => picks,
        _ => return None,
    };
    let label = |menu: &Offered, pick: &Pick| {
        let value = Value::Pick(pick.clone()).encode();
        menu.options.iter().find(|(_, option)| *option == value).map(|(label, _)| label.clone())
    };
    let all = |menu: &Offered| picks.iter().map(|pick| label(menu, pick)).collect::<Option<Vec<_>>>();
    offered.iter().find_map(all).filter(|labels| !labels.is_empty())
}

/// What is written into each input: a piece of the line where that answers the part alike,
/// else all of it into the first.
async fn fields<'s>(life: &OnDiscord, ask: &Ask, answers: &[Answer], said: &'s str) -> Vec<&'s str> {
    let pieces: Vec<&str> = said.splitn(answers.len(), ", ").collect();
    let parts = std::iter::once(&ask.part).chain(&ask.rest);
    for ((piece, part), answer) in pieces.iter().zip(parts).zip(answers) {
        let alone = Ask { stamp: ask.stamp.clone(), part: part.clone(), rest: Vec::new() };
        let meaning = life.world.understands(&life.account, piece, Some(&alone)).await;
        if meaning != Meaning::Answers(vec![answer.clone()]) {
            return vec![said];
        }
    }
    if pieces.len() == answers.len() { pieces } else { vec![said] }
}

/// A button, or a menu with its options, under the question they are at.
struct Offered {
    label: String,
    options: Vec<(String, String)>,
    does: Option<Used>,
}

/// What the newest message before them offers, where that is the question they are at.
fn offered(life: &OnDiscord, ask: &Ask) -> Vec<Offered> {
    let text = |value: &Json| value.as_str().unwrap_or("").to_owned();
    let of = |control: &Json| {
        let id = text(&control["custom_id"]);
        let stamp = CustomId::decode(&id)?.stamp;
        let option = |option: &Json| (text(&option["label"]), text(&option["value"]));
        let options = control["options"].as_array().into_iter().flatten().map(option).collect();
        let current = stamp.talk == ask.stamp.talk && stamp.question == ask.stamp.question;
        current.then(|| Offered { label: text(&control["label"]), options, does: used::component(&id, &[]) })
    };
    life.person.controls().iter().filter_map(of).collect()
}
