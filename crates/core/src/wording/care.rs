//! Sentences. Care (§7), and sitting on the other side (§6).

use crate::{
    reminders::Rank,
    say::{Block, words},
};

words! {
    care_message = "care-message";
    care_resources = "care-resources" (resources);
    care_built_in = "care-built-in";
    care_choose = "care-choose";
    care_stopped = "care-stopped";
    care_here = "care-here";
    care_taken_back = "care-taken-back";
    mood_heard = "mood-heard";
    mood_again = "mood-again";

    panel_intro = "panel-intro";
    panel_before = "panel-before";
    panel_during = "panel-during";
    panel_when = "panel-when";
    panel_been = "panel-been";
    panel_later = "panel-later" (day);
    panel_after = "panel-after";
    panel_strongest = "panel-strongest";
    panel_borrow = "panel-borrow";
    panel_kept = "panel-kept" (text);
    panel_left = "panel-left";

    idle = "idle" (day);

    kinds_stopped = "kinds-stopped" (kinds);
    kind_invitation = "kind-invitation";
    kind_overnight = "kind-overnight";
    kind_rehearsal = "kind-rehearsal";
    kind_review = "kind-review";
    kind_dream = "kind-dream";
    kind_weekly = "kind-weekly";
}

/// What a kind of reminder is about; `None` for those that never stop by themselves.
#[must_use]
pub fn kind_of_reminder(kind: Rank) -> Option<Block> {
    Some(match kind {
        Rank::Invitation => kind_invitation(),
        Rank::Overnight => kind_overnight(),
        Rank::Rehearsal => kind_rehearsal(),
        Rank::Review => kind_review(),
        Rank::Dream => kind_dream(),
        Rank::Weekly => kind_weekly(),
        _ => return None,
    })
}
