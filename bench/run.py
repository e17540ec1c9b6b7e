"""Measures the release build on an invented municipality, against peers in the same run.

bench/README.md says what each figure means. Nothing is built here: `bin/dev bench` builds
`insyn` and the programs of this folder first. Python's own library is all it needs, and `openssl`
for a peer.
"""

import argparse
import collections
import datetime
import json
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
STAFF, CLIENTS = 2_000, 10_000
PERIOD, WINDOW = "2026-1", ("2026-02-02", "2026-02-16")
# Millions of rows: staff and clients as times the above, first day, and days that give enough
# rows. The audit period lies at the end.
TOWNS = {1: (1, "2026-02-01", 14), 10: (1, "2025-10-12", 128), 100: (10, "2025-10-12", 128)}
NOW = "2026-03-02T09:00:00Z"
REGISTERS = ["units", "staff", "employments", "accounts", "permissions", "clients", "client_ids",
             "cases", "case_roles", "deputies", "care_relations", "duties", "intakes", "absences",
             "shifts", "passages", "unit_covers", "consents"]
BATCH_NEW, BATCH_REPEATED = 45_000, 5_000
DELIVERIES, DELIVERY_ROWS = 30, 20_000
MB = 1_000_000

Run = collections.namedtuple("Run", "seconds user_seconds peak_mb output")


