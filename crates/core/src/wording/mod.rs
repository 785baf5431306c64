//! Every sentence that can be said, by its id in `config/words/<locale>/*.ftl` and its variables.
//!
//! The sentences themselves stand in the Fluent files; a test holds this table
//! against them, both ways (`ARCHITECTURE.md`, invariant 10).

pub mod care;
pub mod community;
pub mod letters;
pub mod library;
pub mod moderating;
pub mod offer;
pub mod rejection;
pub mod waiting;
pub mod way;

#[allow(unused_imports, unreachable_pub)] // some areas say nothing of their own yet
pub use {care::*, community::*, letters::*, library::*, moderating::*, offer::*, rejection::*, waiting::*, way::*};

use crate::say::{Block, words};

words! {
    first_intro = "first-intro";
    first_who_sees = "first-who-sees" (platform, operator);
    first_f1 = "first-f1";
    first_yes = "first-yes";
    first_more = "first-more";
    first_no = "first-no";
    first_before = "first-before";
    first_declined = "first-declined";
    first_f2 = "first-f2";
    first_f3 = "first-f3";
    first_welcome = "first-welcome";
    zone_set = "zone-set" (local);
    zone_assumed = "zone-assumed" (zone);
    privacy = "privacy" (platform, operator);
    privacy_rights = "privacy-rights";
    privacy_backups = "privacy-backups" (day);
    privacy_backups_operator = "privacy-backups-operator" (operator, day);

    interview_n1 = "interview-n1";
    interview_n1_role = "interview-n1-role";
    interview_n1_employer = "interview-n1-employer";
    interview_n1_agency = "interview-n1-agency";
    interview_direct = "interview-direct";
    interview_n2 = "interview-n2";
    interview_n2_past = "interview-n2-past";
    interview_n2_moved = "interview-n2-moved";
    interview_n2_length = "interview-n2-length";
    interview_n3 = "interview-n3";
    interview_n4 = "interview-n4";
    minutes_30 = "minutes-30";
    minutes_45 = "minutes-45";
    minutes_60 = "minutes-60";
    minutes_90 = "minutes-90";
    minutes_240 = "minutes-240";
    debrief_d0 = "debrief-d0";
    job_which = "job-which";
    job_which_moved = "job-which-moved";
    job_which_cancelled = "job-which-cancelled";
    job_another = "job-another";
    job_new = "job-new";
    job_new_round = "job-new-round";
    job_round_again = "job-round-again";
    job_round = "job-round" (job, start);
    job_one = "job-one" (job);
    job_unknown = "job-unknown";
    job_none = "job-none";
    round_noted = "round-noted" (start);
    round_moved = "round-moved" (start);
    round_cancelled = "round-cancelled" (job);
    round_none = "round-none";
    carry_title = "carry-title";
    carry_fix = "carry-fix" (question);
    carry_answers = "carry-answers" (text);
    carry_pause = "carry-pause" (text);

    debrief_new = "debrief-new";
    debrief_intro = "debrief-intro" (job);
    debrief_late = "debrief-late";
    debrief_again = "debrief-again";
    debrief_d1 = "debrief-d1";
    mood_low = "mood-low";
    mood_fair = "mood-fair";
    debrief_length = "debrief-length";
    length_capture_only = "length-capture-only";
    length_changed = "length-changed" (length);
    debrief_d2 = "debrief-d2";
    debrief_d3 = "debrief-d3";
    debrief_d3_short = "debrief-d3-short" (most);
    item_noted = "item-noted" (count);
    items_noted = "items-noted" (count);
    debrief_d4 = "debrief-d4" (question);
    debrief_d4_next = "debrief-d4-next" (question);
    rating_1 = "rating-1";
    rating_2 = "rating-2";
    rating_3 = "rating-3";
    rating_4 = "rating-4";
    rating_5 = "rating-5";
    debrief_d5 = "debrief-d5" (question);
    debrief_d6 = "debrief-d6";
    debrief_d6_why = "debrief-d6-why";
    debrief_d6_least = "debrief-d6-least";
    debrief_d6_why_least = "debrief-d6-why-least";
    which_none = "which-none";
    which_no = "which-no";
    debrief_d7 = "debrief-d7";
    debrief_d7_cause = "debrief-d7-cause";
    misheard_card = "misheard-card";
    fix_when = "fix-when" (question);
    fix_recipe_strong = "fix-recipe-strong" (had);
    fix_recipe = "fix-recipe";
    fix_where = "fix-where" (question);
    fix_mine = "fix-mine";
    fix_did = "fix-did";
    fix_changed = "fix-changed";
    fix_first = "fix-first";
    fix_saved = "fix-saved";
    fix_tomorrow = "fix-tomorrow";
    fix_never = "fix-never";
    fix_neutral = "fix-neutral";
    fix_know = "fix-know" (question);
    fix_find_out = "fix-find-out";
    fix_nearest = "fix-nearest";
    fix_step = "fix-step";
    honest_saved = "honest-saved";
    fix_try = "fix-try";
    calmer_saved = "calmer-saved";
    debrief_tried = "debrief-tried" (what);
    tried_helped = "tried-helped";
    tried_no_help = "tried-no-help";
    tried_forgot = "tried-forgot";
    debrief_d8 = "debrief-d8";
    debrief_d9 = "debrief-d9";
    pause_nothing = "pause-nothing";
    debrief_d10 = "debrief-d10";
    debrief_d10_whom = "debrief-d10-whom";
    debrief_d11 = "debrief-d11" (most);
    debrief_d11_one = "debrief-d11-one";
    debrief_d11_step = "debrief-d11-step" (what);
    debrief_d11_by = "debrief-d11-by";
    debrief_d12 = "debrief-d12";
    debrief_d12_fit = "debrief-d12-fit";
    debrief_d12_dream = "debrief-d12-dream";
    dream_noted = "dream-noted";
    hunch_locked = "hunch-locked";
    debrief_d13 = "debrief-d13";
    lines_line = "lines-line" (line);
    debrief_d13_line = "debrief-d13-line" (line);
    lines_keep_all = "lines-keep-all";
    lines_choose = "lines-choose";
    lines_drop_all = "lines-drop-all";
    lines_keep = "lines-keep";
    lines_drop = "lines-drop";
    debrief_d14 = "debrief-d14";
    captured = "captured" (count);
    summary_title = "summary-title";
    summary_strengths = "summary-strengths" (strengths);
    summary_fix = "summary-fix" (question, cause);
    summary_fix_plain = "summary-fix-plain" (question);
    summary_build = "summary-build" (what);
    summary_hear = "summary-hear" (day);
    summary_hear_about = "summary-hear-about" (about);
    summary_lines = "summary-lines";
    summary_no_lines = "summary-no-lines";
    summary_updated = "summary-updated";
    quiet_until_tomorrow = "quiet-until-tomorrow";

    card_first = "card-first" (text);
    card_where = "card-where" (text);
    card_mine = "card-mine" (text);
    card_did = "card-did" (text);
    card_changed = "card-changed" (text);
    card_know = "card-know" (text);
    card_find_out = "card-find-out" (text);
    card_nearest = "card-nearest" (text);
    card_step = "card-step" (text);
    card_neutral = "card-neutral" (text);
    card_try = "card-try" (what);
    card_check = "card-check";
    rehearse_due = "rehearse-due";
    rehearse_question = "rehearse-question" (question);
    rehearse_aloud = "rehearse-aloud";
    rehearse_gone = "rehearse-gone";
    rehearse_compared = "rehearse-compared";
    rehearse_better = "rehearse-better";
    rehearse_same = "rehearse-same";
    rehearse_worse = "rehearse-worse";
    rehearse_ready = "rehearse-ready";
    rehearse_left = "rehearse-left";
    rehearse_nothing = "rehearse-nothing";
    quoted = "quoted" (text);
    evening_title = "evening-title" (job, start);
    evening_strengths = "evening-strengths" (strengths);
    evening_strengths_unknown = "evening-strengths-unknown";
    evening_card = "evening-card" (question);
    evening_themes = "evening-themes" (themes);
    evening_common = "evening-common";
    evening_questions = "evening-questions";
    evening_opening = "evening-opening";
    evening_rehearse = "evening-rehearse";

    sheet_title = "sheet-title";
    sheet_heading = "sheet-heading" (section);
    sheet_row = "sheet-row" (line);
    sheet_empty = "sheet-empty";
    sheet_building = "sheet-building";
    sheet_ask = "sheet-ask";
    sheet_ask_empty = "sheet-ask-empty";
    sheet_add = "sheet-add";
    sheet_remove = "sheet-remove";
    sheet_remove_which = "sheet-remove-which";
    sheet_removed = "sheet-removed";
    sheet_close = "sheet-close";
    sheet_closed = "sheet-closed";
    sheet_section = "sheet-section";
    sheet_line = "sheet-line";
    sheet_added = "sheet-added" (text, section);
    sheet_skill = "sheet-skill" (skill, level, trend, answers, last);
    sheet_typed = "sheet-typed" (text);
    sheet_gap = "sheet-gap" (line, progress);
    sheet_cleared = "sheet-cleared" (line);
    sheet_built = "sheet-built" (line);
    sheet_card = "sheet-card" (question, times);
    sheet_card_label = "sheet-card-label" (question);
    sheet_since = "sheet-since" (up, new, needs);
    sheet_next_rehearse = "sheet-next-rehearse" (question);
    sheet_next_gap = "sheet-next-gap" (what);
    sheet_next_practice = "sheet-next-practice" (skill, practice);
    sheet_next_nothing = "sheet-next-nothing";
    sheet_skill_old = "sheet-skill-old" (skill, level, trend, answers, months);
    sheet_bars = "sheet-bars" (line, bars);
    sheet_capped = "sheet-capped" (skill);
    sheet_hunches = "sheet-hunches";
    hunches_title = "hunches-title";
    hunches_too_few = "hunches-too-few" (known, needed);
    hunches_row = "hunches-row" (put, hunch, further);
    hunches_short = "hunches-short";
    hunches_rosy = "hunches-rosy";
    hunches_right = "hunches-right";
    why_title = "why-title" (what);
    why_answer = "why-answer" (day, job, question, rating);
    why_line = "why-line" (day, line);
    why_progress = "why-progress" (progress);
    why_typed = "why-typed" (day);
    why_gone = "why-gone";
    line_answer = "line-answer" (question, notes);
    line_join = "line-join" (before, last);
    line_worked = "line-worked" (what);
    line_hindered = "line-hindered" (what);
    line_build = "line-build" (what);
    line_build_step = "line-build-step" (what, step);
    line_build_step_by = "line-build-step-by" (what, step, by);
    shown_skipped = "shown-skipped";
    shown_percent = "shown-percent" (percent);
    shown_yes = "shown-yes";
    shown_no = "shown-no";
    shown_unsure = "shown-unsure";
    shown_list = "shown-list";
    shown_unknown = "shown-unknown";

    help_title = "help-title";
    help_next = "help-next";
    help_always = "help-always";
    help_nothing_open = "help-nothing-open";
    stale = "stale";
    back_done = "back-done";
    back_item = "back-item";
    back_first = "back-first";
    back_nothing = "back-nothing";
    paused = "paused" (days);
    resumed = "resumed";
    resume_nothing = "resume-nothing";
    stopped = "stopped";
    stopped_debrief = "stopped-debrief";
    stopped_letter = "stopped-letter";
    deleted_answer = "deleted-answer" (question);
    deleted_item = "deleted-item";
    delete_needed = "delete-needed";
    delete_nothing = "delete-nothing";
    removed_unknown = "removed-unknown";
    edited_earlier = "edited-earlier";
    back_to = "back-to" (talk);
    talk_debrief = "talk-debrief";
    talk_interview = "talk-interview";
    talk_rehearsal = "talk-rehearsal";
    talk_sheet = "talk-sheet";
    talk_other = "talk-other";
    correct_which = "correct-which";
    correct_choice = "correct-choice" (question, answer);
    correct_item = "correct-item";
    correct_add = "correct-add";
    correct_add_question = "correct-add-question";
    correct_add_build = "correct-add-build";
    correct_leave = "correct-leave";
    correct_left = "correct-left";
    corrected = "corrected";
    correct_lines = "correct-lines";
    correct_nothing = "correct-nothing";
    quiet_until_when = "quiet-until-when";
    quiet_set = "quiet-set" (day);
    quiet_deadlines = "quiet-deadlines";
    quiet_of_deadlines = "quiet-of-deadlines";
    quiet_but_deadlines = "quiet-but-deadlines";
    quiet_ended = "quiet-ended";
    list_title = "list-title";
    list_title_all = "list-title-all";
    list_job = "list-job" (job, state);
    list_job_next = "list-job-next" (job, state, start);
    list_empty = "list-empty";
    list_quiet = "list-quiet" (day);
    visit = "visit";
    visit_paused = "visit-paused";
    visit_in_talk = "visit-in-talk" (talk);
    visit_where_we_were = "visit-where-we-were";
    visit_also = "visit-also" (question);
    unclear = "unclear" (found);
    unclear_nothing_open = "unclear-nothing-open" (found);
    unclear_here = "unclear-here";
    unclear_part = "unclear-part" (found);
    unclear_empty = "unclear-empty";
    unclear_too_long = "unclear-too-long" (chars, limit);
    unclear_range = "unclear-range" (found, low, high);
    unclear_percent = "unclear-percent" (found);
    unclear_day = "unclear-day" (found);
    unclear_past = "unclear-past" (found);
    unclear_future = "unclear-future" (found);
    unclear_place = "unclear-place" (found);
    unclear_country = "unclear-country" (found);
    unclear_ambiguous = "unclear-ambiguous" (found);
    unclear_needed = "unclear-needed";
    why_nothing = "why-nothing";

    invite = "invite";
    invite_again = "invite-again";
    overnight = "overnight";
    overnight_nothing = "overnight-nothing";
    overnight_rest = "overnight-rest";
    overnight_rest_late = "overnight-rest-late" (job);
    overnight_rewrite = "overnight-rewrite";
    overnight_everything = "overnight-everything";
    overnight_tomorrow = "overnight-tomorrow";
    overnight_left = "overnight-left";
    overnight_thanks = "overnight-thanks";
    step_how = "step-how" (step);
    step_how_unnamed = "step-how-unnamed";
    step_done = "step-done";
    step_later = "step-later";
    step_drop = "step-drop";
    step_when = "step-when";
    step_thanks = "step-thanks";
    step_moved = "step-moved";
    step_dropped = "step-dropped";

    refused_busy = "refused-busy";
    refused_too_fast = "refused-too-fast" (wait);
    refused_crowded = "refused-crowded" (wait);
    not_exported = "not-exported" (operator);
    refused_closed = "refused-closed" (operator);
    refused_full = "refused-full" (operator);
    refused_blocked = "refused-blocked" (operator);
    refused_no_room = "refused-no-room" (operator);
    refused_unreadable = "refused-unreadable" (operator);
    refused_defect = "refused-defect";
    wait_seconds = "wait-seconds" (count);
    wait_minutes = "wait-minutes" (count);
}

