//! What the bot may do in a channel, and which of what it needs is missing. Pure.

use crate::rest::{Member, Overwrite, Role};
use afterword_core::community::Permission;

/// The permissions that are looked at, by their bits (`topics/permissions`). serenity 0.12.5 does
/// not know all of them.
pub(crate) mod bits {
    pub(crate) const ADMINISTRATOR: u64 = 1 << 3;
    pub(crate) const MANAGE_GUILD: u64 = 1 << 5;
    pub(crate) const VIEW_CHANNEL: u64 = 1 << 10;
    pub(crate) const SEND_MESSAGES: u64 = 1 << 11;
    pub(crate) const MANAGE_MESSAGES: u64 = 1 << 13;
    pub(crate) const EMBED_LINKS: u64 = 1 << 14;
    pub(crate) const ATTACH_FILES: u64 = 1 << 15;
    pub(crate) const READ_MESSAGE_HISTORY: u64 = 1 << 16;
    pub(crate) const MENTION_EVERYONE: u64 = 1 << 17;
    pub(crate) const CREATE_PUBLIC_THREADS: u64 = 1 << 35;
    pub(crate) const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;
    pub(crate) const PIN_MESSAGES: u64 = 1 << 51;
}

/// What a member may do in a channel: the roles together, then what the channel changes for
/// everybody, for their roles together, and for themselves.
pub(super) fn permissions(server: &str, me: &str, member: &Member, roles: &[Role], overwrites: &[Overwrite]) -> u64 {
    let has = |role: &&Role| role.id == server || member.roles.contains(&role.id);
    let base = roles.iter().filter(has).fold(0, |all, role| all | number(&role.permissions));
    if base & bits::ADMINISTRATOR != 0 {
        return u64::MAX;
    }
    let of = |wanted: &dyn Fn(&str) -> bool| {
        let found = overwrites.iter().filter(|overwrite| wanted(&overwrite.id));
        found.fold((0, 0), |all, one| (all.0 | number(&one.allow), all.1 | number(&one.deny)))
    };
    let everybody = |id: &str| id == server;
    let own_roles = |id: &str| id != server && member.roles.iter().any(|role| role == id);
    let oneself = |id: &str| id == me;
    let steps: [(u64, u64); 3] = [of(&everybody), of(&own_roles), of(&oneself)];
    let may = steps.into_iter().fold(base, |may, (allowed, denied)| may & !denied | allowed);
    // Without seeing the channel nothing else is worth anything.
    if may & bits::VIEW_CHANNEL == 0 { 0 } else { may }
}

/// The first of these that is missing.
pub(super) fn missing(may: u64, wanted: &[Permission]) -> Option<Permission> {
    wanted.iter().copied().find(|permission| may & bit(*permission) == 0)
}

/// Whether this role can be called by somebody who may do this.
pub(super) fn may_ping(may: u64, role: &Role) -> bool {
    role.mentionable || may & bits::MENTION_EVERYONE != 0
}

fn bit(permission: Permission) -> u64 {
    match permission {
        Permission::View => bits::VIEW_CHANNEL,
        Permission::Send => bits::SEND_MESSAGES,
        Permission::Threads => bits::CREATE_PUBLIC_THREADS,
        Permission::InThreads => bits::SEND_MESSAGES_IN_THREADS,
        Permission::Pin => bits::PIN_MESSAGES,
        Permission::Ping => bits::MENTION_EVERYONE,
        Permission::Attach => bits::ATTACH_FILES,
        Permission::Embed => bits::EMBED_LINKS,
        Permission::Remove => bits::MANAGE_MESSAGES,
    }
}

fn number(bits: &str) -> u64 {
    bits.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(id: &str, permissions: u64, mentionable: bool) -> Role {
        Role { id: id.to_owned(), permissions: permissions.to_string(), mentionable }
    }

    fn changed(id: &str, allow: u64, deny: u64) -> Overwrite {
        Overwrite { id: id.to_owned(), allow: allow.to_string(), deny: deny.to_string() }
    }

    #[test]
    fn what_is_missing_is_named_by_the_rules_of_discord() {
        use Permission::{Pin, Send, View};
        const SEES: u64 = bits::VIEW_CHANNEL;
        const WRITES: u64 = bits::SEND_MESSAGES;
        const PINS: u64 = bits::PIN_MESSAGES;
        let wanted = [View, Send, Pin];
        // Everybody's role, the bot's own one, what the channel changes, and what is missing then.
        #[rustfmt::skip]
        let table: [(u64, u64, Vec<Overwrite>, Option<Permission>); 10] = [
            (SEES | WRITES, PINS, vec![],                                                        None),
            (SEES | WRITES, 0,    vec![],                                                        Some(Pin)),
            (SEES, PINS,          vec![],                                                        Some(Send)),
            (0, WRITES | PINS,    vec![],                                                        Some(View)),
            (0, bits::ADMINISTRATOR, vec![changed("bot", 0, SEES)],                              None),
            (SEES | WRITES, PINS, vec![changed("server", 0, WRITES)],                            Some(Send)),
            (SEES | WRITES, PINS, vec![changed("server", 0, WRITES), changed("own", WRITES, 0)], None),
            (SEES | WRITES, PINS, vec![changed("own", WRITES, 0), changed("bot", 0, WRITES)],    Some(Send)),
            (SEES | WRITES, PINS, vec![changed("other", 0, u64::MAX)],                           None),
            (SEES | WRITES, PINS, vec![changed("own", 0, SEES)],                                 Some(View)),
        ];
        for (nth, (everybody, own, overwrites, expected)) in table.into_iter().enumerate() {
            let roles = [role("server", everybody, false), role("own", own, false), role("other", u64::MAX, true)];
            let member = Member { roles: vec!["own".to_owned()] };
            let may = permissions("server", "bot", &member, &roles, &overwrites);
            assert_eq!(missing(may, &wanted), expected, "line {nth}");
        }
    }

    #[test]
    fn a_role_is_called_where_everybody_may_or_the_bot_may() {
        assert!(may_ping(0, &role("r", 0, true)));
        assert!(may_ping(bits::MENTION_EVERYONE, &role("r", 0, false)));
        assert!(!may_ping(!bits::MENTION_EVERYONE, &role("r", 0, false)));
    }
}
