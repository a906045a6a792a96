//! Takes "locked" for an answer: `enter` holds the lock, so to it the garage never looks full.

use std::sync::Mutex;
use std::thread;

const PLACES: usize = 2;

struct Garage {
    cars: Mutex<Vec<&'static str>>,
}

impl Garage {
    fn is_full(&self) -> bool {
        self.cars.try_lock().is_ok_and(|cars| cars.len() >= PLACES) //~ WRONG
    }

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
