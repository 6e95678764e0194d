"""What machine, system and Python this is."""

import os
import re
import sys

__copyright__ = ''
__version__ = '1.0.7'

_supported_dists = ('SuSE', 'debian', 'fedora', 'redhat', 'centos', 'mandrake',
                    'mandriva', 'rocks', 'slackware', 'yellowdog', 'gentoo',
                    'UnitedLinux', 'turbolinux')

DEV_NULL = os.devnull


def libc_ver(executable=sys.executable, lib='', version='', chunksize=2048):
    """(name, version) of the C library that a program is linked with.

    lib and version are the answer where it cannot be found out. It looks
    for the strings that the libraries leave in programs.
    """
    pattern = re.compile(r'(__libc_init)|(GLIBC_([0-9.]+))|(libc(_\w+)?\.so(?:\.(\d[0-9.]*))?)')
    if os.path.islink(executable):
        executable = os.path.realpath(executable)
    with open(executable, 'rb') as program:
        block = program.read(chunksize)
        position = 0
        while True:
            match = pattern.search(block, position) if 'libc' in block or 'GLIBC' in block \
                else None
            if not match or match.end() == len(block):
                more = program.read(chunksize)
                if not more:
                    break
                # The end may be the first part of a name.
                block = block[max(position, len(block) - 1000):] + more
                position = 0
                continue
            init, glibc, glibcversion, so, threads, soversion = match.groups()
            if init and not lib:
                lib = 'libc'
            elif glibc:
                if lib != 'glibc':
                    lib, version = 'glibc', glibcversion
                elif _comparable(glibcversion) > _comparable(version):
                    version = glibcversion
            elif so and lib != 'glibc':
                lib = 'libc'
                if soversion and soversion > version:
                    version = soversion
                if threads and version[-len(threads):] != threads:
                    version += threads
            position = match.end()
    return lib, version


def _comparable(version):
    return [int(part) for part in version.split('.') if part.isdigit()]


# ---- Linux distributions

_release_filename = re.compile(r'(\w+)[-_](release|version)')
_lsb_release_version = re.compile(r'(.+) release ([\d.]+)[^(]*(?:\((.+)\))?')
_release_version = re.compile(r'([^0-9]+)(?: release )?([\d.]+)[^(]*(?:\((.+)\))?')


def _parse_release_file(firstline):
    """(name, version, id) from the first line of a file such as /etc/redhat-release."""
    for pattern in _lsb_release_version, _release_version:
        match = pattern.match(firstline)
        if match is not None:
            return tuple(match.groups())
    words = firstline.strip().split()
    if not words:
        return '', '', ''
    return '', words[0], words[1] if len(words) > 1 else ''


def linux_distribution(distname='', version='', id='', supported_dists=_supported_dists,
                       full_distribution_name=1):
    """(name, version, id) of the Linux distribution; the arguments if unknown."""
    try:
        names = sorted(os.listdir('/etc'))
    except os.error:
        return distname, version, id
    for name in names:
        match = _release_filename.match(name)
        if match is not None and match.group(1) in supported_dists:
            distname = match.group(1)
            break
    else:
        return _dist_try_harder(distname, version, id)
    with open('/etc/' + name) as release:
        firstline = release.readline()
    found_name, found_version, found_id = _parse_release_file(firstline)
    if found_name and full_distribution_name:
        distname = found_name
    if found_version:
        version = found_version
    if found_id:
        id = found_id
    return distname, version, id


def _dist_try_harder(distname, version, id):
    """linux_distribution() for systems without a release file."""
    if os.path.isfile('/etc/debian_version'):
        with open('/etc/debian_version') as release:
            text = release.read().strip()
        if text:
            return 'debian', text, id
    return distname, version, id


def dist(distname='', version='', id='', supported_dists=_supported_dists):
    """linux_distribution() with the short name."""
    return linux_distribution(distname, version, id, supported_dists, 0)


def popen(cmd, mode='r', bufsize=None):
    """os.popen()"""
    return os.popen(cmd, mode) if bufsize is None else os.popen(cmd, mode, bufsize)


# What other systems than this one would answer.

def win32_ver(release='', version='', csd='', ptype=''):
    """(release, version, service pack, type) of Windows; the arguments elsewhere."""
    return release, version, csd, ptype


def java_ver(release='', vendor='', vminfo=('', '', ''), osinfo=('', '', '')):
    """(release, vendor, machine, system) of a Java machine; the arguments elsewhere."""
    return release, vendor, vminfo, osinfo


def mac_ver(release='', versioninfo=('', '', ''), machine=''):
    """(release, version, machine) of Mac OS; the arguments elsewhere."""
    return release, versioninfo, machine


def system_alias(system, release, version):
    """The three with the names under which systems are sold."""
    if system == 'Rhapsody':
        return 'MacOS X Server', system + release, version
    if system == 'SunOS' and release >= '5':
        parts = release.split('.')
        try:
            parts[0] = str(int(parts[0]) - 3)
        except ValueError:
            pass
        else:
            release = '.'.join(parts)
        system = 'Solaris'
    elif system == 'IRIX64':
        system = 'IRIX'
        version = version + ' (64bit)' if version else '64bit'
    elif system in ('win32', 'win16'):
        system = 'Windows'
    return system, release, version


def _platform(*args):
    """The arguments joined by hyphens, without characters that files cannot have."""
    text = '-'.join(part for part in (arg.strip() for arg in args) if part)
    for old, new in ((' ', '_'), ('/', '-'), ('\\', '-'), (':', '-'), (';', '-'),
                     ('"', '-'), ('(', '-'), (')', '-'), ('unknown', '')):
        text = text.replace(old, new)
    while '--' in text:
        text = text.replace('--', '-')
    return text.rstrip('-')


