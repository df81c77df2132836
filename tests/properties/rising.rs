//! Better evidence never lowers the total of the SME standard.