def run(*command, environment=None):
    """Runs a command to its end; stops everything if it fails."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.monotonic()
        process = subprocess.Popen([str(part) for part in command], stdout=output,
                                   stderr=errors, env={**os.environ, **(environment or {})})
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read().decode()
        errors.seek(0)
        complaint = errors.read().decode()
    if process.returncode != 0:
        raise SystemExit(f"bench: {' '.join(map(str, command))} ended with {process.returncode}: "
                         f"{complaint}")
    return Run(seconds, usage.ru_utime, usage.ru_maxrss * 1024 / MB, said)


class Table:
    """The lines of one size, printed as they come."""

    def __init__(self):
        self.lines = []

    def heading(self, text):
        print(f"\n## {text}\n\n| what | measured | peer, same run | ratio |\n|---|---|---|---|")

    def line(self, what, measured, peer="–", ratio=None):
        shown = "–" if ratio is None else f"{ratio:.2f}"
        print(f"| {what} | {measured} | {peer} | {shown} |", flush=True)


class Data:
    """One log of exactly so many rows, its registers, and a batch to send afterwards."""

    def __init__(self, insyn, folder, millions):
        self.town = folder / f"town-{millions}m"
        self.log = folder / f"log-{millions}m.csv"
        self.batch = folder / f"batch-{millions}m.csv"
        self.rows = millions * 1_000_000
        if not self.batch.exists():
            self.make(insyn, millions)

    def make(self, insyn, millions):
        times, first, days = TOWNS[millions]
        shutil.rmtree(self.town, ignore_errors=True)
        run(insyn, "simulate", "--out", self.town, "--staff", STAFF * times, "--clients",
            CLIENTS * times, "--from", first, "--days", days, "--rng", 1)
        rows = self.log_rows()
        header = next(rows)
        chosen = random.Random(1)
        repeated = []
        with open(self.log, "wb") as log:
            log.write(header)
            for number in range(self.rows):
                row = next(rows)
                log.write(row)
                if chosen.random() < 2 * BATCH_REPEATED / self.rows:
                    repeated.append(row)
        new = [next(rows) for _ in range(BATCH_NEW)]
        batch = new + repeated[:BATCH_REPEATED]
        assert len(batch) == BATCH_NEW + BATCH_REPEATED
        chosen.shuffle(batch)
        self.batch.write_bytes(header + b"".join(batch))
        shutil.rmtree(self.town / "logs")

    def log_rows(self):
        for number, path in enumerate(sorted((self.town / "logs").iterdir())):
            with open(path, "rb") as file:
                header = next(file)
                if number == 0:
                    yield header
                yield from file


class Bench:
    def __init__(self, options, millions):
        self.insyn = options.insyn
        self.peer = options.peer
        self.audit_bench, self.store_bench = options.audit_bench, options.store_bench
        self.rounds = options.rounds
        self.folder = options.folder
        self.home = self.folder / "home"
        self.data = Data(self.insyn, self.folder, millions)
        self.table = Table()

    def product(self, *arguments, now=NOW):
        return run(self.insyn, "--home", self.home, "--as", "bench", "--json", *arguments,
                   environment={"INSYN_NOW": now})

    def quickest(self, *arguments):
        """The shortest of the rounds, which other work on the machine disturbs least."""
        return min((self.product(*arguments) for _ in range(self.rounds)),
                   key=lambda one: one.seconds)

    def measure(self):
        table = self.table
        table.heading(f"{self.data.rows:,} rows, {self.data.log.stat().st_size / MB:,.0f} MB")
        peer = self.ingest()
        self.extracts(peer)
        self.sizes()
        self.look(peer)
        self.inside()
        self.audit()
        self.verify()
        self.decay()
        shutil.rmtree(self.home)

    def new_home(self):
        shutil.rmtree(self.home, ignore_errors=True)
        self.product("init")
        start = time.monotonic()
        for name in REGISTERS:
            file = self.data.town / "registers" / f"{name}.csv"
            if file.exists():
                self.product("import", "--register", name, file, "--accept")
        return time.monotonic() - start

    def ingest(self):
        ours, peers, database = [], [], self.folder / "peer.duckdb"
        for _ in range(self.rounds):
            registers = self.new_home()
            ours.append(self.product("import", "--source", "canonical", self.data.log))
            database.unlink(missing_ok=True)
            peers.append(json.loads(run(self.peer, self.data.log, self.data.batch,
                                        database).output))
        receipt = json.loads(ours[-1].output)["receipts"][0]
        rejected = receipt["rejected_count"]
        if receipt["rows"] != self.data.rows or peers[-1]["rows"] != self.data.rows or rejected:
            raise SystemExit(f"bench: rows are missing: {receipt}, {peers[-1]['rows']}")
        seconds = statistics.median(one.seconds for one in ours)
        peer_seconds = statistics.median(one["seconds"] for one in peers)
        spread = ", ".join(f"{one.seconds:.1f}" for one in ours)
        user = statistics.median(one.user_seconds for one in ours)
        peak = max(one.peak_mb for one in ours)
        if receipt["duplicates"]:
            self.table.line("rows of the log that stand in it twice", f"{receipt['duplicates']:,}")
        self.table.line("18 registers in", f"{registers:.2f} s")
        self.table.line(
            f"import: rows/s (rounds: {spread} s)",
            f"{self.data.rows / seconds / 1e6:.2f} M/s, {seconds:.1f} s, user {user:.1f} s, "
            f"peak {peak:,.0f} MB",
            f"DuckDB {self.data.rows / peer_seconds / 1e6:.2f} M/s, {peer_seconds:.1f} s",
            peer_seconds / seconds)
        self.peer_bytes = database.stat().st_size
        database.unlink()
        return peers[-1]

    def store(self, *flags):
        return json.loads(run(self.store_bench, self.home, NOW, self.rounds, *flags).output)

    def extracts(self, peer):
        """A client's rows in a process that has the home open, and while a batch comes in."""
        sqlite = ["--sqlite"] if self.data.rows <= 10_000_000 else []
        said = self.store(*sqlite, "--batch", self.data.batch)
        for name in ("median", "hottest"):
            one = said[name]
            beside = [f"DuckDB's query on the same file {said['duckdb_ms'][name]:.2f} ms"]
            if sqlite:
                beside.append(f"SQLite clustered by client {one['sqlite_ms']:.2f} ms")
            self.table.line(f"one client's rows, warm, {name} ({one['rows']:,})",
                            f"{one['read_ms']:.2f} ms", ", ".join(beside),
                            said["duckdb_ms"][name] / one["read_ms"])
            self.table.line("the same as an extract, with its act on disk",
                            f"{one['extract_ms']:.1f} ms")
        batch = said["batch"]
        if (batch["accepted"], batch["duplicates"]) != (BATCH_NEW, BATCH_REPEATED):
            raise SystemExit(f"bench: the batch was misjudged: {batch}")
        self.table.line("50,000 rows more, a tenth repeated", f"{batch['seconds']:.2f} s",
                        f"DuckDB's SQL {peer['batch_seconds']:.2f} s",
                        peer["batch_seconds"] / batch["seconds"])
        self.table.line(f"the median client's rows meanwhile ({batch['reads']} times)",
                        f"median {batch['read_median_ms']:.1f} ms, longest "
                        f"{batch['read_max_ms']:.1f} ms")

    def decay(self):
        """What many small deliveries do to finding a client's rows, and maintain after them."""
        header, *rows = self.data.batch.read_bytes().splitlines(keepends=True)
        chosen, fresh = random.Random(2), self.store()
        part = self.folder / "part.csv"
        for _ in range(DELIVERIES):
            # The same rows as events of their own: the native id is the eleventh column.
            again = [row.split(b";") for row in chosen.sample(rows, DELIVERY_ROWS)]
            for cells in again:
                cells[10] = b"%032x" % chosen.getrandbits(128)
            part.write_bytes(header + b"".join(b";".join(cells) for cells in again))
            self.product("import", "--source", "canonical", part)
        part.unlink()
        later = self.store()
        maintain = self.product("maintain")
        after = self.store()
        for name in ("median", "hottest"):
            times = [said[name]["read_ms"] for said in (fresh, later, after)]
            self.table.line(f"one client's rows, {name}: before, after {DELIVERIES} deliveries of "
                            f"{DELIVERY_ROWS:,} rows, after `maintain`",
                            " / ".join(f"{one:.2f}" for one in times) + " ms", ratio=times[0] /
                            times[2])
        self.table.line("`maintain`", f"{maintain.seconds:.1f} s, peak {maintain.peak_mb:,.0f} MB")

    def sizes(self):
        total = self.data.rows + BATCH_NEW
        parts = collections.Counter()
        for path in self.home.rglob("*"):
            if path.is_file():
                parts[path.relative_to(self.home).parts[0]] += path.stat().st_size
        for part, size in parts.most_common():
            if size / total >= 0.05:
                peer = ratio = None
                if part.startswith("events"):
                    peer, ratio = f"DuckDB {self.peer_bytes / self.data.rows:.1f} B", \
                        size / total / (self.peer_bytes / self.data.rows)
                self.table.line(f"on disk: {part}", f"{size / total:.1f} B/event", peer or "–",
                                ratio)

    def look(self, peer):
        start = self.quickest("calendar", "--year", "2026")
        self.table.line("start of the program (`calendar`)", f"{start.seconds * 1000:.0f} ms")
        for name in ("median", "hottest"):
            client = peer[name]
            one = self.quickest("extract", "--client", client["client"], "--ground", "bench")
            self.table.line(f"extract, {name} client ({client['rows']:,} rows), a process each",
                            f"{one.seconds * 1000:.0f} ms",
                            f"DuckDB's query, warm: {client['ms']:.1f} ms")
        one = self.quickest("audit", "staff", "--staff", "p0001", "--from", WINDOW[0], "--to",
                            WINDOW[1], "--ground", "bench")
        self.table.line("`audit staff`, two weeks", f"{one.seconds * 1000:.0f} ms")

    def inside(self):
        """What takes place in one process that has the registers in memory, as a server has."""
        said = json.loads(run(self.audit_bench, self.home, PERIOD, NOW, self.rounds).output)
        ours, peers = said["active_seconds"], said["active_sql_seconds"]
        self.table.line(f"who was active in two weeks ({said['active']:,} people)",
                        f"{ours * 1000:.1f} ms", f"DuckDB's DISTINCT {peers * 1000:.1f} ms",
                        peers / ours)
        events, sql = said["events"], said["sql_seconds"]
        share = said["explained"] / events
        for order in "by_time", "by_person":
            ours = said[f"{order}_seconds"]
            self.table.line(f"explain and flag {events:,} events, {order.replace('_', ' ')} "
                            f"({share:.0%} explained)", f"{events / ours / 1e6:.1f} M/s",
                            f"DuckDB's SQL {events / sql / 1e6:.2f} M/s", sql / ours)
        self.table.line("reading and resolving the window's events",
                        f"{said['read_seconds'] * 1000:.0f} ms")
        both = said["open_seconds"] + said["draw_seconds"]
        self.table.line("`audit open` + `draw`, registers loaded",
                        f"{both:.3f} s: {said['open_seconds']:.3f} + {said['draw_seconds']:.3f}")
        self.table.line("opening the home; loading its registers",
                        f"{said['home_seconds']:.3f} s; {said['registers_seconds']:.3f} s")

    def audit(self):
        opened, drawn = None, None
        for number in range(self.rounds):
            if number > 0:
                self.product("audit", "annul", "--audit", PERIOD, "--reason", "bench")
            one = self.product("audit", "open", "--period", PERIOD, "--seed-source", "bench")
            opened = min(opened or one, one, key=lambda each: each.seconds)
            one = self.product("audit", "draw", "--audit", PERIOD, "--seed", "1234567890")
            drawn = min(drawn or one, one, key=lambda each: each.seconds)
        lists = self.quickest("audit", "lists", "--audit", PERIOD)
        frame = json.loads(opened.output)["frame_size"]
        shown = json.loads(lists.output)["lists"]
        rows = sum(len(one["rows"]) for one in shown)
        self.table.line(f"`audit open` ({frame:,} people in the frame)", f"{opened.seconds:.2f} s")
        self.table.line(f"`audit draw` (freezes {rows:,} rows in {len(shown)} lists)",
                        f"{drawn.seconds:.2f} s, peak {drawn.peak_mb:,.0f} MB")
        self.table.line("`audit open` + `draw`", f"{opened.seconds + drawn.seconds:.2f} s")
        self.table.line("`audit lists`", f"{lists.seconds:.2f} s")

    def verify(self):
        said = run("openssl", "speed", "-mr", "-evp", "sha256", "-bytes", "16384", "-seconds", "2")
        limit = float(said.output.strip().splitlines()[-1].split(":")[-1]) / MB
        one = self.quickest("verify")
        size = (self.data.log.stat().st_size + self.data.batch.stat().st_size) / MB
        self.table.line(f"verify, {size:,.0f} MB delivered",
                        f"{one.seconds:.1f} s, {size / one.seconds:,.0f} MB/s, user "
                        f"{one.user_seconds:.1f} s, peak {one.peak_mb:,.0f} MB",
                        f"openssl sha256 {limit:,.0f} MB/s", size / one.seconds / limit)


def main():
    release = REPOSITORY / "build" / "release"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--insyn", type=pathlib.Path, default=release / "src" / "insyn")
    parser.add_argument("--peer", type=pathlib.Path, default=release / "bench" / "peer_duckdb")
    parser.add_argument("--audit-bench", type=pathlib.Path,
                        default=release / "bench" / "audit_bench")
    parser.add_argument("--store-bench", type=pathlib.Path,
                        default=release / "bench" / "store_bench")
    parser.add_argument("--sizes", type=int, nargs="+", choices=sorted(TOWNS), default=[1, 10],
                        help="millions of rows (100 needs about 40 GB of disk)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=pathlib.Path,
                        default=pathlib.Path(tempfile.gettempdir()) / "insyn-bench",
                        help="where data is made once and kept, and homes are made and removed")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    print(f"{datetime.date.today()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
          f"{options.rounds} rounds")
    for millions in options.sizes:
        Bench(options, millions).measure()
    print(f"\nload {os.getloadavg()[0]:.1f} at the end; the data stays in {options.folder}")


if __name__ == "__main__":
    main()