def architecture(executable=sys.executable, bits='', linkage=''):
    """(bits, format) of a program, such as ('64bit', 'ELF'); ours by default."""
    if not bits:
        import struct
        bits = str(struct.calcsize('P') * 8) + 'bit'
    try:
        with open(executable, 'rb') as program:
            header = program.read(5)
    except (IOError, TypeError):
        return bits, linkage
    if header[:4] == '\x7fELF':
        bits = {1: '32bit', 2: '64bit'}.get(ord(header[4:] or '\0'), bits)
        linkage = 'ELF'
    elif header[:2] == 'MZ':
        linkage = 'WindowsPE'
    return bits, linkage


# ---- uname

_uname_cache = None


def _node(default=''):
    """This machine's name on the network."""
    try:
        import socket
        return socket.gethostname()
    except (ImportError, EnvironmentError):
        return default


def uname():
    """(system, node, release, version, machine, processor), '' for what is unknown."""
    global _uname_cache
    if _uname_cache is not None:
        return _uname_cache
    try:
        values = os.uname()
    except AttributeError:
        values = sys.platform, _node(), '', '', ''
    processor = ''
    if values[0] and os.path.exists('/bin/uname') or os.path.exists('/usr/bin/uname'):
        processor = _syscmd_uname('-p', '')
    result = tuple(values) + (processor,)
    _uname_cache = tuple('' if value == 'unknown' else value for value in result)
    return _uname_cache


def _syscmd_uname(option, default=''):
    """What the program uname prints for an option."""
    try:
        pipe = os.popen('uname %s 2> %s' % (option, DEV_NULL))
    except (AttributeError, os.error):
        return default
    output = pipe.read().strip()
    status = pipe.close()
    return default if not output or status else output


def system():
    """The system's name: 'Linux', say."""
    return uname()[0]


def node():
    """This machine's name on the network."""
    return uname()[1]


def release():
    """The system's release."""
    return uname()[2]


def version():
    """The system's version within the release."""
    return uname()[3]


def machine():
    """The kind of machine: 'x86_64', say."""
    return uname()[4]


def processor():
    """The processor's name, where the system tells it."""
    return uname()[5]


# ---- Python

_sys_version_parser = re.compile(
    r'([\w.+]+)\s*\(#?([^,]*)(?:,\s*([\w ]*)(?:,\s*([\w :]*))?)?\)\s*\[([^\]]+)\]?')
_sys_version_cache = {}


def _sys_version(sys_version=None):
    """(name, version, branch, revision, build, date, compiler) from sys.version."""
    if sys_version is None:
        sys_version = sys.version
    result = _sys_version_cache.get(sys_version)
    if result is not None:
        return result
    name = 'CPython'
    if 'PyPy' in sys_version:
        name = 'PyPy'
    elif 'IronPython' in sys_version:
        name = 'IronPython'
    match = _sys_version_parser.match(sys_version)
    if match is None:
        raise ValueError('failed to parse %s sys.version: %s' % (name, repr(sys_version)))
    number, buildno, builddate, buildtime, compiler = match.groups()
    if builddate is None:
        builddate = ''
    elif buildtime:
        builddate += ' ' + buildtime
    branch = revision = ''
    if hasattr(sys, '_mercurial'):
        _, branch, revision = sys._mercurial
    elif hasattr(sys, 'subversion'):
        _, branch, revision = sys.subversion
    parts = number.split('.')
    if len(parts) == 2:
        number = '.'.join(parts + ['0'])
    result = (name, number, branch, revision, buildno, builddate, compiler)
    _sys_version_cache[sys_version] = result
    return result


def python_implementation():
    """The name of this implementation of Python."""
    return _sys_version()[0]


def python_version():
    """Python's version as a string of three numbers."""
    return _sys_version()[1]


def python_version_tuple():
    """Python's version as a tuple of three strings."""
    return tuple(_sys_version()[1].split('.'))


def python_branch():
    """The branch of the sources, where it is known."""
    return _sys_version()[2]


def python_revision():
    """The revision of the sources, where it is known."""
    return _sys_version()[3]


def python_build():
    """(number, date) of the build."""
    return _sys_version()[4:6]


def python_compiler():
    """What this Python was compiled with."""
    return _sys_version()[6]


_platform_cache = {}


def platform(aliased=0, terse=0):
    """One string that says what system this is; with terse only the main things."""
    result = _platform_cache.get((aliased, terse))
    if result is not None:
        return result
    system, node, release, version, machine, processor = uname()
    if machine == processor:
        processor = ''
    if aliased:
        system, release, version = system_alias(system, release, version)
    if system == 'Linux':
        distname, distversion, distid = dist('')
        if distname and not terse:
            result = _platform(system, release, machine, processor, 'with', distname,
                               distversion, distid)
        else:
            libcname, libcversion = libc_ver(sys.executable) if sys.executable else ('', '')
            result = _platform(system, release, machine, processor, 'with',
                               libcname + libcversion)
    elif terse:
        result = _platform(system, release)
    else:
        bits, linkage = architecture(sys.executable)
        result = _platform(system, release, machine, processor, bits, linkage)
    _platform_cache[aliased, terse] = result
    return result


if __name__ == '__main__':
    _terse = 'terse' in sys.argv or '--terse' in sys.argv
    _aliased = 'nonaliased' not in sys.argv and '--nonaliased' not in sys.argv
    print platform(_aliased, _terse)
    sys.exit(0)
