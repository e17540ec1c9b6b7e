"""Random bit flips over all files of a home of about 2,000 events. After each, the file that was
flipped is dumped again by other means than the product's (dump.py). Where the dump differs, or
can't be made, `insyn verify` must say so: by a problem, by an error of its own, or by naming the
file. Where the dump is the same (free pages, headers that nobody reads) it need not; how often it
does is counted in a sample."""

import collections
import random
import shutil
import time

import dump
from trial import Tally

SHARES = {"events.duckdb": 0.4, "insyn.db": 0.4}  # of the flips; the other files have the rest
FALSE_ALARM_SAMPLE = 0.05


def places_of(world, flips: int, numbers) -> list:
    """(file, byte, bit): by share among the databases and the other files, these in turn, then
    anywhere in the file."""
    files = [name for name in dump.files_of(world.home) if (world.home / name).stat().st_size > 0]
    others = [name for name in files if name not in SHARES]
    names = []
    for name, share in SHARES.items():
        names += [name] * int(flips * share)
    names += [others[number % len(others)] for number in range(flips - len(names))]
    numbers.shuffle(names)
    return [(name, numbers.randrange((world.home / name).stat().st_size), numbers.randrange(8))
            for name in names]


def kind_of(name: str) -> str:
    folder = name.split("/")[0]
    return folder + "/" if folder != name and folder != "keys" else name


class Damage:
    """The counts of one worker, by kind of file."""

    def __init__(self):
        self.counts = collections.defaultdict(collections.Counter)
        self.missed = []

    def add(self, other):
        for kind, counts in other.counts.items():
            self.counts[kind] += counts
        self.missed += other.missed

    def tally(self, seconds: float) -> Tally:
        tally = Tally("damage")
        for kind, counts in self.counts.items():
            tally.tried[kind] += counts["flips"]
        tally.seconds = seconds
        for text in self.missed:
            tally.fault("missed", text)
        return tally

    def lines(self) -> list:
        rows = [["file", "flips", "differing", "reported", "missed", "no difference",
                 "verify said so all the same"]]
        total = collections.Counter()
        for kind, counts in sorted(self.counts.items()):
            total += counts
            rows.append([kind, *row_of(counts)])
        rows.append(["all", *row_of(total)])
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        return ["  " + "  ".join(cell.ljust(width) if column == 0 else cell.rjust(width)
                                 for column, (cell, width) in enumerate(zip(row, widths)))
                for row in rows]


def row_of(counts) -> list:
    return [str(counts[name]) for name in ("flips", "differing", "reported", "missed", "same")] + [
        "%d of %d" % (counts["alarms"], counts["asked"])]


def reported(ran, name: str) -> bool:
    """Whether verify named it; a crash or a hang names nothing."""
    found = ran.document() or {}
    if ran.status == 1:
        return bool(found.get("problems"))
    if ran.status == 4:
        return ran.err.startswith("insyn: ") and len(ran.err.splitlines()) == 1
    return ran.status == 0 and any(name in text for text in found.get("warnings", []))


def flip_bits(world, places: list, seed: int) -> Damage:
    numbers = random.Random(seed)
    damage = Damage()
    world.start("drawn")
    keys = dump.delivery_keys(world.home)
    before = {name: dump.raw_dump(world.home, name, keys) for name in dump.files_of(world.home)}
    whole = world.folder / "drawn"
    touched = False
    for name, at, bit in places:
        if touched:
            world.start("drawn")
            touched = False
        path, counts = world.home / name, damage.counts[kind_of(name)]
        data = bytearray(path.read_bytes())
        data[at] ^= 1 << bit
        path.write_bytes(data)
        counts["flips"] += 1
        try:
            differs = dump.raw_dump(world.home, name, keys) != before[name]
        except (dump.Unreadable, OSError, ValueError):
            differs = True
        counts["differing" if differs else "same"] += 1
        if not differs and numbers.random() >= FALSE_ALARM_SAMPLE:
            shutil.copyfile(whole / name, path)
            continue
        ran = world.run("verify")
        touched = True
        if not differs:
            counts["asked"] += 1
            counts["alarms"] += reported(ran, name)
            if ran.status < 0:
                damage.missed.append("%s byte %d bit %d: verify died: %s" % (name, at, bit, ran))
        elif reported(ran, name):
            counts["reported"] += 1
        else:
            counts["missed"] += 1
            damage.missed.append("%s byte %d bit %d: %s" % (name, at, bit, ran))
    return damage
