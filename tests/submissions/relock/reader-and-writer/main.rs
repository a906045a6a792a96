//! Hopes that a reader may come in where a writer is: not even if it is the same thread.

use std::sync::RwLock;
use std::thread;

const PLACES: usize = 2;

struct Garage {
    cars: RwLock<Vec<&'static str>>,
}

impl Garage {
    fn is_full(&self) -> bool {
        self.cars.read().unwrap().len() >= PLACES //~ DEADLOCK
    }

    fn enter(&self, car: &'static str) -> bool {
        let mut cars = self.cars.write().unwrap();
        if self.is_full() {
            return false;
        }
        cars.push(car);
        true
    }
}

static GARAGE: Garage = Garage {
    cars: RwLock::new(Vec::new()),
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
