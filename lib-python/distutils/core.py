"""setup(), which setup scripts call, and run_setup(), which runs such scripts."""

import os
import sys
from distutils.cmd import Command
from distutils.config import PyPIRCCommand
from distutils.debug import DEBUG
from distutils.dist import Distribution
from distutils.errors import CCompilerError, DistutilsArgError, DistutilsError, DistutilsSetupError
from distutils.extension import Extension
from distutils.util import grok_environment_error

USAGE = 'usage: ' + '   or: '.join('%(script)s ' + form + '\n' for form in (
    '[global_opts] cmd1 [cmd1_opts] [cmd2 [cmd2_opts] ...]', '--help [cmd1 cmd2 ...]', '--help-commands', 'cmd --help'))

# How far run_setup() lets setup() go, and the distribution that it made.
_STEPS = 'init', 'config', 'commandline', 'run'
_setup_stop_after = None
_setup_distribution = None

# What setup() and Extension take.
setup_keywords = tuple('''
    distclass script_name script_args options name version author author_email maintainer maintainer_email url license
    description long_description keywords platforms classifiers download_url requires provides obsoletes'''.split())
extension_keywords = tuple('''
    name sources include_dirs define_macros undef_macros library_dirs libraries runtime_library_dirs extra_objects
    extra_compile_args extra_link_args swig_opts export_symbols depends language'''.split())


def gen_usage(script_name):
    return USAGE % {'script': os.path.basename(script_name)}


def setup(**attrs):
    """Describes a distribution and does with it what the command line asks for. Returns the distribution. Errors of users end
    the program with a message."""
    global _setup_distribution
    make = attrs.pop('distclass', None) or Distribution
    attrs.setdefault('script_name', os.path.basename(sys.argv[0]))
    attrs.setdefault('script_args', sys.argv[1:])
    try:
        distribution = _setup_distribution = make(attrs)
    except DistutilsSetupError as error:
        where = 'in %s setup command' % attrs['name'] if 'name' in attrs else 'in setup command'
        raise SystemExit('error %s: %s' % (where, error))
    if _setup_stop_after != 'init':
        _configure_and_run(distribution)
    return distribution


def _configure_and_run(distribution):
    distribution.parse_config_files()
    _show_options(distribution, 'config files')
    if _setup_stop_after == 'config':
        return
    try:
        wanted = distribution.parse_command_line()
    except DistutilsArgError as error:
        raise SystemExit('%s\nerror: %s' % (gen_usage(distribution.script_name), error))
    _show_options(distribution, 'command line')
    if wanted and _setup_stop_after != 'commandline':
        _run_commands(distribution)


def _show_options(distribution, source):
    if DEBUG:
        print 'options (after parsing %s):' % source
        distribution.dump_option_dicts()


def _run_commands(distribution):
    try:
        distribution.run_commands()
    except KeyboardInterrupt:
        raise SystemExit('interrupted')
    except EnvironmentError as error:
        message = grok_environment_error(error)
        if DEBUG:
            sys.stderr.write(message + '\n')
            raise
        raise SystemExit(message)
    except (DistutilsError, CCompilerError) as error:
        if DEBUG:
            raise
        raise SystemExit('error: %s' % error)


def run_setup(script_name, script_args=None, stop_after='run'):
    """Runs a setup script until its distribution is made ('init'), has read the configuration ('config') or the command line
    ('commandline'), or to the end ('run'). Returns the distribution."""
    global _setup_stop_after
    if stop_after not in _STEPS:
        raise ValueError("invalid value for 'stop_after': %r" % (stop_after,))
    _setup_stop_after = stop_after
    arguments = sys.argv
    sys.argv = [script_name] + list(arguments[1:] if script_args is None else script_args)
    try:
        with open(script_name) as script:
            text = script.read()
        try:
            exec text in {'__file__': script_name}, {}
        except SystemExit:
            pass                      # told the user, and left a distribution or not
    finally:
        sys.argv = arguments
        _setup_stop_after = None
    if _setup_distribution is None:
        raise RuntimeError("'distutils.core.setup()' was never called -- perhaps '%s' is not a Distutils setup script?"
                           % script_name)
    return _setup_distribution
