//! The program as people call it: exits, streams, files, both languages.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail by panicking"
)]

mod calls;
mod coverage;
mod desk;
mod diff;
mod doc;
mod explaining;
mod formatting;
mod help;
mod imports;
mod outputs;
mod reading;
mod revisions;
mod scoring;
mod starter;
mod testing;
mod verifying;
