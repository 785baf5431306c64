//! A room with a moderator, a member and the bot.

use crate::ground::Ground;
use afterword_tests::{
    far_weekday,
    matrix::{Client, Event, Kind},
};
use serde_json::{Value, json};

/// How prompts are made that open a debrief.
pub(crate) const OWN: &str = "add ours, debrief: Four minutes, **while it’s fresh**. @room @mina:test";
/// When no run comes due while a test lasts: what is counted is posted by moderators alone.
pub(crate) fn by_itself() -> String {
    format!("{}s at 16:00 in Europe/London", far_weekday())
}

/// How a series of those prompts is made.
pub(crate) fn series() -> String {
    format!("new Look back; {}; themes: ours", by_itself())
}

/// What stands under each post.
pub(crate) const FOOT: &str = "!afterword private";

pub(crate) struct Square {
    pub(crate) moderator: Client,
    pub(crate) member: Client,
    pub(crate) room: String,
    /// Where the moderator is answered.
    pub(crate) direct: String,
    bot: String,
}

impl Square {
    /// The room, with nothing set up in it yet.
    pub(crate) fn of(ground: &Ground, bot: &str, kind: Kind) -> Self {
        let (moderator, member) = (ground.nio("moderator"), ground.nio("member"));
        let room = moderator.opens_room("The long wait", &[bot, member.id()], kind);
        moderator.sees_joining(&room, bot);
        member.is_invited_by(moderator.id());
        member.joins(&room);
        moderator.sees_joining(&room, member.id());
        moderator.says(&room, "!afterword prompts");
        let direct = moderator.is_invited_by(bot);
        moderator.joins(&direct);
        Self { moderator, member, room, direct, bot: bot.to_owned() }
    }

    /// The same, with a prompt of its own and a series of that.
    pub(crate) fn with_series(ground: &Ground, bot: &str, kind: Kind, more: &str) -> Self {
        let square = Self::of(ground, bot, kind);
        square.orders(OWN, "One prompt added.");
        square.orders(&format!("{}{more}", series()), "“Look back” is set up.");
        square
    }

    /// Has the moderator order something in the room, and sees what they are told of it.
    pub(crate) fn orders(&self, what: &str, sees: &str) -> Event {
        self.moderator.says(&self.room, &format!("!afterword prompts {what}"));
        self.moderator.sees(&self.direct, sees)
    }

    /// Has one posted now, and sees it.
    pub(crate) fn posts(&self) -> Event {
        self.orders("post now", "is on its way");
        self.member.sees(&self.room, FOOT)
    }

    /// What the bot has said in the room, as the homeserver has it.
    pub(crate) fn said(&self) -> Vec<Event> {
        let all = self.moderator.timeline(&self.room).into_iter();
        all.filter(|event| event.sender == self.bot && event.is_message()).collect()
    }

    /// The newest content of a state.
    pub(crate) fn state(&self, kind: &str) -> Value {
        let all = self.moderator.timeline(&self.room).into_iter().rev();
        let mut states = all.filter(|event| event.kind == kind && event.state_key.as_deref() == Some(""));
        states.next().map_or(Value::Null, |event| event.content)
    }

    /// What is pinned.
    pub(crate) fn pinned(&self) -> Vec<String> {
        serde_json::from_value(self.state("m.room.pinned_events")["pinned"].clone()).unwrap_or_default()
    }

    /// Changes the powers in the room.
    pub(crate) fn powers(&self, change: impl FnOnce(&mut Value)) {
        let mut powers = self.state("m.room.power_levels");
        change(&mut powers);
        self.moderator.sets(&self.room, "m.room.power_levels", &powers);
    }

    /// Gives somebody this power.
    pub(crate) fn gives(&self, who: &str, power: u64) {
        self.powers(|powers| powers["users"][who] = json!(power));
    }
}
