//! The command line: options, the program to run, and how it ends.

use crate::options::Flags;
use objspace::dict::DictObject;
use objspace::exception::Error;
use objspace::heap::Options;
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::{Hooks, Vm};
use std::ffi::OsString;
use std::io::Read;

/// How the interpreter serves the object space.
const HOOKS: Hooks = Hooks {
    call_function: crate::runtime::run::call_function,
    run_code: crate::runtime::run::run_code,
    resume_generator: crate::runtime::run::resume_generator,
    frame_locals: crate::runtime::frames::locals_of_object,
    compile: crate::source::compile_value,
    set_line: crate::runtime::line_jumps::set_line,
    make_code: crate::runtime::code::make_code,
    poll: crate::runtime::poll::poll,
};

const HELP: &str = "\
usage: pyrs [option] ... [-c cmd | -m mod | file | -] [arg] ...
Options and arguments:
-B     : accepted; no bytecode files are ever written
-c cmd : program passed in as string (terminates option list)
-d -s -R -b -v : accepted, shown in sys.flags
-E     : ignore PYTHON* environment variables (such as PYTHONPATH)
-h     : print this help message and exit (also --help)
-i     : after running go on at the prompt
-m mod : run library module as a script (terminates option list)
-O     : leave assertions out; -OO: docstrings too
-Q arg : division: -Qold (default), -Qnew makes / true division
-S     : don't imply 'import site' on initialization
-t     : warn of inconsistent tabs; -tt: they are errors
-u     : unbuffered binary stdout and stderr
-V     : print the version number and exit (also --version)
-W arg : a filter of warnings, action:message:category:module:lineno
-x     : skip the first line of the script
-3     : sys.py3kwarning is true
--jit  : off, help, or parameters of the compiler as name=value,...
--info : print version, processor, compiler parameters and search paths
file   : program read from script file
-      : program read from stdin
arg ...: arguments passed to program in sys.argv[1:]
";

