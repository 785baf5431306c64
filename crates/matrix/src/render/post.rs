//! A prompt as a room is sent it.

use super::{Message, html::Paragraph, markdown};
use crate::sentences as say;
use afterword_core::{community::Post, wording};
use afterword_words::Words;

/// What says by a reaction that somebody wants to answer in private.
pub(crate) const MARK: &str = "🔒";

/// How everybody in a room is pinged. Whether they are is decided beside the text.
const EVERYBODY: &str = "@room";

/// A post: how late it is, whom it is for, what it says, and how to answer.
pub(crate) fn post(words: &Words, post: &Post, pings: bool) -> Message {
    let said = |block| Paragraph::text(words.block(&block));
    let prompt = Paragraph {
        plain: super::html::harmless(post.text.reveal()),
        html: markdown::html(post.text.reveal()),
        point: false,
    };
    let late = post.late.map(|run| said(wording::post_late(run)));
    let pinged = pings.then(|| Paragraph::text(EVERYBODY.to_owned()));
    let answer = post.buttons.private.then(|| say::foot(post.buttons.reactions.then_some(MARK)));
    let foot = answer.map(|block| Paragraph::hint(words.block(&block)));
    let all: Vec<Paragraph> = late.into_iter().chain(pinged).chain([prompt]).chain(foot).collect();
    let plain = all.iter().map(|one| one.plain.as_str()).collect::<Vec<_>>().join("\n\n");
    Message { plain, html: all.into_iter().map(|one| one.html).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use afterword_core::{
        Id,
        community::{Buttons, Channel, PlaceKind},
    };
    use serde_json::json;

    #[test]
    fn a_post_says_what_it_is_and_how_to_answer_and_pings_nobody_by_itself() {
        let words = Words::load("en-GB").expect("they load");
        let prompt = Post {
            run: Id::minted(1, 1, 1),
            channel: Channel { id: "!r:a".into(), kind: PlaceKind::Message, title: "t".into() },
            text: "What **did** you ask, @room?".into(),
            late: Some(jiff::civil::date(2026, 11, 26).at(9, 0, 0, 0)),
            picture: None,
            ping: None,
            buttons: Buttons { private: true, suggest: true, reactions: true },
        };
        let message = post(&words, &prompt, true);
        let content = message.unasked();
        assert_eq!((&content["msgtype"], &content["m.mentions"]), (&json!("m.text"), &json!({})));
        let order =
            ["Late: ", "@room\n", "What **did** you ask", "!afterword private"].map(|part| message.plain.find(part));
        assert!(order.is_sorted() && order.iter().all(Option::is_some), "{}", message.plain);
        assert!(message.html.contains("<p>What <strong>did</strong> you ask, @room?</p><p><em>"), "{}", message.html);
        assert!(message.plain.contains(MARK));
    }
}
