//! Files that are written whole or not at all, and never over others unasked.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Whether a path means standard input or output.
#[must_use]
pub fn is_stream(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Refuses, before any long work, targets that could not be written later.
///
/// # Errors
/// A file that exists already, or one path named twice.
pub fn refuse_taken(targets: &[&Path], force: bool) -> Result<(), Error> {
    for (position, target) in targets.iter().enumerate() {
        if targets.iter().take(position).any(|earlier| earlier == target) {
            return Err(Error::SameTarget(target.to_path_buf()));
        }
        if !force && is_kept(target) {
            return Err(Error::Exists(target.to_path_buf()));
        }
    }
    Ok(())
}

/// Whether writing here would destroy something: devices and streams keep nothing.
fn is_kept(path: &Path) -> bool {
    !is_stream(path) && path.symlink_metadata().is_ok() && !is_device(path)
}

fn is_device(path: &Path) -> bool {
    path.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// Writes a file through a temporary one beside it; missing folders are made.
///
/// # Errors
/// The file exists and `force` is off, or the system refuses.
pub fn write(path: &Path, force: bool, content: &[u8]) -> Result<(), Error> {
    write_for(Readers::Usual, path, force, content)
}

/// Writes a file that its owner alone may read, as [`write`] does.
///
/// # Errors
/// As [`write`].
pub fn write_private(path: &Path, force: bool, content: &[u8]) -> Result<(), Error> {
    write_for(Readers::Owner, path, force, content)
}

/// Who may read a new file.
#[derive(Clone, Copy)]
enum Readers {
    /// Whoever the system lets read new files.
    Usual,
    /// The owner alone.
    Owner,
}

fn write_for(readers: Readers, path: &Path, force: bool, content: &[u8]) -> Result<(), Error> {
    let failed = |source| Error::Write { path: path.to_path_buf(), source };
    if is_device(path) {
        return std::fs::write(path, content).map_err(failed);
    }
    let folder = folder_of(path);
    std::fs::create_dir_all(&folder).map_err(failed)?;
    let mut file = temporary(&folder, readers).map_err(failed)?;
    file.write_all(content).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    let kept = if force { file.persist(path) } else { file.persist_noclobber(path) };
    match kept {
        Ok(_) => Ok(()),
        Err(lost) if lost.error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(Error::Exists(path.to_path_buf()))
        }
        Err(lost) => Err(failed(lost.error)),
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// A temporary file with the rights that the finished one is to have.
fn temporary(folder: &Path, readers: Readers) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".safeconduct-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = match readers {
            Readers::Usual => 0o666,
            Readers::Owner => 0o600,
        };
        builder.permissions(std::fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = readers;
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_never_replaced_unasked() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("new/folder/plan.json");
        write(&path, false, b"one").unwrap();
        assert!(matches!(write(&path, false, b"two"), Err(Error::Exists(_))));
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        write(&path, true, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        let beside = std::fs::read_dir(path.parent().unwrap()).unwrap().count();
        assert_eq!(beside, 1, "no temporary file stays");
    }

    #[test]
    fn targets_are_refused_before_the_work() {
        let dir = tempfile::tempdir().unwrap();
        let (new, old) = (dir.path().join("new"), dir.path().join("old"));
        std::fs::write(&old, "").unwrap();
        assert!(refuse_taken(&[&new, &old], true).is_ok());
        assert!(matches!(refuse_taken(&[&new, &old], false), Err(Error::Exists(_))));
        assert!(matches!(refuse_taken(&[&new, &new], true), Err(Error::SameTarget(_))));
        assert!(refuse_taken(&[Path::new("-"), Path::new("/dev/null")], false).is_ok());
    }
}