const USAGE: &str = "\
usage: pyrs [option] ... [-c cmd | -m mod | file | -] [arg] ...
Try `pyrs -h' for more information.
";

/// What to run.
enum Program {
    Command(String),
    Module(String),
    Script(String),
    Stdin,
}

/// The options as parsed.
struct Settings {
    program: Program,
    arguments: Vec<String>,
    flags: Flags,
    unbuffered: bool,
    /// The first line of the program is not looked at.
    skip_line: bool,
    info: bool,
    jit_off: bool,
    jit: jit::Parameters,
}

/// What parsing the arguments comes to: settings, or an exit code after a message.
fn parse(arguments: Vec<OsString>) -> std::result::Result<Settings, i32> {
    let mut settings = Settings {
        program: Program::Stdin,
        arguments: Vec::new(),
        flags: Flags::default(),
        unbuffered: false,
        skip_line: false,
        info: false,
        jit_off: false,
        jit: jit::Parameters::default(),
    };
    let text = |a: OsString| a.to_string_lossy().into_owned();
    let mut rest = arguments.into_iter().skip(1).map(text);
    while let Some(argument) = rest.next() {
        if argument == "-" || !argument.starts_with('-') {
            settings.program = if argument == "-" {
                Program::Stdin
            } else {
                Program::Script(argument.clone())
            };
            settings.arguments = std::iter::once(argument).chain(rest).collect();
            return Ok(settings);
        }
        match argument.as_str() {
            "--help" => {
                print!("{HELP}");
                return Err(0);
            }
            "--version" => {
                eprintln!("Python 2.7.18 (pyrs {})", env!("CARGO_PKG_VERSION"));
                return Err(0);
            }
            "--info" => {
                settings.info = true;
                continue;
            }
            "--jit" => {
                let Some(value) = rest.next() else {
                    eprintln!("pyrs: --jit needs a value: off, help, or name=value,...");
                    return Err(2);
                };
                match value.as_str() {
                    "off" => settings.jit_off = true,
                    "help" => {
                        print!("{}", jit::Parameters::help());
                        return Err(0);
                    }
                    other => {
                        if let Err(e) = settings.jit.apply(other) {
                            eprintln!("pyrs: {e}");
                            return Err(2);
                        }
                    }
                }
                continue;
            }
            other if other.starts_with("--") => {
                eprintln!("pyrs: unknown option {other}\nTry `pyrs -h' for more information.");
                return Err(2);
            }
            _ => {}
        }
        let flags = &mut settings.flags;
        let letters: Vec<char> = argument.chars().skip(1).collect();
        let mut i = 0;
        while i < letters.len() {
            let letter = letters[i];
            i += 1;
            match letter {
                'B' => flags.dont_write_bytecode += 1,
                'd' => flags.debug += 1,
                's' => flags.no_user_site += 1,
                'v' => flags.verbose += 1,
                't' => flags.tabcheck += 1,
                'R' => flags.hash_randomization += 1,
                'b' => flags.bytes_warning += 1,
                '3' => {
                    flags.py3k_warning += 1;
                    flags.division_warning = flags.division_warning.max(1);
                }
                'E' => flags.ignore_environment += 1,
                'S' => flags.no_site += 1,
                'u' => settings.unbuffered = true,
                'x' => settings.skip_line = true,
                'i' => {
                    flags.inspect += 1;
                    flags.interactive += 1;
                }
                'O' => flags.optimize += 1,
                'h' | '?' => {
                    print!("{HELP}");
                    return Err(0);
                }
                'V' => {
                    eprintln!("Python 2.7.18 (pyrs {})", env!("CARGO_PKG_VERSION"));
                    return Err(0);
                }
                'W' | 'Q' => {
                    let inline: String = letters[i..].iter().collect();
                    let value = if inline.is_empty() { rest.next() } else { Some(inline) };
                    let Some(value) = value else {
                        eprint!("Argument expected for the -{letter} option\n{USAGE}");
                        return Err(2);
                    };
                    match (letter, value.as_str()) {
                        ('W', _) => flags.warnings.push(value),
                        (_, "old") => flags.division_warning = 0,
                        (_, "warn") => flags.division_warning = 1,
                        (_, "warnall") => flags.division_warning = 2,
                        (_, "new") => flags.division_new = 1,
                        _ => {
                            eprint!("-Q option should be `-Qold', `-Qwarn', `-Qwarnall', or `-Qnew' only\n{USAGE}");
                            return Err(2);
                        }
                    }
                    break;
                }
                'c' | 'm' => {
                    let inline: String = letters[i..].iter().collect();
                    let value = if inline.is_empty() { rest.next() } else { Some(inline) };
                    let Some(value) = value else {
                        eprintln!("Argument expected for the -{letter} option\nTry `pyrs -h' for more information.");
                        return Err(2);
                    };
                    settings.program = if letter == 'c' {
                        Program::Command(value + "\n")
                    } else {
                        Program::Module(value)
                    };
                    let name = if letter == 'c' { "-c" } else { "-m" };
                    settings.arguments = std::iter::once(name.to_string()).chain(rest).collect();
                    return Ok(settings);
                }
                other => {
                    eprintln!("Unknown option: -{other}\nTry `pyrs -h' for more information.");
                    return Err(2);
                }
            }
        }
    }
    settings.arguments = vec![String::new()];
    Ok(settings)
}

/// Runs pyrs with these arguments (the program's name first); gives the exit code.
pub fn main(arguments: Vec<OsString>) -> i32 {
    let executable = std::env::current_exe()
        .map(|p| p.display().to_string())
        .unwrap_or_default();
    let mut settings = match parse(arguments) {
        Ok(settings) => settings,
        Err(code) => return code,
    };
    if settings.flags.ignore_environment == 0 {
        settings.flags.add_environment();
    }
    crate::options::set(settings.flags.clone());
    if settings.flags.hash_randomization > 0 && !set_hash_secret(settings.flags.ignore_environment > 0) {
        eprintln!("Fatal Python error: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]");
        return 1;
    }
    let vm = match Vm::new(Options::from_environment(), HOOKS) {
        Ok(vm) => vm,
        Err(_) => {
            eprintln!("pyrs: no memory for the heap");
            return 1;
        }
    };
    vm.optimize_level = settings.flags.optimize.clamp(0, 2) as u8;
    vm.division_warning = settings.flags.division_warning.clamp(0, 2) as u8;
    crate::signals::start();
    crate::jit_glue::start(vm, settings.jit.clone(), settings.jit_off);
    let code = match prepare(vm, &settings, &executable).and_then(|()| run(vm, &settings)) {
        Ok(()) => {
            end_open_line(vm);
            0
        }
        Err(_) => report(vm),
    };
    // A program may ask for the prompt when it is about to end.
    let asked = settings.flags.ignore_environment == 0
        && std::env::var_os("PYTHONINSPECT").is_some_and(|value| !value.is_empty());
    let code = if (settings.flags.inspect > 0 || asked) && !matches!(settings.program, Program::Stdin) {
        crate::repl::run(vm)
    } else {
        code
    };
    finish(vm, code)
}

