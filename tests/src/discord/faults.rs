//! What can be made to go wrong with a request.

use super::rest::Where;
use std::time::Duration;

/// What happens instead of a proper answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Refused with this status and Discord's own code (0 where there is none); nothing is done.
    Refused(u16, u32),
    /// 429: come back after so long. Who comes back sooner is refused again, and complained about.
    TooMany {
        /// What `Retry-After` says.
        retry_after: Duration,
        /// Whether it holds for the whole bot.
        global: bool,
    },
    /// The connection ends before anything is done.
    ConnectionLost,
    /// It is done, and the connection ends before the answer is sent.
    AnswerLost,
    /// It is done, and the answer takes this long.
    Slow(Duration),
}

/// The faults that wait for their request.
#[derive(Default)]
pub(crate) struct Faults {
    waiting: Vec<(Where, Fault, Lasting)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Lasting {
    Times(usize),
    UntilHealed,
}

impl Faults {
    pub(crate) fn next(&mut self, place: Where, fault: Fault, times: usize) {
        self.waiting.push((place, fault, Lasting::Times(times)));
    }

    pub(crate) fn until_healed(&mut self, place: Where, fault: Fault) {
        self.waiting.push((place, fault, Lasting::UntilHealed));
    }

    pub(crate) fn heal(&mut self) {
        self.waiting.clear();
    }

    /// What waits for a request to this place; the first that was asked for comes first.
    pub(crate) fn take(&mut self, place: Where) -> Option<Fault> {
        let found = self.waiting.iter().position(|(at, ..)| *at == place || *at == Where::Anywhere)?;
        let (_, fault, lasting) = &mut self.waiting[found];
        let fault = fault.clone();
        match lasting {
            Lasting::UntilHealed => {}
            Lasting::Times(1) => drop(self.waiting.remove(found)),
            Lasting::Times(left) => *left -= 1,
        }
        Some(fault)
    }
}
