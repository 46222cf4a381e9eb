"""PDFs are made, broken, and read by unrecs."""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from expect import ROOT, need

UNRECS = os.environ["UNRECS"]
DOCUMENTS = ROOT / "tests/interop/resolutions/documents"
LAY_OUT = Path(__file__).with_name("lay_out.py")

# How many of a hundred paragraphs are read from a PDF as from the markup.
ENOUGH = 97

PROJECT = """
[dataset]
id = "pages"
title.en = "Pages"
title.zh = "页"
description.en = "Pages that are read."
description.zh = "所读取的页。"
keywords = ["checks"]
[dataset.publisher]
name = "unrecs maintainers"
[dataset.license]
name = "CC0 1.0"
url = "https://creativecommons.org/publicdomain/zero/1.0/"
[input]
registry = "registry"
pdf = {{ seconds = {seconds} }}
[output]
directory = "output"
formats = ["csv"]
[[documents]]
path = "{document}"
body = "un-ga"
"""


class Project:
    """A directory in which unrecs runs on one document."""

    def __init__(self, directory: str, document: Path, seconds: int = 60):
        self.path = Path(directory)
        shutil.copytree(ROOT / "input/registry", self.path / "registry")
        shutil.copy(document, self.path / document.name)
        (self.path / "pipeline.toml").write_text(PROJECT.format(document=document.name, seconds=seconds), "utf-8")

    def run(self, *arguments: str, path: str | None = None) -> subprocess.CompletedProcess:
        environment = dict(os.environ) if path is None else {**os.environ, "PATH": path}
        return subprocess.run([UNRECS, *arguments], cwd=self.path, env=environment, capture_output=True, text=True)

    def paragraphs(self) -> list[tuple]:
        run = self.run("build", "--quiet")
        need(run.returncode == 0, run.stderr[-500:])
        with open(self.path / "output/v1.0.0/data/csv/paragraphs.csv", encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        return [(row["kind"], row["label"], " ".join(row["text"].split())) for row in rows]

    def refuses(self, *words: str, path: str | None = None) -> str:
        """The message with which unrecs refuses the document; it has to hold these words."""
        run = self.run("check", path=path)
        need(run.returncode == 2, f"exit code {run.returncode}: {run.stdout[-300:]}{run.stderr[-300:]}")
        for word in words:
            need(word in run.stderr, f"{word!r} is not in {run.stderr}")
        return run.stderr.strip()


def printed(directory: str) -> tuple[Path, Path]:
    """A resolution in Akoma Ntoso, and the PDF that LibreOffice makes of it."""
    source = next(DOCUMENTS.glob("*.xml"))
    layout = Path(directory) / "layout"
    subprocess.run([sys.executable, LAY_OUT, layout, source], check=True)
    document = layout / f"{source.stem}.fodt"
    command = ["soffice", f"-env:UserInstallation=file://{directory}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", layout, document], check=True, capture_output=True)
    return source, document.with_suffix(".pdf")


def the_same_paragraphs(_: Path) -> str:
    with tempfile.TemporaryDirectory() as work:
        source, pdf = printed(work)
        markup = Project(f"{work}/markup", source).paragraphs()
        pages = Project(f"{work}/pages", pdf)
        found = pages.paragraphs()
        missing = [paragraph for paragraph in markup if paragraph not in found]
        same = len(markup) - len(missing)
        need(same * 100 >= len(markup) * ENOUGH, f"{same} of {len(markup)} paragraphs; the first other one is {missing[:1]}")
        run = pages.run("verify")
        need(run.returncode == 0, run.stdout[-500:])
        return f"{same} of {len(markup)} paragraphs are the same"


def a_damaged_file(_: Path) -> str:
    with tempfile.TemporaryDirectory() as work:
        _, pdf = printed(work)
        pdf.write_bytes(pdf.read_bytes()[:2000])
        return Project(f"{work}/pages", pdf).refuses("poppler's pdftotext cannot read the file", "Syntax")


def an_encrypted_file(_: Path) -> str:
    with tempfile.TemporaryDirectory() as work:
        _, pdf = printed(work)
        encrypted = pdf.with_name("encrypted.pdf")
        subprocess.run(["qpdf", "--encrypt", "user", "owner", "256", "--", pdf, encrypted], check=True)
        return Project(f"{work}/pages", encrypted).refuses("Incorrect password", "opens without a password")


def a_page_without_text(_: Path) -> str:
    with tempfile.TemporaryDirectory() as work:
        empty = Path(work) / "scanned.pdf"
        subprocess.run(["qpdf", "--empty", empty], check=True)
        text = empty.read_bytes()
        need(text.startswith(b"%PDF-"), "qpdf made no PDF")
        # A document of one page that has nothing on it.
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>",
        ]
        body = b"%PDF-1.4\n"
        places = []
        for number, one in enumerate(objects, 1):
            places.append(len(body))
            body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
        table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
        empty.write_bytes(body + table + b"trailer << /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body))
        return Project(f"{work}/pages", empty).refuses("1 of 1 pages cannot be read", "scanned page")


def without_poppler(_: Path) -> str:
    with tempfile.TemporaryDirectory() as work:
        pdf = Path(work) / "a.pdf"
        pdf.write_bytes(b"%PDF-1.4\n")
        return Project(f"{work}/pages", pdf).refuses("apt install poppler-utils", "brew install poppler", path="/nowhere")


def stand_in(work: str, script: str) -> str:
    """A PATH on which another program has the name of pdftotext."""
    folder = Path(work) / "bin"
    folder.mkdir()
    program = folder / "pdftotext"
    program.write_text(f'#!/bin/sh\n[ "$1" != -v ] || {{ echo "pdftotext version 1.0" >&2; exit; }}\n{script}\n')
    program.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def poppler_that_never_ends(_: Path) -> str:
    with tempfile.TemporaryDirectory() as work:
        pdf = Path(work) / "a.pdf"
        pdf.write_bytes(b"%PDF-1.4\n")
        path = stand_in(work, "exec sleep 1000")
        return Project(f"{work}/pages", pdf, seconds=1).refuses("within 1 s and was stopped", path=path)


def poppler_that_writes_without_end(_: Path) -> str:
    with tempfile.TemporaryDirectory() as work:
        pdf = Path(work) / "a.pdf"
        pdf.write_bytes(b"%PDF-1.4\n")
        path = stand_in(work, "exec cat /dev/zero")
        return Project(f"{work}/pages", pdf).refuses("wrote more than 256 MiB and was stopped", path=path)
