//! What moderators type, and what it means.

#![allow(clippy::unwrap_used)] // a panic is how a test fails

use afterword_core::{
    Id, Settings,
    community::{
        Community, Entry, FORMAT, Fact, NewPrompt, Opens, Order, Own, Plan, Setting, rotation, schedule::CatchUp,
    },
};
use afterword_words::{
    Words,
    moderating::{Meant, View, help},
    prompts::Format,
};
use jiff::Timestamp;
use std::sync::LazyLock;

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::load("en-GB").unwrap());
const HERE: &str = "!room:example.org";
const TAG: u32 = 0xabc;

fn now() -> Timestamp {
    "2026-11-26T12:00:00Z".parse().unwrap()
}

fn id(revision: u32) -> Id {
    Id::minted(TAG, revision, 0)
}

/// Two series, a prompt of its own (4.0), a suggestion (5.0).
fn community() -> Community {
    let Ok(Meant::Order(Order::AddSeries(friday))) =
        read("new Friday look back; Fridays at 16:00; themes: after", &Community::new(TAG))
    else {
        panic!("a series is read");
    };
    let monday = Plan { name: "Monday kindness".into(), ..(*friday).clone() };
    let prompt =
        NewPrompt { text: "Own?".into(), theme: "ours".to_owned(), opens: Opens::Next, season: None, picture: None };
    let facts = vec![
        Fact::Founded,
        Fact::SeriesAdded { series: id(2), plan: friday },
        Fact::SeriesAdded { series: id(3), plan: Box::new(monday) },
        Fact::PromptsAdded(vec![(id(4), prompt)]),
        Fact::Suggested { suggestion: id(5), by: "@sam:example.org".into(), text: "And this?".into() },
    ];
    Community::fold(TAG, [&Entry { v: FORMAT, revision: 5, at: now(), facts }])
}

fn read(text: &str, community: &Community) -> Result<Meant, String> {
    let settings = Settings { zone: "Europe/Lisbon".to_owned(), ..Settings::default() };
    let view = View {
        community,
        settings: &settings,
        now: now(),
        here: HERE,
        everybody: Some("@room"),
        themes: &["after", "kindness", "panel"],
    };
    WORDS.moderating(text, &view).map_err(|wrong| WORDS.block(&wrong))
}

/// The plan that a text makes, or makes of what is there.
fn plan(text: &str) -> Plan {
    match read(text, &community()) {
        Ok(Meant::Order(Order::AddSeries(plan) | Order::ChangeSeries { plan, .. })) => *plan,
        Ok(_) => panic!("{text}: another order"),
        Err(wrong) => panic!("{text}: {wrong}"),
    }
}

#[test]
fn an_order_is_a_verb_and_a_name() {
    #[rustfmt::skip]
    let table = [
        ("",                          Meant::Panel),
        ("help",                      Meant::Panel),
        ("list",                      Meant::Order(Order::List)),
        ("Pause Friday look back",    Meant::Order(Order::Pause(id(2)))),
        ("pause “monday kindness”",   Meant::Order(Order::Pause(id(3)))),
        ("resume friday",             Meant::Order(Order::Resume(id(2)))),
        ("delete series #3.0",        Meant::Order(Order::DeleteSeries(id(3)))),
        ("delete monday",             Meant::Order(Order::DeleteSeries(id(3)))),
        ("skip next Friday look back", Meant::Order(Order::SkipNext(id(2)))),
        ("post now: monday",          Meant::Order(Order::PostNow(id(3)))),
        ("preview monday",            Meant::Order(Order::Preview(id(3)))),
        ("dry run monday",            Meant::Order(Order::DryRun(id(3)))),
        ("show friday",               Meant::Order(Order::NextRuns(id(2)))),
        ("library",                   Meant::Order(Order::Library { after: 0 })),
        ("library 11",                Meant::Order(Order::Library { after: 10 })),
        ("remove 4.0",                Meant::Order(Order::RemovePrompts(vec![id(4)]))),
        ("suggestions",               Meant::Order(Order::Suggestions)),
        ("accept",                    Meant::Order(Order::Accept(id(5)))),
        ("accept #5.0",               Meant::Order(Order::Accept(id(5)))),
        ("decline 5.0",               Meant::Order(Order::Decline { suggestion: id(5), reason: None })),
        ("decline 5.0: we have it",   Meant::Order(Order::Decline { suggestion: id(5), reason: Some("we have it".into()) })),
        ("log",                       Meant::Order(Order::Audit { after: 0 })),
        ("numbers",                   Meant::Order(Order::Statistics)),
        ("undo",                      Meant::Order(Order::Undo)),
        ("set",                       Meant::Order(Order::Customs)),
        ("set moderators here",       Meant::Order(Order::Set(Setting::Moderators(Some(HERE.to_owned()))))),
        ("set moderators #mods:example.org", Meant::Order(Order::Set(Setting::Moderators(Some("#mods:example.org".to_owned()))))),
        ("set moderators none",       Meant::Order(Order::Set(Setting::Moderators(None)))),
        ("set approvals 2",           Meant::Order(Order::Set(Setting::Approvals(2)))),
        ("set ask a moderator on",    Meant::Order(Order::Set(Setting::AskModerator(true)))),
        ("set sharing: no",           Meant::Order(Order::Set(Setting::Sharing(false)))),
        ("set zone london",           Meant::Order(Order::Set(Setting::Zone("Europe/London".to_owned())))),
        ("holidays friday",           Meant::Holidays(id(2))),
        ("import",                    Meant::Import),
        ("export csv",                Meant::Export(Format::Csv)),
        ("export",                    Meant::Export(Format::Toml)),
        ("forget everything",         Meant::Forget { sure: false }),
        ("forget everything, yes",    Meant::Forget { sure: true }),
    ];
    for (text, wanted) in table {
        match read(text, &community()) {
            Ok(meant) => assert!(meant == wanted, "{text}"),
            Err(wrong) => panic!("{text}: {wrong}"),
        }
    }
}

