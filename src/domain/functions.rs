//! placeholder
use crate::domain::{Exact, Rounding};
/// x
pub fn power_whole(_: &Exact, _: u32) -> Option<Exact> {
    None
}
/// x
pub fn sqrt(_: &Exact, _: Rounding) -> Option<Exact> {
    None
}
/// x
pub fn ln(_: &Exact, _: Rounding) -> Option<Exact> {
    None
}
/// x
pub fn exp(_: &Exact, _: Rounding) -> Option<Exact> {
    None
}
/// x
pub fn power(_: &Exact, _: &Exact, _: Rounding) -> Option<Exact> {
    None
}
