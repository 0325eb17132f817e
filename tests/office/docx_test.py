"""The Word documents: read back cell by cell, validated, opened by LibreOffice."""

import csv
import re
import tempfile
import unittest
import zipfile
from pathlib import Path

import docx
from docx.oxml.ns import qn
from lxml import etree

from office import ROOT, Build, faults, pages

WORDS = {
    "urges": "▲▲ Urges", "supports": "▲ Supports", "balanced": "◆ Weighs both", "opposes": "▽ Opposes",
    "rejects": "▽▽ Rejects", "mixed": "▲▽ Mixed", "varies": "▲|▽ Varies", "mentions": "○ Mentions",
    "silent": "— Not addressed", "not-applicable": "n/a Not applicable", "uncoded": "? Not coded",
}
EFFECTS = {"helps": "↑ Helps", "hurts": "↓ Hurts", "mixed": "↕ Both", "no claim": "· No claim"}
EXAMPLES = [ROOT, ROOT / "tests/cases/cells", ROOT / "tests/cases/hostile-text", ROOT / "tests/cases/no-recommendations"]


def text_of(element):
    return "".join(run.text or "" for run in element.iter(qn("w:t")))


def collapse(text):
    return " ".join(text.split())


def part(path, name):
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def holds(words, text):
    """Fails, naming the words alone, where a long text does not hold them."""
    if words not in text:
        raise AssertionError(f"{words!r} is lost")


def footnotes(path):
    """The text of each footnote by its id."""
    notes = part(path, "word/footnotes.xml").iter(qn("w:footnote"))
    return {note.get(qn("w:id")): text_of(note) for note in notes if note.get(qn("w:type")) is None}


def cells(table):
    """A table as lists of cells, each a list of paragraphs; spanned rows are left out."""
    rows = [row._tr.tc_lst for row in table.rows]
    return [[[text_of(p) for p in cell.p_lst] for cell in row] for row in rows if len(row) == len(rows[0])]


