//! Whether a page's elements nest.

/// Elements without an end.
const VOID: [&str; 2] = ["meta", "br"];

/// Every start and end tag, in order; the style's text is no markup.
pub fn elements(page: &str) -> Vec<&str> {
    let mut elements = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        let end = start + rest[start..].find('>').expect("a tag ends") + 1;
        elements.push(&rest[start..end]);
        rest = &rest[end..];
        if elements.last() == Some(&"<style>") {
            rest = &rest[rest.find("</style>").expect("the style ends")..];
        }
    }
    elements
}

/// Panics where tags do not nest, or an attribute is not quoted.
pub fn check(page: &str) {
    assert!(page.starts_with("<!DOCTYPE html>"));
    let mut open = Vec::new();
    for element in elements(page).into_iter().skip(1) {
        let name = element.trim_matches(['<', '>', '/']).split(' ').next().unwrap_or_default();
        assert_eq!(element.matches('"').count() % 2, 0, "{element}");
        if element.starts_with("</") {
            assert_eq!(open.pop(), Some(name), "{element} ends what is open");
        } else if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "never closed: {open:?}");
    let ids: Vec<_> = page.split(" id=\"").skip(1).filter_map(|s| s.split('"').next()).collect();
    let unique: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "identifiers are unique");
}
