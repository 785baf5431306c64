//! What each question is about, in a few words, for the graphs. People never see these in a talk.

const TITLES: &[(&str, &str)] = &[
    ("F1", "may I?"),
    ("F2", "where are you?"),
    ("F3", "which country?"),
    ("N1", "nickname of the job"),
    ("N1.role", "role"),
    ("N1.employer", "employer"),
    ("N1.agency", "agency"),
    ("N2", "when?"),
    ("N2.length", "how long?"),
    ("N3", "what kind?"),
    ("N4", "anything to arrange?"),
    ("D0", "which interview?"),
    ("D0.more", "one of the others?"),
    ("D0.round", "that one again, or a new one?"),
    ("D1", "how are you?"),
    ("CARE", "people to turn to"),
    ("D1.length", "short or full?"),
    ("D2", "who was there?"),
    ("D3", "what did they ask?"),
    ("D4", "how did it land?"),
    ("D5", "which skill?"),
    ("D6", "proudest of?"),
    ("D6.least", "the least bad?"),
    ("D6.why", "what made it work?"),
    ("D7", "which one again?"),
    ("D7.cause", "what got in the way?"),
    ("D7.when", "rebuild it now or tomorrow?"),
    ("D7.where", "where and when?"),
    ("D7.mine", "what was yours?"),
    ("D7.did", "what did you do?"),
    ("D7.changed", "what changed?"),
    ("D7.first", "first sentence"),
    ("D7.know", "what do you know?"),
    ("D7.find-out", "how would you find out?"),
    ("D7.nearest", "the nearest thing"),
    ("D7.step", "one small step"),
    ("D7.try", "one thing to try"),
    ("D7.tried", "how did it go?"),
    ("D7.neutral", "as a plain fact"),
    ("D8", "what did you ask them?"),
    ("D9", "anything that made you pause?"),
    ("D10", "when will you hear?"),
    ("D10.whom", "from whom?"),
    ("D11", "anything to build?"),
    ("D11.step", "a first step"),
    ("D11.by", "by when?"),
    ("D12", "the hunch"),
    ("D12.fit", "how good a fit?"),
    ("D12.dream", "the one?"),
    ("D13", "keep these lines?"),
    ("D13.each", "keep this line?"),
    ("D14", "the rest of the day"),
    ("overnight", "anything come back?"),
    ("overnight.rest", "the rest, when?"),
    ("rehearse", "say your answer"),
    ("rehearse.compared", "better, same, worse?"),
    ("step", "the first step, how did it go?"),
    ("step.later", "which day instead?"),
    ("sheet", "which line to explain?"),
    ("sheet.section", "under which heading?"),
    ("sheet.line", "what does it say?"),
    ("sheet.remove", "which line is to go?"),
    ("correct", "which answer?"),
    ("correct.anew", "the new answer"),
    ("quiet", "until when?"),
    ("place", "where are you?"),
];

/// What a question is about; `None` for the ends of a talk.
pub(super) fn title(question: &str) -> Option<&'static str> {
    [TITLES, WAITING, REJECTION, OFFER, LETTERS, CARE, WAY]
        .into_iter()
        .flatten()
        .find(|(known, _)| *known == question)
        .map(|(_, title)| *title)
}

const WAITING: &[(&str, &str)] = &[
    ("W1.again", "back to waiting?"),
    ("W1b", "day before, weekly, nothing?"),
    ("W2", "what else is on?"),
    ("W3", "a worry"),
    ("W3.can", "anything to do about it?"),
    ("W3.action", "the one thing"),
    ("W3.by", "which day?"),
    ("W3.keep", "keep or bin it?"),
    ("W3.parked", "the parked ones"),
    ("W4.yes", "if it’s a yes?"),
    ("W4.no", "if it’s a no?"),
    ("W5", "how’s the waiting?"),
    ("W6", "heard anything?"),
    ("W7", "heard anything, again?"),
    ("W8", "close it?"),
    ("W8.sure", "delete it all?"),
    ("W9", "what’s the news?"),
    ("W9.hold", "on hold until when?"),
    ("W9.wanted", "what do they want?"),
    ("W9.by", "by when?"),
    ("withdraw", "take yourself out?"),
    ("withdraw.note", "a note?"),
    ("D0.closed", "which of the closed ones?"),
];

const REJECTION: &[(&str, &str)] = &[];

const OFFER: &[(&str, &str)] = &[];

const LETTERS: &[(&str, &str)] = &[];

const CARE: &[(&str, &str)] = &[];

const WAY: &[(&str, &str)] = &[
    ("N2.hour", "at what hour?"),
    ("confirm", "shall we?"),
    ("erase", "erase everything?"),
    ("erase.again", "really?"),
    ("settings", "which setting?"),
    ("settings.zone", "where are you?"),
    ("settings.country", "which country?"),
    ("settings.hours", "which quiet hours?"),
    ("settings.length", "how long are debriefs?"),
];
