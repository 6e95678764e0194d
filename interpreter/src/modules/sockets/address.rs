//! Addresses: tuples, paths and texts as the system's structs and back.

use super::super::support::{bytes, c_int};
use super::errors;
use super::names::resolve;
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;
use std::net::{Ipv4Addr, Ipv6Addr};

/// A socket address and its length.
#[derive(Clone, Copy)]
pub struct Address {
    pub storage: libc::sockaddr_storage,
    pub length: libc::socklen_t,
}

impl Address {
    /// Room for any address.
    pub fn empty() -> Address {
        Address {
            // All bytes zero is an address of no family.
            storage: unsafe { std::mem::zeroed() },
            length: std::mem::size_of::<libc::sockaddr_storage>() as libc::socklen_t,
        }
    }

    pub fn pointer(&self) -> *const libc::sockaddr {
        (&raw const self.storage).cast()
    }

    pub fn pointer_mut(&mut self) -> *mut libc::sockaddr {
        (&raw mut self.storage).cast()
    }

    /// A struct of the system's that is smaller than the storage.
    pub fn of<T>(address: T) -> Address {
        let mut new = Address::empty();
        assert!(std::mem::size_of::<T>() <= std::mem::size_of::<libc::sockaddr_storage>());
        unsafe { std::ptr::write((&raw mut new.storage).cast::<T>(), address) };
        new.length = std::mem::size_of::<T>() as libc::socklen_t;
        new
    }

    /// Copies an address that the system made.
    ///
    /// # Safety
    /// `length` bytes are there.
    pub unsafe fn copy(pointer: *const libc::sockaddr, length: libc::socklen_t) -> Address {
        let mut new = Address::empty();
        let length = length.min(new.length);
        unsafe { std::ptr::copy_nonoverlapping(pointer.cast::<u8>(), (&raw mut new.storage).cast(), length as usize) };
        new.length = length;
        new
    }

    fn view<T: Copy>(&self) -> T {
        unsafe { std::ptr::read((&raw const self.storage).cast::<T>()) }
    }
}

fn port(vm: &mut Vm, v: Value, what: &str) -> Result<u16> {
    let port = c_int(vm, v)?;
    match u16::try_from(port) {
        Ok(port) => Ok(port),
        Err(_) => Err(vm.raise(Error::OverflowError, &format!("{what}: port must be 0-65535."))),
    }
}

pub fn port_argument(vm: &mut Vm, v: Value) -> Result<u16> {
    port(vm, v, "getservbyport")
}

/// A host's name or address as text. TypeError.
fn host(vm: &mut Vm, v: Value) -> Result<Vec<u8>> {
    match vm.kind_of(v) {
        Kind::Str | Kind::Unicode => Ok(bytes(vm, v)?.to_vec()),
        _ => {
            let name = vm.type_name(v);
            Err(vm.type_error(&format!("coercing to Unicode: need string or buffer, {name} found")))
        }
    }
}

/// A program's address for a socket of a family. TypeError, OverflowError, socket.error.
pub fn from_value(vm: &mut Vm, family: i32, v: Value) -> Result<Address> {
    match family {
        libc::AF_INET | libc::AF_INET6 => internet(vm, family, v),
        libc::AF_UNIX => {
            let path = match bytes(vm, v) {
                Ok(path) => path,
                Err(e) => {
                    if !vm.swallow(Error::TypeError) {
                        return Err(e);
                    }
                    let name = vm.type_name(v);
                    return Err(vm.type_error(&format!(
                        "argument must be string or read-only character buffer, not {name}"
                    )));
                }
            };
            let mut address: libc::sockaddr_un = unsafe { std::mem::zeroed() };
            address.sun_family = family as libc::sa_family_t;
            let hidden = path.first() == Some(&0);
            if path.len() > address.sun_path.len() || !hidden && path.len() == address.sun_path.len() {
                return Err(errors::text(vm, "AF_UNIX path too long"));
            }
            for (to, &from) in address.sun_path.iter_mut().zip(path) {
                *to = from as libc::c_char;
            }
            let mut address = Address::of(address);
            let ending = if hidden { 0 } else { 1 };
            address.length =
                (std::mem::offset_of!(libc::sockaddr_un, sun_path) + path.len() + ending) as libc::socklen_t;
            Ok(address)
        }
        _ => Err(errors::text(vm, "getsockaddrarg: bad family")),
    }
}

