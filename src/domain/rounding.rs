//! How a number is rounded where a rule says so.

/// Which neighbour a number between two is rounded to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RoundingMode {
    /// The nearer one, a half away from zero: 四舍五入.
    HalfAway,
    /// The nearer one, a half to the even neighbour.
    HalfEven,
    /// Away from zero, as a spreadsheet's ROUNDUP.
    Up,
    /// Towards zero, as a spreadsheet's ROUNDDOWN.
    Down,
}

/// `rounded to 2 places`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rounding {
    /// Decimal places that stay.
    pub places: u32,
    /// Which neighbour is taken.
    pub mode: RoundingMode,
}
