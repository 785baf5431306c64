//! Meanings as the tables write them. (The types have no `Debug`, so that nothing
//! a person wrote can be logged; here it may be shown.)

use afterword_core::{
    Answer, Command, Private,
    answer::YesNo,
    ask::Pick,
    event::{Meaning, Unclear},
};

pub(crate) fn meaning(meaning: &Meaning) -> String {
    match meaning {
        Meaning::Answers(answers) => answers.iter().map(answer).collect::<Vec<_>>().join(" | "),
        Meaning::Command(command) => self::command(command),
        Meaning::Guess(command) => format!("maybe {}", self::command(command)),
        Meaning::Unclear(unclear) => self::unclear(unclear),
    }
}

fn answer(answer: &Answer) -> String {
    match answer {
        Answer::Skipped => "skipped".into(),
        Answer::Text(text) => quoted(text),
        Answer::Choice(pick) => self::pick(pick),
        Answer::Several { picks, other } => {
            let mut all: Vec<String> = picks.iter().map(pick).collect();
            all.extend(other.as_ref().map(quoted));
            format!("[{}]", all.join(", "))
        }
        Answer::Scale(value) => format!("{value}/5"),
        Answer::Percent(value) => format!("{value}%"),
        // "~": no hour was named.
        Answer::When(when) => {
            format!("{}{}", if when.hour_named { "" } else { "~" }, when.at.strftime("%a %Y-%m-%d %H:%M"))
        }
        Answer::YesNo(YesNo::Yes) => "yes".into(),
        Answer::YesNo(YesNo::No) => "no".into(),
        Answer::YesNo(YesNo::Unknown) => "don't know".into(),
        Answer::Zone(name) | Answer::Country(name) => name.clone(),
        Answer::Done => "done".into(),
        Answer::Items(_) | Answer::Line { .. } => "never understood from text".into(),
    }
}

fn pick(pick: &Pick) -> String {
    match pick {
        Pick::Named(id) => id.to_string(),
        Pick::Thing(id) => format!("#{id}"),
        Pick::Question(question) => format!("?{question}"),
    }
}

fn command(command: &Command) -> String {
    match command {
        Command::Debrief(Some(length)) => format!("/debrief {}", length.id()),
        Command::Heard(Some(news)) => format!("/heard {}", news.id()),
        Command::Note(told) => {
            let when = told.start.as_ref().map(|start| format!(" {}", answer(&Answer::When(start.clone()))));
            let whom = told.nickname.as_ref().map(|name| format!(" {}", quoted(name)));
            format!("/interview{}{}", when.unwrap_or_default(), whom.unwrap_or_default())
        }
        Command::Quiet(Some(until)) => format!("/quiet {}", until.strftime("%a %Y-%m-%d %H:%M")),
        other => format!("/{}", format!("{other:?}").replace("(None)", "").to_lowercase()),
    }
}

fn unclear(unclear: &Unclear) -> String {
    match unclear {
        Unclear::Empty => "? empty".into(),
        Unclear::TooLong(length) => format!("? too long: {length}"),
        Unclear::OutOfRange { found, low, high } => {
            format!("? {} is not {low} to {high}", found.reveal())
        }
        Unclear::NoSuchDay(text) => format!("? no such day: {}", text.reveal()),
        Unclear::WrongSide { found, future } => {
            format!("? {found} is not {}", if *future { "to come" } else { "past" })
        }
        Unclear::NoSuchPlace(text) => format!("? no such place: {}", text.reveal()),
        Unclear::Ambiguous(text) => format!("? fits several: {}", text.reveal()),
        Unclear::NotSkippable => "? not skippable".into(),
        Unclear::Part(text) => format!("? all but: {}", text.reveal()),
        Unclear::NotUnderstood(text) => format!("? {}", text.reveal()),
    }
}

fn quoted(text: &Private) -> String {
    format!("“{}”", text.reveal())
}
