//! `Arc` and `Weak`, which are std's own, around modelled types.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, RwLock, Weak};
use std::thread;

struct Node {
    name: &'static str,
    parent: RwLock<Weak<Node>>,
    children: Mutex<Vec<Arc<Node>>>,
}

static ALIVE: AtomicUsize = AtomicUsize::new(0);

impl Node {
    fn new(name: &'static str) -> Arc<Self> {
        ALIVE.fetch_add(1, Ordering::Relaxed);
        Arc::new(Node {
            name,
            parent: RwLock::new(Weak::new()),
            children: Mutex::default(),
        })
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::Relaxed);
    }
}

fn main() {
    let root = Node::new("root");
    for name in ["left", "right"] {
        let child = Node::new(name);
        *child.parent.write().unwrap() = Arc::downgrade(&root);
        root.children.lock().unwrap().push(child);
    }
    let child = Arc::clone(&root.children.lock().unwrap()[1]);
    println!(
        "{} {} {}",
        child.name,
        child.parent.read().unwrap().upgrade().unwrap().name,
        Arc::strong_count(&child)
    );
    println!(
        "alive: {ALIVE:?} {} {}",
        Arc::weak_count(&root),
        Weak::strong_count(&child.parent.read().unwrap())
    );

    let weak = Arc::downgrade(&root);
    thread::spawn(move || drop(root)).join().unwrap();
    println!(
        "alive: {ALIVE:?} {:?} {}",
        weak.upgrade().map(|it| it.name),
        child.parent.read().unwrap().upgrade().is_none()
    );

    // The last of two threads has the value.
    let shared = Arc::new(Mutex::new(0));
    let threads: Vec<_> = [(1, Arc::clone(&shared)), (2, shared)]
        .into_iter()
        .map(|(i, shared)| {
            thread::spawn(move || {
                *shared.lock().unwrap() += i;
                Arc::into_inner(shared).map(|it| it.into_inner().unwrap())
            })
        })
        .collect();
    let last: Vec<_> = threads.into_iter().filter_map(|it| it.join().unwrap()).collect();
    println!("last: {last:?}");

    let mut own = Arc::new(AtomicUsize::new(1));
    *Arc::get_mut(&mut own).unwrap().get_mut() += 1;
    println!("{own:?}");
    println!("{:?}", Arc::try_unwrap(own).map(AtomicUsize::into_inner));
    let cyclic = Arc::new_cyclic(|me: &Weak<Mutex<Option<usize>>>| Mutex::new(me.upgrade().map(|_| 1)));
    println!("{cyclic:?}");
}
