//! What a no left on the balance sheet (§3, R7 and R8): one lesson kept per job, one
//! thing to change, and what a dream is being built on. Queries over what was answered.

use crate::{
    Answer, Id, Person, QuestionId,
    answer::YesNo,
    say::Arg,
    talks::learning::{self, Lesson, known},
    vocabulary::Section,
    wording as say,
};
use jiff::civil;

/// One of them.
pub struct Row {
    /// The talk after the no.
    pub talk: Id,
    /// Its question there.
    pub question: QuestionId,
    /// Its heading.
    pub section: Section,
    /// What it says.
    pub text: Arg,
    /// When it was said, on the person's clock.
    pub local: civil::DateTime,
}

/// All of them, by job.
#[must_use]
pub fn rows(person: &Person) -> Vec<Row> {
    let mut rows = Vec::new();
    for process in person.processes() {
        let Some((record, notes)) = known::learned(person, process.id) else { continue };
        let local = known::last_answer(record);
        let mut push = |question, section, text| rows.push(Row { talk: record.id, question, section, text, local });
        let wanted = record.kept(&learning::R8_SHEET).is_some_and(|kept| kept.answer == Answer::YesNo(YesNo::Yes));
        if wanted {
            let (strong, weak) = known::debriefed(person, process.id);
            let text = |lesson: &Option<Lesson>, debriefed: Option<Arg>| match lesson.as_ref()? {
                Lesson::AsDebriefed => debriefed,
                Lesson::Told(text) => Some(Arg::from(text)),
            };
            if let Some(text) = text(&notes.keep, strong) {
                push(learning::R8, Section::ShareholderFunds, text);
            }
            if let Some(text) = text(&notes.change, weak) {
                push(learning::R8_CHANGE, Section::CurrentLiabilities, text);
            }
        }
        for (item, what, step) in known::plan(record) {
            let line = match step {
                Some(step) => say::line_build_step(what, step),
                None => say::line_build(what),
            };
            push(QuestionId::of(learning::R7_STEP, item), Section::LongTermLiabilities, line.into());
        }
    }
    rows
}
