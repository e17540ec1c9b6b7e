"""kill -9 before each call that writes, makes durable or moves, and at any moment."""

import collections
import random
import signal
import subprocess
import time

import world as world_module
from trial import Tally, check_after

# strace counts each system call by itself, and in each thread: `when=n` is tried until the command
# succeeds, for each of them.
CALLS = {"write": ["write", "pwrite64", "writev"], "fsync": ["fsync", "fdatasync"],
         "rename": ["rename", "renameat2", "unlink", "unlinkat", "ftruncate"]}


def strace(call: str, when: int) -> list:
    # With --seccomp-bpf, which would be quicker, no signal comes. The error keeps the call from
    # happening at all.
    return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call,
            "-e", "inject=%s:error=EIO:signal=KILL:when=%d" % (call, when)]


def can_strace(world) -> bool:
    try:
        return world.run("--help", before=strace("write", 60000)).status == 0
    except FileNotFoundError:
        return False


def kill_before_calls(world, command, numbers_of=None) -> Tally:
    """`numbers_of` a total gives the n that are tried of so many; without it, every one."""
    tally = Tally(command.name)
    started = time.monotonic()
    totals = count_calls(world, command) if numbers_of else {}
    for name, calls in CALLS.items():
        for call in calls:
            wanted = numbers_of(totals[call]) if numbers_of else None
            when = 0
            while wanted is None or wanted:
                when = wanted.pop(0) if wanted else when + 1
                world.start(command.start)
                ran = world.run_command(command, before=strace(call, when))
                if ran.status not in (-signal.SIGKILL, 128 + signal.SIGKILL):
                    break
                tally.tried[name] += 1
                check_after(world, command, ran, tally, "%s %d" % (call, when))
    tally.seconds = time.monotonic() - started
    return tally


def count_calls(world, command) -> dict:
    """Of each call, the most that one thread makes."""
    world.start(command.start)
    trace = world.work / "trace"
    names = [call for calls in CALLS.values() for call in calls]
    world.run_command(command, before=["strace", "-f", "-qq", "-o", str(trace), "-e",
                                       "trace=" + ",".join(names)])
    lines = trace.read_text(errors="replace").splitlines()
    made = collections.Counter((line.split()[0], name) for name in names for line in lines
                               if " %s(" % name in line)
    return {name: max((count for (_, of), count in made.items() if of == name), default=0)
            for name in names}


def kill_at_random_moments(world, kills: int, seed: int) -> Tally:
    tally = Tally("random")
    started = time.monotonic()
    numbers = random.Random(seed)
    took = {}
    for number in range(kills):
        command = numbers.choice(list(world_module.COMMANDS.values()))
        if command.name not in took:
            world.start(command.start)
            begun = time.monotonic()
            world.run_command(command)
            took[command.name] = time.monotonic() - begun
        world.start(command.start)
        delay = numbers.uniform(0, 1.1 * took[command.name])
        process = subprocess.Popen(
            [world.insyn, *world.arguments(command), "--json", "--as", "torture"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            cwd=world.work, env=world.environment())
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        out, err = process.communicate()
        tally.tried["a random moment"] += 1
        where = "kill %d, %s after %.3f s" % (number, command.name, delay)
        check_after(world, command, world_module.Ran(process.returncode, out, err), tally, where)
    tally.seconds = time.monotonic() - started
    return tally
