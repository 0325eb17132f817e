"""report.xlsx read back by what reads it: openpyxl, a validator of Office Open XML, LibreOffice.

The program is target/debug/policy-matrix, or what the variable POLICY_MATRIX names.
"""

import csv
import datetime
import functools
import html
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
from large import large_project
from openxml_audit import OpenXmlValidator

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("POLICY_MATRIX", str(ROOT / "target/debug/policy-matrix"))
CELL = 32_767
TIDY = ["positions", "recommendations", "evidence", "claims"]
STANCES = {
    "urges": "Urges",
    "supports": "Supports",
    "balanced": "Weighs both",
    "opposes": "Opposes",
    "rejects": "Rejects",
    "mentions": "Mentions",
}
STATES = STANCES | {
    "mixed": "Mixed",
    "varies": "Varies",
    "silent": "Not addressed",
    "not-applicable": "Not applicable",
    "uncoded": "Not coded",
}
GLYPHS = re.compile(r"^[▲▽◆○—?|↑↓↕·]+ |^n/a ")


def example(folder):
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copy(ROOT / "options.yaml", folder)


def case(name):
    return lambda folder: shutil.copytree(ROOT / "tests/cases" / name, folder, dirs_exist_ok=True)


PROJECTS = {
    "example": example,
    "cells": case("cells"),
    "hostile": case("hostile-text"),
    "empty": case("no-recommendations"),
    "large": large_project,
}


