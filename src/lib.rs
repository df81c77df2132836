//! chidu (尺度, a yardstick): a declarative language for scoring standards, with a trace in which
//! every point is tied to its clause, the quoted wording and the evidence.

pub mod analyse;
pub mod check;
pub mod cli;
pub mod compare;
pub mod describe;
pub mod diagnostics;
pub mod domain;
pub mod evidence;
pub mod format;
pub mod interpret;
pub mod program;
pub mod render;
pub mod report;
pub mod session;
pub mod source;
pub mod syntax;
