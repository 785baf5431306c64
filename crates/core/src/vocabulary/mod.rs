//! The fixed sets of options that answers choose from (`conversations.md` §0, §1, §5).

pub(crate) mod care;
pub(crate) mod letters;
pub(crate) mod offer;
pub(crate) mod rejection;
pub(crate) mod waiting;
pub(crate) mod way;

pub use letters::*;
pub use offer::*;
pub use rejection::*;
pub use waiting::*;
pub use way::*;

use crate::say::options;

options! {
    /// How long a debrief is to be (§1, "Two lengths", and "capture only").
    Length, "length" {
        /// About ten messages and four minutes.
        Short = "short",
        /// About thirty messages.
        Full = "full",
        /// Only the questions, jotted down; looked at tomorrow.
        Capture = "capture",
    }
}

options! {
    /// N3: the kind of interview.
    InterviewKind, "kind" {
        /// One to one.
        OneToOne = "one-to-one",
        /// Several people at once.
        Panel = "panel",
        /// By telephone.
        Phone = "phone",
        /// By video.
        Video = "video",
        /// A task to do at home.
        Task = "task",
        /// A presentation.
        Presentation = "presentation",
        /// With other candidates.
        Group = "group",
    }
}

options! {
    /// D6: what made an answer work.
    Ingredient, "ingredient" {
        /// A real example.
        Example = "example",
        /// A clear result.
        Result = "result",
        /// It was short.
        Short = "short",
        /// Knew the subject.
        Subject = "subject",
        /// Calm.
        Calm = "calm",
        /// Answered *their* need.
        TheirNeed = "their-need",
        /// Had practised.
        Practised = "practised",
    }
}

options! {
    /// D7: what got in the way.
    Cause, "cause" {
        /// No example came.
        NoExample = "no-example",
        /// An example, but no result.
        NoResult = "no-result",
        /// Too long.
        TooLong = "too-long",
        /// Misheard the question.
        Misheard = "misheard",
        /// Surprised by it.
        Surprised = "surprised",
        /// Nerves.
        Nerves = "nerves",
        /// Didn't know it.
        DidNotKnow = "did-not-know",
        /// Lacks that experience.
        NoExperience = "no-experience",
        /// Spoke badly of someone.
        SpokeBadly = "spoke-badly",
    }
}

impl Cause {
    /// Whether the answer can be made as strong as the strong one (§1, D7 branch).
    #[must_use]
    pub fn is_rewritten(self) -> bool {
        matches!(self, Self::NoExample | Self::NoResult | Self::TooLong | Self::Surprised)
    }

    /// Whether it needs months (§5: long-term liabilities).
    #[must_use]
    pub fn is_long_term(self) -> bool {
        matches!(self, Self::DidNotKnow | Self::NoExperience)
    }
}

options! {
    /// D7, nerves: the one thing to try.
    Calmer, "calmer" {
        /// A slow first sentence.
        SlowFirst = "slow-first",
        /// Ask to hear the question again.
        HearAgain = "hear-again",
        /// A glass of water.
        Water = "water",
        /// Arrive early.
        Early = "early",
        /// Ask whether notes are allowed.
        Notes = "notes",
    }
}

options! {
    /// The next debrief: how the one thing to try went.
    Tried, "tried-it" {
        /// It helped.
        Helped = "helped",
        /// It did not help.
        NoHelp = "no-help",
        /// It was forgotten.
        Forgot = "forgot",
    }
}

options! {
    /// D7: rebuild the answer now or tomorrow.
    NowOrTomorrow, "when" {
        /// Now.
        Now = "now",
        /// Tomorrow.
        Tomorrow = "tomorrow",
        /// Not at all.
        Never = "never",
    }
}

options! {
    /// D10, where no date was given.
    HearBack, "hear" {
        /// Within days.
        WithinDays = "days",
        /// In about a week.
        Week = "week",
        /// In about two weeks.
        TwoWeeks = "two-weeks",
        /// They did not say.
        NotSaid = "not-said",
    }
}

options! {
    /// D14: what to do with the rest of the day. Things with visible progress come first (E6).
    Rest, "rest" {
        /// Move.
        Move = "move",
        /// Make something.
        Make = "make",
        /// Cook or eat.
        Cook = "cook",
        /// See someone.
        See = "see",
        /// Play or watch something.
        Play = "play",
        /// Rest.
        Rest = "rest",
        /// Already sorted.
        Sorted = "sorted",
    }
}

