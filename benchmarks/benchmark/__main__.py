import sys

from benchmark.command import main

sys.exit(main(sys.argv[1:]))
