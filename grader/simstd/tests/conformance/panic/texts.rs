//! What panics of all kinds say on standard error.

use std::collections::HashMap;
use std::panic::catch_unwind;

fn main() {
    let empty: Vec<u32> = Vec::new();
    let none: Option<u32> = None;
    let error: Result<(), String> = Err("why".into());
    let _ = catch_unwind(|| panic!());
    let _ = catch_unwind(|| panic!("text"));
    let _ = catch_unwind(|| empty[3]);
    let _ = catch_unwind(|| none.unwrap());
    let _ = catch_unwind(|| error.as_ref().expect("expected"));
    let _ = catch_unwind(|| assert_eq!(1, 2, "not {}", "equal"));
    let _ = catch_unwind(|| unreachable!("never {}", 1));
    let _ = catch_unwind(|| HashMap::<u8, u8>::new()[&1]);
    let _ = catch_unwind(|| std::panic::panic_any(3_u8));
    let _ = catch_unwind(|| "x".parse::<u8>().unwrap());
    let many = "line\nline";
    let _ = catch_unwind(|| panic!("{many}"));
    let zero = std::hint::black_box(0);
    let _ = catch_unwind(|| 1 / zero);
}