/// Questions that can be asked "why?", by name, with the word that answers.
const WHYS: &[(&str, &str)] = &[
    ("F1", "why-f1"),
    ("F2", "why-f2"),
    ("F3", "why-f3"),
    ("D1", "why-d1"),
    ("D3", "why-d3"),
    ("D4", "why-d4"),
    ("D5", "why-d5"),
    ("D6", "why-d6"),
    ("D7", "why-d7"),
    ("D9", "why-d9"),
    ("D10", "why-d10"),
    ("D12", "why-d12"),
    ("D13", "why-d13"),
    ("D14", "why-d14"),
    ("sheet", "why-sheet"),
];

/// Why this question is asked.
#[must_use]
pub fn why_question(name: &str) -> Block {
    let base = name.split('.').next().unwrap_or(name);
    // "W6" without an answer of its own is a question about waiting.
    let area = base.trim_end_matches(|c: char| !c.is_ascii_uppercase());
    let known = |name: &str| WHYS.iter().chain(way::WHYS).find(|(question, _)| *question == name);
    let word = known(name).or_else(|| known(base)).or_else(|| known(area)).map_or("why-default", |(_, word)| word);
    Block::plain(word)
}

/// What strong looks like, in the order of [`Skill::ALL`](crate::vocabulary::Skill::ALL).
const STRONG: &[&str] = &[
    "skill-opening-strong",
    "skill-story-strong",
    "skill-evidence-strong",
    "skill-shape-strong",
    "skill-subject-strong",
    "skill-organisation-strong",
    "skill-listening-strong",
    "skill-surprises-strong",
    "skill-awkward-strong",
    "skill-panel-strong",
    "skill-questions-strong",
    "skill-pay-strong",
    "skill-nerves-strong",
    "skill-closing-strong",
];

