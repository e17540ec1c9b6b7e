"""What is acknowledged lies on the disk: between the last write to each file and the receipt (the
first write to standard output) stands an fsync or fdatasync of the file, and after each file that
is made, moved or removed an fsync of its folder. By strace, on every command that changes a
home."""

import re
import time

import world as world_module
from trial import Tally

Command = world_module.Command
OTHERS = [
    Command("decide", "history", ["decide", "matching", "--reason", "igen"], 0, 0, 1),
    Command("annul", "opened", ["audit", "annul", *world_module.AUDIT, "--reason", "fel"], 0, 0, 1),
    Command("staff", "history", ["audit", "staff", "--staff", "s1", "--from", "2026-02-01", "--to",
                                 "2026-03-01", "--ground", "test"], 0, 0, 1),
    Command("client", "history", ["audit", "client", "--client", "c1", "--from", "2026-02-01",
                                  "--to", "2026-03-01", "--ground", "test"], 0, 0, 1),
    Command("extract", "history", ["extract", "--client", "c1", "--ground", "test"], 0, 0, 1),
    Command("record", "drawn", ["audit", "record", *world_module.AUDIT, "--out", "OUT.json"], 0, 0,
            0),
]
TRACED = ("open,openat,creat,write,pwrite64,writev,pwritev,fsync,fdatasync,rename,renameat,"
          "renameat2,unlink,unlinkat,rmdir,ftruncate,fallocate,mkdir,mkdirat,link")
# Nothing that must outlive a crash: the index of SQLite's write-ahead log, which a crash makes
# void, and where sorting spills to.
PASSING = re.compile(r"-shm$|/tmp(/|$)")


def join_split_lines(text: str):
    """strace splits a call that another thread interrupts; the call counts where it ends."""
    begun = {}
    for line in text.splitlines():
        thread, rest = line.split(None, 1)
        if rest.endswith("<unfinished ...>"):
            begun[thread] = rest[:-len("<unfinished ...>")]
        elif rest.startswith("<... "):
            yield begun.pop(thread, "") + rest.split("resumed>", 1)[1]
        else:
            yield rest


def changes_of(trace: str, places: list):
    """What happened, in order: (what, path)."""
    inside = lambda path: any(path == place or path.startswith(place + "/") for place in places)
    for line in join_split_lines(trace):
        called = re.match(r"(\w+)\((.*)\) += (-?\d+)", line)
        if not called or int(called[3]) < 0:
            continue
        call, said = called[1], called[2]
        descriptor = re.match(r"(\d+)<([^>]*)>", said)
        names = re.findall(r'"([^"]*)"', said)
        if call == "write" and descriptor and descriptor[1] == "1":
            yield "receipt", ""
        elif call in ("fsync", "fdatasync"):
            yield "sync", descriptor[2]
        elif descriptor and call not in ("openat", "unlinkat", "mkdirat", "renameat", "renameat2"):
            if inside(descriptor[2]):
                yield "change", descriptor[2]
        elif names and inside(names[-1]):
            made = call in ("open", "openat", "creat") and "O_CREAT" in said
            if call.startswith("rename"):
                yield "moved", names[-1]
                yield "from", names[0]
            elif call.startswith(("unlink", "rmdir")):
                yield "gone", names[-1]
            elif made or call.startswith(("mkdir", "link")):
                yield "made", names[-1]


def unsynced(trace: str, places: list, there: set) -> list:
    """What isn't durable when the receipt is printed. `there`: the files that were there before."""
    files, folders = {}, {}
    moved_to = None
    for what, path in changes_of(trace, places):
        if PASSING.search(path):
            continue
        if what == "receipt":
            break
        if what == "sync":
            files.pop(path, None)
            folders.pop(path, None)
        elif what == "change":
            files[path] = "written"
        elif what == "moved":
            moved_to = path
            folders[path.rsplit("/", 1)[0]] = path
        elif what == "from":
            if path in files:
                files[moved_to] = files.pop(path)
        elif what == "gone" or path not in there:
            folders[path.rsplit("/", 1)[0]] = path
            (there.discard if what == "gone" else there.add)(path)
            if what == "gone":
                files.pop(path, None)
    return ["%s is not fsynced" % path for path in files] + [
        "%s is not fsynced after %s came or went" % (folder, path)
        for folder, path in folders.items()]


def check_durability(world, commands=None) -> Tally:
    tally = Tally("durable")
    started = time.monotonic()
    for command in commands or [*world_module.COMMANDS.values(), *OTHERS]:
        world.start(command.start)
        there = {str(path) for path in world.home.rglob("*")} | {str(world.home)}
        trace = world.work / "trace"
        ran = world.run_command(command, before=["strace", "-f", "-y", "-qq", "-s", "1", "-o",
                                                 str(trace), "-e", "trace=" + TRACED])
        tally.tried[command.name] += 1
        if ran.status != command.status:
            tally.fault("broken", "%s: %s" % (command.name, ran))
            continue
        left = unsynced(trace.read_text(errors="replace"), [str(world.home), str(world.out)], there)
        for text in left:
            tally.fault("lost", "%s: %s" % (command.name, text))
        if not left:
            tally.ended["whole"] += 1
    tally.seconds = time.monotonic() - started
    return tally
