"""A full or failing disk, by a library of ours in front of libc (shim.c): the n-th call that
changes the home fails, n = 1, 2, … until the command gets by without meeting it. Counted over all
threads.

ENOSPC  from the n-th call on, as on a disk that stays full
EIO     the n-th call only, as a disk that hiccups
dead    EIO from the n-th call on, as a disk that has gone
KILL    the process dies before the n-th call: what strace does (kill.py), over all threads at once
"""

import re
import time

import durable
from trial import Tally, check_after

FAULTS = {"ENOSPC": {"TORTURE_FAULT": "ENOSPC", "TORTURE_STAYS": "1"},
          "EIO": {"TORTURE_FAULT": "EIO"},
          "dead": {"TORTURE_FAULT": "EIO", "TORTURE_STAYS": "1"},
          "KILL": {"TORTURE_FAULT": "KILL"}}

# What a text for the operator says to do; and words that only a program would say.
REMEDY = re.compile(r"Frigör|Använd|Kontrollera|gör om|Återställ|Välj|Kör|Vänta|Ge ")
MACHINE = re.compile(r"terminate|what\(\)|std::|exception|Error:|SIG[A-Z]|0x[0-9a-f]{6}|#\d|"
                     r"core dump|No space left|Input/output|disk I/O")


def plain_error(ran, places: list) -> str:
    """What is wrong with the error, empty if nothing: one line, where it is, what to do."""
    if ran.status not in (2, 3, 4):
        return "status %d" % ran.status
    if not re.fullmatch(r"insyn: [^\n]+\n", ran.err):
        return "not one line"
    if MACHINE.search(ran.err):
        return "speaks like a machine"
    if not REMEDY.search(ran.err):
        return "says nothing of what to do"
    if not any(place in ran.err for place in places):
        return "doesn't say where"
    return ""


def fail_calls(world, command, fault: str, numbers=None) -> Tally:
    """`numbers`: the n that are tried; without them, every one."""
    tally = Tally(command.name)
    started = time.monotonic()
    log = world.work / "hit"
    number = 0
    while numbers is None or numbers:
        number = numbers.pop(0) if numbers else number + 1
        world.start(command.start)
        log.unlink(missing_ok=True)
        ran = world.run_command(command, env={
            "LD_PRELOAD": world.preload(), "TORTURE_HOME": world.work, "TORTURE_AT": number,
            "TORTURE_LOG": log, **FAULTS[fault]})
        if not log.exists():
            break
        _, call, path = log.read_text().rstrip("\n").split(" ", 2)
        tally.tried[call] += 1
        where = "%s at call %d (%s %s)" % (fault, number, call, path)
        if fault != "KILL" and not ran.acknowledged():
            wrong = plain_error(ran, [str(world.work)])
            if wrong:
                tally.fault("unclear", "%s: %s: %s" % (where, wrong, ran))
                continue
        check_after(world, command, ran, tally, where)
    tally.seconds = time.monotonic() - started
    return tally


def count_calls(world, command) -> int:
    """How many calls there are to fail."""
    world.start(command.start)
    log = world.work / "hit"
    log.unlink(missing_ok=True)
    world.run_command(command, env={"LD_PRELOAD": world.preload(), "TORTURE_HOME": world.work,
                                    "TORTURE_AT": 0, "TORTURE_LOG": log})
    return int(log.read_text().split()[0])


def calls_by_strace(world, command) -> int:
    """The same number by other eyes: that nothing goes past the shim."""
    world.start(command.start)
    trace = world.work / "trace"
    world.run_command(command, before=["strace", "-f", "-y", "-qq", "-s", "1", "-o", str(trace),
                                       "-e", "trace=" + durable.TRACED])
    place, total = str(world.work), 0
    for line in durable.join_split_lines(trace.read_text(errors="replace")):
        call = line.split("(")[0]
        if call.startswith("open") and not re.search(r"O_WRONLY|O_RDWR", line):
            continue
        at = re.match(r"\w+\(\d+<([^>]*)>", line) if not call.endswith("at") else None
        named = re.search(r'.*"(/[^"]*)"', line)
        path = at[1] if at else named[1] if named else ""
        total += path == place or path.startswith((place + "/home", place + "/out"))
    return total


def spread(total: int, wanted: int, numbers) -> list:
    """At most `wanted` of 1 … total, one at random in each of as many equal parts."""
    parts = min(total, wanted)
    return [numbers.randrange(total * part // parts, total * (part + 1) // parts) + 1
            for part in range(parts)]
