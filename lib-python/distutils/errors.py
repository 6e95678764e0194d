"""The exceptions of distutils."""


class DistutilsError(Exception):
    """Any error of distutils, those of compilers apart."""


class CCompilerError(Exception):
    """A compiler or its kin failed."""


def _errors(base, texts):
    for name, text in texts:
        globals()[name] = type(name, (base,), {'__doc__': text, '__module__': __name__})


_errors(DistutilsError, [
    ('DistutilsModuleError', 'A module cannot be loaded, or has not what it should.'),
    ('DistutilsClassError', 'A command class is not as it should be.'),
    ('DistutilsGetoptError', 'A table of options is not as it should be.'),
    ('DistutilsArgError', 'Options on the command line are wrong.'),
    ('DistutilsFileError', 'Something in the file system is not as expected.'),
    ('DistutilsOptionError', 'Options contradict each other, or do not do.'),
    ('DistutilsSetupError', "A setup script's arguments are wrong."),
    ('DistutilsPlatformError', 'This system is not known, or cannot do it.'),
    ('DistutilsExecError', 'A program failed.'),
    ('DistutilsInternalError', 'distutils itself is at fault.'),
    ('DistutilsTemplateError', 'A template of a list of files is wrong.'),
    ('DistutilsByteCompileError', 'A module cannot be compiled.'),
])

_errors(CCompilerError, [
    ('PreprocessError', 'A file could not be preprocessed.'),
    ('CompileError', 'A file could not be compiled.'),
    ('LibError', 'A library could not be made.'),
    ('LinkError', 'Objects could not be linked.'),
    ('UnknownFileError', 'A compiler was given a file of no type it knows.'),
])
