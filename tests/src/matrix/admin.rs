//! What the operator of a homeserver does, and what an account does from another device.

use super::synapse::Synapse;
use hmac::{Hmac, Mac as _};
use reqwest::Method;
use serde_json::{Value, json};
use sha1::Sha1;
use std::{fmt::Write as _, sync::PoisonError};

/// An account on a homeserver.
#[derive(Clone, Debug)]
pub struct Account {
    /// `@mina:test`.
    pub id: String,
    /// `mina`.
    pub name: String,
    /// What it logs in with.
    pub password: String,
}

impl Synapse {
    /// Makes an account of this name.
    ///
    /// # Panics
    /// Where there is one already.
    pub fn register(&self, name: &str) -> Account {
        let password = format!("password of {name}");
        self.make_account(name, &password, false);
        Account { id: self.user(name), name: name.to_owned(), password }
    }

    /// The ids of the devices that this account is logged in from.
    ///
    /// # Panics
    /// Where the homeserver does not tell.
    pub fn devices(&self, account: &Account) -> Vec<String> {
        let path = format!("/_synapse/admin/v2/users/{}/devices", account.id);
        let told = self.as_administrator(Method::GET, &path, None);
        let devices = told["devices"].as_array().expect("devices");
        devices.iter().filter_map(|device| device["device_id"].as_str()).map(str::to_owned).collect()
    }

    /// What is kept in the data of this account under this name, such as `m.direct`.
    ///
    /// # Panics
    /// Where the homeserver does not tell.
    pub fn account_data(&self, account: &Account, name: &str) -> Value {
        let path = format!("/_synapse/admin/v1/users/{}/accountdata", account.id);
        self.as_administrator(Method::GET, &path, None)["account_data"]["global"][name].take()
    }

    /// Removes a device, as its owner can from another client.
    ///
    /// # Panics
    /// Where the homeserver does not let them.
    pub fn delete_device(&self, account: &Account, device: &str) {
        let token = self.log_in(account);
        let auth = json!({
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": account.id},
            "password": account.password,
        });
        let path = format!("/_matrix/client/v3/devices/{device}");
        self.ask(Method::DELETE, &path, &token, Some(&json!({"auth": auth})));
        self.ask(Method::POST, "/_matrix/client/v3/logout", &token, Some(&json!({})));
    }

    /// Makes all tokens of an account worthless.
    ///
    /// # Panics
    /// Where the homeserver does not let them.
    pub fn log_out_everywhere(&self, account: &Account) {
        let token = self.log_in(account);
        self.ask(Method::POST, "/_matrix/client/v3/logout/all", &token, Some(&json!({})));
    }

    /// Logs in from another device; its token.
    ///
    /// # Panics
    /// Where the homeserver does not let them.
    pub fn log_in(&self, account: &Account) -> String {
        self.log_in_as(account).0
    }

    /// Logs in from another device; its token and its id.
    ///
    /// # Panics
    /// Where the homeserver does not let them.
    pub fn log_in_as(&self, account: &Account) -> (String, String) {
        let body = json!({
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": account.id},
            "password": account.password,
        });
        let told = self.ask(Method::POST, "/_matrix/client/v3/login", "", Some(&body));
        let text = |name: &str| told[name].as_str().expect("a text").to_owned();
        (text("access_token"), text("device_id"))
    }

    /// Whether this token is worth nothing.
    ///
    /// # Panics
    /// Where the homeserver does not answer.
    pub fn refuses(&self, token: &str) -> bool {
        let asked = self.http.get(format!("{}/_matrix/client/v3/account/whoami", self.url())).bearer_auth(token);
        asked.send().expect("the homeserver answers").status() == reqwest::StatusCode::UNAUTHORIZED
    }

    /// What the homeserver answers to a request under this token.
    ///
    /// # Panics
    /// Where it refuses.
    pub fn ask(&self, method: Method, path: &str, token: &str, body: Option<&Value>) -> Value {
        let mut request = self.http.request(method, format!("{}{path}", self.url()));
        if !token.is_empty() {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().expect("the homeserver answers");
        let status = response.status();
        let text = response.text().expect("a body");
        assert!(status.is_success(), "{path}: {status}: {text}");
        serde_json::from_str(&text).expect("JSON")
    }

    fn as_administrator(&self, method: Method, path: &str, body: Option<&Value>) -> Value {
        let mut administrator = self.administrator.lock().unwrap_or_else(PoisonError::into_inner);
        let token = administrator.get_or_insert_with(|| self.make_account("administrator", "a password", true));
        self.ask(method, path, token, body)
    }

    /// Makes an account with the secret that the operator has; its first token.
    fn make_account(&self, name: &str, password: &str, admin: bool) -> String {
        const PATH: &str = "/_synapse/admin/v1/register";
        let nonce = self.ask(Method::GET, PATH, "", None)["nonce"].as_str().expect("a nonce").to_owned();
        let mut mac = Hmac::<Sha1>::new_from_slice(self.secret.as_bytes()).expect("a secret of any length");
        let role = if admin { "admin" } else { "notadmin" };
        mac.update([nonce.as_str(), name, password, role].join("\0").as_bytes());
        let mac = mac.finalize().into_bytes().iter().fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").expect("a string takes text");
            text
        });
        let body = json!({"nonce": nonce, "username": name, "password": password, "admin": admin, "mac": mac});
        let told = self.ask(Method::POST, PATH, "", Some(&body));
        told["access_token"].as_str().expect("a token").to_owned()
    }
}
