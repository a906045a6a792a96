//! Arguments, and an environment with nothing in it.
// args: one two three

use std::env::{self, VarError};

fn main() {
    println!("{:?}", env::args().skip(1).collect::<Vec<_>>());
    println!("{} {}", env::args().len(), env::args_os().count());
    println!("{:?} {:?}", env::args().next_back(), env::args_os().nth(2));
    println!(
        "{:?} {:?}",
        env::var("CLEW_NEVER_SET"),
        env::var_os("CLEW_NEVER_SET")
    );
    println!("{} {}", env::vars().count(), env::vars_os().count());
    println!("{}", VarError::NotPresent);
    println!("{:?}", env::temp_dir());
    println!("{:?}", env::split_paths("/a:/b").collect::<Vec<_>>());
    println!("{:?} {}", env::join_paths(["/a", "/b"]), env::consts::OS);
}
