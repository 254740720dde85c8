"""Runs a command and tells its wall time, CPU time (that of its own children included) and peak memory.

Usage: launch.py MEASUREMENT STDOUT COMMAND...   (files; the command's stderr is ours)
"""

import json
import os
import signal
import sys
import time

measurement, stdout, *command = sys.argv[1:]
flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
started = time.monotonic()
child = os.posix_spawnp(
    command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, stdout, flags, 0o600)]
)
signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGKILL))
_, status, usage = os.wait4(child, 0)
wall = time.monotonic() - started

with open(measurement, "w", encoding="utf-8") as file:
    json.dump(
        {
            "wallMs": wall * 1000,
            "cpuMs": (usage.ru_utime + usage.ru_stime) * 1000,
            # Linux counts in KiB, macOS in bytes.
            "peakMb": usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10),
            "exitCode": os.waitstatus_to_exitcode(status),
        },
        file,
    )
