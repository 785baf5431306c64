//! The REST API: a request comes in, is looked at from all sides, and is answered.

mod body;
mod channels;
mod interactions;
mod pins;
mod places;
mod registering;
mod servers;
mod threads;
mod webhooks;

pub(crate) use body::{File, Sent};
pub use places::Where;

use super::{Shared, faults::Fault, id::Id, rules, world::World};
use http_body_util::Full;
use hyper::{
    Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header,
};
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};

/// A request that was understood.
pub(crate) struct Call {
    pub(crate) place: Where,
    /// What stands in the braces of the path's template, by name.
    params: Vec<(&'static str, String)>,
    query: Vec<(String, String)>,
    pub(crate) sent: Sent,
}

/// What is answered.
pub(crate) struct Reply {
    status: u16,
    body: Option<Value>,
    headers: Vec<(&'static str, String)>,
}

pub(crate) type Answer = Result<Reply, Refusal>;

/// Why something was not done, as Discord says it.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: u16,
    code: u32,
    message: String,
    complaint: Option<String>,
}

/// The connection is to end instead of an answer.
#[derive(Debug)]
pub(crate) struct Gone;

impl std::fmt::Display for Gone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the connection was to end here")
    }
}

impl std::error::Error for Gone {}

impl Refusal {
    pub(crate) fn new(status: u16, code: u32, message: &str) -> Self {
        Self { status, code, message: message.to_owned(), complaint: None }
    }

    /// A body that Discord does not take. No good client sends it, so it is complained about.
    pub(crate) fn malformed(what: impl Into<String>) -> Self {
        Self::new(400, 50_035, "Invalid Form Body").complained(what)
    }

    /// With a complaint, which fails the test.
    pub(crate) fn complained(self, what: impl Into<String>) -> Self {
        Self { complaint: Some(what.into()), ..self }
    }
}

impl Reply {
    pub(crate) fn json(body: Value) -> Answer {
        Ok(Self { status: 200, body: Some(body), headers: Vec::new() })
    }

    pub(crate) fn created(body: Value) -> Answer {
        Ok(Self { status: 201, body: Some(body), headers: Vec::new() })
    }

    pub(crate) fn nothing() -> Answer {
        Ok(Self { status: 204, body: None, headers: Vec::new() })
    }

    fn too_many(left: Duration, global: bool) -> Self {
        let seconds = left.as_secs_f64();
        let body = json!({ "message": "You are being rate limited.", "retry_after": seconds, "global": global });
        let scope = if global { "global" } else { "user" };
        // Rounded up: whoever comes back then is not too early.
        let headers = vec![
            ("retry-after", seconds.ceil().to_string()),
            ("x-ratelimit-scope", scope.to_owned()),
            ("x-ratelimit-reset-after", format!("{seconds:.3}")),
        ];
        Self { status: 429, body: Some(body), headers }
    }

    fn respond(self) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::default());
        *response.status_mut() = StatusCode::from_u16(self.status).expect("a status of HTTP");
        for (name, value) in self.headers {
            response.headers_mut().insert(name, value.parse().expect("a plain value"));
        }
        if let Some(body) = self.body {
            response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/json"));
            *response.body_mut() = Full::from(body.to_string());
        }
        response
    }
}

impl Call {
    pub(crate) fn param(&self, name: &str) -> &str {
        let found = self.params.iter().find(|(param, _)| *param == name);
        found.map(|(_, value)| value.as_str()).expect("a name of this path's template")
    }