#[test]
fn a_new_series_has_a_name_and_a_time_and_sensible_defaults() {
    let made = plan("new Friday look back; Fridays at 16:00");
    assert_eq!(made.name.reveal(), "Friday look back");
    assert_eq!(WORDS.block(&made.schedule.said()), "Friday at 16:00 in Europe/Lisbon");
    assert_eq!(made.library.themes, ["after", "kindness", "panel"]);
    assert!(made.library.own == Own::All && made.warns && !made.pins && made.role.is_none());
    assert_eq!((made.place.channel.as_str(), made.catch_up), (HERE, CatchUp::LatestOnce));
}

#[test]
fn a_new_series_can_be_said_in_lines() {
    let made = plan(
        "new\nname: “Look back”\nwhen: weekdays at 9:00\nzone: New York\nthemes: after, ours\n\
         order: in order\ncatch up: all\npin: yes\nping: yes\nthread: yes\nwarn: no\nskip: 2026-12-25\nroom: #other:example.org",
    );
    assert_eq!(made.name.reveal(), "Look back");
    assert_eq!(WORDS.block(&made.schedule.said()), "weekdays at 09:00 in America/New_York");
    assert!(made.library.themes == ["after"] && made.library.own == Own::Themes(vec!["ours".to_owned()]));
    assert!(made.order == rotation::Order::InOrder && made.catch_up == CatchUp::All && made.pins && !made.warns);
    assert_eq!(made.role.as_deref(), Some("@room"));
    assert_eq!(made.place.channel, "#other:example.org");
    assert_eq!(made.schedule.skip.len(), 1);
}

#[test]
fn a_change_leaves_the_rest_as_it_was() {
    let before = plan("new Friday look back; Fridays at 16:00; themes: after");
    let later = plan("change friday; when: Fridays at 17:00");
    assert_eq!(WORDS.block(&later.schedule.said()), "Friday at 17:00 in Europe/Lisbon");
    assert!(Plan { schedule: before.schedule.clone(), ..later } == before);
    let pinned = plan("change friday; pin: yes");
    assert!(Plan { pins: false, ..pinned } == before);
    let moved = plan("change friday; zone: America/New_York");
    assert_eq!(moved.schedule.zone, "America/New_York");
    let off = plan("holidays friday; 2026-12-24/2026-12-26");
    assert_eq!(off.schedule.skip.len(), 3);
    assert!(Plan { name: before.name.clone(), ..plan("change friday; name: Other") } == before);
}

#[test]
fn a_prompt_has_its_theme_and_talk_before_a_colon() {
    #[rustfmt::skip]
    let table = [
        ("add What now?",                    "own",      Opens::Next,    "What now?"),
        ("add kindness: Who was kind?",      "kindness", Opens::Next,    "Who was kind?"),
        ("add kindness, debrief: Who?",      "kindness", Opens::Debrief, "Who?"),
        ("add debrief: How was it?",         "own",      Opens::Debrief, "How was it?"),
        ("add panel: You asked others?",     "panel",    Opens::Next,    "You asked others?"),
        ("add ours: Another?",               "ours",     Opens::Next,    "Another?"),
        ("add One thing: what was it?",      "own",      Opens::Next,    "One thing: what was it?"),
        ("add\nTwo lines:\nreally?",         "own",      Opens::Next,    "Two lines:\nreally?"),
    ];
    for (text, theme, opens, said) in table {
        let Ok(Meant::Order(Order::AddPrompts(prompts))) = read(text, &community()) else { panic!("{text}") };
        let [prompt] = &prompts[..] else { panic!("{text}") };
        assert_eq!((prompt.theme.as_str(), prompt.opens, prompt.text.reveal()), (theme, opens, said), "{text}");
    }
    let Ok(Meant::Order(Order::ChangePrompt { prompt, new })) = read("edit 4.0: Better?", &community()) else {
        panic!()
    };
    assert!(prompt == id(4) && new.text.reveal() == "Better?" && new.theme == "ours");
    for (text, theme, opens) in [
        ("accept 5.0: Better?", "suggested", Opens::Next),
        ("accept 5.0: kindness, debrief: Better?", "kindness", Opens::Debrief),
    ] {
        let Ok(Meant::Order(Order::AcceptAs { suggestion, new })) = read(text, &community()) else { panic!("{text}") };
        assert!(suggestion == id(5) && new.text.reveal() == "Better?", "{text}");
        assert_eq!((new.theme.as_str(), new.opens), (theme, opens), "{text}");
    }
}

