//! What a child process is to be like. std's own builder keeps the description; nothing is ever started with it.

use super::{Child, CommandArgs, CommandEnvs, ExitStatus, Output, Stdio};
use crate::io;
use crate::refused::refused;
use core::fmt;
use std::ffi::OsStr;
use std::path::Path;

/// What a child process is to be like.
pub struct Command(::std::process::Command);

impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Command {
    /// A process that runs `program`.
    #[expect(clippy::disallowed_methods, reason = "a description; it is never started")]
    pub fn new(program: impl AsRef<OsStr>) -> Command {
        Command(::std::process::Command::new(program))
    }

    /// One more argument.
    pub fn arg(&mut self, arg: impl AsRef<OsStr>) -> &mut Command {
        self.0.arg(arg);
        self
    }

    /// More arguments.
    pub fn args<I, S>(&mut self, args: I) -> &mut Command
    where
        I: IntoIterator<Item = S>,
        S: AsRef<OsStr>,
    {
        self.0.args(args);
        self
    }

    /// Sets a variable of the environment.
    pub fn env(&mut self, key: impl AsRef<OsStr>, val: impl AsRef<OsStr>) -> &mut Command {
        self.0.env(key, val);
        self
    }

    /// Sets variables of the environment.
    pub fn envs<I, K, V>(&mut self, vars: I) -> &mut Command
    where
        I: IntoIterator<Item = (K, V)>,
        K: AsRef<OsStr>,
        V: AsRef<OsStr>,
    {
        self.0.envs(vars);
        self
    }

    /// Removes a variable of the environment.
    pub fn env_remove(&mut self, key: impl AsRef<OsStr>) -> &mut Command {
        self.0.env_remove(key);
        self
    }

    /// Empties the environment.
    pub fn env_clear(&mut self) -> &mut Command {
        self.0.env_clear();
        self
    }

    /// Where the process is to start.
    pub fn current_dir(&mut self, dir: impl AsRef<Path>) -> &mut Command {
        self.0.current_dir(dir);
        self
    }

    /// What its standard input is connected to.
    pub fn stdin(&mut self, cfg: impl Into<Stdio>) -> &mut Command {
        let _: Stdio = cfg.into();
        self
    }

    /// What its standard output is connected to.
    pub fn stdout(&mut self, cfg: impl Into<Stdio>) -> &mut Command {
        let _: Stdio = cfg.into();
        self
    }

    /// What its standard error is connected to.
    pub fn stderr(&mut self, cfg: impl Into<Stdio>) -> &mut Command {
        let _: Stdio = cfg.into();
        self
    }

    /// The program.
    #[must_use]
    pub fn get_program(&self) -> &OsStr {
        self.0.get_program()
    }

    /// The arguments.
    pub fn get_args(&self) -> CommandArgs<'_> {
        self.0.get_args()
    }

    /// The variables that are set or removed.
    pub fn get_envs(&self) -> CommandEnvs<'_> {
        self.0.get_envs()
    }

    /// Where the process is to start.
    #[must_use]
    pub fn get_current_dir(&self) -> Option<&Path> {
        self.0.get_current_dir()
    }

    refused! {
        on mut self:
        "std::process::Command::spawn" fn spawn() -> io::Result<Child>;
        "std::process::Command::output" fn output() -> io::Result<Output>;
        "std::process::Command::status" fn status() -> io::Result<ExitStatus>;
    }
}
