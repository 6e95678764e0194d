"""The files of a source distribution, chosen by the lines of a template."""

import fnmatch
import os
import re
from distutils import log
from distutils.errors import DistutilsTemplateError
from distutils.util import convert_path

# What each action is told with, whether it takes files out, how its patterns are meant and what is said if no file is found.
_PATTERNS, _FOLDER, _FOLDER_AND_PATTERNS = range(3)
_ACTIONS = {
    'include': (_PATTERNS, False, {'anchor': 1}, "warning: no files found matching '%s'"),
    'exclude': (_PATTERNS, True, {'anchor': 1}, "warning: no previously-included files found matching '%s'"),
    'global-include': (_PATTERNS, False, {'anchor': 0}, "warning: no files found matching '%s' anywhere in distribution"),
    'global-exclude': (_PATTERNS, True, {'anchor': 0},
                       "warning: no previously-included files matching '%s' found anywhere in distribution"),
    'recursive-include': (_FOLDER_AND_PATTERNS, False, {}, "warning: no files found matching '%s' under directory '%s'"),
    'recursive-exclude': (_FOLDER_AND_PATTERNS, True, {},
                          "warning: no previously-included files matching '%s' found under directory '%s'"),
    'graft': (_FOLDER, False, {}, "warning: no directories found matching '%s'"),
    'prune': (_FOLDER, True, {}, "no previously-included directories found matching '%s'"),
}
_EXPECTED = {_PATTERNS: '<pattern1> <pattern2> ...', _FOLDER: 'a single <dir_pattern>',
             _FOLDER_AND_PATTERNS: '<dir> <pattern1> <pattern2> ...'}


class FileList:
    """files are those chosen, allfiles those there are to choose from (None: not looked for yet)."""

    def __init__(self, warn=None, debug_print=None):
        self.files, self.allfiles = [], None

    def set_allfiles(self, allfiles):
        self.allfiles = allfiles

    def findall(self, dir=os.curdir):
        self.allfiles = findall(dir)

    def debug_print(self, msg):
        from distutils.debug import DEBUG
        if DEBUG:
            print msg

    def extend(self, items):
        self.files.extend(items)

    def append(self, item):
        self.files.append(item)

    def sort(self):
        """Sorts by folders first: what is in one stays together."""
        self.files = [os.path.join(*pair) for pair in sorted(map(os.path.split, self.files))]

    def remove_duplicates(self):
        """Takes files out that are there twice in succession, as in a sorted list."""
        self.files = [path for number, path in enumerate(self.files) if not number or path != self.files[number - 1]]

    def _parse_template_line(self, line):
        words = line.split()
        action, arguments = words[0], map(convert_path, words[1:])
        if action not in _ACTIONS:
            raise DistutilsTemplateError("unknown action '%s'" % action)
        kind = _ACTIONS[action][0]
        if not arguments or kind == _FOLDER and len(arguments) > 1 or kind == _FOLDER_AND_PATTERNS and len(arguments) < 2:
            raise DistutilsTemplateError("'%s' expects %s" % (action, _EXPECTED[kind]))
        if kind == _FOLDER:
            return action, None, None, arguments[0]
        if kind == _FOLDER_AND_PATTERNS:
            return action, arguments[1:], arguments[0], None
        return action, arguments, None, None

    def process_template_line(self, line):
        """Chooses files, or takes some out, as one line of a template says."""
        action, patterns, folder, folder_pattern = self._parse_template_line(line)
        _kind, takes_out, options, message = _ACTIONS[action]
        self.debug_print(' '.join([action] + filter(None, [folder, folder_pattern]) + (patterns or [])))
        change = self.exclude_pattern if takes_out else self.include_pattern
        if folder_pattern is not None:
            if not change(None, prefix=folder_pattern):
                log.warn(message, folder_pattern)
            return
        for pattern in patterns:
            if not change(pattern, prefix=folder, **options):
                log.warn(message, *[pattern] if folder is None else [pattern, folder])

    def include_pattern(self, pattern, anchor=1, prefix=None, is_regex=0):
        """Chooses the files that match; whether there were any."""
        expression = translate_pattern(pattern, anchor, prefix, is_regex)
        self.debug_print("include_pattern: applying regex r'%s'" % expression.pattern)
        if self.allfiles is None:
            self.findall()
        found = filter(expression.search, self.allfiles)
        self.extend(found)
        return int(bool(found))

    def exclude_pattern(self, pattern, anchor=1, prefix=None, is_regex=0):
        """Takes the files that match out; whether there were any."""
        expression = translate_pattern(pattern, anchor, prefix, is_regex)
        self.debug_print("exclude_pattern: applying regex r'%s'" % expression.pattern)
        before = len(self.files)
        # The list itself may be known elsewhere.
        self.files[:] = [path for path in self.files if not expression.search(path)]
        return int(len(self.files) < before)


def findall(dir=os.curdir):
    """All files in and below a folder; those of the current one without './'."""
    paths = [os.path.join(folder, name) for folder, _folders, names in os.walk(dir, followlinks=True) for name in names]
    if dir == os.curdir:
        paths = [path[len(os.curdir + os.sep):] for path in paths]
    return filter(os.path.isfile, paths)


def glob_to_re(pattern):
    """A pattern of names as a regular expression, in which '*' and '?' do not go across separators of paths."""
    separator = os.sep if os.sep != '\\' else r'\\\\'
    return re.sub(r'((?<!\\)(?:\\\\)*)\.', lambda match: '%s[^%s]' % (match.group(1), separator), fnmatch.translate(pattern))


def translate_pattern(pattern, anchor=1, prefix=None, is_regex=0):
    """A compiled expression for a pattern of names, or for an expression (is_regex). With a prefix, paths start with that;
    else they start with the pattern if it is anchored."""
    if is_regex:
        return re.compile(pattern) if isinstance(pattern, basestring) else pattern
    ending = glob_to_re(pattern) if pattern else ''
    if prefix is not None:
        start = glob_to_re(prefix)[:-len(glob_to_re(''))]
        separator = os.sep if os.sep != '\\' else r'\\'
        return re.compile('^' + start + separator + '.*' + ending)
    return re.compile('^' + ending if anchor else ending)
