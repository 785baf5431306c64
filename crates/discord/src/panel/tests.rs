//! Every page of the largest community, within what Discord takes; and what can be used on it.

use super::*;
use crate::acts::Answered;
use afterword_core::{
    Private,
    community::{
        AT_ONCE, Context, Event, LIBRARY_LIMIT, Library, NewPrompt, Opens, Own, Place, PlaceKind, Plan, SERIES_LIMIT,
        Setting, Who, decide, rotation,
        schedule::{CatchUp, Repeat, Schedule},
    },
};
use jiff::civil::time;
use serde_json::Value;
use std::sync::LazyLock;

const NOW: &str = "2026-11-24T09:00:00Z";

fn now() -> Timestamp {
    NOW.parse().expect("a moment")
}

/// A community to which moderators said all of this.
fn community(orders: impl IntoIterator<Item = Order>) -> Community {
    let settings = Settings::default();
    let context = Context { now: now(), settings: &settings, prompts: &[] };
    let mut community = Community::new(7);
    for order in orders {
        let by = Who { account: "1".into(), moderator: true };
        hear(&mut community, &Event::Ordered { by, order }, &context);
    }
    for nth in 0..200 {
        let (by, text) = (Private::new(format!("{}", nth / 5)), Private::new("*".repeat(2000)));
        hear(&mut community, &Event::Suggested { by, text }, &context);
    }
    community
}

fn hear(community: &mut Community, event: &Event, context: &Context<'_>) {
    let decision = decide(community, event, context);
    if let Some(entry) = decision.entry(community.revision() + 1, context.now) {
        community.apply(&entry);
    }
}

fn plan(name: &str) -> Plan {
    Plan {
        name: name.into(),
        library: Library { themes: vec!["after".to_owned()], own: Own::All },
        order: rotation::Order::default(),
        place: Place { channel: "18446744073709551615".to_owned(), kind: PlaceKind::Thread },
        schedule: Schedule::new(Repeat::Daily { at: time(10, 0, 0, 0) }, "America/Argentina/ComodRivadavia"),
        role: Some("18446744073709551614".to_owned()),
        catch_up: CatchUp::default(),
        pins: true,
        warns: true,
    }
}

/// 25 series, 5,000 prompts, 200 suggestions: all as long as they may be.
static LARGEST: LazyLock<Community> = LazyLock::new(|| {
    let prompt = |nth: usize| NewPrompt {
        text: format!("{nth} {}", "👍".repeat(1990)).into(),
        theme: format!("{:_<100}", nth % 90),
        opens: Opens::Debrief,
        season: None,
        picture: Some("https://example.org/a.png".to_owned()),
    };
    let prompts = (0..LIBRARY_LIMIT / AT_ONCE)
        .map(|part| Order::AddPrompts((0..AT_ONCE).map(|nth| prompt(part * AT_ONCE + nth)).collect()));
    let series = (0..SERIES_LIMIT).map(|nth| Order::AddSeries(Box::new(plan(&format!("{nth:👍<100}")))));
    let channel = Order::Set(Setting::Moderators(Some("18446744073709551615".to_owned())));
    community([channel].into_iter().chain(series).chain(prompts))
});

fn every_page(community: &Community) -> Vec<Page> {
    let series = community.series().next().map(|series| series.id);
    let prompt = community.prompts().next().map(|(id, _)| id);
    let of_series = series.into_iter().flat_map(|id| [Page::Series(id), Page::Setup(id)]);
    let plain = [Page::Home, Page::New, Page::Settings, Page::Numbers, Page::Forget, Page::Log(0), Page::Log(20)];
    let listed =
        [Page::Library(0), Page::Library(4975), Page::Library(99_999), Page::Suggestions(0), Page::Suggestions(999)];
    of_series.chain(prompt.map(Page::Prompt)).chain(plain).chain(listed).collect()
}

