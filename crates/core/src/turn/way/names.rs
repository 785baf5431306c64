//! What talks are called when they are spoken of: "Back to {…}", "You're at {…}".

use crate::{say::Block, talks::Opening, wording as say};

/// What a talk is called when it is come back to.
pub(in crate::turn) fn talk_name(opening: &Opening) -> Block {
    match opening {
        Opening::FirstContact(_) => say::talk_first(),
        Opening::Place => say::talk_place(),
        Opening::Job(_) => say::talk_job(),
        Opening::Debrief(_) => say::talk_debrief(),
        Opening::Interview(_) => say::talk_interview(),
        Opening::Overnight(_) => say::talk_overnight(),
        Opening::Rehearsal(_) => say::talk_rehearsal(),
        Opening::Sheet => say::talk_sheet(),
        Opening::Step { .. } => say::talk_step(),
        Opening::Correct(_) => say::talk_correct(),
        Opening::Quiet | Opening::QuietDeadlines => say::talk_quiet(),
        Opening::Heard(_) => say::talk_heard(),
        Opening::Waiting(_) => say::talk_waiting(),
        Opening::Worry => say::talk_worry(),
        Opening::DayBefore(_) => say::talk_day_before(),
        Opening::Weekly(_) => say::talk_weekly(),
        Opening::Nudge(_) => say::talk_nudge(),
        Opening::Silence(_) => say::talk_silence(),
        Opening::Withdrawal(_) => say::talk_withdrawal(),
        Opening::No(_) => say::talk_no(),
        Opening::Learning(_) => say::talk_learning(),
        Opening::LettingGo(_) => say::talk_letting_go(),
        Opening::Feedback(_) => say::talk_feedback(),
        Opening::Dream(_) => say::talk_dream(),
        Opening::Offer(_) => say::talk_offer(),
        Opening::OfferReplies(_) => say::talk_offer_replies(),
        Opening::OfferDecision(_) => say::talk_offer_decision(),
        Opening::OfferDeadline(_) => say::talk_offer_deadline(),
        Opening::Review(_) => say::talk_review(),
        Opening::CounterOffer(_) => say::talk_counter_offer(),
        Opening::Letter(_) => say::talk_letter(),
        Opening::Care => say::talk_care(),
        Opening::AskModerator(_) => say::talk_ask_moderator(),
        Opening::Panel => say::talk_panel(),
        Opening::Share(_) => say::talk_share(),
        Opening::Settings => say::talk_settings(),
        Opening::Erase => say::talk_erase(),
        Opening::Confirm(_) => say::talk_other(),
    }
}
