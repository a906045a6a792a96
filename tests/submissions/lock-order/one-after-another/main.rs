//! Leaves the locks as they are and never has two transfers at once: no deadlock, and no use in threads.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

const ANNA: usize = 0;
const BEN: usize = 1;

static ACCOUNTS: [Mutex<i32>; 2] = [Mutex::new(100), Mutex::new(100)];

const ORDERS: [(usize, usize, i32); 4] = [(ANNA, BEN, 80), (BEN, ANNA, 30), (ANNA, BEN, 80), (BEN, BEN, 10)];

fn transfer(from: usize, to: usize, amount: i32) {
    if from == to {
        return;
    }
    let mut source = ACCOUNTS[from].lock().unwrap();
    let mut target = ACCOUNTS[to].lock().unwrap();

    if *source >= amount {
        *source -= amount;
        *target += amount;
    }
}

fn clerk(from: usize, to: usize, amount: i32) {
    transfer(from, to, amount);
    thread::sleep(Duration::from_millis(100));
}

fn total() -> i32 {
    let accounts = ACCOUNTS.each_ref().map(|account| account.lock().unwrap());
    accounts.iter().map(|balance| **balance).sum()
}

fn main() {
    for (from, to, amount) in ORDERS {
        let transfer = thread::spawn(move || clerk(from, to, amount));
        transfer.join().unwrap(); //~ SERIAL
    }
    println!("total {}", total());

    println!("anna {}", ACCOUNTS[ANNA].lock().unwrap());
    println!("ben {}", ACCOUNTS[BEN].lock().unwrap());
}
