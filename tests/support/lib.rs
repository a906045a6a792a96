//! What every end-to-end test needs: a scrubbed environment and a course of its own.
