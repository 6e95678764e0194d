"""Puts it all together."""

import sys

from benchmark import interpreters, measure, options, resources, results, table
from benchmark.options import UsageError, complain


def main(arguments):
    """Runs the command; gives the exit status."""
    try:
        chosen = options.parse(arguments)
    except UsageError as error:
        complain('%s (--help tells all)' % error)
        return 2
    if chosen.help:
        sys.stdout.write(options.USAGE)
        return 0
    try:
        if chosen.compare:
            return compare(chosen)
        known = resources.program_names()
        if chosen.list:
            print '\n'.join(known)
            return 0
        unknown = [name for name in chosen.programs if name not in known]
        if unknown:
            complain('no program %s; there are: %s' % (', '.join(unknown),
                                                       ', '.join(known)))
            return 2
        with resources.Folder() as folder:
            return run(chosen, chosen.programs or known, folder)
    except resources.MissingResource as error:
        complain(str(error))
        return 2
    except (IOError, OSError) as error:
        complain('%s: %s' % (error.filename or 'error', error.strerror))
        return 2
    except KeyboardInterrupt:
        complain('interrupted')
        return 130


def run(chosen, names, folder):
    found = interpreters.choose(chosen, folder.path, complain)
    if not found:
        complain('no interpreter to run')
        return 2
    baseline = interpreters.baseline_of(found, chosen.baseline)
    if baseline is None:
        complain('the baseline %s does not take part' % chosen.baseline)
        return 2
    data = None
    if not chosen.translate_only:
        measured = measure.measure(folder, names, found, chosen, complain)
        data = results.collect(names, found, baseline, measured, chosen)
    else:
        data = results.collect([], found, baseline, {}, chosen)
    if names and not chosen.translate_only:
        print '\n'.join(table.report(data))
    if chosen.translate or chosen.translate_only:
        from benchmark import translation
        data['translation'] = translation.measure(folder, found, chosen,
                                                  complain)
        print
        print '\n'.join(translation.report(data['translation']))
    if chosen.json:
        import json
        with open(chosen.json, 'w') as target:
            json.dump(data, target, indent=1, sort_keys=True)
    if chosen.html:
        from benchmark import page
        with open(chosen.html, 'w') as target:
            target.write(page.render(data))
    failed = data['failures'] or [1 for entry in data.get('translation', [])
                                  if entry['problem']]
    return 1 if failed else 0


def compare(chosen):
    import json
    read = []
    for name in chosen.compare:
        try:
            with open(name) as source:
                data = json.load(source)
            if data['format'] != results.FORMAT:
                raise ValueError
        except (ValueError, KeyError, TypeError):
            complain('%s was not written by --json' % name)
            return 2
        read.append(data)
    print '\n'.join(table.compare(read[0], read[1], chosen.compare))
    return 0
