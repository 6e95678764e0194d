import os, subprocess, sys
program = 'import sys; print hash("abc"), hash(u"h\\xe9llo"), hash(""), hash("a" * 50), sorted({"a": 1, "b": 2, u"c": 3}), "b" in set("abc")'
def run(seed, *options):
    environment = dict(os.environ)
    environment.pop('PYTHONHASHSEED', None)
    if seed is not None:
        environment['PYTHONHASHSEED'] = seed
    process = subprocess.Popen((sys.executable,) + options + ('-c', program), env=environment, stdout=subprocess.PIPE)
    return process.communicate()[0].strip()
for seed in '0', '1', '42', '4294967295':
    print run(seed), '|', run(seed, '-R')
print run(None), run('7', '-E')
first, second = run(None, '-R'), run('random')
print first != second, first != run(None)
