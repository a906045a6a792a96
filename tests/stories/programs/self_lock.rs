//! A method that locks calls another one that locks too.

use std::sync::Mutex;

struct Inventory {
    items: Mutex<Vec<String>>,
}

impl Inventory {
    fn len(&self) -> usize {
        self.items.lock().unwrap().len()
    }

    fn add(&self, item: &str) {
        let mut items = self.items.lock().unwrap();
        items.push(item.to_string());
        println!("{} items", self.len());
    }
}

fn main() {
    let inventory = Inventory { items: Mutex::new(Vec::new()) };
    inventory.add("lamp");
}
