//! Names of hosts, services and protocols.

use super::super::support::{bytes, c_int};
use super::address::{self, parse_ipv4, port_argument, Address};
use super::errors;
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;
use std::ffi::{CStr, CString};

fn c_text(vm: &mut Vm, text: &[u8]) -> Result<CString> {
    match CString::new(text) {
        Ok(text) => Ok(text),
        Err(_) => Err(vm.type_error("must be string without null bytes, not str")),
    }
}

/// One result of getaddrinfo.
struct Found {
    family: i32,
    kind: i32,
    protocol: i32,
    canonical: Vec<u8>,
    address: Address,
}

/// What the system knows of a host and a service. Err: its code.
fn look_up(
    vm: &mut Vm,
    host: Option<&CStr>,
    service: Option<&CStr>,
    hints: &libc::addrinfo,
) -> Result<std::result::Result<Vec<Found>, i32>> {
    let mut list = std::ptr::null_mut();
    let pointer = |text: Option<&CStr>| text.map_or(std::ptr::null(), CStr::as_ptr);
    let code = vm.without_lock(|| unsafe { libc::getaddrinfo(pointer(host), pointer(service), hints, &mut list) });
    if code != 0 {
        return Ok(Err(code));
    }
    let mut found = Vec::new();
    let mut next = list;
    while !next.is_null() {
        // The list is the system's until it is freed below.
        let entry = unsafe { &*next };
        found.push(Found {
            family: entry.ai_family,
            kind: entry.ai_socktype,
            protocol: entry.ai_protocol,
            canonical: if entry.ai_canonname.is_null() {
                Vec::new()
            } else {
                unsafe { CStr::from_ptr(entry.ai_canonname) }.to_bytes().to_vec()
            },
            address: unsafe { Address::copy(entry.ai_addr, entry.ai_addrlen) },
        });
        next = entry.ai_next;
    }
    unsafe { libc::freeaddrinfo(list) };
    Ok(Ok(found))
}

fn hints(family: i32, kind: i32, protocol: i32, flags: i32) -> libc::addrinfo {
    libc::addrinfo {
        ai_family: family,
        ai_socktype: kind,
        ai_protocol: protocol,
        ai_flags: flags,
        // The rest is to be zero.
        ..unsafe { std::mem::zeroed() }
    }
}

/// The first address of a host: "" is any, "<broadcast>" all. socket.gaierror.
pub fn resolve(vm: &mut Vm, host: &[u8], family: i32) -> Result<Address> {
    let inet = |address: u32| {
        Address::of(libc::sockaddr_in {
            sin_family: libc::AF_INET as libc::sa_family_t,
            sin_addr: libc::in_addr {
                s_addr: address.to_be(),
            },
            ..unsafe { std::mem::zeroed() }
        })
    };
    if family == libc::AF_INET {
        let known = match host {
            b"" => Some(0),
            b"<broadcast>" => Some(u32::MAX),
            _ => std::str::from_utf8(host)
                .ok()
                .filter(|text| text.split('.').count() == 4)
                .and_then(parse_ipv4),
        };
        if let Some(known) = known {
            return Ok(inet(known));
        }
    }
    let name = c_text(vm, host)?;
    let (name, service, flags) = if host.is_empty() {
        (None, Some(c"0"), libc::AI_PASSIVE)
    } else {
        (Some(name.as_c_str()), None, 0)
    };
    let kind = if host.is_empty() { libc::SOCK_DGRAM } else { 0 };
    match look_up(vm, name, service, &hints(family, kind, 0, flags))? {
        Ok(found) if !found.is_empty() => Ok(found[0].address),
        Ok(_) => Err(errors::address(vm, libc::EAI_NONAME)),
        Err(code) => Err(errors::address(vm, code)),
    }
}

pub fn host_name(vm: &mut Vm, _: &[Value]) -> Result {
    let mut name = [0u8; 1024];
    if unsafe { libc::gethostname(name.as_mut_ptr().cast(), name.len() - 1) } < 0 {
        return Err(errors::last(vm));
    }
    let end = name.iter().position(|&b| b == 0).unwrap_or(name.len());
    Ok(vm.str(&name[..end]))
}

/// A host argument as text. TypeError.
fn host_argument(vm: &mut Vm, v: Value, function: &str) -> Result<Vec<u8>> {
    if !matches!(vm.kind_of(v), Kind::Str | Kind::Unicode) {
        let name = super::super::support::argument_type_name(vm, v);
        return Err(vm.type_error(&format!("{function}() argument 1 must be string, not {name}")));
    }
    Ok(bytes(vm, v)?.to_vec())
}

