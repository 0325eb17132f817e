"""What the tests of office documents share: a build, its data, LibreOffice, the schemas."""

import csv
import json
import os
import subprocess
import tempfile
from pathlib import Path

from openxml_audit import OpenXmlValidator

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("POLICY_MATRIX", ROOT / "target/debug/policy-matrix")


class Build:
    """A project built into a folder of its own."""

    def __init__(self, project, *more):
        self.project = Path(project)
        self.folder = tempfile.TemporaryDirectory()
        self.out = Path(self.folder.name)
        command = [PROGRAM, "build", self.project, "--out", self.out, *more]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        self.said = done.stderr

    def json(self):
        return json.loads((self.out / "data/project.json").read_text())

    def csv(self, name):
        with open(self.out / name, newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def pdf(self, name):
        """Converts a document with LibreOffice and gives the path of the PDF."""
        home = f"-env:UserInstallation=file://{self.out}/.office"
        command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", self.out, self.out / name]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        pdf = (self.out / name).with_suffix(".pdf")
        assert pdf.exists(), f"LibreOffice does not open {name}: {done.stdout}{done.stderr}"
        return pdf


def pages(pdf):
    """The text of each page of a PDF."""
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def faults(path):
    """What the schemas and rules of the Open XML SDK find wrong with a document."""
    return [str(fault) for fault in OpenXmlValidator().validate(path).errors]
