//! `ExitCode` from `main`.

use std::process::{ExitCode, Termination};

fn main() -> impl Termination {
    println!("{:?} {:?}", ExitCode::SUCCESS, ExitCode::from(3));
    println!("{}", ExitCode::FAILURE == ExitCode::from(1));
    println!("{:?}", ExitCode::default());
    Ok::<ExitCode, String>(ExitCode::from(250))
}
