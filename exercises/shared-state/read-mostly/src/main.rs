//! Four customers take a long look at the exchange rates, and now and then somebody changes them. Looking
//! harms nobody, and still each customer has to wait until the one before has finished.
//!
//! Let all of them look at the same time. The lesson is in `README.md`, next to `src`.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// What a currency costs. The two prices belong together: they change at the same time, by the same amount.
struct Rates {
    buy: u32,
    sell: u32,
}

static RATES: Mutex<Rates> = Mutex::new(Rates { buy: 100, sell: 102 });

/// No price is raised above this.
const LIMIT: u32 = 110;

/// A long look: first at one price, in the end at the other. Returns how far they are apart.
fn look() -> u32 {
    let rates = RATES.lock().unwrap();
    let buy = rates.buy;
    thread::sleep(Duration::from_millis(200));
    rates.sell - buy
}

/// Raises both prices, if the limit allows it; says whether it did.
fn raise(by: u32) -> bool {
    let mut rates = RATES.lock().unwrap();
    let allowed = rates.sell + by <= LIMIT;
    if allowed {
        rates.buy += by;
        rates.sell += by;
    }
    allowed
}

fn main() {
    let customers = [(); 4].map(|()| thread::spawn(look));

    // Then there is news, and two brokers hear it.
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
