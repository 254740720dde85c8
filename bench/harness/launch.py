"""Runs a command and tells its wall time, CPU time (that of its own children included) and peak memory.

Usage: launch.py MEASUREMENT STDOUT BYTES COMMAND...   (files; the command's stderr is ours)
With BYTES above 0, stdout is a pipe that is read that many bytes a second.
"""

import json
import os
import signal
import sys
import time

measurement, stdout, rate, *command = sys.argv[1:]
rate = int(rate)
flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
started = time.monotonic()
if rate > 0:
    reader, writer = os.pipe()
    actions = [(os.POSIX_SPAWN_DUP2, writer, 1), (os.POSIX_SPAWN_CLOSE, reader), (os.POSIX_SPAWN_CLOSE, writer)]
else:
    actions = [(os.POSIX_SPAWN_OPEN, 1, stdout, flags, 0o600)]
child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGKILL))
if rate > 0:
    os.close(writer)
    while chunk := os.read(reader, 65536):
        time.sleep(len(chunk) / rate)
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
