//! Somebody who lives through a script on Discord, on the strict fake.

use crate::{controls, page::Page};
use afterword_core::Entry;
use afterword_discord::{Connected, Discord, PLATFORM, SHOWN, Setup};
use afterword_tests::{
    discord::{self, Person},
    journey::{self, A_MOMENT, By, Script, Step, World},
};
use afterword_words::Words;
use jiff::{SignedDuration, Timestamp};
use std::{collections::HashSet, sync::Arc};

pub(crate) struct OnDiscord {
    pub(crate) world: World,
    pub(crate) person: Person,
    pub(crate) account: String,
    fake: discord::Discord,
    page: Page,
}

/// Lives through a script, and returns the journal at its end.
pub(crate) async fn lived(script: &Script, by: By) -> Vec<Entry> {
    let (mut life, bot) = OnDiscord::begins(script.begins(), Page::of(&script.name, by)).await;
    if by == By::Typing {
        life.person.goes_to_direct_messages();
    }
    for (nth, step) in script.steps.iter().enumerate() {
        match step {
            Step::Until(moment) => life.until(*moment).await,
            // Nobody can look in there: the first time they say something, later they leave it.
            Step::Visit if nth == 1 => life.says_hello(by).await,
            Step::Visit => life.passes(A_MOMENT),
            Step::Said(said) => life.does(said, by).await,
        }
    }
    bot.close().await;
    println!("{}: {:?}", script.name, life.fake.bodies());
    letters_stay(&life);
    life.world.journal(&life.account).await
}

/// A letter is copied after it was said what becomes of it: it does not give way to the next page.
fn letters_stay(life: &OnDiscord) {
    let here = life.world.words.block(&afterword_core::wording::letter_here());
    let mut letters = HashSet::new();
    for shown in life.fake.shown() {
        if shown.text.contains(&here) {
            letters.insert(shown.message);
        } else {
            assert!(!letters.contains(&shown.message), "a letter became: {}", shown.text);
        }
    }
    assert!(letters.len() > 1, "{} letters", letters.len());
}

impl OnDiscord {
    async fn begins(at: Timestamp, page: Page) -> (Self, Connected) {
        let fake = discord::Setup::new().at(at).start();
        let words = Arc::new(Words::load("en-GB").unwrap());
        let setup = Setup {
            api_url: fake.url(),
            token: fake.token(),
            test_server: None,
            words: Arc::clone(&words),
            operator: afterword_core::Settings::default().operator,
            copies: Arc::new(|_| None), // nobody asks for one
        };
        let bot = Discord::new(setup).unwrap();
        let world = World::new(at, PLATFORM, words, journey::platform(SHOWN, bot.courier(), true)).await;
        let connected = bot.connect(world.engine.clone()).await.unwrap();
        fake.ready().await;
        let person = fake.user("Mina");
        let account = person.id().to_string();
        (Self { world, person, account, fake, page }, connected)
    }

    /// Time passes there as well: what is too old is refused.
    async fn until(&mut self, moment: Timestamp) {
        let Self { world, account, fake, page, person } = self;
        let mut came = false;
        world
            .until(account, moment, || {
                let now = fake.now();
                fake.passes(world.now().duration_since(now));
                came |= page.by_itself(fake, person);
            })
            .await;
        self.fake.passes(moment.duration_since(self.fake.now()));
        if came {
            // What comes by itself comes as a direct message, and there it is answered.
            self.person.goes_to_direct_messages();
        }
    }

    fn passes(&self, time: SignedDuration) {
        self.world.passes(time);
        self.fake.passes(time);
    }

    async fn says_hello(&mut self, by: By) {
        match by {
            By::Controls => self.slash("help", &[]).await,
            By::Typing => self.types("hello").await,
        }
        self.ends().await;
    }

    /// What they do in place of the line that is typed in the terminal.
    async fn does(&mut self, said: &str, by: By) {
        match by {
            By::Controls => controls::does(self, said).await,
            By::Typing => self.types(said).await,
        }
        self.ends().await;
    }

    async fn ends(&mut self) {
        self.world.engine.settled().await;
        self.page.answered(&self.fake, &self.person);
        self.passes(A_MOMENT);
    }

    /// Slash commands are used in the server, where only they see what comes of it.
    pub(crate) async fn slash(&mut self, name: &str, options: &[(&str, &str)]) {
        self.page.does(self.fake.now(), &format!("/{name} {options:?}"));
        self.person.goes_to(self.fake.channel("general"));
        self.person.slash(name, options).await;
    }

    pub(crate) async fn types(&mut self, said: &str) {
        self.page.does(self.fake.now(), &format!("types “{said}”"));
        self.person.goes_to_direct_messages();
        self.person.types(said).await;
        self.person.sees("").await;
    }

    pub(crate) async fn presses(&mut self, label: &str) {
        self.page.does(self.fake.now(), &format!("presses [{label}]"));
        self.person.presses(label).await;
    }

    pub(crate) async fn picks(&mut self, labels: &[&str]) {
        self.page.does(self.fake.now(), &format!("picks {labels:?}"));
        self.person.picks_from_menu(labels).await;
    }

    /// Opens the form behind this button, and writes into its inputs in order.
    pub(crate) async fn fills(&mut self, button: &str, fields: &[&str]) {
        let mut form = self.person.opens_modal(button).await;
        let labels = form.labels();
        self.page.does(self.fake.now(), &format!("opens [{button}] {:?} {labels:?}, writes {fields:?}", form.title()));
        assert!(fields.len() <= labels.len(), "{labels:?} has no room for {fields:?}");
        for (label, text) in labels.iter().zip(fields) {
            assert_eq!(labels.iter().filter(|other| *other == label).count(), 1, "two inputs are called “{label}”");
            form = form.fills_in(label, text);
        }
        form.submits().await;
    }
}
