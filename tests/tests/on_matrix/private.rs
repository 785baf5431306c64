//! What people say is in no log, and on no disk in the clear.

use crate::{
    Test,
    ground::Ground,
    steps::{DEBRIEF, agrees, goes_through},
};
use afterword_tests::matrix::Kind;
use serde_json::json;

pub(crate) const TESTS: &[(&str, Test)] = &[
    ("what_people_say_is_in_no_log_and_on_no_disk_in_the_clear", |ground| private(ground, Kind::Plain)),
    ("what_people_say_encrypted_is_in_no_log_and_on_no_disk_in_the_clear", |ground| private(ground, Kind::Encrypted)),
];

const MARKER: &str = "pelargonium";

fn private(ground: &Ground, kind: Kind) {
    let bot = ground.bot().with("AFTERWORD_LOG__LEVEL", "trace");
    let served = bot.serve();
    let mina = ground.nio("mina");
    let room = agrees(&mina, bot.id(), kind);
    goes_through(&mina, &room, &DEBRIEF[..5]);
    let said = mina.says(&room, MARKER);
    mina.sees(&room, "That’s one.");
    mina.edits(&room, &said, &format!("{MARKER} again"));
    mina.sees(&room, "");
    // What has no form: a homeserver does not let that through where it can read it.
    if kind == Kind::Encrypted {
        mina.sends(&room, "m.room.message", &json!({"msgtype": "m.text", "body": [MARKER]}));
        mina.sends(&room, "m.room.message", &json!({"msgtype": [MARKER], "body": MARKER}));
    }
    goes_through(&mina, &room, &[("why?", "")]);
    served.kill();
    let served = bot.serve();
    goes_through(&mina, &room, &[("done", "Which answer")]);
    let (code, log) = served.end();
    assert_eq!(code, Some(0), "{log}");
    for secret in [MARKER, bot.account().password.as_str(), "correct horse", "syt_"] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
    for (path, bytes) in bot.folder().files() {
        let found = bytes.windows(MARKER.len()).any(|window| window == MARKER.as_bytes());
        assert!(!found, "{} holds what was said", path.display());
    }
}
