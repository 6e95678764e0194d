"""Where libraries are."""

import os
import re
import subprocess


def _cached_names():
    """The file names that the system's linker knows for libraries."""
    for program in '/sbin/ldconfig', 'ldconfig':
        try:
            with open(os.devnull, 'w') as nowhere:
                output = subprocess.Popen([program, '-p'], stdout=subprocess.PIPE, stderr=nowhere,
                                          env=dict(os.environ, LC_ALL='C')).communicate()[0]
        except OSError:
            continue
        return re.findall(r'^\s+(\S+) \(', output, re.M)
    return []


def find_library(name):
    """The file name of a library, such as 'libm.so.6' for 'm'; None if there is none. That it is found does not mean that it can
    be loaded."""
    wanted = re.compile(r'lib%s\.[^\s]*\Z' % re.escape(name))
    for found in _cached_names():
        if wanted.match(found):
            return found
    return None
