//! The homeserver and the clients that `on_matrix` counts on, among themselves.

use afterword_tests::{
    left_out,
    matrix::{Client, Kind, Synapse, Tools},
};
use std::{
    process::ExitCode,
    sync::{Arc, OnceLock},
};

type Test = fn(&Tools, &Synapse);

const TESTS: &[(&str, Test)] = &[
    ("two_nio_users_talk_plain_and_encrypted", nio_talks),
    ("what_a_nio_user_does_is_seen_by_the_other", nio_does),
    ("a_js_user_reads_signed_devices_alone", js_reads_signed_devices),
    ("an_echo_answers_plain_and_encrypted", echo_answers),
    ("a_homeserver_that_was_away_comes_back_with_all_it_knew", comes_back),
];

fn main() -> ExitCode {
    let synapse = Arc::new(OnceLock::new());
    let tests = TESTS.iter().map(|(name, test)| {
        let synapse = Arc::clone(&synapse);
        let run = move |tools: Tools| {
            test(&tools, synapse.get_or_init(|| Synapse::start(&tools)));
            Ok(())
        };
        (*name, run)
    });
    left_out::run(Tools::found(), "Talking on Matrix", tests)
}

fn pair(tools: &Tools, synapse: &Synapse, names: [&str; 2]) -> [Client; 2] {
    names.map(|name| Client::nio(tools, synapse, &synapse.register(name)))
}

fn nio_talks(tools: &Tools, synapse: &Synapse) {
    let [anna, ben] = pair(tools, synapse, ["anna", "ben"]);
    for kind in [Kind::Plain, Kind::Encrypted] {
        let room = anna.asks_for_direct(ben.id(), kind);
        ben.sees_event(&room, "an invite", |event| event.kind == "invite" && event.content["is_direct"] == true);
        ben.joins(&room);
        anna.sees_joining(&room, ben.id());
        anna.says(&room, "one");
        anna.says(&room, "two");
        let [one, two] = ["one", "two"].map(|text| ben.sees(&room, text));
        assert_eq!([one.encrypted, two.encrypted], [kind == Kind::Encrypted; 2]);
        ben.says(&room, "three");
        assert_eq!(anna.sees(&room, "").text(), "three");
        let texts = ben.timeline(&room).into_iter().filter(|event| event.read && !event.text().is_empty());
        assert_eq!(texts.map(|event| event.text().to_owned()).collect::<Vec<_>>(), ["one", "two", "three"]);
    }
}

fn nio_does(tools: &Tools, synapse: &Synapse) {
    let [carl, dora] = pair(tools, synapse, ["carl", "dora"]);
    let eve = synapse.register("eve");
    let room = carl.asks_for_direct(dora.id(), Kind::Encrypted);
    assert_eq!(dora.is_invited_by(carl.id()), room);
    dora.joins(&room);
    carl.sees_joining(&room, dora.id());

    let said = carl.says(&room, "a word");
    dora.sees(&room, "a word");
    carl.edits(&room, &said, "another word");
    let edited = dora.sees_event(&room, "an edit", |event| event.relation() == Some("m.replace"));
    assert_eq!(edited.content["m.new_content"]["body"], "another word");
    carl.says_in_thread(&room, &said, "in a thread");
    let threaded = dora.sees(&room, "in a thread");
    assert_eq!((threaded.relation(), threaded.relates_to()), (Some("m.thread"), Some(said.as_str())));
    carl.reacts(&room, &said, "1️⃣");
    dora.sees_event(&room, "a reaction", |event| event.kind == "m.reaction" && !event.encrypted);
    carl.redacts(&room, &said);
    dora.sees_event(&room, "a redaction", |event| event.kind == "m.room.redaction");
    carl.invites(&room, &eve.id);
    dora.sees_event(&room, "another guest", |event| event.tells_of(&eve.id, "invite"));

    let new = carl.upgrades(&room, "12");
    dora.sees_event(&room, "where it goes on", |event| event.content["replacement_room"] == new.as_str());

    let room = carl.asks_for_direct_as_owner(dora.id(), Kind::Plain);
    dora.sees_event(&room, "an invite", |event| event.kind == "invite");
    dora.joins(&room);
    carl.sees_joining(&room, dora.id());
    carl.bans(&room, dora.id());
    carl.sees_event(&room, "a ban", |event| event.tells_of(dora.id(), "ban"));
    carl.leaves(&room);
}

fn echo_answers(tools: &Tools, synapse: &Synapse) {
    let echo = Client::echo(tools, synapse, &synapse.register("echo"));
    let lena = Client::nio(tools, synapse, &synapse.register("lena"));
    for kind in [Kind::Plain, Kind::Encrypted] {
        let room = lena.opens_direct(echo.id(), kind);
        lena.says(&room, "one");
        let said = lena.sees(&room, "one");
        assert_eq!((said.encrypted, said.content["msgtype"].as_str()), (kind == Kind::Encrypted, Some("m.notice")));
        assert_eq!(lena.rounds(&room, &["two".to_owned(), "three".to_owned()]).len(), 2);
    }
}

fn js_reads_signed_devices(tools: &Tools, synapse: &Synapse) {
    let [fred, gina] = ["fred", "gina"].map(|name| Client::js(tools, synapse, &synapse.register(name)));
    let henry = Client::nio(tools, synapse, &synapse.register("henry"));
    let room = fred.asks_for_direct(gina.id(), Kind::Encrypted);
    fred.invites(&room, henry.id());
    gina.is_invited_by(fred.id());
    gina.joins(&room);
    henry.is_invited_by(fred.id());
    henry.joins(&room);
    for joins in [&gina, &henry] {
        fred.sees_joining(&room, joins.id());
        gina.sees_joining(&room, joins.id());
    }
    gina.says(&room, "from a signed device");
    let seen = fred.sees(&room, "from a signed device");
    assert_eq!((seen.encrypted, seen.shield.as_deref()), (true, Some("none")));
    assert_eq!(fred.devices(gina.id()), [(gina.device().to_owned(), true)]);

    // What nobody has signed is neither read nor told.
    henry.says(&room, "from a device that nobody signed");
    let unread =
        fred.sees_event(&room, "something it does not read", |event| event.sender == henry.id() && !event.read);
    assert_eq!(unread.content["why"], "UNSIGNED_SENDER_DEVICE");
    assert_eq!(fred.devices(henry.id()), [(henry.device().to_owned(), false)]);
    henry.sees_event(&room, "something it cannot read", |event| event.sender == gina.id() && !event.read);
}

fn comes_back(tools: &Tools, _: &Synapse) {
    let synapse = Synapse::start(tools);
    let [ida, jack] = pair(tools, &synapse, ["ida", "jack"]);
    let room = ida.asks_for_direct(jack.id(), Kind::Encrypted);
    jack.is_invited_by(ida.id());
    jack.joins(&room);
    ida.sees_joining(&room, jack.id());
    ida.says(&room, "before");
    jack.sees(&room, "before");
    synapse.restarts();
    ida.says(&room, "after");
    jack.sees(&room, "after");
    let kim = synapse.register("kim");
    let (token, device) = synapse.log_in_as(&kim);
    assert!(synapse.devices(&kim).contains(&device));
    synapse.delete_device(&kim, &device);
    assert!(!synapse.devices(&kim).contains(&device) && synapse.refuses(&token));
    let (token, _) = synapse.log_in_as(&kim);
    assert!(!synapse.refuses(&token));
    synapse.log_out_everywhere(&kim);
    assert!(synapse.refuses(&token));
}
