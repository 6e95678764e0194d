//! Class-private names: in class `C`, `__name` stands for `_C__name`.

use pyrs_syntax::{Interner, Name};

/// The name that `name` stands for inside the class `private`.
pub fn mangle(names: &mut Interner, private: Option<Name>, name: Name) -> Name {
    let Some(class) = private else { return name };
    let spelling = names.spelling(name);
    if !spelling.starts_with("__") || spelling.ends_with("__") || spelling.contains('.') {
        return name;
    }
    let class = names.spelling(class).trim_start_matches('_');
    if class.is_empty() {
        return name;
    }
    let mangled = format!("_{class}{spelling}");
    names.intern(&mangled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_private_names_in_named_classes() {
        let mut names = Interner::new();
        let mut check = |class: Option<&str>, name: &str, expected: &str| {
            let class = class.map(|class| names.intern(class));
            let name = names.intern(name);
            let result = mangle(&mut names, class, name);
            assert_eq!(names.spelling(result), expected);
        };
        check(Some("C"), "__x", "_C__x");
        check(Some("__C"), "__x", "_C__x");
        check(Some("C"), "__x__", "__x__");
        check(Some("C"), "__", "__");
        check(Some("C"), "__x_", "_C__x_");
        check(Some("C"), "_x", "_x");
        check(Some("C"), "__a.b", "__a.b");
        check(Some("__"), "__x", "__x");
        check(None, "__x", "__x");
    }
}
