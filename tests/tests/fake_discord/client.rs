//! A bot without a library.

use afterword_tests::discord::{Discord, Id};
use futures_util::{SinkExt as _, StreamExt as _};
use reqwest::{Method, multipart};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, protocol::CloseFrame},
};

/// GUILDS, GUILD_MESSAGES and DIRECT_MESSAGES.
pub(crate) const INTENTS: u64 = 1 | 1 << 9 | 1 << 12;

pub(crate) struct Bot {
    pub(crate) api: Api,
    pub(crate) line: Line,
    pub(crate) session: String,
}

#[derive(Clone)]
pub(crate) struct Api {
    http: reqwest::Client,
    url: String,
    pub(crate) token: String,
    pub(crate) application: Id,
}

pub(crate) struct Line {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub(crate) last: Option<u64>,
}

/// How a connection ended.
#[derive(Debug, PartialEq)]
pub(crate) enum End {
    Closed(Option<u16>),
    Broken,
}

impl Api {
    pub(crate) fn new(discord: &Discord) -> Self {
        let http = reqwest::Client::builder()
            .user_agent("DiscordBot (https://example.org, 1)")
            .build()
            .expect("as the test has it");
        Self { http, url: discord.url(), token: discord.token(), application: discord.application() }
    }

    /// Asks, with what is under `/api/v10`.
    pub(crate) async fn call(&self, method: Method, path: &str, body: Option<Value>) -> (u16, Value) {
        self.try_call(method, path, body).await.expect("an answer")
    }

