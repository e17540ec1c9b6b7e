#!/usr/bin/env python3
"""What the demo says of an audit's lists.

  demo-lists.py reader LISTS.json                     a person whose list is good to show
  demo-lists.py planted LISTS.json TRUTH.csv PERIOD   where the planted openings stand
"""
import csv
import json
import sys
from collections import Counter

WINDOWS = {"2026-1": ("2026-02-02", "2026-02-16")}  # [from, to), Swedish days
KINDS = {
    "own_record": "egen akt",
    "relative": "anhörig",
    "colleague": "kollega",
    "neighbour": "granne, någon på orten",
    "former_partner": "före detta partner",
    "public_person": "känd person",
    "bulk_curiosity": "nyfikenhet, många akter",
    "after_transfer": "efter byte av enhet",
    "after_employment": "efter anställningens slut",
    "borrowed_login": "någon annans inloggning",
    "phone_number": "leta telefonnummer",
}


def lists_of(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)["lists"]


def reader(path):
    """The manager's list with 15-25 rows that has most to judge."""
    good = [entry for entry in lists_of(path)
            if entry["role"] == "manager" and 8 <= len(entry["rows"]) <= 20]
    good = good or [entry for entry in lists_of(path) if entry["rows"]]
    best = max(good, key=lambda entry: (sum(not row["explained"] for row in entry["rows"]),
                                        entry["staff"]))
    print(best["staff"])


def planted(path, truth_path, period):
    start, end = WINDOWS[period]
    with open(truth_path, encoding="utf-8-sig") as file:
        truth = list(csv.DictReader(file, delimiter=";"))
    within = [row for row in truth if start <= row["time"][:10] < end]
    lists = lists_of(path)
    drawn = {entry["staff"] for entry in lists}
    where = Counter()
    for opening in within:
        kind = KINDS.get(opening["kind"], opening["kind"])
        if opening["staff_id"] not in drawn:
            where[(kind, "inte lottad")] += 1
            continue
        for entry in lists:
            for number, row in enumerate(entry["rows"], 1):
                if (row["staff"], row["client"]) == (opening["staff_id"], opening["client_id"]):
                    place = "att bedöma" if not row["explained"] else "bland dem som har stöd"
                    flags = ", " + " ".join(row["flags"]) if row["flags"] else ""
                    where[(kind, f"rad {number} av {len(entry['rows'])}, {place}{flags}")] += 1
    print(f"  {len(truth)} planterade under året, {len(within)} under perioden.")
    for (kind, place), count in sorted(where.items()):
        print(f"  {count:3} × {kind}: {place}")
    found = sum(count for (_, place), count in where.items() if place != "inte lottad")
    print(f"  {found} av {len(within)} står på någon lista: kontrollen ser bara dem som lottas.")


if __name__ == "__main__":
    if sys.argv[1:2] == ["reader"]:
        reader(sys.argv[2])
    elif sys.argv[1:2] == ["planted"]:
        planted(*sys.argv[2:5])
    else:
        sys.exit(__doc__)
