# Generators that are dropped while they wait inside try or with are closed.
import gc


class Manager(object):
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        self.log.append(kind.__name__)


def final(log):
    try:
        yield 1
        yield 2
    finally:
        log.append('finally')


def managed(log):
    with Manager(log):
        yield 1


def catching(log):
    try:
        yield 1
    except GeneratorExit:
        log.append('exit')
        raise


def outside(log):
    yield 0
    try:
        yield 1
    finally:
        log.append('never')


def nested(log):
    try:
        for x in final(log):
            yield x
    finally:
        log.append('outer')


def burn(depth):
    return depth and burn(depth - 1) + 1


def drop(make, count, log):
    for i in range(count):
        make(log).next()


for make in final, managed, catching, outside, nested:
    log = []
    drop(make, 200, log)
    burn(50)
    gc.collect()
    gc.collect()
    # The last of them may still be seen on a stack.
    print make.__name__, len(log) >= 190 * (2 if make is nested else 1), sorted(set(log))

log = []
for i in range(300):
    # What is used up, or closed by hand, is not closed again.
    for x in final(log):
        pass
    generator = final(log)
    generator.next()
    generator.close()
    generator.close()
generator = None
gc.collect()
print len(log)

saved = []


def resurrected():
    try:
        yield 1
    finally:
        saved.append('closed')


def hot():
    total = 0
    for i in range(3000):
        for x in final(saved):
            total += x
            if i % 3 == 0:
                break
    return total


print hot()
burn(50)
gc.collect()
gc.collect()
print len(saved) > 2900, set(saved)
