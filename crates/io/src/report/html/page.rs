//! The frame of a page: policy, style, and the landmarks.

use maud::{DOCTYPE, Markup, PreEscaped, html};

/// Nothing may be fetched, run, framed or sent; styles stand in the page.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The style of every page; a constant of this program, so it is not escaped.
const STYLE: &str = include_str!("page.css");

/// A whole page as text.
pub(crate) fn page(title: &str, class: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" dir="ltr" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body class=(class) { (body) }
        }
    };
    page.into_string()
}
