//! A person in front of a terminal, with a clock that a script moves.

use afterword_core::{
    Event, Fact, Person, Private, Say, Settings,
    event::Meaning,
    walk::{context, turn_at},
};
use afterword_words::{Numbered, Words};
use jiff::{Timestamp, civil};

/// Somebody who lives by London time.
pub(crate) struct Life {
    pub(crate) person: Person,
    settings: Settings,
    words: Words,
    now: Timestamp,
    /// The day that was last written down.
    told: Option<civil::DateTime>,
    page: String,
    misunderstood: usize,
    /// When something was said by itself, on the person's clock.
    pub(crate) unprompted: Vec<civil::DateTime>,
    /// How many messages were sent to them.
    pub(crate) messages: usize,
}

impl Life {
    pub(crate) fn new() -> Self {
        Self {
            person: Person::new(11),
            settings: Settings::default(),
            words: Words::load("en-GB").unwrap(),
            now: civil::date(2026, 1, 5).at(9, 0, 0, 0).in_tz("Europe/London").unwrap().timestamp(),
            told: None,
            page: String::new(),
            misunderstood: 0,
            unprompted: Vec::new(),
            messages: 0,
        }
    }

    pub(crate) fn line(&mut self, line: &str) -> Result<(), String> {
        if let Some(said) = line.strip_prefix("> ") {
            self.say(said);
        } else if line == "@ visit" {
            self.at();
            let said = self.turn(&Event::Visit);
            self.tell(&said);
        } else if let Some(moment) = line.strip_prefix("@ ") {
            let until: civil::DateTime =
                moment.trim().replace(' ', "T").parse().map_err(|_| format!("no moment: {moment}"))?;
            self.wait_until(until)?;
        } else if let Some(heading) = line.strip_prefix("# ") {
            self.page.push_str(&format!("## {heading}\n\n"));
        } else if !line.trim().is_empty() {
            return Err(format!("neither “> words” nor “@ moment”: {line}"));
        }
        Ok(())
    }

    /// The clock runs on, and whatever comes due on the way is said.
    fn wait_until(&mut self, until: civil::DateTime) -> Result<(), String> {
        let until = until.in_tz("Europe/London").map_err(|_| "no such moment")?.timestamp();
        if until < self.now {
            return Err("the clock cannot go back".into());
        }
        while let Some(wake) = self.person.next_wake(&self.settings, self.now).filter(|wake| *wake <= until) {
            self.now = self.now.max(wake);
            let said = self.turn(&Event::Due);
            if !said.is_empty() {
                self.unprompted.push(self.local());
                self.at();
                self.page.push_str("*By itself:*\n\n");
                self.tell(&said);
            }
        }
        self.now = until;
        Ok(())
    }

    fn say(&mut self, said: &str) {
        self.at();
        self.page.push_str(&format!("> {said}\n\n"));
        let ask = self.person.current_ask(&context(&self.settings));
        let meaning = self.words.understand(said, ask.as_ref(), self.local(), &self.settings);
        self.misunderstood += usize::from(matches!(meaning, Meaning::Unclear(_)));
        let said = self.turn(&Event::Heard { meaning, said: Some(Private::new(said)), stamp: None });
        self.tell(&said);
        // Reading and typing take a moment.
        self.now += jiff::SignedDuration::from_secs(20);
    }

    fn turn(&mut self, event: &Event) -> Vec<Say> {
        let (entry, say) = turn_at(&mut self.person, event, self.now, &self.settings);
        let budgeted =
            entry.iter().flat_map(|entry| &entry.facts).any(|fact| matches!(fact, Fact::Reminded { visit: false, .. }));
        assert!(!budgeted || *event == Event::Due);
        self.messages += say.len();
        say
    }

    /// The moment, once for whatever happens in the same quarter of an hour.
    fn at(&mut self) {
        let local = self.local();
        let near = |told: civil::DateTime| local.duration_since(told).as_mins() < 15 && told.date() == local.date();
        if !self.told.is_some_and(near) {
            self.page.push_str(&format!("### {}\n\n", local.strftime("%A %-d %B %Y, %H:%M")));
        }
        self.told = Some(local);
    }

    fn tell(&mut self, said: &[Say]) {
        for say in said {
            let layout = self.words.layout(say);
            for paragraph in &layout.paragraphs {
                self.paragraph(paragraph);
            }
            let Some(question) = layout.question else { continue };
            question.prompt.iter().for_each(|prompt| self.paragraph(prompt));
            self.options(&question.options);
            for further in &question.more {
                further.prompt.iter().for_each(|prompt| self.paragraph(prompt));
                self.options(&further.options);
            }
        }
    }

    fn paragraph(&mut self, text: &str) {
        let text: String = text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect();
        // A line break of a letter stays one in Markdown.
        self.page.push_str(&text.trim_end().replace('\n', "  \n"));
        self.page.push_str("\n\n");
    }

    fn options(&mut self, options: &[Numbered]) {
        for option in options {
            let label: String = option.label.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect();
            self.page.push_str(&format!("{}. {label}\n", option.number));
        }
        if !options.is_empty() {
            self.page.push('\n');
        }
    }

    pub(crate) fn local(&self) -> civil::DateTime {
        self.person.zone(&self.settings).local(self.now)
    }

    pub(crate) fn transcript(&self) -> &str {
        self.page.trim_end()
    }

    pub(crate) fn misunderstood(&self) -> usize {
        self.misunderstood
    }
}
