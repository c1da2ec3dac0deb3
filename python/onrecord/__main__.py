"""Runs the program: `python -m onrecord report claims`."""

import subprocess
import sys

from onrecord.program import find

if __name__ == "__main__":
    sys.exit(subprocess.call([find(), *sys.argv[1:]]))
