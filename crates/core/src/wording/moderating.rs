//! Sentences. What moderators type, and what is unclear in it (`community.md`).

use crate::say::words;

words! {
    order_unknown = "order-unknown" (found);
    series_not_found = "series-not-found" (found, names);
    series_which = "series-which" (names);
    prompt_name = "prompt-name" (found);
    suggestion_name = "suggestion-name" (found);
    new_what = "new-what";
    change_what = "change-what" (series);
    add_what = "add-what";
    edit_what = "edit-what";
    set_what = "set-what";
    part_unknown = "part-unknown" (found);
    theme_unknown = "theme-unknown" (found, names);
    switch_what = "switch-what" (found);
    rotation_what = "rotation-what" (found);
    catch_up_what = "catch-up-what" (found);

    moderating_help = "moderating-help";
    moderating_help_new = "moderating-help-new";
    moderating_help_series = "moderating-help-series";
    moderating_help_change = "moderating-help-change";
    moderating_help_library = "moderating-help-library";
    moderating_help_suggestions = "moderating-help-suggestions";
    moderating_help_settings = "moderating-help-settings";
    moderating_help_rest = "moderating-help-rest";
}
