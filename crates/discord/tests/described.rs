//! Every question of every talk, in every state that the walk reaches, and every command,
//! by Discord's own description of its API.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test")]

mod common;

use afterword_discord::commands::Commands;
use afterword_tests::{discord::OpenApi, left_out};
use common::{CALLBACK, SURFACES, bodies, everywhere, form, words};
use libtest_mimic::Failed;
use std::{collections::HashSet, process::ExitCode, sync::Arc};

type Test = fn(&OpenApi);

fn main() -> ExitCode {
    let tests: [(&'static str, Test); 2] =
        [("every_question_in_every_state_fits", questions), ("every_command_fits", commands)];
    let tests = tests.map(|(name, test)| {
        let run = move |described: Arc<OpenApi>| {
            test(&described);
            Ok::<_, Failed>(())
        };
        (name, run)
    });
    left_out::run(OpenApi::given(), "What is sent to Discord, by its own description,", tests)
}

fn questions(described: &OpenApi) {
    let words = words();
    let mut seen = HashSet::new();
    let mut fits = |name: &str, method: &str, path: &str, body: serde_json::Value| {
        if seen.insert((method.to_owned(), path.to_owned(), body.to_string())) {
            assert_eq!(described.check(method, path, Some(&body)), Ok(()), "{name}");
        }
    };
    everywhere(|name, _, say| {
        for surface in SURFACES {
            for (method, path, body) in bodies(&words, say, surface) {
                fits(name, method, path, body);
            }
        }
        if let Some(ask) = &say.ask {
            fits(name, "POST", CALLBACK, form(&words, ask));
        }
    });
    println!("{} different bodies", seen.len());
}

fn commands(described: &OpenApi) {
    let all = Commands::new(words().into(), vec![("fr".to_owned(), words().into())]).all();
    let mut body = serde_json::to_value(all).unwrap();
    for command in body.as_array_mut().unwrap() {
        // Text in Discord's documentation, and a number in its description; Discord takes both.
        if let Some(bits) = command["default_member_permissions"].as_str() {
            command["default_member_permissions"] = bits.parse::<u64>().unwrap().into();
        }
    }
    assert_eq!(described.check("PUT", "/applications/1234567890123456/commands", Some(&body)), Ok(()));
}
