//! 18 threads each give an inode a free block, under the inode's lock and the block's.
//!
//! Source: Flanagan and Godefroid, "Dynamic partial-order reduction for model checking software" (POPL 2005).
//! Expected: ok; only from the fourteenth thread on do two of them begin at the same block.

use std::sync::{Arc, Mutex};
use std::thread;

const THREADS: usize = 18;
const INODES: usize = 32;
const BLOCKS: usize = 26;

struct Disk {
    inodes: Vec<Mutex<Option<usize>>>,
    busy: Vec<Mutex<bool>>,
}

impl Disk {
    fn allocate(&self, number: usize) {
        let mut inode = self.inodes[number % INODES].lock().unwrap();
        let mut block = (number * 2) % BLOCKS;
        while inode.is_none() {
            let mut busy = self.busy[block].lock().unwrap();
            if !*busy {
                *busy = true;
                *inode = Some(block);
            }
            block = (block + 1) % BLOCKS;
        }
    }
}

fn main() {
    let disk = Arc::new(Disk {
        inodes: (0..INODES).map(|_| Mutex::new(None)).collect(),
        busy: (0..BLOCKS).map(|_| Mutex::new(false)).collect(),
    });
    let threads: Vec<_> = (0..THREADS)
        .map(|number| {
            let disk = Arc::clone(&disk);
            thread::spawn(move || disk.allocate(number))
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    let used = disk.busy.iter().filter(|busy| *busy.lock().unwrap()).count();
    assert_eq!(used, THREADS, "two files share a block");
}
