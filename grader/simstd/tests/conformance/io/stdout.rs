//! Standard output: macros, locks, buffers, partial lines.

use std::fmt;
use std::io::{self, BufWriter, IsTerminal, LineWriter, Write};

struct Nested;

impl fmt::Display for Nested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("shown")
    }
}

fn main() -> io::Result<()> {
    print!("partial ");
    println!("line");
    println!();
    print!("");
    println!("{} {:>4} {:?} {}", 1, 2, "three", Nested);
    println!("{}", "braces {} are text here");
    let mut out = io::stdout();
    writeln!(out, "by {}", "writeln")?;
    out.write_all(b"by write_all\n")?;
    out.flush()?;
    {
        let mut lock = out.lock();
        write!(lock, "{}-", 1)?;
        println!("inside the lock");
        lock.write_all(b"and more\n")?;
        let written = lock.write(b"bytes\n")?;
        writeln!(lock, "{written}")?;
    }
    let mut buffered = BufWriter::new(io::stdout().lock());
    for i in 0..3 {
        writeln!(buffered, "buffered {i}")?;
    }
    drop(buffered);
    let mut lines = LineWriter::new(io::stdout());
    lines.write_all(b"one\ntwo")?;
    drop(lines);
    println!();
    (&io::stdout()).write_all(b"by reference\n")?;
    io::copy(&mut &b"copied\n"[..], &mut io::stdout())?;
    println!("{}", io::stdout().is_terminal());
    println!("{:?}", io::stdout());
    print!("no end of line");
    Ok(())
}
