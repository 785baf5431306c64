//! The operator's numbers: each in one place, each with its default and its source.

use crate::Phrases;
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
    /// Hours after an interview within which a thank-you note is offered (§8, L1: 24).
    pub thanks_within_hours: i64,
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
    /// Minutes by which messages due at a round hour are spread (§0: twenty).
    pub spread_minutes: i64,
    /// Hours within which two reminders of one deadline become one (§0: twelve).
    pub merge_hours: i64,
    /// Hours without a reply after which a message counts as ignored (§0: 48).
    pub ignored_after_hours: i64,
    /// How many of one kind can be ignored in a row before that kind stops (§0: two).
    pub ignored_in_a_row: usize,
    /// Days that a mark of mood is kept (§7: fourteen).
    pub mood_days: i64,
    /// How many marks of two or less in that time lead to care (§7: three).
    pub mood_low_marks: usize,
    /// Hours in which care follows from mood once at most (§7: 72).
    pub care_again_hours: i64,
    /// Hours that other reminders pause after care (§7: 48).
    pub care_pause_hours: i64,
    /// Words that lead to care wherever they are written (§7).
    pub care_words: Phrases,
    /// Months without a word after which export or erasing is offered (§9: twelve).
    pub idle_months: i64,
    /// Days after that until everything is erased (§9: sixty).
    pub idle_erase_days: i64,
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
    /// R2: what "in a few days" means, in days (§3: three).
    pub no_few_days: i64,
    /// Days after "not yet" until R10 is asked once more (§3: seven).
    pub letting_go_days: i64,
    /// Working days without a reply after which a request for feedback is left (§3: ten).
    pub no_reply_days: u32,
    /// How many noes make it time for a rest or a look at the pattern (§3: three) …
    pub noes: usize,
    /// … within so many days (§3: 30).
    pub noes_days: i64,
    /// How many debriefs a look at the pattern needs (§3: three).
    pub noes_debriefs: usize,
    /// Days of rest that are offered then (§3: a week).
    pub noes_rest_days: i64,
    /// What feedback weighs that the person agrees with, in per cent of an own rating (§5: 200).
    pub feedback_weight: u8,
    /// What it weighs where they agree in part (§3: 100).
    pub feedback_partly_weight: u8,
    /// How many things the skills plan of a dream takes (§3: three).
    pub dream_plan_items: usize,
    /// Working days after the no until L5 to a dream (§3: ten).
    pub dream_interest_days: u32,
    /// Days after which it is asked what was followed (§3: three).
    pub dream_follow_days: i64,
    /// Months between looks at a dream (§3: four).
    pub dream_check_months: i64,
    /// Months until applying again, where nobody says (§3: twelve).
    pub dream_again_months: i64,
    /// Days before that at which then is set beside now (§3: 30).
    pub dream_notice_days: i64,
    /// Messages about one dream in a year, at most (§3: four).
    pub dream_a_year: usize,
    /// Months after which a dream that nobody ended is left alone.
    pub dream_longest_months: i64,
    /// Hours before the answer to an offer is wanted, in rising order (§4: 4, 24 and 48).
    pub offer_deadline_hours: Vec<i64>,
    /// Working days for a reply to questions about an offer (§4: three).
    pub offer_reply_working_days: u32,
    /// Working days after "not yet" without a deadline (§4, O10: five).
    pub offer_not_yet_working_days: u32,
    /// Days an offer is only said before it is asked about (§4: three).
    pub offer_writing_days: i64,
    /// Days a question about an offer waits for a place before it lapses (§0: as long as nudges do).
    pub offer_wait_days: i64,
    /// Days before the start when references and checks are asked about (§4: a week).
    pub references_days: i64,
    /// Months after the start when a decision is looked back at (§4: 3, 6 and 12).
    pub review_months: Vec<i64>,
    /// The month of one review more, with "Eyes open" (§4: 9).
    pub eyes_open_review_months: i64,
    /// Months after the start to look around, with "Eyes open" (§4: 6 and 9).
    pub look_around_months: Vec<i64>,
    /// Months after the start when a holding pattern is checked (§4: 3 and 6).
    pub holding_months: Vec<i64>,
    /// Months after declining when that is looked back at (§4: 3).
    pub declined_review_months: i64,
    /// Where a fraud is reported, by ISO country code; `""` stands for everywhere else (§4, O0).
    pub fraud_reports: std::collections::BTreeMap<String, String>,
    /// Advice about offers and notice, by ISO country code; `""` stands for everywhere else (§4, O1; E10).
    pub notice_advice: std::collections::BTreeMap<String, String>,
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
            thanks_within_hours: 24,
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
            spread_minutes: 20,
            merge_hours: 12,
            ignored_after_hours: 48,
            ignored_in_a_row: 2,
            mood_days: 14,
            mood_low_marks: 3,
            care_again_hours: 72,
            care_pause_hours: 48,
            care_words: CARE_WORDS.iter().copied().collect(),
            idle_months: 12,
            idle_erase_days: 60,
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
            no_few_days: 3,
            letting_go_days: 7,
            no_reply_days: 10,
            noes: 3,
            noes_days: 30,
            noes_debriefs: 3,
            noes_rest_days: 7,
            feedback_weight: 200,
            feedback_partly_weight: 100,
            dream_plan_items: 3,
            dream_interest_days: 10,
            dream_follow_days: 3,
            dream_check_months: 4,
            dream_again_months: 12,
            dream_notice_days: 30,
            dream_a_year: 4,
            dream_longest_months: 60,
            offer_deadline_hours: vec![4, 24, 48],
            offer_reply_working_days: 3,
            offer_not_yet_working_days: 5,
            offer_writing_days: 3,
            offer_wait_days: 30,
            references_days: 7,
            review_months: vec![3, 6, 12],
            eyes_open_review_months: 9,
            look_around_months: vec![6, 9],
            holding_months: vec![3, 6],
            declined_review_months: 3,
            fraud_reports: std::collections::BTreeMap::new(),
            notice_advice: std::collections::BTreeMap::new(),
            holidays: std::collections::BTreeMap::new(),
            resources: std::collections::BTreeMap::new(),
        }
    }
}

/// Said in so many words, wherever somebody writes (§7). Operators change the list.
const CARE_WORDS: &[&str] = &[
    "kill myself",
    "killing myself",
    "end my life",
    "end it all",
    "take my own life",
    "want to die",
    "wanna die",
    "wish i was dead",
    "wish i were dead",
    "better off dead",
    "better off without me",
    "no reason to live",
    "nothing to live for",
    "don't want to live",
    "don't want to be here any more",
    "don't want to be here anymore",
    "can't go on any more",
    "can't go on anymore",
    "can't go on like this",
    "suicide",
    "suicidal",
    "hurt myself",
    "hurting myself",
    "harm myself",
    "self-harm",
];
