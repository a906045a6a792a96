//! The error types: their texts, their comparisons, their conversions. They are std's own.

use std::error::Error;
use std::sync::mpsc::{RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError};
use std::sync::{LockResult, Mutex, PoisonError, TryLockError, TryLockResult};

struct Opaque;

fn show(error: &dyn Error) {
    println!("{error} / {error:?} / {}", error.source().is_some());
}

fn first(mutex: &Mutex<Vec<u32>>) -> Result<u32, Box<dyn Error + '_>> {
    let values = mutex.lock()?;
    Ok(values.first().copied().ok_or(RecvError)?)
}

fn main() {
    show(&RecvError);
    show(&TryRecvError::Empty);
    show(&TryRecvError::Disconnected);
    show(&TryRecvError::from(RecvError));
    show(&RecvTimeoutError::Timeout);
    show(&RecvTimeoutError::Disconnected);
    show(&RecvTimeoutError::from(RecvError));
    show(&SendError(1));
    show(&TrySendError::Full(1));
    show(&TrySendError::Disconnected(1));
    show(&TrySendError::from(SendError(1)));
    show(&PoisonError::new(1));
    show(&TryLockError::Poisoned(PoisonError::new(1)));
    show(&TryLockError::<i32>::WouldBlock);
    show(&TryLockError::from(PoisonError::new(1)));
    // Values that cannot be shown do not keep their errors from it.
    println!(
        "{:?} {:?} {}",
        SendError(Opaque),
        TrySendError::Full(Opaque),
        PoisonError::new(Opaque)
    );

    println!(
        "{} {}",
        SendError(1) == SendError(2),
        TrySendError::Full(1).clone() == TrySendError::Full(1)
    );
    println!("{}", RecvTimeoutError::Timeout == RecvTimeoutError::Disconnected);
    let mut poison = PoisonError::new(String::from("value"));
    poison.get_mut().push('s');
    println!("{}", poison.get_ref());
    println!("{}", poison.into_inner());

    let locked: LockResult<u8> = Ok(1);
    let tried: TryLockResult<u8> = locked.map_err(TryLockError::from);
    println!("{tried:?}");
    println!(
        "{:?} {}",
        first(&Mutex::new(vec![4])).ok(),
        first(&Mutex::default()).unwrap_err()
    );
}