options! {
    /// §7: after the care message.
    Care, "care" {
        /// Stop for today.
        Stop = "stop",
        /// Keep going gently.
        Gently = "gently",
        /// Ask a moderator to message me; only where the community offers it.
        Moderator = "moderator",
        /// That's not what I meant.
        NotMeant = "not-meant",
    }
}

options! {
    /// After a rehearsal: how did it go beside the card?
    Compared, "compared" {
        /// Better.
        Better = "better",
        /// The same.
        Same = "same",
        /// Worse.
        Worse = "worse",
    }
}

options! {
    /// The five headings of the balance sheet (§5).
    Section, "section" {
        /// Long-held.
        FixedAssets = "fixed-assets",
        /// Newer.
        CurrentAssets = "current-assets",
        /// Closable before the next interview.
        CurrentLiabilities = "current-liabilities",
        /// Needing months.
        LongTermLiabilities = "long-term-liabilities",
        /// Yours whatever happens.
        ShareholderFunds = "shareholder-funds",
    }
}

options! {
    /// The fourteen skills (§5).
    Skill, "skill" {
        /// 1 Opening and rapport.
        Opening = "opening",
        /// 2 Telling your story and why this job.
        Story = "story",
        /// 3 Evidence and examples.
        Evidence = "evidence",
        /// 4 Shape and brevity.
        Shape = "shape",
        /// 5 Subject knowledge.
        Subject = "subject",
        /// 6 Knowing the organisation.
        Organisation = "organisation",
        /// 7 Listening and reading the question.
        Listening = "listening",
        /// 8 Surprises and thinking aloud.
        Surprises = "surprises",
        /// 9 Awkward questions.
        Awkward = "awkward",
        /// 10 Working with a whole panel.
        Panel = "panel",
        /// 11 Questions to them.
        Questions = "questions",
        /// 12 Pay and terms.
        Pay = "pay",
        /// 13 Nerves and energy.
        Nerves = "nerves",
        /// 14 Closing.
        Closing = "closing",
    }
}

options! {
    /// How a skill reads (§5).
    Level, "level" {
        /// Fewer than two answers.
        TooEarly = "too-early",
        /// Below 2.5.
        Gap = "gap",
        /// Below 3.4.
        Building = "building",
        /// Below 3.8.
        Sound = "sound",
        /// 3.8 and more, over enough answers and interviews.
        Strong = "strong",
    }
}

options! {
    /// Where a skill is going (§5).
    Trend, "trend" {
        /// At least 0.8 up.
        Rising = "rising",
        /// In between.
        Steady = "steady",
        /// At least 0.8 down.
        Slipping = "slipping",
        /// Several interviews, too few answers on a side.
        TooEarly = "too-early",
        /// One interview.
        First = "first",
    }
}

options! {
    /// How far a gap is on its way (§5, movement).
    Progress, "progress" {
        /// Named.
        Open = "open",
        /// A card was made.
        InHand = "in-hand",
        /// The card was rehearsed twice.
        ReadyToTry = "ready-to-try",
        /// It went well in a real interview.
        Cleared = "cleared",
    }
}

options! {
    /// Where a process stands (§0).
    ProcessState, "process" {
        /// Noted, nothing happened yet.
        Noted = "noted",
        /// An interview is to come.
        Interviewing = "interviewing",
        /// Waiting to hear.
        Waiting = "waiting",
        /// Another round was announced.
        NextRound = "next-round",
        /// On hold.
        OnHold = "on-hold",
        /// No word came.
        Silent = "silent",
        /// The post was pulled.
        PostPulled = "post-pulled",
        /// A no.
        Rejected = "rejected",
        /// A no is being looked at.
        Learning = "learning",
        /// Let go.
        LetGo = "let-go",
        /// A no from a dream job, kept in view.
        DreamWatch = "dream-watch",
        /// An offer.
        Offered = "offered",
        /// An offer is being weighed.
        Deciding = "deciding",
        /// Accepted.
        Accepted = "accepted",
        /// Declined.
        Declined = "declined",
        /// They took it back.
        WithdrawnByThem = "withdrawn-by-them",
        /// The person took themselves out.
        WithdrawnByMe = "withdrawn-by-me",
        /// Started.
        Started = "started",
        /// The decision is being looked back at.
        Reviewing = "reviewing",
        /// Over.
        Closed = "closed",
    }
}
