//! `_random`: the Mersenne Twister MT19937 of Matsumoto and Nishimura, seeded and drawn from as CPython does.

use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, special_variadic, ModuleDefinition, Native, Result, TypeDefinition, INITIALIZER_DOC};
use objspace::object::{Field, Ref, Storage};
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_random",
    doc: "Random numbers by the Mersenne Twister.",
    functions: &[],
    initialize,
};

const N: usize = 624;
const M: usize = 397;

/// The generator's state, in a cell of bytes.
#[repr(C)]
struct Twister {
    words: [u32; N],
    /// How many of the words are used up.
    index: u32,
}

#[repr(C)]
struct RandomObject {
    header: Header,
    twister: Field,
}

impl Twister {
    fn seed(&mut self, seed: u32) {
        self.words[0] = seed;
        for i in 1..N {
            let previous = self.words[i - 1];
            self.words[i] = (previous ^ previous >> 30)
                .wrapping_mul(1812433253)
                .wrapping_add(i as u32);
        }
        self.index = N as u32;
    }

    /// The generator's `init_by_array`.
    fn seed_by_array(&mut self, key: &[u32]) {
        self.seed(19650218);
        let (mut i, mut j) = (1, 0);
        for _ in 0..N.max(key.len()) {
            let previous = self.words[i - 1];
            self.words[i] = (self.words[i] ^ (previous ^ previous >> 30).wrapping_mul(1664525))
                .wrapping_add(key[j])
                .wrapping_add(j as u32);
            self.step(&mut i);
            j = (j + 1) % key.len();
        }
        for _ in 0..N - 1 {
            let previous = self.words[i - 1];
            self.words[i] =
                (self.words[i] ^ (previous ^ previous >> 30).wrapping_mul(1566083941)).wrapping_sub(i as u32);
            self.step(&mut i);
        }
        self.words[0] = 0x8000_0000;
    }

    fn step(&mut self, i: &mut usize) {
        *i += 1;
        if *i >= N {
            self.words[0] = self.words[N - 1];
            *i = 1;
        }
    }

    fn next(&mut self) -> u32 {
        if self.index as usize >= N {
            for i in 0..N {
                let y = self.words[i] & 0x8000_0000 | self.words[(i + 1) % N] & 0x7fff_ffff;
                let magic = if y & 1 != 0 { 0x9908_b0df } else { 0 };
                self.words[i] = self.words[(i + M) % N] ^ y >> 1 ^ magic;
            }
            self.index = 0;
        }
        let mut y = self.words[self.index as usize];
        self.index += 1;
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c_5680;
        y ^= y << 15 & 0xefc6_0000;
        y ^ y >> 18
    }
}

static RANDOM: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "Random() -> a source of random numbers that depends on no other.",
    new: Some(new),
    methods: METHODS,
    subclassable: true,
};

static METHODS: &[Native] = &[
    special_variadic("__init__", |_, _| Ok(Value::NONE), INITIALIZER_DOC),
    function("random", 0, 0, random, "random() -> a float from 0 to 1, without 1."),
    function(
        "seed",
        0,
        1,
        seed,
        "seed([n]) -> None.  Starts anew from n, or from the time.",
    ),
    function(
        "getstate",
        0,
        0,
        state,
        "getstate() -> a tuple from which setstate goes on with the same numbers.",
    ),
    function(
        "setstate",
        1,
        1,
        set_state,
        "setstate(state) -> None.  Restores generator state.",
    ),
    function(
        "getrandbits",
        1,
        1,
        bits,
        "getrandbits(k) -> x.  A long with k random bits.",
    ),
    function(
        "jumpahead",
        1,
        1,
        jump,
        "jumpahead(int) -> None.  Goes on from another state, made of this one and the integer.",
    ),
];

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let size = std::mem::size_of::<RandomObject>() as u32;
    let class = vm.new_native_type("_random.Random", size, Layout::fixed_words(1, 1), &RANDOM);
    vm.module_set(Ref::<ModuleObject>::of(module), "Random", class.value());
    Ok(())
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    let cell = vm.new_bytes(std::mem::size_of::<Twister>())?;
    let instance = vm.new_instance(Ref::of(arguments[0]))?;
    Ref::<RandomObject>::of(instance).set(vm, |r| &r.twister, cell.value());
    let first = arguments[1..arguments.len() - 1]
        .first()
        .copied()
        .unwrap_or(Value::NONE);
    seed(vm, &[instance, first])?;
    Ok(instance)
}

