//! Which rooms are for one person: a list in the data of the bot's account, which is read, changed
//! and written as a whole.

use super::Rooms;
use crate::error::Error;
use matrix_sdk::{
    Room,
    ruma::{OwnedUserId, UserId, events::direct::DirectEventContent},
};

impl Rooms {
    /// Names a room as one for this person, or as one for nobody.
    pub(super) async fn name_direct(&self, room: &Room, of: Option<&str>) -> Result<(), Error> {
        let of = of.map(user_id).transpose()?;
        let _one_at_a_time = self.listing.lock().await;
        let account = self.client.account();
        // Asked for each time: what came by sync may be older than what was written last, and
        // would undo that.
        let list = account.fetch_account_data_static::<DirectEventContent>().await?;
        let list = list.map(|list| list.deserialize()).transpose();
        let mut list = list.map_err(|_| Error::Inside { what: "the list of direct rooms" })?.unwrap_or_default();
        for rooms in list.values_mut() {
            rooms.retain(|known| known != room.room_id());
        }
        list.retain(|_, rooms| !rooms.is_empty());
        if let Some(user) = of {
            list.entry((&*user).into()).or_default().push(room.room_id().to_owned());
        }
        account.set_account_data(list).await?;
        Ok(())
    }
}

/// The account of somebody, as the SDK names it.
pub(super) fn user_id(account: &str) -> Result<OwnedUserId, Error> {
    UserId::parse(account).map_err(|_| Error::Inside { what: "the id of a user" })
}
