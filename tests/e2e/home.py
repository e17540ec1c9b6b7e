"""A home belongs to one process at a time, says clearly what is wrong with it, and survives a full
disk, a clock that steps back and a reader who has no right to it."""

import fcntl
import json
import os
import pathlib
import resource
import signal
import subprocess
import unittest

from support import HEADER, HomeTest

ROW = "2026-02-03 07:15;read;s1;c1\n"


def big_log(rows: int) -> str:
    return HEADER + "".join("2026-02-%02d %02d:%02d:%02d;read;s%d;client-%d-%d\n" % (
        2 + i % 10, i // 3600 % 24, i // 60 % 60, i % 60, i % 97, i, i * i) for i in range(rows))


class Lock(HomeTest):
    def test_a_second_process_is_told_at_once(self):
        with open(self.home / "lock", "r+b") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            log = self.write("log.csv", HEADER + ROW)
            for args in (["verify"], ["verify", "--json"], ["calendar", "--year", "2026"],
                         ["import", "--source", "canonical", log],
                         ["extract", "--client", "c1", "--ground", "g"]):
                with self.subTest(args=args):
                    self.assert_error(self.run_insyn(*args), 4, str(self.home))
        self.assertEqual(self.ledger_size(), 1)


class WrongHome(HomeTest):
    def test_a_missing_home(self):
        for place in (self.folder / "nowhere", self.write("a-file", "x"), self.folder / "empty"):
            (self.folder / "empty").mkdir(exist_ok=True)
            with self.subTest(place=place):
                ran = self.run_insyn("--home", place, "verify")
                self.assert_error(ran, 4, str(place), "insyn init")
        self.assertFalse((self.folder / "nowhere").exists())
        self.assertEqual(os.listdir(self.folder / "empty"), [])

    def test_init_leaves_a_home_and_a_full_folder_alone(self):
        with self.nothing_changed():
            self.assert_error(self.run_insyn("init"), 2, str(self.home))
        full = self.folder / "full"
        full.mkdir()
        (full / "letter.txt").write_text("mine")
        self.assert_error(self.run_insyn("init", "--home", full), 2, str(full))
        self.assertEqual(os.listdir(full), ["letter.txt"])
        self.assert_error(self.run_insyn("init", "--home", self.write("plain", "x")), 2)

    def test_a_home_of_a_newer_version(self):
        format_file = self.home / "format"
        ours = format_file.read_text()
        for text in ("insyn home 3\n", "", "\x00\x01", "insyn home 2\nand more\n"):
            with self.subTest(text=text):
                format_file.write_text(text)
                self.assert_error(self.run_insyn("verify"), 4, str(self.home))
                self.assert_error(self.run_insyn("init"), 2)
        format_file.write_text(ours)
        self.verify()

    def test_a_damaged_key(self):
        for name in ("master.key", "ledger.key"):
            key = self.home / "keys" / name
            ours = key.read_text()
            for text in ("", "short\n", ours[:-1], ours + "x", "z" * 64 + "\n"):
                with self.subTest(name=name, text=text):
                    key.write_text(text)
                    self.assert_error(self.run_insyn("verify"), 4, name)
            key.unlink()
            self.assert_error(self.run_insyn("verify"), 4, name)
            key.write_text(ours)
        self.verify()

    def test_the_key_of_another_home_opens_nothing(self):
        key = self.home / "keys" / "master.key"
        ours = key.read_text()
        key.write_text(("0" if ours[0] != "0" else "1") + ours[1:])
        self.assert_error(self.run_insyn("verify"), 4)
        key.write_text(ours)
        self.verify()

    def test_sources_that_cannot_be_read(self):
        sources = self.home / "sources.toml"
        ours = sources.read_text()
        log = self.write("log.csv", HEADER + ROW)
        for text in ("[[source]\n", "[[source]]\nid = 1\n", "[[source]]\nid = \"x\"\n"):
            with self.subTest(text=text):
                sources.write_text(text)
                ran = self.run_insyn("import", "--source", "canonical", log)
                self.assertIn(ran.status, (3, 4), ran)
                self.assert_error(ran, ran.status, "sources.toml:")
        sources.write_text(ours)
        self.assertEqual(self.ledger_size(), 1)


class NoRight(HomeTest):
    """Root may read and write everything, so there the executable runs as `nobody`."""

    def run_without_right(self, *args):
        more = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
        os.chmod(self.folder, 0o755)
        return self.run_insyn(*args, **more)

    def test_a_home_that_may_not_be_written(self):
        log = self.write("log.csv", HEADER + ROW)
        for mode in (0o555, 0o000):
            with self.subTest(mode=oct(mode)):
                for path in [self.home, *self.home.rglob("*")]:
                    os.chmod(path, mode if path.is_dir() else mode & 0o444)
                os.chmod(self.folder, 0o555)
                ran = self.run_without_right("import", "--source", "canonical", log)
                self.assert_error(ran, 4, str(self.home))
                for path in [self.home, *self.home.rglob("*")]:
                    os.chmod(path, 0o700 if path.is_dir() else 0o600)
        os.chmod(self.folder, 0o700)
        self.assertEqual(self.ledger_size(), 1)

    def test_a_place_where_no_home_may_be_made(self):
        closed = self.folder / "closed"
        closed.mkdir(mode=0o555)
        ran = self.run_without_right("init", "--home", closed / "home")
        self.assertIn(ran.status, (2, 4), ran)
        self.assert_error(ran, ran.status, str(closed))
        self.assertEqual(os.listdir(closed), [])


class FullDisk(HomeTest):
    LOG = big_log(20_000)

    def refused_then_usable(self, ran):
        self.assert_error(ran, 4)
        self.assertEqual(self.ledger_size(), 1)

    def test_a_file_that_may_not_grow(self):
        log = self.write("log.csv", self.LOG)
        for limit in (4096, 100_000, 400_000):
            with self.subTest(limit=limit):
                ran = self.run_insyn(
                    "import", "--source", "canonical", log,
                    preexec_fn=lambda: (signal_ignore_xfsz(),
                                        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))))
                self.refused_then_usable(ran)
        self.complete(log)

    def test_a_full_disk(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", disk],
                                 capture_output=True, check=False)
        if mounted.returncode != 0:
            self.skipTest("a file system can't be mounted here; RLIMIT_FSIZE has shown the rule")
        self.addCleanup(subprocess.run, ["umount", disk], check=False)
        self.home = disk / "home"
        self.run_ok("init")
        log = self.write("log.csv", self.LOG)
        self.refused_then_usable(self.run_insyn("import", "--source", "canonical", log))
        subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
        self.complete(log)

    def complete(self, log):
        ran = self.run_insyn("import", "--source", "canonical", log, "--json")
        self.assertEqual((ran.status, self.receipt(ran)["accepted"]), (0, 20_000), ran)
        self.assertEqual(self.ledger_size(), 2)
        self.assertEqual(list((self.home / "tmp").iterdir()), [])


