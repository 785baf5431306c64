//! Discord's REST API: one way out for every request, and one policy for what fails.
//!
//! serenity's models and builders are used, and its `Http` is not: behind a proxy that one loses
//! `Retry-After`, and tries nothing a second time. A place is named by its path after
//! [`VERSION`], as Discord's description names it.
//!
//! | what comes back | what is done |
//! | --- | --- |
//! | 429 | wait as long as `Retry-After` says, the place or the whole bot; then again |
//! | 5xx, no connection | again after 0.25 s, 0.5 s, 1 s …, within the request's patience; at once given back where it has no key and may have been done |
//! | 401 | the token is worth nothing any more: nothing is asked again, the process ends |
//! | any other 4xx | final, by Discord's own code |

mod body;
mod calls;
mod error;
mod files;
mod pauses;
mod places;

pub(crate) use body::Payload;
pub(crate) use calls::SERVERS;
pub use error::Error;
pub(crate) use error::code;
pub(crate) use places::{Attached, Member, Overwrite, Place, Role, Seen};

use backon::{ExponentialBuilder, Retryable as _};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use pauses::Pauses;
use reqwest::{
    Client, ClientBuilder, Method, StatusCode, Url,
    header::{AUTHORIZATION, HeaderMap, HeaderValue, RETRY_AFTER, USER_AGENT},
};
use serde::de::DeserializeOwned;
use std::{num::NonZeroU32, time::Duration};
use tokio::sync::watch;

/// Where Discord is (`discord.com/developers/docs/reference`).
pub const DISCORD: &str = "https://discord.com";
/// What the paths of its API begin with.
const VERSION: &str = "/api/v10";

/// One answer may take so long; one that does not come by then does not come.
const ONE_ANSWER: Duration = Duration::from_secs(10);
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(8);
/// Requests in a second, of the whole bot; interaction callbacks are exempt (topics/rate-limits.mdx).
const A_SECOND: NonZeroU32 = NonZeroU32::new(44).expect("it is not zero");
/// So many of them at once after a rest: in no second are there fifty, wherever it begins.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(5).expect("it is not zero");

/// The way to Discord's REST API.
pub(crate) struct Rest {
    client: Client,
    /// For files: without the token, and never led elsewhere.
    files: Client,
    /// `https://discord.com`, or what stands before `/api/v10` elsewhere.
    base: String,
    /// The same, read once.
    place: Url,
    pace: DefaultDirectRateLimiter,
    pauses: Pauses,
    /// Whether Discord has refused the token.
    refused: watch::Sender<bool>,
    /// The bot's own account, once it was asked for.
    me: tokio::sync::OnceCell<String>,
}

/// How long a request may be tried, and whether it counts against the pace of the bot.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    within: Duration,
    paced: bool,
    /// Whether it is tried again where it may have been done already.
    again: bool,
}

impl Patience {
    /// Answers to interactions: not counted by Discord, and over after three seconds.
    pub(crate) const CALLBACK: Self = Self { within: Duration::from_millis(2_800), paced: false, again: true };
    /// What somebody sees grow: edits of an answer.
    pub(crate) const EDIT: Self = Self { within: Duration::from_secs(20), paced: false, again: true };
    /// Everything else. The engine gives a courier a minute.
    pub(crate) const USUAL: Self = Self { within: Duration::from_secs(40), paced: true, again: true };
    /// What has no key by which Discord would know it again: whoever tries once more looks first.
    pub(crate) const ONCE: Self = Self { within: Duration::from_secs(15), paced: true, again: false };
}

impl Rest {
    /// A way to Discord at `base`: [`DISCORD`], or another host with or without `/api/v10`.
    ///
    /// # Errors
    /// [`Error::Token`] where the token cannot be one, [`Error::Unreachable`] where
    /// `base` is no address, or TLS cannot be set up.
    pub(crate) fn new(base: &str, token: &str) -> Result<Self, Error> {
        let mut authorization = HeaderValue::from_str(&format!("Bot {token}")).map_err(|_| Error::Token)?;
        authorization.set_sensitive(true);
        let headers = HeaderMap::from_iter([
            (AUTHORIZATION, authorization),
            (USER_AGENT, HeaderValue::from_static(serenity::constants::USER_AGENT)),
        ]);
        let client = base_client()
            .default_headers(headers)
            // What is sent over a plain connection goes out at once.
            .tcp_nodelay(true)
            .pool_max_idle_per_host(64)
            .build()
            .map_err(|_| Error::Unreachable)?;
        let files =
            base_client().redirect(reqwest::redirect::Policy::none()).build().map_err(|_| Error::Unreachable)?;
        let base = base.trim_end_matches('/');
        let base = base.strip_suffix(VERSION).unwrap_or(base).to_owned();
        let place = Url::parse(&base).map_err(|_| Error::Unreachable)?;
        let pace = RateLimiter::direct(Quota::per_second(A_SECOND).allow_burst(AT_ONCE));
        Ok(Self {
            client,
            files,
            base,
            place,
            pace,
            pauses: Pauses::default(),
            refused: watch::Sender::new(false),
            me: tokio::sync::OnceCell::new(),
        })
    }

