"""From a save to the new outputs: `policy-matrix watch` on a project, its saves and what it says of them.

Usage: edit.py PROJECT [--edits N] [--formats F] [--program P]
PROJECT is one that generate has made with a file an author. Each save changes a word in a file of the coding;
the time is that from the save to the line that says what was written. Prints the median and the range.
"""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def saves(coding, edits):
    """Writes a file of the coding, each time a little different."""
    text = coding.read_text(encoding="utf-8")
    for number in range(edits):
        yield lambda: coding.write_text(text.replace("actor: Governments", f"actor: Government {number}", 1), encoding="utf-8")
    coding.write_text(text, encoding="utf-8")


def wait_for(lines, what):
    for line in lines:
        if what in line:
            return
        if "error" in line:
            sys.exit(line)
    sys.exit("the program ended")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("project", type=Path)
    parser.add_argument("--edits", type=int, default=9)
    parser.add_argument("--formats", default="csv")
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/policy-matrix")
    arguments = parser.parse_args()
    coding = sorted((arguments.project / "coding").glob("*.yaml"))[1]
    command = [arguments.program, "watch", arguments.project, "--formats", arguments.formats]
    watch = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    wait_for(watch.stderr, "outputs changed")
    times = []
    for save in saves(coding, arguments.edits):
        start = time.monotonic()
        save()
        wait_for(watch.stderr, "outputs changed")
        times.append((time.monotonic() - start) * 1000)
        time.sleep(0.2)
    watch.kill()
    print(f"{arguments.formats}: median {statistics.median(times):.0f} ms, {min(times):.0f} to {max(times):.0f} ms, {len(times)} saves")


main()
