//! The words people answer with, from `understanding.toml` of a locale.

use crate::{
    Error,
    moderating::verb::Moderating,
    understand::{guess::Sentence, key::Key},
};
use afterword_core::{
    Command,
    vocabulary::{Length, News},
};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The words of one locale, ready for comparing.
pub(crate) struct Understanding {
    pub(crate) spoken: Vec<Spoken>,
    pub(crate) guesses: Guesses,
    pub(crate) answers: Answers,
    pub(crate) numbers: Numbers,
    pub(crate) dates: Dates,
    /// By the word id of a label: what else people call it.
    pub(crate) synonyms: HashMap<String, Vec<Key>>,
    /// By the word id of a label that is a yes, a no or a "none": the ways of saying that.
    pub(crate) like: HashMap<String, Vec<Key>>,
    /// Labels that are meant where a message names a part of what is offered.
    pub(crate) partly: HashSet<String>,
    /// Labels that are meant where a message names a day to come.
    pub(crate) to_come: HashSet<String>,
    /// By the name of a question with unnamed steps, and by the step: what people call it.
    pub(crate) scales: HashMap<String, HashMap<String, Keys>>,
    /// By the id of a skill: what the questions about it mention.
    pub(crate) skills: HashMap<String, Vec<Key>>,
    pub(crate) places: Places,
    pub(crate) moderating: Moderating,
}

/// What is said to the bot rather than in answer to a question.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Order {
    Skip,
    Done,
    Quiet,
    Command(Command),
}

/// The ways one order is put.
pub(crate) struct Spoken {
    pub(crate) order: Order,
    /// Taken as the order even where a question takes free text.
    pub(crate) always: HashSet<Key>,
    /// Taken as the order anywhere else.
    pub(crate) otherwise: HashSet<Key>,
    /// Taken as the order where a question takes free text, and wherever it is no answer.
    pub(crate) escapes: HashSet<Key>,
    /// Taken as the order where nothing is asked.
    pub(crate) alone: HashSet<Key>,
    /// A message that begins like this, whatever follows, but for one with a word of `unless`.
    pub(crate) opens: Vec<Key>,
    pub(crate) unless: HashSet<String>,
    /// A message that begins like this, and goes on with a day or with whom.
    pub(crate) begins: Vec<Key>,
    /// A short message that has a word of each of these groups.
    pub(crate) mentions: Vec<HashSet<String>>,
}

/// What free text sounds like.
pub(crate) struct Guesses {
    /// Words that change nothing, before and after.
    pub(crate) around: HashSet<String>,
    /// Words that go on to say when, where or with whom.
    pub(crate) after: HashSet<String>,
    pub(crate) commands: Vec<Guess>,
}

/// The sentences that sound like one command.
pub(crate) struct Guess {
    pub(crate) command: Command,
    pub(crate) says: Vec<Sentence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Guessed {
    around: HashSet<String>,
    after: HashSet<String>,
    says: BTreeMap<String, Vec<Sentence>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    commands: BTreeMap<String, Phrases>,
    guesses: Guessed,
    answers: Answers,
    numbers: Numbers,
    dates: Dates,
    synonyms: HashMap<String, Keys>,
    like: HashMap<String, Like>,
    partly: HashSet<String>,
    to_come: HashSet<String>,
    scales: HashMap<String, HashMap<String, Keys>>,
    skills: HashMap<String, Keys>,
    places: Places,
    moderating: Moderating,
}

/// Which of the answers in words a choice is like.
#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Like {
    Yes,
    /// A yes that is no "go on".
    Did,
    No,
    None,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Phrases {
    always: Keys,
    otherwise: Keys,
    escapes: Keys,
    alone: Keys,
    opens: Keys,
    unless: HashSet<String>,
    begins: Keys,
    mentions: Vec<Vec<String>>,
}

/// Answers in words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answers {
    pub(crate) yes: Keys,
    pub(crate) no: Keys,
    pub(crate) unknown: Keys,
    /// None of several.
    pub(crate) none: Keys,
    /// All of several.
    pub(crate) all: Keys,
    /// The last of several.
    pub(crate) last: Keys,
    /// The only one there is.
    pub(crate) that: Keys,
    /// What skips a question that takes free text, besides the commands.
    pub(crate) pass: Keys,
    /// Never, as a day until when.
    pub(crate) endless: Keys,
    /// Chances in words, by the per cent they stand for.
    pub(crate) chances: HashMap<String, Keys>,
    /// Words that say nothing about which choice is meant.
    pub(crate) stop_words: HashSet<String>,
    /// Words of many interview questions, by which none of them is told from another.
    pub(crate) common: HashSet<String>,
    /// Words that name a part of several things.
    pub(crate) part_words: HashSet<String>,
    /// Words around a choice that change nothing about it.
    pub(crate) polite: HashSet<String>,
    /// Words that turn what follows round.
    pub(crate) negations: HashSet<String>,
    /// Words between two answers in one message.
    pub(crate) between: HashSet<String>,
    /// Words that begin the reason for a choice.
    pub(crate) reasons: HashSet<String>,
    /// Those of them that begin nothing else.
    pub(crate) because: HashSet<String>,
}

