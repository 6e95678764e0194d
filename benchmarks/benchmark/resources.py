"""The files that a run needs, wherever they are kept.

In the source tree they are beside this package. In a binary they are frozen
into the module benchmark.frozen_files, whose FILES is a dictionary from names
such as 'programs/richards.py' and 'translate/translate.py' to contents.
"""

import os

HERE = os.path.dirname(os.path.abspath(__file__)) if '__file__' in globals() \
    else ''
TREES = {
    'programs': os.path.join(os.path.dirname(HERE), 'programs'),
    'translate': os.path.join(os.path.dirname(os.path.dirname(HERE)),
                              'translate'),
}
KEPT = ('.py', '.txt', '.c', '.h')
LEFT_OUT = ('build', 'tests', '__pycache__')


class MissingResource(Exception):
    """A part of the benchmarks is neither frozen in nor in a folder."""


def frozen():
    """The frozen files, or None."""
    try:
        from benchmark import frozen_files
    except ImportError:
        return None
    return frozen_files.FILES


def unpack(archive):
    """The files of an archive: a line `NAME LENGTH`, the contents, and so on.
    """
    files, position = {}, 0
    while position < len(archive):
        end = archive.index('\n', position)
        name, length = archive[position:end].rsplit(' ', 1)
        position = end + 1 + int(length)
        files[name] = archive[end + 1:position]
    return files


def files_of(tree):
    """Yields (name, contents) of all files of a tree."""
    files = frozen()
    if files is not None:
        prefix = tree + '/'
        for name in sorted(files):
            if name.startswith(prefix):
                yield name[len(prefix):], files[name]
        return
    root = TREES[tree]
    if not os.path.isdir(root):
        raise MissingResource('there is no folder %s' % root)
    todo = ['']
    while todo:
        folder = todo.pop()
        for name in sorted(os.listdir(os.path.join(root, folder))):
            relative = os.path.join(folder, name) if folder else name
            path = os.path.join(root, relative)
            if os.path.isdir(path):
                if name not in LEFT_OUT:
                    todo.append(relative)
            elif name.endswith(KEPT):
                with open(path, 'rb') as source:
                    yield relative, source.read()


def program_names():
    """The names of all programs, in order."""
    return sorted([name[:-3] for name, _ in files_of('programs')
                   if name.endswith('.py') and '/' not in name
                   and name != 'driver.py'])


class Folder(object):
    """A temporary folder, removed when the `with` statement ends."""

    def __init__(self):
        base = os.environ.get('TMPDIR', '/tmp')
        number = 0
        while True:
            self.path = os.path.join(base, 'benchmark-%d-%d' % (os.getpid(),
                                                                number))
            try:
                os.mkdir(self.path, 0o700)
                break
            except OSError as error:
                if error.errno != 17 or number > 1000:
                    raise
                number += 1

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        remove_tree(self.path)

    def write_tree(self, tree, name=None):
        """Writes a tree's files; gives the folder that they are in."""
        target = os.path.join(self.path, name or tree)
        for relative, contents in files_of(tree):
            self.write(os.path.join(target, relative), contents)
        return target

    def write(self, path, contents):
        path = os.path.join(self.path, path)
        folder = os.path.dirname(path)
        if not os.path.isdir(folder):
            os.makedirs(folder)
        with open(path, 'wb') as target:
            target.write(contents)
        return path


def remove_tree(path):
    for name in os.listdir(path):
        inner = os.path.join(path, name)
        if os.path.isdir(inner) and not os.path.islink(inner):
            remove_tree(inner)
        else:
            os.remove(inner)
    os.rmdir(path)
