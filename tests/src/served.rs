//! `afterword serve`, running against a Discord of our own, or a real homeserver.

use crate::{Folder, discord::Discord};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// How long whatever has to happen is waited for: a start on Matrix alone reckons for seconds, and others may need the
/// processors.
const PATIENCE: Duration = Duration::from_secs(300);
/// How long it may take to end when it is asked to (`discord.md`: ten seconds, whatever a library does).
const ENDS_WITHIN: Duration = Duration::from_secs(10);

/// A bot that runs; killed when dropped.
pub struct Served {
    child: Child,
    log: Arc<Mutex<Vec<String>>>,
    reading: Option<JoinHandle<()>>,
}

impl Served {
    /// Starts it on the data folder of `folder`.
    ///
    /// # Panics
    /// Where it cannot be started.
    #[must_use]
    pub fn start(folder: &Folder, discord: &Discord) -> Self {
        Self::start_under(folder, discord, &[])
    }

    /// The same with further variables of the environment.
    ///
    /// # Panics
    /// Where it cannot be started.
    #[must_use]
    pub fn start_under(folder: &Folder, discord: &Discord, env: &[(&str, &str)]) -> Self {
        let (token, url) = (discord.token(), discord.url());
        let settings = [("AFTERWORD_DISCORD__TOKEN", token.as_str()), ("AFTERWORD_DISCORD__API_URL", url.as_str())];
        Self::start_with(folder, &[&settings, env].concat())
    }

    /// Starts it on the data folder of `folder`, with these variables and no others.
    ///
    /// # Panics
    /// Where it cannot be started.
    #[must_use]
    pub fn start_with(folder: &Folder, env: &[(&str, &str)]) -> Self {
        let mut command = folder.command(&["serve", "--data", "data"]);
        command
            .env("AFTERWORD_HEALTH__LISTEN", "")
            .envs(env.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary starts");
        let stderr = BufReader::new(child.stderr.take().expect("a pipe"));
        let log = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&log);
        let reading = thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                kept.lock().unwrap_or_else(PoisonError::into_inner).push(line);
            }
        });
        Self { child, log, reading: Some(reading) }
    }

    /// The process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it has logged so far.
    #[must_use]
    pub fn log(&self) -> String {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).join("\n")
    }

    /// Waits until it has logged this.
    ///
    /// # Panics
    /// Where it has not in five minutes: others may need the processors.
    pub fn logs(&self, text: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.log().contains(text) {
            assert!(Instant::now() < until, "“{text}” was not logged:\n{}", self.log());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Kills it at once, as a power cut would.
    ///
    /// # Panics
    /// Where it cannot be waited for.
    pub fn kill(mut self) {
        // It may have ended by itself already.
        drop(self.child.kill());
        self.child.wait().expect("it can be waited for");
    }

    /// Asks it to end, and returns its exit code and its log.
    ///
    /// # Panics
    /// Where it does not end in time.
    pub fn end(mut self) -> (Option<i32>, String) {
        kill_process(Pid::from_child(&self.child), Signal::TERM).expect("it runs");
        self.wait(ENDS_WITHIN)
    }

    /// Waits until it ends by itself; its exit code and its log.
    ///
    /// # Panics
    /// Where it does not in five minutes: others may need the processors.
    pub fn ended(mut self) -> (Option<i32>, String) {
        self.wait(PATIENCE)
    }

    fn wait(&mut self, within: Duration) -> (Option<i32>, String) {
        let until = Instant::now() + within;
        loop {
            if let Some(status) = self.child.try_wait().expect("it can be waited for") {
                self.reading.take().map(JoinHandle::join);
                return (status.code(), self.log());
            }
            assert!(Instant::now() < until, "it did not end within {within:?}:\n{}", self.log());
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Served {
    #[allow(clippy::print_stdout, reason = "a test that fails tells what the bot said")]
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
        if thread::panicking() {
            println!("the bot logged:\n{}", self.log());
        }
    }
}
