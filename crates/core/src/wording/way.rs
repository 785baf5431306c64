//! Sentences. Finding one's way (§0): help, what comes next, settings, erasing, and free text that was understood a little.

use crate::{
    Command,
    say::{Block, words},
    vocabulary::News,
};

words! {
    help_three = "help-three";
    help_step = "help-step" (step);
    help_where = "help-where" (talk);
    help_can = "help-can";
    help_can_skip = "help-can-skip";
    help_afterwards = "help-afterwards" (commands);
    list_job_expected = "list-job-expected" (job, state, day);
    list_job_overdue = "list-job-overdue" (job, state, day);
    step_offer = "step-offer" (job);
    step_debrief = "step-debrief" (job);
    step_heard = "step-heard" (job);
    step_heard_any = "step-heard-any" (job);
    step_go_on = "step-go-on" (talk);
    step_rehearse = "step-rehearse";
    step_worry = "step-worry";
    step_begin_debrief = "step-begin-debrief";
    step_begin_interview = "step-begin-interview";
    step_begin_sheet = "step-begin-sheet";
    next_dates = "next-dates";
    next_no_dates = "next-no-dates";
    next_one = "next-one" (step);
    next_interview = "next-interview" (start, job);
    next_expected = "next-expected" (day, job);
    next_deadline = "next-deadline" (day, job);
    next_nudge = "next-nudge" (day, job);
    next_first_day = "next-first-day" (day, job);
    next_put_off = "next-put-off" (day);
    next_own_date = "next-own-date" (day);
    next_rehearsal = "next-rehearsal" (day);
    next_review = "next-review" (day);
    next_dream = "next-dream" (day);
    next_weekly = "next-weekly" (day);
    export_ready = "export-ready";
    erase_what = "erase-what";
    erase_sure = "erase-sure";
    erase_surely = "erase-surely";
    erase_kept = "erase-kept";
    erase_done = "erase-done";
    erase_farewell = "erase-farewell";
    settings_now = "settings-now" (zone, quiet_from, quiet_until);
    settings_length_now = "settings-length-now" (length);
    settings_length_now_asked = "settings-length-now-asked";
    settings_more_deleted = "settings-more-deleted";
    settings_country_now = "settings-country-now" (country);
    settings_country_none = "settings-country-none";
    settings_which = "settings-which";
    settings_zone = "settings-zone";
    settings_country = "settings-country";
    settings_hours = "settings-hours";
    settings_length = "settings-length";
    settings_length_why = "settings-length-why";
    settings_left = "settings-left";
    settings_more = "settings-more";
    settings_zone_gone = "settings-zone-gone" (zone);
    settings_country_set = "settings-country-set" (country);
    settings_country_gone = "settings-country-gone";
    settings_hours_set = "settings-hours-set" (from, until, usual_from, usual_until);
    settings_length_asked = "settings-length-asked";
    settings_stopped_now = "settings-stopped-now" (kinds);
    settings_reminders_again = "settings-reminders-again" (kinds);
    visit_step = "visit-step" (step);
    confirm_line_up = "confirm-line-up" (job, by);
    confirm_line_up_undated = "confirm-line-up-undated" (job);
    settings_bars_on = "settings-bars-on";
    settings_bars_off = "settings-bars-off";
    settings_length_set = "settings-length-set" (length);
    interview_n2_hour = "interview-n2-hour" (day);
    confirm_left = "confirm-left";
    talk_first = "talk-first";
    talk_place = "talk-place";
    talk_job = "talk-job";
    talk_overnight = "talk-overnight";
    talk_step = "talk-step";
    talk_correct = "talk-correct";
    talk_quiet = "talk-quiet";
    talk_heard = "talk-heard";
    talk_waiting = "talk-waiting";
    talk_worry = "talk-worry";
    talk_day_before = "talk-day-before";
    talk_weekly = "talk-weekly";
    talk_nudge = "talk-nudge";
    talk_silence = "talk-silence";
    talk_withdrawal = "talk-withdrawal";
    talk_no = "talk-no";
    talk_learning = "talk-learning";
    talk_letting_go = "talk-letting-go";
    talk_feedback = "talk-feedback";
    talk_dream = "talk-dream";
    talk_offer = "talk-offer";
    talk_offer_replies = "talk-offer-replies";
    talk_offer_decision = "talk-offer-decision";
    talk_offer_deadline = "talk-offer-deadline";
    talk_review = "talk-review";
    talk_counter_offer = "talk-counter-offer";
    talk_letter = "talk-letter";
    talk_care = "talk-care";
    talk_panel = "talk-panel";
    talk_settings = "talk-settings";
    talk_erase = "talk-erase";
    confirm_debrief = "confirm-debrief";
    confirm_interview = "confirm-interview";
    confirm_reschedule = "confirm-reschedule";
    confirm_cancelled = "confirm-cancelled";
    confirm_heard = "confirm-heard";
    confirm_heard_next_round = "confirm-heard-next-round";
    confirm_heard_on_hold = "confirm-heard-on-hold";
    confirm_heard_more_wanted = "confirm-heard-more-wanted";
    confirm_heard_no = "confirm-heard-no";
    confirm_heard_offer = "confirm-heard-offer";
    confirm_heard_taken_back = "confirm-heard-taken-back";
    confirm_heard_pulled = "confirm-heard-pulled";
    confirm_waiting = "confirm-waiting";
    confirm_worry = "confirm-worry";
    confirm_withdraw = "confirm-withdraw";
    confirm_feedback = "confirm-feedback";
    confirm_offer = "confirm-offer";
    confirm_counter_offer = "confirm-counter-offer";
    confirm_letters = "confirm-letters";
    confirm_panel = "confirm-panel";
    confirm_other = "confirm-other";
}

