//! Running the binary in a folder of its own.

use crate::{START, afterword};
use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    thread,
};
use tempfile::TempDir;

/// A place for one test: a home, and a data folder in it that does not exist yet.
pub struct Folder {
    home: TempDir,
}

/// How a run of the binary ended.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The exit code; `None` after a signal.
    pub code: Option<i32>,
    /// What it said.
    pub stdout: String,
    /// What it complained about, with this folder written as `HOME`.
    pub stderr: String,
}

impl Folder {
    /// A new one; gone when dropped.
    ///
    /// # Panics
    /// Where no temporary folder can be made.
    #[must_use]
    pub fn new() -> Self {
        Self { home: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The folder itself.
    #[must_use]
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Where the data are kept.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.home().join("data")
    }

    /// The binary with these arguments, in an environment that holds nothing else.
    #[must_use]
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(afterword());
        command.args(args).current_dir(self.home()).env_clear().env("HOME", self.home()).env("PATH", "/usr/bin:/bin");
        command
    }

    /// Runs the binary to its end, with nothing on standard input.
    #[must_use]
    pub fn run(&self, args: &[&str]) -> Outcome {
        self.run_with(args, &[], b"")
    }

    /// Runs it with variables and standard input.
    ///
    /// # Panics
    /// Where it cannot be started.
    #[must_use]
    pub fn run_with(&self, args: &[&str], env: &[(&str, &str)], input: &[u8]) -> Outcome {
        let mut command = self.command(args);
        command.envs(env.iter().copied()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        let input = input.to_vec();
        // It may end before it has read everything; that is its business.
        let feeding = thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().expect("it ends");
        feeding.join().expect("the input was fed");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text comes out as UTF-8");
        let home = self.home().display().to_string();
        Outcome {
            code: output.status.code(),
            stdout: text(output.stdout).replace(&home, "HOME"),
            stderr: text(output.stderr).replace(&home, "HOME"),
        }
    }

    /// A conversation through a pipe, with the clock standing at [`START`].
    #[must_use]
    pub fn chat(&self, lines: &[&str]) -> Outcome {
        self.chat_as("me", lines)
    }

    /// The same as somebody of this name.
    #[must_use]
    pub fn chat_as(&self, name: &str, lines: &[&str]) -> Outcome {
        self.chat_under(name, &[], lines)
    }

    /// The same with variables of the environment.
    #[must_use]
    pub fn chat_under(&self, name: &str, env: &[(&str, &str)], lines: &[&str]) -> Outcome {
        let input = lines.iter().flat_map(|line| [*line, "\n"]).collect::<String>();
        self.run_with(&["chat", "--data", "data", "--as", name, "--clock", START], env, input.as_bytes())
    }

    /// Starts a conversation of this name, with the clock standing at [`START`].
    #[must_use]
    pub fn start_as(&self, name: &str) -> Running {
        self.start(&["chat", "--data", "data", "--as", name, "--clock", START])
    }

    /// Starts a conversation that is fed line by line.
    ///
    /// # Panics
    /// Where it cannot be started.
    #[must_use]
    pub fn start(&self, args: &[&str]) -> Running {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary starts");
        let stdin = child.stdin.take();
        let stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        Running { child, stdin, stdout }
    }

    /// Every file in the data folder, with its bytes.
    ///
    /// # Panics
    /// Where one cannot be read.
    #[must_use]
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut folders = vec![self.data()];
        while let Some(folder) = folders.pop() {
            for file in fs::read_dir(folder).expect("a folder") {
                let path = file.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push((path.clone(), fs::read(path).expect("a file")));
                }
            }
        }
        found
    }
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

/// A conversation under way; killed when dropped.
pub struct Running {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
}

impl Running {
    /// Says one line; `false` if nobody listens any more.
    pub fn say(&mut self, line: &str) -> bool {
        let line = format!("{line}\n");
        self.stdin.as_mut().is_some_and(|stdin| stdin.write_all(line.as_bytes()).is_ok())
    }

    /// The next line that comes out, without its end; `None` where no more comes.
    pub fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let got = self.stdout.read_line(&mut line).unwrap_or_default();
        (got > 0 && line.ends_with('\n')).then(|| line.trim_end().to_owned())
    }

    /// Reads up to and with the first line that contains `wanted`.
    pub fn until(&mut self, wanted: &str) -> Option<String> {
        loop {
            let line = self.line()?;
            if line.contains(wanted) {
                return Some(line);
            }
        }
    }

    /// The process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills it at once, as a power cut would.
    ///
    /// # Panics
    /// Where it cannot be waited for.
    pub fn kill(&mut self) {
        // It may have ended by itself already.
        drop(self.child.kill());
        self.child.wait().expect("it can be waited for");
    }

    /// Waits for it to end by itself, with its input still open; the exit code.
    ///
    /// # Panics
    /// Where it cannot be waited for.
    pub fn ended(&mut self) -> Option<i32> {
        // What still comes out must not hold it up.
        while self.line().is_some() {}
        let input = self.stdin.take();
        let code = self.child.wait().expect("it can be waited for").code();
        drop(input);
        code
    }

    /// Ends the input and waits; what still came out, and how it ended.
    ///
    /// # Panics
    /// Where it cannot be waited for.
    #[must_use]
    pub fn finish(mut self) -> Outcome {
        drop(self.stdin.take());
        let (mut stdout, mut stderr) = (String::new(), String::new());
        self.stdout.read_to_string(&mut stdout).expect("text comes out as UTF-8");
        if let Some(mut pipe) = self.child.stderr.take() {
            pipe.read_to_string(&mut stderr).expect("text comes out as UTF-8");
        }
        Outcome { code: self.child.wait().expect("it ends").code(), stdout, stderr }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
