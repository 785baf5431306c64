//! The commands that the application has registered.

use super::{id::Id, rest::Refusal, world::World};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How many new commands a scope may get in a day.
const A_DAY: usize = 200;

#[derive(Default)]
pub(crate) struct Commands {
    /// By scope: everywhere, or one server.
    pub(crate) of: BTreeMap<Option<Id>, Vec<Value>>,
    /// When new ones were made.
    made: Vec<(Option<Id>, Timestamp)>,
    /// How often they were put.
    pub(crate) puts: usize,
}

impl Commands {
    /// What somebody in this server, or in direct messages, is offered under this name.
    pub(crate) fn named(&self, server: Option<Id>, name: &str) -> Option<&Value> {
        let scopes = [server, None];
        scopes.iter().filter_map(|scope| self.of.get(scope)).flatten().find(|command| command["name"] == name)
    }
}

impl World {
    /// Replaces all commands of a scope. Those that keep their name keep their id.
    pub(crate) fn put_commands(&mut self, scope: Option<Id>, wanted: &[Value]) -> Result<Value, Refusal> {
        let now = self.now();
        let before = self.commands.of.get(&scope).cloned().unwrap_or_default();
        let known = |name: &Value| before.iter().find(|command| command["name"] == *name);
        let new = wanted.iter().filter(|command| known(&command["name"]).is_none()).count();
        let day = SignedDuration::from_hours(24);
        let lately = self.commands.made.iter().filter(|(s, at)| *s == scope && now.duration_since(*at) < day).count();
        if lately + new > A_DAY {
            let refusal =
                Refusal::new(400, 30_034, "Max number of daily application command creates has been reached (200)");
            return Err(refusal.complained("more than 200 commands were made in one day"));
        }
        self.commands.made.extend(std::iter::repeat_n((scope, now), new));
        self.commands.puts += 1;
        let commands = wanted.iter().map(|command| {
            let id = known(&command["name"]).map_or_else(|| json!(self.id()), |known| known["id"].clone());
            let mut made = command.clone();
            made["id"] = id;
            made["application_id"] = json!(self.application.id);
            made["version"] = json!(self.id());
            if made.get("type").is_none() {
                made["type"] = json!(1);
            }
            if made.get("default_member_permissions").is_none() {
                made["default_member_permissions"] = Value::Null;
            }
            if let Some(server) = scope {
                made["guild_id"] = json!(server);
            }
            made
        });
        let commands = commands.collect::<Vec<_>>();
        self.commands.of.insert(scope, commands.clone());
        let elsewhere = |name: &Value| {
            let others = self.commands.of.iter().filter(|(other, _)| scope.is_none() != other.is_none());
            others.flat_map(|(_, commands)| commands).any(|command| command["name"] == *name)
        };
        if commands.iter().any(|command| elsewhere(&command["name"])) {
            self.complain("the same command stands everywhere and in one server: people see it twice");
        }
        Ok(Value::Array(commands))
    }
}
