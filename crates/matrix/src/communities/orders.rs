//! What moderators have done, by typing it: who they are and what they mean is found out here,
//! whether it is done is the community's affair.

use super::{files::exported, is_moderator};
use crate::{hearing::Hearing, place::Origin, retry::patiently, sentences as say};
use afterword_core::{
    Private,
    community::{Community, Order, Setting, Who, prompt::Theme},
    say::Block,
};
use afterword_engine::Gathering;
use afterword_words::moderating::{Meant, View, help};
use matrix_sdk::{Room, ruma::RoomOrAliasId};
use tokio::task::JoinHandle;

/// How everybody is pinged in a room.
const EVERYBODY: &str = "@room";

/// An order on its way.
pub(super) struct Ordered<'a> {
    pub(super) room: &'a Room,
    pub(super) origin: &'a Origin,
    /// The community it is for, by its id.
    pub(super) community: &'a str,
    /// The event that is answered: it may be a file.
    pub(super) file: Option<&'a str>,
}

impl Hearing {
    /// Hears an order, and whose it is at this moment.
    pub(super) async fn orders(
        &self,
        room: &Room,
        origin: &Origin,
        words: &Private,
        file: Option<&str>,
    ) -> Vec<JoinHandle<()>> {
        let found = patiently(|| async {
            let id = self.home.rooms.first_of(room.room_id()).await?;
            let community = self.home.rooms.community(&id).await?;
            Ok((id.to_string(), community, is_moderator(&self.home, room, &origin.sender).await?))
        });
        let (id, community, moderator) = match found.await {
            Ok(found) => found,
            Err(error) => {
                tracing::warn!(%error, "it is not known who is a moderator of a room");
                return Vec::new();
            }
        };
        let community = community.unwrap_or_else(|| Community::new(0));
        let meant = self.meant(words, room, &community);
        let ordered = Ordered { room, origin, community: &id, file };
        if !moderator {
            // What they meant stands in the log, and how it would have been read is not told.
            let order = match meant {
                Ok(Meant::Order(order)) => order,
                Ok(Meant::Import) => Order::AddPrompts(Vec::new()),
                _ => Order::List,
            };
            return self.order(&ordered, false, order, None).await.into_iter().collect();
        }
        match meant {
            Ok(meant) => self.does(&ordered, meant, &community).await,
            Err(why) => vec![self.told(origin, vec![why])],
        }
    }

    fn meant(&self, words: &Private, room: &Room, community: &Community) -> Result<Meant, Block> {
        let themes: Vec<&str> = Theme::ALL.iter().map(|theme| theme.id()).collect();
        let view = View {
            community,
            settings: &self.home.settings,
            now: self.engine.now(),
            here: room.room_id().as_str(),
            everybody: Some(EVERYBODY),
            themes: &themes,
        };
        self.home.words.moderating(words.reveal(), &view)
    }

    async fn does(&self, ordered: &Ordered<'_>, meant: Meant, community: &Community) -> Vec<JoinHandle<()>> {
        match meant {
            Meant::Order(order) => match self.whole(ordered, order, community).await {
                Ok(order) => self.order(ordered, true, order, None).await.into_iter().collect(),
                Err(why) => vec![self.told(ordered.origin, vec![why])],
            },
            Meant::Panel => {
                let listed = self.order(ordered, true, Order::List, None).await;
                let (this, origin) = (self.clone(), ordered.origin.clone());
                vec![self.tasks.spawn(async move {
                    if let Some(listed) = listed {
                        // It ended, one way or another; a panic was logged where it happened.
                        drop(listed.await);
                    }
                    this.tells(&origin, help()).await;
                })]
            }
            Meant::Import => self.imports(ordered).await,
            Meant::Holidays(series) => self.takes_holidays(ordered, community, series).await,
            Meant::Export(format) => vec![self.hands_over(ordered.origin, exported(format, community))],
            Meant::Forget { sure: false } => vec![self.told(ordered.origin, vec![say::forget_sure()])],
            Meant::Forget { sure: true } => vec![self.forgets(ordered).await],
        }
    }

    /// Has it done. Several orders by one event are told apart by `nth`.
    pub(super) async fn order(
        &self,
        ordered: &Ordered<'_>,
        moderator: bool,
        order: Order,
        nth: Option<usize>,
    ) -> Option<JoinHandle<()>> {
        let mut origin = ordered.origin.clone();
        origin.event.extend(nth.map(|nth| format!("#{nth}")));
        let by = Who { account: origin.sender.as_str().into(), moderator };
        let taken = self.gathers(ordered.community, &origin, Gathering::Ordered { by, order }).await;
        self.sees_through(origin, taken)
    }

    /// The order with the rooms that were named in it by their ids, and the picture that it answers.
    async fn whole(&self, ordered: &Ordered<'_>, order: Order, community: &Community) -> Result<Order, Block> {
        Ok(match order {
            Order::AddSeries(mut plan) => {
                plan.place.channel = self.named(ordered, plan.place.channel).await?;
                Order::AddSeries(plan)
            }
            Order::ChangeSeries { series, mut plan } => {
                let before = community.one_series(series).map(|series| &series.plan.place.channel);
                if before != Some(&plan.place.channel) {
                    plan.place.channel = self.named(ordered, plan.place.channel).await?;
                }
                Order::ChangeSeries { series, plan }
            }
            Order::Set(Setting::Moderators(Some(room))) => {
                Order::Set(Setting::Moderators(Some(self.named(ordered, room).await?)))
            }
            order => self.with_picture(ordered, order).await?,
        })
    }

    /// The id of a room that was named by its id or an alias, where they are a moderator there too.
    async fn named(&self, ordered: &Ordered<'_>, name: String) -> Result<String, Block> {
        if name == ordered.room.room_id().as_str() {
            return Ok(name);
        }
        let unknown = || say::room_unknown(&name);
        let id = match <&RoomOrAliasId>::try_from(name.as_str()) {
            Ok(id) if id.is_room_id() => name.clone(),
            Ok(alias) => {
                let alias = alias.as_str().try_into().map_err(|_| unknown())?;
                let found = self.home.client.resolve_room_alias(alias).await;
                found.map_err(|_| unknown())?.room_id.to_string()
            }
            Err(_) => return Err(unknown()),
        };
        let room = self.home.rooms.joined(&id).ok_or_else(unknown)?;
        let moderator = is_moderator(&self.home, &room, &ordered.origin.sender).await;
        if moderator.is_ok_and(|moderator| moderator) { Ok(id) } else { Err(unknown()) }
    }

    async fn forgets(&self, ordered: &Ordered<'_>) -> JoinHandle<()> {
        let erased = self.engine.erase_community(crate::PLATFORM, ordered.community).await;
        self.home.rooms.changed(ordered.room.room_id());
        let block = match erased {
            Ok(_) => Block::plain(say::FORGOTTEN),
            Err(why) => {
                tracing::error!(%why, "what is kept of a room’s prompts could not be erased");
                say::not_exported(&self.home.settings.operator)
            }
        };
        self.told(ordered.origin, vec![block])
    }

    /// Tells somebody something, and goes on meanwhile.
    pub(super) fn told(&self, origin: &Origin, blocks: Vec<Block>) -> JoinHandle<()> {
        let (this, origin) = (self.clone(), origin.clone());
        self.tasks.spawn(async move { this.tells(&origin, blocks).await })
    }
}