/// Sets what hashes of strings start with: by the number in PYTHONHASHSEED, as CPython does, or anything. False: that is no number.
fn set_hash_secret(ignore_environment: bool) -> bool {
    let seed = match ignore_environment {
        true => None,
        false => std::env::var("PYTHONHASHSEED")
            .ok()
            .filter(|seed| !seed.is_empty() && seed != "random"),
    };
    let mut bytes = [0u8; 16];
    match seed {
        None => {
            unsafe { libc::getrandom(bytes.as_mut_ptr().cast(), bytes.len(), 0) };
        }
        Some(seed) => {
            let Ok(mut x) = seed.parse::<u32>() else {
                return false;
            };
            if x != 0 {
                for byte in &mut bytes {
                    x = x.wrapping_mul(214013).wrapping_add(2531011);
                    *byte = (x >> 16) as u8;
                }
            }
        }
    }
    for (secret, half) in objspace::string::HASH_SECRET.iter().zip(bytes.chunks_exact(8)) {
        let half = half.try_into().expect("eight bytes");
        secret.store(i64::from_ne_bytes(half), std::sync::atomic::Ordering::Relaxed);
    }
    true
}

/// Makes the modules every program finds: `__builtin__`, `sys`, `exceptions`, `__main__`, and `site`.
fn prepare(vm: &mut Vm, settings: &Settings, executable: &str) -> Result<()> {
    crate::modules::load_native(vm, "__builtin__")?;
    crate::modules::load_native(vm, "sys")?;
    let sys = crate::modules::module_named(vm, "sys");
    let main = vm.new_module("__main__", Value::NONE);
    let key = vm.names.__main__;
    let modules = vm.modules;
    vm.dict_set_str(modules, key, main.value());
    let builtins = crate::modules::builtin_module(vm);
    vm.module_set(main, "__builtins__", builtins);
    vm.module_set(main, "__package__", Value::NONE);
    let text = vm.str(executable.as_bytes());
    vm.module_set(sys, "executable", text);
    let argv = vm.new_list(settings.arguments.len())?;
    for argument in &settings.arguments {
        let v = vm.str(argument.as_bytes());
        vm.list_append(argv, v)?;
    }
    vm.module_set(sys, "argv", argv.value());
    let path = vm.new_list(4)?;
    for folder in search_path(settings.flags.ignore_environment > 0) {
        let v = vm.str(folder.as_bytes());
        vm.list_append(path, v)?;
    }
    vm.module_set(sys, "path", path.value());
    crate::runtime::import::add_zip_hook(vm)?;
    crate::modules::builtin::add_python_functions(vm)?;
    if settings.unbuffered || environment_flag(settings.flags.ignore_environment > 0, "PYTHONUNBUFFERED") {
        objspace::types::file::set_unbuffered(vm);
    }
    if settings.info {
        return Ok(());
    }
    if !settings.flags.warnings.is_empty() {
        let name = vm.intern("warnings");
        if crate::runtime::import::import_module(vm, name, Value::UNBOUND, Value::NONE, 0).is_err() {
            report(vm);
        }
    }
    if settings.flags.no_site == 0 && crate::library::contains("site") && crate::modules::is_native("posix") {
        let name = vm.intern("site");
        if crate::runtime::import::import_module(vm, name, Value::UNBOUND, Value::NONE, 0).is_err() {
            report(vm);
        }
    }
    add_program_folder(vm, &settings.program)
}

