//! The files of the repository as git knows them, and what a rule says about them.

use std::fmt;
use std::path::Path;
use std::process::Command;

/// A file that git tracks.
pub struct File {
    /// Path from the root of the repository, with `/`.
    pub path: String,
    /// Its text; none where it is not UTF-8.
    pub text: Option<String>,
    /// Its size.
    pub bytes: usize,
}

/// All tracked files; untracked ones never matter.
pub struct Tree {
    pub files: Vec<File>,
}

impl Tree {
    /// The repository this crate stands in.
    pub fn here() -> Self {
        // Asked when running, not when compiling: two checkouts may share a target folder.
        let own = std::env::var("CARGO_MANIFEST_DIR");
        let root = Path::new(own.as_deref().unwrap_or(env!("CARGO_MANIFEST_DIR"))).join("..");
        let listed = Command::new("git")
            .args(["ls-files", "-z"])
            .current_dir(&root)
            .output()
            .expect("the tidy rules need git");
        assert!(
            listed.status.success(),
            "git ls-files: {}",
            String::from_utf8_lossy(&listed.stderr)
        );
        let names = String::from_utf8(listed.stdout).expect("file names are UTF-8");
        let files: Vec<File> =
            names.split('\0').filter_map(|name| File::read(&root, name)).collect();
        assert!(files.len() > 10, "git lists only {} files", files.len());
        Self { files }
    }

    /// A made-up repository, for the tests that a rule can fail.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let file = |&(path, text): &(&str, &str)| File {
            path: path.to_owned(),
            text: Some(text.to_owned()),
            bytes: text.len(),
        };
        Self { files: files.iter().map(file).collect() }
    }

    /// The text of one file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|f| f.path == path)?.text.as_deref()
    }

    /// Files with this ending, with their text.
    pub fn texts<'a>(&'a self, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let ends = self.files.iter().filter(move |f| f.path.ends_with(ending));
        ends.filter_map(|f| Some((f.path.as_str(), f.text.as_deref()?)))
    }
}

impl File {
    fn read(root: &Path, name: &str) -> Option<Self> {
        let path = root.join(name);
        // Deleted but not yet committed, or a link to elsewhere: nothing to judge.
        if name.is_empty() || !path.symlink_metadata().ok()?.is_file() {
            return None;
        }
        let content = std::fs::read(&path).ok()?;
        let bytes = content.len();
        Some(Self { path: name.to_owned(), text: String::from_utf8(content).ok(), bytes })
    }
}

/// A place where a rule is not kept.
#[derive(Debug, PartialEq)]
pub struct Broken {
    pub file: String,
    pub line: usize,
    /// The rule and what breaks it.
    pub what: String,
}

impl Broken {
    pub fn new(file: &str, line: usize, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// Fails with every place listed, if there is any.
pub fn assert_kept(broken: &[Broken]) {
    let list: Vec<String> = broken.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "{} places break a house rule:\n{}\n", list.len(), list.join("\n"));
}

/// Fails unless the rule named exactly these places: `file:line` and a part of the message.
pub fn assert_broken(broken: &[Broken], expected: &[(&str, usize, &str)]) {
    let seen: Vec<String> = broken.iter().map(ToString::to_string).collect();
    assert_eq!(seen.len(), expected.len(), "{seen:#?}");
    for (&(file, line, part), found) in expected.iter().zip(broken) {
        assert_eq!((found.file.as_str(), found.line), (file, line), "{seen:#?}");
        assert!(found.what.contains(part), "{part:?} is not in {:?}", found.what);
    }
}
