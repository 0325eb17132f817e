"""data/*.parquet read by Arrow and DuckDB: every value is that of the CSV file, in the type promised.

The program is target/debug/policy-matrix, built with `--features parquet`, or what the variable POLICY_MATRIX names.
"""

import csv
import os
import subprocess
import tempfile
import unittest
from collections import defaultdict
from pathlib import Path

import duckdb
import pyarrow.parquet

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("POLICY_MATRIX", str(ROOT / "target/debug/policy-matrix"))
PROJECTS = [ROOT, *(ROOT / "tests/cases" / name for name in ("cells", "hostile-text", "no-recommendations"))]
TABLES = ["positions", "recommendations", "evidence", "claims"]
NUMBERS = {"stance_rank", "paragraph", "line", "char_start", "char_end", "byte_start", "byte_end"}
TRUTHS = {"implied", "reviewed"}


def kind(column, text, number, truth):
    return number if column in NUMBERS else truth if column in TRUTHS else text


def value(column, field):
    """A field of CSV as a value: blank is null but where the column holds text."""
    if column in NUMBERS:
        return int(field) if field else None
    if column in TRUTHS:
        return {"true": True, "false": False, "": None}[field]
    return field


class Tables(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.outs = [Path(cls.scratch.name) / project.name for project in PROJECTS]
        for project, out in zip(PROJECTS, cls.outs):
            command = [PROGRAM, "build", project, "--out", out, "--formats", "csv,parquet"]
            ran = subprocess.run(command, capture_output=True, text=True)
            assert ran.returncode == 0, ran.stderr

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def tables(self):
        """Each table: the path of its Parquet file, the columns and the rows of its CSV file."""
        for out in self.outs:
            for table in TABLES:
                with open(out / f"data/{table}.csv", newline="", encoding="utf-8") as file:
                    columns, *rows = csv.reader(file)
                rows = [[value(column, field) for column, field in zip(columns, row, strict=True)] for row in rows]
                with self.subTest(project=out.name, table=table):
                    yield out / f"data/{table}.parquet", columns, rows

    def test_arrow_reads_every_value(self):
        for path, columns, rows in self.tables():
            table = pyarrow.parquet.read_table(path)
            self.assertEqual(table.column_names, columns)
            self.assertEqual([str(field.type) for field in table.schema],
                             [kind(column, "string", "int64", "bool") for column in columns])
            self.assertEqual([list(row.values()) for row in table.to_pylist()], rows)

    def test_duckdb_reads_every_value(self):
        for path, columns, rows in self.tables():
            found = duckdb.sql(f"SELECT * FROM '{path}'")
            self.assertEqual(found.columns, columns)
            self.assertEqual([str(of) for of in found.types],
                             [kind(column, "VARCHAR", "BIGINT", "BOOLEAN") for column in columns])
            self.assertEqual([list(row) for row in found.fetchall()], rows)

    def test_duckdb_carries_on_from_the_tables(self):
        for out in self.outs:
            with open(out / "data/positions.csv", newline="", encoding="utf-8") as file:
                ranks = defaultdict(list)
                for row in csv.DictReader(file):
                    if row["stance_rank"]:
                        ranks[row["option"]].append(int(row["stance_rank"]))
            query = f"SELECT option, avg(stance_rank) FROM '{out}/data/positions.parquet' WHERE stance_rank > 0 GROUP BY option"
            expected = {option: sum(found) / len(found) for option, found in ranks.items()}
            self.assertEqual(dict(duckdb.sql(query).fetchall()), expected)

    def test_there_is_something_to_read(self):
        rows = [len(rows) for _, _, rows in self.tables()]
        self.assertGreater(sum(rows), 500)


if __name__ == "__main__":
    unittest.main()
