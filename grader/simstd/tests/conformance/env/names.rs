//! The iterators of `std::env`, by name.
// args: one

use std::env::{self, Args, ArgsOs, Vars, VarsOs};

fn main() {
    let (mut args, args_os): (Args, ArgsOs) = (env::args(), env::args_os());
    args.next();
    println!("{args:?} {:?} {}", args.size_hint(), args_os.len());
    let (vars, vars_os): (Vars, VarsOs) = (env::vars(), env::vars_os());
    println!("{} {}", vars.count(), vars_os.count());
}