def signal_ignore_xfsz():
    """So that a write beyond the limit fails, as on a full disk, and does not kill."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


class Clock(HomeTest):
    def test_position_orders_when_the_clock_steps_back(self):
        times = ["2026-03-02T08:00:00Z", "2025-01-01T00:00:00Z", "2026-03-01T08:00:00.5Z"]
        for number, now in enumerate(times):
            log = self.write("%d.csv" % number, HEADER + "2026-02-0%d 07:15;read;s1;c1\n" %
                             (number + 1))
            self.run_ok("import", "--source", "canonical", log, env={"INSYN_NOW": now})
        self.assertEqual(self.ledger_size(), 4)
        self.assertEqual([leaf["seq"] for leaf in self.leaves()], [0, 1, 2, 3])
        self.assertEqual([leaf["at"] for leaf in self.leaves()][1:], times)
        self.assert_error(self.run_insyn("verify", env={"INSYN_NOW": "soon"}), 2, "INSYN_NOW")


class Flags(HomeTest):
    def test_common_flags_stand_before_or_after_the_command(self):
        home = self.folder / "other"
        log = self.write("log.csv", HEADER + ROW)
        self.run_ok("init", "--home", home, env={"INSYN_HOME": "/nonexistent"})
        documents = []
        for args in (["--home", home, "--as", "Kim", "--json", "import", "--source", "canonical",
                      log],
                     ["import", "--source", "canonical", log, "--json", "--as", "Kim", "--home",
                      home]):
            documents.append(self.run_ok(*args).json()["receipts"][0])
        self.assertEqual([kept["accepted"] for kept in documents], [1, 0])
        before = self.run_ok("--home", home, "--json", "audit", "staff", "--staff", "s1", "--from",
                             "2026-02-01", "--to", "2026-03-01", "--ground", "g").json()
        after = self.run_ok("audit", "staff", "--staff", "s1", "--from", "2026-02-01", "--to",
                            "2026-03-01", "--ground", "g", "--home", home, "--json").json()
        self.assertEqual(before, after)
        self.assertEqual(self.ledger_size(), 1, "INSYN_HOME was not touched")

    def test_without_flag_and_variable_the_home_is_here(self):
        env = self.environment()
        del env["INSYN_HOME"]
        here = self.folder / "here"
        here.mkdir()
        done = subprocess.run([os.environ["INSYN"], "init", "--json"], cwd=here, env=env,
                              capture_output=True, check=True)
        made = json.loads(done.stdout)
        self.assertEqual(pathlib.Path(made["home"]).name, "insyn-home")
        self.assertEqual(os.listdir(here), ["insyn-home"])

    def test_who_acts_is_in_no_public_leaf(self):
        log = self.write("log.csv", HEADER + ROW)
        self.run_ok("import", "--source", "canonical", log, "--as", "Kim Hemlig")
        self.assertNotIn("Kim", json.dumps(self.leaves()))

    def test_nothing_is_written_outside_the_home(self):
        log = self.write("in.csv", HEADER + ROW + "2026-02-31 07:15;read;s1;c1\n")
        watched = [self.folder, self.folder / "user", self.folder / "temporary"]
        for folder in watched[1:]:
            folder.mkdir()
        places = {"HOME": str(watched[1]), "TMPDIR": str(watched[2])}
        before = [sorted(os.listdir(folder)) for folder in watched]
        self.assertEqual(self.run_insyn("import", "--source", "canonical", log,
                                        env=places).status, 1)
        for args in (["verify"], ["extract", "--client", "c1", "--ground", "g"],
                     ["calendar", "--year", "2026"]):
            self.run_ok(*args, env=places)
        self.assertEqual([sorted(os.listdir(folder)) for folder in watched], before)
        for path in [self.home, *self.home.rglob("*")]:
            if path.is_dir() or path.name.endswith(".key"):
                self.assertEqual(path.stat().st_mode & 0o077, 0, path)


if __name__ == "__main__":
    unittest.main()
