"""Judges the documents that the writers' tests have written, by others' programs.

judge.py FOLDER            what src/report/*_test wrote
judge.py FOLDER --accept   takes the structure of the PDFs as it is as the one that is right

PDFBox judges PDF/A-1b, qpdf the file, poppler the fonts, the text and the structure as a reader
gets it, structure.py the points of PDF/UA; LibreOffice opens the workbooks.
"""
import argparse
import csv
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from structure import Judge

HERE = pathlib.Path(__file__).parent
GOLDEN = HERE / "golden"
JARS = [f"/usr/share/java/{name}.jar"
        for name in ("pdfbox2", "preflight", "fontbox2", "xmpbox", "commons-logging", "jaxb-api", "javax.activation")]
# Separator, quotes, UTF-8, from line 1, no formats, no language, quotes where needed, as shown.
LIBREOFFICE_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false"
SEEN_WHOLE = ("report", "form", "awkward", "sideways")
parsed = argparse.ArgumentParser()
parsed.add_argument("folder", type=pathlib.Path)
parsed.add_argument("--accept", action="store_true")
asked = parsed.parse_args()


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})
    if done.returncode != 0:
        raise AssertionError(f"{command[0]} says {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def pdfs():
    found = sorted(asked.folder.glob("*.pdf"))
    if len(found) < 6:
        raise AssertionError(f"only {len(found)} documents in {asked.folder}")
    return found


class Pdfs(unittest.TestCase):
    def test_are_valid_for_the_archive(self):
        run("java", "-cp", ":".join(JARS), str(HERE / "Preflight.java"), *map(str, pdfs()))

    def test_are_whole(self):
        for pdf in pdfs():
            with self.subTest(pdf.name):
                self.assertIn("No syntax or stream encoding errors", run("qpdf", "--check", pdf))

    def test_hold_their_fonts_and_what_these_say(self):
        for pdf in pdfs():
            with self.subTest(pdf.name):
                fonts = run("pdffonts", pdf).splitlines()[2:]
                self.assertEqual(len(fonts), 2)
                for font in fonts:
                    self.assertIn("CID TrueType      Identity-H       yes yes yes", font)

    def test_can_be_listened_to(self):
        for pdf in pdfs():
            with self.subTest(pdf.name):
                self.assertEqual(Judge(str(pdf)).run(), [])

    def test_that_cannot_be_listened_to_are_found(self):
        right = (asked.folder / "report.pdf").read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            wrong = pathlib.Path(folder) / "wrong.pdf"
            for old, new in ((b"/Scope/Row", b"/Scope/Rox"), (b"/Marked true", b"/Marked null"),
                             (b"/S/H1", b"/S/H3"), (b"/S/H2", b"/S/H4"), (b"/Alt<", b"/Alx<"),
                             (b"/F 4/Border", b"/F 5/Border"), (b"(sv-SE)", b"(svSE-)"),
                             (b"/S/TD", b"/S/XD"), (b"/S/Lbl", b"/S/Lbx"), (b"/Tabs/S", b"/Tabs/R"),
                             (b"pdfuaid:part>1", b"pdfuaid:part>2")):
                with self.subTest(old.decode()):
                    self.assertIn(old, right)
                    wrong.write_bytes(right.replace(old, new, 1))
                    self.assertNotEqual(Judge(str(wrong)).run(), [])

    def test_have_the_structure_that_was_accepted(self):
        for name in SEEN_WHOLE:
            with self.subTest(name):
                said = run("pdfinfo", "-struct-text", asked.folder / f"{name}.pdf")
                golden = GOLDEN / f"{name}.txt"
                if asked.accept:
                    golden.write_text(said)
                self.assertEqual(said, golden.read_text())

    def test_hold_every_row(self):
        said = run("pdftotext", "-raw", asked.folder / "long.pdf", "-")
        self.assertEqual(said.count("Befogad") + said.count("Följs upp"), 10_000)

    def test_have_the_pages_that_are_expected(self):
        said = run("pdfinfo", asked.folder / "report.pdf")
        self.assertRegex(said, r"Pages: +2\n")
        self.assertRegex(said, r"Page size: +595.28 x 841.89 pts \(A4\)")


class Workbooks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        folder = pathlib.Path(cls.temporary.name)
        books = [str(asked.folder / f"{name}.xlsx") for name in ("cells", "long", "report")]
        run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", LIBREOFFICE_CSV, "--outdir", str(folder), *books)
        cls.rows = {}
        for name in ("cells", "long", "report"):
            with open(folder / f"{name}.csv", encoding="utf-8", newline="") as file:
                cls.rows[name] = list(csv.reader(file, delimiter=";"))

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def test_say_what_the_table_says(self):
        texts = ["=1+1", "@SUM(A1)", "Åsa Öhrström", "00123", 'a;"b"\nc', "\ufffd<&>", "\U0001f600",
                 "x" * 32_000 + "…"]
        expected = [["Text", "Antal", "Andel", "Dag"]]
        expected += [[text, "1234", "10.3%", "2026-02-03"] for text in texts]
        self.assertEqual(self.rows["cells"], [*expected, ["tomt", "fåtal", "alla", ""]])

    def test_agree_with_the_csv_of_the_same_table(self):
        with open(asked.folder / "long.csv", encoding="utf-8-sig", newline="") as file:
            expected = list(csv.reader(file, delimiter=";"))
        self.assertEqual(len(expected), 10_001)
        for ours, theirs in zip(expected, self.rows["long"], strict=True):
            self.assertEqual(ours, theirs)

    def test_begin_with_the_first_table(self):
        self.assertEqual(self.rows["report"][0][:3], ["Grupp", "Aktiva", "Beslutad andel"])
        self.assertEqual(self.rows["report"][-1][:4], ["Alla", "455", "", "10.3%"])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