fn twister(arguments: &[Value]) -> &'static mut Twister {
    let cell = Ref::<RandomObject>::of(arguments[0]).twister.of::<Storage>();
    // The cell was made with room for exactly one, aligned to words.
    unsafe { &mut *cell.bytes().cast::<Twister>() }
}

fn random(vm: &mut Vm, arguments: &[Value]) -> Result {
    let twister = twister(arguments);
    let (a, b) = (twister.next() >> 5, twister.next() >> 6);
    Ok(vm.float((a as f64 * 67108864.0 + b as f64) * (1.0 / 9007199254740992.0)))
}

fn seed(vm: &mut Vm, arguments: &[Value]) -> Result {
    let from = arguments.get(1).copied().unwrap_or(Value::NONE);
    let number = if from.is_none() {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        num_bigint::BigInt::from(now.map_or(0, |d| d.as_nanos()))
    } else {
        match vm.bigint(from) {
            Some(number) => number,
            None => num_bigint::BigInt::from(vm.hash(from)? as u64),
        }
    };
    let (_, key) = number.to_u32_digits();
    twister(arguments).seed_by_array(if key.is_empty() { &[0] } else { &key });
    Ok(Value::NONE)
}

fn state(vm: &mut Vm, arguments: &[Value]) -> Result {
    let result = vm.new_tuple(N + 1)?;
    let twister = twister(arguments);
    for (i, &word) in twister.words.iter().enumerate() {
        let word = vm.long(&num_bigint::BigInt::from(word))?;
        vm.tuple_put(result, i, word);
    }
    vm.tuple_put(result, N, Value::integer(twister.index as i64));
    Ok(result.value())
}

fn set_state(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_kind(arguments[1], Kind::Tuple) {
        return Err(vm.type_error("state vector must be a tuple"));
    }
    let state = Ref::<TupleObject>::of(arguments[1]);
    if state.len() != N + 1 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    let mut words = [0; N + 1];
    for (i, word) in words.iter_mut().enumerate() {
        *word = vm.argument_i64(state.get(i))? as u32;
    }
    if words[N] as usize > N {
        return Err(vm.value_error("invalid state"));
    }
    let twister = twister(arguments);
    twister.words.copy_from_slice(&words[..N]);
    twister.index = words[N];
    Ok(Value::NONE)
}

fn bits(vm: &mut Vm, arguments: &[Value]) -> Result {
    let k = vm.argument_i64(arguments[1])?;
    if k <= 0 {
        return Err(vm.value_error("number of bits must be greater than zero"));
    }
    let twister = twister(arguments);
    let mut digits = Vec::with_capacity(k as usize / 32 + 1);
    let mut left = k;
    while left > 0 {
        let word = twister.next();
        digits.push(if left < 32 { word >> (32 - left) } else { word });
        left -= 32;
    }
    vm.long(&num_bigint::BigInt::from(num_bigint::BigUint::new(digits)))
}

fn jump(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some(n) = vm.bigint(arguments[1]) else {
        let name = vm.type_name(arguments[1]);
        return Err(vm.type_error(&format!("jumpahead requires an integer, not '{name}'")));
    };
    let n: u64 = (&n & num_bigint::BigInt::from(u64::MAX)).try_into().unwrap_or(0);
    let twister = twister(arguments);
    for i in (2..N).rev() {
        twister.words.swap(i, (n % i as u64) as usize);
    }
    for (i, word) in twister.words.iter_mut().enumerate() {
        *word = word.wrapping_add(i as u32 + 1);
    }
    twister.index = N as u32;
    Ok(Value::NONE)
}
