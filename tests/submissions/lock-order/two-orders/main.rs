//! Puts the transfers in order, the higher number first; `total` has an order too, and it is the other one.

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
    let higher = ACCOUNTS[from.max(to)].lock().unwrap();
    let lower = ACCOUNTS[from.min(to)].lock().unwrap(); //~ DEADLOCK
    let (mut source, mut target) = if from < to {
        (lower, higher)
    } else {
        (higher, lower)
    };

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
    let transfers = ORDERS.map(|(from, to, amount)| thread::spawn(move || clerk(from, to, amount)));
    println!("total {}", total());

    for transfer in transfers {
        transfer.join().unwrap();
    }
    println!("anna {}", ACCOUNTS[ANNA].lock().unwrap());
    println!("ben {}", ACCOUNTS[BEN].lock().unwrap());
}
