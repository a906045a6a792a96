//! One lock around the whole bank: no order to keep, and a transfer within one account is nothing special.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

const ANNA: usize = 0;
const BEN: usize = 1;

static ACCOUNTS: Mutex<[i32; 2]> = Mutex::new([100, 100]);

const ORDERS: [(usize, usize, i32); 4] = [(ANNA, BEN, 80), (BEN, ANNA, 30), (ANNA, BEN, 80), (BEN, BEN, 10)];

fn transfer(from: usize, to: usize, amount: i32) {
    let mut accounts = ACCOUNTS.lock().unwrap();
    if accounts[from] >= amount {
        accounts[from] -= amount;
        accounts[to] += amount;
    }
}

fn clerk(from: usize, to: usize, amount: i32) {
    transfer(from, to, amount);
    thread::sleep(Duration::from_millis(100));
}

fn total() -> i32 {
    ACCOUNTS.lock().unwrap().iter().sum()
}

fn main() {
    thread::scope(|scope| {
        for (from, to, amount) in ORDERS {
            scope.spawn(move || clerk(from, to, amount));
        }
        println!("total {}", total());
    });

    let [anna, ben] = *ACCOUNTS.lock().unwrap();
    println!("anna {anna}");
    println!("ben {ben}");
}