class Documents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.builds = [Build(project, "--docx", "report") for project in EXAMPLES]
        cls.build = cls.builds[0]

    @classmethod
    def tearDownClass(cls):
        for build in cls.builds:
            build.folder.cleanup()

    def documents(self):
        return [build.out / name for build in self.builds for name in ("brief.docx", "report.docx")]

    def test_the_schemas_find_no_fault(self):
        for path in self.documents():
            self.assertEqual(faults(path), [], path)

    def test_the_schemas_find_a_planted_fault(self):
        path = self.build.out / "brief.docx"
        with tempfile.NamedTemporaryFile(suffix=".docx") as broken:
            with zipfile.ZipFile(path) as package, zipfile.ZipFile(broken, "w") as changed:
                for name in package.namelist():
                    text = package.read(name)
                    if name == "word/document.xml":
                        text = text.replace(b"<w:cantSplit/><w:tblHeader/>", b"<w:cantSplit/><w:nonsense/>", 1)
                    changed.writestr(name, text)
            self.assertNotEqual(faults(broken.name), [])

    def test_the_properties_are_those_of_the_project(self):
        project = self.build.json()
        for name in ("brief.docx", "report.docx"):
            properties = docx.Document(self.build.out / name).core_properties
            self.assertEqual(properties.title, project["title"])
            self.assertEqual(properties.subject, collapse(project["question"]))
            self.assertEqual(str(properties.created.date()), project["as_of"])
            self.assertEqual(properties.created, properties.modified)

    def test_head_and_foot_bear_the_handling_line(self):
        for build in self.builds:
            handling = build.json()["handling"] or ""
            for name in ("brief.docx", "report.docx"):
                for section in docx.Document(build.out / name).sections:
                    self.assertIn(handling, text_of(section.header._element))
                    self.assertIn(handling, text_of(section.footer._element))
        self.assertTrue(any(build.json()["handling"] for build in self.builds))

    def test_styles_are_words_own_under_their_names(self):
        document = docx.Document(self.build.out / "brief.docx")
        used = {paragraph.style.name for paragraph in document.paragraphs}
        self.assertLessEqual({"Title", "Subtitle", "Heading 1", "Caption", "List Bullet", "Bibliography"}, used)
        self.assertEqual({table.style.name for table in document.tables}, {"Table Grid"})
        self.assertEqual(document.styles["footnote text"].style_id, "FootnoteText")
        self.assertEqual(document.styles["footnote reference"].style_id, "FootnoteReference")

    def test_every_cell_of_the_brief_says_what_the_data_say(self):
        for build in self.builds:
            self.brief_table(build)

    def brief_table(self, build):
        project = build.json()
        options = {option["id"]: collapse(option["label"]) for option in project["options"]}
        camps = {camp["id"]: collapse(camp["label"]) for camp in project["camps"]}
        said, shared = {}, set()
        for row in build.csv("data/positions.csv"):
            if ";" in row["camp"]:
                # What such an author says in each camp depends on the sources in it, which this table joins.
                shared.update(camps.get(camp, "Unaligned") for camp in row["camp"].split("; "))
                continue
            camp = camps.get(row["camp"], "Unaligned")
            said.setdefault((options[row["option"]], camp, row["state"]), []).append(collapse(row["author"]))
        for table in docx.Document(build.out / "brief.docx").tables:
            head, *rows = cells(table)
            names = [re.sub(r" \((no|\d+) authors?\)$", "", cell[0]) for cell in head[1:]]
            for row in rows:
                for camp, cell in zip(names, row[1:]):
                    expected = {state: who for (option, of, state), who in said.items() if (option, of) == (row[0][0], camp)}
                    shown = dict(line.split(": ", 1) for line in cell if ": " in line)
                    words = {WORDS[state] for state in expected}
                    (self.assertLessEqual if camp in shared else self.assertEqual)(words, set(shown), (row[0], camp))
                    for state, authors in expected.items():
                        who = shown[WORDS[state]]
                        wanted = authors if len(authors) <= 3 or camp in shared else [f"{len(authors)} authors"]
                        self.assertTrue(all(name in who for name in wanted), (who, authors))

    def test_every_footnote_quotes_its_source(self):
        for build in self.builds:
            quotes = build.csv("data/evidence.csv")
            numbers = {source["id"]: place for place, source in enumerate(build.json()["sources"], 1)}
            known = {}
            for quote in quotes:
                place = (numbers[quote["source"]], quote["paragraph"], quote["line"])
                known.setdefault(place, []).append(collapse(quote["text"]))
            for name in ("brief.docx", "report.docx"):
                quoted = 0
                for text in footnotes(build.out / name).values():
                    found = re.findall(r"\(source (\d+)\), paragraphs? (\d+)[–\d]*, lines? (\d+)[–\d]*(?: \(the author reports it\))?(: “|\.|, quoted above\.)", text)
                    self.assertTrue(found or "passage" not in text, text)
                    for source, paragraph, line, then in found:
                        candidates = known[(int(source), paragraph, line)]
                        if then == ": “":
                            quoted += 1
                            whole = [words for words in candidates if f"“{words}”" in text]
                            edited = "[…]" in text
                            self.assertTrue(whole or edited, text)
                self.assertGreaterEqual(quoted, 10 if build is self.build else 0, name)

    def test_the_brief_holds_what_the_other_briefs_hold(self):
        for build in self.builds:
            html = etree.HTML((build.out / "brief.html").read_text())
            document = docx.Document(build.out / "brief.docx")
            text = collapse(" ".join(text_of(p) for p in document.element.body.iter(qn("w:p"))))
            for path in ("//h1", "//p[@class='question']", "//p[@class='dates']", "//section[@class='bottom-line']/p",
                         "//section[@class='lists']/p", "//tbody/tr/th", "//thead/tr/th/span"):
                for element in html.iterfind("." + path):
                    holds(collapse("".join(element.itertext())).replace("(U+202E)", "\u202e").replace("(U+202C)", "\u202c"), text)
            for element in html.iterfind(".//footer/p"):
                words = "".join(element.itertext()).split(" ", 1)[1]
                for sentence in re.split(r"; |(?<=[.”]) (?=\d+\. )", words.removesuffix(".")):
                    holds(collapse(sentence), text)

    def test_every_cell_of_the_report_says_what_the_matrices_say(self):
        for build in self.builds:
            self.report_tables(build)

    def report_tables(self, build):
        document = docx.Document(build.out / "report.docx")
        entries = self.entries(document)
        tables = iter(document.tables)
        for matrix in build.json()["matrices"]:
            with open(build.out / f"matrices/{matrix['id']}.csv", newline="", encoding="utf-8") as file:
                head, *lines = list(csv.reader(file))
            left = list(range(3, len(head)))
            while True:
                table = cells(next(tables))
                self.assertEqual(len(table), len(lines) + 1, matrix)
                for column, cell in enumerate(table[0][1:], 1):
                    of_label = [place for place in left if (cell[0] + " (").startswith(head[place] + " (")]
                    left.remove(of_label[0])
                    for line, row in zip(lines, table[1:]):
                        self.assertEqual(row[0], [line[1]])
                        self.cell(line[of_label[0]], row[column], entries)
                if not left:
                    break
        self.assertIsNone(next(tables, None), "a table too many")

    def cell(self, plain, shown, entries):
        """Compares a cell of a matrix's CSV with that of the document."""
        text = " ".join(shown)
        said, _, evidence = plain.partition(" [") if re.search(r"\[[a-z0-9.;\- ]+\]$", plain) else (plain, "", "")
        recommendations = {entry.split(".")[0] for entry in evidence.rstrip("]").split("; ") if entry}
        numbers = re.findall(r"\d+", shown[-1]) if shown[-1].startswith("Evidence ") else []
        self.assertEqual({entries[int(number)] for number in numbers}, recommendations, (plain, shown))
        state = re.split(r"[:,;]", said)[0]
        if state in WORDS and not re.match(r"mixed \d", said):
            self.assertTrue(shown[0].startswith(WORDS[state]), (plain, shown))
            if state not in ("mixed", "varies"):
                holds(said.removeprefix(state).lstrip(",: "), text)
        elif re.match(r"(helps|hurts|mixed|no claim)\b", said):
            for claim in said.split("; "):
                effect = next(effect for effect in EFFECTS if claim.startswith(effect))
                holds(f"{EFFECTS[effect]}{': ' if claim != effect else ''}{claim.removeprefix(effect).strip()}", text)
        else:
            for words in said.split("; "):
                holds(words, text)

    def entries(self, document):
        """The recommendation of each number of the register."""
        found = {}
        bodies = list(document.element.body)
        for place, paragraph in enumerate(bodies):
            for mark in paragraph.iter(qn("w:bookmarkStart")):
                if mark.get(qn("w:name")).startswith("evidence_"):
                    identity = re.search(r"\(([a-z0-9-]+), source \d+\)$", text_of(bodies[place + 1]))
                    found[int(mark.get(qn("w:name")).split("_")[1])] = identity[1]
        return found

    def test_the_register_has_every_recommendation_and_every_quote(self):
        for build in self.builds:
            self.register(build)

    def register(self, build):
        document = docx.Document(build.out / "report.docx")
        text = collapse(" ".join(text_of(p) for p in document.element.body.iter(qn("w:p"))))
        rows = build.csv("data/recommendations.csv")
        self.assertEqual(sorted(self.entries(document).values()), sorted(row["id"] for row in rows))
        for row in rows:
            for field in ("summary", "actor", "target", "if", "after", "timing", "note"):
                holds(collapse(row[field]), text)
        for quote in build.csv("data/evidence.csv"):
            if quote["method"] != "edited":
                holds(f"“{collapse(quote['text'])}”", text)
        for source in build.json()["sources"]:
            holds(source["sha256"], text)
        totals = {word: 0 for word in WORDS}
        for row in rows:
            totals[row["stance"]] += 1
        heads = [p.text for p in document.paragraphs if p.style.name == "Heading 4"]
        for token, number in totals.items():
            self.assertEqual(sum(bool(re.search(f" {re.escape(WORDS[token])}(,|$)", head)) for head in heads), number, token)

    def test_libreoffice_opens_them_and_loses_nothing(self):
        brief = pages(self.build.pdf("brief.docx"))
        self.assertLessEqual(len(brief), 2, "the brief takes more than two pages")
        for build in self.builds:
            for name in ("brief.docx", "report.docx"):
                self.printed(build, name)

    def printed(self, build, name):
        """Every word of the body and the footnotes is printed."""
        path = build.out / name
        printed = set("".join(pages(build.pdf(name))).split())
        body = part(path, "word/document.xml")
        words = " ".join(text_of(p) for p in body.iter(qn("w:p"))) + " ".join(footnotes(path).values())
        # Words that a line end may have cut, or that stand against a footnote's mark, say nothing.
        plain = {word for word in words.split() if re.fullmatch(r"[A-Za-z]{3,12}", word)}
        self.assertGreater(len(plain), 20)
        self.assertLess(len(plain - printed), len(plain) / 50, sorted(plain - printed))

    def test_the_head_of_a_table_is_repeated_on_each_page(self):
        wide = [page for page in pages(self.build.pdf("report.docx")) if "Evidence" in page and "Register" not in page]
        heads = [page for page in wide if re.search(r"^\s*(Option|Author)\b|Unsigned \(outlet", page, re.M)]
        self.assertGreater(len(wide), 10)
        self.assertEqual(len(heads), len(wide))