/// Numbers in words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Numbers {
    pub(crate) cardinals: HashMap<String, i64>,
    pub(crate) ordinals: HashMap<String, i64>,
    /// What is put before a number that chooses: "number 2".
    pub(crate) before: HashSet<String>,
    /// What is put after it: "the second one".
    pub(crate) after: HashSet<String>,
}

/// Names of days and times. The grammar they stand in is code (`understand/date`).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dates {
    /// Names to 1 (Monday) … 7.
    pub(crate) weekdays: HashMap<String, i8>,
    /// Names to 1 … 12.
    pub(crate) months: HashMap<String, i8>,
    /// Short and slipped spellings to the ones the grammar knows.
    pub(crate) spellings: HashMap<String, String>,
    /// Days known by a name, to their day and month.
    pub(crate) feasts: HashMap<Key, (i64, i64)>,
    /// Words that change nothing: "maybe on the".
    pub(crate) fillers: HashSet<String>,
}

/// Places that the tables of zones and countries do not have under these names.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Places {
    /// IANA zone to cities and abbreviations.
    pub(crate) zones: BTreeMap<String, Vec<Key>>,
    /// IANA zone to states and provinces, which settle what a city of a common name before them is.
    pub(crate) regions: BTreeMap<String, Vec<Key>>,
    /// ISO 3166-1 code to other names.
    pub(crate) countries: BTreeMap<String, Vec<Key>>,
    /// What is put before a place: "I'm in".
    pub(crate) before: Vec<Key>,
    /// Words that are never a place, although they are one's code.
    pub(crate) never: HashSet<String>,
    /// Places that are mostly other words within a sentence: "reading", "nice".
    pub(crate) doubtful: HashSet<String>,
}

/// Phrases, ready for comparing.
pub(crate) type Keys = Vec<Key>;

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let key = Key::of(&text);
        if key.is_empty() {
            return Err(serde::de::Error::custom("expected a phrase, found nothing that can be compared"));
        }
        Ok(key)
    }
}