fn internet(vm: &mut Vm, family: i32, v: Value) -> Result<Address> {
    let name = if family == libc::AF_INET { "AF_INET" } else { "AF_INET6" };
    if !vm.is_kind(v, Kind::Tuple) {
        let given = vm.type_name(v);
        return Err(vm.type_error(&format!("getsockaddrarg: {name} address must be tuple, not {given}")));
    }
    let parts = Ref::<TupleObject>::of(v);
    let count = parts.len();
    if family == libc::AF_INET && count != 2 {
        return Err(vm.type_error(&format!("getsockaddrarg() takes exactly 2 arguments ({count} given)")));
    }
    if family == libc::AF_INET6 && !(2..=4).contains(&count) {
        let (how, least) = if count < 2 { ("at least", 2) } else { ("at most", 4) };
        return Err(vm.type_error(&format!("function takes {how} {least} arguments ({count} given)")));
    }
    let host = host(vm, parts.get(0))?;
    let port = port(vm, parts.get(1), "getsockaddrarg")?;
    let mut address = resolve(vm, &host, family)?;
    if family == libc::AF_INET {
        let mut inet: libc::sockaddr_in = address.view();
        inet.sin_port = port.to_be();
        return Ok(Address::of(inet));
    }
    let mut numbers = [0; 2];
    for (number, at) in numbers.iter_mut().zip(2..count) {
        *number = vm.argument_i64(parts.get(at))? as u32;
    }
    if numbers[0] > 0xfffff {
        return Err(vm.raise(Error::OverflowError, "getsockaddrarg: flowinfo must be 0-1048575."));
    }
    let mut inet: libc::sockaddr_in6 = address.view();
    inet.sin6_port = port.to_be();
    inet.sin6_flowinfo = numbers[0].to_be();
    inet.sin6_scope_id = numbers[1];
    address = Address::of(inet);
    Ok(address)
}

/// An address as programs see it.
pub fn to_value(vm: &mut Vm, address: &Address) -> Value {
    if address.length == 0 {
        return Value::NONE;
    }
    match address.storage.ss_family as i32 {
        libc::AF_INET => {
            let inet: libc::sockaddr_in = address.view();
            let host = Ipv4Addr::from(u32::from_be(inet.sin_addr.s_addr)).to_string();
            let host = vm.str(host.as_bytes());
            vm.tuple(&[host, Value::integer(u16::from_be(inet.sin_port) as i64)])
        }
        libc::AF_INET6 => {
            let inet: libc::sockaddr_in6 = address.view();
            let host = Ipv6Addr::from(inet.sin6_addr.s6_addr).to_string();
            let host = vm.str(host.as_bytes());
            let parts = [
                host,
                Value::integer(u16::from_be(inet.sin6_port) as i64),
                Value::integer(u32::from_be(inet.sin6_flowinfo) as i64),
                Value::integer(inet.sin6_scope_id as i64),
            ];
            vm.tuple(&parts)
        }
        libc::AF_UNIX => {
            let unix: libc::sockaddr_un = address.view();
            let length = (address.length as usize).saturating_sub(std::mem::offset_of!(libc::sockaddr_un, sun_path));
            let path: Vec<u8> = unix.sun_path[..length.min(unix.sun_path.len())]
                .iter()
                .map(|&c| c as u8)
                .collect();
            let hidden = path.first() == Some(&0);
            let end = path
                .iter()
                .position(|&b| b == 0)
                .filter(|_| !hidden)
                .unwrap_or(path.len());
            vm.str(&path[..end])
        }
        family => {
            let bytes: [u8; 14] = unsafe { (*address.pointer()).sa_data }.map(|c| c as u8);
            let data = vm.str(&bytes);
            vm.tuple(&[Value::integer(family as i64), data])
        }
    }
}

