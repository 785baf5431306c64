//! The operator's numbers: each in one place, each with its default and its source.

use jiff::civil::{Time, time};
use serde::{Deserialize, Serialize};

/// What an operator may change about the conversations.
///
/// `apply` never sees it: whatever a setting decided stands in the entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Who runs this (§0, F1 names them).
    pub operator: String,
    /// The zone of people who did not say theirs (IANA name).
    pub zone: String,
    /// The longest text taken in one message, in characters (§0: 4,000).
    pub text_limit: usize,
    /// How many questions a short debrief lists at most (§1: three).
    pub short_questions: usize,
    /// How many questions a full debrief lists at most (§1, D3: fifteen).
    pub full_questions: usize,
    /// How many things to build are taken (§1, D11: three).
    pub things_to_build: usize,
    /// Minutes an interview lasts when nobody says (§0, N2: 60).
    pub interview_minutes: i64,
    /// Hours after which an answer is late and weighs less (§1: 48).
    pub late_after_hours: i64,
    /// The weight of a late answer, in per cent of one given in time (§5: 60).
    pub late_weight: u8,
    /// Days a debrief that was broken off can be taken up again (§1: seven).
    pub resume_days: i64,
    /// Days after which a card is rehearsed, in order (§1: two and five).
    pub rehearse_after_days: Vec<i64>,
    /// Minutes after an interview's end until the invitation (§1: 45).
    pub invite_after_minutes: i64,
    /// An invitation due after this goes to the next morning (§1: 19:15).
    pub invite_until: Time,
    /// When a postponed invitation comes (§1: 09:00).
    pub invite_morning: Time,
    /// When the overnight line and what was put off until tomorrow come (§1: 10:00).
    pub morning: Time,
    /// When the card of the evening before comes (§5).
    pub evening: Time,
    /// Quiet hours begin (§0: 20:00).
    pub quiet_from: Time,
    /// Quiet hours end (§0: 08:30).
    pub quiet_until: Time,
    /// Unprompted messages a day (§0: one).
    pub contacts_a_day: usize,
    /// Unprompted messages in seven days (§0: three).
    pub contacts_a_week: usize,
    /// Days that what lost its place waits before it lapses (§0: two).
    pub wait_days: i64,
    /// Working days after the stated date until the first nudge (§2: two).
    pub nudge_after_date_days: u32,
    /// Working days after the interview until the first nudge, where no date was given (§2: eight).
    pub nudge_after_interview_days: u32,
    /// Working days after the first note until the second nudge (§2: seven).
    pub second_nudge_days: u32,
    /// Working days that "wait a bit" puts a nudge off (§2, W6: three).
    pub wait_a_bit_days: u32,
    /// How often a nudge can be put off (§2, W6: twice).
    pub wait_a_bit_times: usize,
    /// Working days after the second note until the silence is asked about (§2: ten).
    pub silence_after_notes_days: u32,
    /// Working days after the first nudge until then, where no note was sent (§2: seventeen).
    pub silence_after_nudge_days: u32,
    /// Working days a job is on hold, where no date was given (§2, W9: fifteen).
    pub on_hold_days: u32,
    /// Days between two weekly checks (§2, W5: seven).
    pub weekly_check_days: i64,
    /// The half-life of evidence in days (§5: 120).
    pub half_life_days: f64,
    /// Days on which no work is done, by ISO country code (§0, F3).
    pub holidays: std::collections::BTreeMap<String, Vec<jiff::civil::Date>>,
    /// What people can turn to, by ISO country code; `""` stands for everywhere (§7).
    pub resources: std::collections::BTreeMap<String, String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            operator: "the owner of this computer".into(),
            zone: "Europe/London".into(),
            text_limit: 4000,
            short_questions: 3,
            full_questions: 15,
            things_to_build: 3,
            interview_minutes: 60,
            late_after_hours: 48,
            late_weight: 60,
            resume_days: 7,
            rehearse_after_days: vec![2, 5],
            invite_after_minutes: 45,
            invite_until: time(19, 15, 0, 0),
            invite_morning: time(9, 0, 0, 0),
            morning: time(10, 0, 0, 0),
            evening: time(18, 0, 0, 0),
            quiet_from: time(20, 0, 0, 0),
            quiet_until: time(8, 30, 0, 0),
            contacts_a_day: 1,
            contacts_a_week: 3,
            wait_days: 2,
            nudge_after_date_days: 2,
            nudge_after_interview_days: 8,
            second_nudge_days: 7,
            wait_a_bit_days: 3,
            wait_a_bit_times: 2,
            silence_after_notes_days: 10,
            silence_after_nudge_days: 17,
            on_hold_days: 15,
            weekly_check_days: 7,
            half_life_days: 120.0,
            holidays: std::collections::BTreeMap::new(),
            resources: std::collections::BTreeMap::new(),
        }
    }
}