    /// An id in the path. What is no id is malformed.
    pub(crate) fn id(&self, name: &str) -> Result<Id, Refusal> {
        let text = self.param(name);
        text.parse().map_err(|_| Refusal::malformed(format!("`{text}` is no id ({name})")))
    }

    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Answers one request; an error ends the connection without a word.
pub(crate) async fn answer(request: Request<Incoming>, shared: Arc<Shared>) -> Result<Response<Full<Bytes>>, Gone> {
    let (head, body) = request.into_parts();
    let path = head.uri.path().to_owned();
    if let Some(file) = path.strip_prefix("/attachments/") {
        return Ok(attachment(&shared.world(), file));
    }
    let sent = body::read(&head.headers, body).await;
    let (reply, fault) = {
        let mut world = shared.world();
        let (place, params) = match places::find(&head.method, &path) {
            Ok(found) => found,
            Err(why) => {
                world.complain(format!("{} {path}: {why}", head.method));
                return Ok(refused(Refusal::new(404, 0, "404: Not Found")).respond());
            }
        };
        *world.asked.entry(place).or_default() += 1;
        let fault = world.faults.take(place);
        if fault == Some(Fault::ConnectionLost) {
            return Err(Gone);
        }
        let reply = look_and_do(&mut world, &head, place, params, sent, fault.as_ref());
        let reply = reply.unwrap_or_else(|refusal| {
            if let Some(complaint) = &refusal.complaint {
                world.complain(format!("{} {path}: {complaint}", head.method));
            }
            refused(refusal)
        });
        (reply, fault)
    };
    match fault {
        Some(Fault::AnswerLost) => return Err(Gone),
        Some(Fault::Slow(time)) => tokio::time::sleep(time).await,
        _ => {}
    }
    Ok(reply.respond())
}

fn refused(refusal: Refusal) -> Reply {
    let body = json!({ "message": refusal.message, "code": refusal.code });
    Reply { status: refusal.status, body: Some(body), headers: Vec::new() }
}

fn look_and_do(
    world: &mut World,
    head: &hyper::http::request::Parts,
    place: Where,
    params: Vec<(&'static str, String)>,
    sent: Result<Sent, String>,
    fault: Option<&Fault>,
) -> Answer {
    let header = |name| head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    if !header(header::USER_AGENT).starts_with("DiscordBot (") {
        world.complain(format!("{place:?}: the user agent does not begin with `DiscordBot (`"));
    }
    if !place.belongs_to_an_interaction() && header(header::AUTHORIZATION) != format!("Bot {}", world.application.token)
    {
        return Err(Refusal::new(401, 0, "401: Unauthorized"));
    }
    if let Some(soon) = world.limits.look(place) {
        if soon.told {
            world.complain(format!("{place:?}: asked again {:?} too soon after a 429", soon.left));
        }
        return Ok(Reply::too_many(soon.left, soon.global));
    }
    match fault {
        Some(Fault::TooMany { retry_after, global }) => {
            world.limits.stay_away(if *global { Where::Anywhere } else { place }, *retry_after);
            return Ok(Reply::too_many(*retry_after, *global));
        }
        Some(Fault::Refused(status, code)) => return Err(Refusal::new(*status, *code, "As the test has it")),
        _ => {}
    }
    let sent = sent.map_err(Refusal::malformed)?;
    validate(world, head, place, &sent)?;
    let query = head.uri.query().unwrap_or("").split('&').filter_map(|pair| pair.split_once('='));
    let query = query.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    places::act(world, &Call { place, params, query, sent })
}

/// Holds a body against the API's description and then against the rules it does not state.
fn validate(world: &mut World, head: &hyper::http::request::Parts, place: Where, sent: &Sent) -> Result<(), Refusal> {
    let (method, path) = (head.method.as_str(), head.uri.path());
    let Some(body) = &sent.body else {
        return if place.takes_a_body() { Err(Refusal::malformed("there is no body")) } else { Ok(()) };
    };
    if !place.takes_a_body() {
        return Err(Refusal::malformed("there is a body where none belongs"));
    }
    let mut wrong = rules::of(place, sent);
    match world
        .checker
        .clone()
        .map(|check| check(method, path.strip_prefix(places::VERSION).unwrap_or(path), &rules::as_described(body)))
    {
        None => world.bodies.unchecked += 1,
        Some(verdict) => {
            world.bodies.checked += 1;
            wrong.extend(verdict.err().map(|why| format!("the API's description does not have this: {why}")));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Refusal::malformed(wrong.join("; "))) }
}

/// What was attached, for whoever has the address.
fn attachment(world: &World, path: &str) -> Response<Full<Bytes>> {
    let mut parts = path.split('/').skip(1);
    let id = parts.next().and_then(|id| id.parse::<Id>().ok());
    let all = world.messages.values().flat_map(|message| &message.attachments).chain(&world.given);
    let found = all.into_iter().find(|attachment| Some(attachment.id) == id);
    let mut response = Response::new(found.map(|file| Full::from(file.bytes.clone())).unwrap_or_default());
    if found.is_none() {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}