/// Puts the folder of the program (its own name, if it is a folder or a zip file) before all others of sys.path. It stays as it was
/// given: `site` has made the others absolute.
fn add_program_folder(vm: &mut Vm, program: &Program) -> Result<()> {
    let folder = match program {
        Program::Script(file) if holds_main(file) => file.clone(),
        Program::Script(file) => script_folder(file),
        _ => String::new(),
    };
    let key = vm.intern("path");
    let Some(path) = vm.dict_get_str(vm.sys, key) else {
        return Ok(());
    };
    let (insert, folder) = (vm.intern("insert"), vm.str(folder.as_bytes()));
    vm.call_method(path, insert, &[Value::integer(0), folder])?;
    Ok(())
}

/// Whether a program is the `__main__` of a folder, of a zip file, or of a folder in a zip file.
fn holds_main(file: &str) -> bool {
    let path = std::path::Path::new(file);
    let archive = path.ancestors().find(|path| path.exists());
    path.join("__main__.py").is_file() || archive.is_some_and(is_zip_file)
}

/// Whether a file ends as zip files do.
fn is_zip_file(file: &std::path::Path) -> bool {
    use std::io::{Read, Seek, SeekFrom};
    let Ok(mut file) = std::fs::File::open(file) else {
        return false;
    };
    let Ok(length) = file.seek(SeekFrom::End(0)) else {
        return false;
    };
    // The end's record, and a comment of at most 64 KB.
    let mut tail = Vec::new();
    let start = length.saturating_sub(22 + 65535);
    if file.seek(SeekFrom::Start(start)).is_err() || file.read_to_end(&mut tail).is_err() {
        return false;
    }
    memchr::memmem::rfind(&tail, b"PK\x05\x06").is_some_and(|at| tail.len() - at >= 22)
}

