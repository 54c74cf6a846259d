"""A process small enough that what it starts is measured alone: a child's peak counts its parent's memory.

`python tests/bench/measured.py RESULT COMMAND…` runs the command and writes CPU seconds, elapsed seconds and
peak (in the system's unit) as a JSON list to the file RESULT; it exits as the command did.
"""

import json
import resource
import subprocess
import sys
import time

if __name__ == "__main__":
    start = time.perf_counter()
    code = subprocess.call(sys.argv[2:])
    wall = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(sys.argv[1], "w", encoding="utf-8") as result:  # noqa: PTH123 - pathlib's import takes memory
        json.dump([used.ru_utime + used.ru_stime, wall, used.ru_maxrss], result)
    sys.exit(code if code >= 0 else 1)
