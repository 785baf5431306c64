//! The rooms the bot is in: who else is there, and where each person is talked with alone.

mod company;
mod direct;
mod invites;
mod upgrades;
mod visits;

pub(crate) use company::Company;
pub(crate) use invites::{Invites, part};

use crate::{PLATFORM, error::Error};
use afterword_core::community::Community;
use afterword_engine::{Engine, recent};
use company::Facts;
use lru::LruCache;
use matrix_sdk::{
    Client, Room, RoomMemberships, RoomState,
    ruma::{
        OwnedRoomId, RoomId, UserId,
        api::client::state::get_state_event_for_key,
        events::{
            StateEventType,
            room::{
                history_visibility::HistoryVisibility,
                join_rules::{JoinRule, RoomJoinRulesEventContent},
            },
        },
    },
};
use std::{
    num::NonZeroUsize,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::sleep;

/// Of how many rooms and people it is kept at hand what is known of them.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(10_000).expect("it is not zero");

/// How often it is asked who is in a new room, and how long it is waited in between.
const ASKED: u32 = 20;
const ASKED_EVERY: Duration = Duration::from_millis(250);

/// The rooms of the bot.
pub(crate) struct Rooms {
    client: Client,
    engine: Engine,
    me: String,
    /// Who is in a room, until somebody comes or goes.
    company: Mutex<LruCache<OwnedRoomId, Company>>,
    /// Where a person wrote last, alone with the bot.
    last: Mutex<LruCache<String, OwnedRoomId>>,
    /// Held while a room is made: two things said to somebody at once go into one room.
    making: tokio::sync::Mutex<()>,
    /// Held while it is written which rooms are for one person.
    listing: tokio::sync::Mutex<()>,
}

impl Rooms {
    pub(crate) fn new(client: Client, engine: Engine, me: String) -> Self {
        let (company, last) = (Mutex::new(recent(REMEMBERED)), Mutex::new(recent(REMEMBERED)));
        let (making, listing) = Default::default();
        Self { client, engine, me, company, last, making, listing }
    }

    /// A room the bot is in.
    pub(crate) fn joined(&self, room: &str) -> Option<Room> {
        let room = RoomId::parse(room).ok()?;
        self.client.get_room(&room).filter(|room| room.state() == RoomState::Joined)
    }

    /// Somebody came or went, or the door was opened or closed.
    pub(crate) fn changed(&self, room: &RoomId) {
        lock(&self.company).pop(room);
    }

    /// Who else is there.
    pub(crate) async fn company(&self, room: &Room) -> Result<Company, Error> {
        if let Some(known) = lock(&self.company).get(room.room_id()) {
            return Ok(known.clone());
        }
        let members = room.members(RoomMemberships::ACTIVE).await?;
        let members: Vec<String> = members.iter().map(|member| member.user_id().to_string()).collect();
        let rule = match room.join_rule() {
            Some(rule) => rule,
            None => self.join_rule(room).await?,
        };
        let invited_only = matches!(rule, JoinRule::Invite | JoinRule::Knock | JoinRule::Private);
        let facts = Facts {
            members: &members,
            open: !invited_only,
            readable: room.history_visibility_or_default() == HistoryVisibility::WorldReadable,
        };
        let company = match Company::of(&self.me, &facts) {
            // Members of a community come and go; what is said there stays for those who come.
            Company::One(_) if self.is_community(room.room_id()).await? => Company::Others,
            company => company,
        };
        lock(&self.company).put(room.room_id().to_owned(), company.clone());
        Ok(company)
    }

    /// The community that a room is, where prompts were set up.
    pub(crate) async fn community(&self, room: &RoomId) -> Result<Option<Community>, Error> {
        let community = self.engine.community(PLATFORM, room.as_str()).await;
        community.map_err(|_| Error::Inside { what: "the engine’s store" })
    }

    /// Erases what is kept of the community of this id, where there is one.
    pub(crate) async fn forget(&self, room: &RoomId) -> Result<(), Error> {
        let erased = self.engine.erase_community(PLATFORM, room.as_str()).await;
        erased.map(drop).map_err(|_| Error::Inside { what: "the engine’s store" })
    }

    async fn is_community(&self, room: &RoomId) -> Result<bool, Error> {
        let id = self.first_of(room).await?;
        Ok(self.community(&id).await?.is_some())
    }

    /// Who may come in, by the homeserver’s own account: of a room that the bot has just made, the
    /// SDK does not know that before the next sync.
    async fn join_rule(&self, room: &Room) -> Result<JoinRule, Error> {
        let (id, kind) = (room.room_id().to_owned(), StateEventType::RoomJoinRules);
        let answer = self.client.send(get_state_event_for_key::v3::Request::new(id, kind, String::new())).await?;
        let content: RoomJoinRulesEventContent = serde_json::from_str(answer.event_or_content.get())
            .map_err(|_| Error::Inside { what: "who may come into a room" })?;
        Ok(content.join_rule)
    }

    /// A person wrote here, alone with the bot: from now on they are written to here.
    pub(crate) fn heard_from(&self, account: &str, room: &Room) {
        let mut last = lock(&self.last);
        if last.get(account).is_none_or(|known| known != room.room_id()) {
            last.put(account.to_owned(), room.room_id().to_owned());
        }
    }

    /// The room in which a person is alone with the bot; where there are several, the one they
    /// wrote in last.
    pub(crate) async fn direct(&self, account: &str) -> Result<Option<Room>, Error> {
        let last = lock(&self.last).get(account).cloned();
        let last = last.and_then(|room| self.client.get_room(&room)).filter(|room| room.state() == RoomState::Joined);
        let Ok(user) = UserId::parse(account) else { return Ok(None) };
        let all = || self.client.joined_rooms().into_iter().filter(|room| is_for(room, &user));
        for room in last.into_iter().chain(all()) {
            if self.company(&room).await?.is_only(account) && !room.is_tombstoned() {
                return Ok(Some(room));
            }
        }
        Ok(None)
    }

    /// The same; where there is none, a new one that they are invited to, encrypted.
    pub(crate) async fn open_direct(&self, account: &str) -> Result<Room, Error> {
        let _one_at_a_time = self.making.lock().await;
        match self.direct(account).await? {
            Some(room) => Ok(room),
            None => self.new_direct(account).await,
        }
    }

    /// A new room for a person and the bot, encrypted, that they are invited to.
    pub(crate) async fn new_direct(&self, account: &str) -> Result<Room, Error> {
        let user = direct::user_id(account)?;
        let room = {
            let _one_at_a_time = self.listing.lock().await;
            self.client.create_dm(&user).await?
        };
        lock(&self.last).put(account.to_owned(), room.room_id().to_owned());
        // Not left to what comes by itself: nothing goes out in the clear where it was made encrypted.
        room.request_encryption_state().await?;
        self.knows(&room, &user).await?;
        Ok(room)
    }

    /// Sees to it that the SDK knows who is invited to a room that was just made. The room may have
    /// come by sync before they were, and the loop may have asked since who is there; the SDK
    /// would ask no more, and the keys of what is said would go to nobody.
    async fn knows(&self, room: &Room, user: &UserId) -> Result<(), Error> {
        for _ in 0..ASKED {
            room.mark_members_missing();
            room.sync_members().await?;
            self.changed(room.room_id());
            if room.get_member_no_sync(user).await?.is_some() {
                return Ok(());
            }
            // What was asked before the room was whole is answered now, and not asked anew.
            sleep(ASKED_EVERY).await;
        }
        Err(Error::Inside { what: "who is in a room that was just made" })
    }
}

/// Whether the bot's account data names it as the direct room of this person.
fn is_for(room: &Room, user: &UserId) -> bool {
    room.direct_targets().iter().any(|target| target.as_str() == user.as_str())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
