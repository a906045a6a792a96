//! The rule that tells a stuck tree from a waiting one, over two looks at it.

use crate::task::{State, Task};
use crate::tree::Look;

/// Whether nothing in the tree can ever run again.
///
/// In both looks every living thread sleeps in a call that only another thread of the tree can end, the threads
/// are the same, and none of them ran between the looks. That is enough, however close the looks are: a look
/// reads a thread's stamp after its state, so a thread whose stamp stayed the same did not run between the first
/// look's end and the second look's start, and one that is asleep in the second look without having run was not
/// woken before either. So there was an instant at which all of them slept, and only they could wake each other.
///
/// A thread on its way out counts as living until it is gone, since it wakes others late on that way. The end of
/// a process can be seen just before its parent is woken: such a parent does not count as waiting.
pub(crate) fn stuck(first: &Look, second: &Look) -> bool {
    may_be_stuck(first)
        && may_be_stuck(second)
        && !second.timers
        && living(first).count() == living(second).count()
        && living(first)
            .zip(living(second))
            .all(|(before, after)| stayed(before, after))
}

/// Whether every living thread sleeps until another one wakes it: the first half of the rule, for one look.
pub(crate) fn may_be_stuck(look: &Look) -> bool {
    look.whole && living(look).next().is_some() && living(look).all(|task| waits(task, look))
}

fn waits(task: &Task, look: &Look) -> bool {
    let dead = |other: &&Task| other.state == State::Ended;
    task.waits_for_the_tree()
        && !look
            .tasks
            .iter()
            .filter(dead)
            .any(|other| task.may_wait_for(other))
}

fn stayed(before: &Task, after: &Task) -> bool {
    (before.pid, before.tid) == (after.pid, after.tid)
        && before.call == after.call
        && before.stamp.is_some()
        && before.stamp == after.stamp
}

fn living(look: &Look) -> impl Iterator<Item = &Task> {
    look.tasks.iter().filter(|task| task.state != State::Ended)
}

#[cfg(test)]
mod tests {
    use super::{may_be_stuck, stuck};
    use crate::call::Call;
    use crate::task::{Stamp, State, Task};
    use crate::tree::Look;

    fn task(tid: i32, number: libc::c_long, args: [u64; 6]) -> Task {
        let call = Call::Inside {
            number,
            args,
            sp: 0x7fff,
            pc: 0x5555,
        };
        Task {
            pid: 10,
            tid,
            parent: 9,
            state: State::Asleep,
            call,
            within: false,
            stamp: Some(Stamp([5, 6, 7])),
        }
    }

    /// Waits for a lock.
    fn locked(tid: i32) -> Task {
        task(tid, libc::SYS_futex, [0x1000, 0x89, 2, 0, 0, 0])
    }

    /// Waits for a thread to end.
    fn joining(tid: i32) -> Task {
        task(tid, libc::SYS_futex, [0x2000, 0x109, 11, 0, 0, 0])
    }

    fn look(tasks: Vec<Task>) -> Look {
        Look {
            tasks,
            whole: true,
            ..Look::default()
        }
    }

    /// The same look twice with one change in the second.
    fn changed(tasks: &[Task], change: impl FnOnce(&mut Vec<Task>)) -> bool {
        let mut second = tasks.to_vec();
        change(&mut second);
        stuck(&look(tasks.to_vec()), &look(second))
    }

    #[test]
    fn a_tree_of_which_nothing_moves_is_stuck() {
        let tasks = [joining(10), locked(11), locked(12)];
        assert!(may_be_stuck(&look(tasks.to_vec())));
        assert!(changed(&tasks, |_| ()));
    }

    #[test]
    fn every_way_of_waiting_for_the_tree_counts() {
        let mut reading = task(11, libc::SYS_read, [3, 0x7f, 1, 0, 0, 0]);
        reading.within = true;
        let mut polling = task(12, libc::SYS_ppoll, [0x7f, 2, 0, 0, 0, 0]);
        polling.within = true;
        let child = task(13, libc::SYS_wait4, [20, 0, 0, 0, 0, 0]);
        assert!(changed(&[joining(10), reading, polling, child], |_| ()));
    }

    #[test]
    fn the_dead_neither_help_nor_hinder() {
        let mut dead = locked(13);
        dead.state = State::Ended;
        dead.stamp = None;
        assert!(changed(&[joining(10), dead.clone()], |_| ()));
        assert!(changed(&[joining(10)], |tasks| tasks.push(dead.clone())));
        assert!(
            !changed(&[dead], |_| ()),
            "a tree without a living thread is not stuck but over"
        );
        assert!(!changed(&[], |_| ()));
    }