impl Understanding {
    /// Parses the file; a mistake is the error, with its line.
    pub(crate) fn load(locale: &str, text: &str) -> Result<Self, Error> {
        let wrong = |problem| Error::Understanding { locale: locale.to_owned(), problem };
        let file: File = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
        let going_on = file.commands.get("resume").map(|resume| resume.otherwise.clone()).unwrap_or_default();
        let spoken = file
            .commands
            .into_iter()
            .map(|(name, phrases)| {
                let order = order(&name)
                    .ok_or_else(|| wrong(format!("[commands.{name}] is none of the commands there are")))?;
                Ok(Spoken {
                    order,
                    always: phrases.always.into_iter().collect(),
                    otherwise: phrases.otherwise.into_iter().collect(),
                    escapes: phrases.escapes.into_iter().collect(),
                    alone: phrases.alone.into_iter().collect(),
                    opens: phrases.opens,
                    unless: phrases.unless,
                    begins: phrases.begins,
                    mentions: phrases.mentions.into_iter().map(|group| group.into_iter().collect()).collect(),
                })
            })
            .collect::<Result<Vec<_>, Error>>()?;
        let guess = |(name, says): (String, Vec<Sentence>)| match order(&name) {
            Some(Order::Command(command)) => Ok(Guess { command, says }),
            _ => Err(wrong(format!("[guesses.says] {name} is none of the commands there are"))),
        };
        let Guessed { around, after, says } = file.guesses;
        let commands = says.into_iter().map(guess).collect::<Result<Vec<_>, Error>>()?;
        let guesses = Guesses { around, after, commands };
        let like = |like: Like| match like {
            Like::Yes => file.answers.yes.clone(),
            Like::Did => file.answers.yes.iter().filter(|yes| !going_on.contains(yes)).cloned().collect(),
            Like::No => file.answers.no.clone(),
            Like::None => file.answers.none.clone(),
        };
        let like = file.like.into_iter().map(|(word, one)| (word, like(one))).collect();
        Ok(Self {
            spoken,
            guesses,
            answers: file.answers,
            numbers: file.numbers,
            dates: file.dates,
            synonyms: file.synonyms,
            like,
            partly: file.partly,
            to_come: file.to_come,
            scales: file.scales,
            skills: file.skills,
            places: file.places,
            moderating: file.moderating,
        })
    }
}

/// The order with this name in the file.
fn order(name: &str) -> Option<Order> {
    Some(Order::Command(match name {
        "skip" => return Some(Order::Skip),
        "done" => return Some(Order::Done),
        "quiet" => return Some(Order::Quiet),
        "help" => Command::Help,
        "debrief" => Command::Debrief(None),
        "debrief-short" => Command::Debrief(Some(Length::Short)),
        "debrief-full" => Command::Debrief(Some(Length::Full)),
        "debrief-capture" => Command::Debrief(Some(Length::Capture)),
        "interview" => Command::Interview,
        "reschedule" => Command::Reschedule,
        "cancelled" => Command::Cancelled,
        "sheet" => Command::Sheet,
        "rehearse" => Command::Rehearse,
        "list" => Command::List,
        "list-closed" => Command::ListClosed,
        "changed-mind" => Command::ChangedMind,
        "unquiet" => Command::Unquiet,
        "support" => Command::Support,
        "privacy" => Command::Privacy,
        "zone" => Command::Zone,
        "back" => Command::Back,
        "pause" => Command::Pause,
        "resume" => Command::Resume,
        "stop" => Command::Stop,
        "delete-that" => Command::DeleteThat,
        "correct" => Command::Correct,
        "why" => Command::Why,
        "again" => Command::Again,
        "heard" => Command::Heard(None),
        "heard-next-round" => Command::Heard(Some(News::NextRound)),
        "heard-on-hold" => Command::Heard(Some(News::OnHold)),
        "heard-more-wanted" => Command::Heard(Some(News::MoreWanted)),
        "heard-no" => Command::Heard(Some(News::No)),
        "heard-offer" => Command::Heard(Some(News::Offer)),
        "heard-taken-back" => Command::Heard(Some(News::TakenBack)),
        "heard-pulled" => Command::Heard(Some(News::Pulled)),
        "waiting" => Command::Waiting,
        "worry" => Command::Worry,
        "withdraw" => Command::Withdraw,
        "feedback" => Command::Feedback,
        "dream" => Command::Dream,
        "offer" => Command::Offer,
        "counter-offer" => Command::CounterOffer,
        "letters" => Command::Letters,
        "calendar" => Command::Calendar,
        "panel" => Command::Panel,
        "share" => Command::Share,
        "take-back" => Command::TakeBack,
        "ask-moderator" => Command::AskModerator,
        "next" => Command::Next,
        "settings" => Command::Settings,
        "export" => Command::Export,
        "erase" => Command::Erase,
        _ => return None,
    }))
}
