//! Lines of two threads come whole, in either order.
// outputs: any

use std::thread;

fn main() {
    thread::scope(|scope| {
        scope.spawn(|| println!("left {}", 1));
        scope.spawn(|| println!("right {}", 2));
    });
}
