#!/usr/bin/env python3
"""Makes one awkward home: registers, deliveries and the commands to run on them.

    generate.py --seed N --out DIR

DIR then holds the files, `sources.toml` (to append to the home's own) and `steps.json`: a list of
{"now": instant, "argv": [...]}. In argv `{audit:P}` stands for the id of the last audit opened for
period P, and file names are relative to DIR. Personal numbers are of the test series only.
"""
import argparse
import csv
import io
import json
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import oracle_audit  # noqa: E402
from generate_logs import MINUTE, Logs  # noqa: E402
from generate_registers import DAY, Registers  # noqa: E402
from oracle_register import IDENTIFIED, SCHEMA  # noqa: E402
from oracle_text import local_day, midnight, show_instant  # noqa: E402

SOURCES = {"lab1": "viva", "lab2": "procapita"}


class Scenario(Registers, Logs):
    def __init__(self, seed):
        self.seed, self.r = seed, random.Random(seed)
        self.period = self.r.choice(["2025-1", "2026-1", "2026-2", "2026-3", "2026-4"])
        self.first, self.after = oracle_audit.window(*map(int, self.period.split("-")))
        self.files, self.steps, self.events = {}, [], []
        self.start_registers()
        self.before = {}  # register -> its last snapshot
        self.native = 0
        early = self.r.random() < 0.4
        start = self.first + 3 * DAY if early else self.after + DAY
        self.now = midnight(start) + 9 * 60 * MINUTE

    def step(self, *argv, minutes=5):
        self.steps.append({"now": show_instant(self.now), "argv": list(argv)})
        self.now += minutes * MINUTE

    def write_csv(self, stem, columns, rows, extra_lines=(), bytes_1252=False):
        """Rows are dicts or ready lists of fields; extra_lines are raw records placed at random."""
        columns, out = list(columns), io.StringIO()
        self.r.shuffle(columns)
        delimiter = self.pick(";,")
        writer = csv.writer(out, delimiter=delimiter, lineterminator=self.pick(["\n", "\r\n"]),
                            quoting=self.pick([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
        writer.writerow([self.pick(["", " "]) + c for c in columns])
        records = [[row.get(c, "") for c in columns] for row in rows]
        for line in extra_lines:
            records.insert(self.r.randrange(len(records) + 1), line(columns) if callable(line) else line)
        for record in records:
            if self.chance(0.03):
                out.write("\n")
            writer.writerow(record)
        text = out.getvalue()
        if self.chance(0.1) and text.endswith("\n") and not text.endswith("\r\n"):
            text = text[:-1]
        if bytes_1252:
            data = text.encode("cp1252", "replace").replace(b"@BAD@", b"\x81")
            if b"\xe5" not in data and b"\xf6" not in data and b"\x81" not in data:
                data = text.encode()
        else:
            data = (b"\xef\xbb\xbf" if self.chance(0.2) else b"") + text.replace("@BAD@", "bra").encode()
        name = f"{len(self.files):02d}_{stem}.csv"
        self.files[name] = data
        return name

    def columns_of(self, name, rows):
        columns = [c.rstrip("*") for c in SCHEMA[name].split()]
        needed = [c.rstrip("*") for c in SCHEMA[name].split() if c.endswith("*")]
        used = [c for c in columns if c in needed or any(row.get(c) for row in rows) or self.chance(0.5)]
        return used + sorted({c for row in rows for c in row} - set(columns))

    def import_register(self, name, rows, *flags, extra_lines=()):
        """The set as a file; where readings of '90 % of the rows in force' differ, with --accept."""
        file = self.write_csv(name, self.columns_of(name, rows), rows, extra_lines, self.chance(0.3))
        before, day = self.before.get(name, []), str(local_day(self.now))
        standing = [r for r in before if not r.get("valid_to") or r["valid_to"] > day]
        number = len({tuple(sorted(r.items())) for r in rows})
        counts = [len(before), len(standing), 0 if name == "shifts" else len(before)]
        few = {number * 10 < n * 9 for n in counts}
        if len(few) > 1 and "--accept" not in flags:
            flags += ("--accept",)
        refused = True in few or extra_lines
        if not refused or "--accept" in flags:
            self.before[name] = [dict(r) for r in rows]
        self.step("import", "--register", name, file, *flags)

    def import_registers(self):
        names = [n for n in SCHEMA if self.rows[n] or self.chance(0.3)]
        self.r.shuffle(names)
        self.late_register = self.pick(names) if self.chance(0.5) else ""
        for name in names:
            if name != self.late_register:
                self.import_register(name, self.rows[name])
            if self.chance(0.05):
                self.import_register(name, self.rows[name])

    def import_bad_registers(self):
        span = {"valid_from": "2026-02-02", "valid_to": "2026-02-02"}
        number = self.personal_number()
        bad = self.pick([
            ("units", [{"unit_id": "z", "name": "Z", "kind": "hus"}]),
            ("units", [{"unit_id": "z", "name": "Z", "kind": "unit"}, {"unit_id": "z", "name": "Y", "kind": "unit"}]),
            ("staff", [{"staff_id": self.pick([number, number[2:8] + "-" + number[8:]]), "name": "N"}]),
            ("staff", [{"staff_id": "zz", "name": ""}]),
            ("employments", [{"staff_id": "s00", "unit_id": "u1", "group": "delivery", **span}]),
            ("employments", [{"staff_id": "s00", "unit_id": "u1", "group": "annat", "valid_from": "2026-01-01"}]),
            ("absences", [{"staff_id": number, "kind": "", "valid_from": "2026-01-01"}]),
            ("cases", [{"case_id": "zz", "client_id": "k01", "law": "SFB", "opened": "2026-01-01"}]),
            ("case_roles", [{"case_id": "c01", "staff_id": "s01", "role": "chef", "valid_from": "2026-01-01"}]),
            ("shifts", [{"staff_id": "s01", "starts_at": "2026-03-29T02:30", "ends_at": "2026-03-29T09:00"}]),
            ("clients", [{"client_id": ""}]),
        ])
        name, rows = bad
        if name == self.late_register:
            return
        flags = ["--accept"] if self.chance(0.6) else []
        lines = [lambda columns, row=row: [row.get(c, "") for c in columns] for row in rows]
        lines += [["för", "få"]] if self.chance(0.3) else []
        self.import_register(name, self.rows[name], *flags, extra_lines=lines)
        if self.chance(0.3):
            loop = [{"unit_id": "a", "name": "A", "kind": "unit", "parent_id": "b"},
                    {"unit_id": "b", "name": "B", "kind": "unit", "parent_id": "a"}]
            self.step("import", "--register", "units", self.write_csv(
                "cycle", ["unit_id", "name", "kind", "parent_id"], self.rows["units"] + loop), "--accept")
        if self.chance(0.3):
            self.step("import", "--register", "units", self.write_csv("lacking", ["unit_id", "name"], []))

    def later_snapshot(self):
        """A second snapshot: rows gone, ended, added or changed; sometimes a correction."""
        name = self.pick([n for n in SCHEMA if self.rows[n] and n not in ("passages", self.late_register)])
        rows, flags = [dict(r) for r in self.rows[name]], []
        what = self.pick(["gone", "gone", "ended", "added", "changed", "many gone", "correct"])
        if what in ("gone", "many gone", "correct"):
            for _ in range(1 if what == "gone" else len(rows) // 2):
                rows.pop(self.r.randrange(len(rows)))
            flags = ["--accept"] if self.chance(0.7) else []
            flags += ["--correct"] if what == "correct" else []
        elif what == "ended" and "valid_from" in rows[0]:
            for row in self.r.sample(rows, min(3, len(rows))):
                if not row["valid_to"] and row["valid_from"] < str(self.after - DAY):
                    row["valid_to"] = str(self.after - DAY)
        elif what == "changed" and name in ("clients", "staff", "cases", "units"):
            column = {"clients": "protected", "staff": "address_key", "cases": "law", "units": "head_id"}[name]
            self.pick(rows)[column] = {"protected": "1", "address_key": "A1", "law": "HSL",
                                       "head_id": self.pick(self.staff)}[column]
        elif name not in IDENTIFIED and "valid_from" in rows[0]:
            rows.append({**self.pick(rows), "valid_from": str(self.first - 9 * DAY), "valid_to": ""})
        accepted = "--accept" in flags
        distinct = len({tuple(sorted(r.items())) for r in rows})
        if distinct * 10 < len(self.rows[name]) * 9 and not accepted:
            self.import_register(name, rows, *flags)  # refused: what is believed stays
            if "--accept" not in self.steps[-1]["argv"]:
                return
            self.rows[name] = rows
            return
        self.import_register(name, rows, *flags)
        self.rows[name] = rows
        if name == "employments":
            self.unique_employments()

    def open_and_draw(self, period):
        _, after = oracle_audit.window(*map(int, period.split("-")))
        key = self.r.randbytes(32).hex()
        opening = ["audit", "open", "--period", period, "--frame-key", key]
        if self.chance(0.6):
            opening += ["--seed-source", "tärning, två vittnen"]
        if self.now < midnight(after):
            if self.chance(0.5):
                self.step(*opening, "--reason", "för tidigt")
            self.now = midnight(after) + self.pick([0, 0, 700]) * MINUTE
        if self.chance(0.2):
            self.step(*opening)
        self.step(*opening, "--reason", "granskat")
        audit, seed = ["--audit", f"{{audit:{period}}}"], self.pick(["41", "åäö", "01382438112797316654"])
        if self.chance(0.3):
            self.step("audit", "lists", *audit)
        if self.chance(0.2):
            self.step("audit", "annul", *audit, "--reason", "fel nyckel")
            if self.chance(0.5):
                self.step("audit", "draw", *audit, "--seed", seed)
            self.step(*opening, "--reason", "igen")
        self.step("audit", "frame", *audit)
        for _ in range(self.pick([0, 0, 1, 2])):
            self.change_later()
        self.step("audit", "draw", *audit, "--seed", seed)
        self.step("audit", "lists", *audit)
        for other in (seed, seed + "x", ""):
            if self.chance(0.3):
                self.step("audit", "draw", *audit, "--seed", other)
        for _ in range(self.pick([0, 1, 2])):
            self.change_later()
        self.step("audit", "lists", *audit)
        record = f"record-{period}.json"
        self.step("audit", "record", *audit, "--out", record)
        self.step("verify", "draw", record)

    def change_later(self):
        self.now += self.pick([0, 1440]) * MINUTE
        if self.chance(0.5):
            self.later_snapshot()
        else:
            self.deliver("lab1", [self.event() for _ in range(12)])

    def directed(self):
        wide = (str(self.first - 2 * DAY), str(self.after + 2 * DAY))
        for first, to in (wide, ("2026-03-28", "2026-03-31"), ("2026-10-24", "2026-10-27"),
                          (str(self.first), str(self.first + 5 * DAY))):
            days = ["--from", first, "--to", to, "--ground", "misstanke"]
            for person in self.r.sample(self.staff, 2):
                self.step("audit", "staff", "--staff", person, *days)
            for client in self.r.sample(self.clients, 2) + ["okänd-1"]:
                self.step("audit", "client", "--client", client, *days)
                self.step("extract", "--client", client, *days)

    def make(self):
        self.step("calendar", "--year", str(self.r.randrange(2024, 2031)))
        self.make_registers()
        if self.chance(0.3):
            self.import_logs()
            self.import_registers()
        else:
            self.import_registers()
            self.import_logs()
        if self.chance(0.5):
            self.import_bad_registers()
        for _ in range(self.pick([0, 1, 3])):
            self.now += self.r.randrange(0, 4) * DAY
            self.later_snapshot()
        if self.chance(0.7):
            self.step("decide", "matching", "--reason", "DPIA klar")
        if self.late_register and self.chance(0.5):
            self.import_register(self.late_register, self.rows[self.late_register])
            self.late_register = ""
        self.open_and_draw(self.period)
        if self.chance(0.3):
            other = {"2025-1": "2026-1", "2026-1": "2025-1"}.get(self.period, "2026-1")
            self.open_and_draw(other)
        if self.late_register:
            self.import_register(self.late_register, self.rows[self.late_register])
        self.directed()
        self.step("verify")
        self.step("ledger", "export", "--out", "ledger")


def generate(seed, out):
    scenario = Scenario(seed)
    scenario.make()
    os.makedirs(out, exist_ok=True)
    for name, data in scenario.files.items():
        with open(os.path.join(out, name), "wb") as file:
            file.write(data)
    with open(os.path.join(out, "sources.toml"), "w", encoding="utf-8") as file:
        for source, system in SOURCES.items():
            file.write(f'\n[[source]]\nid = "{source}"\nkind = "canonical"\nsystem = "{system}"\nlabel = "{source}"\n')
    with open(os.path.join(out, "steps.json"), "w", encoding="utf-8") as file:
        json.dump(scenario.steps, file, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seed", type=int, required=True)
    options.add_argument("--out", required=True)
    chosen = options.parse_args()
    generate(chosen.seed, chosen.out)
