//! Panics, kept from ending the process and from printing what people wrote.
//!
//! A panic message can quote the text it failed on (a slice of a string does).
//! So what works on people's text runs in here: its panics are caught, and
//! only their place in the code is kept.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Once};
use std::task::{Context, Poll};
use std::thread;
use std::time::{Duration, Instant};

use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::oneshot;

/// How long [`Aside`] stays awake for what comes soon.
const AWAKE: Duration = Duration::from_micros(200);

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Something panicked; here is where, as `file:line`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Panicked {
    pub(crate) place: String,
}

/// Puts the guard's panic hook before the one there is, once for the process.
/// Panics elsewhere are printed as before.
pub(crate) fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if GUARDED.try_with(Cell::get).unwrap_or(false) {
                let place = info.location().map(|at| format!("{}:{}", at.file(), at.line()));
                PLACE.with(|kept| kept.replace(place));
            } else {
                before(info);
            }
        }));
    });
}

/// Runs `work`; a panic in it comes back as its place.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    let outer = GUARDED.replace(true);
    // What a panic leaves half-done is dropped here: callers work on copies.
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    result.map_err(|_| Panicked { place: PLACE.take().unwrap_or_else(|| "an unknown place".to_owned()) })
}

/// Runs `work` where it may block. On a runtime of one thread that is right
/// here: there is nobody to hold up, and tests can be replayed.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Panicked> {
    if Handle::current().runtime_flavor() == RuntimeFlavor::CurrentThread {
        return guarded(work);
    }
    tokio::task::spawn_blocking(|| guarded(work))
        .await
        .unwrap_or_else(|_| Err(Panicked { place: "the end of the runtime".to_owned() }))
}

/// A thread that does one thing after the other, each of which may block.
///
/// The threads of [`blocking`] are shared with who looks up names, which can hang, and each that is
/// ever used comes to hold some memory. On a runtime of one thread there is none, as in [`blocking`].
#[derive(Clone, Default)]
pub(crate) struct Aside(Option<Give>);

#[derive(Clone)]
struct Give {
    to: Sender<Given>,
    /// Whether the thread sleeps until it is given something.
    sleeps: Arc<AtomicBool>,
}

/// What the thread is given.
enum Given {
    Work(Box<dyn FnOnce() + Send>),
    /// Work comes soon: it is not worth falling asleep once more.
    Soon,
}

impl Aside {
    /// Starts it; it ends when the answer and all its clones are dropped.
    pub(crate) fn start(name: &str) -> io::Result<Self> {
        if Handle::current().runtime_flavor() == RuntimeFlavor::CurrentThread {
            return Ok(Self(None));
        }
        let (to, given) = channel();
        let give = Give { to, sleeps: Arc::default() };
        let sleeps = Arc::clone(&give.sleeps);
        thread::Builder::new().name(name.to_owned()).spawn(move || work_off(&given, &sleeps))?;
        Ok(Self(Some(give)))
    }

    /// Wakes the thread, which takes about as long as a turn to be decided.
    pub(crate) fn soon(&self) {
        if let Some(Give { to, sleeps }) = &self.0
            && sleeps.swap(false, Ordering::Relaxed)
        {
            to.send(Given::Soon).ok();
        }
    }

    /// Runs `work` there.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Panicked> {
        let Some(Give { to, .. }) = &self.0 else {
            return guarded(work);
        };
        let (done, worked) = oneshot::channel();
        // Who does not wait any more needs no answer, and the thread outlives every work.
        to.send(Given::Work(Box::new(move || drop(done.send(guarded(work)))))).ok();
        worked.await.unwrap_or_else(|_| Err(Panicked { place: "the end of its thread".to_owned() }))
    }
}

fn work_off(given: &Receiver<Given>, sleeps: &AtomicBool) {
    loop {
        sleeps.store(true, Ordering::Relaxed);
        let next = given.recv();
        sleeps.store(false, Ordering::Relaxed);
        match next {
            Ok(Given::Work(work)) => work(),
            Ok(Given::Soon) => {
                if let Some(work) = awaited(given) {
                    work();
                }
            }
            Err(_gone) => return,
        }
    }
}

/// Stays awake for a moment, in which others go first.
fn awaited(given: &Receiver<Given>) -> Option<Box<dyn FnOnce() + Send>> {
    let until = Instant::now() + AWAKE;
    while Instant::now() < until {
        match given.try_recv() {
            Ok(Given::Work(work)) => return Some(work),
            Ok(Given::Soon) | Err(TryRecvError::Empty) => thread::yield_now(),
            Err(TryRecvError::Disconnected) => return None,
        }
    }
    None
}

/// A future whose panics come back as their place.
pub(crate) struct Guarded<T>(Pin<Box<dyn Future<Output = T> + Send>>);

impl<T> Guarded<T> {
    pub(crate) fn new(future: impl Future<Output = T> + Send + 'static) -> Self {
        Self(Box::pin(future))
    }
}

impl<T> Future for Guarded<T> {
    type Output = Result<T, Panicked>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match guarded(|| self.0.as_mut().poll(cx)) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
            Err(panicked) => Poll::Ready(Err(panicked)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_comes_back_as_its_place_and_nothing_else() {
        install();
        let panicked = guarded(|| -> () { panic!("what somebody wrote") }).unwrap_err();
        assert!(panicked.place.starts_with(file!()), "{panicked:?}");
        assert!(!format!("{panicked:?}").contains("wrote"));
        assert_eq!(guarded(|| 7), Ok(7));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn so_does_one_in_a_thread_which_goes_on() {
        install();
        let aside = Aside::start("aside").unwrap();
        let panicked = aside.run(|| -> () { panic!("what somebody wrote") }).await.unwrap_err();
        assert!(panicked.place.starts_with(file!()), "{panicked:?}");
        assert_eq!(aside.run(|| thread::current().name().map(str::to_owned)).await, Ok(Some("aside".to_owned())));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn its_thread_works_off_all_whether_it_was_told_before_or_fell_asleep_again() {
        let aside = Aside::start("aside").unwrap();
        for round in 0..2_000 {
            if round % 2 == 0 {
                aside.soon();
                aside.soon();
            }
            if round % 500 == 0 {
                tokio::time::sleep(2 * AWAKE).await;
            }
            assert_eq!(aside.run(move || round).await, Ok(round));
        }
    }

    #[test]
    fn it_waits_for_nobody_who_hangs() {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).max_blocking_threads(1).build().unwrap();
        let (over, hangs) = channel::<()>();
        runtime.spawn_blocking(move || hangs.recv().is_ok());
        assert_eq!(runtime.block_on(async { Aside::start("aside").unwrap().run(|| 7).await }), Ok(7));
        over.send(()).unwrap();
    }

    #[tokio::test]
    async fn so_does_one_in_a_future() {
        install();
        let panicked = Guarded::new(async { "x".parse::<u8>().unwrap() }).await.unwrap_err();
        assert!(panicked.place.starts_with(file!()), "{panicked:?}");
        assert_eq!(Guarded::new(async { 7 }).await, Ok(7));
    }
}