    pub(crate) async fn try_call(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> reqwest::Result<(u16, Value)> {
        let request = self.http.request(method, format!("{}/api/v10{path}", self.url));
        let request = request.header("authorization", format!("Bot {}", self.token));
        let response = body.iter().fold(request, |request, body| request.json(body)).send().await?;
        Ok((response.status().as_u16(), response.json().await.unwrap_or(Value::Null)))
    }

    pub(crate) async fn get(&self, path: &str) -> (u16, Value) {
        self.call(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.call(Method::POST, path, Some(body)).await
    }

    /// With one file beside the JSON.
    pub(crate) async fn post_file(&self, path: &str, body: Value, name: &str, bytes: &[u8]) -> (u16, Value) {
        let file = multipart::Part::bytes(bytes.to_vec()).file_name(name.to_owned());
        let form = multipart::Form::new().text("payload_json", body.to_string()).part("files[0]", file);
        let request = self.http.post(format!("{}/api/v10{path}", self.url));
        let response = request
            .header("authorization", format!("Bot {}", self.token))
            .multipart(form)
            .send()
            .await
            .expect("as the test has it");
        (response.status().as_u16(), response.json().await.unwrap_or(Value::Null))
    }

    pub(crate) fn commands(&self) -> String {
        format!("/applications/{}/commands", self.application)
    }

    /// Registers these under their names, everywhere.
    pub(crate) async fn registers(&self, names: &[&str]) {
        let command = |name: &&str| json!({ "name": name, "description": "Something", "contexts": [0, 1] });
        let body = Value::Array(names.iter().map(command).collect());
        let (status, answer) = self.call(Method::PUT, &self.commands(), Some(body)).await;
        assert_eq!(status, 200, "{answer}");
    }

    pub(crate) async fn answers(&self, event: &Value, kind: u64, data: Value) -> (u16, Value) {
        let path = format!("/interactions/{}/{}/callback", text(&event["id"]), text(&event["token"]));
        self.post(&path, json!({ "type": kind, "data": data })).await
    }

    pub(crate) fn original(&self, event: &Value) -> String {
        format!("{}/messages/@original", self.webhook(event))
    }

    pub(crate) fn webhook(&self, event: &Value) -> String {
        format!("/webhooks/{}/{}", self.application, text(&event["token"]))
    }

    pub(crate) async fn edits(&self, event: &Value, body: Value) -> (u16, Value) {
        self.call(Method::PATCH, &self.original(event), Some(body)).await
    }
}

impl Line {
    /// A connection that has heard hello.
    pub(crate) async fn open(discord: &Discord) -> Self {
        let (_, gateway) = Api::new(discord).get("/gateway/bot").await;
        let (socket, _) =
            connect_async(format!("{}/?v=10&encoding=json", text(&gateway["url"]))).await.expect("as the test has it");
        let mut line = Self::on(socket);
        let hello = line.hear().await.expect("as the test has it");
        assert_eq!(hello["op"], 10, "{hello}");
        line
    }

    pub(crate) fn on(socket: WebSocketStream<MaybeTlsStream<TcpStream>>) -> Self {
        Self { socket, last: None }
    }

    pub(crate) async fn say(&mut self, op: u64, data: Value) {
        self.say_text(&json!({ "op": op, "d": data }).to_string()).await;
    }

    pub(crate) async fn say_text(&mut self, text: &str) {
        self.socket.send(Message::text(text)).await.expect("as the test has it");
    }

    pub(crate) async fn identify(&mut self, token: &str, intents: u64, shard: [u64; 2]) {
        let properties = json!({ "os": "linux", "browser": "test", "device": "test" });
        let data = json!({ "token": token, "intents": intents, "properties": properties, "shard": shard });
        self.say(2, data).await;
    }

    /// The next text, or how it ended.
    pub(crate) async fn hear_text(&mut self) -> Result<String, End> {
        loop {
            let heard =
                tokio::time::timeout(Duration::from_secs(20), self.socket.next()).await.expect("something is said");
            match heard {
                Some(Ok(Message::Text(text))) => return Ok(text.to_string()),
                Some(Ok(Message::Close(frame))) => {
                    return Err(End::Closed(frame.map(|CloseFrame { code, .. }| code.into())));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(End::Broken),
            }
        }
    }

    pub(crate) async fn hear(&mut self) -> Result<Value, End> {
        let heard: Value = serde_json::from_str(&self.hear_text().await?).expect("as the test has it");
        self.last = heard["s"].as_u64().or(self.last);
        Ok(heard)
    }

    /// How it ends, whatever is said until then.
    pub(crate) async fn end(&mut self) -> End {
        loop {
            if let Err(end) = self.hear().await {
                return end;
            }
        }
    }

    /// The data of the next event of this name.
    pub(crate) async fn event(&mut self, name: &str) -> Value {
        loop {
            let heard = self.hear().await.expect("as the test has it");
            if heard["t"] == name {
                return heard["d"].clone();
            }
        }
    }
}

impl Bot {
    pub(crate) async fn start(discord: &Discord) -> Self {
        Self::with(discord, INTENTS).await
    }

    pub(crate) async fn with(discord: &Discord, intents: u64) -> Self {
        let api = Api::new(discord);
        let mut line = Line::open(discord).await;
        line.identify(&api.token, intents, [0, 1]).await;
        let ready = line.event("READY").await;
        Self { api, line, session: text(&ready["session_id"]) }
    }

    /// The next thing somebody did.
    pub(crate) async fn asked(&mut self) -> Value {
        self.line.event("INTERACTION_CREATE").await
    }
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

/// A message that calls nobody.
pub(crate) fn says(content: &str) -> Value {
    json!({ "content": content, "allowed_mentions": { "parse": [] } })
}

/// The same for one person alone.
pub(crate) fn whispers(content: &str) -> Value {
    json!({ "content": content, "allowed_mentions": { "parse": [] }, "flags": 64 })
}

/// The same with buttons: label and `custom_id`.
pub(crate) fn offers(content: &str, buttons: &[(&str, &str)]) -> Value {
    let button = |(label, id): &(&str, &str)| json!({ "type": 2, "style": 2, "label": label, "custom_id": id });
    let mut body = whispers(content);
    body["components"] = json!([{ "type": 1, "components": buttons.iter().map(button).collect::<Vec<_>>() }]);
    body
}

/// A form with one long input.
pub(crate) fn form(title: &str, label: &str) -> Value {
    let input = json!({ "type": 4, "custom_id": "text", "style": 2, "label": label, "max_length": 4000 });
    json!({ "custom_id": "form", "title": title, "components": [{ "type": 1, "components": [input] }] })
}
