//! The judge of what is sent to Discord judges as Discord does.

use afterword_tests::{discord::OpenApi, left_out};
use libtest_mimic::Failed;
use serde_json::{Value, json};
use std::{process::ExitCode, sync::Arc};

type Test = fn(&OpenApi);

fn main() -> ExitCode {
    let tests: [(&'static str, Test); 2] = [("what_fits_passes", fits), ("what_does_not_fit_is_named", wrong)];
    let tests = tests.map(|(name, test)| {
        let run = move |described: Arc<OpenApi>| {
            test(&described);
            Ok::<_, Failed>(())
        };
        (name, run)
    });
    left_out::run(OpenApi::given(), "That Discord's description is read as it is meant", tests)
}

const CALLBACK: &str = "/interactions/1234567890123456/token/callback";

fn fits(described: &OpenApi) {
    let message = json!({ "content": "hello", "components": [{ "type": 1, "components": [
        { "type": 2, "style": 2, "label": "Yes", "custom_id": "v1" }] }] });
    #[rustfmt::skip]
    let table: [(&str, &str, Option<Value>); 6] = [
        ("POST",  "/channels/1234567890123456/messages", Some(message.clone())),
        ("POST",  CALLBACK, Some(json!({ "type": 4, "data": message }))),
        ("PATCH", "/webhooks/1234567890123456/token/messages/@original", Some(message)),
        ("PUT",   "/applications/1234567890123456/commands", Some(json!([{ "type": 1, "name": "help", "description": "Help" }]))),
        ("GET",   "/gateway/bot", None),
        ("GET",   "/channels/1234567890123456/messages?limit=50", None),
    ];
    for (method, path, body) in table {
        assert_eq!(described.check(method, path, body.as_ref()), Ok(()), "{method} {path}");
    }
}

fn wrong(described: &OpenApi) {
    let label = json!({ "components": [{ "type": 1, "components": [
        { "type": 2, "style": 2, "label": "x".repeat(81), "custom_id": "v1" }] }] });
    let modal = json!({ "type": 9, "data": { "custom_id": "v1", "title": "x".repeat(46), "components": [] } });
    #[rustfmt::skip]
    let table: [(&str, &str, Option<Value>, &str); 8] = [
        ("POST",   "/channels/1234567890123456/messages", Some(json!({ "content": 1 })), "at \"/content\""),
        ("POST",   "/channels/1234567890123456/messages", Some(json!({ "nonce": "x".repeat(26) })), "at \"/nonce\""),
        ("POST",   "/channels/1234567890123456/messages", Some(label), "at \"/components/0\""),
        ("POST",   CALLBACK, Some(modal), "is not valid"),
        ("POST",   "/channels/1234567890123456/messages", None, "needs a body"),
        ("GET",    "/gateway/bot", Some(json!({})), "takes no JSON"),
        ("DELETE", "/gateway/bot", None, "does not take delete"),
        ("GET",    "/gateways", None, "there is no /gateways"),
    ];
    for (method, path, body, why) in table {
        let Err(found) = described.check(method, path, body.as_ref()) else { panic!("{method} {path}") };
        assert!(found.contains(why), "{method} {path}: {found}");
    }
    assert!(described.check_as("ModalInteractionCallbackRequest", &json!({ "type": 9 })).is_err());
}
