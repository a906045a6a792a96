//! What works in memory is std's own.

use std::io::prelude::*;
use std::io::{self, BufReader, BufWriter, Cursor, ErrorKind, SeekFrom};

fn main() -> io::Result<()> {
    let mut cursor = Cursor::new(vec![1, 2, 3]);
    cursor.seek(SeekFrom::Start(1))?;
    cursor.write_all(&[9, 9, 9])?;
    println!("{cursor:?}");
    let lines: Vec<_> = BufReader::new(&b"a\nb"[..]).lines().collect::<Result<_, _>>()?;
    println!(
        "{lines:?} {:?}",
        BufWriter::new(Vec::new()).into_inner().unwrap() == Vec::<u8>::new()
    );
    println!(
        "{} {}",
        io::copy(&mut io::repeat(1).take(5), &mut io::sink())?,
        io::read_to_string(io::empty())?.len()
    );
    println!("{:?}", io::Error::new(ErrorKind::NotFound, "x"));
    let short = io::empty().read_exact(&mut [0]).unwrap_err();
    println!("{short} {:?}", short.kind());
    Ok(())
}
