"""Whole processes side by side: the program, what a user would run instead, and the floor.

Usage: compare.py [--sizes small,medium,large,huge] [--runs N] [--work DIR] [--only PART...]
Needs the release build with its examples (cargo build --release --bins --examples). A peer is measured where it
is found: PyYAML with Jinja2, yaml-rs (pip), minijinja-cli (cargo install), hugo (Debian's). `--only floor check`
measures those alone whose names have one of these parts. Prints a Markdown table of medians: wall seconds, CPU
seconds, peak memory in MB; then how time and memory grow with the size of the inputs, as the exponent between
the smallest size over 1 MB and the largest.
"""

import argparse
import importlib.util
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RELEASE = ROOT / "target/release"
PEERS = ROOT / "benches/peers"
CONTRACT = "html,markdown,csv,json"


def measure(command):
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))} failed: {said[-400:].decode(errors='replace')}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def median(command, runs, before=lambda: None):
    found = []
    for _ in range(runs):
        before()
        found.append(measure(command))
    return [statistics.median(column) for column in zip(*found)]


def bytes_below(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def contestants(project, work):
    """Each one's name, command, what is done before every run, and what it needs that is not here."""
    program, out = RELEASE / "policy-matrix", work / "out"
    build = [program, "build", project, "--out", out, "--formats"]
    floor = [RELEASE / "examples/floor", project, out, work / "floor"]
    nothing = lambda: None
    clear = lambda: shutil.rmtree(out, ignore_errors=True)
    yield "check", [program, "check", project], nothing, []
    yield "build, CSV and JSON", [*build, "csv,json"], clear, []
    yield "build, HTML", [*build, "html"], clear, []
    yield "build, the four text formats", [*build, CONTRACT], clear, []
    built = lambda: (out / "report.md").exists() or measure([*build, CONTRACT])
    yield "floor: read and write the same bytes", floor, built, []
    yield "floor: read, fold, search, write", [*floor, "search"], built, []
    script = lambda name: [sys.executable, PEERS / name, project, work / name]
    yield "PyYAML (C) + Jinja2", script("analyst.py"), nothing, lacking("yaml", "jinja2")
    yield "yaml-rs + f-strings", script("fast.py"), nothing, lacking("yaml_rs")
    data = project / "options.yaml"
    page = ["minijinja-cli", "-o", work / "page.html", PEERS / "page.html", data]
    yield "minijinja-cli, the page alone", page, nothing, missing("minijinja-cli")
    site = work / "site"
    lay = lambda: (shutil.copytree(PEERS / "hugo", site, dirs_exist_ok=True), (site / "data").mkdir(exist_ok=True),
                   shutil.copy(data, site / "data"))
    hugo = ["hugo", "--quiet", "--source", site, "--destination", site / "public"]
    yield "Hugo, the page alone", hugo, lay, missing("hugo")


def lacking(*modules):
    return [name for name in modules if importlib.util.find_spec(name) is None]


def missing(program):
    return [] if shutil.which(program) else [program]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="small,medium,large")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--work", type=Path, default=None)
    parser.add_argument("--only", nargs="+", metavar="PART", default=[""])
    arguments = parser.parse_args()
    work = arguments.work or Path(tempfile.mkdtemp())
    grown = {}
    print("| size | inputs, MB | what | wall, s | CPU, s | peak, MB |\n|---|---|---|---|---|---|")
    for size in arguments.sizes.split(","):
        project = work / size
        if not project.exists():
            subprocess.run([RELEASE / "examples/generate", size, project], check=True)
        inputs = bytes_below(project) / 1e6
        outputs = work / f"{size}-outputs"
        shutil.rmtree(outputs, ignore_errors=True)
        outputs.mkdir()
        for name, command, before, absent in contestants(project, outputs):
            if not any(part in name for part in arguments.only):
                continue
            if absent:
                print(f"| {size} | {inputs:.1f} | {name} | not here: {', '.join(absent)} | | |", flush=True)
                continue
            wall, cpu, peak = median(command, arguments.runs, before)
            print(f"| {size} | {inputs:.1f} | {name} | {wall:.3f} | {cpu:.3f} | {peak:.0f} |", flush=True)
            grown.setdefault(name, []).append((inputs, cpu, peak))
    for name, found in grown.items():
        large = [entry for entry in found if entry[0] > 1]
        if len(large) < 2:
            continue
        (from_size, from_cpu, from_peak), (to_size, to_cpu, to_peak) = large[0], large[-1]
        scale = math.log(to_size / from_size)
        time_exponent, memory_exponent = math.log(to_cpu / from_cpu) / scale, math.log(to_peak / from_peak) / scale
        print(f"\n{name}: CPU grows as n^{time_exponent:.2f}, memory as n^{memory_exponent:.2f}")


main()
