"""Whoever is handed the record of a draw, or an exported ledger, comes to the same verdict as Insyn
with what docs/verify holds: verify.py, which shares nothing with it, and verify.html in a browser.

A stranger's tools are no proof if they only agree: of every record and ledger that was tampered with
it is said here, by hand, what is wrong with it.
"""

import base64
import json
import pathlib
import random
import shutil
import subprocess
import sys
import unittest

from support import HEADER, QUICK, HomeTest
from tampered_records import lines_of, order_by_ticket, tampered_files

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
VERIFY_PY = REPOSITORY / "docs" / "verify" / "verify.py"
VERDICTS = {0: "✓ Lottningen stämmer", 1: "✗ Lottningen stämmer inte", 3: "? Filen går inte att kontrollera"}
RANDOM_SEED, RANDOM_CHANGES = 20260302, 4 if QUICK else 16


class Stranger(HomeTest):
    def run_verify_py(self, *args) -> subprocess.CompletedProcess:
        # -I: nothing of this repository, nothing of the user's; -S: nothing but the standard library.
        return subprocess.run([sys.executable, "-I", "-S", VERIFY_PY, *map(str, args)], capture_output=True,
                              text=True, encoding="utf-8", timeout=60, check=False)


class Records(Stranger):
    def make_records(self):
        """Two draws of an invented municipality: with a seed source and without."""
        town = self.folder / "town"
        self.run_ok("simulate", "--out", town, "--staff", 100, "--clients", 200, "--from", "2026-02-01", "--days", 14,
                    "--rng", 7)
        for register in sorted((town / "registers").iterdir()):
            self.run_ok("import", "--register", register.stem, register)
        self.run_insyn("import", "--source", "canonical", *sorted((town / "logs").iterdir()))
        records = []
        for number, source in enumerate((["--seed-source", "tärningar, två vittnen"], []), 1):
            audit = self.run_ok("audit", "open", "--period", "2026-1", *source, "--json").json()["audit"]
            self.run_ok("audit", "draw", "--audit", audit, "--seed", "3514266214153264351%d" % number)
            path = self.folder / ("record%d.json" % number)
            self.run_ok("audit", "record", "--audit", audit, "--out", path)
            self.run_ok("audit", "annul", "--audit", audit, "--reason", "test")
            records.append(path.read_bytes())
        self.run_ok("ledger", "export", "--out", self.folder / "ledger")
        opened = self.write("opened", json.loads(records[0])["opened"])
        ran = self.run_verify_py("ledger", self.folder / "ledger", opened)
        self.assertEqual(ran.returncode, 0, ran)
        return records

    def cases(self):
        first, unsourced = self.make_records()
        cases = list(tampered_files(json.loads(first), first))
        cases += [("as insyn wrote it", first, 0, []), ("without a seed source", unsourced, 0, [])]
        numbers = random.Random(RANDOM_SEED)
        for number in range(RANDOM_CHANGES):
            changed = bytearray(first)
            changed[numbers.randrange(len(changed))] = numbers.choice(b'0123456789abcdef"{},:e. ')
            if changed != first: cases.append(("random change %d" % number, bytes(changed), None, []))
        return cases

    def show_in_browser(self, way, paths):
        script = REPOSITORY / "tests" / "e2e" / "verify_page.mjs"
        done = subprocess.run(["node", script, way, *paths], capture_output=True, text=True, encoding="utf-8",
                              timeout=200, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        found = json.loads(done.stdout)
        self.assertEqual((found["requests"], found["errors"], found["overflow"]), ([], [], []))
        self.assertEqual((found["refused"], found["subtle"]), ("connect-src", way == "open"))
        self.assertTrue(all(one["focused"] for one in found["shown"]))
        return found["shown"]

    def assert_tickets(self, record, rows):
        """Every lot is shown, in order, with what it is and whether the record says the same."""
        expected, extra = [], 0
        for stratum in record["strata"]:
            lots = order_by_ticket(record["seed"], lines_of(record, stratum["id"]))
            size = -(-len(lots) * stratum["share"] // 1000)
            said = {}
            for draw in [draw for draw in record["draw"] if draw["stratum"] == stratum["id"]][:1]:
                for part, word in (("selected", "lottad"), ("reserve", "reserv")):
                    for i, lot in enumerate(draw[part], 1):
                        said.setdefault(lot["pseudonym"], []).append(("%s %d" % (word, i), lot["ticket"]))
            for i, (ticket, line) in enumerate(lots, 1):
                pseudonym = line.rsplit("/", 1)[1]
                outcome = ("lottad %d" % i if i <= size else
                           "reserv %d" % (i - size) if i <= size + 5 else "inte lottad")
                right = [(outcome, ticket)] if outcome != "inte lottad" else []
                expected.append([stratum["id"], str(i), pseudonym, ticket, outcome,
                                 said.pop(pseudonym, []) == right])
            extra += len(said)
        shown = [[*row[:5], row[5] == "✓ stämmer"] for row in rows if row[1] != "–"]
        # Lots that disagree stand before the others that were not drawn.
        self.assertEqual(sorted(shown), sorted(expected))
        self.assertEqual(len(rows) - len(shown), extra)
        agreeing = [row for row in shown if row[5]]
        self.assertEqual(agreeing, [row for row in expected if row[5]])

    def test_the_three_agree_on_every_record(self):
        cases = self.cases()
        paths = [self.write("%02d.json" % i, text) for i, (_, text, _, _) in enumerate(cases)]
        opened = self.show_in_browser("open", paths)
        some = [i for i, case in enumerate(cases) if i % 5 == 0 and case[0] != "not UTF-8"]
        pasted = dict(zip(some, self.show_in_browser("paste", [paths[i] for i in some])))
        verdicts = {0: 0, 1: 0, 3: 0}
        for i, ((name, text, status, named), path, page) in enumerate(zip(cases, paths, opened)):
            with self.subTest(name=name, random_seed=RANDOM_SEED):
                cli, ours = self.run_insyn("verify", "draw", path), self.run_verify_py("draw", path)
                status = cli.status if status is None else status
                self.assertEqual((cli.status, ours.returncode), (status, status), (cli, ours))
                self.assertEqual(page["verdict"], VERDICTS[status], page)
                for what in named:
                    self.assertIn(what, cli.out)
                    self.assertIn(what, ours.stdout)
                    self.assertIn(what, "\n".join(page["problems"]))
                self.assertEqual(status == 1, bool(page["problems"]))
                if i in pasted: self.assertEqual(page, pasted[i])
                if page["rows"]: self.assert_tickets(json.loads(text), page["rows"])
                self.assertEqual(bool(page["rows"]) or status != 0, True)
                if status == 0:
                    warned = name == "without a seed source"
                    said = [page["unsourced"], "varning" in cli.err, "varning" in ours.stderr]
                    self.assertEqual(said, [warned] * 3)
                verdicts[status] += 1
        print("%d records: %d right, %d wrong, %d unreadable; the three agreed on each that passed" %
              (len(cases), verdicts[0], verdicts[1], verdicts[3]))


class Ledgers(Stranger):
    """Exported ledgers against `insyn verify` of the home they came from. What is done to an export is
    done to the same acts inside the home."""

    def setUp(self):
        super().setUp()
        self.import_register("staff", "staff_id;name\ns1;Namn Ett\n")
        self.import_log(HEADER + "2026-02-03 07:15;read;s1;c1\n")
        self.early = self.export("early")
        self.act("tidig åäö 😀")
        self.late = self.export("late")
        self.whole = self.folder / "whole"
        shutil.copytree(self.home, self.whole)

    def act(self, ground):
        self.run_ok("audit", "staff", "--staff", "s1", "--from", "2026-02-01", "--to", "2026-03-01",
                    "--ground", ground)

    def export(self, name):
        self.run_ok("ledger", "export", "--out", self.folder / name)
        return self.folder / name

    def restore(self):
        shutil.rmtree(self.home)
        shutil.copytree(self.whole, self.home)

    def assert_same(self, right, folder, *against):
        cli = self.run_insyn("verify", *(["--against", *against] if against else []))
        ours = self.run_verify_py("ledger", folder, *against)
        self.assertEqual((cli.status == 0, ours.returncode), (right, 0 if right else 1), (cli, ours))

    def test_checkpoints_from_earlier_later_and_elsewhere(self):
        other = self.folder / "other"
        self.run_ok("init", "--home", other)
        self.run_ok("ledger", "export", "--home", other, "--out", self.folder / "elsewhere")
        elsewhere = self.folder / "elsewhere" / "checkpoint"
        edited = self.write("edited", (self.early / "checkpoint").read_text().replace("\n3\n", "\n2\n"))
        self.assertNotEqual(edited.read_bytes(), (self.early / "checkpoint").read_bytes())
        garbage = self.write("garbage", b"not a note\n")
        for against, right in (((), True), ((self.early / "checkpoint",), True), ((self.late / "checkpoint",), True),
                               ((elsewhere,), False), ((edited,), False), ((garbage,), False)):
            with self.subTest(against=against):
                self.assert_same(right, self.late, *against)
        with self.database() as connection:  # the last act is cut: the home alone can't see it
            connection.execute("DELETE FROM act WHERE seq = (SELECT max(seq) FROM act)")
        cut = self.export("cut")
        self.assert_same(True, cut, self.early / "checkpoint")
        self.assert_same(False, cut, self.late / "checkpoint")
        self.act("another")  # and another put in its place
        self.assert_same(True, self.export("rewritten"))
        self.assert_same(False, self.export("rewritten"), self.late / "checkpoint")

    def test_acts_that_are_changed_moved_or_gone(self):
        leaves = [base64.b64decode(line) for line in (self.late / "entries").read_text().splitlines()]
        note = (self.late / "checkpoint").read_text()
        for name, changed, note_now in (
                ("a count", [*leaves[:2], leaves[2].replace(b'"accepted":1', b'"accepted":2'), *leaves[3:]], note),
                ("another order of members", [b'{"kind":' + leaves[0][1:], *leaves[1:]], note),
                ("two acts that changed places", [leaves[0], leaves[2], leaves[1], *leaves[3:]], note),
                ("an act that is no act", [*leaves[:3], b"{}"], note),
                ("an older checkpoint", leaves, (self.early / "checkpoint").read_text()),
                ("another size", leaves, note.replace("\n4\n", "\n5\n")),
                ("a changed root", leaves, note.replace(note.splitlines()[2], base64.b64encode(bytes(32)).decode())),
                ("no signature", leaves, note.split("\n\n")[0] + "\n")):
            with self.subTest(name=name):
                self.assertNotEqual((changed, note_now), (leaves, note))
                self.restore()
                folder = self.folder / "changed"
                shutil.copytree(self.late, folder, dirs_exist_ok=True)
                (folder / "entries").write_bytes(b"".join(base64.b64encode(leaf) + b"\n" for leaf in changed))
                (folder / "checkpoint").write_text(note_now)
                with self.database() as connection:
                    for seq, leaf in enumerate(changed):
                        connection.execute("UPDATE act SET leaf = ? WHERE seq = ?", (leaf, seq))
                    connection.execute("UPDATE act SET checkpoint = ? WHERE seq = ?",
                                       (note_now.encode(), len(changed) - 1))
                self.assert_same(False, folder)

    def test_any_changed_byte_of_an_export_is_found(self):
        numbers = random.Random(RANDOM_SEED)
        for name in ("entries", "checkpoint", "key"):
            whole = (self.late / name).read_bytes()
            for at in [0, len(whole) - 1, *(numbers.randrange(len(whole)) for _ in range(4))]:
                with self.subTest(name=name, at=at):
                    changed = bytearray(whole)
                    changed[at] ^= 1 << numbers.randrange(8)
                    (self.late / name).write_bytes(changed)
                    self.assertEqual(self.run_verify_py("ledger", self.late).returncode, 1)
            (self.late / name).write_bytes(whole)
        self.assertEqual(self.run_verify_py("ledger", self.late).returncode, 0)

    def test_wrong_usage_and_missing_files(self):
        for args, status in (([], 2), (["draw"], 2), (["other", "x"], 2), (["ledger", "a", "b", "c"], 2),
                             (["ledger", self.folder / "nowhere"], 3), (["draw", self.folder / "nowhere"], 3)):
            with self.subTest(args=args):
                self.assertEqual(self.run_verify_py(*args).returncode, status)


if __name__ == "__main__":
    unittest.main()
