//! A form with a field for each part of a question.

use afterword_core::{
    Ask, Private,
    event::{Meaning, Unclear},
};

/// What the fields mean together, and what was written in all of them.
///
/// The first decides: a command in it is one, and what is unclear about it is said.
/// The others count as far as they are answers; the next part is asked by itself.
pub(crate) fn understood(
    fields: &[Private],
    ask: Option<&Ask>,
    hear: impl Fn(&str, Option<&Ask>) -> Meaning,
) -> (Meaning, Private) {
    let written: Vec<&str> =
        fields.iter().map(|field| field.reveal().trim()).take_while(|text| !text.is_empty()).collect();
    let said = Private::new(written.join(", "));
    let (first, rest) = match written.split_first() {
        Some((first, rest)) if !rest.is_empty() => (*first, rest),
        // One field is one message, which may answer several parts.
        one => return (one.map_or(Meaning::Unclear(Unclear::Empty), |(text, _)| hear(text, ask)), said),
    };
    let alone = |nth: usize| {
        let ask = ask?;
        let part = if nth == 0 { &ask.part } else { ask.rest.get(nth - 1)? };
        Some(Ask { stamp: ask.stamp.clone(), part: part.clone(), rest: Vec::new() })
    };
    let mut answers = match hear(first, alone(0).as_ref()) {
        Meaning::Answers(answers) => answers,
        other => return (other, said),
    };
    answers.truncate(1);
    for (nth, text) in (1..).zip(rest) {
        match alone(nth).map(|ask| hear(text, Some(&ask))) {
            Some(Meaning::Answers(next)) => answers.extend(next.into_iter().take(1)),
            _ => break,
        }
    }
    (Meaning::Answers(answers), said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use afterword_core::{
        Answer, Command, Id, QuestionId,
        ask::{Kind, Part, Stamp},
    };

    /// Numbers answer, and say how many parts were asked; "back" is a command, anything else is unclear.
    fn hear(text: &str, ask: Option<&Ask>) -> Meaning {
        match (text, text.parse()) {
            ("back", _) => Meaning::Command(Command::Back),
            (_, Ok(step)) => {
                let parts = ask.map_or(0, |ask| 1 + ask.rest.len());
                Meaning::Answers(std::iter::once(Answer::Scale(step)).chain((1..parts).map(|_| Answer::Done)).collect())
            }
            _ => Meaning::Unclear(Unclear::NotUnderstood(text.into())),
        }
    }

    fn fields(texts: &[&str]) -> (Meaning, String) {
        let part = |name| {
            let kind = Kind::Scale { steps: Vec::new() };
            Part { question: QuestionId::new(name), prompt: Vec::new(), kind, skippable: true }
        };
        let stamp = Stamp { talk: Id::minted(1, 1, 0), question: QuestionId::new("D2"), revision: 1 };
        let ask = Ask { stamp, part: part("D2"), rest: vec![part("D8"), part("D9")] };
        let fields: Vec<Private> = texts.iter().map(|text| Private::new(*text)).collect();
        let (meaning, said) = understood(&fields, Some(&ask), hear);
        (meaning, said.reveal().to_owned())
    }

    fn scales(meaning: &Meaning) -> Vec<u8> {
        let Meaning::Answers(answers) = meaning else { panic!("no answers") };
        answers.iter().map(|answer| if let Answer::Scale(step) = answer { *step } else { 0 }).collect()
    }

    #[test]
    fn each_field_answers_its_part_as_far_as_they_go() {
        for (texts, steps, written) in [
            (vec!["3", "4", " 5 "], vec![3, 4, 5], "3, 4, 5"),
            (vec!["3", "what", "5"], vec![3], "3, what, 5"),
            (vec!["3", "back", "5"], vec![3], "3, back, 5"),
            (vec!["1", "2", "3", "4"], vec![1, 2, 3], "1, 2, 3, 4"),
            // One field is heard as one message, in the light of all parts.
            (vec!["3"], vec![3, 0, 0], "3"),
            (vec!["3", "", "5"], vec![3, 0, 0], "3"),
        ] {
            let (meaning, said) = fields(&texts);
            assert_eq!((scales(&meaning), said.as_str()), (steps, written), "{texts:?}");
        }
    }

    #[test]
    fn the_first_field_decides_what_it_is() {
        assert!(matches!(fields(&["back", "4"]).0, Meaning::Command(Command::Back)));
        assert!(matches!(fields(&["what", "4"]).0, Meaning::Unclear(Unclear::NotUnderstood(_))));
        assert!(matches!(fields(&["", "4"]).0, Meaning::Unclear(Unclear::Empty)));
        assert!(matches!(fields(&[]).0, Meaning::Unclear(Unclear::Empty)));
    }
}
