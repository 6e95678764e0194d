//! What the command line and the environment ask of the whole process: `sys.flags`, and where the flags matter.

use std::sync::OnceLock;

/// The flags, by the names of `sys.flags`.
#[derive(Clone, Default)]
pub struct Flags {
    pub debug: i64,
    pub py3k_warning: i64,
    /// 1: integers are warned of, 2: all classic divisions.
    pub division_warning: i64,
    /// `/` is true division in all code that is compiled from source.
    pub division_new: i64,
    pub inspect: i64,
    pub interactive: i64,
    pub optimize: i64,
    pub dont_write_bytecode: i64,
    pub no_user_site: i64,
    pub no_site: i64,
    pub ignore_environment: i64,
    /// 1: inconsistent tabs are warned of, 2: they are errors.
    pub tabcheck: i64,
    pub verbose: i64,
    pub bytes_warning: i64,
    pub hash_randomization: i64,
    /// Filters of warnings, as given.
    pub warnings: Vec<String>,
}

static FLAGS: OnceLock<Flags> = OnceLock::new();

/// Sets the flags, once.
pub fn set(flags: Flags) {
    let _ = FLAGS.set(flags);
}

/// The flags of this process; none are set where there was no command line.
pub fn flags() -> &'static Flags {
    FLAGS.get_or_init(Flags::default)
}

impl Flags {
    /// Takes what the environment's variables ask; those that the command line set too have the larger value.
    pub fn add_environment(&mut self) {
        let value = |name: &str| -> i64 {
            match std::env::var(name) {
                Ok(text) if !text.is_empty() => text.parse().ok().filter(|&n| n > 0).unwrap_or(1),
                _ => 0,
            }
        };
        for (flag, name) in [
            (&mut self.debug, "PYTHONDEBUG"),
            (&mut self.verbose, "PYTHONVERBOSE"),
            (&mut self.optimize, "PYTHONOPTIMIZE"),
            (&mut self.inspect, "PYTHONINSPECT"),
            (&mut self.dont_write_bytecode, "PYTHONDONTWRITEBYTECODE"),
            (&mut self.no_user_site, "PYTHONNOUSERSITE"),
        ] {
            *flag = (*flag).max(value(name));
        }
        if std::env::var("PYTHONHASHSEED").is_ok_and(|seed| !seed.is_empty() && seed != "0") {
            self.hash_randomization = 1;
        }
        if let Ok(list) = std::env::var("PYTHONWARNINGS") {
            self.warnings
                .extend(list.split(',').filter(|w| !w.is_empty()).map(str::to_string));
        }
    }
}
