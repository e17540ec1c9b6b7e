"""Every routine that comes with the program, from an empty folder to a verified draw, on the invented
municipality."""

import collections
import math
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from support import HomeTest

VERIFY = pathlib.Path(__file__).parents[2] / "docs" / "verify" / "verify.py"
ROUTINES = pathlib.Path(__file__).parents[2] / "routines"
SEED = "84015526031795520413"


class Presets(HomeTest):
    """One town for all; small enough to be quick, large enough for each unit to have somebody."""

    makes_home = False

    @classmethod
    def setUpClass(cls):
        cls.place = pathlib.Path(tempfile.mkdtemp(prefix="insyn-e2e-town-"))
        cls.addClassCleanup(shutil.rmtree, cls.place, ignore_errors=True)
        cls.town = cls.place / "town"

    def setUp(self):
        super().setUp()
        if not self.town.exists():
            self.run_ok("simulate", "--out", self.town, "--staff", 60, "--clients",
                        300, "--from", "2026-03-01", "--days", 31, "--rng", 7)

    def audited(self, preset: str, period: str, now: str) -> tuple:
        """The preset's audit of the period, with everything that a stranger can check checked."""
        env = {"INSYN_NOW": now}

        def ran(*args):
            return self.run_ok(*args, "--json", env=env).json()

        self.assertEqual(ran("init", "--routine", ROUTINES / (preset + ".toml"))["routine"], preset)
        for file in sorted((self.town / "registers").iterdir()):
            ran("import", "--register", file.stem, file)
        receipts = ran("import", "--source", "canonical",
                       *sorted((self.town / "logs").iterdir()))["receipts"]
        self.assertGreater(sum(receipt["accepted"] for receipt in receipts), 1000)
        self.assertIn(period, [one["id"] for one in ran("calendar", "--year", 2026)["periods"]])
        opened = ran("audit", "open", "--period", period, "--seed-source", "dice, two witnesses")
        drawn = ran("audit", "draw", "--audit", period, "--seed", SEED)
        record = self.folder / "record.json"
        ran("audit", "record", "--audit", period, "--out", record)
        self.assertEqual(ran("verify", "draw", record), {"ok": True, "problems": []})
        without_us = subprocess.run([sys.executable, "-B", VERIFY, "draw", record],
                                    capture_output=True, check=False)
        self.assertEqual(without_us.returncode, 0, without_us.stdout)
        lists = ran("audit", "lists", "--audit", period)["lists"]
        self.assertEqual(ran("verify")["problems"], [])
        self.check_draw(opened, drawn, lists)
        # What a person reads, too.
        summary = self.run_ok("audit", "lists", "--audit", period, "--summary", env=env).out
        self.assertRegex(summary, r"Tillsammans +%d " % len(lists))
        self.assertIn(period, self.run_ok("calendar", "--year", 2026, env=env).out)
        return opened, drawn, lists

    def check_draw(self, opened, drawn, lists):
        """The shares are kept, and whoever was drawn has a list for a manager, nobody else."""
        self.assertEqual([one["id"] for one in opened["strata"]], [one["id"] for one in drawn["strata"]])
        self.assertEqual(sum(one["population"] for one in opened["strata"]), opened["frame_size"])
        for stratum, result in zip(opened["strata"], drawn["strata"]):
            wanted = math.ceil(stratum["population"] * stratum["share"] / 1000)
            self.assertEqual((stratum["sample_size"], len(result["selected"])), (wanted, wanted), stratum)
        selected = [one["staff"] for result in drawn["strata"] for one in result["selected"]]
        self.assertEqual(len(selected), len(set(selected)), "nobody is drawn twice")
        self.assertEqual(sorted(selected),
                         sorted(one["staff"] for one in lists if one["role"] == "manager"))

    def units_of_staff(self) -> dict:
        """Of everybody who was employed throughout the town's days, in one unit only: which."""
        units = collections.defaultdict(set)
        lines = (self.town / "registers" / "employments.csv").read_text("utf-8").splitlines()
        names = lines[0].split(";")
        for line in lines[1:]:
            row = dict(zip(names, line.split(";")))
            units[row["staff_id"]].add(row["unit_id"])
        return {staff: units.pop() for staff, units in units.items() if len(units) == 1}

    def test_monthly_per_unit_draws_somebody_in_each_unit(self):
        opened, drawn, _ = self.audited("monthly-per-unit", "2026-03", "2026-04-03T08:00:00Z")
        self.assertEqual(opened["window"], {"from": "2026-03-01", "to": "2026-04-01"})
        per_unit = [one for one in opened["strata"] if one["id"].startswith("unit/")]
        self.assertGreater(len(per_unit), 5)
        self.assertEqual([one["id"] for one in per_unit], sorted(one["id"] for one in per_unit))
        for stratum in per_unit:
            self.assertGreaterEqual(stratum["sample_size"], 1, stratum)
            self.assertRegex(stratum["label"], "^Enhet: .")
        unit_of = self.units_of_staff()
        known = 0
        for result in drawn["strata"]:
            for one in result["selected"] + result["reserve"]:
                if result["id"].startswith("unit/") and one["staff"] in unit_of:
                    self.assertEqual("unit/" + unit_of[one["staff"]], result["id"])
                    known += 1
        self.assertGreater(known, len(per_unit) // 2, "most have had one unit all the time")

    def test_ten_percent_twice_a_year_draws_a_tenth_of_everyone(self):
        opened, drawn, _ = self.audited("ten-percent-twice-a-year", "2026-spring",
                                        "2026-03-20T08:00:00Z")
        self.assertEqual(opened["window"], {"from": "2026-03-02", "to": "2026-03-16"})
        self.assertEqual([(one["id"], one["share"]) for one in opened["strata"]],
                         [("unplaced", 1000), ("everyone", 100)])
        everyone = opened["strata"][1]
        self.assertGreater(everyone["population"], 20)
        self.assertEqual(len(drawn["strata"][1]["selected"]), -(-everyone["population"] // 10))

    def test_the_presets_are_all_that_the_folder_holds_but_the_built_in_one(self):
        self.assertEqual(sorted(path.stem for path in ROUTINES.glob("*.toml")),
                         ["monthly-per-unit", "pitea", "ten-percent-twice-a-year"])


if __name__ == "__main__":
    unittest.main()
