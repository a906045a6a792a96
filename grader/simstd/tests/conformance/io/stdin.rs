//! Standard input, line by line and to the end.
// stdin: first\nsecond line\n\nfourth\nlast without an end

use std::io::{self, BufRead, Read};

fn main() -> io::Result<()> {
    let stdin = io::stdin();
    let mut line = String::new();
    println!("{} {line:?}", stdin.read_line(&mut line)?);
    println!("{} {line:?}", stdin.lock().read_line(&mut line)?);
    let mut bytes = [0; 3];
    io::stdin().read_exact(&mut bytes)?;
    println!("{bytes:?}");
    let mut lock = stdin.lock();
    println!("{:?}", lock.fill_buf()?.first());
    let mut rest = Vec::new();
    println!("{} {rest:?}", lock.read_until(b'h', &mut rest)?);
    drop(lock);
    let mut lines = io::stdin().lines();
    println!("{:?} {:?}", lines.next().unwrap()?, lines.next().unwrap()?);
    println!("{}", lines.next().is_none());
    drop(lines);
    println!(
        "{} {:?}",
        io::stdin().read_line(&mut line)?,
        io::read_to_string(io::stdin())?
    );
    println!("{:?}", io::stdin());
    Ok(())
}
