//! What a person sees.

use super::Person;
use crate::discord::{
    Id,
    log::{Audience, Shown},
    server::permission,
    shapes,
    world::World,
};
use serde_json::Value;

impl Person {
    /// Waits until this stands in something that was posted or changed since they last did something.
    ///
    /// # Panics
    /// Where it does not come; what came instead is told.
    pub async fn sees(&self, text: &str) {
        if !self.would_see(text).await {
            panic!("{} does not see “{text}”, but:\n{}", self.name(), self.news());
        }
    }

    /// Whether this comes, where that is not certain; they wait for it as [`sees`](Self::sees) does.
    pub async fn would_see(&self, text: &str) -> bool {
        let there = |world: &World| self.fresh(world).any(|shown| shown.text.contains(text)).then_some(());
        self.waits_for(there).await.is_some()
    }

    /// Nothing they could ever see had this in it.
    ///
    /// # Panics
    /// Where something had.
    pub fn never_saw(&self, text: &str) {
        let world = self.shared.world();
        let found = world.shown.iter().find(|shown| self.could_see(&world, shown) && shown.text.contains(text));
        assert!(found.is_none(), "{} saw “{text}”: {found:?}", world.users[&self.id].name);
    }

    /// What stands before them now, oldest first: the messages of the place where they are.
    #[must_use]
    pub fn screen(&self) -> Vec<String> {
        let world = self.shared.world();
        self.before_them(&world).into_iter().map(|id| shapes::text(&world.messages[&id])).collect()
    }

    /// What they can press and pick on the newest message of the bot.
    #[must_use]
    pub fn can_press(&self) -> Vec<String> {
        let newest = self.newest();
        let world = self.shared.world();
        newest.map(|id| shapes::labels(&world.messages[&id].body)).unwrap_or_default()
    }

    /// The buttons and menus on the newest message of the bot, as Discord has them.
    #[must_use]
    pub fn controls(&self) -> Vec<Value> {
        let newest = self.newest();
        let world = self.shared.world();
        newest.map(|id| shapes::components(&world.messages[&id].body).cloned().collect()).unwrap_or_default()
    }

    /// The newest message of the bot before them.
    #[must_use]
    pub fn newest(&self) -> Option<Id> {
        let world = self.shared.world();
        let bot = world.application.bot;
        self.before_them(&world).into_iter().rev().find(|id| world.messages[id].author == bot)
    }

    /// The body of that message: text, and what can be used.
    #[must_use]
    pub fn newest_body(&self) -> Option<Value> {
        let newest = self.newest()?;
        self.shared.world().messages.get(&newest).map(|message| message.body.clone())
    }

    /// Waits until no message before them is "… is thinking" any more.
    ///
    /// # Panics
    /// Where one stays so.
    pub async fn sees_it_thought_of(&self) {
        let thought_of = |world: &World| self.before_them(world).iter().all(|id| !world.messages[id].thinking);
        let waited = self.waits_for(|world| thought_of(world).then_some(())).await;
        assert!(waited.is_some(), "{} waits in vain:\n{}", self.name(), self.news());
    }

    /// The `custom_id` of a button or menu option's menu before them, to be used elsewhere.
    ///
    /// # Panics
    /// Where there is none.
    pub async fn custom_id(&self, label: &str) -> String {
        let (_, found) = self.finds(&format!("a component “{label}”"), |c| has_label(c, label)).await;
        found["custom_id"].as_str().unwrap_or("").to_owned()
    }

    /// What was attached to the newest message that has something attached: name and content.
    #[must_use]
    pub fn attached(&self) -> Option<(String, Vec<u8>)> {
        let world = self.shared.world();
        let newest = self.before_them(&world).into_iter().rev().find_map(|id| world.messages[&id].attachments.first());
        newest.map(|file| (file.name.clone(), file.bytes.clone()))
    }

    /// Their name.
    #[must_use]
    pub fn name(&self) -> String {
        self.shared.world().users[&self.id].name.clone()
    }

    /// Waits for the newest component like this before them.
    pub(super) async fn finds(&self, what: &str, like: impl Fn(&Value) -> bool) -> (Id, Value) {
        let find = |world: &World| {
            let newest_first = self.before_them(world).into_iter().rev();
            newest_first.filter(|id| !world.messages[id].thinking).find_map(|id| {
                let components = shapes::components(&world.messages[&id].body);
                components.into_iter().find(|component| like(component)).map(|component| (id, component.clone()))
            })
        };
        let Some(found) = self.waits_for(find).await else {
            panic!("{} does not find {what}, but: {:?}\n{}", self.name(), self.can_press(), self.news());
        };
        found
    }

    async fn waits_for<T>(&self, look: impl Fn(&World) -> Option<T>) -> Option<T> {
        let mut stirred = self.shared.world().users[&self.id].stirred.subscribe();
        let until = tokio::time::Instant::now() + self.patience;
        loop {
            if let Some(found) = look(&self.shared.world()) {
                return Some(found);
            }
            match tokio::time::timeout_at(until, stirred.changed()).await {
                Ok(Ok(())) => {}
                _ => return None,
            }
        }
    }

    /// What is before them: the last messages of the place and those for them alone, oldest first.
    fn before_them(&self, world: &World) -> Vec<Id> {
        const SCREEN: usize = 100;
        let user = &world.users[&self.id];
        let Some(channel) = world.channels.get(&user.place) else { return Vec::new() };
        let own = user.feed.iter().rev().filter(|id| world.messages.get(id).is_some_and(|m| m.channel == user.place));
        let mut all = channel.messages.iter().rev().take(SCREEN).chain(own.take(SCREEN)).copied().collect::<Vec<_>>();
        all.sort();
        all
    }

    fn fresh<'a>(&'a self, world: &'a World) -> impl Iterator<Item = &'a Shown> {
        world.shown[world.users[&self.id].since..].iter().filter(|shown| self.could_see(world, shown))
    }

    fn could_see(&self, world: &World, shown: &Shown) -> bool {
        match shown.audience {
            Audience::Only(user) | Audience::Direct(user) => user == self.id,
            Audience::Channel(id) => world.channels.get(&id).is_some_and(|channel| {
                let server = channel.server().map(|id| &world.servers[&id]);
                server.is_none_or(|server| server.permissions(self.id, channel) & permission::VIEW_CHANNEL != 0)
            }),
        }
    }

    /// For a test that fails: what came instead, and what Discord would not have had.
    pub(super) fn news(&self) -> String {
        let world = self.shared.world();
        let news =
            self.fresh(&world).map(|shown| format!("- {:?}: {}\n  {:?}\n", shown.change, shown.text, shown.labels));
        let complaints =
            world.complaints.iter().map(|complaint| format!("Discord would not have had this: {complaint}\n"));
        news.chain(complaints).collect()
    }
}

fn has_label(component: &Value, label: &str) -> bool {
    let options = component["options"].as_array().into_iter().flatten();
    component["label"] == label || options.into_iter().any(|option| option["label"] == label)
}
