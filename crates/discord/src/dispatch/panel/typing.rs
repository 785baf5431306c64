//! The name of a series, while it is typed and once it was.

use crate::{
    custom_id::{read, written},
    dispatch::Dispatcher,
    open::Arrived,
    panel::{Standing, Visitor},
    render::cut,
};
use afterword_core::{
    Id,
    community::{Community, Series},
};
use serenity::builder::AutocompleteChoice;

/// The most that is offered while a series is typed, and the longest name among it.
const OFFERED: usize = 25;
const NAME: usize = 100;

impl Dispatcher {
    /// The series there are, while a moderator types the name of one.
    pub(in crate::dispatch) fn complete_series(&self, arrived: Arrived, visitor: Option<Visitor>, typed: String) {
        let this = self.clone();
        self.tasks.spawn(async move {
            let offered = match visitor {
                Some(visitor) => this.offered_series(&visitor, &typed).await,
                None => Vec::new(),
            };
            if let Err(error) = this.shared.rest.offer(arrived.id, &arrived.token, offered).await {
                tracing::debug!(%error, "nothing was offered while somebody typed");
            }
        });
    }

    async fn offered_series(&self, visitor: &Visitor, typed: &str) -> Vec<AutocompleteChoice> {
        let Ok(community) = self.community_of(&visitor.server).await else { return Vec::new() };
        if visitor.standing(community.customs()) == Standing::Member {
            return Vec::new();
        }
        let typed = typed.trim().to_lowercase();
        let fits = community.series().filter(|series| series.plan.name.reveal().to_lowercase().contains(&typed));
        let choice = |series: &Series| {
            let name = cut(series.plan.name.reveal(), NAME);
            AutocompleteChoice::new(name, written(series.id))
        };
        fits.take(OFFERED).map(choice).collect()
    }
}

/// The series that was chosen, or whose name was typed.
pub(super) fn named(community: &Community, typed: &str) -> Option<Id> {
    let chosen = read(typed).filter(|id| community.one_series(*id).is_some());
    let plain = typed.trim().to_lowercase();
    let by_name = || community.series().find(|series| series.plan.name.reveal().to_lowercase() == plain);
    chosen.or_else(|| by_name().map(|series| series.id))
}
