//! Who else is in a room, and so what may be said there. Pure.

/// Who is in a room besides the bot.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Company {
    /// Nobody, or nobody any more.
    Nobody,
    /// One person, and nobody else can come in unasked: private things are said here.
    One(String),
    /// Others read along, or could.
    Others,
}

/// Who may read along in a room.
pub(crate) struct Facts<'a> {
    /// Everybody who is in it or invited.
    pub(crate) members: &'a [String],
    /// Whether somebody can come in without being invited.
    pub(crate) open: bool,
    /// Whether it can be read without coming in.
    pub(crate) readable: bool,
}

impl Company {
    /// Who keeps the bot with the id `me` company.
    pub(crate) fn of(me: &str, facts: &Facts<'_>) -> Self {
        let mut others = facts.members.iter().filter(|member| *member != me);
        match (others.next(), others.next()) {
            (None, _) => Self::Nobody,
            (Some(one), None) if !facts.open && !facts.readable => Self::One(one.clone()),
            _ => Self::Others,
        }
    }

    /// Whether private things of this person may be said here.
    pub(crate) fn is_only(&self, account: &str) -> bool {
        matches!(self, Self::One(one) if one == account)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_two_behind_a_closed_door_are_among_themselves() {
        let of = |members: &[&str], open, readable| {
            let members: Vec<String> = members.iter().map(|member| (*member).to_owned()).collect();
            Company::of("@bot:a", &Facts { members: &members, open, readable })
        };
        assert!(of(&["@bot:a", "@sam:a"], false, false).is_only("@sam:a"));
        assert!(!of(&["@bot:a", "@sam:a"], false, false).is_only("@ann:a"));
        assert!(of(&["@bot:a", "@sam:a", "@ann:a"], false, false) == Company::Others);
        assert!(of(&["@bot:a", "@sam:a"], true, false) == Company::Others);
        assert!(of(&["@bot:a", "@sam:a"], false, true) == Company::Others);
        assert!(of(&["@bot:a"], false, false) == Company::Nobody);
        assert!(of(&[], true, true) == Company::Nobody);
    }
}
