//! What the integration tests share.

use std::process::Command;

/// The output of a script on CPython 2.7; None, with a word on standard error, where there is none.
pub fn python(arguments: &[&str]) -> Option<String> {
    let output = match Command::new("python2.7").args(arguments).output() {
        Ok(output) => output,
        Err(error) => {
            eprintln!("skipped: python2.7: {error}");
            return None;
        }
    };
    if !output.status.success() {
        let error = String::from_utf8_lossy(&output.stderr);
        eprintln!("skipped: python2.7: {error}");
        return None;
    }
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}
