"""What is wrong with a file is said clearly, and it leaves nothing half done: either the whole file
is refused (exit 3, the home is as before), or the wrong rows are rejected with line and reason
(exit 1) and lie word for word in the home."""

import os
import random
import resource
import unittest

from support import HEADER, INSYN, HomeTest, has_asan

GOOD = "2026-02-03 07:15;read;s1;c1\n"
SECRETS = ("Anna Hemlig", "191212121212", "kund-77")
SECRET_ROW = "2026-02-03 07:15;read;Anna Hemlig;191212121212;kund-77;för;många\n"


class BadFile(HomeTest):
    """Files that are no CSV at all, and files that are not whole."""

    def refused(self, content, *needed, flags=("--source", "canonical")):
        """As a whole, also when it is one of several files."""
        bad, good = self.write("bad.csv", content), self.write("good.csv", HEADER + GOOD)
        orders = [[bad]] if "--register" in flags else [[bad], [good, bad], [bad, good]]
        for files in orders:
            for json in ([], ["--json"]):
                with self.nothing_changed():
                    ran = self.run_insyn("import", *flags, *files, *json)
                self.assert_error(ran, 3, "bad.csv", *needed)
                if json:
                    self.assertIn("error", ran.json())
                else:
                    self.assertEqual(ran.out, "")
                for secret in SECRETS:
                    self.assertNotIn(secret, ran.err + ran.out)

    def test_empty_file(self):
        for content in (b"", b"\xef\xbb\xbf", b"\n\n\r\n"):
            with self.subTest(content=content):
                self.refused(content, "bad.csv:1: ")
                self.refused(content, "bad.csv:1: ", flags=("--register", "staff"))

    def test_header_only(self):
        ran = self.import_log(HEADER)
        self.assertEqual((ran.status, self.receipt(ran)["rows"], ran.err), (0, 0, ""))
        ran = self.import_log(HEADER.strip())
        self.assertEqual((ran.status, self.receipt(ran)["rows"], ran.err), (0, 0, ""))
        self.verify()

    def test_missing_column(self):
        self.refused("time;staff_id;client_id\n2026-02-03 07:15;Anna Hemlig;191212121212\n",
                     "bad.csv:1: ", "`action`")
        self.refused("\n\naction;staff_id\nread;Anna Hemlig\n", "bad.csv:3: ", "`time`")
        self.refused("Time;Action;staff_id\n2026-02-03 07:15;read;s1\n", "bad.csv:1: ")
        self.refused("staff_id\nAnna Hemlig\n", "bad.csv:1: ", "`name`",
                     flags=("--register", "staff"))

    def test_doubled_column(self):
        self.refused("time;action;staff_id;time\n2026-02-03 07:15;read;s1;2026-02-03 07:15\n",
                     "bad.csv:1: ", "`time`")
        self.refused("staff_id;name;staff_id\ns1;Anna Hemlig;s1\n", "bad.csv:1: ", "`staff_id`",
                     flags=("--register", "staff"))

    def test_unknown_column_is_kept(self):
        ran = self.import_log("time;action;staff_id;färg\n2026-02-03 07:15;read;s1;röd\n"
                              "2026-02-03 07:15;read;s1;blå\n")
        self.assertEqual((ran.status, self.receipt(ran)["accepted"]), (0, 2), ran)
        ran = self.import_register("staff", "staff_id;name;färg\ns1;N;röd\n")
        self.assertEqual((ran.status, self.receipt(ran)["accepted"]), (0, 1), ran)
        self.verify()

    def test_encoding_is_that_of_the_whole_file(self):
        # What a name is depends on a byte far behind the part that is looked at first.
        many = 120_000  # 3 MB
        rows = "".join("2026-02-03 07:15;read;s%d;c1\n" % (n % 1000) for n in range(many)).encode()
        ran = self.import_log(HEADER.encode() + rows + "broken\n".encode() +
                              "2026-02-03 07:16;read;s\xe5ng;c1\n".encode("windows-1252"))
        receipt = self.receipt(ran)
        self.assertEqual((ran.status, receipt["encoding"], receipt["accepted"]),
                         (1, "windows-1252", many + 1), ran)
        rejected = self.home / "rejected" / "1.csv"
        self.assertEqual(rejected.read_bytes(), b"broken\n")
        shown = self.run_ok("audit", "staff", "--staff", "s\xe5ng", "--from", "2026-02-03", "--to",
                            "2026-02-04", "--ground", "g", "--json").json()
        self.assertEqual(len(shown["rows"]), 1)
        self.verify()

    def test_rejected_rows_of_an_import_that_was_cut_short_are_not_the_next_ones(self):
        orphan = self.home / "rejected" / "1.csv"
        orphan.write_text("broken\n")
        self.assertEqual(self.import_log(HEADER + GOOD).status, 0)
        self.assertFalse(orphan.exists())
        self.verify()

    def test_binary_junk(self):
        with open(INSYN, "rb") as file:
            elf = file.read(100_000)
        png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + random.Random(1).randbytes(5000)
        zeros = bytes(100_000)
        for name, content in (("random", random.Random(2).randbytes(200_000)), ("png", png),
                              ("elf", elf), ("zeros", zeros)):
            with self.subTest(name=name):
                self.refused(content)
                self.refused(content, flags=("--register", "staff"))

    def test_utf_16(self):
        for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
            with self.subTest(encoding=encoding):
                self.refused((HEADER + GOOD).encode(encoding), "bad.csv:1: ")

    def test_no_file_at_all(self):
        for path in (self.folder / "none.csv", self.folder):
            with self.nothing_changed():
                self.assert_error(self.run_insyn("import", "--source", "canonical", path), 3,
                                  str(path))
                self.assert_error(self.run_insyn("import", "--register", "staff", path), 3,
                                  str(path))

    def test_a_file_name_with_a_line_break_leaves_the_error_on_one_line(self):
        self.assert_error(self.run_insyn("import", "--source", "canonical", "a\nb\r.csv"), 3)

    def test_what_is_unknown_is_wrong_usage(self):
        log = self.write("log.csv", HEADER + GOOD)
        days = ["--from", "2026-02-01", "--to", "2026-03-01", "--ground", "g"]
        for args, needed in (
                (["import", "--source", "nope", log], "canonical viva"),
                (["import", "--register", "nope", log], "staff"),
                (["audit", "open", "--period", "2026-9"], "2026-9"),
                (["audit", "open", "--period", "nonsense"], "nonsense"),
                (["audit", "lists", "--audit", "2026-1.1"], "2026-1.1"),
                (["audit", "draw", "--audit", "x", "--seed", "1"], "x"),
                (["audit", "annul", "--audit", "x", "--reason", "r"], "x"),
                (["audit", "frame", "--audit", "x"], "x"),
                (["audit", "record", "--audit", "x", "--out", "r.json"], "x"),
                (["extract", "--client", "c", "--profile", "nope", "--ground", "g"], "nope"),
                (["audit", "staff", "--staff", "s1", *days[:3], "2026-02-31", *days[4:]], "--to"),
                (["audit", "staff", "--staff", "s1", "--from", "2026-03-01", "--to", "2026-02-01",
                  "--ground", "g"], "")):
            for json in ([], ["--json"]):
                with self.subTest(args=args, json=json):
                    ran = self.run_insyn(*args, *json)
                    self.assert_error(ran, 2, needed)
                    self.assertEqual(list(ran.json()) if json else ran.out,
                                     ["error"] if json else "")
        self.assertEqual(self.ledger_size(), 1)
        self.assertFalse((self.folder / "r.json").exists())

    def test_bad_routine_makes_no_home(self):
        for content in ("id = \n", "# nothing\n", "\x00\x01", "a = 1\nb = [\n", b"\xff\xfe"):
            with self.subTest(content=content):
                path = self.write("routine.toml", content)
                ran = self.run_insyn("init", "--home", self.folder / "new", "--routine", path)
                self.assert_error(ran, 3)
                self.assertRegex(ran.err, r"routine\.toml:\d+")
                self.assertFalse((self.folder / "new").exists())
        self.assert_error(self.run_insyn("init", "--home", self.folder / "new", "--routine",
                                         self.folder / "none.toml"), 3, "none.toml")
        self.assertFalse((self.folder / "new").exists())