fn text(vm: &mut Vm, v: Value) -> Result<String> {
    if !vm.is_kind(v, Kind::Str) && !vm.is_kind(v, Kind::Unicode) {
        let name = super::super::support::argument_type_name(vm, v);
        return Err(vm.type_error(&format!("must be string, not {name}")));
    }
    Ok(String::from_utf8_lossy(bytes(vm, v)?).into_owned())
}

/// Parts of an address in C's notation: numbers with 0x or 0 in front.
fn part(text: &str) -> Option<u32> {
    let (digits, base) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (&text[2..], 16),
        [b'0', _, ..] => (&text[1..], 8),
        _ => (text, 10),
    };
    u32::from_str_radix(digits, base)
        .ok()
        .filter(|_| !digits.starts_with('+'))
}

/// One to four parts; the last one fills what is left.
pub fn parse_ipv4(text: &str) -> Option<u32> {
    let parts: Vec<u32> = text.split('.').map(part).collect::<Option<_>>()?;
    let (&last, leading) = parts.split_last()?;
    if leading.len() > 3 || leading.iter().any(|&p| p > 255) {
        return None;
    }
    let room = 32 - 8 * leading.len() as u32;
    if room < 32 && last >> room != 0 {
        return None;
    }
    Some(
        leading
            .iter()
            .enumerate()
            .fold(last, |all, (i, &p)| all | p << (24 - 8 * i)),
    )
}

pub fn aton(vm: &mut Vm, arguments: &[Value]) -> Result {
    match parse_ipv4(&text(vm, arguments[0])?) {
        Some(address) => Ok(vm.str(&address.to_be_bytes())),
        None => Err(errors::text(vm, "illegal IP address string passed to inet_aton")),
    }
}

pub fn ntoa(vm: &mut Vm, arguments: &[Value]) -> Result {
    let packed = bytes(vm, arguments[0])?;
    match <[u8; 4]>::try_from(packed) {
        Ok(packed) => Ok(vm.str(Ipv4Addr::from(packed).to_string().as_bytes())),
        Err(_) => Err(errors::text(vm, "packed IP wrong length for inet_ntoa")),
    }
}

pub fn pton(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (family, text) = (c_int(vm, arguments[0])?, text(vm, arguments[1])?);
    let packed = match family {
        libc::AF_INET => text.parse::<Ipv4Addr>().ok().map(|a| a.octets().to_vec()),
        libc::AF_INET6 => text.parse::<Ipv6Addr>().ok().map(|a| a.octets().to_vec()),
        _ => return Err(errors::number(vm, libc::EAFNOSUPPORT)),
    };
    match packed {
        Some(packed) => Ok(vm.str(&packed)),
        None => Err(errors::text(vm, "illegal IP address string passed to inet_pton")),
    }
}

pub fn ntop(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (family, packed) = (c_int(vm, arguments[0])?, bytes(vm, arguments[1])?);
    let text = match family {
        libc::AF_INET => <[u8; 4]>::try_from(packed).ok().map(|a| Ipv4Addr::from(a).to_string()),
        libc::AF_INET6 => <[u8; 16]>::try_from(packed).ok().map(|a| Ipv6Addr::from(a).to_string()),
        _ => return Err(vm.value_error(&format!("unknown address family {family}"))),
    };
    match text {
        Some(text) => Ok(vm.str(text.as_bytes())),
        None => Err(vm.value_error("invalid length of packed IP address string")),
    }
}

/// The text of a str, which the caller knows it to be.
pub fn text_of(v: Value) -> Vec<u8> {
    Ref::<StrObject>::of(v).bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::parse_ipv4;

    #[test]
    fn addresses_have_one_to_four_parts() {
        assert_eq!(parse_ipv4("1.2.3"), Some(0x01020003));
        assert_eq!(parse_ipv4("0x7f.1"), Some(0x7f000001));
        assert_eq!(parse_ipv4("010.0.0.1"), Some(0x08000001));
        assert_eq!(parse_ipv4("4294967295"), Some(0xffffffff));
        for wrong in ["", "x", "1.2.3.4.5", "256.1.1.1", "1.16777216", "1..2", "+1.2.3.4"] {
            assert_eq!(parse_ipv4(wrong), None, "{wrong}");
        }
    }
}