#[test]
fn what_is_unclear_is_said_with_what_to_type() {
    #[rustfmt::skip]
    let begins = [
        ("dance",                        "I don’t know “dance” as an order."),
        ("pause",                        "Which series? There are: Friday look back and Monday kindness."),
        ("pause tuesday",                "I found no series called “tuesday”."),
        ("new",                          "A series has a name and a time"),
        ("new Only a name",              "A series has a name and a time"),
        ("new A; whenever",              "I found no time of day in “whenever”."),
        ("new A; daily at 9; themes: x", "There are no prompts on “x”. There are some on: after, kindness, panel and ours."),
        ("new A; daily at 9; pin: what", "I read “what” as neither yes nor no."),
        ("new A; daily at 9; order: x",  "I read “x” as no order."),
        ("new A; daily at 9; missed: x", "I can’t tell from “x” what becomes of missed posts."),
        ("new A; daily at 9; daily at 10", "I can’t place “daily at 10”."),
        ("change friday",                "What shall be different about “Friday look back”?"),
        ("add",                          "What shall it say?"),
        ("edit",                         "Its name, a colon and the new text"),
        ("edit x: y",                    "“x” is no name of a prompt."),
        ("remove 9.0",                   "I don’t know that prompt"),
        ("set colour blue",              "These can be set"),
        ("set approvals many",           "These can be set"),
        ("set sharing perhaps",          "I read “perhaps” as neither"),
        ("set zone Atlantis",            "I don’t know “Atlantis” as a time zone."),
        ("holidays friday; tomorrow",    "I found “tomorrow”"),
    ];
    for (text, wanted) in begins {
        match read(text, &community()) {
            Ok(_) => panic!("{text}: understood"),
            Err(said) => assert!(said.starts_with(wanted), "{text}: {said}"),
        }
    }
    // The only one needs no name, and none is said so.
    assert!(read("pause", &Community::new(TAG)) == Err("No series yet. Add one to have something posted.".to_owned()));
}

#[test]
fn every_example_of_the_help_is_understood() {
    let community = community();
    let mut tried = 0;
    for line in help() {
        let line = WORDS.block(&line);
        for example in line.split('“').skip(1).filter_map(|part| part.split('”').next()) {
            // Parts of a series, and verbs that want a name after them.
            let whole = match example {
                "prompts" => continue,
                part if part.contains(':') && read(part, &community).is_err() => format!("change friday; {part}"),
                "set" | "edit" | "remove" => continue,
                verb => verb.to_owned(),
            };
            let read = read(&whole.replace("7.1", "5.0"), &community);
            let named =
                ["show", "preview", "dry run", "post now", "skip next", "pause", "resume", "delete", "holidays"];
            assert!(read.is_ok() || named.contains(&whole.as_str()), "{whole}: {:?}", read.err());
            tried += 1;
        }
    }
    assert!(tried > 20, "{tried}");
}

#[test]
fn every_example_of_the_moderators_guide_is_understood() {
    let guide = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/moderators.md")).unwrap();
    let spans = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let typed: Vec<String> = spans(&guide)
        .iter()
        .filter_map(|span| span.strip_prefix("!afterword prompts"))
        .map(|order| order.trim().to_owned())
        .collect();
    assert!(typed.len() >= 7, "{typed:?}");
    for order in typed {
        if let Err(wrong) = read(&order, &community()) {
            panic!("{order}: {wrong}");
        }
    }
    let when = guide.split("## When it posts").nth(1).and_then(|rest| rest.split("\n\n").nth(1)).unwrap();
    let when: Vec<String> = spans(when).into_iter().filter(|span| !span.starts_with("in ")).collect();
    assert!(when.len() >= 8, "{when:?}");
    for text in when {
        let now = jiff::civil::datetime(2026, 11, 26, 12, 0, 0, 0);
        if let Err(wrong) = WORDS.schedule(&text, "Europe/London", now) {
            panic!("{text}: {}", WORDS.block(&wrong));
        }
    }
}
