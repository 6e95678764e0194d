//! `_socket`: the system's sockets. What `socket` adds is in Python.

mod address;
mod constants;
mod errors;
mod names;
mod object;

use objspace::module::ModuleObject;
use objspace::native::{function, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_socket",
    doc: "The system's sockets.\n\nSee the socket module.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    function("fromfd", 3, 4, object::from_descriptor, "fromfd(fd, family, type[, proto]) -> socket on a duplicate of the descriptor"),
    function("socketpair", 0, 3, object::pair, "socketpair([family[, type[, proto]]]) -> two connected sockets"),
    function("getdefaulttimeout", 0, 0, object::default_timeout, "getdefaulttimeout() -> seconds of new sockets, or None"),
    function("setdefaulttimeout", 1, 1, object::set_default_timeout, "setdefaulttimeout(seconds or None): for new sockets"),
    function("gethostname", 0, 0, names::host_name, "gethostname() -> name of this host"),
    function("gethostbyname", 1, 1, names::host_by_name, "gethostbyname(host) -> address"),
    function("gethostbyname_ex", 1, 1, names::host_by_name_extended, "gethostbyname_ex(host) -> (name, aliases, addresses)"),
    function("gethostbyaddr", 1, 1, names::host_by_address, "gethostbyaddr(host) -> (name, aliases, addresses)"),
    function("getaddrinfo", 2, 6, names::address_information, "getaddrinfo(host, port[, family, type, proto, flags]) -> list of (family, type, proto, canonical name, address)"),
    function("getnameinfo", 2, 2, names::name_information, "getnameinfo(address, flags) -> (host, port)"),
    function("getservbyname", 1, 2, names::service_by_name, "getservbyname(name[, protocol]) -> port"),
    function("getservbyport", 1, 2, names::service_by_port, "getservbyport(port[, protocol]) -> name"),
    function("getprotobyname", 1, 1, names::protocol_by_name, "getprotobyname(name) -> number"),
    function("htons", 1, 1, names::short_order, "htons(16 bits) -> in the net's byte order"),
    function("ntohs", 1, 1, names::short_order, "ntohs(16 bits) -> in the host's byte order"),
    function("htonl", 1, 1, names::long_order, "htonl(32 bits) -> in the net's byte order"),
    function("ntohl", 1, 1, names::long_order, "ntohl(32 bits) -> in the host's byte order"),
    function("inet_aton", 1, 1, address::aton, "inet_aton(text) -> 4 bytes"),
    function("inet_ntoa", 1, 1, address::ntoa, "inet_ntoa(4 bytes) -> text"),
    function("inet_pton", 2, 2, address::pton, "inet_pton(family, text) -> bytes"),
    function("inet_ntop", 2, 2, address::ntop, "inet_ntop(family, bytes) -> text"),
];

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    constants::define(vm, module);
    errors::define(vm, module)?;
    object::make_type(vm, module);
    Ok(())
}
