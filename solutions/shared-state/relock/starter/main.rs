//! A garage with two places and three cars that come at once. Two of them should get in. None does: the first
//! one at the gate never gets any further, and keeps it closed for the others.
//!
//! Find out whom it is waiting for, and let the cars in. The lesson is in `README.md`, next to `src`.

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
        self.cars.lock().unwrap().len() >= PLACES
    }

    /// Drives in, if there is a place; says whether there was one.
    fn enter(&self, car: &'static str) -> bool {
        let mut cars = self.cars.lock().unwrap();
        if self.is_full() {
            return false;
        }
        cars.push(car);
        true
    }
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
