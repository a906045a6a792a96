//! A destructor that panics while its thread unwinds takes the process down.

struct Bad;

impl Drop for Bad {
    fn drop(&mut self) {
        panic!("second");
    }
}

fn main() {
    println!("before");
    let _bad = Bad;
    panic!("first");
}