/// Why these questions are asked; a letter alone stands for all questions of its area
/// that have no answer of their own.
pub(super) const WHYS: &[(&str, &str)] = &[
    ("CARE", "why-care"),
    ("ask-moderator", "why-ask-moderator"),
    ("share", "why-share"),
    ("D0", "why-which-job"),
    ("D2", "why-d2"),
    ("D7.when", "why-d7-when"),
    ("D7.step", "why-step"),
    ("D8", "why-d8"),
    ("D11", "why-d11"),
    ("N", "why-interview"),
    ("N1", "why-n1"),
    ("N4", "why-n4"),
    ("W", "why-waiting"),
    ("W3", "why-worry"),
    ("W4", "why-w4"),
    ("W8", "why-w8"),
    ("W9", "why-news"),
    ("R", "why-rejection"),
    ("R2", "why-r2"),
    ("R3", "why-r3"),
    ("R4", "why-r4"),
    ("R8", "why-r8"),
    ("R9", "why-r9"),
    ("R10", "why-r10"),
    ("O", "why-offer"),
    ("offer.answered", "why-offer-answered"),
    ("offer.by-now", "why-offer-by-now"),
    ("O0", "why-o0"),
    ("O3", "why-o3"),
    ("O7", "why-o7"),
    ("O9", "why-o9"),
    ("O11", "why-o11"),
    ("L", "why-letter"),
    ("P", "why-panel"),
    ("panel", "why-panel"),
    ("feedback", "why-feedback-asked"),
    ("dream", "why-dream"),
    ("withdraw", "why-withdraw"),
    ("review", "why-review"),
    ("counter", "why-counter"),
    ("overnight", "why-overnight"),
    ("rehearse", "why-rehearse"),
    ("step", "why-step"),
    ("correct", "why-correct"),
    ("quiet", "why-quiet"),
    ("place", "why-f2"),
    ("settings", "why-settings"),
    ("erase", "why-erase"),
    ("confirm", "why-confirm"),
    ("confirm.line-up", "why-confirm-line-up"),
];

/// "It sounds as if …: shall we …?"
#[must_use]
pub fn confirm_shall(meant: &Command) -> Block {
    match meant {
        Command::Debrief(_) => confirm_debrief(),
        Command::Interview | Command::Note(_) => confirm_interview(),
        Command::Reschedule => confirm_reschedule(),
        Command::Cancelled => confirm_cancelled(),
        Command::Heard(None) => confirm_heard(),
        Command::Heard(Some(News::NextRound)) => confirm_heard_next_round(),
        Command::Heard(Some(News::OnHold)) => confirm_heard_on_hold(),
        Command::Heard(Some(News::MoreWanted)) => confirm_heard_more_wanted(),
        Command::Heard(Some(News::No)) => confirm_heard_no(),
        Command::Heard(Some(News::Offer)) => confirm_heard_offer(),
        Command::Heard(Some(News::TakenBack)) => confirm_heard_taken_back(),
        Command::Heard(Some(News::Pulled)) => confirm_heard_pulled(),
        Command::Waiting => confirm_waiting(),
        Command::Worry => confirm_worry(),
        Command::Withdraw => confirm_withdraw(),
        Command::Feedback => confirm_feedback(),
        Command::Offer => confirm_offer(),
        Command::CounterOffer => confirm_counter_offer(),
        Command::Letters => confirm_letters(),
        Command::Panel => confirm_panel(),
        _ => confirm_other(),
    }
}
