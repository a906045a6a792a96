//! Holds the lock for each of the two prices, not from one to the other.

use std::sync::RwLock;
use std::thread;
use std::time::Duration;

struct Rates {
    buy: u32,
    sell: u32,
}

static RATES: RwLock<Rates> = RwLock::new(Rates { buy: 100, sell: 102 });

const LIMIT: u32 = 110;

fn look() -> u32 {
    let buy = RATES.read().unwrap().buy;
    thread::sleep(Duration::from_millis(200));
    RATES.read().unwrap().sell - buy //~ RACE
}

fn raise(by: u32) -> bool {
    let mut rates = RATES.write().unwrap();
    let allowed = rates.sell + by <= LIMIT;
    if allowed {
        rates.buy += by;
        rates.sell += by;
    }
    allowed
}

fn main() {
    let customers = [(); 4].map(|()| thread::spawn(look));

    thread::sleep(Duration::from_millis(200));
    let brokers = [6, 6].map(|by| thread::spawn(move || raise(by)));

    for customer in customers {
        println!("{} apart", customer.join().unwrap());
    }
    let answers = brokers.map(|broker| broker.join().unwrap());
    let raised = answers.iter().filter(|raised| **raised).count();
    println!("{raised} of {} raised", answers.len());
    let rates = RATES.read().unwrap();
    println!("buy {}, sell {}", rates.buy, rates.sell);
}
