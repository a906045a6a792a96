//! Stories of explorations made by hand.
