"""What isn't the disk's fault: homes that may not be written, that are another's or of a newer
version, too little memory, a clock that goes back, two processes at once. What can't be done on
this machine is printed as skipped, and counted."""

import functools
import os
import re
import resource
import shutil
import signal
import subprocess
import threading
import time

import dump
import world as world_module
from disk import plain_error
from trial import Tally, check_after, difference_of

NOBODY = 65534


class Skipped(Exception):
    """This machine can't."""


def as_nobody(world) -> list:
    if os.geteuid() != 0:
        raise Skipped("only root can become somebody else")
    if not shutil.which("setpriv"):
        raise Skipped("setpriv is not installed")
    before = ["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups"]
    if world.run("--help", before=before).status != 0:
        raise Skipped("nobody may not run %s" % world.insyn)
    return before


def nothing_changed(world, action):
    """Runs it and gives what it said; the home must have the same bytes afterwards."""
    bytes_of = lambda: {name: (world.home / name).read_bytes() for name in dump.files_of(world.home)
                        if not name.endswith("lock")}
    before = bytes_of()
    ran = action()
    if bytes_of() != before:
        raise AssertionError("the home has changed: %s" % ran)
    return ran


def expect_error(world, ran, word=""):
    wrong = plain_error(ran, [str(world.home), str(world.work)])
    if wrong or not re.search(word, ran.err):
        raise AssertionError("%s: %s" % (wrong or "does not say " + word, ran))


def every_command(world):
    return [command for command in world_module.COMMANDS.values() if command.name != "init"]


def give_to(folder, owner: int):
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, owner, owner)


def read_only_home(world):
    """chmod: the folder and all in it may be read by its owner, nobody."""
    before = as_nobody(world)
    for command in every_command(world):
        world.start(command.start)
        os.chmod(world.folder, 0o755)
        for path in [world.home, *world.home.rglob("*")]:
            os.chmod(path, 0o555 if path.is_dir() else 0o444)
        give_to(world.home, NOBODY)
        give_to(world.input, NOBODY)
        ran = nothing_changed(world, lambda: world.run_command(command, before=before))
        expect_error(world, ran, "behörighet")


def home_on_a_read_only_disk(world):
    if subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode != 0:
        raise Skipped("unshare may not make a mount of its own")
    script = 'mount --bind -o ro "$INSYN_HOME" "$INSYN_HOME" && mount -o remount,ro,bind ' \
             '"$INSYN_HOME" && exec "$@"'
    for command in every_command(world):
        world.start(command.start)
        ran = nothing_changed(world, lambda: world.run_command(
            command, before=["unshare", "-m", "sh", "-c", script, "sh"]))
        expect_error(world, ran, "skrivskyddad")


def home_of_somebody_else(world):
    before = as_nobody(world)
    os.chmod(world.folder, 0o755)
    for command in every_command(world):
        world.start(command.start)
        ran = nothing_changed(world, lambda: world.run_command(command, before=before))
        expect_error(world, ran, "behörighet")


def folder_where_nothing_may_be_made(world):
    before = as_nobody(world)
    world.start("nothing")
    expect_error(world, world.run_command(world_module.COMMANDS["init"], before=before))


def too_little_memory(world):
    """Ever more of the address space until the command succeeds; every failure must be clean. In
    very little, DuckDB's allocator (jemalloc) dies by itself, which we can't help; it is counted,
    and the home must be whole after it too."""
    tries, died, ended = 0, 0, Tally("memory")
    for name in ("import", "open"):
        command = world_module.COMMANDS[name]
        for mebibytes in (*range(60, 400, 20), *range(400, 2200, 100), 1 << 20):
            world.start(command.start)
            size = mebibytes << 20
            limited = functools.partial(resource.setrlimit, resource.RLIMIT_AS, (size, size))
            ran = world.run_command(command, preexec_fn=limited)
            if ran.status == command.status:
                break
            tries += 1
            if ran.status == 127 or world.run("--help", preexec_fn=limited).status != 0:
                continue  # it could not even start
            if ran.status == -signal.SIGSEGV:
                died += 1
            else:
                expect_error(world, ran, "Minne|minne")
            check_after(world, command, ran, ended, "%s in %d MiB" % (name, mebibytes))
    if ended.faults:
        raise AssertionError(ended.faults[0])
    return "%d sizes were too small, in %d of them DuckDB's allocator died" % (tries, died)


def clock_that_goes_back(world):
    for command in every_command(world):
        world.start(command.start)
        ran = world.run_command(command, env={"INSYN_NOW": "2026-02-20T08:00:00Z"})
        if ran.status != command.status:
            raise AssertionError("%s: %s" % (command.name, ran))
        ran = world.run_command(command, env={"INSYN_NOW": "1997-01-01T00:00:00Z"})
        if ran.status not in (command.status, command.again):
            raise AssertionError("%s: %s" % (command.name, ran))
        verified = world.run("verify", env={"INSYN_NOW": "1996-01-01T00:00:00Z"})
        if verified.status != 0:
            raise AssertionError("%s: %s" % (command.name, verified))
    world.start("history")
    too_early = {"INSYN_NOW": "2026-02-10T08:00:00Z"}
    ran = world.run_command(world_module.COMMANDS["open"], env=too_early)
    if ran.status != 2:
        raise AssertionError("an audit of a period that hasn't ended: %s" % ran)


def two_processes_at_once(world):
    """Ten times two imports: one waits its turn by saying so, or both come through."""
    command = world_module.COMMANDS["import"]
    locked = 0
    for _ in range(10):
        world.start(command.start)
        rans = []
        threads = [threading.Thread(target=lambda: rans.append(world.run_command(command)))
                   for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for ran in rans:
            if ran.status == 4:
                locked += 1
                expect_error(world, ran, "annan körning")
        done = sum(ran.acknowledged() for ran in rans)
        size, once, twice = world.reference(command)
        difference = difference_of({1: once, 2: twice}[done], world.contents())
        if difference or world.run("verify").status != 0:
            raise AssertionError(difference)
    if not locked:
        raise AssertionError("they never met")
    return "%d times one had to wait" % locked


def home_of_a_newer_version(world):
    world.start("history")
    database = dump.sqlite3.connect(world.home / "insyn.db")
    database.execute("PRAGMA user_version = 99")
    database.close()
    expect_error(world, nothing_changed(world, lambda: world.run("verify")), "nyare")
    world.start("history")
    (world.home / "format").write_text("insyn home 99\n")
    expect_error(world, nothing_changed(world, lambda: world.run("verify")), "annan version")


CASES = [read_only_home, home_on_a_read_only_disk, home_of_somebody_else,
         folder_where_nothing_may_be_made, too_little_memory, clock_that_goes_back,
         two_processes_at_once, home_of_a_newer_version]


def check_surroundings(world, cases=None) -> Tally:
    tally = Tally("surroundings")
    for case in cases or CASES:
        name = case.__name__.replace("_", " ")
        started = time.monotonic()
        tally.tried[name] += 1
        try:
            said = case(world)
            tally.ended["whole"] += 1
            result = "held" + (", " + said if said else "")
        except Skipped as why:
            tally.ended["skipped"] += 1
            result = "SKIPPED: %s" % why
        except (AssertionError, dump.Unreadable, OSError) as problem:
            tally.fault("broken", "%s: %s" % (name, problem))
            result = "BROKEN"
        seconds = time.monotonic() - started
        tally.seconds += seconds
        print("  %s: %s [%.0f s]" % (name, result, seconds), flush=True)
    return tally
