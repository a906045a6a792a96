//! Money moves between two accounts, in both directions, and the total is asked for in the middle of it. On
//! most days that ends well. On some, two transfers wait for each other for ever.
//!
//! Let it end well in every schedule. The lesson is in `README.md`, next to `src`.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

const ANNA: usize = 0;
const BEN: usize = 1;

/// The balances, each behind a lock of its own: transfers that share no account need not wait for each other.
static ACCOUNTS: [Mutex<i32>; 2] = [Mutex::new(100), Mutex::new(100)];

/// What is to be moved: from whom, to whom, how much. Anna can afford only one of her two eighties.
const ORDERS: [(usize, usize, i32); 4] = [(ANNA, BEN, 80), (BEN, ANNA, 30), (ANNA, BEN, 80), (BEN, BEN, 10)];

/// Moves `amount` from one account to another, or nothing if there is less than that.
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

/// Carries out an order, and then prints the slip for the customer, which takes a moment.
fn clerk(from: usize, to: usize, amount: i32) {
    transfer(from, to, amount);
    thread::sleep(Duration::from_millis(100));
}

/// The sum of all accounts, with no transfer half done.
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
