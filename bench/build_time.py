"""How long a cold build and `--help` take: whole processes, median of several, one table.

    python bench/build_time.py [--runs 7]

The limits are the project's own: 3 s for a cold build on two cores, 0.3 s for the help. The last
column is the ratio to `python -c pass`, run in turn on the same machine, so that it can be compared
between machines.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def seconds(command: list[str]) -> float:
    """The wall time of one run of a command that must succeed."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs: int = parser.parse_args().runs
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "python -c pass": [python, "-c", "pass"],
            "build.py --help": [python, "build.py", "--help"],
            "build.py check": [python, "build.py", "check", "--quiet"],
            "build.py (cold)": [python, "build.py", "--quiet", "--out", f"{folder}/site"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                times[name].append(seconds(command))
    base = statistics.median(times["python -c pass"])
    print(f"{'command':<18}{'min':>8}{'median':>8}{'max':>8}{'ratio':>8}   seconds, {runs} runs")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:<18}{min(taken):8.2f}{median:8.2f}{max(taken):8.2f}{median / base:8.1f}")


if __name__ == "__main__":
    main()
