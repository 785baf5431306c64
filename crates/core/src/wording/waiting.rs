//! Sentences. Waiting (§2): news, the wait, worries, and the ways out of a process (§0).

use crate::say::words;

words! {
    job_closed = "job-closed";
    wait_w1b = "wait-w1b";
    wait_hold = "wait-hold";
    wait_worry = "wait-worry";
    wait_worry_hint = "wait-worry-hint";
    wait_calm = "wait-calm" (job, day);
    wait_calm_no_date = "wait-calm-no-date" (job);
    wait_interview_first = "wait-interview-first" (job, start);
    wait_others = "wait-others";
    wait_again = "wait-again" (job, state);
    wait_put_back = "wait-put-back";
    wait_left = "wait-left";
    hold_day_before_set = "hold-day-before-set" (day);
    hold_weekly_set = "hold-weekly-set" (day);
    hold_nothing_set = "hold-nothing-set" (day);
    hold_quiet_set = "hold-quiet-set";

    worry_w3 = "worry-w3";
    worry_see = "worry-see" (count);
    worry_can = "worry-can";
    worry_action = "worry-action";
    worry_by = "worry-by";
    worry_keep = "worry-keep";
    worry_parked = "worry-parked";
    worry_leave = "worry-leave";
    worry_nothing = "worry-nothing";
    worry_dated = "worry-dated";
    worry_undated = "worry-undated";
    worry_kept = "worry-kept";
    worry_binned = "worry-binned";
    worry_today = "worry-today" (action, day);

    before_intro = "before-intro" (job);
    before_yes = "before-yes";
    before_no = "before-no";
    before_kept = "before-kept";
    before_left = "before-left";

    weekly_w5 = "weekly-w5" (job);
    weekly_thanks = "weekly-thanks";
    weekly_others = "weekly-others" (list);
    weekly_suggestion = "weekly-suggestion";

    nudge_w6 = "nudge-w6" (job);
    nudge_w7 = "nudge-w7" (job);
    nudge_on_hold = "nudge-on-hold" (job);
    nudge_waits = "nudge-waits" (day);
    nudge_left = "nudge-left";

    silence_two_notes = "silence-two-notes" (job);
    silence_since = "silence-since" (job, day);
    silence_no_word = "silence-no-word" (job);
    silence_w8 = "silence-w8";
    silence_sure = "silence-sure" (job);
    silence_closed = "silence-closed";
    silence_kept = "silence-kept";
    silence_deleted = "silence-deleted";

    heard_w9 = "heard-w9" (job);
    heard_not_yet = "heard-not-yet";
    heard_other_job = "heard-other-job";
    heard_hold = "heard-hold";
    heard_no_date = "heard-no-date";
    heard_wanted = "heard-wanted";
    heard_by = "heard-by";
    heard_held = "heard-held" (day);
    heard_wanted_by = "heard-wanted-by" (day);
    heard_wanted_noted = "heard-wanted-noted";
    heard_next_round = "heard-next-round";
    heard_plan = "heard-plan" (plan);
    wanted_tomorrow = "wanted-tomorrow" (job, what);
    wanted_tomorrow_unnamed = "wanted-tomorrow-unnamed" (job);

    withdraw_sure = "withdraw-sure" (job);
    withdraw_note = "withdraw-note";
    withdraw_stays = "withdraw-stays";
    withdraw_done = "withdraw-done";
}