class Large(unittest.TestCase):
    """40 sources, 60 options, 1,000 recommendations: nothing is lost."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        project = Path(cls.folder.name)
        stances = ["urges", "supports", "balanced", "opposes", "rejects", "mentions"]
        lines = ["format: 1", "title: Large", "handling: EXERCISE", "camps: { a: { label: A, basis: b }, b: { label: B, basis: b } }", "sources:"]
        for s in range(40):
            text = "\n\n".join(f"Passage {s}x{k} asks that the matter be weighed by all who are concerned with it." for k in range(25))
            (project / f"s{s}.txt").write_text(text + "\n")
            lines.append(f"  s{s}: {{ file: s{s}.txt, author: Author {s}, url: 'https://example.org/{s}', camp: {'ab'[s % 2]} }}")
        lines += ["options:"] + [f"  o{o}: {{ label: Option {o}{f', part_of: o{o - o % 10}' if o % 10 in (1, 2, 3) else ''} }}" for o in range(60)]
        lines += ["criteria: { k: { label: Cost } }", "recommendations:"]
        for s in range(40):
            for k in range(25):
                passage = f"Passage {s}x{k} asks that the matter be weighed by all who are concerned with it."
                claim = f", criteria: {{ k: {{ effect: helps, quotes: ['{passage}'] }} }}" if k % 5 == 0 else ""
                lines.append(f"  - {{ id: r{s}-{k}, source: s{s}, option: o{(s * 7 + k * 3) % 60}, stance: {stances[(s + k * k) % 6]}, summary: Summary {s}x{k}., quotes: ['{passage}']{claim} }}")
        (project / "options.yaml").write_text("\n".join(lines) + "\n")
        cls.build = Build(project, "--docx", "report")

    @classmethod
    def tearDownClass(cls):
        cls.build.folder.cleanup()
        cls.folder.cleanup()

    def test_nothing_is_lost(self):
        whole = Documents("test_every_cell_of_the_report_says_what_the_matrices_say")
        whole.brief_table(self.build)
        whole.report_tables(self.build)
        whole.register(self.build)

    def test_the_schemas_find_no_fault(self):
        for name in ("brief.docx", "report.docx"):
            self.assertEqual(faults(self.build.out / name), [], name)

    def test_libreoffice_prints_every_recommendation(self):
        self.assertLessEqual(len(pages(self.build.pdf("brief.docx"))), 3)
        printed = collapse(" ".join(pages(self.build.pdf("report.docx"))))
        for s in range(40):
            for k in range(25):
                holds(f"Summary {s}x{k}.", printed)
                holds(f"Passage {s}x{k} asks", printed)


if __name__ == "__main__":
    unittest.main(verbosity=2)
