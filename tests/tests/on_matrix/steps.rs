//! Steps that several tests begin with.

use afterword_tests::matrix::{Client, Event, Kind};

/// What somebody says, and what they see then.
pub(crate) type Said = (&'static str, &'static str);

/// From the first word to what they can do.
pub(crate) const AGREES: &[Said] = &[
    ("hello", "Shall we start?"),
    ("yes", "Where are you, roughly?"),
    ("Lisbon", "Which country are you in?"),
    ("Portugal", "Three ways to begin"),
];

/// A short debrief, from its first word to its last page.
pub(crate) const DEBRIEF: &[Said] = &[
    ("debrief short", "What shall we call this job?"),
    ("the Leeds job", "When was it?"),
    ("yesterday at 3", "What kind of interview?"),
    ("panel", "how are you"),
    ("4", "Which of their questions stayed with you?"),
    ("Tell me about a conflict", "That’s one."),
    ("Why do you want to work here?", "That’s 2."),
    ("done", "Which answer are you proudest of"),
    ("1, real example, calm", "most like to have again"),
    ("2, nerves, no example", "how did your answer land with you?"),
    ("5 2", "“Tell me about a conflict” – which skill"),
    ("evidence", "“Why do you want to work here?” – which skill"),
    ("6", "anything that made you pause"),
    ("nothing", "When did they say you’d hear?"),
    ("in a week, from Sarah", "one thing you’d like to build"),
    ("SQL", "what I’d add to your balance sheet"),
    ("keep all", "That’s enough work for one day."),
    ("move, the day before", "Here it is on one page."),
];

/// From what they can do to where a debrief takes a list of texts, each answered by how many there are.
pub(crate) const LISTS: &[Said] = &[
    ("debrief", "What shall we call this job?"),
    ("the Leeds job", "When was it?"),
    ("yesterday at 3", "What kind of interview?"),
    ("1", "how are you"),
    ("4", "How much do you have in you?"),
    ("full", "Who was there?"),
    ("two people", "What did they ask?"),
];

/// Says each of these, once the one before it was answered.
pub(crate) fn goes_through(person: &Client, room: &str, steps: &[Said]) {
    for (says, sees) in steps {
        person.says(room, says);
        person.sees(room, sees);
    }
}

/// Opens a direct room with the bot, and agrees.
pub(crate) fn agrees(person: &Client, bot: &str, kind: Kind) -> String {
    let room = person.opens_direct(bot, kind);
    goes_through(person, &room, AGREES);
    room
}

/// What the rules for bots ask of everything that it says.
pub(crate) fn is_proper(said: &Event) {
    let content = &said.content;
    assert!(said.read, "it can be read: {said:?}");
    assert_eq!(content["msgtype"], "m.notice", "{said:?}");
    assert!(!said.text().trim().is_empty(), "there is a plain text: {said:?}");
    assert_eq!(content["m.mentions"], serde_json::json!({}), "nobody is mentioned: {said:?}");
    if let Some(html) = content["formatted_body"].as_str() {
        assert_eq!(content["format"], "org.matrix.custom.html");
        for tag in html.split('<').skip(1) {
            let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap();
            assert!(ALLOWED.contains(&name), "<{name}> in {html}");
        }
    }
}

/// What a client shows, of what the specification lists.
const ALLOWED: &[&str] =
    &["p", "br", "strong", "em", "del", "ul", "ol", "li", "code", "pre", "blockquote", "a", "h3", "h4", "hr"];
