//! A message in both languages at once, so that none can lack one.

/// The language of messages and reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Language {
    /// Picks the text of this language.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// One message in Chinese and English.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Say {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Say {
    /// The same words in both languages, for text that is nobody's language.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            zh: text.clone(),
            en: text,
        }
    }

    /// The words in `language`.
    pub fn text(&self, language: Language) -> &str {
        language.pick(&self.zh, &self.en)
    }
}

/// `say!(zh "…{name}…", en "…{name}…")`: both texts are format strings over names in scope.
macro_rules! say {
    (zh $zh:literal, en $en:literal $(,)?) => {
        $crate::diagnostics::Say {
            zh: format!($zh),
            en: format!($en),
        }
    };
}
pub(crate) use say;
