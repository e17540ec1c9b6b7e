"""Every command once, as in a year of use, on an invented municipality. Under sanitizers this is the
proof that no command leaks: LeakSanitizer ends a process that does with another exit status, and what
any sanitizer says stands on standard error, which here is empty."""

import json
import subprocess
import unittest

from help import COMMANDS
from support import INSYN, QUICK, HomeTest, has_asan

NOW = "2026-04-03T08:00:00Z"


class EveryCommand(HomeTest):
    makes_home = False

    def test_none_leaks_and_none_is_left_out(self):
        ran = []
        env = {"INSYN_NOW": NOW, "ASAN_OPTIONS": "detect_leaks=1:exitcode=99",
               "LSAN_OPTIONS": "exitcode=98"}

        def run(command, *args, status=0):
            ran.append(command)
            done = self.run_insyn(*command.split(), *args, env=env)
            self.assertEqual((done.status, "Sanitizer" in done.err), (status, False), done)
            return done

        town = self.folder / "town"
        run("simulate", "--out", town, "--staff", 40, "--clients", 200, "--from", "2026-02-23",
            "--days", 15 if QUICK else 40, "--rng", 3)
        run("init")
        run("calendar", "--year", 2026)
        run("completion", "bash")
        for file in sorted((town / "registers").iterdir()):
            run("import", "--register", file.stem, file)
        logs = sorted((town / "logs").iterdir())
        run("import", "--source", "canonical", *logs)
        run("import", "--source", "canonical", logs[0], "--json")
        run("import", "--source", "canonical", self.write("bad.csv", "no;log\n1;2\n"), status=3)
        run("import", "--source", "canonical",
            self.write("half.csv", "time;action;staff_id\n2026-03-03 08:00;read;s\nx;read;s\n"), status=1)
        run("decide matching", "--reason", "DPIA")
        run("audit open", "--period", "2026-1", "--reason", "a small town")
        run("audit annul", "--audit", "2026-1", "--reason", "once more")
        run("audit open", "--period", "2026-1", "--reason", "a small town", "--seed-source", "dice")
        run("audit draw", "--audit", "2026-1", "--seed", "1234")
        run("audit lists", "--audit", "2026-1")
        run("audit lists", "--audit", "2026-1", "--summary")
        run("audit frame", "--audit", "2026-1")
        record = self.folder / "record.json"
        run("audit record", "--audit", "2026-1", "--out", record)
        run("verify draw", record)
        staff, client = ((town / "registers" / name).read_text("utf-8").splitlines()[1].split(";")[0]
                         for name in ("staff.csv", "clients.csv"))
        span = ["--from", "2026-02-23", "--to", "2026-04-01", "--ground", "dnr 1"]
        run("audit staff", "--staff", staff, *span)
        run("audit client", "--client", client, *span)
        run("extract", "--client", client, "--ground", "dnr 2")
        run("ledger export", "--out", self.folder / "ledger")
        run("verify", "--against", self.folder / "ledger" / "checkpoint")
        run("user add", "Anna Ek", "--role", "administrator")
        user = json.loads(run("user list", "--json").out)["users"][0]["user"]
        run("user role", user, "--give", "area_head", "--area", "vo")
        run("user stand-in", user, "--from", "2026-04-01", "--to", "2026-05-01", "--reason", "x")
        run("user leave", user)
        run("maintain")
        run("verify", "--json")
        run("verify", "--against", record, status=1)
        server = subprocess.Popen([INSYN, "serve", "--listen", "unix:%s/http.sock" % self.folder],
                                  env=self.environment(**env), stderr=subprocess.PIPE)
        self.addCleanup(server.stderr.close)
        self.addCleanup(server.kill)
        self.assertRegex(server.stderr.readline(), b"Insyn serverar")
        run("verify", "--against", record, status=1)
        server.terminate()
        self.assertEqual((server.wait(timeout=100), server.stderr.read()), (0, b""))
        ran.append("serve")
        self.assertEqual(set(ran), set(COMMANDS))
        if has_asan():
            print("%d runs of %d commands without a leak" % (len(ran), len(set(ran))))


if __name__ == "__main__":
    unittest.main()
