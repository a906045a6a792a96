//! The macros and derives that every program has, in edition 2015.
// edition: 2015

use std::num::ParseIntError;
use std::thread;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
struct Derived {
    field: u8,
}

fn fails(how: u32) -> u32 {
    match how {
        0 => panic!(),
        1 => panic!("text"),
        2 => panic!("{} {}", 1, how),
        3 => unreachable!(),
        4 => unreachable!("never {}", 1),
        5 => assert!(how == 0),
        6 => assert!(how == 0, "with {}", how),
        7 => debug_assert_eq!(how, 0, "equal"),
        8 => assert_ne!(how, 8),
        _ => (),
    }
    how
}

fn parse(text: &str) -> Result<u8, ParseIntError> {
    let number: u8 = text.parse()?;
    Ok(number)
}

fn main() {
    for how in 0..10 {
        let told = match thread::spawn(move || fails(how)).join() {
            Ok(value) => value.to_string(),
            Err(why) => match (why.downcast_ref::<String>(), why.downcast_ref::<&str>()) {
                (Some(text), _) => text.clone(),
                (_, Some(text)) => text.to_string(),
                _ => "something".to_string(),
            },
        };
        println!("{}", told);
    }
    println!(
        "{:?} {}",
        vec![Derived::default(); 2],
        format!("{:?}", concat!("a", 1))
    );
    println!("{:?} {}", parse("3"), matches!(parse("x"), Err(_)));
    println!(
        "{} {} {:?}",
        line!(),
        stringify!(a + b),
        option_env!("CLEW_NEVER_SET")
    );
    print!(
        "{}",
        if cfg!(debug_assertions) {
            "checked\n"
        } else {
            "unchecked\n"
        }
    );
    eprint!("{}", file!());
    eprintln!();
    assert_eq!(dbg!(Derived { field: 1 }).field, 1);
    let numbers = [1, 2, 3];
    println!(
        "{:?}",
        ::std::iter::repeat(0).zip(numbers.iter()).collect::<Vec<_>>()
    );
    std::thread::yield_now();
}
