"""Pages of a served home while a large file comes in: wrk with 100 connections on pages of an
administrator, a manager and others, each with a session.

  python3 bench/serve_bench.py [--insyn build/release/src/insyn] [--seconds 20] [--each]

bench/README.md says what the figures mean. Everything is made in a folder that is removed.
"""

import argparse
import collections
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
NOW = "2026-03-12T09:00:00Z"
CONNECTIONS, THREADS = 100, 2
PAUSE = 500  # ms between two pages of one connection, on average
SEED = "84015526031795520413"
BEFORE, MEANWHILE = ("2026-01", "2026-02"), ("2025-12", "2026-03")  # months of logs
PAGES = {
    "administrator": ["/", "/kontroller", "/kontroller/2026-1.1", "/kontroller/2026-1.1/listor", "/kallor",
                      "/kallor/leverans/1", "/informerad",
                      "/rutinen", "/anvandare", "/min-sida", "/hjalp"],
    "manager": ["/", "/kontroller", "/kontroller/2026-1.1", "/rutinen", "/min-sida", "/hjalp"],
    "director": ["/", "/kontroller", "/rutinen", "/anvandare"],
}
Figures = collections.namedtuple("Figures", "requests microseconds median p99 most errors")


def town_home(site, folder):
    """A home with two months of logs, an audit, users; the value is who logs in as what."""
    site.insyn(NOW, "simulate", "--out", str(folder / "town"), "--staff", "600", "--clients", "5000",
               "--from", "2025-12-01", "--days", "101", "--rng", "1")
    site.insyn(NOW, "init")
    for file in sorted((folder / "town" / "registers").iterdir()):
        site.insyn(NOW, "import", "--register", file.stem, str(file))
    site.insyn(NOW, "import", "--source", "canonical", *logs(folder, BEFORE))
    site.insyn(NOW, "audit", "open", "--period", "2026-1", "--seed-source", "tärningar")
    site.insyn(NOW, "audit", "draw", "--audit", "2026-1", "--seed", SEED)
    (folder / "home" / "server.toml").write_text(
        '[site]\nmunicipality = "Ljungfors"\n[login]\npassword_only = true\n', encoding="utf-8")
    accounts = {}
    for role in ("administrator", "manager", "director"):
        made = site.insyn(NOW, "user", "add", role.title(), "--login", role, "--role", role)
        accounts[role] = {"login": role, "code": made["setup_code"],
                          "change": made["change"] if made["waits"] else None}
    return accounts


def logs(folder, months):
    return [str(folder / "town" / "logs" / (month + ".csv")) for month in months]


def let_in(site, served, accounts):
    """Cookies of everyone, after the administrator has approved the others and sent the lists."""
    admin = site.Person(served, accounts["administrator"])
    for account in accounts.values():
        if account["change"]:
            admin.act("/anvandare/andring/%d" % account["change"], beslut="godkann")
    people = {"administrator": admin}
    for role in ("manager", "director"):
        people[role] = site.Person(served, accounts[role])
    # Somebody has to read where the line of managers ends, or nothing can be sent.
    heads = re.findall(r'<option value="([^"]+)"', people["director"].page("/kontroller/ersattare"))
    people["director"].act("/kontroller/ersattare", person=heads[0], skal="Beslut.")
    for act in ("jav", "skicka"):
        admin.act("/kontroller/2026-1.1/" + act)
    return people


def requests_of(people):
    """`path cookie` for each page that is there for the person; says which aren't."""
    lines = []
    for role, paths in PAGES.items():
        cookie = ";".join(map("=".join, people[role].cookies.items()))
        for path in paths:
            status, _ = people[role].send(path)
            if status == 200:
                lines.append("%s %s" % (path, cookie))
            else:
                print("  %s is %d for the %s and left out" % (path, status, role))
    return lines


def wrk(served, lines, folder, seconds, pause=0, connections=CONNECTIONS):
    file = folder / "requests"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run(
        ["wrk", "-t%d" % THREADS, "-c%d" % connections, "-d%ds" % seconds, "--timeout", "60s",
         "-s", str(REPOSITORY / "bench" / "serve_bench.lua"), "http://" + served.address, "--",
         str(file), str(pause)], capture_output=True, text=True, check=True)
    return Figures(*map(int, re.search(r"^RESULT (.*)$", done.stdout, re.M)[1].split()))


def line_of(what, figures):
    print("| %s | %.0f/s | %.1f ms | %.1f ms | %.0f ms | %d |" % (
        what, figures.requests / figures.microseconds * 1e6, figures.median / 1000,
        figures.p99 / 1000, figures.most / 1000, figures.errors), flush=True)


class Importing:
    """An import of the other months by the command line, through the server that has the home."""

    def __init__(self, site, folder):
        self.thread = threading.Thread(target=self.run, args=(site, folder))

    def run(self, site, folder):
        start = time.monotonic()
        receipts = site.insyn(NOW, "import", "--source", "canonical",
                              *logs(folder, MEANWHILE))["receipts"]
        self.seconds = time.monotonic() - start
        self.rows = sum(receipt["accepted"] for receipt in receipts)

    def __enter__(self):
        self.thread.start()
        time.sleep(1)
        return self

    def __exit__(self, *_):
        self.thread.join()


def each_page(people, rounds=40):
    """How long one page alone takes, from the request to its last byte."""
    print("| page | who | median | longest |\n|---|---|---|---|")
    for role, paths in PAGES.items():
        for path in paths:
            took = []
            for _ in range(rounds):
                start = time.perf_counter()
                people[role].send(path)
                took.append((time.perf_counter() - start) * 1000)
            print("| `%s` | %s | %.2f ms | %.1f ms |" % (path, role, statistics.median(took),
                                                         max(took)), flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--insyn", default=REPOSITORY / "build/release/src/insyn")
    options.add_argument("--seconds", type=int, default=20)
    options.add_argument("--each", action="store_true", help="also every page alone")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="insyn-serve-bench-") as name:
        folder = pathlib.Path(name)
        os.environ.update(INSYN_BIN=str(chosen.insyn), INSYN_HOME=str(folder / "home"))
        sys.path.insert(0, str(REPOSITORY / "bin"))
        import demo_site as site  # pylint: disable=import-outside-toplevel
        accounts = town_home(site, folder)
        with site.Served(NOW) as served:
            people = let_in(site, served, accounts)
            lines = requests_of(people)
            print("load %.1f %.1f %.1f" % os.getloadavg())
            if chosen.each:
                each_page(people)
            print("| %d connections | answers | median | p99 | longest | errors |\n"
                  "|---|---|---|---|---|---|" % CONNECTIONS)
            line_of("people, a page each %d ms" % PAUSE,
                    wrk(served, lines, folder, chosen.seconds, PAUSE))
            line_of("as fast as it goes", wrk(served, lines, folder, chosen.seconds))
            with Importing(site, folder) as importing:
                line_of("people, during the import", wrk(served, lines, folder, chosen.seconds, PAUSE))
                if importing.thread.is_alive():
                    line_of("as fast as it goes, during the import",
                            wrk(served, lines, folder, chosen.seconds))
                print("the import was %s" % ("still going on" if importing.thread.is_alive()
                                             else "done before the end"))
            print("imported meanwhile: %d rows in %.1f s" % (importing.rows, importing.seconds))
            print("load %.1f %.1f %.1f" % os.getloadavg())


if __name__ == "__main__":
    main()
