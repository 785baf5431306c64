//! Sentences. Communities: what moderators and members are told (`community.md`).

use crate::{
    community::{OrderKind, Permission, Step},
    say::words,
};

words! {
    not_a_moderator = "not-a-moderator";
    setting_kept = "setting-kept";
    customs_on = "customs-on";
    customs_off = "customs-off";
    customs_moderators = "customs-moderators" (channel);
    customs_approvals = "customs-approvals" (approvals);
    customs_sharing = "customs-sharing" (state);
    customs_ask_moderator = "customs-ask-moderator" (state);
    customs_suggestions = "customs-suggestions" (state);
    customs_reactions = "customs-reactions" (state);
    customs_digest = "customs-digest" (state);
    customs_zone = "customs-zone" (zone);
    needs_channel = "needs-channel";
    nothing_to_undo = "nothing-to-undo";
    undone = "undone";

    series_added = "series-added" (series);
    series_changed = "series-changed" (series);
    series_paused = "series-paused" (series);
    series_resumed = "series-resumed" (series);
    series_deleted = "series-deleted" (series);
    series_unknown = "series-unknown";
    series_gone = "series-gone";
    series_named = "series-named" (series);
    series_posts = "series-posts" (rule);
    series_themes = "series-themes" (themes);
    series_own = "series-own";
    series_own_themes = "series-own-themes" (themes);
    series_none = "series-none";
    series_too_many = "series-too-many" (most);
    series_line = "series-line" (series, next);
    series_line_paused = "series-line-paused" (series);
    series_line_waits = "series-line-waits" (series);
    series_line_over = "series-line-over" (series);
    name_length = "name-length" (most);
    schedule_no_zone = "schedule-no-zone";
    schedule_never = "schedule-never";
    schedule_too_often = "schedule-too-often";
    runs_next = "runs-next" (runs, zone);
    runs_none = "runs-none";
    run_skipped = "run-skipped" (series, run);
    run_skipped_already = "run-skipped-already" (series);
    runs_missed = "runs-missed" (series, runs);
    posting_now = "posting-now" (series);
    post_late = "post-late" (run);
    preview = "preview" (series);
    dry_run = "dry-run" (run, text);
    round_over = "round-over" (series);
    few_left = "few-left" (series, left);

    prompts_added = "prompts-added" (prompts);
    prompts_at_once = "prompts-at-once" (most);
    prompt_changed = "prompt-changed";
    prompts_removed = "prompts-removed" (prompts);
    prompt_unknown = "prompt-unknown";
    prompt_length = "prompt-length" (most, found);
    theme_length = "theme-length" (most);
    library_count = "library-count" (prompts);
    library_line = "library-line" (name, theme, text);
    library_further = "library-further" (from);
    library_full = "library-full" (most);

    suggestion_taken = "suggestion-taken";
    suggestion_came = "suggestion-came" (text);
    suggestions_off = "suggestions-off";
    suggestions_wait = "suggestions-wait";
    suggestions_count = "suggestions-count" (suggestions);
    suggestion_line = "suggestion-line" (name, text);
    suggestion_gone = "suggestion-gone";
    suggestion_approved = "suggestion-approved" (more);
    suggestion_accepted = "suggestion-accepted";
    suggestion_declined = "suggestion-declined";
    suggestion_yes = "suggestion-yes";
    suggestion_no = "suggestion-no";
    suggestion_no_because = "suggestion-no-because" (reason);

    no_channel = "no-channel";
    trouble = "trouble" (step, what);
    trouble_series = "trouble-series" (series, step, what);
    trouble_missing = "trouble-missing" (permission);
    trouble_channel_gone = "trouble-channel-gone";
    trouble_thread_gone = "trouble-thread-gone";
    trouble_message_gone = "trouble-message-gone";
    trouble_role_gone = "trouble-role-gone";
    trouble_library_empty = "trouble-library-empty";
    trouble_pins_full = "trouble-pins-full";
    trouble_refused = "trouble-refused";

    audit_line = "audit-line" (at, who, what);
    audit_refused = "audit-refused" (at, who, what);
    audit_about = "audit-about" (what, series);
    audit_empty = "audit-empty";

    digest = "digest";
    statistics = "statistics";
    statistics_empty = "statistics-empty";
    counts = "counts" (week, series, posts, begun, finished, shares);
    few_people = "few-people" (from);

    moderator_asked = "moderator-asked" (who);

    prompt_private = "prompt-private";
    prompt_gone = "prompt-gone";
    prompt_finished = "prompt-finished";
    share_write = "share-write";
    share_preview = "share-preview" (text);
    share_done = "share-done";
    share_shown = "share-shown" (text);
    share_shown_named = "share-shown-named" (who, text);
    share_not = "share-not";
    share_nowhere = "share-nowhere";
    share_none = "share-none";
    share_taken = "share-taken";
    share_too_late = "share-too-late";
    talk_share = "talk-share";
    ask_moderator_sure = "ask-moderator-sure";
    ask_moderator_done = "ask-moderator-done";
    ask_moderator_not = "ask-moderator-not";
    ask_moderator_nowhere = "ask-moderator-nowhere";
    talk_ask_moderator = "talk-ask-moderator";
}

/// The labels of this area.
pub(crate) const LABELS: &[&[&str]] = &[Permission::WORDS, Step::WORDS, OrderKind::WORDS];
