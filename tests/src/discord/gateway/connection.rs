//! One connection: hello, identify or resume, heartbeats, events, and the many ways to end.

use super::{Out, intent};
use crate::discord::{Shared, shapes, world::World};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use std::{borrow::Cow, sync::Arc, time::Duration};
use tokio::{
    io::AsyncWriteExt as _,
    net::TcpStream,
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    time::{Instant, sleep_until},
};
use tokio_tungstenite::{
    WebSocketStream, accept_hdr_async,
    tungstenite::{
        Message,
        handshake::server::{ErrorResponse, Request, Response},
        protocol::{CloseFrame, frame::coding::CloseCode},
    },
};

/// How many payloads a client may send in a minute.
const A_MINUTE: usize = 120;

struct Connection {
    shared: Arc<Shared>,
    line: UnboundedSender<Out>,
    session: Option<String>,
    heartbeat: Duration,
    due: Instant,
    minute: (Instant, usize),
}

/// What is to be done after a payload was heard.
enum Then {
    GoOn,
    Close(u16, &'static str),
}

/// Speaks with a client until one of them goes.
pub(crate) async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let asked = shared.clone();
    #[allow(clippy::result_large_err)] // the shape of the handshake is the library's
    let look = move |request: &Request, response: Response| -> Result<Response, ErrorResponse> {
        refusal(request.uri().query().unwrap_or("")).map_or(Ok(response), |why| {
            asked.world().complain(format!("the gateway was asked for something it does not do: {why}"));
            let mut refused = ErrorResponse::new(Some(why));
            *refused.status_mut() = tokio_tungstenite::tungstenite::http::StatusCode::BAD_REQUEST;
            Err(refused)
        })
    };
    let Ok(socket) = accept_hdr_async(stream, look).await else { return };
    let (line, out) = unbounded_channel();
    let heartbeat = shared.heartbeat;
    let connection = Connection {
        shared,
        line,
        session: None,
        heartbeat,
        due: Instant::now() + heartbeat * 3 / 2,
        minute: (Instant::now(), 0),
    };
    connection.run(socket, out).await;
}

/// What in the address is not served here, in a sentence for whoever asked.
fn refusal(query: &str) -> Option<String> {
    let value = |key: &str| query.split('&').filter_map(|pair| pair.split_once('=')).find(|(k, _)| *k == key);
    match (value("v"), value("encoding"), value("compress")) {
        (_, _, Some((_, how))) => {
            Some(format!("this gateway does not compress its transport ({how}); leave `compress` out"))
        }
        (v, ..) if v.is_none_or(|(_, v)| v != "10") => Some("this gateway speaks version 10; say `v=10`".to_owned()),
        (_, Some((_, encoding)), _) if encoding != "json" => {
            Some("this gateway speaks JSON; say `encoding=json`".to_owned())
        }
        _ => None,
    }
}

impl Connection {
    async fn run(mut self, mut socket: WebSocketStream<TcpStream>, mut out: UnboundedReceiver<Out>) {
        let hello =
            json!({ "op": 10, "s": null, "t": null, "d": { "heartbeat_interval": self.heartbeat.as_millis() as u64 } });
        if socket.send(Message::text(hello.to_string())).await.is_err() {
            return;
        }
        loop {
            tokio::select! {
                biased;
                said = out.recv() => {
                    let Some(said) = said else { return };
                    match said {
                        Out::Payload(text) => if socket.send(Message::text(&*text)).await.is_err() { return },
                        Out::Close(code) => return close(socket, code, "").await,
                        Out::FallSilent => return silence(socket).await,
                        Out::AbortMidFrame => return abort(socket).await,
                    }
                }
                heard = socket.next() => match heard {
                    Some(Ok(Message::Text(text))) => match self.hear(&text) {
                        Then::GoOn => {}
                        Then::Close(code, why) => return close(socket, Some(code), why).await,
                    },
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    Some(Ok(Message::Binary(_) | Message::Frame(_))) => return close(socket, Some(4002), "JSON in text frames, please").await,
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                },
                () = sleep_until(self.due) => {
                    self.shared.world().complain("a client sent no heartbeat in time");
                    return close(socket, Some(4009), "Session timed out.").await;
                }
            }
        }
    }

    fn say(&self, payload: &Value) {
        // The receiver lives as long as this connection does.
        drop(self.line.send(Out::Payload(payload.to_string().into())));
    }

    fn hear(&mut self, text: &str) -> Then {
        let now = Instant::now();
        if now.duration_since(self.minute.0) > Duration::from_secs(60) {
            self.minute = (now, 0);
        }
        self.minute.1 += 1;
        if self.minute.1 > A_MINUTE {
            self.shared.world().complain("a client sent more than 120 gateway payloads in a minute");
            return Then::Close(4008, "You are being rate limited.");
        }
        let Ok(payload) = serde_json::from_str::<Value>(text) else {
            self.shared.world().complain("a client sent something that is no JSON to the gateway");
            return Then::Close(4002, "Error while decoding payload.");
        };
        match payload["op"].as_u64() {
            Some(1) => self.heartbeat(&payload["d"]),
            Some(2) => self.identify(&payload["d"]),
            Some(6) => self.resume(&payload["d"]),
            Some(3 | 4 | 8) if self.session.is_some() => Then::GoOn,
            Some(3 | 4 | 8) => Then::Close(4003, "Not authenticated."),
            _ => {
                self.shared.world().complain(format!("a client sent the unknown gateway opcode {}", payload["op"]));
                Then::Close(4001, "Unknown opcode.")
            }
        }
    }

