//! Small words about a standard that the written and the checked tree share.

/// Whether a standard is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Status {
    /// Published for comment.
    Draft,
    /// Valid in its time in force.
    #[default]
    InForce,
    /// No longer valid.
    Expired,
}

/// Why words of the official text are noted and not scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// They ask for nothing.
    NotARule,
    /// They ask for something that the file does not express.
    LeftOpen,
}

/// What is made of the lines of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupRule {
    /// `together`: their sum.
    Sum,
    /// `best 3 of`: the sum of the highest few.
    Best(u32),
}

impl Status {
    /// A stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InForce => "in_force",
            Self::Expired => "expired",
        }
    }
}
