"""Runs the toolchain's tests: run_tests.py [--quick] [PART OF A NAME...]

A test is a function test_* of a module test_*.py in any package here. It
fails by raising; it is skipped by raising Skipped. --quick leaves out those
with an attribute is_slow: most translations of whole programs.
"""

import os
import sys
import time
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))


class Skipped(Exception):
    """What a test needs is missing on this machine."""


def test_modules():
    """Names of all test modules, in order."""
    found = []
    for folder in sorted(os.listdir(HERE)):
        path = os.path.join(HERE, folder)
        if os.path.isdir(path) and not folder.startswith('.'):
            for name in sorted(os.listdir(path)):
                if name.startswith('test_') and name.endswith('.py'):
                    found.append('%s.%s' % (folder, name[:-3]))
    return found


def main(parts):
    quick = '--quick' in parts
    parts = [part for part in parts if part != '--quick']
    sys.path.insert(0, HERE)
    # Tests import Skipped from here under this module's own name.
    sys.modules['run_tests'] = sys.modules['__main__']
    passed, failed, skipped = 0, [], 0
    start = time.time()
    for module_name in test_modules():
        module = getattr(__import__(module_name), module_name.split('.')[1])
        for name in sorted(vars(module)):
            full = '%s.%s' % (module_name, name)
            if not name.startswith('test_') or (parts and not [
                    part for part in parts if part in full]):
                continue
            if quick and getattr(getattr(module, name), 'is_slow', False):
                continue
            try:
                getattr(module, name)()
                passed += 1
            except Skipped as reason:
                sys.stderr.write('skipped %s: %s\n' % (full, reason))
                skipped += 1
            except Exception:
                failed.append(full)
                print 'FAILED', full
                traceback.print_exc(None, sys.stdout)
    print '%d passed, %d failed, %d skipped in %.1f s' % (
        passed, len(failed), skipped, time.time() - start)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
