"""The homes that are tortured, the commands that are run on them, and one run of the product."""

import collections
import functools
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile

import dump

NOW = "2026-03-02T08:00:00Z"
KEY = "5e" * 32
HERE = pathlib.Path(__file__).resolve().parent
PEOPLE, CLIENTS = 40, 150
HUNG_AFTER = 900  # seconds: others may use the machine

# start: the home that it is run on. status: how it ends undisturbed; again: how when it has been
# done already. acts: how many it adds.
Command = collections.namedtuple("Command", "name start args status again acts")
AUDIT = ["--audit", "2026-1.1"]
COMMANDS = {command.name: command for command in [
    Command("init", "nothing", ["init"], 0, 2, 1),
    Command("import", "history", ["import", "--source", "canonical", "INPUT/new.csv"], 1, 1, 1),
    Command("register", "history", ["import", "--register", "staff", "INPUT/staff-2.csv",
                                    "--accept"], 1, 1, 1),
    Command("open", "history", ["audit", "open", "--period", "2026-1", "--frame-key", KEY,
                                "--reason", "test"], 0, 2, 1),
    Command("draw", "opened", ["audit", "draw", *AUDIT, "--seed", "4711"], 0, 0, 1),
    Command("export", "drawn", ["ledger", "export", "--out", "OUT"], 0, 0, 0),
    Command("maintain", "history", ["maintain"], 0, 0, 0),
]}


class Ran:
    """What one run said. `status` is negative when a signal ended it."""

    def __init__(self, status: int, out: bytes, err: bytes):
        self.status, self.out, self.err = status, out, err.decode("utf-8", "replace")

    def document(self):
        try:
            found = json.loads(self.out)
        except ValueError:
            return None
        return found if isinstance(found, dict) else None

    def acknowledged(self) -> bool:
        """Whether it has said that the thing is done."""
        return self.document() is not None and "error" not in self.document()

    def __str__(self):
        return "status %d, %s %s" % (self.status, self.out[:300], self.err[:500])


def scratch() -> str:
    """Where homes lie while they are tortured: in memory if there is room. Nothing that is tried
    here depends on the disk, only on what is asked of it."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else tempfile.gettempdir()


class World:
    """One folder with the inputs, a copy of every starting home, and the home that is tortured."""

    def __init__(self, insyn: str, seed: int):
        self.insyn, self.seed = os.path.abspath(insyn), seed
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="insyn-torture-", dir=scratch()))
        self.input = self.folder / "input"
        self.place("main")
        self.shim = self.folder / "shim.so"
        subprocess.run(["cc", "-O1", "-shared", "-fPIC", HERE / "shim.c", "-o", self.shim, "-ldl"],
                       check=True)
        self.references = {}
        write_inputs(self.input, seed)
        self.make_homes()

    def place(self, name: str):
        """Another worker's place for the home that is tortured."""
        self.work = self.folder / name
        self.work.mkdir(exist_ok=True)
        self.home, self.out = self.work / "home", self.work / "out"

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def arguments(self, command: Command) -> list:
        named = {"OUT": str(self.out)}
        return [named.get(text, text.replace("INPUT", str(self.input))) for text in command.args]

    def environment(self, **more) -> dict:
        env = {key: value for key, value in os.environ.items() if not key.startswith("INSYN")}
        env.update(INSYN_HOME=str(self.home), INSYN_NOW=NOW, ASAN_OPTIONS="detect_leaks=0")
        env.update({key: str(value) for key, value in more.items()})
        return env

    def run(self, *args, before=(), env=None, **more) -> Ran:
        try:
            done = subprocess.run(
                [*before, self.insyn, *map(str, args), "--json", "--as", "torture"],
                stdin=subprocess.DEVNULL, capture_output=True, cwd=self.work,
                env=self.environment(**(env or {})), timeout=HUNG_AFTER, check=False, **more)
        except subprocess.TimeoutExpired as late:
            return Ran(-signal.SIGALRM, late.stdout or b"", "hung for %d s" % HUNG_AFTER)
        if done.returncode == 127 and "preexec_fn" not in more:
            raise RuntimeError("torture: can't be started: " + done.stderr.decode("utf-8", "replace"))
        return Ran(done.returncode, done.stdout, done.stderr)

    def run_command(self, command: Command, **more) -> Ran:
        return self.run(*self.arguments(command), **more)

    def must(self, status: int, *args):
        ran = self.run(*args)
        if ran.status != status:
            raise SystemExit("torture: %s: %s" % (args, ran))

    @functools.cache
    def preload(self) -> str:
        """The shim; an AddressSanitizer build wants its own library first."""
        found = subprocess.run(["ldd", self.insyn], capture_output=True, text=True, check=False)
        asan = [line.split()[2] for line in found.stdout.splitlines() if "libasan" in line]
        return ":".join([*asan, str(self.shim)])

    # -- starting homes and what an undisturbed run makes of them --

    def make_homes(self):
        shutil.rmtree(self.home, ignore_errors=True)
        self.must(0, "init")
        for name in ("staff", "employments", "clients"):
            self.must(0, "import", "--register", name, self.input / (name + ".csv"))
        self.must(1, "import", "--source", "canonical", self.input / "first.csv")
        self.must(0, "maintain")
        self.must(0, "decide", "matching", "--reason", "beslut")
        self.must(0, "audit", "open", "--period", "2025-4", "--frame-key", KEY, "--reason", "prov")
        self.must(0, "audit", "draw", "--audit", "2025-4.1", "--seed", "1")
        self.must(0, "extract", "--client", "c1", "--ground", "begäran")
        self.must(0, "import", "--register", "staff", self.input / "staff.csv")
        self.must(1, "import", "--source", "canonical", self.input / "second.csv")
        self.keep("history")
        self.must(0, *self.arguments(COMMANDS["open"]))
        self.keep("opened")
        self.must(0, *self.arguments(COMMANDS["draw"]))
        self.keep("drawn")

    def keep(self, name: str):
        shutil.copytree(self.home, self.folder / name)

    def start(self, name: str):
        """The home as it was before the command."""
        for folder in (self.home, self.out):
            shutil.rmtree(folder, ignore_errors=True)
        if name != "nothing":
            shutil.copytree(self.folder / name, self.home)

    def contents(self) -> dict:
        found = dump.contents(self.home)
        found["out"] = {path.name: path.read_text() for path in sorted(self.out.glob("*"))}
        found["out-hidden"] = [path.name for path in self.out.glob(".*")]
        return found

    def size(self) -> int:
        """The acts of the home, read without the product."""
        if not (self.home / "insyn.db").exists():
            return 0
        try:
            database = dump.open_sqlite(self.home / "insyn.db")
            return database.execute("SELECT count(*) FROM act").fetchone()[0]
        except dump.sqlite3.Error:
            return 0

    def reference(self, command: Command) -> tuple:
        """The acts before it, and the contents after it has been run once and twice."""
        if command.name not in self.references:
            self.start(command.start)
            size = self.size()
            self.must(command.status, *self.arguments(command))
            once = self.contents()
            self.must(command.again, *self.arguments(command))
            self.references[command.name] = (size, once, self.contents())
        return self.references[command.name]


