//! Where something was said, and so where it is answered; and where a thread is.
//!
//! It stands in the name under which the engine knows an event. So the answer finds its way
//! after a restart too, and nothing has to be kept about rooms.

/// An event, and where it is to be answered.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    /// Its id.
    pub(crate) event: String,
    /// Who did it. Others in a room may take back what is not theirs, and that is nobody's here.
    pub(crate) sender: String,
    /// The room it is answered in; `None` where it was said among others, so that it is answered
    /// in a direct message.
    pub(crate) room: Option<String>,
    /// The first event of the thread it belongs to.
    pub(crate) thread: Option<String>,
}

impl Origin {
    /// The name of the event. Always the same for the same event: by it, hearing twice is noticed.
    pub(crate) fn name(&self) -> String {
        // Ids are opaque, so no sign is safe to stand between them.
        serde_json::json!([self.event, self.sender, self.room, self.thread]).to_string()
    }

    /// What a name stands for.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let (event, sender, room, thread) = serde_json::from_str(name).ok()?;
        Some(Self { event, sender, room, thread })
    }
}

/// A thread of a room, as a community knows it: what is taken back is removed by that alone.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Branch {
    /// The room.
    pub(crate) room: String,
    /// The first event of the thread.
    pub(crate) root: String,
}

impl Branch {
    /// Its name.
    pub(crate) fn name(&self) -> String {
        serde_json::json!([self.room, self.root]).to_string()
    }

    /// What a name stands for.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let (room, root) = serde_json::from_str(name).ok()?;
        Some(Self { room, root })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_thread_is_told_from_that_of_a_room() {
        let branch = Branch { room: "!old:example.org".into(), root: "$root".into() };
        assert!(Branch::named(&branch.name()) == Some(branch));
        assert!(Branch::named("!old:example.org").is_none());
    }

    #[test]
    fn a_name_brings_back_where_something_was_said() {
        for (room, thread) in [(Some("!old:example.org"), None), (Some("!v12 \"odd\""), Some("$root")), (None, None)] {
            let origin = Origin {
                event: "$e".into(),
                sender: "@sam:a".into(),
                room: room.map(Into::into),
                thread: thread.map(Into::into),
            };
            assert!(Origin::named(&origin.name()) == Some(origin));
        }
        assert!(Origin::named("i:42").is_none());
    }
}
