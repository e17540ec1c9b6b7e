"""kill -9 at any moment: what was acknowledged is there, anything else is there whole or not at
all, `verify` is green, and repeating the command ends where an undisturbed run ends."""

import json
import os
import random
import shutil
import signal
import subprocess
import time
import unittest

from support import HEADER, INSYN, QUICK, HomeTest, has_asan

ROWS = 6_000 if has_asan() else 60_000  # under ASan a process takes ten times as long
REJECTED = ["x\n", "2026-02-30 07:15;read;s1;c1\n", "2026-02-03 24:00;read;s1;c1\n"]
PEOPLE = 200
KEY = "5e" * 32
KILLS = {"import-log": 16, "staff": 3, "employments": 3, "open": 6, "draw": 6, "init": 6}
SHARE = 3 if QUICK or has_asan() else 1  # of the kills: one in three
SYSTEM_CALLS = ["fsync,fdatasync", "rename,renameat,renameat2,unlink,ftruncate", "write,pwrite64"]


def make_log() -> str:
    """Two weeks of openings; now and then two equal rows, and a few that are rejected."""
    numbers = random.Random(20260203)
    rows = []
    while len(rows) < ROWS:
        row = "2026-02-%02d %02d:%02d:%02d;%s;s%d;c%d\n" % (
            numbers.randrange(2, 16), numbers.randrange(6, 22), numbers.randrange(60),
            numbers.randrange(60), numbers.choice(["read", "search", "update", "denied"]),
            numbers.randrange(PEOPLE), numbers.randrange(1000))
        rows += [row] * (2 if numbers.random() < 0.01 else 1)
    rows = rows[:ROWS]
    for place, row in zip((10, ROWS // 2, ROWS - 10), REJECTED):
        rows[place] = row
    return HEADER + "".join(rows)


class Crash(HomeTest):
    makes_home = False

    @classmethod
    def setUpClass(cls):
        cls.log = make_log()

    def setUp(self):
        super().setUp()
        staff = "staff_id;name\n" + "".join("s%d;Namn %d\n" % (n, n) for n in range(PEOPLE))
        employments = "staff_id;unit_id;group;valid_from\n" + "".join(
            "s%d;u1;%s;2026-01-01\n" % (n, "authority" if n % 40 else "delivery")
            for n in range(PEOPLE))
        log = self.write("log.csv", self.log)
        # Each step, its arguments and the exit status it has when nobody disturbs it.
        self.steps = {
            "init": (["init"], 0),
            "staff": (["import", "--register", "staff", self.write("staff.csv", staff)], 0),
            "employments": (["import", "--register", "employments",
                             self.write("employments.csv", employments)], 0),
            "import-log": (["import", "--source", "canonical", log], 1),
            "open": (["audit", "open", "--period", "2026-1", "--frame-key", KEY, "--reason",
                      "test"], 0),
            "draw": (["audit", "draw", "--audit", "2026-1.1", "--seed", "4711"], 0),
        }
        self.run_undisturbed()

    def run_undisturbed(self):
        self.before, self.took, self.answers = {}, {}, {}
        for name, (args, status) in self.steps.items():
            self.before[name] = self.folder / ("before-" + name)
            if self.home.exists():
                shutil.copytree(self.home, self.before[name])
            started = time.monotonic()
            ran = self.run_insyn(*args, "--json")
            self.took[name] = time.monotonic() - started
            self.assertEqual(ran.status, status, ran)
            self.answers[name] = ran.json()
        self.lists = self.read_lists()
        self.assertGreater(sum(len(one["rows"]) for one in self.lists["lists"]), 500)
        self.state = self.end_state()
        self.assertEqual(self.state["accepted"], ROWS - len(REJECTED))

    def read_lists(self):
        return self.run_ok("audit", "lists", "--audit", "2026-1.1", "--json").json()

    def end_state(self) -> dict:
        leaves = self.leaves()
        public = [leaf["public"] for leaf in leaves if leaf["kind"] == "delivery-imported"]
        return {"accepted": sum(act["accepted"] for act in public),
                "conflicts": sum(act["conflicts"] for act in public),
                "files": sorted(os.listdir(self.home / "deliveries")),
                "tmp": os.listdir(self.home / "tmp"),
                "frame_root": [leaf["public"].get("frame_root") for leaf in leaves
                               if leaf["kind"] == "audit-opened"]}

    def start_over(self, name: str) -> int:
        """The home as it was before the step; its number of acts."""
        shutil.rmtree(self.home, ignore_errors=True)
        if not self.before[name].exists():
            return 0
        shutil.copytree(self.before[name], self.home)
        return list(self.steps).index(name)

    def check_after_kill(self, name: str, acts: int, out: bytes):
        args, status = self.steps[name]
        acknowledged = self.is_whole(out)
        if name == "init" and not (self.home / "format").exists():
            self.assertFalse(acknowledged)
            self.assertEqual(self.run_insyn("verify").status, 4)
            done = False
        else:
            size = self.ledger_size()
            self.assertIn(size, (acts, acts + 1))
            done = size == acts + 1
            self.assertTrue(done or not acknowledged, "acknowledged, and gone")
            self.assertEqual(self.events(), self.events_expected(name, done))
        again = self.run_insyn(*args, "--json")
        if done and name in ("init", "open"):
            self.assert_error(again, 2)
        else:
            self.assertEqual(again.status, status, again)
        if name == "import-log":
            kept = self.receipt(again)
            self.assertEqual((kept["accepted"], kept["rejected_count"]),
                             (0 if done else ROWS - len(REJECTED), len(REJECTED)))
            for row in REJECTED:
                self.assertIn(row.encode(), self.rejected())
        for later in list(self.steps)[list(self.steps).index(name) + 1:]:
            self.assertEqual(self.run_insyn(*self.steps[later][0], "--json").status,
                             self.steps[later][1])
        self.assertEqual(self.read_lists(), self.lists)
        self.assertEqual(self.end_state(), self.state)
        self.verify()

    def is_whole(self, out: bytes) -> bool:
        try:
            return isinstance(json.loads(out), dict)
        except ValueError:
            return False

    def events(self) -> int:
        """How many events one client has, by the extract."""
        return len(self.run_ok("extract", "--client", "c1", "--ground", "test",
                               "--json").json()["entries"])

    def events_expected(self, name: str, done: bool) -> int:
        if name not in ("open", "draw") and not (name == "import-log" and done):
            return 0
        rows = [row + "\n" for row in self.log.split("\n") if row.endswith(";c1")]
        return len([row for row in rows if row not in REJECTED])

    def kill_at_random_moments(self, name: str):
        kills = KILLS[name] // SHARE
        numbers = random.Random(name)
        for number in range(kills):
            # One kill in every part of the time that the step takes, and a little after.
            delay = (number + numbers.random()) / kills * self.took[name] * 1.1
            with self.subTest(name=name, number=number, delay=delay):
                acts = self.start_over(name)
                process = subprocess.Popen(
                    [INSYN, *map(str, self.steps[name][0]), "--json"], cwd=self.folder,
                    env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
                time.sleep(delay)
                process.send_signal(signal.SIGKILL)
                out = process.communicate()[0]
                self.check_after_kill(name, acts, out)

    def test_killed_while_a_log_is_imported(self):
        self.kill_at_random_moments("import-log")

    def test_killed_while_a_register_is_imported(self):
        self.kill_at_random_moments("staff")
        self.kill_at_random_moments("employments")

    def test_killed_while_an_audit_is_opened(self):
        self.kill_at_random_moments("open")

    def test_killed_while_an_audit_is_drawn(self):
        self.kill_at_random_moments("draw")

    def test_killed_while_a_home_is_made(self):
        self.kill_at_random_moments("init")

    def strace(self, calls: str, when: int, args):
        """Runs with a SIGKILL as the process makes this call for the nth time."""
        env = self.environment(ASAN_OPTIONS="detect_leaks=0")
        return subprocess.run(
            ["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", "trace=" + calls, "-e",
             "inject=%s:signal=SIGKILL:when=%d" % (calls, when), INSYN, *map(str, args), "--json"],
            cwd=self.folder, env=env, capture_output=True, timeout=200, check=False)

    def count_calls(self, calls: str, name: str) -> int:
        self.start_over(name)
        trace = self.folder / "trace"
        env = self.environment(ASAN_OPTIONS="detect_leaks=0")
        subprocess.run(["strace", "-f", "--seccomp-bpf", "-qq", "-o", trace, "-e", "trace=" + calls, INSYN,
                        *map(str, self.steps[name][0])], cwd=self.folder, env=env,
                       capture_output=True, timeout=200, check=False)
        return sum("(" in line for line in trace.read_text(errors="replace").splitlines())

    def test_killed_at_the_calls_that_make_things_durable(self):
        if shutil.which("strace") is None:
            self.skipTest("strace is not installed")
        self.start_over("init")
        if self.strace("openat", 9999, self.steps["init"][0]).returncode != 0:
            self.skipTest("this system does not let strace follow a process")
        for name, most in (("import-log", 4), ("staff", 1), ("draw", 1), ("init", 2)):
            for calls in SYSTEM_CALLS:
                total = self.count_calls(calls, name)
                for when in sorted({total * part // most for part in range(1, most + 1)} - {0}):
                    if SHARE > 1 and when < total:
                        continue
                    with self.subTest(name=name, calls=calls, when=when):
                        acts = self.start_over(name)
                        ran = self.strace(calls, when, self.steps[name][0])
                        self.check_after_kill(name, acts, ran.stdout)


if __name__ == "__main__":
    unittest.main()
