//! Messages that are taken back or changed where they were written.

use crate::script::{Script, short, short_to_lines, words};
use afterword_core::{
    Answer, Event, Fact, Private, Say,
    event::{Given, Meaning, Unclear, What},
    sheet::evidence::kept_lines,
};
use jiff::SignedDuration;

/// What the last turn told.
fn given(script: &Script) -> Vec<Given> {
    let at = script.person.last_at();
    let given = script.facts().iter().filter_map(|fact| match fact {
        Fact::Answered { talk, question, .. } => Some(Given { talk: *talk, what: What::Answer(question.clone()), at }),
        Fact::ItemAdded { talk, item, .. } => Some(Given { talk: *talk, what: What::Item(*item), at }),
        _ => None,
    });
    given.collect()
}

fn edit(script: &mut Script, given: Vec<Given>, answer: Answer) -> Vec<Say> {
    let event = Event::Edited { given, meaning: Meaning::Answers(vec![answer]), said: Private::new("as it is now") };
    script.later(SignedDuration::from_secs(30)).event(&event)
}

fn remove(script: &mut Script, given: Option<Vec<Given>>) -> Vec<Say> {
    script.later(SignedDuration::from_secs(30)).event(&Event::Removed(given))
}

#[test]
fn an_edit_of_the_answer_given_last_replaces_it() {
    let mut script = short(14);
    let asked = script.at();
    script.scale(2);
    let (first, next) = (given(&script), script.at());
    assert_ne!(asked, next);
    let told = edit(&mut script, first.clone(), Answer::Scale(4));
    assert_eq!(script.at(), next, "it goes on where it was");
    assert!(!words(&told).contains(&"back-done".to_owned()));
    let record = script.person.front().unwrap();
    let What::Answer(question) = &first[0].what else { panic!("an answer") };
    assert!(record.kept(question).unwrap().answer == Answer::Scale(4));
}

#[test]
fn an_edit_of_any_other_message_changes_nothing_and_says_how() {
    let mut script = short(14);
    script.scale(2);
    let first = given(&script);
    script.later(SignedDuration::from_secs(30)).text("Why us?");
    let (before, at) = (script.person.clone(), script.at());
    for given in [first.clone(), Vec::new()] {
        let told = edit(&mut script, given, Answer::Scale(4));
        assert!(words(&told).contains(&"edited-earlier".to_owned()));
    }
    // Nor does one that is no answer any more.
    let last = Meaning::Unclear(Unclear::Empty);
    script.event(&Event::Edited { given: first, meaning: last, said: Private::new("") });
    assert_eq!(script.at(), at);
    let question = |script: &afterword_core::Person| script.front().unwrap().answers().count();
    assert_eq!(question(&script.person), question(&before));
}

#[test]
fn an_item_of_a_list_can_be_edited_and_removed() {
    let mut script = short(14);
    script.scale(2);
    script.later(SignedDuration::from_secs(30)).text("Why us?");
    let item = given(&script);
    assert!(matches!(item[0].what, What::Item(_)), "the list of questions comes second");
    edit(&mut script, item, Answer::Text("Why here?".into()));
    let texts = |script: &Script| -> Vec<String> {
        script.person.front().unwrap().items().map(|(_, item)| item.text.reveal().to_owned()).collect()
    };
    assert_eq!(texts(&script), ["Why here?"]);
    let item = given(&script);
    let told = remove(&mut script, Some(item));
    assert!(words(&told).contains(&"deleted-item".to_owned()));
    assert_eq!(texts(&script), Vec::<String>::new());
}

#[test]
fn what_is_removed_is_deleted_from_wherever_it_was_told() {
    let mut script = short(14);
    short_to_lines(&mut script, "no-example");
    script.pick("keep-all");
    let lines = given(&script);
    script.later(SignedDuration::from_secs(30)).pick("move");
    script.skip();
    assert_eq!(kept_lines(&script.person).len(), 3);
    remove(&mut script, Some(lines.clone()));
    assert_eq!(kept_lines(&script.person).len(), 0);
    // Twice is as good as once, and a message that told nothing is nothing.
    assert_eq!(words(&remove(&mut script, Some(lines))), Vec::<String>::new());
    assert_eq!(words(&remove(&mut script, Some(Vec::new()))), Vec::<String>::new());
    assert!(words(&remove(&mut script, None)).contains(&"removed-unknown".to_owned()));
}

#[test]
fn the_yes_itself_stays_and_strangers_are_told_nothing() {
    let mut script = Script::stranger(14);
    let told = remove(&mut script, Some(Vec::new()));
    assert_eq!(words(&told), Vec::<String>::new());
    assert_eq!(words(&edit(&mut script, Vec::new(), Answer::Scale(1))), Vec::<String>::new());
    script.event(&Event::Visit);
    script.pick("yes");
    let yes = given(&script);
    assert!(script.person.agreed() && !yes.is_empty());
    remove(&mut script, Some(yes));
    assert!(script.person.agreed());
}
