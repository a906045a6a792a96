//! placeholder until merge
use crate::Frame;
pub(crate) struct Stacks;
impl Stacks { pub(crate) fn of(_: i32) -> Stacks { Stacks } pub(crate) fn walk(&mut self, _pc: u64, _sp: u64) -> Vec<Frame> { Vec::new() } }