fn host_part(vm: &mut Vm, address: &Address) -> Value {
    let whole = address::to_value(vm, address);
    if vm.is_kind(whole, Kind::Tuple) {
        return Ref::<TupleObject>::of(whole).get(0);
    }
    whole
}

pub fn host_by_name(vm: &mut Vm, arguments: &[Value]) -> Result {
    let host = host_argument(vm, arguments[0], "gethostbyname")?;
    let address = resolve(vm, &host, libc::AF_INET)?;
    Ok(host_part(vm, &address))
}

/// (name, no aliases, addresses).
fn description(vm: &mut Vm, name: &[u8], addresses: &[Address]) -> Result {
    let list = vm.new_list(0)?;
    for address in addresses {
        let text = host_part(vm, address);
        vm.list_append(list, text)?;
    }
    let (name, aliases) = (vm.str(name), vm.list(&[]));
    Ok(vm.tuple(&[name, aliases, list.value()]))
}

pub fn host_by_name_extended(vm: &mut Vm, arguments: &[Value]) -> Result {
    let host = host_argument(vm, arguments[0], "gethostbyname_ex")?;
    let name = c_text(vm, &host)?;
    let wanted = hints(libc::AF_INET, libc::SOCK_STREAM, 0, libc::AI_CANONNAME);
    match look_up(vm, Some(&name), None, &wanted)? {
        Ok(found) => {
            let addresses: Vec<Address> = found.iter().map(|f| f.address).collect();
            let canonical = found.first().map(|f| f.canonical.clone()).filter(|c| !c.is_empty());
            description(vm, &canonical.unwrap_or(host), &addresses)
        }
        Err(code) => Err(errors::address(vm, code)),
    }
}

pub fn host_by_address(vm: &mut Vm, arguments: &[Value]) -> Result {
    let host = host_argument(vm, arguments[0], "gethostbyaddr")?;
    let address = resolve(vm, &host, libc::AF_UNSPEC)?;
    match host_and_service(vm, &address, libc::NI_NAMEREQD) {
        Ok((name, _)) => description(vm, &name, &[address]),
        Err(_) => Err(errors::unknown_host(vm)),
    }
}

/// getnameinfo. Err: its code.
fn host_and_service(vm: &mut Vm, address: &Address, flags: i32) -> std::result::Result<(Vec<u8>, Vec<u8>), i32> {
    let (mut host, mut service) = ([0u8; 1025], [0u8; 32]);
    let code = vm.without_lock(|| unsafe {
        libc::getnameinfo(
            address.pointer(),
            address.length,
            host.as_mut_ptr().cast(),
            host.len() as u32,
            service.as_mut_ptr().cast(),
            service.len() as u32,
            flags,
        )
    });
    if code != 0 {
        return Err(code);
    }
    let text = |bytes: &[u8]| bytes[..bytes.iter().position(|&b| b == 0).unwrap_or(0)].to_vec();
    Ok((text(&host), text(&service)))
}

pub fn address_information(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mut numbers = [0; 4];
    for (number, &v) in numbers.iter_mut().zip(&arguments[2..]) {
        *number = c_int(vm, v)?;
    }
    let host = match arguments[0] {
        v if v.is_none() => None,
        v => match vm.kind_of(v) {
            Kind::Unicode => {
                let encoding = vm.str(b"idna");
                let encode = vm.intern("encode");
                let encoded = vm.call_method(v, encode, &[encoding])?;
                Some(c_text(vm, &address::text_of(encoded))?)
            }
            Kind::Str => Some(c_text(vm, &address::text_of(v))?),
            _ => return Err(vm.type_error("getaddrinfo() argument 1 must be string or None")),
        },
    };
    let service = match arguments[1] {
        v if v.is_none() => None,
        v => match vm.kind_of(v) {
            Kind::Int | Kind::Bool | Kind::Long => {
                let number = vm.argument_i64(v)?;
                Some(c_text(vm, number.to_string().as_bytes())?)
            }
            Kind::Str => Some(c_text(vm, &address::text_of(v))?),
            _ => return Err(errors::text(vm, "getaddrinfo() argument 2 must be integer or string")),
        },
    };
    let [family, kind, protocol, flags] = numbers;
    let found = match look_up(
        vm,
        host.as_deref(),
        service.as_deref(),
        &hints(family, kind, protocol, flags),
    )? {
        Ok(found) => found,
        Err(code) => return Err(errors::address(vm, code)),
    };
    let list = vm.new_list(found.len())?;
    for entry in &found {
        let canonical = vm.str(&entry.canonical);
        let address = address::to_value(vm, &entry.address);
        let item = vm.tuple(&[
            Value::integer(entry.family as i64),
            Value::integer(entry.kind as i64),
            Value::integer(entry.protocol as i64),
            canonical,
            address,
        ]);
        vm.list_append(list, item)?;
    }
    Ok(list.value())
}

