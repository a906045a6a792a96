//! Nobody looks under the lock: it is held only as long as it takes to get at the current rates.

use std::sync::{Arc, LazyLock, Mutex};
use std::thread;
use std::time::Duration;

struct Rates {
    buy: u32,
    sell: u32,
}

static RATES: LazyLock<Mutex<Arc<Rates>>> =
    LazyLock::new(|| Mutex::new(Arc::new(Rates { buy: 100, sell: 102 })));

const LIMIT: u32 = 110;

fn look() -> u32 {
    let rates = Arc::clone(&RATES.lock().unwrap());
    let buy = rates.buy;
    thread::sleep(Duration::from_millis(200));
    rates.sell - buy
}

fn raise(by: u32) -> bool {
    let mut rates = RATES.lock().unwrap();
    let allowed = rates.sell + by <= LIMIT;
    if allowed {
        *rates = Arc::new(Rates {
            buy: rates.buy + by,
            sell: rates.sell + by,
        });
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
    let rates = RATES.lock().unwrap();
    println!("buy {}, sell {}", rates.buy, rates.sell);
}
