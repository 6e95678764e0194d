"""Checks JSON text and prints it prettily: python -m json.tool [infile [outfile]]."""

import collections
import json
import sys


def main():
    if len(sys.argv) > 3:
        raise SystemExit(sys.argv[0] + ' [infile [outfile]]')
    infile = open(sys.argv[1], 'rb') if len(sys.argv) > 1 else sys.stdin
    outfile = open(sys.argv[2], 'wb') if len(sys.argv) > 2 else sys.stdout
    with infile:
        try:
            obj = json.load(infile, object_pairs_hook=collections.OrderedDict)
        except ValueError as problem:
            raise SystemExit(problem)
    with outfile:
        json.dump(obj, outfile, sort_keys=True, indent=4, separators=(',', ': '))
        outfile.write('\n')


if __name__ == '__main__':
    main()
