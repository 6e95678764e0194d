//! How long the optimizer takes an operation: `cargo bench -p jit --bench optimizer`.
//!
//! Recordings of loops whose body updates attributes of a few objects with sums and products of floats and integers, every
//! guard of it recorded, with a dozen live registers in each snapshot.

use std::fmt::Write;
use std::time::Instant;

use jit::optimize::{optimize_loop, Options, Words};
use jit::recorder::Recording;
use jit::text::parse_recording;
use jit::trees::TreeId;

const OBJECTS: usize = 4;

/// A recording with `updates` attribute updates in a round.
fn recording(updates: usize) -> Recording {
    let mut text = String::new();
    let mut snapshots = String::new();
    let mut registers: Vec<String> = Vec::new();
    for register in 0..12 {
        let _ = writeln!(text, "r{register} = load_register {register}");
        registers.push(format!("r{register}"));
    }
    let mut stage = 0;
    let mut snapshot = |registers: &[String]| {
        let held = registers.iter().enumerate();
        let held: String = held.map(|(r, name)| format!("r{r}={name} ")).collect();
        let _ = writeln!(snapshots, "s{stage}: code 1 at {stage}.0 {{ {held}}}");
        stage += 1;
        stage - 1
    };
    for n in 0..updates {
        let object = registers[n % OBJECTS].clone();
        let field = 8 + 8 * (n % 5);
        let s = snapshot(&registers);
        let _ = writeln!(text, "guard_pointer {object} @s{s}\nguard_map {object} 10 @s{s}");
        let _ = writeln!(text, "a{n} = get_field_value {object} instance+{field}");
        registers[4] = format!("a{n}");
        let s = snapshot(&registers);
        let f = registers[5 + n % 3].clone();
        let _ = writeln!(text, "guard_float a{n} @s{s}\nguard_float {f} @s{s}");
        let _ = writeln!(text, "x{n} = unbox_float a{n}\ny{n} = unbox_float {f}");
        let _ = writeln!(text, "z{n} = float_multiply x{n} y{n}\nb{n} = box_float z{n}");
        registers[5 + n % 3] = format!("b{n}");
        let s = snapshot(&registers);
        let i = registers[8].clone();
        let _ = writeln!(text, "guard_integer {i} @s{s}\ni{n} = unbox_integer {i} @s{s}");
        let _ = writeln!(text, "j{n} = add_overflow i{n} 2 @s{s}\nk{n} = box_integer j{n}");
        registers[8] = format!("k{n}");
        let s = snapshot(&registers);
        let _ = writeln!(text, "guard_pointer {object} @s{s}\nguard_map {object} 10 @s{s}");
        let _ = writeln!(text, "set_field {object} b{n} instance+{field}");
    }
    let s = snapshot(&registers);
    let _ = writeln!(text, "{snapshots}end loop @s{s}");
    parse_recording(&text, &[]).expect("a recording")
}

fn main() {
    let options = Options {
        words: Words::tagging(),
        tree: TreeId(1),
        optimize: true,
        failing_guards: false,
    };
    println!("recorded  result   us/loop  us/operation (of the recording)");
    for updates in [2, 10, 40, 160, 400] {
        let recording = recording(updates);
        let recorded = recording.trace.operations.len();
        let rounds = 200_000 / recorded.max(1) + 1;
        let mut result = 0;
        let start = Instant::now();
        for _ in 0..rounds {
            let optimized = optimize_loop(&recording, 0, &options).expect("no contradiction");
            result = std::hint::black_box(optimized).trace.operations.len();
        }
        let each = start.elapsed().as_secs_f64() * 1e6 / rounds as f64;
        println!("{recorded:8} {result:7} {each:9.1} {:13.3}", each / recorded as f64);
    }
}