def log_of(numbers, days: list, rows: int, first: int, rejected: list) -> str:
    """Some rows with an id and some without, some twice, and a few that are rejected."""
    lines = []
    for number in range(rows):
        line = "%s %02d:%02d:%02d;%s;s%d;c%d;%s;%s" % (
            numbers.choice(days), numbers.randrange(6, 22), numbers.randrange(60),
            numbers.randrange(60), numbers.choice(["read", "search", "update", "denied", "peek"]),
            numbers.randrange(PEOPLE), numbers.randrange(CLIENTS),
            "k%d" % numbers.randrange(CLIENTS) if numbers.random() < 0.3 else "",
            "n%d" % (first + number) if numbers.random() < 0.8 else "")
        lines += [line] * (2 if numbers.random() < 0.02 else 1)
    for line in rejected:
        lines.insert(numbers.randrange(len(lines)), line)
    return "time;action;staff_id;client_id;case_id;native_id\n" + "\n".join(lines) + "\n"


def write_inputs(folder, seed: int):
    folder.mkdir()
    numbers = random.Random(seed)
    winter = ["2026-02-%02d" % day for day in range(2, 16)]
    autumn = ["2025-11-%02d" % day for day in range(3, 17)]

    def write(name, text):
        (folder / name).write_text(text, "utf-8")

    people = ["s%d;Namn Nr%d\n" % (n, n) for n in range(PEOPLE)]
    write("staff.csv", "staff_id;name\n" + "".join(people))
    write("staff-2.csv", "staff_id;name\n" + "".join(people[:-1]) + "s90;Namn Ny\ns1;Namn Igen\n")
    write("employments.csv", "staff_id;unit_id;title;group;manager_id;valid_from\n" + "".join(
        "s%d;u%d;Handläggare;%s;s0;2025-01-01\n" % (n, n % 4, "delivery" if n % 3 else "authority")
        for n in range(PEOPLE)))
    write("clients.csv", "client_id;name\n" + "".join("c%d;Namn B%d\n" % (n, n)
                                                      for n in range(CLIENTS)))
    second = log_of(numbers, winter, 900, 2000, ["2026-02-30 07:15;read;s1;c1;;"])
    write("first.csv", log_of(numbers, autumn, 1100, 0, ["x;read;s1;c1;;n9999"]))
    write("second.csv", second)
    # A tenth has been seen before, some of it with another content.
    known = second.split("\n")[100:150]
    new = log_of(numbers, winter, 500, 5000, known[:40] +
                 [line.replace(";read;", ";sign;") for line in known[40:]] +
                 ["2026-02-03 24:00;read;s1;c1;;", ";read;s1;c1;;"])
    write("new.csv", new)