pub fn name_information(vm: &mut Vm, arguments: &[Value]) -> Result {
    let flags = c_int(vm, arguments[1])?;
    if !vm.is_kind(arguments[0], Kind::Tuple) {
        return Err(vm.type_error("getnameinfo() argument 1 must be a tuple"));
    }
    let parts = Ref::<TupleObject>::of(arguments[0]);
    if !(2..=4).contains(&parts.len()) {
        return Err(vm.type_error("getnameinfo(): illegal sockaddr argument"));
    }
    let host = host_argument(vm, parts.get(0), "getnameinfo")?;
    let is_wide = host.contains(&b':');
    let family = if is_wide { libc::AF_INET6 } else { libc::AF_INET };
    let address = if is_wide {
        arguments[0]
    } else {
        vm.tuple(&parts.items()[..2])
    };
    let address = address::from_value(vm, family, address)?;
    match host_and_service(vm, &address, flags) {
        Ok((host, service)) => {
            let (host, service) = (vm.str(&host), vm.str(&service));
            Ok(vm.tuple(&[host, service]))
        }
        Err(code) => Err(errors::address(vm, code)),
    }
}

fn optional_text(vm: &mut Vm, v: Option<&Value>) -> Result<Option<CString>> {
    match v {
        Some(&v) => {
            let text = bytes(vm, v)?.to_vec();
            c_text(vm, &text).map(Some)
        }
        None => Ok(None),
    }
}

pub fn service_by_name(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = host_argument(vm, arguments[0], "getservbyname")?;
    let name = c_text(vm, &name)?;
    let protocol = optional_text(vm, arguments.get(1))?;
    let protocol = protocol.as_deref().map_or(std::ptr::null(), CStr::as_ptr);
    // The system's table is read under the lock of the interpreter.
    let entry = unsafe { libc::getservbyname(name.as_ptr(), protocol) };
    if entry.is_null() {
        return Err(errors::text(vm, "service/proto not found"));
    }
    Ok(Value::integer(u16::from_be(unsafe { (*entry).s_port } as u16) as i64))
}

pub fn service_by_port(vm: &mut Vm, arguments: &[Value]) -> Result {
    let port = port_argument(vm, arguments[0])?;
    let protocol = optional_text(vm, arguments.get(1))?;
    let protocol = protocol.as_deref().map_or(std::ptr::null(), CStr::as_ptr);
    let entry = unsafe { libc::getservbyport(port.to_be() as i32, protocol) };
    if entry.is_null() {
        return Err(errors::text(vm, "port/proto not found"));
    }
    Ok(vm.str(unsafe { CStr::from_ptr((*entry).s_name) }.to_bytes()))
}

pub fn protocol_by_name(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = host_argument(vm, arguments[0], "getprotobyname")?;
    let name = c_text(vm, &name)?;
    let entry = unsafe { libc::getprotobyname(name.as_ptr()) };
    if entry.is_null() {
        return Err(errors::text(vm, "protocol not found"));
    }
    Ok(Value::integer(unsafe { (*entry).p_proto } as i64))
}

fn negative(vm: &mut Vm) -> jit::Exception {
    vm.raise(Error::OverflowError, "can't convert negative number to unsigned long")
}

/// `htons` and `ntohs`: the same on every machine.
pub fn short_order(vm: &mut Vm, arguments: &[Value]) -> Result {
    let number = c_int(vm, arguments[0])?;
    if number < 0 {
        return Err(negative(vm));
    }
    Ok(Value::integer((number as u16).to_be() as i64))
}

/// `htonl` and `ntohl`.
pub fn long_order(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !matches!(vm.kind_of(arguments[0]), Kind::Int | Kind::Bool | Kind::Long) {
        let name = vm.type_name(arguments[0]);
        return Err(vm.type_error(&format!("expected int/long, {name} found")));
    }
    let number = vm.argument_i64(arguments[0])?;
    if number < 0 {
        return Err(negative(vm));
    }
    let result = (number as u32).to_be() as u64;
    vm.long_from_digits(false, &[result])
}
