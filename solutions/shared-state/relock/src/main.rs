//! A garage with two places and three cars that come at once: each method locks once, and what both of them need to
//! know is worked out by a function that does not lock.

use std::sync::Mutex;
use std::thread;

const PLACES: usize = 2;

/// Who is inside. Any thread may ask, and any thread may drive in.
struct Garage {
    cars: Mutex<Vec<&'static str>>,
}

impl Garage {
    /// Whether all the places are taken.
    fn is_full(&self) -> bool {
        full(&self.cars.lock().unwrap())
    }

    /// Drives in, if there is a place; says whether there was one.
    fn enter(&self, car: &'static str) -> bool {
        let mut cars = self.cars.lock().unwrap();
        if full(&cars) {
            return false;
        }
        cars.push(car);
        true
    }
}

/// Whether `cars` take all the places. It gets what the lock protects, so whoever calls it holds the lock.
fn full(cars: &[&str]) -> bool {
    cars.len() >= PLACES
}

static GARAGE: Garage = Garage {
    cars: Mutex::new(Vec::new()),
};

fn main() {
    let cars = ["red", "green", "blue"].map(|car| {
        let builder = thread::Builder::new().name(car.to_owned());
        builder.spawn(move || GARAGE.enter(car)).unwrap()
    });

    let parked = cars.map(|car| car.join().unwrap());
    let inside = parked.iter().filter(|parked| **parked).count();
    println!("{inside} of {} parked", parked.len());
    println!("full: {}", GARAGE.is_full());
}