class Built:
    """A project's outputs, read back."""

    def __init__(self, name):
        self.folder = Path(SCRATCH.name) / name
        self.folder.mkdir()
        PROJECTS[name](self.folder)
        self.out = self.folder / "out"
        formats = "html,markdown,csv,json,xlsx"
        build = [PROGRAM, "build", str(self.folder), "--out", str(self.out), "--formats", formats]
        ran = subprocess.run(build, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        self.said = ran.stderr
        self.path = self.out / "report.xlsx"
        self.book = openpyxl.load_workbook(self.path)
        self.json = json.loads((self.out / "data/project.json").read_text())
        self.read_me = self.book.worksheets[0]
        self.matrices = list(zip(self.json["matrices"], self.book.worksheets[1:-4]))

    def text(self, path):
        return (self.out / path).read_text()

    def csv(self, path):
        with open(self.out / path, newline="") as file:
            return list(csv.reader(file))

    def head(self, sheet):
        """The row of the heads of a matrix, from 1."""
        return int(re.search(r"\d+", sheet.auto_filter.ref).group())

    def cells(self, matrix, sheet):
        """The cells of a matrix: what the CSV file says, what the sheet says, the number beside it."""
        lines = self.csv(f"matrices/{matrix['id']}.csv")
        top = self.head(sheet)
        for place, line in enumerate(lines[1:], 1):
            for column, plain in enumerate(line[3:]):
                at = {"row": top + place, "column": 2 + 2 * column}
                said = sheet.cell(**at)
                yield plain, said, sheet.cell(row=said.row, column=said.column + 1)


SCRATCH = tempfile.TemporaryDirectory()


@functools.cache
def built(name):
    return Built(name)


def as_read(text):
    """A text as openpyxl gives it back: control characters by their numbers."""
    return re.sub(r"[\x00-\x08\x0b-\x1f]", lambda found: f"_x{ord(found.group()):04X}_", text)


def ids_of(plain):
    """The ids of the quotes that a cell of a CSV file names."""
    found = re.search(r" \[([^\[\]]*)\]$", plain)
    return found.group(1).split("; ") if found else []


def of_every_project(test):
    """Runs a test on the outputs of each project in turn."""

    @functools.wraps(test)
    def run(self):
        for name in PROJECTS:
            with self.subTest(name):
                test(self, built(name))

    return run


class Workbook(unittest.TestCase):
    @of_every_project
    def test_the_tidy_sheets_hold_what_the_csv_files_hold(self, project):
        remarks = "\n".join(str(cell.value) for cell in project.read_me["B"])
        for name in TIDY:
            sheet, lines = project.book[name], project.csv(f"data/{name}.csv")
            rows = list(sheet.iter_rows(max_row=len(lines)))
            self.assertEqual([cell.value for cell in rows[0]], lines[0])
            self.assertLessEqual(sheet.max_row, max(len(lines), 2))
            for row, line in zip(rows, lines, strict=True):
                for cell, field in zip(row, line, strict=True):
                    if len(field) > CELL:
                        self.assertEqual(cell.value, field[: CELL - 1] + "…")
                        self.assertIn(f"“{name}”, {cell.coordinate} is cut", remarks)
                    elif isinstance(cell.value, bool):
                        self.assertEqual(str(cell.value).lower(), field)
                    elif isinstance(cell.value, (int, float)):
                        self.assertEqual(str(cell.value), field)
                    else:
                        self.assertEqual(cell.value or "", as_read(field))

    @of_every_project
    def test_numbers_are_numbers_and_text_is_text(self, project):
        numbers = {
            "positions": {"stance_rank"},
            "recommendations": {"stance_rank"},
            "evidence": {"paragraph", "line", "char_start", "char_end", "byte_start", "byte_end"},
            "claims": set(),
        }
        for name in TIDY:
            rows = project.book[name].iter_rows()
            heads = [cell.value for cell in next(rows)]
            for row in rows:
                for head, cell in zip(heads, row, strict=True):
                    if cell.value is None:
                        continue
                    kind = "n" if head in numbers[name] else "b" if head in ("implied", "reviewed") else "s"
                    self.assertEqual(cell.data_type, kind, f"{name}.{head}: {cell.value!r}")

    @of_every_project
    def test_nothing_can_run(self, project):
        with zipfile.ZipFile(project.path) as parts:
            for part in parts.namelist():
                self.assertNotRegex(part, r"(?i)vba|macro|external|connections|\.bin$")
                if part.startswith("xl/worksheets/sheet"):
                    self.assertNotRegex(parts.read(part), rb"<f[ >/]")
                if part.endswith(".rels"):
                    self.assertNotIn(b"External", parts.read(part))
        for sheet in project.book:
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                if isinstance(cell.value, str) and cell.value[:1] in ("=", "+", "-", "@"):
                    self.assertEqual(cell.data_type, "s")
                    self.assertTrue(cell.quotePrefix, f"{sheet.title}!{cell.coordinate}")

    @of_every_project
    def test_every_cell_of_a_matrix_says_what_the_csv_file_says(self, project):
        for matrix, sheet in project.matrices:
            lines = project.csv(f"matrices/{matrix['id']}.csv")
            top = project.head(sheet)
            heads = [cell.value for cell in sheet[top]][1:]
            self.assertEqual(len(heads), 2 * len(lines[0][3:]))
            for head, label in zip(heads[::2], lines[0][3:]):
                self.assertEqual(head.split("\n")[0], as_read(label))
            for row, line in enumerate(lines[1:], top + 1):
                self.assertTrue(sheet.cell(row, 1).value.endswith(as_read(line[1])))
            for plain, said, number in project.cells(matrix, sheet):
                self.assertEqual(number.value, len(ids_of(plain)), plain)
                first = said.value.split("\n")[0]
                if "author" in (matrix["rows"], matrix["columns"]) and "criterion" not in (
                    matrix["rows"],
                    matrix["columns"],
                ):
                    token = re.match(r"[a-z-]+", plain).group()
                    self.assertTrue(GLYPHS.sub("", first).startswith(STATES[token]), plain)
                elif matrix["columns"] == "camp":
                    self.assertIn(first, plain)

    @of_every_project
    def test_every_cell_has_its_evidence_in_its_note_and_leads_to_it(self, project):
        rows = {cell.value: cell.row for cell in project.book["evidence"]["A"]}
        quotes = {quote["id"]: quote for quote in project.json["evidence"]}
        for matrix, sheet in project.matrices:
            for plain, said, number in project.cells(matrix, sheet):
                ids = ids_of(plain)
                if not ids:
                    self.assertIsNone(said.comment)
                    self.assertIsNone(number.hyperlink)
                    continue
                note = said.comment.text
                self.assertLessEqual(len(note), CELL)
                for id in ids:
                    self.assertIn(id, note)
                words = as_read(" ".join(quotes[ids[0]]["text"].split()))
                if quotes[ids[0]]["method"] != "edited" and len(words) < 1000:
                    self.assertIn(words.split("_x")[0], note)
                found = re.fullmatch(r"'evidence'!A(\d+)(?::[A-Z]+(\d+))?", number.hyperlink.location)
                self.assertTrue(found, number.hyperlink.location)
                first, last = int(found[1]), int(found[2] or found[1])
                expected = sorted(rows[id] for id in ids)
                self.assertEqual(first, expected[0])
                if found[2]:
                    self.assertEqual(list(range(first, last + 1)), expected)

    @of_every_project
    def test_sheets_are_set_up_to_be_read_and_printed(self, project):
        handling = (project.json["handling"] or "").replace("&", "&&")
        for sheet in project.book:
            setup, properties = sheet.page_setup, sheet.sheet_properties.pageSetUpPr
            self.assertEqual(setup.orientation, "landscape")
            self.assertTrue(properties.fitToPage)
            self.assertEqual(setup.fitToHeight, 0)
            raw = sheet.oddHeader, sheet.oddFooter
            if handling:
                for margin in raw:
                    self.assertEqual(margin.center.text, f"&B{handling}")
            if sheet is project.read_me:
                continue
            self.assertTrue(sheet.freeze_panes)
            self.assertTrue(sheet.print_title_rows)
        for _, sheet in project.matrices:
            top = project.head(sheet)
            self.assertEqual(sheet.freeze_panes, f"B{top + 1}")
            self.assertEqual(sheet.print_title_rows, f"${top}:${top}")
            body = sheet.iter_rows(min_row=top + 1, max_row=top + 1)
            for cell in next(body):
                self.assertTrue(cell.alignment.wrap_text)
        for name in TIDY:
            sheet, lines = project.book[name], project.csv(f"data/{name}.csv")
            table = sheet.tables[name]
            self.assertTrue(table.ref.startswith("A1:"))
            self.assertTrue(table.ref.endswith(str(max(len(lines), 2))))
            self.assertEqual(table.autoFilter.ref, table.ref)
            self.assertEqual(sheet.freeze_panes, "B2")

    @of_every_project
    def test_the_first_sheet_has_the_key_the_notes_the_sources_and_the_limits(self, project):
        pairs = [[cell.value for cell in row] for row in project.read_me.iter_rows(max_col=4)]
        first = [str(row[0]) for row in pairs]
        for word in STATES.values():
            self.assertTrue(any(GLYPHS.sub("", name) == word for name in first), word)
        for note in project.json["notes"]:
            self.assertIn(as_read(" ".join(note.split())), [row[1] for row in pairs])
        for source in project.json["sources"]:
            row = next(row for row in pairs if row[0] == source["id"])
            self.assertIn(source["sha256"], row[1])
            day = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", source["date"] or "")
            if day and int(day[1]) >= 1900:
                expected = datetime.datetime(*(int(part) for part in day.groups()))
                self.assertEqual(row[2], expected)
            else:
                self.assertIsInstance(row[2], str)
        handling = project.json["handling"]
        if handling:
            for sheet in [project.read_me] + [sheet for _, sheet in project.matrices]:
                column = [cell.value for cell in sheet["A"] if cell.value is not None]
                self.assertEqual((column[0], column[-1]), (handling, handling))
        links = [row[0].hyperlink for row in project.read_me.iter_rows() if row[0].hyperlink]
        targets = [link.location.rsplit("!", 1)[0][1:-1].replace("''", "'") for link in links]
        self.assertEqual(targets, [sheet.title for sheet in project.book.worksheets[1:]])

    @of_every_project
    def test_the_names_of_sheets_are_what_excel_takes(self, project):
        names = [sheet.title.lower() for sheet in project.book]
        self.assertEqual(len(set(names)), len(names))
        for name in names:
            self.assertLessEqual(len(name.encode("utf-16-le")) // 2, 31)
            self.assertNotRegex(name, r"[\[\]:*?/\\]|^'|'$|^history$")

    def test_every_cut_is_said(self):
        said = [str(cell.value) for cell in built("large").read_me["B"]]
        self.assertTrue(any("notes with many passages" in line for line in said))
        self.assertTrue(any(f"is cut to the {CELL} characters" in line for line in said))
        self.assertIn("report.xlsx:", built("large").said)
        self.assertIn(
            "Nothing had to be cut to what Excel takes.", [cell.value for cell in built("cells").read_me["B"]]
        )
        self.assertNotIn("report.xlsx:", built("cells").said)

    @of_every_project
    def test_no_row_is_too_low_for_its_text_without_a_word(self, project):
        low = sum(
            1
            for sheet in project.book.worksheets[1:]
            for row in sheet.row_dimensions.values()
            if row.height and row.height > 408
        )
        remarks = " ".join(str(cell.value) for cell in project.read_me["B"])
        self.assertEqual(low > 0, "than the highest row shows" in remarks)

    @of_every_project
    def test_every_format_has_the_same_totals_and_stances(self, project):
        expected = Counter(entry["stance"] for entry in project.json["recommendations"])
        lines = project.csv("data/recommendations.csv")
        column = lines[0].index("stance")
        self.assertEqual(Counter(line[column] for line in lines[1:]), expected, "CSV")
        sheet = project.book["recommendations"]
        cells = [sheet.cell(row, column + 1).value for row in range(2, sheet.max_row + 1)]
        self.assertEqual(Counter(filter(None, cells)), expected, "XLSX")
        register = re.findall(r"^#### .*\n\n\*\*\S+ ([A-Z][a-z ]+)\*\*", project.text("report.md"), re.M)
        words = Counter({STANCES[token]: number for token, number in expected.items()})
        self.assertEqual(Counter(register), words, "Markdown")
        page = project.text("index.html")
        cards = re.findall(r'<article id="r-[^>]*>(.*?)</article>', page, re.S)
        chips = [re.search(r'class="chip ([a-z-]+)"', card).group(1) for card in cards]
        self.assertEqual(Counter(chips), expected, "HTML")
        figures = next(row[1].value for row in project.read_me.iter_rows() if row[0].value == "Rests on")
        self.assertTrue(f"{figures}." in project.text("report.md"), figures)
        quotes = len(project.json["evidence"])
        self.assertTrue(figures.endswith(f"{quotes or 'no'} quotes verified"), figures)
        self.assertEqual(len(project.csv("data/evidence.csv")), quotes + 1)

    @of_every_project
    def test_every_format_has_the_same_cells(self, project):
        expected = Counter(row["state"] for row in project.json["positions"])
        lines = project.csv("data/positions.csv")
        column = lines[0].index("state")
        self.assertEqual(Counter(line[column] for line in lines[1:]), expected, "CSV")
        sheet = project.book["positions"]
        cells = [sheet.cell(row, column + 1).value for row in range(2, len(lines) + 1)]
        self.assertEqual(Counter(cells), expected, "XLSX, tidy")
        matrix, sheet = next(pair for pair in project.matrices if pair[0]["id"] == "positions")
        words = Counter({STATES[token]: number for token, number in expected.items()})
        firsts = [
            re.match(r"[A-Z][a-z]+( [a-z]+)?", GLYPHS.sub("", said.value)).group()
            for _, said, _ in project.cells(matrix, sheet)
        ]
        self.assertEqual(Counter(firsts), words, "XLSX")
        page = re.search(r'id="m-positions".*?</table>', project.text("index.html"), re.S).group()
        body = re.sub(r"<thead>.*?</thead>", "", page, flags=re.S)
        chips = [
            re.search(r'class="chip ([a-z-]+)"', cell).group(1)
            for cell in re.findall(r"<td.*?</td>", body, re.S)
        ]
        self.assertEqual(Counter(chips), expected, "HTML")
        table = [line for line in project.text("matrices/positions.md").split("\n") if line.startswith("| ")]
        cells = [cell for line in table for cell in re.split(r"(?<!\\) \| ", line)[1:]]
        found = [html.unescape(cell) for cell in cells]
        glyph = re.compile(r"^(?:[▲▽◆○—?]|\\\||n/a)+ ([A-Z][a-z]+(?: [a-z]+)?)")
        marks = [match.group(1) for match in map(glyph.match, found) if match]
        self.assertEqual(Counter(marks), words, "Markdown")

    @of_every_project
    def test_the_document_is_valid(self, project):
        result = OpenXmlValidator().validate(str(project.path))
        self.assertTrue(result.is_valid, [str(error) for error in result.errors[:5]])

    def test_the_validator_would_say_if_it_were_not(self):
        broken = Path(SCRATCH.name) / "broken.xlsx"
        with zipfile.ZipFile(built("cells").path) as old, zipfile.ZipFile(broken, "w") as new:
            for part in old.namelist():
                bytes_of = old.read(part)
                if part == "xl/worksheets/sheet2.xml":
                    bytes_of = bytes_of.replace(b"<sheetData>", b"<sheetDate/><sheetData>")
                new.writestr(part, bytes_of)
        self.assertFalse(OpenXmlValidator().validate(str(broken)).is_valid)

    @of_every_project
    def test_the_same_project_gives_the_same_bytes(self, project):
        again = project.folder / "again"
        build = [PROGRAM, "build", str(project.folder), "--out", str(again), "--formats", "xlsx"]
        subprocess.run(build, check=True, capture_output=True)
        self.assertEqual((again / "report.xlsx").read_bytes(), project.path.read_bytes())

    @of_every_project
    def test_libreoffice_opens_it_and_keeps_every_cell(self, project):
        target = project.folder / "office"
        convert("xlsx", project.path, target)
        kept = openpyxl.load_workbook(target / "report.xlsx")
        self.assertEqual(kept.sheetnames, project.book.sheetnames)
        for sheet in project.book:
            for row in sheet.iter_rows():
                for cell in row:
                    other = kept[sheet.title][cell.coordinate]
                    self.assertEqual(decoded(other.value), decoded(cell.value), cell.coordinate)
                    self.assertEqual(bool(other.comment), bool(cell.comment))
                    self.assertEqual(bool(other.hyperlink), bool(cell.hyperlink), cell.coordinate)
        convert("pdf", project.path, target)
        printed = subprocess.run(
            ["pdftotext", str(target / "report.pdf"), "-"], capture_output=True, text=True, check=True
        ).stdout
        pages = printed.split("\f")[:-1]
        for page in pages:
            if project.json["handling"]:
                self.assertEqual(page.count(project.json["handling"]) >= 2, True, page[:300])


def decoded(value):
    """A value with its control characters as such, as either program writes them."""
    if not isinstance(value, str):
        return value
    if value in ("=TRUE()", "=FALSE()"):
        return value == "=TRUE()"
    text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found.group(1), 16)), value)
    return text.replace("\r", "")


def convert(kind, path, folder):
    home = f"-env:UserInstallation=file://{SCRATCH.name}/office"
    command = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert ran.returncode == 0 and (folder / f"{path.stem}.{kind}").exists(), ran.stderr


if __name__ == "__main__":
    unittest.main()
