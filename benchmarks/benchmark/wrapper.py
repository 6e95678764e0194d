"""What each interpreter really runs: the program, then its JIT's counts."""

SOURCE = '''
import sys
program = sys.argv[1]
sys.argv = sys.argv[1:]
sys.path.insert(0, program[:program.rindex('/')])
with open(program) as source:
    text = source.read()
try:
    exec(compile(text, program, 'exec'), {'__name__': '__main__',
                                          '__file__': program})
finally:
    try:
        import pypyjit
        counters = pypyjit.get_stats_snapshot().counters
        for name in sorted(counters):
            sys.stderr.write('counter %s %d\\n' % (name, counters[name]))
    except (ImportError, AttributeError):
        pass
'''
