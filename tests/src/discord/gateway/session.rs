//! A session outlives its connection: what was missed is kept for whoever resumes it.

use crate::discord::id::Id;
use serde_json::Value;
use std::{collections::VecDeque, sync::Arc};
use tokio::sync::mpsc::UnboundedSender;

/// How many events are kept for a resume.
const KEPT: usize = 2_000;

/// What a connection is to do.
#[derive(Clone, Debug)]
pub(crate) enum Out {
    Payload(Arc<str>),
    Close(Option<u16>),
    /// Nothing more is said or heard, and the connection stays open.
    FallSilent,
    /// Half a frame, and the connection is gone.
    AbortMidFrame,
}

pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) shard: (u64, u64),
    pub(crate) intents: u64,
    pub(crate) sequence: u64,
    kept: VecDeque<(u64, Arc<str>)>,
    /// To the connection, while there is one.
    pub(crate) line: Option<UnboundedSender<Out>>,
}

#[derive(Default)]
pub(crate) struct Sessions {
    pub(crate) all: Vec<Session>,
    /// How many shards are recommended.
    pub(crate) recommended: u64,
    /// How often somebody identified, and resumed.
    pub(crate) identified: usize,
    pub(crate) resumed: usize,
    begun: u64,
}

impl Session {
    /// Tells one event, and keeps it. Its data are JSON already, since the same go to many.
    pub(crate) fn event(&mut self, name: &str, data: &str) {
        self.sequence += 1;
        let payload = format!(r#"{{"op":0,"s":{},"t":{},"d":{data}}}"#, self.sequence, Value::from(name));
        let payload = Arc::<str>::from(payload);
        self.kept.push_back((self.sequence, payload.clone()));
        if self.kept.len() > KEPT {
            self.kept.pop_front();
        }
        self.say(Out::Payload(payload));
    }

    pub(crate) fn say(&mut self, out: Out) {
        if self.line.as_ref().is_some_and(|line| line.send(out).is_err()) {
            self.line = None; // the connection ended a moment ago
        }
    }

    /// Tells again what came after this event; `None` where it is not all there any more.
    pub(crate) fn missed_since(&self, sequence: u64) -> Option<Vec<Arc<str>>> {
        let first = self.kept.front().map_or(self.sequence + 1, |(first, _)| *first);
        let complete = sequence <= self.sequence && sequence + 1 >= first;
        complete.then(|| self.kept.iter().filter(|(n, _)| *n > sequence).map(|(_, payload)| payload.clone()).collect())
    }
}

impl Sessions {
    pub(crate) fn recommending(shards: u64) -> Self {
        Self { recommended: shards, ..Self::default() }
    }

    /// A new session in the place of those of the same shard that nobody holds any more.
    pub(crate) fn begin(&mut self, shard: (u64, u64), intents: u64, line: UnboundedSender<Out>) -> &mut Session {
        self.all
            .retain(|session| session.shard != shard || session.line.as_ref().is_some_and(|line| !line.is_closed()));
        self.begun += 1;
        self.identified += 1;
        let id = format!("session-{}", self.begun);
        let kept = VecDeque::new();
        self.all.push(Session { id, shard, intents, sequence: 0, kept, line: Some(line) });
        self.all.last_mut().expect("it was pushed")
    }

    pub(crate) fn get(&mut self, id: &str) -> Option<&mut Session> {
        self.all.iter_mut().find(|session| session.id == id)
    }

    /// Whether somebody listens who would be told of this server, or of direct messages.
    pub(crate) fn anybody(&self, server: Option<Id>) -> bool {
        let listens = |session: &Session| session.line.as_ref().is_some_and(|line| !line.is_closed());
        self.all.iter().any(|session| listens(session) && covers(session, server))
    }

    /// Tells an event to all that have these intents; each is told what `data` has for it.
    pub(crate) fn tell<'d>(
        &mut self,
        server: Option<Id>,
        needed: u64,
        event: &str,
        data: impl Fn(&Session) -> &'d str,
    ) {
        let wanted = |session: &&mut Session| session.intents & needed == needed && covers(session, server);
        for session in self.all.iter_mut().filter(wanted) {
            session.event(event, data(session));
        }
    }

    /// Does this to every connection there is.
    pub(crate) fn everywhere(&mut self, out: &Out) {
        self.all.iter_mut().for_each(|session| session.say(out.clone()));
    }
}

/// Discord's formula: direct messages are for the first shard.
fn covers(session: &Session, server: Option<Id>) -> bool {
    let (shard, of) = session.shard;
    server.map_or(0, |id| (id.0 >> 22) % of) == shard
}
