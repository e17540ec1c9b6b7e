"""What all end-to-end tests share: the real executable on a fresh home, as a stranger runs it.

The executable is named by the environment variable INSYN. INSYN_E2E_QUICK=1 makes the tests that
repeat themselves repeat less.
"""

import base64
import contextlib
import functools
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

NOW = "2026-03-02T08:00:00Z"
HEADER = "time;action;staff_id;client_id\n"
QUICK = os.environ.get("INSYN_E2E_QUICK") == "1"


def insyn_path() -> str:
    path = os.environ.get("INSYN", "")
    if not os.access(path, os.X_OK):
        sys.exit("INSYN must name the insyn executable, not %r" % path)
    return os.path.abspath(path)


INSYN = insyn_path()


@functools.cache
def has_asan() -> bool:
    """Whether the executable is an AddressSanitizer build, whose memory and address space mean
    nothing."""
    with open(INSYN, "rb") as file:
        tail = b""
        while piece := file.read(1 << 24):
            if b"__asan_init" in tail + piece:
                return True
            tail = piece[-16:]
    return False


class Ran:
    """What one run of the executable said."""

    def __init__(self, done: subprocess.CompletedProcess):
        self.status = done.returncode
        self.out = done.stdout.decode("utf-8")
        self.err = done.stderr.decode("utf-8")

    def json(self):
        """The one document on standard output; two of them, or anything beside it, is an error."""
        return json.loads(self.out)

    def __repr__(self):
        return "status %d\n%s\n%s" % (self.status, self.out[:2000], self.err[:2000])


class HomeTest(unittest.TestCase):
    """A test with a folder and a home of its own."""

    maxDiff = None
    makes_home = True

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="insyn-e2e-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.home = self.folder / "home"
        if self.makes_home:
            self.run_ok("init")

    def environment(self, **more) -> dict:
        env = {key: value for key, value in os.environ.items() if not key.startswith("INSYN")}
        env["INSYN_HOME"] = str(self.home)
        env["INSYN_NOW"] = NOW
        env.update({key: value for key, value in more.items() if value is not None})
        return env

    def run_insyn(self, *args, env=None, **more) -> Ran:
        done = subprocess.run([INSYN, *map(str, args)], stdin=subprocess.DEVNULL,
                              capture_output=True, env=self.environment(**(env or {})),
                              cwd=self.folder, timeout=200, check=False, **more)
        return Ran(done)

    def run_ok(self, *args, **more) -> Ran:
        ran = self.run_insyn(*args, **more)
        self.assertEqual(ran.status, 0, ran)
        return ran

    def write(self, name: str, content) -> pathlib.Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def import_log(self, content, name="log.csv") -> Ran:
        return self.run_insyn("import", "--source", "canonical", self.write(name, content),
                              "--json")

    def import_register(self, name: str, content, *flags) -> Ran:
        return self.run_insyn("import", "--register", name, self.write(name + ".csv", content),
                              *flags, "--json")

    def receipt(self, ran: Ran) -> dict:
        receipts = ran.json()["receipts"]
        self.assertEqual(len(receipts), 1)
        kept = receipts[0]
        self.assertEqual(kept["rows"], kept["accepted"] + kept["duplicates"] + kept["conflicts"] +
                         kept["rejected_count"], kept)
        return kept

    def verify(self) -> dict:
        """The home is whole."""
        ran = self.run_insyn("verify", "--json")
        found = ran.json()
        self.assertEqual((ran.status, found["ok"], found["problems"]), (0, True, []), ran)
        return found

    def ledger_size(self) -> int:
        return self.verify()["size"]

    def rejected(self) -> bytes:
        """Every rejected row of the home, as it lies there."""
        return b"".join(path.read_bytes() for path in sorted((self.home / "rejected").iterdir()))

    def assert_error(self, ran: Ran, status: int, *needed: str):
        """A clear error: this exit status, one line on standard error that says these things."""
        self.assertEqual(ran.status, status, ran)
        self.assertRegex(ran.err, r"\Ainsyn: [^\n]+\n\Z")
        for text in needed:
            self.assertIn(text, ran.err)

    @contextlib.contextmanager
    def nothing_changed(self):
        """What is done inside leaves the ledger, the stored files and the rejects as they are."""
        def state():
            return (self.verify()["root"], sorted(os.listdir(self.home / "deliveries")),
                    self.rejected(), self.event_count())
        before = state()
        yield
        self.assertEqual(state(), before)

    def event_count(self) -> int:
        """The accepted rows, by the ledger."""
        total = 0
        for leaf in self.leaves():
            if leaf["kind"] == "delivery-imported":
                total += leaf["public"]["accepted"] + leaf["public"]["conflicts"]
        return total

    def leaves(self) -> list:
        out = self.folder / "ledger-export"
        self.run_ok("ledger", "export", "--out", out)
        return [json.loads(base64.b64decode(line))
                for line in (out / "entries").read_text().splitlines()]

    @contextlib.contextmanager
    def database(self):
        """The home's database, opened as an intruder would."""
        connection = sqlite3.connect(self.home / "insyn.db")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        try:
            yield connection
            connection.commit()
        finally:
            connection.close()
