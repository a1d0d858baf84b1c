//! Whether text carries terminal emphasis. It never carries meaning.

/// How text for a terminal is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Plain text, fit for files and pipes.
    #[default]
    Plain,
    /// With ANSI escapes for bold and dim.
    Ansi,
}

impl Style {
    /// Emphasised text: titles and headers.
    pub(crate) fn bold(self, text: &str) -> String {
        self.wrapped("1", text)
    }

    /// Receding text: notes on how a figure was derived.
    pub(crate) fn dim(self, text: &str) -> String {
        self.wrapped("2", text)
    }

    fn wrapped(self, code: &str, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Ansi => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}
