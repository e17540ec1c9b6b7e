#!/usr/bin/env python3
"""Tortures the real executable: kill -9, a failing disk, hostile surroundings, damage, durability.

  run.py --insyn build/release/src/insyn              everything in full (about an hour)
  run.py --insyn … --short                            a sample of everything, for CI
  run.py --insyn … --only kill disk                   some parts

Prints what was tried and how it ended; exit status 1 if anything broke a promise."""

import argparse
import multiprocessing
import os
import platform
import random
import sys
import time

import damage
import disk
import durable
import kill
import surroundings
import world as world_module
from trial import Tally

PARTS = ["durable", "around", "kill", "random", "disk", "damage"]
FULL = {"random": 300, "flips": 10_000}
SHORT = {"random": 10, "flips": 150, "strace": 1, "disk": 3}
QUICK = {"random": 2, "flips": 20, "strace": 1, "disk": 1}  # under AddressSanitizer
WORLD = None  # each worker's own place in it


def place_worker(world):
    global WORLD
    WORLD = world
    WORLD.place("worker-%d" % os.getpid())


def work(task):
    """One task in a worker: (what, arguments)."""
    what, *rest = task
    started = time.monotonic()
    if what == "kill":
        name, most = rest
        numbers = random.Random("%s %d" % (name, WORLD.seed))
        points = (lambda total: disk.spread(total, most, numbers)) if most else None
        return kill.kill_before_calls(WORLD, world_module.COMMANDS[name], points)
    if what == "count":
        command = world_module.COMMANDS[rest[0]]
        return rest[0], disk.count_calls(WORLD, command), disk.calls_by_strace(WORLD, command)
    if what == "random":
        return kill.kill_at_random_moments(WORLD, *rest)
    if what == "disk":
        name, fault, most = rest
        command = world_module.COMMANDS[name]
        numbers = random.Random("%s %s %d" % (name, fault, WORLD.seed))
        points = disk.spread(disk.count_calls(WORLD, command), most, numbers) if most else None
        return disk.fail_calls(WORLD, command, fault, points)
    assert what == "damage"
    return damage.flip_bits(WORLD, *rest), time.monotonic() - started


class Torture:
    def __init__(self, options, world):
        self.options, self.world = options, world
        quick = os.environ.get("INSYN_E2E_QUICK") == "1"
        self.sizes = (QUICK if quick else SHORT) if options.short else FULL
        self.faults, self.skipped, self.tried = [], 0, 0

    def run(self):
        if set(self.options.only) - {"damage", "durable"}:
            for command in world_module.COMMANDS.values():
                self.world.reference(command)  # once, before the workers begin
        for part in PARTS:
            if part in self.options.only:
                print("\n== " + part, flush=True)
                started = time.monotonic()
                getattr(self, part)()
                print("  %s took %.0f s" % (part, time.monotonic() - started), flush=True)

    def tasks(self, tasks: list) -> list:
        """Each task's result, as they come; printed by `show`."""
        with multiprocessing.get_context("fork").Pool(self.options.jobs, place_worker,
                                                      (self.world,)) as pool:
            yield from pool.imap_unordered(work, tasks)

    def take(self, tally: Tally, line=""):
        self.tried += sum(tally.tried.values())
        self.skipped += tally.ended["skipped"]
        self.faults += tally.faults
        if line:
            print("  " + line, flush=True)
        for text in tally.faults[:20]:
            print("    " + text.replace("\n", " ")[:900], flush=True)

    def names(self) -> list:
        return list(world_module.COMMANDS)

    def kill(self):
        if not kill.can_strace(self.world):
            print("  SKIPPED: strace is not installed or may not follow a process")
            self.skipped += 1
            return
        most = self.sizes.get("strace")
        for tally in self.tasks([("kill", name, most) for name in self.names()]):
            self.take(tally, tally.line("kills"))

    def random(self):
        each = self.sizes["random"] // self.options.jobs
        all_of_them = Tally("random")
        for tally in self.tasks([("random", each, self.options.seed * 1000 + job)
                                 for job in range(self.options.jobs)]):
            all_of_them.add(tally)
        self.take(all_of_them, all_of_them.line("kills"))

    def count(self):
        """The shim must see every call that strace sees."""
        for name, shim, strace in self.tasks([("count", name) for name in self.names()]):
            tally = Tally(name)
            tally.tried["count"] = 1
            if shim != strace:
                tally.fault("broken", "the shim sees %d calls, strace %d" % (shim, strace))
            self.take(tally, "%s makes %d calls that change the home or its output, %d by strace"
                      % (name, shim, strace))

    def disk(self):
        if not self.options.short and kill.can_strace(self.world):
            self.count()
        for fault in disk.FAULTS:
            print("  -- " + fault, flush=True)
            for tally in self.tasks([("disk", name, fault, self.sizes.get("disk"))
                                     for name in self.names()]):
                self.take(tally, tally.line(fault))

    def around(self):
        cases = [surroundings.read_only_home, surroundings.home_of_a_newer_version,
                 surroundings.clock_that_goes_back] if self.options.short else None
        self.take(surroundings.check_surroundings(self.world, cases))

    def damage(self):
        self.world.start("drawn")
        numbers = random.Random(self.options.seed)
        places = damage.places_of(self.world, self.sizes["flips"], numbers)
        chunks = [places[at:at + 250] for at in range(0, len(places), 250)]
        found, seconds = damage.Damage(), 0.0
        for one, took in self.tasks([("damage", chunk, self.options.seed + number)
                                     for number, chunk in enumerate(chunks)]):
            found.add(one)
            seconds += took
        print("\n".join(found.lines()), flush=True)
        self.take(found.tally(seconds))

    def durable(self):
        if not kill.can_strace(self.world):
            print("  SKIPPED: strace is not installed or may not follow a process")
            self.skipped += 1
            return
        tally = durable.check_durability(self.world)
        self.take(tally, "%d commands traced, %d fsynced all they had touched before the receipt, "
                  "%d left something: %s" % (sum(tally.tried.values()), tally.ended["whole"],
                                             len(tally.faults), ", ".join(sorted(tally.tried))))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--insyn", required=True, help="the executable")
    parser.add_argument("--seed", type=int, default=20260301)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    options = parser.parse_args()
    started = time.monotonic()
    print("torture: seed %d, %s, %s, Linux %s, %d processors, %d jobs" % (
        options.seed, "short" if options.short else "full", time.strftime("%Y-%m-%d %H:%M"),
        platform.release(), os.cpu_count(), options.jobs), flush=True)
    world = world_module.World(options.insyn, options.seed)
    try:
        torture = Torture(options, world)
        torture.run()
    finally:
        world.close()
    print("\n%d tried, %d skipped, %d broken promises, %.0f min" % (
        torture.tried, torture.skipped, len(torture.faults), (time.monotonic() - started) / 60))
    print("torture: " + ("FAILED" if torture.faults else "ok"))
    return 1 if torture.faults else 0


if __name__ == "__main__":
    sys.exit(main())
