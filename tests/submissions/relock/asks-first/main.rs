//! Asks before it locks. The answer is true when it is given, and not any more when the car drives in.

use std::sync::Mutex;
use std::thread;

const PLACES: usize = 2;

struct Garage {
    cars: Mutex<Vec<&'static str>>,
}

impl Garage {
    fn is_full(&self) -> bool {
        self.cars.lock().unwrap().len() >= PLACES
    }

    fn enter(&self, car: &'static str) -> bool {
        if self.is_full() {
            return false;
        }
        self.cars.lock().unwrap().push(car); //~ RACE
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