class BadRows(HomeTest):
    """Wrong rows among good ones."""

    def rejects(self, content, lines, raw: bytes, accepted: int):
        ran = self.import_log(content)
        self.assertEqual(ran.status, 1, ran)
        kept = self.receipt(ran)
        self.assertEqual([row["line"] for row in kept["rejected"]], lines, ran)
        self.assertEqual((kept["rejected_count"], kept["accepted"]), (len(lines), accepted), ran)
        self.assertIn(raw, self.rejected())
        self.assertEqual(ran.err, "")
        for row in kept["rejected"]:
            for secret in SECRETS:
                self.assertNotIn(secret, row["reason"])
            self.assertRegex(row["reason"], r"\A[A-ZÅÄÖ].*[.)]\Z")
        self.verify()
        again = self.import_log(content)
        self.assertEqual((self.receipt(again)["accepted"], self.receipt(again)["conflicts"]),
                         (0, 0))
        return kept

    def test_cut_in_the_middle_of_a_row(self):
        self.rejects(HEADER + GOOD + "2026-02-03 07:16;re", [3], b"2026-02-03 07:16;re\n", 1)

    def test_cut_in_the_middle_of_a_character(self):
        """What is no longer UTF-8 as a whole is Windows-1252, and nothing is lost."""
        whole = (HEADER + GOOD + "2026-02-03 07:16;read;s1;c2;å").encode("utf-8")
        kept = self.rejects(whole[:-1], [3], b"2026-02-03 07:16;read;s1;c2;\xc3\n", 1)
        self.assertEqual(kept["encoding"], "windows-1252")

    def test_bytes_that_windows_1252_does_not_have(self):
        rows = b"".join(b"2026-02-03 07:1%d;read;s1;c\xe5%c\n" % (n, byte)
                        for n, byte in enumerate((0x81, 0x8d, 0x8f, 0x90, 0x9d)))
        content = HEADER.encode() + b"2026-02-03 07:15;read;s1;\xe5\xe4\xf6\x80\n" + rows
        kept = self.rejects(content, [3, 4, 5, 6, 7], rows, 1)
        self.assertEqual(kept["encoding"], "windows-1252")

    def test_an_unclosed_quote(self):
        rest = '2026-02-03 07:16;read;s1;"c2\n' + GOOD * 3
        self.rejects(HEADER + GOOD + rest, [3], rest.encode(), 1)

    def test_rows_with_too_few_or_too_many_fields(self):
        rows = SECRET_ROW + "2026-02-03 07:15;read\n" + "x\n"
        self.rejects(HEADER + rows + GOOD, [2, 3, 4], rows.encode(), 1)

    def test_no_one_and_nothing_done(self):
        rows = ";read;s1;c1\n2026-02-03 07:15;;s1;c1\n2026-02-03 07:15;read;;c1\n"
        self.rejects(HEADER + rows + GOOD, [2, 3, 4], rows.encode(), 1)

    def test_impossible_times(self):
        times = [
            "2026-02-03 24:00", "2026-02-03 25:15", "2026-02-03 07:60", "2026-02-03 07:15:60",
            "2026-02-30 07:15", "2026-02-29 07:15", "2026-13-01 07:15", "2026-00-10 07:15",
            "2026-01-00 07:15", "2026-03-29 02:30", "2026-03-29T02:00", "1995-12-31 07:15",
            "2101-01-01 07:15", "2026-02-03", "2026-02-03 7:15", "07:15", "i går", "1770102900",
            "2026-02-03 07:15:00.1234567", "2026-02-03 07:15:00.", " 2026-02-03 07:15",
            "2026-02-03 07:15 ", "2026-02-03 07:15+25:00", "2026-02-03 07:15+01:60",
            "2026-02-03 07:15+1", "2026-02-03  07:15", "2026/02/03 07:15", "20260203T071500Z",
            "２０２６-02-03 07:15",
        ]
        good = ["2026-10-25 02:30", "2026-03-29 03:00", "2026-03-29T02:30Z", "1996-01-01 00:00",
                "2100-12-31 23:59", "2028-02-29 07:15:59.123456+02:00"]
        rows = "".join("%s;read;s1;c1\n" % time for time in times)
        self.rejects(HEADER + rows + "".join("%s;read;s1;c1\n" % time for time in good),
                     list(range(2, 2 + len(times))), rows.encode(), len(good))

    def test_more_rejected_rows_than_are_listed(self):
        rows = "".join("x%d\n" % number for number in range(1500))
        ran = self.import_log(HEADER + rows + GOOD)
        kept = self.receipt(ran)
        self.assertEqual((len(kept["rejected"]), kept["rejected_count"]), (1000, 1500))
        self.assertEqual(self.rejected(), rows.encode())

    def test_one_file_s_rejects_do_not_overwrite_another_s(self):
        for number in range(3):
            self.import_log(HEADER + "x%d\n" % number, "%d.csv" % number)
        self.assertEqual(sorted(self.rejected().split()), [b"x0", b"x1", b"x2"])

    def test_a_line_of_a_gigabyte(self):
        """In bounded memory, and word for word in the home like any other row."""
        start, piece, pieces = b"2026-02-03 07:16;read;s1;", b"x" * (1 << 20), 1024
        path = self.folder / "long.csv"
        with open(path, "wb") as file:
            file.write((HEADER + GOOD).encode() + start)
            for _ in range(pieces):
                file.write(piece)
            file.write(b"\n2026-02-03 07:17;read;s1;c2\n")
        ran = self.run_insyn("import", "--source", "canonical", path, "--json")
        kept = self.receipt(ran)
        self.assertEqual((ran.status, kept["accepted"], kept["rejected_count"]), (1, 2, 1), ran)
        self.assertEqual(kept["rejected"][0]["line"], 3)
        if not has_asan():
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
            self.assertLess(peak, 1.5e9)
        os.unlink(path)
        (stored,) = (self.home / "rejected").iterdir()
        self.assertEqual(stored.stat().st_size, len(start) + pieces * len(piece) + 1)
        with open(stored, "rb") as file:
            self.assertEqual(file.read(len(start)), start)
            for _ in range(pieces):
                self.assertEqual(file.read(len(piece)), piece)
            self.assertEqual(file.read(), b"\n")
        self.verify()


if __name__ == "__main__":
    unittest.main()
