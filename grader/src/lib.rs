//! Clew: a course of concurrency exercises and the grader that decides them.
//!
//! Data flows one way: `course` → `plan` → `build` → `run` → `observe` → `check` → `verdict` → `report`. The
//! stages hand plain data to each other; only `pipeline` knows them all.

pub mod audit;
pub mod build;
pub mod check;
pub mod cli;
pub mod course;
pub mod explore;
pub mod fault;
pub mod finding;
mod lab;
pub mod mutants;
mod nearest;
pub mod observe;
pub mod pipeline;
pub mod plan;
pub mod progress;
pub mod record;
pub mod report;
pub mod run;
pub mod story;
pub mod verdict;
pub mod workdir;
