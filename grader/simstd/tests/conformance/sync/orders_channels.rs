//! What depends on the schedule: whose message is first, whether there is room, who initialises, what comes in time.
// outputs: any

use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Once, OnceLock};
use std::thread;
use std::time::Duration;

fn main() {
    let shared = Arc::new((Once::new(), OnceLock::new()));
    let (tx, rx) = mpsc::sync_channel(1);
    let threads: Vec<_> = (1..=2)
        .map(|i| {
            let (shared, tx) = (Arc::clone(&shared), tx.clone());
            thread::spawn(move || {
                let sent = tx.try_send(i).is_ok();
                let mut first = false;
                shared.0.call_once(|| first = true);
                (sent, first, *shared.1.get_or_init(|| i))
            })
        })
        .collect();
    drop(tx);
    let received: Vec<_> = rx.iter().collect();
    let results: Vec<_> = threads.into_iter().map(|it| it.join().unwrap()).collect();
    println!("{received:?} {results:?}");

    // Both come due at the same moment; a real clock may even let the later of them win.
    let (tx, rx) = mpsc::channel();
    let sender = thread::spawn(move || {
        thread::sleep(Duration::from_millis(2));
        tx.send(1).is_ok()
    });
    let received = rx.recv_timeout(Duration::from_millis(2));
    assert!(received != Err(RecvTimeoutError::Disconnected));
    drop(rx);
    println!("{received:?} {}", sender.join().unwrap());
}
