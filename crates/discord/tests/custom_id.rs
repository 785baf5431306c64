//! What components bring back: read as it was written, and nothing else is read.

use afterword_core::{
    Id, QuestionId,
    answer::YesNo,
    ask::{Pick, Stamp},
};
use afterword_discord::custom_id::{CustomId, LIMIT, TooLong, Value};
use proptest::prelude::*;

fn id(talk: Id, question: QuestionId, revision: u32, value: Value) -> CustomId {
    CustomId { stamp: Stamp { talk, question, revision }, value }
}

/// The largest of everything.
fn last() -> Id {
    Id::minted(u32::MAX, u32::MAX, u8::MAX)
}

#[test]
fn an_id_as_it_goes_to_discord() {
    let talk = Id::minted(0xab_cdef, 7, 1);
    let question = QuestionId::of("D4", Id::minted(0xab_cdef, 9, 2));
    let written = id(talk, question, 12, Value::Scale(4)).encode();
    assert_eq!(written.as_deref(), Ok("v1:q83vAAAABwE:D4~q83vAAAACQI:12:s4"));
}

#[test]
fn the_longest_there_can_be_fits() {
    let question = QuestionId::of("L.accepted-on.simply", last());
    let longest = id(last(), question.clone(), u32::MAX, Value::Pick(Pick::Question(question))).encode().unwrap();
    assert_eq!(longest.chars().count(), 92);
    let name = "x".repeat(80);
    let too_long = id(last(), QuestionId::new("D4"), 1, Value::Pick(Pick::Named(name.into())));
    assert_eq!(too_long.encode(), Err(TooLong(3 + 12 + 3 + 2 + 81)));
}

type Ids = (u32, u32, u8);

fn minted((actor, revision, n): Ids) -> Id {
    Id::minted(actor, revision, n)
}

fn a_question() -> impl Strategy<Value = (String, Option<Ids>)> {
    ("[A-Za-z0-9.-]{1,20}", any::<Option<Ids>>())
}

fn question((name, of): (String, Option<Ids>)) -> QuestionId {
    QuestionId { name: name.into(), of: of.map(minted) }
}

/// One value of each sort; `n`, `text` and `of` fill the ones that hold something.
fn values(n: u8, text: &str, of: (String, Option<Ids>), thing: Ids) -> Vec<Value> {
    vec![
        Value::Pick(Pick::Named(text.to_owned().into())),
        Value::Pick(Pick::Thing(minted(thing))),
        Value::Pick(Pick::Question(question(of))),
        Value::Scale(n % 5 + 1),
        Value::Percent([10, 25, 50, 75, 90][usize::from(n) % 5]),
        Value::YesNo(YesNo::Yes),
        Value::YesNo(YesNo::No),
        Value::YesNo(YesNo::Unknown),
        Value::Skip,
        Value::Done,
        Value::Nothing,
        Value::One(n),
        Value::Several(n),
        Value::Form,
        Value::Back,
        Value::Pause,
        Value::Why,
        Value::Direct,
    ]
}

proptest! {
    #[test]
    fn it_reads_back_as_it_was_written(
        talk: Ids, at in a_question(), of in a_question(), revision: u32, n: u8, text in "[a-z0-9 :.~_-]{1,28}", thing: Ids,
    ) {
        for value in values(n, &text, of, thing) {
            prop_assert!(Value::decode(&value.encode()) == Some(value.clone()), "{}", value.encode());
            let id = id(minted(talk), question(at.clone()), revision, value);
            let written = id.encode().unwrap();
            prop_assert!(written.chars().count() <= LIMIT);
            prop_assert!(CustomId::decode(&written) == Some(id), "{written}");
        }
    }

    /// Whatever is read would be written the same: there are no two spellings.
    #[test]
    fn whatever_else_is_read_is_exact(text in "(v[12]:)?.{0,40}(:.{0,20}){0,4}", value in "[-nqtspv]?.{0,14}") {
        for text in [text, format!("v1:q83vAAAABwE:D4:12:{value}")] {
            if let Some(id) = CustomId::decode(&text) {
                prop_assert_eq!(id.encode(), Ok(text));
            }
        }
    }

    #[test]
    fn one_character_changed_never_reads_as_the_same(at: prop::sample::Index, to: char, talk: Ids, revision: u32) {
        let question = QuestionId::of("D4", minted(talk));
        let was = id(minted(talk), question.clone(), revision, Value::Pick(Pick::Question(question)));
        let mut written: Vec<char> = was.encode().unwrap().chars().collect();
        let at = at.index(written.len());
        prop_assume!(written[at] != to);
        written[at] = to;
        prop_assert!(CustomId::decode(&written.into_iter().collect::<String>()) != Some(was));
    }
}

#[test]
fn what_was_never_written_is_not_read() {
    let good = "v1:q83vAAAABwE:D4:12:s4";
    assert!(CustomId::decode(good).is_some());
    #[rustfmt::skip]
    let table = [
        "", "v1", "v1:", "v1::::", "hello",
        "v2:q83vAAAABwE:D4:12:s4",                      // of another version
        "v1:q83vAAAABw:D4:12:s4",                       // a talk cut short
        "v1:q83vAAAABwF:D4:12:s4",                      // bits that are not in it
        "v1:q83vAAAABwE=:D4:12:s4",
        "v1:q83vAAAABwE::12:s4",                        // no question
        "v1:q83vAAAABwE:D 4:12:s4",
        "v1:q83vAAAABwE:D4~:12:s4",
        "v1:q83vAAAABwE:D4~x~y:12:s4",
        "v1:q83vAAAABwE:D4::s4",                        // no revision
        "v1:q83vAAAABwE:D4:-1:s4",
        "v1:q83vAAAABwE:D4:+1:s4",
        "v1:q83vAAAABwE:D4:012:s4",
        "v1:q83vAAAABwE:D4:4294967296:s4",
        "v1:q83vAAAABwE:D4:12",                         // no value
        "v1:q83vAAAABwE:D4:12:",
        "v1:q83vAAAABwE:D4:12:s0", "v1:q83vAAAABwE:D4:12:s6", "v1:q83vAAAABwE:D4:12:s04",
        "v1:q83vAAAABwE:D4:12:p11", "v1:q83vAAAABwE:D4:12:n", "v1:q83vAAAABwE:D4:12:na\u{7}",
        "v1:q83vAAAABwE:D4:12:t", "v1:q83vAAAABwE:D4:12:q", "v1:q83vAAAABwE:D4:12:-one.", "v1:q83vAAAABwE:D4:12:-one.256",
        "v1:q83vAAAABwE:D4:12:-Skip", "v1:q83vAAAABwE:D4:12:-skip ", "v1:q83vAAAABwE:D4:12:-sheet", "v1:q83vAAAABwE:D4:12:s4:",
        " v1:q83vAAAABwE:D4:12:s4",
    ];
    for text in table {
        assert!(CustomId::decode(text).is_none(), "{text:?}");
    }
    let long = format!("v1:q83vAAAABwE:D4:12:n{}", "x".repeat(79));
    assert!(CustomId::decode(&long[..LIMIT]).is_some());
    assert!(CustomId::decode(&long).is_none());
}
