//! The compiler's parameters, settable by name.

macro_rules! parameters {
    ($($(#[doc = $doc:literal])+ $name:ident = $default:literal;)+) => {
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub struct Parameters {
            $($(#[doc = $doc])+ pub $name: u32,)+
            /// Nothing is compiled; trees that exist are not entered.
            pub off: bool,
        }

        impl Default for Parameters {
            fn default() -> Parameters {
                Parameters { $($name: $default,)+ off: false }
            }
        }

        impl Parameters {
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name),)+];

            /// Sets one parameter.
            pub fn set(&mut self, name: &str, value: u32) -> Result<(), String> {
                match name {
                    $(stringify!($name) => self.$name = value,)+
                    _ => return Err(format!("no parameter '{name}'")),
                }
                Ok(())
            }

            pub fn get(&self, name: &str) -> Option<u32> {
                match name {
                    $(stringify!($name) => Some(self.$name),)+
                    _ => None,
                }
            }

            /// What each parameter means, a line each.
            pub fn help() -> String {
                let mut text = String::new();
                $(text.push_str(&format!("    {}={}\n       {}\n", stringify!($name), $default, concat!($($doc,)+)));)+
                text.push_str("    off\n        turn the compiler off\n    default\n        back to the values above\n");
                text
            }
        }
    };
}

parameters! {
    /// arrivals at a loop header before the loop is recorded
    threshold = 1000;
    /// calls of a function before it is recorded from its start
    function_threshold = 1500;
    /// times an exit is taken before it gets a bridge (twice as many in a program of 256 trees, and so on)
    trace_eagerness = 400;
    /// operations a recording may have before it is given up
    trace_limit = 6000;
    /// generations (compiled loops and bridges) a tree lives without being made use of; 0: for ever
    loop_longevity = 1000;
    /// rounds of an inner loop that a recording follows before it is given up
    max_unroll = 7;
    /// frames a recording follows calls into, one inside the other
    max_inline_depth = 24;
    /// calls of a function that a recording follows within itself, one inside the other
    max_recursion = 1;
    /// operations a tree may grow to: above it exits get no bridges
    tree_limit = 20000;
    /// operations of the largest tree that is compiled again as a whole, with its bridges in it
    whole_limit = 3000;
    /// 0: traces do what was recorded, operation by operation
    optimizer = 1;
}

impl Parameters {
    /// Applies `name=value,...`, `off` or `default`.
    pub fn apply(&mut self, text: &str) -> Result<(), String> {
        for item in text.split(',').map(str::trim).filter(|item| !item.is_empty()) {
            match item.split_once('=') {
                None if item == "off" => self.off = true,
                None if item == "default" => *self = Parameters::default(),
                None => return Err(format!("expected name=value, off or default, not '{item}'")),
                Some((name, value)) => {
                    let value = value.trim();
                    let number = value.parse().map_err(|_| format!("'{value}' is not a number"))?;
                    self.set(name.trim(), number)?;
                }
            }
        }
        Ok(())
    }
}
