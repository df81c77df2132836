//! The page behind each code: what it means, an example that fails and one that passes.

use super::Code;

macro_rules! pages {
    ($($code:ident)*) => {
        const PAGES: &[(&str, &str)] = &[
            $((stringify!($code), include_str!(concat!("pages/", stringify!($code), ".md"))),)*
        ];
    };
}

pages! {
    E001 E002 E003 E004 E005 E006 E007 E008 E009 E010
    E011 E101 E102 E103 E104 E105 E106 E107 E108 E201
    E202 E203 E204 E205 E206 E207 E208 E209 E210 E220
    E221 E222 E223 E224 E301 E302 E303 E304 E305 E306
    E307 E308 E310 E320 E321 E322 E323 E324 E325 E340
    E341 E342 E343 E401 E402 E403 E404 E501 E502 E601
    E602 E603 E604 E605 E606 E607 E608 E609 E610 E611
    E612 E613 E701 E702 E703 E704 E705 E720 E721 W001 W002 W003
    W004 W010 W011 W012 W013 W014 W015 W016 W017
}

/// The page of a code as Markdown, Chinese above English.
pub fn page(code: Code) -> &'static str {
    PAGES
        .iter()
        .find(|(name, _)| *name == code.name())
        .map_or("", |(_, text)| text)
}