/// Whether a variable of the environment is set to something.
fn environment_flag(ignored: bool, name: &str) -> bool {
    !ignored && std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// The folder of a script, links followed.
fn script_folder(file: &str) -> String {
    let path = std::fs::canonicalize(file).unwrap_or_else(|_| file.into());
    let path = if std::path::Path::new(file).is_symlink() {
        path
    } else {
        file.into()
    };
    path.parent().map(|p| p.display().to_string()).unwrap_or_default()
}

/// PYTHONPATH, the frozen library, PYTHONHOME's library.
fn search_path(ignore_environment: bool) -> Vec<String> {
    let mut path = Vec::new();
    if !ignore_environment {
        if let Ok(list) = std::env::var("PYTHONPATH") {
            path.extend(list.split(':').filter(|p| !p.is_empty()).map(str::to_string));
        }
    }
    path.push(crate::library::PATH.to_string());
    if !ignore_environment {
        if let Ok(home) = std::env::var("PYTHONHOME") {
            let home = home.split(':').next().unwrap_or("").to_string();
            if !home.is_empty() {
                path.push(format!("{home}/lib/python2.7"));
            }
        }
    }
    path
}

fn main_namespace(vm: &mut Vm) -> Ref<DictObject> {
    crate::modules::module_named(vm, "__main__").namespace()
}

fn run(vm: &mut Vm, settings: &Settings) -> Result<()> {
    if settings.info {
        print_info(settings);
        return Ok(());
    }
    let namespace = main_namespace(vm);
    let run_code = vm.hooks.run_code;
    match &settings.program {
        Program::Command(text) => {
            let code = crate::source::compile_bytes(vm, text.as_bytes(), "<string>", 0, 0, false)?;
            run_code(vm, code, namespace, namespace.value())?;
        }
        Program::Module(name) => {
            run_module(vm, name, true)?;
        }
        Program::Script(file) => {
            if holds_main(file) {
                return run_module(vm, "__main__", false);
            }
            let source = match read_script(file) {
                Ok(source) => source,
                Err((code, message)) => {
                    eprintln!("{message}");
                    return Err(vm.raise_with(Error::SystemExit, &[Value::integer(code)]));
                }
            };
            let source = match settings.skip_line {
                // The line's end stays: lines keep their numbers.
                true => source[source.iter().position(|&b| b == b'\n').unwrap_or(source.len())..].to_vec(),
                false => source,
            };
            let name = vm.names.__file__;
            let text = vm.str(file.as_bytes());
            vm.dict_set_str(namespace, name, text);
            let code = crate::source::compile_bytes(vm, &source, file, 0, 0, true)?;
            run_code(vm, code, namespace, namespace.value())?;
        }
        Program::Stdin => {
            if unsafe { libc::isatty(0) } == 1 || settings.flags.interactive > 0 {
                crate::repl::greet();
                if settings.flags.ignore_environment == 0 {
                    run_startup(vm, namespace)?;
                }
                return match crate::repl::run(vm) {
                    0 => Ok(()),
                    code => Err(vm.raise_with(Error::SystemExit, &[Value::integer(code as i64)])),
                };
            }
            let mut source = Vec::new();
            if read_stdin(&mut source).is_err() {
                let message = vm.str(b"I/O error while reading");
                let (file, text) = (vm.str(b"<stdin>"), vm.str(b"\n"));
                let details = vm.tuple(&[file, Value::integer(1), Value::integer(1), text]);
                return Err(vm.raise_with(Error::SyntaxError, &[message, details]));
            }
            let code = crate::source::compile_bytes(vm, &source, "<stdin>", 0, 0, true)?;
            run_code(vm, code, namespace, namespace.value())?;
        }
    }
    Ok(())
}

/// `runpy` runs a module as `__main__`; `found`: sys.argv[0] becomes its file's name.
fn run_module(vm: &mut Vm, name: &str, found: bool) -> Result<()> {
    let runpy = vm.intern("runpy");
    let module = crate::runtime::import::import_module(vm, runpy, Value::UNBOUND, Value::NONE, 0)?;
    let function = vm.getattr_text(module, "_run_module_as_main")?;
    let name = vm.str(name.as_bytes());
    vm.call(function, &[name, found.into()])?;
    Ok(())
}

/// The file that PYTHONSTARTUP names, before the first prompt. What goes wrong in it is printed.
fn run_startup(vm: &mut Vm, namespace: Ref<DictObject>) -> Result<()> {
    let Some(file) = std::env::var("PYTHONSTARTUP").ok().filter(|file| !file.is_empty()) else {
        return Ok(());
    };
    let source = match std::fs::read(&file) {
        Ok(source) => source,
        Err(e) => {
            let errno = e.raw_os_error().unwrap_or(2);
            let text = e.to_string();
            let text = text.split(" (os error").next().unwrap_or("");
            eprintln!("Could not open PYTHONSTARTUP\nIOError: [Errno {errno}] {text}: '{file}'");
            return Ok(());
        }
    };
    let run_code = vm.hooks.run_code;
    let done = crate::source::compile_bytes(vm, &source, &file, 0, 0, true)
        .and_then(|code| run_code(vm, code, namespace, namespace.value()));
    if done.is_err() {
        if vm.exception_matches(Error::SystemExit) {
            return Err(jit::Exception);
        }
        report(vm);
    }
    Ok(())
}

/// What the standard input stream holds. (Of the standard library's stdin a closed one reads as empty.)
fn read_stdin(source: &mut Vec<u8>) -> std::io::Result<()> {
    use std::os::fd::FromRawFd;
    // Not to be closed at the end: the descriptor is the process's.
    let mut stdin = std::mem::ManuallyDrop::new(unsafe { std::fs::File::from_raw_fd(0) });
    stdin.read_to_end(source).map(|_| ())
}

/// A script's bytes; a folder or missing file as CPython words it, with its exit code.
fn read_script(file: &str) -> std::result::Result<Vec<u8>, (i64, String)> {
    let path = std::path::Path::new(file);
    if path.is_dir() {
        let inside = path.join("__main__.py");
        if inside.is_file() {
            return std::fs::read(inside).map_err(|e| (1, format!("pyrs: {e}")));
        }
        return Err((1, format!("pyrs: can't find '__main__' module in '{file}'")));
    }
    std::fs::read(path).map_err(|e| {
        let errno = e.raw_os_error().unwrap_or(2);
        let text = std::io::Error::from_raw_os_error(errno).to_string();
        let text = text.split(" (os error").next().unwrap_or("").to_string();
        (2, format!("pyrs: can't open file '{file}': [Errno {errno}] {text}"))
    })
}

fn print_info(settings: &Settings) {
    println!("pyrs {} (Python 2.7.18)", env!("CARGO_PKG_VERSION"));
    println!("processor: {}", std::env::consts::ARCH);
    let available = objspace::language::compiler().is_some_and(|jit| jit.is_available());
    match (settings.jit_off, available) {
        (true, _) => println!("jit: off"),
        (_, false) => println!("jit: not available (executable memory is refused)"),
        _ => println!("jit: on; {:?}", settings.jit),
    }
    for folder in search_path(settings.flags.ignore_environment > 0) {
        println!("path: {folder}");
    }
}

/// Ends the line that `print x,` left open; errors do not count.
fn end_open_line(vm: &mut Vm) {
    if crate::runtime::print::flush_line(vm).is_err() {
        vm.take_exception();
    }
}

/// Prints the waiting exception as the interpreter does at the end of a program; gives the exit code.
pub fn report(vm: &mut Vm) -> i32 {
    if vm.exception_matches(Error::SystemExit) {
        let (instance, _) = vm.take_exception();
        end_open_line(vm);
        let code = vm.getattr_text(instance, "code").unwrap_or(Value::NONE);
        if code.is_none() {
            return 0;
        }
        if let Some(code) = vm.as_int(code) {
            return (code & 0xff) as i32;
        }
        if vm.is_kind(code, Kind::Long) {
            return vm
                .argument_i64(code)
                .map_or_else(|_| (vm.take_exception(), -1).1, |code| (code & 0xff) as i32);
        }
        let text = vm.to_str(code).map(|t| t.bytes().to_vec()).unwrap_or_default();
        let line = [&text[..], b"\n"].concat();
        crate::runtime::traceback::write_stderr(vm, &line);
        return 1;
    }
    let (instance, traceback) = vm.take_exception();
    if instance.is_unbound() {
        return 1;
    }
    flush_stdout(vm);
    let class = crate::runtime::exceptions::class_of_exception(vm, instance);
    let traceback = traceback.bound().unwrap_or(Value::NONE);
    for (name, v) in [
        ("last_type", class),
        ("last_value", instance),
        ("last_traceback", traceback),
    ] {
        let name = vm.intern(name);
        let sys = vm.sys;
        vm.dict_set_str(sys, name, v);
    }
    let hook = vm.names.excepthook;
    match vm.dict_get_str(vm.sys, hook) {
        Some(hook) => {
            if vm.call(hook, &[class, instance, traceback]).is_err() {
                if vm.exception_matches(Error::SystemExit) {
                    return report(vm);
                }
                let (second, at) = vm.take_exception();
                let mut text = b"Error in sys.excepthook:\n".to_vec();
                text.extend(crate::runtime::traceback::format_exception(vm, second, at));
                text.extend(b"\nOriginal exception was:\n");
                text.extend(crate::runtime::traceback::format_exception(vm, instance, traceback));
                crate::runtime::traceback::write_stderr(vm, &text);
            }
        }
        None => {
            let text = crate::runtime::traceback::format_exception(vm, instance, traceback);
            crate::runtime::traceback::write_stderr(vm, &text);
        }
    }
    1
}

fn flush_stdout(vm: &mut Vm) {
    let name = vm.names.stdout;
    if let Some(stdout) = vm.dict_get_str(vm.sys, name) {
        if vm.is_exact(stdout, Kind::File) {
            objspace::types::file::flush_at_exit(stdout);
        }
    }
}

/// Threads that the program waits for, sys.exitfunc, then everything that is buffered.
fn finish(vm: &mut Vm, code: i32) -> i32 {
    let mut code = code;
    let name = vm.intern("threading");
    if let Some(threading) = vm.dict_get_str(vm.modules, name) {
        let shutdown = vm.getattr_text(threading, "_shutdown");
        if shutdown.and_then(|shutdown| vm.call(shutdown, &[])).is_err() {
            let (instance, traceback) = vm.take_exception();
            let traceback = traceback.bound().unwrap_or(Value::NONE);
            let text = crate::runtime::traceback::format_exception(vm, instance, traceback);
            crate::runtime::traceback::write_stderr(vm, &text);
        }
    }
    let name = vm.names.exitfunc;
    if let Some(exit) = vm.dict_get_str(vm.sys, name) {
        if vm.call(exit, &[]).is_err() {
            if vm.exception_matches(Error::SystemExit) {
                code = report(vm);
            } else {
                crate::runtime::traceback::write_stderr(vm, b"Error in sys.exitfunc:\n");
                report(vm);
            }
        }
    }
    objspace::types::file::flush_all(vm);
    if let Some(jit) = objspace::language::compiler() {
        jit.log_totals();
    }
    code
}
