//! A set of tasks.

use crate::model::Task;

/// A set of tasks, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Set([u64; 4]);

impl Set {
    /// Adds `task`.
    #[inline]
    pub(crate) fn add(&mut self, task: Task) {
        self.0[task >> 6] |= 1 << (task & 63);
    }

    /// Adds all of `other`.
    #[inline]
    pub(crate) fn add_all(&mut self, other: &Set) {
        for (mine, other) in self.0.iter_mut().zip(other.0) {
            *mine |= other;
        }
    }

    /// Takes `task` out.
    #[inline]
    pub(crate) fn remove(&mut self, task: Task) {
        self.0[task >> 6] &= !(1 << (task & 63));
    }

    /// Whether `task` is in it.
    #[inline]
    pub(crate) fn has(&self, task: Task) -> bool {
        self.0[task >> 6] >> (task & 63) & 1 != 0
    }

    /// Whether there is nobody in it.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.0[0] | self.0[1] | self.0[2] | self.0[3] == 0
    }

    /// How many are in it.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        // Counting is slow where the processor's own instruction may not be used; few programs have many tasks.
        self.0
            .iter()
            .filter(|it| **it != 0)
            .map(|it| it.count_ones() as usize)
            .sum()
    }

    /// The members, in ascending order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Task> {
        let words = self.0;
        (0..4).flat_map(move |at| {
            let mut word = words[at];
            std::iter::from_fn(move || {
                let bit = (word != 0).then(|| word.trailing_zeros() as usize)?;
                word &= word - 1;
                Some(at << 6 | bit)
            })
        })
    }

    /// Member number `nth`, in ascending order.
    #[inline]
    pub(crate) fn nth(&self, nth: usize) -> Option<Task> {
        let mut rest = nth;
        for (at, &word) in self.0.iter().enumerate() {
            if word == 0 {
                continue;
            }
            let count = word.count_ones() as usize;
            if rest < count {
                let mut word = word;
                for _ in 0..rest {
                    word &= word - 1;
                }
                return Some(at << 6 | word.trailing_zeros() as usize);
            }
            rest -= count;
        }
        None
    }
}