    #[test]
    fn anything_that_may_still_move_keeps_a_tree_from_being_stuck() {
        let tasks = [joining(10), locked(11), locked(12)];
        let changed = |change: fn(&mut Vec<Task>)| changed(&tasks, change);
        let cases = [
            (
                "a thread ran between the looks",
                changed(|tasks| tasks[2].stamp = Some(Stamp([5, 6, 8]))),
            ),
            (
                "a thread's stamp could not be read",
                changed(|tasks| tasks[2].stamp = None),
            ),
            (
                "a thread was woken and has not run yet",
                changed(|tasks| tasks[2].state = State::Ready),
            ),
            (
                "a thread reads from the disk",
                changed(|tasks| tasks[2].state = State::Busy),
            ),
            (
                "a thread is stopped",
                changed(|tasks| tasks[2].state = State::Stopped),
            ),
            ("a thread ended", changed(|tasks| tasks.truncate(2))),
            ("a thread came", changed(|tasks| tasks.push(locked(13)))),
            (
                "another thread took its place",
                changed(|tasks| tasks[2].tid = 13),
            ),
            (
                "a thread waits somewhere else",
                changed(|tasks| tasks[2] = joining(12)),
            ),
            (
                "a thread's call is hidden",
                changed(|tasks| tasks[2].call = Call::Hidden),
            ),
        ];
        for (what, stuck) in cases {
            assert!(!stuck, "{what}");
        }
    }

    #[test]
    fn what_held_in_both_looks_but_can_end_by_itself_is_not_stuck() {
        let cases = [
            (
                "a lock with a time-out",
                task(12, libc::SYS_futex, [0x1000, 0x89, 2, 0x7f, 0, 0]),
            ),
            (
                "a pipe that somebody outside holds",
                task(12, libc::SYS_read, [0, 0x7f, 1, 0, 0, 0]),
            ),
            (
                "a poll with a time-out",
                task(12, libc::SYS_ppoll, [0x7f, 1, 0x7e, 0, 0, 0]),
            ),
            ("any other call", task(12, libc::SYS_accept4, [3, 0, 0, 0, 0, 0])),
        ];
        for (what, other) in cases {
            assert!(!may_be_stuck(&look(vec![joining(10), other.clone()])), "{what}");
            assert!(!changed(&[joining(10), other], |_| ()), "{what}");
        }
    }

    #[test]
    fn a_parent_whose_child_has_just_ended_is_about_to_be_woken() {
        let waiting_for = |pid| task(10, libc::SYS_wait4, [pid, 0, 0, 0, 0, 0]);
        let ended = |pid| Task {
            pid,
            parent: 10,
            state: State::Ended,
            ..locked(pid)
        };
        let any = u64::MAX;
        let cases = [
            (waiting_for(any), None, true, "nobody has ended"),
            (
                waiting_for(any),
                Some(ended(20)),
                false,
                "one has ended, and any will do",
            ),
            (waiting_for(20), Some(ended(20)), false, "the one has ended"),
            (waiting_for(21), Some(ended(20)), true, "another one has ended"),
            (
                waiting_for(any),
                Some(Task {
                    parent: 11,
                    ..ended(20)
                }),
                true,
                "somebody else's child has ended",
            ),
            (
                waiting_for(any),
                Some(Task { tid: 22, ..ended(20) }),
                true,
                "but a thread of a child has ended",
            ),
            (
                locked(10),
                Some(ended(20)),
                true,
                "a child has ended, but nobody waits for one",
            ),
        ];
        for (waiter, ended, expected, what) in cases {
            let tasks: Vec<Task> = [waiter].into_iter().chain(ended).collect();
            assert_eq!(may_be_stuck(&look(tasks.clone())), expected, "{what}");
            assert_eq!(changed(&tasks, |_| ()), expected, "{what}");
        }
    }

    #[test]
    fn a_look_that_may_have_missed_a_thread_decides_nothing() {
        let whole = look(vec![joining(10), locked(11)]);
        let part = Look {
            whole: false,
            ..whole.clone()
        };
        assert!(!may_be_stuck(&part));
        assert!(!stuck(&whole, &part));
        assert!(!stuck(&part, &whole));
    }

    #[test]
    fn a_process_that_catches_timer_signals_is_not_stuck() {
        let quiet = look(vec![joining(10)]);
        assert!(!stuck(
            &quiet,
            &Look {
                timers: true,
                ..quiet.clone()
            }
        ));
    }
}
