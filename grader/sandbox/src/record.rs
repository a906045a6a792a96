//! The fixed-size messages that the processes of a run's start send to the watcher.

/// How a process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// With this exit status.
    Exited(i32),
    /// By this signal.
    Signaled(i32),
}

/// What was being done when a start failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Setting the process up: descriptors, session, limits.
    SetUp,
    /// Going to the working directory.
    Directory,
    /// Executing the program.
    Execute,
}

/// What was used by all processes of a run that were waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gone {
    /// Processor time in user mode, in microseconds.
    pub(crate) user: i64,
    /// Processor time in the kernel, in microseconds.
    pub(crate) system: i64,
    /// The peak of the largest process, in KiB.
    pub(crate) resident: i64,
}

/// One message. Each is a single small write, which a pipe keeps whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Record {
    /// The first process is about to execute the program; `resident` is the peak, in KiB, that it had by then.
    Born { pid: i32, resident: i64 },
    /// The program could not be executed.
    Failed { step: Step, errno: i32 },
    /// The first process ended, and when: see [`crate::clock::monotonic`]. Init is told of it at once, while the watcher may
    /// have to wait for a processor.
    Ended { status: Status, at: i64 },
    /// Every process of the run is gone.
    Gone(Gone),
}

impl Record {
    /// The length of every message, in bytes.
    pub(crate) const LENGTH: usize = 32;

    /// Never allocates or panics: it also runs between a fork and the execution of the program.
    pub(crate) fn encode(self) -> [u8; Record::LENGTH] {
        let words: [i64; 4] = match self {
            Record::Born { pid, resident } => [1, i64::from(pid), resident, 0],
            Record::Failed { step, errno } => [2, step as i64, i64::from(errno), 0],
            Record::Ended {
                status: Status::Exited(status),
                at,
            } => [3, i64::from(status), at, 0],
            Record::Ended {
                status: Status::Signaled(signal),
                at,
            } => [4, i64::from(signal), at, 0],
            Record::Gone(Gone {
                user,
                system,
                resident,
            }) => [5, user, system, resident],
        };
        let mut bytes = [0; Record::LENGTH];
        for (place, word) in bytes.chunks_exact_mut(8).zip(words) {
            place.copy_from_slice(&word.to_ne_bytes());
        }
        bytes
    }

    /// Reads a message; `None` for anything that [`Record::encode`] does not write.
    pub(crate) fn decode(bytes: &[u8]) -> Option<Record> {
        let (words, []) = bytes.as_chunks::<8>() else {
            return None;
        };
        let words: [i64; 4] = words
            .iter()
            .map(|word| i64::from_ne_bytes(*word))
            .collect::<Vec<_>>()
            .try_into()
            .ok()?;
        let narrow = |word: i64| i32::try_from(word).ok();
        Some(match words {
            [1, pid, resident, 0] => Record::Born {
                pid: narrow(pid)?,
                resident,
            },
            [2, step, errno, 0] => {
                let step = match step {
                    0 => Step::SetUp,
                    1 => Step::Directory,
                    2 => Step::Execute,
                    _ => return None,
                };
                Record::Failed {
                    step,
                    errno: narrow(errno)?,
                }
            }
            [3, status, at, 0] => Record::Ended {
                status: Status::Exited(narrow(status)?),
                at,
            },
            [4, signal, at, 0] => Record::Ended {
                status: Status::Signaled(narrow(signal)?),
                at,
            },
            [5, user, system, resident] => Record::Gone(Gone {
                user,
                system,
                resident,
            }),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Gone, Record, Status, Step};

    #[test]
    fn every_record_survives_the_pipe() {
        let records = [
            Record::Born {
                pid: 12,
                resident: 3456,
            },
            Record::Failed {
                step: Step::SetUp,
                errno: 1,
            },
            Record::Failed {
                step: Step::Directory,
                errno: 20,
            },
            Record::Failed {
                step: Step::Execute,
                errno: 2,
            },
            Record::Ended {
                status: Status::Exited(255),
                at: i64::MAX,
            },
            Record::Ended {
                status: Status::Signaled(11),
                at: 1,
            },
            Record::Gone(Gone {
                user: 1,
                system: 2,
                resident: i64::MAX,
            }),
        ];
        for record in records {
            assert_eq!(Record::decode(&record.encode()), Some(record));
        }
    }

    #[test]
    fn nothing_else_is_a_record() {
        let mut unknown = Record::Gone(Gone {
            user: 0,
            system: 0,
            resident: 0,
        })
        .encode();
        unknown[0] = 99;
        assert_eq!(Record::decode(&unknown), None);
        assert_eq!(Record::decode(&[]), None);
        assert_eq!(Record::decode(&[0; 31]), None);
        assert_eq!(Record::decode(&[0; 40]), None);
    }
}
