//! Options. Finding one's way (§0): help, what comes next, settings, erasing, and free text that was understood a little.

use crate::say::options;
use jiff::civil::{Time, time};

options! {
    /// The first question before everything is erased.
    Erasing, "erasing" {
        /// Go on.
        Erase = "erase",
        /// Hand over a copy first.
        CopyFirst = "copy-first",
        /// Keep everything.
        Keep = "keep",
    }
}

options! {
    /// The second question before everything is erased.
    Keeping, "erasing-again" {
        /// Erase it all.
        EraseAll = "erase-all",
        /// Keep everything.
        KeepAll = "keep-all",
    }
}

options! {
    /// What can be changed in the settings.
    SettingKind, "setting" {
        /// The time zone.
        Zone = "zone",
        /// The country.
        Country = "country",
        /// The hours in which nothing is said.
        QuietHours = "quiet-hours",
        /// How long debriefs are.
        Length = "debrief-length",
        /// Bars beside the skills.
        BarsOn = "bars-on",
        /// No bars.
        BarsOff = "bars-off",
        /// Reminders that stopped are said again.
        Reminders = "reminders-again",
        /// The zone is deleted.
        ForgetZone = "forget-zone",
        /// The country is deleted.
        ForgetCountry = "forget-country",
        /// The last change is put back.
        Undo = "undo",
        /// All stays as it is.
        Leave = "leave",
    }
}

options! {
    /// The hours in which nothing is said, in place of the operator's.
    Hours, "hours" {
        /// The operator's.
        Usual = "usual",
        /// From 18:00 to 08:30.
        Evening = "evening",
        /// From 20:00 to 10:00.
        Morning = "morning",
        /// From 18:00 to 10:00.
        Both = "both",
        /// From 22:00 to 07:00.
        Short = "short",
    }
}

impl Hours {
    /// From when and until when nothing is said; `None` stands for the operator's hours.
    #[must_use]
    pub fn quiet(self) -> Option<(Time, Time)> {
        let (early, late) = (time(18, 0, 0, 0), time(10, 0, 0, 0));
        match self {
            Self::Usual => None,
            Self::Evening => Some((early, time(8, 30, 0, 0))),
            Self::Morning => Some((time(20, 0, 0, 0), late)),
            Self::Both => Some((early, late)),
            Self::Short => Some((time(22, 0, 0, 0), time(7, 0, 0, 0))),
        }
    }
}

options! {
    /// How long debriefs are to be.
    OwnLength, "own-length" {
        /// Asked each time.
        Ask = "ask",
        /// Short.
        Short = "short",
        /// Full.
        Full = "full",
    }
}

options! {
    /// §6: whether and how a line is shared with the channel.
    Sharing, "sharing" {
        /// With one's name.
        Named = "named",
        /// Without.
        Unnamed = "unnamed",
        /// Not at all.
        Not = "not",
    }
}

/// The labels of this area.
pub(crate) const LABELS: &[&[&str]] =
    &[Erasing::WORDS, Keeping::WORDS, SettingKind::WORDS, Hours::WORDS, OwnLength::WORDS, Sharing::WORDS];
