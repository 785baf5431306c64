//! Jobs that are named with a command.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use afterword_core::{
    Answer,
    ask::{Kind, Pick},
};
use afterword_discord::jobs;
use afterword_engine::What;
use common::{asked, everywhere};

#[test]
fn whatever_is_offered_answers_which_job_is_meant() {
    let (mut answered, mut typed) = (0, 0);
    everywhere(|name, person, say| {
        let Some(ask) = asked(person).filter(|ask| ask.stamp.question.name == "D0") else { return };
        if say.ask.is_none() {
            return;
        }
        let offered = jobs::offered(person, "");
        assert!(offered.len() <= 25 && offered.iter().all(|(label, value)| label.len() <= 100 && value.len() <= 100));
        let nobody = jobs::offered(person, "no job is called this");
        assert!(nobody.is_empty());
        for (label, value) in offered {
            assert!(!jobs::offered(person, &label.to_uppercase()).is_empty(), "{name}: found as it is typed");
            // Jobs have one nickname each here or not: then the newest is meant.
            typed += usize::from(jobs::answer(person, &ask, &label).is_some());
            let Some(What::Tapped { stamp, answers }) = jobs::answer(person, &ask, &value) else { continue };
            assert!(stamp == ask.stamp);
            let Kind::Choice { choices, .. } = &ask.part.kind else { panic!("{name}: no choice") };
            let [Answer::Choice(pick @ Pick::Thing(_))] = answers.as_slice() else { panic!("{name}: no thing") };
            assert!(choices.iter().any(|choice| choice.pick == *pick), "{name}");
            answered += 1;
        }
        for forged in ["", "s3", "nx", "t", "tAAAAAAAAAAA", "-skip"] {
            assert!(jobs::answer(person, &ask, forged).is_none(), "{name}: {forged}");
        }
    });
    assert!(answered > 10 && typed > 10, "{answered} {typed}");
}