/// One thing to practise, in the same order.
const PRACTICE: &[&str] = &[
    "skill-opening-practice",
    "skill-story-practice",
    "skill-evidence-practice",
    "skill-shape-practice",
    "skill-subject-practice",
    "skill-organisation-practice",
    "skill-listening-practice",
    "skill-surprises-practice",
    "skill-awkward-practice",
    "skill-panel-practice",
    "skill-questions-practice",
    "skill-pay-practice",
    "skill-nerves-practice",
    "skill-closing-practice",
];

/// What strong looks like in this skill (§5).
#[must_use]
pub fn strong_looks_like(skill: crate::vocabulary::Skill) -> Block {
    Block::plain(STRONG[skill as usize])
}

/// One thing to practise for this skill (§5).
#[must_use]
pub fn practice(skill: crate::vocabulary::Skill) -> Block {
    Block::plain(PRACTICE[skill as usize])
}

/// All sentences with their variables, labels of options included.
pub fn all() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    use crate::vocabulary as v;
    const NONE: &[&str] = &[];
    let labels = [
        v::Length::WORDS,
        v::InterviewKind::WORDS,
        v::Ingredient::WORDS,
        v::Cause::WORDS,
        v::Calmer::WORDS,
        v::Tried::WORDS,
        v::NowOrTomorrow::WORDS,
        v::HearBack::WORDS,
        v::Rest::WORDS,
        v::Care::WORDS,
        v::Compared::WORDS,
        v::Section::WORDS,
        v::Skill::WORDS,
        STRONG,
        PRACTICE,
        v::Level::WORDS,
        v::Trend::WORDS,
        v::Progress::WORDS,
        v::ProcessState::WORDS,
    ];
    let whys = WHYS.iter().chain(way::WHYS).map(|(_, word)| *word).chain(["why-default"]);
    let plain = labels.into_iter().flatten().copied().chain(whys).map(|word| (word, NONE));
    let areas = [
        care::ALL,
        community::ALL,
        letters::ALL,
        library::ALL,
        moderating::ALL,
        offer::ALL,
        rejection::ALL,
        waiting::ALL,
        way::ALL,
    ];
    let vocabulary = [
        v::care::LABELS,
        community::LABELS,
        v::letters::LABELS,
        v::offer::LABELS,
        v::rejection::LABELS,
        v::waiting::LABELS,
        v::way::LABELS,
    ];
    let labels = vocabulary.into_iter().flatten().copied().flatten().map(|word| (*word, NONE));
    ALL.iter().copied().chain(areas.into_iter().flatten().copied()).chain(plain).chain(labels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_says_why_it_is_asked() {
        let silent: Vec<_> =
            crate::talks::names::all().filter(|name| why_question(name) == Block::plain("why-default")).collect();
        assert!(silent.is_empty(), "no why for {silent:?}");
    }
}
