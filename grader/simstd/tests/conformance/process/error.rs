//! `main` that returns an error says so on standard error.

#[derive(Debug)]
struct Broken {
    #[allow(dead_code)]
    code: u8,
}

fn main() -> Result<(), Broken> {
    println!("before");
    Err(Broken { code: 3 })
}
