//! A `Command` that is described and never started.

use std::process::{Command, Stdio, id};

fn main() {
    let mut command = Command::new("prog");
    command
        .arg("a")
        .args(["b", "c d"])
        .env("K", "V")
        .envs([("L", "W")])
        .env_remove("M")
        .current_dir("/tmp");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit());
    println!(
        "{:?} {:?}",
        command.get_program(),
        command.get_args().collect::<Vec<_>>()
    );
    println!(
        "{:?} {:?}",
        command.get_envs().collect::<Vec<_>>(),
        command.get_current_dir()
    );
    command.env_clear();
    println!("{command:?} {:?}", Stdio::null());
    println!("{}", id() > 0 && id() == std::process::id());
}
