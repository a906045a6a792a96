//! Files that are described and never opened.

use std::fs::{DirBuilder, File, OpenOptions};

fn main() {
    let mut options = OpenOptions::new();
    options
        .read(true)
        .write(true)
        .append(false)
        .truncate(true)
        .create(true)
        .create_new(false);
    println!("{options:?}");
    let mut builder = DirBuilder::new();
    println!("{:?}", builder.recursive(true));
    println!(
        "{}",
        format!("{:?}", File::options()) == format!("{:?}", OpenOptions::new())
    );
}
