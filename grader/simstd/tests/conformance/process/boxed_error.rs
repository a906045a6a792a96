//! `main` with a boxed error and `?`.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    println!("{}", "12".parse::<u8>()?);
    println!("{}", "x".parse::<u8>()?);
    Ok(())
}