fn with_view<T>(community: &Community, all: bool, look: impl FnOnce(&View<'_>) -> T) -> T {
    let words = Words::load("en-GB").expect("they load");
    let settings = Settings::default();
    look(&View { words: &words, community, settings: &settings, now: now(), all })
}

fn answered(community: &Community, page: Page) -> Vec<Answered> {
    let settings = Settings::default();
    let context = Context { now: now(), settings: &settings, prompts: &[] };
    let order = page.look();
    let by = Who { account: "1".into(), moderator: true };
    let acts = decide(community, &Event::Ordered { by, order }, &context).acts;
    let said = acts.into_iter().filter_map(|act| match act {
        afterword_core::community::Act::Answer(say) => Some(Answered::Say(Box::new(say))),
        _ => None,
    });
    said.collect()
}

fn json(body: &Body) -> Value {
    serde_json::to_value(body.response(Surface::Ephemeral)).expect("it is JSON")
}

fn units(text: &Value) -> usize {
    text.as_str().map_or(0, |text| text.encode_utf16().count())
}

fn components(body: &Value) -> Vec<Value> {
    let rows = body["components"].as_array().cloned().unwrap_or_default();
    assert!(rows.len() <= 5, "{} rows", rows.len());
    rows.iter().flat_map(|row| row["components"].as_array().cloned().unwrap_or_default()).collect()
}

#[test]
fn every_page_of_the_largest_community_is_one_that_discord_takes() {
    let community = &*LARGEST;
    for all in [true, false] {
        for one in every_page(community) {
            let answers = if one.is_answered() { answered(community, one) } else { Vec::new() };
            let body = with_view(community, all, |view| json(&page(view, one, &answers)));
            assert!(units(&body["content"]) <= 2000 && units(&body["content"]) > 0, "{one:?}");
            let mut ids = std::collections::BTreeSet::new();
            for component in components(&body) {
                let id = component["custom_id"].as_str().expect("an id").to_owned();
                assert!(id.len() <= 100 && ids.insert(id.clone()), "{one:?}: {id}");
                assert!(Control::decode(&id).is_some(), "{one:?}: {id}");
                assert!(units(&component["label"]) <= 80 && units(&component["placeholder"]) <= 150);
                let options = component["options"].as_array().cloned().unwrap_or_default();
                assert!(options.len() <= 25);
                for option in options {
                    assert!((1..=100).contains(&units(&option["label"])) && units(&option["description"]) <= 100);
                    assert!((1..=100).contains(&units(&option["value"])));
                }
            }
        }
    }
}

#[test]
fn everything_on_a_page_means_something_and_so_does_an_old_one() {
    let community = &*LARGEST;
    let empty = Community::new(1);
    for one in every_page(community) {
        let body = with_view(community, true, |view| json(&page(view, one, &[])));
        for component in components(&body) {
            let control = Control::decode(component["custom_id"].as_str().expect("an id")).expect("ours");
            let options = component["options"].as_array().cloned().unwrap_or_default();
            let value = match component["type"].as_u64() {
                Some(6 | 8) => vec!["77".to_owned()],
                _ => {
                    options.first().and_then(|option| option["value"].as_str()).map(str::to_owned).into_iter().collect()
                }
            };
            let given = || Given { values: value.clone(), fields: None, channel_kind: Some(0) };
            let means =
                |community: &Community| with_view(community, true, |view| step(view, control, &given()).is_some());
            assert!(means(community), "{one:?}: {control:?}");
            // What it is about is gone: that is said, and nothing else happens.
            assert!(means(&empty), "{one:?}: {control:?}");
            let rendered = with_view(&empty, true, |view| json(&page(view, one, &[])));
            assert!(!components(&rendered).is_empty(), "{one:?} leads somewhere");
        }
    }
}

#[test]
fn every_form_is_one_that_discord_takes() {
    let community = &*LARGEST;
    let series = community.series().next().expect("one").id;
    let prompt = community.prompts().next().expect("one").0;
    let suggestion = community.suggestions().next().expect("one").id;
    let forms = [
        Control { number: u64::MAX, ..Control::to(What::NewForm) },
        Control::about(What::Edit, series),
        Control::about(What::DaysOff, series),
        Control::to(What::AddPrompt),
        Control::about(What::EditPrompt, prompt),
        Control::about(What::AcceptAs, suggestion),
        Control::about(What::Decline, suggestion),
        Control::to(What::Zone),
    ];
    for control in forms {
        let form = with_view(community, true, |view| form(view, control)).expect("a form");
        let form = serde_json::to_value(form).expect("it is JSON");
        assert!((1..=45).contains(&units(&form["title"])), "{control:?}");
        let inputs = components(&form);
        assert!((1..=5).contains(&inputs.len()));
        for input in inputs {
            assert!((1..=45).contains(&units(&input["label"])), "{control:?}: {input}");
            assert!(units(&input["placeholder"]) <= 100, "{control:?}: {input}");
            let most = input["max_length"].as_u64().expect("a limit");
            assert!(units(&input["value"]) as u64 <= most, "{control:?}");
        }
        let empty = Community::new(1);
        let about_something = control.about.is_some();
        let on_empty = with_view(&empty, true, |view| super::form(view, control).is_none());
        assert_eq!(on_empty, about_something, "{control:?}");
    }
}

#[test]
fn ids_come_back_and_nothing_else_is_one() {
    let about = Id::minted(0xFF_FFFF, u32::MAX, 255);
    for what in What::ALL {
        let control = Control { what: *what, about: Some(about), number: u64::MAX };
        assert_eq!(Control::decode(&control.encode()), Some(control));
        assert!(control.encode().len() <= 100);
    }
    for forged in ["", "p1", "p1:h", "p1:h:", "p1:h::x", "p1:h::-1", "p1:??::0", "p1:h:x:0", "p1:h::0:", "p2:h::0"] {
        assert!(Control::decode(forged).is_none(), "{forged}");
    }
}

#[test]
fn a_form_makes_a_series_and_says_what_it_does_not_understand() {
    let community = community([]);
    let control = Control { number: 55, ..Control::to(What::NewForum) };
    let filled = |fields: [&str; 4]| {
        let fields = Some(fields.into_iter().map(Private::new).collect());
        with_view(&community, true, |view| step(view, control, &Given { fields, ..Given::default() }))
    };
    let Some(Step::Orders(orders, _)) = filled(["Daily", "weekdays at 9:00", "Europe/Lisbon", "after, new job, own"])
    else {
        panic!("an order")
    };
    let [Order::AddSeries(plan)] = &orders[..] else { panic!("a series") };
    assert_eq!((plan.place.channel.as_str(), plan.place.kind), ("55", PlaceKind::Forum));
    assert_eq!((plan.library.themes.join(" "), plan.library.own == Own::All), ("after new_job".to_owned(), true));
    assert_eq!(plan.schedule.zone, "Europe/Lisbon");
    for wrong in [
        ["Daily", "whenever", "", ""],
        ["Daily", "weekdays at 9:00", "Nowhere/Land", ""],
        ["Daily", "weekdays at 9:00", "", "cats"],
    ] {
        assert!(matches!(filled(wrong), Some(Step::Note(..))), "{wrong:?}");
    }
}

#[test]
fn what_a_menu_changes_is_changed_alone_and_a_forum_has_no_pins() {
    let community = community([Order::AddSeries(Box::new(plan("Daily")))]);
    let series = community.series().next().expect("one").id;
    let changed = |what: What, values: &[&str], channel_kind: Option<u8>| {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        let given = Given { values, fields: None, channel_kind };
        let step = with_view(&community, true, |view| step(view, Control::about(what, series), &given));
        match step {
            Some(Step::Orders(orders, _)) => match orders.into_iter().next() {
                Some(Order::ChangeSeries { plan, .. }) => Some(*plan),
                _ => None,
            },
            _ => None,
        }
    };
    let before = plan("Daily");
    let forum = changed(What::Place, &["9"], Some(15)).expect("a plan");
    assert!(forum.place.kind == PlaceKind::Forum && !forum.pins && forum.place.channel == "9");
    let text = changed(What::Place, &["9"], Some(0)).expect("a plan");
    assert!(text == Plan { place: Place { channel: "9".to_owned(), kind: PlaceKind::Thread }, ..before.clone() });
    assert!(changed(What::Role, &[], None).expect("a plan").role.is_none());
    assert!(changed(What::How, &["q"], None).expect("a plan") == Plan { pins: false, ..before.clone() });
    let library = changed(What::Themes, &["s.waiting"], None).expect("a plan").library;
    assert!(library.themes == ["waiting"] && library.own == Own::None);
    assert!(changed(What::How, &["?"], None).is_none() && changed(What::Place, &["x"], None).is_none());
}

#[test]
fn a_file_is_taken_once_and_what_is_wrong_with_it_is_told_by_line() {
    let Brought::Prompts(prompts) = Brought::read("a.CSV", b"text\nOne?\nTwo?\n") else { panic!("prompts") };
    assert_eq!(prompts.len(), 2);
    let community = community([Order::AddPrompts(vec![prompts[0].clone()])]);
    let new = new_among(&community, prompts);
    assert!(new.len() == 1 && new[0].text.reveal() == "Two?");
    assert!(matches!(Brought::read("a.toml", b"text = 1"), Brought::Wrong(problems) if !problems.is_empty()));
    assert!(matches!(Brought::read("a.exe", b""), Brought::Other));
    let (name, bytes) = exported(&community, afterword_words::prompts::Format::Toml);
    assert!(matches!(Brought::read(&name, &bytes), Brought::Prompts(again) if again.len() == 1));
}

#[test]
fn what_members_wrote_is_shown_as_text() {
    let community = community([Order::List]);
    let body = with_view(&community, true, |view| page(view, Page::Suggestions(0), &[]));
    let shown = std::iter::once(&body.content).chain(&body.embeds);
    assert!(shown.into_iter().any(|text| text.contains(r"\*\*\*")), "stars stand there as stars");
}