    /// Whether this is Discord itself, and no proxy or test.
    pub(crate) fn is_discord(&self) -> bool {
        self.base == DISCORD
    }

    /// Waits until Discord refuses the token.
    pub(crate) async fn refused(&self) {
        let mut refused = self.refused.subscribe();
        // The sender is ours, so it only ends when it is true.
        drop(refused.wait_for(|refused| *refused).await);
    }

    /// What is there, read as JSON.
    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Error> {
        self.json(Method::GET, path, &Payload::EMPTY, Patience::USUAL).await
    }

    /// Asks, and reads the answer as JSON.
    pub(crate) async fn json<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        payload: &Payload,
        patience: Patience,
    ) -> Result<T, Error> {
        let answer = self.send(method, path, payload, patience).await?;
        serde_json::from_slice(&answer).map_err(|_| Error::Unreadable)
    }

    /// Asks, as often as it takes and as long as there is patience, whatever the answer holds.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        payload: &Payload,
        patience: Patience,
    ) -> Result<Vec<u8>, Error> {
        let mut again = false;
        let once = || {
            let retried = std::mem::replace(&mut again, true);
            let method = method.clone();
            async move { self.once(method, path, payload, patience).await.map_err(|error| error.retried(retried)) }
        };
        let pauses = ExponentialBuilder::new()
            .with_min_delay(FIRST_PAUSE)
            .with_max_delay(LONGEST_PAUSE)
            .with_jitter()
            .without_max_times();
        // Too early was surely not done; of anything else that is not known.
        let passes = |error: &Error| error.passes() && (patience.again || matches!(error, Error::TooMany { .. }));
        let tries = once.retry(pauses).when(passes).adjust(|error, pause| error.retry_after().max(pause));
        match tokio::time::timeout(patience.within, tries).await {
            Ok(answer) => answer,
            Err(_elapsed) => Err(self.pauses.left(path).map_or(Error::TooLate, |after| Error::TooMany { after })),
        }
    }

    async fn once(&self, method: Method, path: &str, payload: &Payload, patience: Patience) -> Result<Vec<u8>, Error> {
        if *self.refused.borrow() {
            return Err(Error::Token);
        }
        if let Some(left) = self.pauses.left(path) {
            return Err(Error::TooMany { after: left });
        }
        if patience.paced {
            self.pace.until_ready().await;
        }
        let request = payload.put_into(self.client.request(method, self.address(path)))?;
        let answer = request.send().await.map_err(|_| Error::Unreachable)?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = answer.bytes().await.map_err(|_| Error::Unreachable)?;
        if status.is_success() {
            return Ok(body.into());
        }
        let error = self.failed(path, status, &headers, &body);
        metrics::counter!("afterword_discord_api_errors_total", "code" => error.code()).increment(1);
        Err(error)
    }

    /// Where this path is, with what is asked for there.
    fn address(&self, path: &str) -> Url {
        let (path, asked) = path.split_once('?').map_or((path, None), |(path, asked)| (path, Some(asked)));
        let mut url = self.place.clone();
        // The path of no place at all is "/".
        url.set_path(&[self.place.path().trim_end_matches('/'), VERSION, path].concat());
        url.set_query(asked);
        url
    }

    fn failed(&self, path: &str, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Error {
        let told = error::Told::read(body);
        match status {
            StatusCode::UNAUTHORIZED => {
                self.refused.send_replace(true);
                Error::Token
            }
            StatusCode::TOO_MANY_REQUESTS => {
                let seconds = headers.get(RETRY_AFTER).and_then(|after| after.to_str().ok()?.parse::<f64>().ok());
                let seconds = seconds.or(told.retry_after).unwrap_or(1.0).clamp(0.0, 3600.0);
                let after = Duration::from_secs_f64(seconds);
                self.pauses.begin((!told.global).then_some(path), after);
                Error::TooMany { after }
            }
            status if status.is_server_error() => Error::Unavailable { status: status.as_u16() },
            status => Error::Refused { status: status.as_u16(), code: told.code, retried: false },
        }
    }
}

/// What all requests have in common, whatever else in this program has reqwest do.
fn base_client() -> ClientBuilder {
    Client::builder()
        .timeout(ONE_ANSWER)
        // A connection that goes dead without a word holds up one request, and not all of them.
        .http1_only()
        // What comes packed could be larger than it says.
        .no_gzip()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_what_stands_before_the_version_and_what_is_asked_for() {
        let address = |base: &str, path: &str| {
            let rest = Rest::new(base, "token").expect("it can be set up");
            rest.address(path).to_string()
        };
        let asked = "/users/@me/guilds?limit=200&after=7";
        assert_eq!(address(DISCORD, asked), format!("https://discord.com/api/v10{asked}"));
        assert_eq!(address("http://proxy:80/discord/api/v10/", asked), format!("http://proxy/discord/api/v10{asked}"));
        assert_eq!(address("http://proxy/a/", "/%F0%9F%91%8D/x"), "http://proxy/a/api/v10/%F0%9F%91%8D/x");
    }
}
