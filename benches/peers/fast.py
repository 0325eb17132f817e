"""The best script that Python allows: a YAML loader in Rust, f-strings, no collector of garbage.

Does what analyst.py does, and tells the true line of each quote. Usage: fast.py PROJECT OUT; needs yaml-rs.
"""

import csv
import gc
import sys
from bisect import bisect_right
from collections import defaultdict
from html import escape
from itertools import chain
from pathlib import Path

import yaml_rs

MARKS = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}


def fold(text):
    return " ".join((text if text.isascii() else text.translate(MARKS)).split())


def folded_with_lines(text):
    """The folded text, where each line with words begins in it, and the number of that line."""
    pieces, starts, numbers, length = [], [], [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if piece := fold(line):
            pieces.append(piece)
            starts.append(length)
            numbers.append(number)
            length += len(piece) + 1
    return " ".join(pieces), starts, numbers


def find(found, text, starts, numbers):
    for quote in chain(found["quotes"], *(claim["quotes"] for claim in found.get("criteria", {}).values())):
        words = quote["exact"] if isinstance(quote, dict) else quote
        at = text.find(fold(words))
        if at < 0:
            sys.exit(f"{found['id']}: not found: {words}")
        yield words, numbers[bisect_right(starts, at) - 1]


def page(title, options, matrices, recommendations):
    yield f'<!doctype html><meta charset="utf-8"><title>{escape(title)}</title><h1>{escape(title)}</h1>\n'
    for name, columns, cells in matrices:
        heads = "".join(f"<th>{escape(column)}</th>" for column in columns)
        yield f"<h2>{name}</h2><table><tr><th></th>{heads}</tr>\n"
        for key, option in options.items():
            row = (cells.get((key, column), ()) for column in columns)
            row = ("".join(f'<a href="#{found["id"]}">{found["stance"]}</a> ' for found in cell) for cell in row)
            yield f"<tr><th>{escape(option['label'])}</th><td>{'</td><td>'.join(row)}</td></tr>\n"
        yield "</table>"
    yield "\n<h2>Evidence</h2>"
    for found, author, quoted in recommendations:
        yield f'<article id="{found["id"]}"><h3>{escape(author)}: {found["stance"]}</h3><p>{escape(found["summary"])}</p>\n'
        yield from (f"<blockquote>{escape(words)}</blockquote><p>{found['source']}, line {line}</p>" for words, line in quoted)
        yield "</article>\n"


def register(title, recommendations):
    yield f"# {title}\n\n"
    for found, author, quoted in recommendations:
        yield f"## {found['id']}\n\n{author}, {found['stance']}: {found['summary']}\n"
        yield from (f"\n> {words}\n\n{found['source']}, line {line}\n" for words, line in quoted)
        yield "\n"


def table(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def main():
    gc.disable()
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    project = yaml_rs.loads((folder / "options.yaml").read_text(encoding="utf-8"))
    sources, options = project["sources"], project["options"]
    texts = {key: folded_with_lines((folder / source["file"]).read_text(encoding="utf-8")) for key, source in sources.items()}
    by_author, by_camp, recommendations = defaultdict(list), defaultdict(list), []
    for found in project["recommendations"]:
        source = sources[found["source"]]
        recommendations.append((found, source["author"], list(find(found, *texts[found["source"]]))))
        by_author[found["option"], source["author"]].append(found)
        by_camp[found["option"], source["camp"]].append(found)
    authors = list(dict.fromkeys(source["author"] for source in sources.values()))
    matrices = [("Who recommends what", authors, by_author), ("Side by side", list(project["camps"]), by_camp)]
    with open(out / "index.html", "w", encoding="utf-8") as file:
        file.writelines(page(project["title"], options, matrices, recommendations))
    with open(out / "report.md", "w", encoding="utf-8") as file:
        file.writelines(register(project["title"], recommendations))
    rows = ([found["id"], found["source"], author, found["option"], found["stance"], found["summary"]] for found, author, _ in recommendations)
    table(out / "recommendations.csv", rows)
    table(out / "evidence.csv", ([found["id"], *quote] for found, _, quoted in recommendations for quote in quoted))
    cells = ([key, *("; ".join(found["stance"] for found in by_author.get((key, author), ())) for author in authors)] for key in options)
    table(out / "positions.csv", [["option", *authors], *cells])


main()
