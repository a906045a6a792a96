//! No lock at all: the look at the number and the step to the next one are one atomic operation.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

const PLACES: usize = 2;

struct Garage {
    cars: AtomicUsize,
}

impl Garage {
    fn is_full(&self) -> bool {
        self.cars.load(SeqCst) >= PLACES
    }

    fn enter(&self) -> bool {
        let place = self
            .cars
            .fetch_update(SeqCst, SeqCst, |cars| (cars < PLACES).then_some(cars + 1));
        place.is_ok()
    }
}

static GARAGE: Garage = Garage {
    cars: AtomicUsize::new(0),
};

fn main() {
    let cars = ["red", "green", "blue"].map(|car| {
        let builder = thread::Builder::new().name(car.to_owned());
        builder.spawn(|| GARAGE.enter()).unwrap()
    });

    let parked = cars.map(|car| car.join().unwrap());
    let inside = parked.iter().filter(|parked| **parked).count();
    println!("{inside} of {} parked", parked.len());
    println!("full: {}", GARAGE.is_full());
}
