//! Modes that make rare things happen all the time, for tests: `PYRS_STRESS=guards=5,trees,frames,invalidate=100`.

/// What is made to happen.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Stress {
    /// A collection at every allocation (the heap's).
    pub collect: bool,
    /// Every Nth guard that is executed fails; 0: none.
    pub guards: u32,
    /// Every tree that is not running is freed each time something is compiled.
    pub trees: bool,
    /// Frames of compiled code are read at every call that runs the language.
    pub frames: bool,
    /// At every Nth call that runs the language all trees become invalid; 0: never.
    pub invalidate: u32,
}

impl Stress {
    /// Parses a list of modes.
    pub fn parse(text: &str) -> Result<Stress, String> {
        let mut stress = Stress::default();
        for item in text.split(',').map(str::trim).filter(|item| !item.is_empty()) {
            let (name, value) = item.split_once('=').unwrap_or((item, "1"));
            let number = value.parse().map_err(|_| format!("'{value}' is not a number"))?;
            match name {
                "collect" => stress.collect = true,
                "guards" => stress.guards = number,
                "trees" => stress.trees = true,
                "frames" => stress.frames = true,
                "invalidate" => stress.invalidate = number,
                _ => return Err(format!("no stress mode '{name}'")),
            }
        }
        Ok(stress)
    }

    /// The modes of `PYRS_STRESS`; a mistake in it is reported on the standard error and ignored.
    pub fn from_environment() -> Stress {
        let Ok(text) = std::env::var("PYRS_STRESS") else {
            return Stress::default();
        };
        Stress::parse(&text).unwrap_or_else(|error| {
            eprintln!("PYRS_STRESS: {error}");
            Stress::default()
        })
    }
}
