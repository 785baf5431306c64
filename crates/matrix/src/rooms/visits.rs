//! What follows when somebody comes into a room or leaves it, and when it goes on elsewhere.

use super::{Company, Rooms};
use crate::{Home, error::Error, sentences as say};
use afterword_core::say::Block;
use afterword_engine::Engine;
use matrix_sdk::{
    Room, RoomState,
    ruma::{OwnedServerName, RoomId},
};

impl Rooms {
    /// Looks at who is in a room, after somebody came or went; `event` is when they did, and
    /// `others` whether it was anybody but the bot.
    pub(crate) async fn look_around(
        &self,
        home: &Home,
        engine: &Engine,
        room: &Room,
        event: &str,
        others: bool,
    ) -> Result<(), Error> {
        let was_for: Vec<String> = room.direct_targets().iter().map(|target| target.as_str().to_owned()).collect();
        match self.company(room).await? {
            // A room of our own making may be seen before whoever is invited to it.
            Company::Nobody if !others => {}
            Company::Nobody => {
                tracing::info!("a room is left: nobody else is there");
                self.forget(&self.first_of(room.room_id()).await?).await?;
                room.leave().await?;
            }
            // So the person is found again after a restart, and their client shows it among people.
            Company::One(account) if !was_for.contains(&account) => self.name_direct(room, Some(&account)).await?,
            Company::One(_) => {}
            Company::Others => {
                for account in was_for {
                    self.move_out(home, engine, room, &account, event).await?;
                }
            }
        }
        self.leave_before(room).await
    }

    /// Leaves the room that this one goes on from, once the bot is here.
    async fn leave_before(&self, room: &Room) -> Result<(), Error> {
        let before = room.predecessor_room().and_then(|before| self.client.get_room(&before.room_id));
        match before.filter(|before| before.state() == RoomState::Joined && before.is_tombstoned()) {
            Some(before) => Ok(before.leave().await?),
            None => Ok(()),
        }
    }

    /// The person is not alone with the bot here any more: they are told so, and invited elsewhere.
    async fn move_out(
        &self,
        home: &Home,
        engine: &Engine,
        room: &Room,
        account: &str,
        event: &str,
    ) -> Result<(), Error> {
        tracing::info!("a direct room is one no more: somebody else came in");
        home.note(room, None, Block::plain(say::COMPANY), &format!("c{event}")).await?;
        let new = self.new_direct(account).await?;
        self.name_direct(room, None).await?;
        home.ask_again(engine, account, new.room_id().as_str(), event).await;
        Ok(())
    }

    /// Follows a room to where it goes on.
    pub(crate) async fn follow(&self, home: &Home, room: &Room, to: &str, sender: &str) -> Result<(), Error> {
        let Ok(new) = RoomId::parse(to) else { return Ok(()) };
        if !self.client.get_room(&new).is_some_and(|room| room.state() == RoomState::Joined) {
            // The id of a room does not say where it is; whoever upgraded it is there.
            let via = sender.split_once(':').and_then(|(_, server)| OwnedServerName::try_from(server).ok());
            let via: Vec<_> = via.into_iter().collect();
            // Into a closed room there is an invitation, now or later.
            if let Err(error) = self.client.join_room_by_id_or_alias((&*new).into(), &via).await.map_err(Error::from) {
                tracing::info!(%error, "a room went on elsewhere; an invitation to it is waited for");
                return Ok(());
            }
        }
        home.rooms.changed(&new);
        room.leave().await?;
        Ok(())
    }
}
