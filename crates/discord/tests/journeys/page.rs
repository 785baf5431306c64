//! What was done and seen on Discord, to be read by people.

use afterword_tests::{
    discord::{Audience, Discord, Person, Shown},
    journey::By,
};
use jiff::Timestamp;
use std::{env, fs, path::Path};

/// Names the folder where pages are written.
const VARIABLE: &str = "AFTERWORD_JOURNEYS_TO";

pub(crate) struct Page {
    file: String,
    text: String,
    /// How much of what was shown is on it.
    told: usize,
}

impl Page {
    pub(crate) fn of(name: &str, by: By) -> Self {
        let by = if by == By::Controls { "controls" } else { "typed" };
        Self { file: format!("{name}.{by}.txt"), text: String::new(), told: 0 }
    }

    pub(crate) fn does(&mut self, now: Timestamp, what: &str) {
        self.text.push_str(&format!("\n> {now} {what}\n"));
    }

    /// What came by itself; whether anything did.
    pub(crate) fn by_itself(&mut self, discord: &Discord, person: &Person) -> bool {
        let before = self.text.len();
        self.text.push_str(&format!("\n> {} by itself\n", discord.now()));
        let came = self.answered(discord, person);
        if !came {
            self.text.truncate(before);
        }
        came
    }

    /// What was shown since; whether anything was. Whatever is shown to others as well is none of theirs.
    pub(crate) fn answered(&mut self, discord: &Discord, person: &Person) -> bool {
        let shown = discord.shown();
        let own = |shown: &&Shown| shown.author != person.id();
        let fresh: Vec<&Shown> = shown[self.told..].iter().filter(own).collect();
        for one in &fresh {
            let place = match one.audience {
                Audience::Only(id) if id == person.id() => "for them alone",
                Audience::Direct(id) if id == person.id() => "direct message",
                other => panic!("shown to {other:?}: {}", one.text),
            };
            self.text.push_str(&format!("\n({:?}, {place})\n{}\n", one.change, one.text));
            self.text.push_str(&one.labels.iter().map(|label| format!("[{label}] ")).collect::<String>());
            self.text.push('\n');
        }
        let came = !fresh.is_empty();
        self.told = shown.len();
        came
    }
}

/// Also where the test fails on the way.
impl Drop for Page {
    fn drop(&mut self) {
        if let Some(folder) = env::var_os(VARIABLE) {
            fs::write(Path::new(&folder).join(&self.file), &self.text).unwrap();
        }
    }
}
