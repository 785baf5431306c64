//! Who may do what here, by what Discord says of them at this very moment.

use crate::acts::bits;
use afterword_core::community::{Customs, Order, Setting};

/// Somebody in a server, as the interaction itself has them.
#[derive(Clone)]
pub(crate) struct Visitor {
    pub(crate) server: String,
    pub(crate) account: String,
    /// What they may do in that channel.
    pub(crate) permissions: u64,
    pub(crate) roles: Vec<String>,
}

/// What somebody is in a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// No moderator.
    Member,
    /// One by the role that those who look after the server chose.
    ByRole,
    /// One who looks after the server: Administrator, or Manage Server.
    LooksAfter,
}

impl Visitor {
    pub(crate) fn standing(&self, customs: &Customs) -> Standing {
        let by_role = customs.moderator_role.as_ref().is_some_and(|role| self.roles.contains(role));
        match self.permissions & (bits::ADMINISTRATOR | bits::MANAGE_GUILD) {
            0 if by_role => Standing::ByRole,
            0 => Standing::Member,
            _ => Standing::LooksAfter,
        }
    }
}

impl Standing {
    /// Whether they are a moderator for this.
    pub(crate) fn may(self, order: &Order) -> bool {
        match order {
            // Else whoever has the role could give it to others, and never lose it.
            Order::Set(Setting::ModeratorRole(_)) => self == Self::LooksAfter,
            _ => self != Self::Member,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moderators_are_those_who_look_after_the_server_or_have_the_role() {
        use Standing::{ByRole, LooksAfter, Member};
        let role = Some("7".to_owned());
        for (permissions, roles, chosen, expected) in [
            (0, vec![], None, Member),
            (0, vec!["7"], None, Member),
            (0, vec!["8"], role.clone(), Member),
            (0, vec!["7"], role.clone(), ByRole),
            (bits::MANAGE_MESSAGES, vec![], role.clone(), Member),
            (bits::MANAGE_GUILD, vec![], None, LooksAfter),
            (bits::ADMINISTRATOR, vec!["7"], role.clone(), LooksAfter),
        ] {
            let roles = roles.into_iter().map(str::to_owned).collect();
            let visitor = Visitor { server: "1".into(), account: "2".into(), permissions, roles };
            let customs = Customs { moderator_role: chosen, ..Customs::default() };
            assert_eq!(visitor.standing(&customs), expected);
        }
        let change = Order::Set(Setting::ModeratorRole(None));
        assert!(
            LooksAfter.may(&change) && !ByRole.may(&change) && ByRole.may(&Order::List) && !Member.may(&Order::List)
        );
    }
}
