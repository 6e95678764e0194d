import subprocess, sys
program = '''
def f(a, b):
    return a / b
print f(7, 2), f(7L, 2), f(7.0, 2), f(1j, 2), f(True, 3)
x = 9
x /= 2
for i in range(3):
    y = 10 / (i + 1)
print x, y
'''
for option in '-Qold', '-Qwarn', '-Qwarnall', '-Qnew':
    process = subprocess.Popen([sys.executable, option, '-c', program], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate()
    print option, out, err
process = subprocess.Popen([sys.executable, '-v', '-c', 'import colorsys'], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
print [line.split(' # ')[0] for line in process.communicate()[1].splitlines() if line.startswith('import colorsys')]
