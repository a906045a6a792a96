//! A type of the program's own that says how it ends.

use std::process::{ExitCode, Termination};

struct Verdict(u8);

impl Termination for Verdict {
    fn report(self) -> ExitCode {
        println!("reporting {}", self.0);
        ExitCode::from(self.0)
    }
}

fn main() -> Verdict {
    println!("{}", ().report() == ExitCode::SUCCESS);
    println!("{}", Ok::<(), u8>(()).report() == ExitCode::SUCCESS);
    Verdict(9)
}
