"""Records what CPython 2.7 makes of sources, for the tests of this crate. Runs under Python 2.7.

    python2.7 record.py trees FILE...    writes FILE.tree beside each FILE
    python2.7 record.py errors FILE      rewrites the results in a table of errors
    python2.7 record.py cases            reads cases from standard input, writes a line for each

A tree is one line a node: its field, its class, its position, its plain fields. A case is a line `mode length` and
so many bytes; the answer is `ok` and the CRC-32 of the tree, or the error. Modes are those of `compile`, as well as
`file` (the source is a file that is imported), `unicode` (the source is UTF-8, decoded before it is compiled),
`incomplete` (`single`, and the end of the source ends no block), `codeop` (the source was typed at a prompt) and
`future` (the answer is the future features that are on after it).
"""

import _ast
import codeop
import imp
import os
import shutil
import struct
import sys
import tempfile
import zlib

PLAIN = (_ast.expr_context, _ast.operator, _ast.unaryop, _ast.boolop, _ast.cmpop)


def plain(value):
    if isinstance(value, PLAIN):
        return type(value).__name__
    if isinstance(value, float):
        return 'float:%016x' % struct.unpack('<Q', struct.pack('<d', value))
    if isinstance(value, complex):
        return 'imaginary:%016x' % struct.unpack('<Q', struct.pack('<d', value.imag))
    if isinstance(value, (bool, int, long)):
        return repr(value)
    if isinstance(value, str):
        return 'bytes:' + ''.join(escape(ord(c), '\\x%02x') for c in value)
    if isinstance(value, unicode):
        return 'unicode:' + ''.join(escape(ord(c), '\\u{%x}') for c in value)
    raise TypeError(value)


def escape(code, form):
    return chr(code) if 0x20 < code < 0x7f and code != 0x5c else form % code


def tree_lines(node, field, depth, lines):
    head = [' ' * depth + field, type(node).__name__]
    if 'lineno' in node._attributes:
        head.append('%d:%d' % (node.lineno, node.col_offset))
    children = []
    for name in node._fields:
        value = getattr(node, name, None)
        if value is None:
            continue
        if isinstance(value, list):
            if value and (isinstance(value[0], PLAIN) or isinstance(value[0], str)):
                head.append('%s=%s' % (name, ','.join(v if isinstance(v, str) else plain(v) for v in value)))
            else:
                children += [(name, child) for child in value]
        elif isinstance(value, _ast.AST) and not isinstance(value, PLAIN):
            children.append((name, value))
        elif isinstance(value, str) and type(node) is not _ast.Str:
            head.append('%s=%s' % (name, value))
        else:
            head.append('%s=%s' % (name, plain(value)))
    lines.append(' '.join(head))
    for name, child in children:
        tree_lines(child, name, depth + 1, lines)


def tree_text(node):
    lines = []
    tree_lines(node, 'tree', 0, lines)
    return '\n'.join(lines) + '\n'


def parse(source, mode):
    """The tree of a source, or None where only errors can be seen."""
    if mode == 'unicode':
        return compile(source.decode('utf-8'), 'source.py', 'exec', _ast.PyCF_ONLY_AST, True)
    flags = _ast.PyCF_ONLY_AST
    if mode == 'incomplete':
        mode, flags = 'single', flags | 0x200
    if mode != 'file':
        return compile(source, 'source.py', mode, flags, True)
    directory = tempfile.mkdtemp()
    here = os.getcwd()
    os.chdir(directory)
    try:
        with open('source.py', 'wb') as f:
            f.write(source)
        try:
            imp.load_source('source', 'source.py')
        except (SyntaxError, MemoryError):
            raise
        except Exception as error:
            # What the source does when it runs is not looked at.
            if isinstance(error, ValueError) and 'escape' in str(error):
                raise
    finally:
        os.chdir(here)
        shutil.rmtree(directory)


def result(source, mode):
    """The fields of a line that tells what became of a source."""
    try:
        if mode == 'codeop':
            code = codeop.compile_command(source, 'source.py', 'single')
            return ['complete' if code else 'incomplete']
        if mode == 'future':
            return ['%#x' % (compile(source, 'source.py', 'exec', 0, True).co_flags & 0x3e000)]
        tree = parse(source, mode)
    except SyntaxError as error:
        text = error.text if error.offset is not None else None
        return [type(error).__name__, str(error.lineno), str(error.offset), show(error.msg), show(text)]
    except (MemoryError, ValueError) as error:
        return [type(error).__name__, show(str(error))]
    if tree is None:
        return ['ok']
    return ['ok', '%08x' % (zlib.crc32(tree_text(tree)) & 0xffffffff)]


def show(text):
    return 'None' if text is None else text.encode('string_escape')


def record_trees(paths):
    for path in paths:
        with open(path, 'rb') as f:
            tree = parse(f.read(), 'exec')
        with open(path + '.tree', 'wb') as f:
            f.write(tree_text(tree))


def record_errors(path):
    lines = []
    with open(path) as f:
        for line in f:
            fields = line.rstrip('\n').split('\t')
            if len(fields) >= 2:
                mode, source = fields[:2]
                fields = [mode, source] + result(source.decode('string_escape'), mode)
            lines.append('\t'.join(fields) + '\n')
    with open(path, 'w') as f:
        f.writelines(lines)


def answer_cases():
    while True:
        head = sys.stdin.readline()
        if not head:
            break
        mode, length = head.split()
        source = sys.stdin.read(int(length))
        print '\t'.join(result(source, mode))


if __name__ == '__main__':
    sys.setrecursionlimit(100000)
    sys.dont_write_bytecode = True
    if sys.argv[1] == 'trees':
        record_trees(sys.argv[2:])
    elif sys.argv[1] == 'errors':
        record_errors(sys.argv[2])
    else:
        answer_cases()
