//! A hundred threads, each with a large local.

use std::thread;

fn main() {
    let mut total = 0;
    for i in 0..100_u64 {
        let big = move || {
            let block = [u8::try_from(i).unwrap(); 200 << 10];
            u64::from(std::hint::black_box(block)[i as usize * 1000])
        };
        total += thread::spawn(big).join().unwrap();
    }
    println!("{total}");
    println!("{}", thread::available_parallelism().unwrap().get() > 0);
}
