//! Who may talk with the bot.

use wildmatch::WildMatch;

/// The ids of those who may talk with the bot, as patterns.
pub(crate) struct Allowed(Vec<WildMatch>);

impl Allowed {
    /// By these patterns, in which `*` stands for anything; by none, whoever is on the server of
    /// `bot`. A bot that anybody may talk to is one the whole federation may fill the disk of.
    pub(crate) fn new(patterns: &[String], bot: &str) -> Self {
        if patterns.is_empty() {
            let server = bot.split_once(':').map_or("", |(_, server)| server);
            return Self(vec![WildMatch::new(&format!("@*:{server}"))]);
        }
        Self(patterns.iter().map(|pattern| WildMatch::new(pattern)).collect())
    }

    /// Whether this user may.
    pub(crate) fn has(&self, user: &str) -> bool {
        self.0.iter().any(|pattern| pattern.matches(user))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_talk_is_told_by_patterns_or_by_the_server() {
        let own = Allowed::new(&[], "@afterword:example.org");
        assert!(own.has("@sam:example.org"));
        for other in ["@sam:example.com", "@sam:example.org:8448", "@sam:sub.example.org", "@sam:example.org.evil"] {
            assert!(!own.has(other), "{other}");
        }
        let some = Allowed::new(&["@*:example.com".into(), "@sam:example.net".into()], "@afterword:example.org");
        assert!(some.has("@ann:example.com") && some.has("@sam:example.net"));
        assert!(!some.has("@ann:example.net") && !some.has("@sam:example.org"));
    }
}
