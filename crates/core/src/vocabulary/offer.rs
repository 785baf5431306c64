//! Options. An offer (§4), its decision, and what follows from it.

use crate::say::options;

options! {
    /// O0: none of the signs that something is wrong; O2: nothing changed; O5x: neither exception.
    NoneOf, "none-of" {
        /// None of these.
        None = "none",
    }
}

options! {
    /// O0, after the card.
    StopOrGo, "stop-or-go" {
        /// Leave it here.
        Stop = "stop-here",
        /// Look at the offer all the same.
        GoOn = "go-on",
    }
}

options! {
    /// O1: how the offer came.
    Came, "came" {
        /// Said.
        Said = "said",
        /// Written.
        Written = "written",
    }
}

options! {
    /// O1: what it hangs on.
    Conditional, "conditional" {
        /// On references, checks, or the like.
        Yes = "conditional",
        /// On nothing.
        No = "unconditional",
        /// Not known.
        Unsure = "not-sure",
    }
}

options! {
    /// O1: a date that was not named.
    NoDate, "no-date" {
        /// They did not say.
        NotSaid = "not-said",
    }
}

options! {
    /// O1: an answer wanted after the first day. Which date is another one?
    WhichDate, "which-date" {
        /// The answer.
        Answer = "answer",
        /// The start.
        Start = "start",
        /// Both stand.
        Both = "both",
    }
}

options! {
    /// O3: what matters.
    Priority, "priority" {
        /// Pay.
        Pay = "pay",
        /// Learning.
        Learning = "learning",
        /// Security.
        Security = "security",
        /// People.
        People = "people",
        /// Place and hours.
        PlaceAndHours = "place-and-hours",
        /// Meaning.
        Meaning = "meaning",
        /// The next step for the CV.
        NextStep = "next-step",
        /// Breathing space.
        BreathingSpace = "breathing-space",
    }
}

options! {
    /// P: the whole time to decide, in working days.
    WholeTime, "whole-time" {
        /// One or less.
        OneOrLess = "one-or-less",
        /// Two to four.
        Few = "two-to-four",
        /// Five or more.
        Enough = "five-or-more",
        /// They did not say.
        NotSaid = "time-not-said",
    }
}

options! {
    /// O5x: what may explain it.
    Claimed, "claimed" {
        /// "Stabilise it".
        Stabilise = "stabilise",
        /// A holding pattern.
        Holding = "holding",
    }
}

options! {
    /// O5r: whether anything came back.
    CameBack, "came-back" {
        /// Answers came.
        Yes = "answers-came",
        /// Nothing came.
        Nothing = "nothing-came",
        /// Not yet.
        NotYet = "still-waiting",
    }
}

options! {
    /// O8: whether there is something real to put beside it.
    Beside, "beside" {
        /// Another offer, or a job that is there.
        Real = "a-real-one",
        /// Nothing real yet.
        Nothing = "nothing-real",
    }
}

options! {
    /// O9: the ways to look from a distance.
    Distance, "distance" {
        /// Ten days, ten months, ten years.
        Ten = "ten",
        /// What a friend would be told.
        Friend = "friend",
        /// Nine months on: left.
        Left = "left-it",
        /// Nine months on: going well.
        Well = "going-well",
        /// Which no would be regretted more.
        Regret = "regret",
    }
}

options! {
    /// O10: what the person will do.
    Doing, "doing" {
        /// Accept.
        Accept = "accept",
        /// Decline.
        Decline = "decline",
        /// Ask questions.
        Questions = "questions",
        /// Ask for time.
        Time = "time",
        /// Ask for better terms.
        Better = "better",
        /// Not yet.
        NotYet = "not-yet",
    }
}

options! {
    /// After the deadline: did you answer?
    Answered, "answered" {
        /// Yes, accepting.
        Accepted = "said-yes",
        /// Yes, declining.
        Declined = "said-no",
        /// There is more time now.
        MoreTime = "more-time-now",
        /// It was let pass.
        Passed = "let-it-pass",
    }
}

options! {
    /// A review: what became of a promise.
    Kept, "promise" {
        /// Kept.
        Kept = "kept",
        /// Not yet.
        NotYet = "to-come",
        /// Broken.
        Broken = "broken",
    }
}

options! {
    /// A review: were the expectations true?
    True, "true" {
        /// Yes.
        Yes = "as-expected",
        /// Partly.
        Partly = "partly-true",
        /// No.
        No = "not-true",
    }
}

options! {
    /// A review: how it was decided, apart from how it turned out.
    Decided, "decided" {
        /// Well.
        Well = "decided-well",
        /// In a hurry, or without asking.
        Hurried = "in-a-hurry",
        /// Not sure.
        Unsure = "cannot-say",
    }
}

/// The labels of this area.
pub(crate) const LABELS: &[&[&str]] = &[
    NoneOf::WORDS,
    StopOrGo::WORDS,
    Came::WORDS,
    Conditional::WORDS,
    NoDate::WORDS,
    WhichDate::WORDS,
    Priority::WORDS,
    WholeTime::WORDS,
    Claimed::WORDS,
    CameBack::WORDS,
    Beside::WORDS,
    Distance::WORDS,
    Doing::WORDS,
    Answered::WORDS,
    Kept::WORDS,
    True::WORDS,
    Decided::WORDS,
    crate::advice::answers::Unknown::WORDS,
    crate::advice::answers::Describe::WORDS,
    crate::advice::answers::Success::WORDS,
    crate::advice::answers::Clear::WORDS,
    crate::advice::answers::Terms::WORDS,
    crate::advice::answers::People::WORDS,
    crate::advice::answers::WhyLeft::WORDS,
    crate::advice::answers::Staff::WORDS,
    crate::advice::answers::Backing::WORDS,
    crate::advice::answers::New::WORDS,
    crate::advice::answers::Glad::WORDS,
    crate::advice::answers::StepBack::WORDS,
    crate::advice::answers::AskedForTime::WORDS,
    crate::advice::answers::PutOff::WORDS,
    crate::advice::answers::Reason::WORDS,
    crate::advice::answers::Term::WORDS,
    crate::advice::answers::Keen::WORDS,
    crate::advice::answers::Desperate::WORDS,
    crate::advice::answers::HoldingWhy::WORDS,
    crate::advice::safety::Asked::WORDS,
];
