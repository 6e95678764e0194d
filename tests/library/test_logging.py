"""logging: levels, the tree, formats, filters, handlers."""

import logging
import logging.handlers
import os
import shutil
import StringIO
import tempfile

out = StringIO.StringIO()
handler = logging.StreamHandler(out)
handler.setFormatter(logging.Formatter('%(levelname)s %(name)s %(module)s %(funcName)s %(message)s'))
logging.getLogger().addHandler(handler)
above, below = logging.getLogger('a'), logging.getLogger('a.b.c')
above.setLevel(logging.INFO)


def speak():
    below.debug('not seen')
    below.info('%s and %d', 'words', 5)
    below.warning('%(key)s', {'key': 'value'})
    try:
        1 / 0
    except ZeroDivisionError:
        below.exception('failed')


speak()
logging.getLogger('a.b').setLevel(logging.ERROR)
below.info('not seen')
handler.addFilter(logging.Filter('a.b'))
above.error('filtered')
below.critical('passes')
below.propagate = False
below.addHandler(logging.NullHandler())
below.critical('stays here')
text = out.getvalue()
print text[:text.index('Traceback')] + text[text.index('ZeroDivisionError'):]
print logging.getLevelName(30), logging.getLevelName('ERROR'), logging.getLevelName(31), below.getEffectiveLevel()
logging.disable(logging.CRITICAL)
print above.isEnabledFor(50)
logging.disable(0)

folder = tempfile.mkdtemp()
try:
    path = os.path.join(folder, 'log')
    rotating = logging.handlers.RotatingFileHandler(path, maxBytes=30, backupCount=2)
    memory = logging.handlers.MemoryHandler(100, logging.ERROR, rotating)
    logger = logging.getLogger('files')
    logger.propagate = 0
    logger.addHandler(memory)
    for number in range(12):
        logger.warning('message %d', number)
    print sorted(os.listdir(folder)), os.path.getsize(path)
    logger.error('now')
    memory.close()
    rotating.close()
    for name in sorted(os.listdir(folder)):
        print name, open(os.path.join(folder, name)).read().split('\n')
finally:
    shutil.rmtree(folder)
