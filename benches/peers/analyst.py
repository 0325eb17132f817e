"""What a competent analyst would run instead: PyYAML with its C loader, Jinja2, the csv module.

Reads one project, finds each quote in its source (white space and quotation marks folded), and writes a
page with two matrices and a register, tidy and wide CSV, and Markdown. Usage: analyst.py PROJECT OUT
"""

import csv
import re
import sys
from pathlib import Path

import jinja2
import yaml

PAGE = """<!doctype html><meta charset="utf-8"><title>{{ project.title }}</title><h1>{{ project.title }}</h1>
{% for name, columns, cells in matrices %}<h2>{{ name }}</h2><table><tr><th></th>{% for column in columns %}<th>{{ column }}</th>{% endfor %}</tr>
{% for option in options %}<tr><th>{{ option.label }}</th>{% for column in columns %}<td>{% for found in cells.get((option.id, column), ()) %}<a href="#{{ found.id }}">{{ found.stance }}</a> {% endfor %}</td>{% endfor %}</tr>
{% endfor %}</table>{% endfor %}
<h2>Evidence</h2>{% for found in recommendations %}<article id="{{ found.id }}"><h3>{{ found.author }}: {{ found.stance }}</h3><p>{{ found.summary }}</p>
{% for quote in found.quoted %}<blockquote>{{ quote.text }}</blockquote><p>{{ found.source }}, line {{ quote.line }}</p>{% endfor %}</article>
{% endfor %}"""

LIST = """# {{ project.title }}

{% for found in recommendations %}## {{ found.id }}

{{ found.author }}, {{ found.stance }}: {{ found.summary }}
{% for quote in found.quoted %}
> {{ quote.text }}

{{ found.source }}, line {{ quote.line }}
{% endfor %}
{% endfor %}"""


def fold(text):
    text = text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})
    return re.sub(r"\s+", " ", text)


def quotes_of(found):
    for quote in found["quotes"]:
        yield quote["exact"] if isinstance(quote, dict) else quote
    for claim in (found.get("criteria") or {}).values():
        for quote in claim["quotes"]:
            yield quote["exact"] if isinstance(quote, dict) else quote


def main():
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    project = yaml.load((folder / "options.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    sources = project["sources"]
    texts = {key: (folder / source["file"]).read_text(encoding="utf-8") for key, source in sources.items()}
    folded = {key: fold(text) for key, text in texts.items()}
    by_author, by_camp = {}, {}
    for found in project["recommendations"]:
        source = sources[found["source"]]
        found["author"] = source["author"]
        found["quoted"] = []
        for words in quotes_of(found):
            at = folded[found["source"]].find(fold(words).strip())
            if at < 0:
                sys.exit(f"{found['id']}: not found: {words}")
            found["quoted"].append({"text": words, "line": texts[found["source"]].count("\n", 0, at) + 1})
        by_author.setdefault((found["option"], source["author"]), []).append(found)
        by_camp.setdefault((found["option"], source["camp"]), []).append(found)
    options = [{"id": key, **option} for key, option in project["options"].items()]
    authors = list(dict.fromkeys(source["author"] for source in sources.values()))
    matrices = [("Who recommends what", authors, by_author), ("Side by side", list(project["camps"]), by_camp)]
    environment = jinja2.Environment(autoescape=True)
    values = {"project": project, "options": options, "matrices": matrices, "recommendations": project["recommendations"]}
    (out / "index.html").write_text(environment.from_string(PAGE).render(values), encoding="utf-8")
    (out / "report.md").write_text(jinja2.Environment().from_string(LIST).render(values), encoding="utf-8")
    with open(out / "recommendations.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for found in project["recommendations"]:
            writer.writerow([found["id"], found["source"], found["author"], found["option"], found["stance"], found["summary"]])
    with open(out / "evidence.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for found in project["recommendations"]:
            writer.writerows([found["id"], quote["text"], quote["line"]] for quote in found["quoted"])
    with open(out / "positions.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["option", *authors])
        for option in options:
            cells = ("; ".join(found["stance"] for found in by_author.get((option["id"], author), ())) for author in authors)
            writer.writerow([option["id"], *cells])


main()
