//! Direct rooms: each is for one person alone with the bot, and the list of them is kept by the
//! homeserver, in one piece.

use crate::{
    Test,
    ground::Ground,
    steps::{AGREES, DEBRIEF, agrees, goes_through},
};
use afterword_tests::matrix::Kind;
use serde_json::json;

pub(crate) const TESTS: &[(&str, Test)] = &[
    ("when_a_third_person_comes_nothing_private_is_said_there_any_more", third_person),
    ("of_rooms_that_change_at_once_none_undoes_what_is_known_of_another", at_once),
    ("somebody_with_several_direct_rooms_is_answered_where_they_speak", several_rooms),
];

const COMPANY: &str = "Somebody else is in this room now";

fn third_person(ground: &Ground) {
    for kind in [Kind::Encrypted, Kind::Plain] {
        let bot = ground.running_bot();
        let [mina, ben] = ["mina", "ben"].map(|name| ground.nio(name));
        let room = agrees(&mina, bot.id(), kind);
        goes_through(&mina, &room, &DEBRIEF[..6]);
        mina.invites(&room, ben.id());
        mina.sees(&room, COMPANY);
        let new = mina.is_invited_by(bot.id());
        ben.joins(&room);
        mina.sees_joining(&room, ben.id());
        // Words that were an answer a moment ago.
        mina.says(&room, "Why do you want to work here?");
        mina.joins(&new);
        mina.sees(&new, "");
        goes_through(&mina, &new, &DEBRIEF[6..]);

        let all = mina.timeline(&room);
        let since = all.iter().position(|event| event.tells_of(ben.id(), "invite")).unwrap();
        let said: Vec<_> = all[since..].iter().filter(|event| event.sender == bot.id() && event.is_message()).collect();
        assert_eq!(said.len(), 1, "{said:#?}");
        assert!(said[0].text().contains(COMPANY) && !said[0].text().contains("Leeds"), "{said:#?}");
        assert!(ben.said(&new).is_empty() && !ben.seen(&new).iter().any(|event| event.kind == "invite"));
    }
}

/// Two direct rooms cease to be for one person, and a room of several becomes one: all before the
/// bot can hear from the homeserver how the list of them is after any of that.
fn at_once(ground: &Ground) {
    let bot = ground.bot();
    let served = bot.serve();
    let [mina, kay, ada, ben] = ["mina", "kay", "ada", "ben"].map(|name| ground.nio(name));
    let moved = [&mina, &kay].map(|person| (person, agrees(person, bot.id(), Kind::Encrypted)));
    let shared = ada.opens_room("The long wait", &[bot.id(), ben.id()], Kind::Plain);
    ada.sees_joining(&shared, bot.id());
    ben.is_invited_by(ada.id());
    ben.joins(&shared);
    ada.sees_joining(&shared, ben.id());
    assert_eq!(served.end().0, Some(0));

    // The next start hears of all three in one answer; their order is that of the rooms’ ids.
    for (person, old) in &moved {
        person.invites(old, ben.id());
    }
    ben.leaves(&shared);
    let served = bot.serve();
    let new = moved.each_ref().map(|(person, old)| {
        person.sees(old, COMPANY);
        let new = person.is_invited_by(bot.id());
        ben.joins(old);
        person.sees_joining(old, ben.id());
        person.joins(&new);
        new
    });
    // At the second step, the bot is done with all that it heard of before the first.
    goes_through(&kay, &new[1], &DEBRIEF[..2]);

    for (person, old) in &moved {
        let told = person.timeline(old).iter().filter(|event| event.text().contains(COMPANY)).count();
        assert_eq!(told, 1, "{:#?}", person.timeline(old));
    }
    let list = ground.synapse().account_data(bot.account(), "m.direct");
    assert_eq!(list, json!({mina.id(): [new[0]], kay.id(): [new[1]], ada.id(): [shared]}));
    assert_eq!(served.end().0, Some(0));
}

fn several_rooms(ground: &Ground) {
    let bot = ground.running_bot();
    let mina = ground.nio("mina");
    let first = agrees(&mina, bot.id(), Kind::Encrypted);
    let second = mina.opens_direct(bot.id(), Kind::Plain);
    goes_through(&mina, &second, &DEBRIEF[..2]);
    goes_through(&mina, &first, &DEBRIEF[2..4]);
    goes_through(&mina, &second, &DEBRIEF[4..6]);
    assert_eq!((mina.said(&first).len(), mina.said(&second).len()), (AGREES.len() + 2, 4));
}
