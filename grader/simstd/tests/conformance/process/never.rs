//! `main` that never returns.

fn main() -> ! {
    println!("bye");
    std::process::exit(-1)
}