    fn heartbeat(&mut self, last_seen: &Value) -> Then {
        self.due = Instant::now() + self.heartbeat * 3 / 2;
        let shared = self.shared.clone();
        let mut world = shared.world();
        let told = self.session.as_ref().and_then(|id| world.sessions.get(id)).map_or(0, |session| session.sequence);
        if last_seen.as_u64().is_some_and(|seen| seen > told) || !(last_seen.is_u64() || last_seen.is_null()) {
            world.complain(format!("a heartbeat names the event {last_seen}, and the last one told was {told}"));
            return Then::Close(4007, "Invalid seq.");
        }
        self.say(&json!({ "op": 11, "s": null, "t": null, "d": null }));
        Then::GoOn
    }

    fn identify(&mut self, data: &Value) -> Then {
        let shared = self.shared.clone();
        let mut world = shared.world();
        if self.session.is_some() {
            world.complain("a client identified twice on one connection");
            return Then::Close(4005, "Already authenticated.");
        }
        if token(data) != world.application.token {
            return Then::Close(4004, "Authentication failed.");
        }
        let Some(intents) = data["intents"].as_u64().filter(|bits| bits & !intent::ALL == 0) else {
            world.complain(format!("a client asked for the intents {}", data["intents"]));
            return Then::Close(4013, "Invalid intent(s).");
        };
        if intents & intent::PRIVILEGED & !world.application.privileged != 0 {
            return Then::Close(4014, "Disallowed intent(s).");
        }
        for property in ["os", "browser", "device"] {
            if !data["properties"][property].is_string() {
                world.complain(format!("a client identified without the property `{property}`"));
                return Then::Close(4002, "Error while decoding payload.");
            }
        }
        let shard = (data["shard"][0].as_u64().unwrap_or(0), data["shard"][1].as_u64().unwrap_or(1));
        if shard.0 >= shard.1 {
            world.complain(format!("a client identified as shard {} of {}", shard.0, shard.1));
            return Then::Close(4010, "Invalid shard.");
        }
        self.session = Some(begin(&mut world, shard, intents, self.line.clone()));
        shared.listening(&world);
        Then::GoOn
    }

    fn resume(&mut self, data: &Value) -> Then {
        let shared = self.shared.clone();
        let mut world = shared.world();
        if self.session.is_some() {
            return Then::Close(4005, "Already authenticated.");
        }
        if token(data) != world.application.token {
            return Then::Close(4004, "Authentication failed.");
        }
        let id = data["session_id"].as_str().unwrap_or("").to_owned();
        let missed = data["seq"].as_u64().and_then(|seen| world.sessions.get(&id)?.missed_since(seen));
        let Some(missed) = missed else {
            self.say(&json!({ "op": 9, "s": null, "t": null, "d": false }));
            return Then::GoOn;
        };
        world.sessions.resumed += 1;
        let session = world.sessions.get(&id).expect("it had something to tell");
        session.say(Out::Close(None)); // a connection that still had it
        session.line = Some(self.line.clone());
        missed.into_iter().for_each(|payload| session.say(Out::Payload(payload)));
        session.event("RESUMED", "{}");
        self.session = Some(id);
        shared.listening(&world);
        Then::GoOn
    }
}

fn token(data: &Value) -> &str {
    let token = data["token"].as_str().unwrap_or("");
    token.strip_prefix("Bot ").unwrap_or(token)
}

/// READY, and then the servers of this shard.
fn begin(world: &mut World, shard: (u64, u64), intents: u64, line: UnboundedSender<Out>) -> String {
    let servers = world.servers.values().filter(|server| server.bot_is_in && (server.id.0 >> 22) % shard.1 == shard.0);
    let told = servers.map(|server| (server.id, shapes::server_created(world, server))).collect::<Vec<_>>();
    let me = shapes::user(&world.users[&world.application.bot]);
    let (application, port) = (world.application.id, world.port);
    let session = world.sessions.begin(shard, intents, line);
    let id = session.id.clone();
    let unavailable = told.iter().map(|(id, _)| json!({ "id": id, "unavailable": true })).collect::<Vec<_>>();
    let ready = json!({
        "v": 10, "user": me, "guilds": unavailable, "session_id": id, "shard": [shard.0, shard.1],
        "resume_gateway_url": format!("ws://127.0.0.1:{port}"), "application": { "id": application, "flags": 0 },
    });
    session.event("READY", &ready.to_string());
    if intents & intent::GUILDS != 0 {
        told.iter().for_each(|(_, server)| session.event("GUILD_CREATE", &server.to_string()));
    }
    id
}

async fn close(mut socket: WebSocketStream<TcpStream>, code: Option<u16>, why: &'static str) {
    let frame = code.map(|code| CloseFrame { code: CloseCode::from(code), reason: Cow::from(why).into_owned().into() });
    if socket.close(frame).await.is_ok() {
        // Until the client has closed as well; it may be gone.
        let rest = async { while let Some(Ok(_)) = socket.next().await {} };
        drop(tokio::time::timeout(Duration::from_secs(5), rest).await);
    }
}

async fn silence(mut socket: WebSocketStream<TcpStream>) {
    // On the bare stream, so that not even a ping is answered.
    let mut heard = [0; 1024];
    while tokio::io::AsyncReadExt::read(socket.get_mut(), &mut heard).await.is_ok_and(|n| n > 0) {}
}

async fn abort(mut socket: WebSocketStream<TcpStream>) {
    // The head of a text frame of 4,096 bytes, and its first few.
    let begun = [&[0x81_u8, 126, 0x10, 0x00][..], b"{\"op\":0,\"t\":\"INTERACT"].concat();
    drop(socket.get_mut().write_all(&begun).await);
}
