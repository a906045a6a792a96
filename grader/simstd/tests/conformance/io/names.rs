//! The types of the standard streams, by name and through functions of the program's own.
// stdin: line\n

use std::io::{self, BufRead, Stderr, StderrLock, Stdin, StdinLock, Stdout, StdoutLock, Write};

fn tell(out: &mut StdoutLock<'_>, err: &mut StderrLock<'_>, line: &str) {
    writeln!(out, "out {line}").unwrap();
    writeln!(err, "err {line}").unwrap();
}

fn first(mut input: StdinLock<'static>) -> String {
    let mut line = String::new();
    input.read_line(&mut line).unwrap();
    line.trim().to_owned()
}

fn main() {
    let (input, out, err): (Stdin, Stdout, Stderr) = (io::stdin(), io::stdout(), io::stderr());
    tell(&mut out.lock(), &mut err.lock(), &first(input.lock()));
    println!("{:?} {:?} {:?}", out.lock(), err.lock(), input.lock());
}
