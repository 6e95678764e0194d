"""A program that checks JSON text and indents it: python -m json.tool [infile [outfile]]."""

import json
import sys
from collections import OrderedDict


def main():
    paths = sys.argv[1:]
    if len(paths) > 2:
        raise SystemExit(sys.argv[0] + ' [infile [outfile]]')
    source = open(paths[0], 'rb') if paths else sys.stdin
    target = open(paths[1], 'wb') if paths[1:] else sys.stdout
    with source:
        try:
            data = json.load(source, object_pairs_hook=OrderedDict)
        except ValueError as problem:
            raise SystemExit(problem)
    with target:
        json.dump(data, target, sort_keys=True, indent=4, separators=(',', ': '))
        target.write('\n')


if __name__ == '__main__':
    main()
