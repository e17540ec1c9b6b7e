"""Whoever changes what lies in a home behind Insyn's back is found out by `verify`: it names a
problem (exit 1), or the home can't even be opened (exit 4). It is never ok."""

import base64
import random
import shutil
import unittest

from support import HEADER, QUICK, HomeTest

STAFF = "staff_id;name\n" + "".join("s%d;Namn Nr%d\n" % (i, i) for i in range(20))
FLIPS = 10 if QUICK else 30
FROM_TO = ["--from", "2026-02-01", "--to", "2026-03-01", "--ground", "test"]


def log_of(first: int, rows: int) -> str:
    return HEADER.strip() + ";native_id\n" + "".join(
        "2026-02-%02d %02d:%02d:%02d;read;s%d;c%d;n%d\n" % (
            2 + i % 20, i // 3600 % 24, i // 60 % 60, i % 60, i % 20, i % 50, i)
        for i in range(first, first + rows))


class Tamper(HomeTest):
    def setUp(self):
        super().setUp()
        self.receipt(self.import_register("staff", STAFF))
        for number in range(2):
            kept = self.receipt(self.import_log(log_of(number * 4000, 4000), "%d.csv" % number))
            self.assertEqual(kept["accepted"], 4000)
        self.verify()
        out = self.folder / "early"
        self.run_ok("ledger", "export", "--out", out)
        self.early = out / "checkpoint"
        self.whole = self.folder / "whole"
        shutil.copytree(self.home, self.whole)

    def restore(self):
        shutil.rmtree(self.home)
        shutil.copytree(self.whole, self.home)

    def assert_found(self, *args):
        ran = self.run_insyn("verify", "--json", *args)
        self.assertIn(ran.status, (1, 4), ran)
        if ran.status == 4:
            self.assert_error(ran, 4)
            return
        found = ran.json()
        self.assertFalse(found["ok"])
        self.assertTrue(found["problems"])
        for problem in found["problems"]:
            self.assertNotRegex(problem, r"Namn Nr|\bs\d+\b|\bc\d+\b")

    def flip(self, path, at: int, bit: int):
        data = bytearray(path.read_bytes())
        data[at] ^= 1 << bit
        path.write_bytes(data)

    def test_a_delivery_file_that_is_changed_cut_or_gone(self):
        for name in sorted(path.name for path in (self.home / "deliveries").iterdir()):
            path = self.home / "deliveries" / name
            size = path.stat().st_size
            for at in (0, size // 3, size // 2, size - 1):
                with self.subTest(name=name, at=at):
                    self.restore()
                    self.flip(path, at, 3)
                    self.assert_found()
            for size_left in (0, size // 2, size - 1):
                with self.subTest(name=name, size_left=size_left):
                    self.restore()
                    path.write_bytes(path.read_bytes()[:size_left])
                    self.assert_found()
            with self.subTest(name=name, what="gone"):
                self.restore()
                path.unlink()
                self.assert_found()

    def test_two_delivery_files_that_changed_places(self):
        first, second = sorted((self.home / "deliveries").iterdir())[:2]
        swap = first.read_bytes()
        first.write_bytes(second.read_bytes())
        second.write_bytes(swap)
        self.assert_found()

    def changed_in_database(self, *statements):
        for statement in statements:
            with self.subTest(statement=statement):
                self.restore()
                with self.database() as connection:
                    changed = connection.execute(statement).rowcount
                    self.assertNotEqual(changed, 0, statement)
                self.assert_found()

    def test_acts_that_are_dropped_moved_or_rewritten(self):
        self.changed_in_database(
            "DELETE FROM act WHERE seq = 0",
            "DELETE FROM act WHERE seq = 1",
            "DELETE FROM act WHERE seq = 2",
            "UPDATE act SET seq = seq + 10 WHERE seq = 3",
            "UPDATE act SET leaf = CAST(replace(CAST(leaf AS TEXT), '4000', '4001') AS BLOB) "
            "WHERE seq = 2",
            "UPDATE act SET leaf = x'7b7d' WHERE seq = 3",
            "UPDATE act SET checkpoint = (SELECT checkpoint FROM act WHERE seq = 1) WHERE seq = 2",
            "UPDATE act SET checkpoint = x''",
            "UPDATE act SET words = (SELECT words FROM act WHERE seq = 2) WHERE seq = 3",
            "UPDATE act SET words = zeroblob(length(words)) WHERE seq = 0",
            "UPDATE act SET salt = zeroblob(32) WHERE seq = 1",
        )

    def test_texts_keys_and_the_deliveries_of_the_database(self):
        self.changed_in_database(
            "UPDATE text SET sealed = zeroblob(length(sealed)) WHERE number = 5",
            "UPDATE text SET sealed = (SELECT sealed FROM text WHERE number = 6) WHERE number = 5",
            "DELETE FROM text WHERE number = 5",
            "DELETE FROM text WHERE number = (SELECT max(number) FROM text)",
            "INSERT INTO text_hash VALUES (x'00', 5)",
            "UPDATE key_check SET id = 3",
            "UPDATE delivery_key SET wrapped = zeroblob(length(wrapped))",
            "UPDATE key_check SET sealed = zeroblob(length(sealed))",
        )

    def test_registers_that_are_rewritten(self):
        self.changed_in_database(
            "DELETE FROM register_row WHERE id = 3",
            "UPDATE register_row SET cells = (SELECT cells FROM register_row WHERE id = 2) "
            "WHERE id = 3",
            "DELETE FROM register_row",
            # Believed a little earlier or later than it was imported: what an audit sees then.
            "UPDATE register_row SET known_from = 0 WHERE id = 3",
            "UPDATE register_row SET known_from = known_from + 1 WHERE id = 3",
            "UPDATE register_row SET known_to = known_from + 1 WHERE id = 3",
            "INSERT INTO register_row SELECT 99, register + 1, cells, listed, known_from, known_to "
            "FROM register_row WHERE id = 3",
        )

    def test_tables_that_are_renamed_in_the_schema(self):
        self.changed_in_database("ALTER TABLE pending_import RENAME COLUMN sealed TO scaled",
                                 "DROP INDEX register_row_by_belief")

    def test_rejected_rows_that_are_changed_or_gone_or_too_many(self):
        self.import_log(HEADER + "x;read;s1;c1\n", "bad.csv")
        self.verify()
        shutil.rmtree(self.whole)
        shutil.copytree(self.home, self.whole)
        (file,) = (self.home / "rejected").iterdir()
        self.flip(file, 0, 0)
        self.assert_found()
        self.restore()
        file.unlink()
        self.assert_found()
        self.restore()
        shutil.copy(file, file.with_name("1.csv"))
        self.assert_found()

    def test_a_raw_file_that_no_act_stands_behind(self):
        """An import that was cut short leaves one, and the next import of it would believe it."""
        before = {file.name for file in (self.home / "deliveries").iterdir()}
        self.receipt(self.import_register("staff", STAFF + "s99;Namn Ny\n"))
        with self.database() as connection:
            connection.execute("DELETE FROM act WHERE seq = 4")
        self.verify()
        (file,) = {file for file in (self.home / "deliveries").iterdir() if file.name not in before}
        self.flip(file, file.stat().st_size // 2, 1)
        self.assert_found()

    def test_sources_that_are_edited_are_named_and_are_no_fault(self):
        file = self.home / "sources.toml"
        file.write_text(file.read_text().replace("Viva, logglista", "Viva"))
        self.assertTrue([text for text in self.verify()["warnings"] if "sources.toml" in text])

    def test_a_register_row_that_is_none_crashes_no_command(self):
        for cells in ("x''", "x'01'", "zeroblob(length(cells))", "zeroblob(8 + length(cells))",
                      "x'" + "ff" * 48 + "'", "x'" + "00000000ffffff7f" * 6 + "'"):
            with self.subTest(cells=cells):
                self.restore()
                with self.database() as database:
                    database.execute("UPDATE register_row SET cells = %s WHERE id = 3" % cells)
                self.assert_found()
                for args in (["audit", "staff", "--staff", "s1", *FROM_TO],
                             ["extract", "--client", "c1", "--ground", "test"]):
                    self.assert_error(self.run_insyn(*args), 4)
                self.assert_error(self.import_register("staff", STAFF), 4, "staff", "säkerhetskopia")

    def test_a_delivery_that_is_dropped_with_its_act(self):
        """The end of the ledger may be cut unseen by the home itself, but the events remain."""
        self.changed_in_database("DELETE FROM act WHERE seq = 3")

    def test_a_cut_ledger_is_found_by_a_checkpoint_got_earlier(self):
        self.run_ok("audit", "staff", "--staff", "s1", *FROM_TO)
        self.assertEqual(self.verify()["size"], 5)
        self.run_ok("verify", "--against", self.early)
        out = self.folder / "late"
        self.run_ok("ledger", "export", "--out", out)
        self.run_ok("verify", "--against", out / "checkpoint")
        self.restore()
        self.verify()
        self.assert_found("--against", out / "checkpoint")
        self.run_ok("audit", "staff", "--staff", "s2", *FROM_TO)
        self.verify()
        self.assert_found("--against", out / "checkpoint")
        self.run_ok("verify", "--against", self.early)

    def test_a_checkpoint_of_another_home_or_no_checkpoint(self):
        self.home = self.folder / "other"
        self.run_ok("init")
        self.assert_found("--against", self.early)
        for content in (b"", b"not a note\n", b"\xff\xfe\x00", b"\n\n\n"):
            ran = self.run_insyn("verify", "--against", self.write("note", content))
            self.assertIn(ran.status, (1, 3), ran)
        self.assert_error(self.run_insyn("verify", "--against", self.folder / "none"), 3, "none")

    def test_event_files_that_are_gone_or_of_another_time(self):
        events = self.home / "events.duckdb"
        events.unlink()
        self.assert_found()
        self.restore()
        events.write_bytes(b"")
        self.assert_found()
        self.restore()
        data = events.read_bytes()
        events.write_bytes(data[:len(data) // 2])
        self.assert_found()
        self.restore()
        self.receipt(self.import_log(log_of(9000, 10), "more.csv"))
        shutil.copy(self.whole / "events.duckdb", events)
        self.assert_found()

    def answers(self):
        """Everything that the events say; None if they can't be read."""
        said = []
        for args in (["audit", "staff", "--staff", "s1"], ["audit", "client", "--client", "c1"],
                     ["extract", "--client", "c3"]):
            ran = self.run_insyn(*args, *FROM_TO, "--json")
            said.append(ran.json() if ran.status == 0 else None)
        return said

    def test_random_flips_in_the_events(self):
        """A flip that nothing can see (a page that is free) may go unseen; what changes an answer,
        or lies among the rows, may not."""
        self.flips(self.home / "events.duckdb", seed=1)

    def test_random_flips_in_the_database(self):
        self.flips(self.home / "insyn.db", seed=2)

    def flips(self, path, seed: int):
        numbers = random.Random(seed)
        before = self.answers()
        self.assertNotIn(None, before)
        self.restore()  # asking has made acts, and the file longer
        data = path.read_bytes()
        used = [at for at in range(0, len(data), 64) if any(data[at:at + 64])]
        found = 0
        for number in range(FLIPS):
            at, bit = numbers.choice(used) + numbers.randrange(64), numbers.randrange(8)
            with self.subTest(number=number, at=at, bit=bit):
                self.restore()
                self.flip(path, at, bit)
                ran = self.run_insyn("verify", "--json")
                self.assertIn(ran.status, (0, 1, 4), ran)
                if ran.status == 0:
                    self.assertEqual(self.answers(), before, "changed, and verify said nothing")
                else:
                    found += 1
        self.assertGreater(found, FLIPS // 3)

    def test_the_exported_ledger_is_what_lies_in_the_home(self):
        with self.database() as connection:
            leaves = [bytes(row[0]) if isinstance(row[0], bytes) else row[0].encode()
                      for row in connection.execute("SELECT leaf FROM act ORDER BY seq")]
        lines = (self.folder / "early" / "entries").read_text().splitlines()
        self.assertEqual([base64.b64decode(line) for line in lines], leaves)


if __name__ == "__main__":
    unittest.main()
