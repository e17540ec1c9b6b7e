#!/usr/bin/env python3
"""Runs the product and the judge on the same awkward homes and says where they differ.

    compare.py --insyn build/dev/src/insyn --seeds 1..200     random homes, made by generate.py
    compare.py --insyn PATH --scenario DIR                    one that generate.py made earlier
    compare.py --oracle-only --seeds 1..200                   the judge alone: it must not fail

    --keep DIR     leave the scenarios and homes in DIR (default: a temporary folder, removed)
    --show N       differences printed for each seed (default 5; 0: all)
    --timeout S    seconds that one command may take (default 60)
    --stop         stop at the first seed that differs

Each seed gets a home of its own: `insyn init`, the scenario's sources appended to sources.toml, then
every step with INSYN_NOW and --json. Compared: exit statuses, and every value that contract 1-7 names
and the judge knows (further keys are allowed; of rejected rows the line, not the reason). Also that
`ledger export` hashes to its root and that some act holds the SHA-256 of each audit's canonical lists.
A difference reads: step, command, path in the JSON: what insyn says | what the judge says.
Exit status: 0 all equal, 1 something differs, 2 usage or the executable does not run.
"""
import argparse
import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import generate  # noqa: E402
import oracle_audit  # noqa: E402
from oracle import Home  # noqa: E402
from oracle_text import parse_instant  # noqa: E402

FREE_TEXT = {"reason"}  # named by the contract, worded by the product
MISSING = "<missing>"


def differences(real, right, path=""):
    """[(path, real, right)] for every value of `right` that `real` does not have."""
    if isinstance(right, dict) and isinstance(real, dict):
        counted = path == ".staff" or path.endswith(".unknown_actions")  # keys are data: no further ones
        found = [(f"{path}.{k}", v, MISSING) for k, v in real.items() if counted and k not in right]
        for key, value in right.items():
            if key in FREE_TEXT:
                continue
            found += differences(real.get(key, MISSING), value, f"{path}.{key}")
        return found
    if isinstance(right, list) and isinstance(real, list):
        found = []
        if len(real) != len(right):
            found.append((f"{path}.length", len(real), len(right)))
        for i, (a, b) in enumerate(zip(real, right)):
            found += differences(a, b, f"{path}[{i}]")
        return found
    if type(real) is not type(right) and not (
            isinstance(real, (int, float)) and isinstance(right, (int, float))
            and not isinstance(real, bool) and not isinstance(right, bool)):
        return [(path, real, right)]
    return [] if real == right else [(path, real, right)]


def even_out(argv, answer):
    """What the contract leaves open is made equal before comparing: order of equal instants, paths."""
    if not isinstance(answer, dict):
        return answer
    answer = json.loads(json.dumps(answer))
    answer.pop("audit", None)
    for receipt in answer.get("receipts", []):
        receipt["file"] = os.path.basename(str(receipt.get("file")))
        receipt["encoding"] = str(receipt.get("encoding")).lower()
    if argv[0] == "extract":
        keys = ("time", "staff", "account", "action", "resource", "purpose", "system")
        entries = answer.get("entries", [])
        times = [parse_instant(e["time"]) for e in entries]
        answer["newest_first"] = times == sorted(times, reverse=True)
        answer["entries"] = sorted(({k: e.get(k, MISSING) for k in keys} for e in entries),
                                   key=lambda e: [str(e[k]) for k in keys])
    if argv[:2] == ["verify", "draw"] or argv == ["verify"]:
        answer = {"ok": answer.get("ok"), "problems": answer.get("problems")}
    return answer


def canonical(value):
    """RFC 8785 for what lists hold: texts, integers, booleans, null; keys sorted by UTF-16 units."""
    if isinstance(value, dict):
        items = sorted(value.items(), key=lambda kv: kv[0].encode("utf-16-be"))
        return "{" + ",".join(canonical(k) + ":" + canonical(v) for k, v in items) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(v) for v in value) + "]"
    return json.dumps(value, ensure_ascii=False)


class Run:
    """One scenario: the product's home beside the judge's."""

    def __init__(self, folder, options):
        self.folder, self.options = folder, options
        self.home = os.path.join(folder, "home")
        self.found, self.commands, self.values = [], 0, 0
        self.ids = [{}, {}]  # period -> audit id: the product's, the judge's
        self.list_hashes = {}

    def insyn(self, argv, now):
        environment = {**os.environ, "INSYN_NOW": now, "LC_ALL": "C.UTF-8"}
        done = subprocess.run([self.options.insyn, *argv, "--home", self.home, "--as", "provare", "--json"],
                              cwd=self.folder, env=environment, capture_output=True,
                              timeout=self.options.timeout, check=False)
        text = done.stdout.decode("utf-8", "replace").strip()
        try:
            answer = json.loads(text) if text else None
        except ValueError:
            answer = f"<not one JSON document: {text[:80]}>"
        return done.returncode, answer, done.stderr.decode("utf-8", "replace").strip()

    def differ(self, step, argv, path, real, right):
        self.found.append(f"step {step}: {' '.join(argv)[:110]}\n      {path or '(whole)'}: {real!r} | {right!r}")

    def prepare(self):
        if self.options.insyn is None:
            return Home({"canonical": "canonical", "viva": "viva", **generate.SOURCES})
        status, _, error = self.insyn(["init"], "2025-01-01T00:00:00Z")
        if status != 0:
            raise OSError(f"insyn init: exit {status}: {error}")
        path = os.path.join(self.home, "sources.toml")
        with open(path, "a", encoding="utf-8") as file, \
                open(os.path.join(self.folder, "sources.toml"), encoding="utf-8") as more:
            file.write("\n" + more.read())
        return Home.from_sources_toml(path)

    def named(self, argv, side):
        def audit(match):
            return self.ids[side].get(match[1], "no-audit")
        return [re.sub(r"\{audit:([^}]*)\}", audit, a) for a in argv]

    def run(self):
        judge = self.prepare()
        with open(os.path.join(self.folder, "steps.json"), encoding="utf-8") as file:
            steps = json.load(file)
        for number, step in enumerate(steps):
            self.one(judge, number, step["argv"], step["now"])
        return self.found

    def one(self, judge, number, argv, now):
        def read(name):
            with open(os.path.join(self.folder, name), "rb") as file:
                return file.read()

        right_status, right = judge.run(self.named(argv, 1), parse_instant(now), read)
        if argv[:2] == ["audit", "open"] and right:
            self.ids[1][argv[3]] = right["audit"]
        self.commands += 1
        if self.options.insyn is None:
            return
        mine = self.named(argv, 0)
        status, real, error = self.insyn(mine, now)
        if argv[:2] == ["audit", "open"] and isinstance(real, dict) and "audit" in real:
            self.ids[0][argv[3]] = str(real["audit"])
        if status != right_status:
            self.differ(number, argv, "exit status", f"{status} {error[:200]}", right_status)
            return
        if isinstance(real, str):
            self.differ(number, argv, "stdout", real, "one JSON document")
        elif right is not None:
            real_even, right_even = even_out(argv, real), even_out(argv, right)
            self.values += len(json.dumps(right_even).split(","))
            for path, a, b in differences(real_even, right_even):
                self.differ(number, argv, path, a, b)
        self.look_deeper(judge, number, argv, mine, status, real)

    def look_deeper(self, judge, number, argv, mine, status, real):
        if status != 0:
            return
        if argv[:2] == ["audit", "lists"] and isinstance(real, dict) and "lists" in real:
            whole = [canonical(real["lists"]), canonical(real)]
            self.list_hashes[mine[3]] = [hashlib.sha256(text.encode()).hexdigest() for text in whole]
        if argv[:2] == ["audit", "record"]:
            with open(os.path.join(self.folder, argv[-1]), encoding="utf-8") as file:
                record = json.load(file)
            for path, a, b in differences(record, judge.record(self.named(argv, 1)[3])):
                self.differ(number, argv, "record" + path, a, b)
            for problem in oracle_audit.problems_of(record):
                self.differ(number, argv, "record", problem, "no problem")
        if argv[:2] == ["ledger", "export"]:
            self.look_at_ledger(number, argv, real)

    def look_at_ledger(self, number, argv, real):
        with open(os.path.join(self.folder, argv[-1], "entries"), encoding="ascii") as file:
            leaves = [base64.b64decode(line) for line in file.read().split()]
        root = oracle_audit.tree_hash(leaves)
        if real.get("size") != len(leaves):
            self.differ(number, argv, ".size", real.get("size"), len(leaves))
        if real.get("root") not in (root.hex(), base64.b64encode(root).decode()):
            self.differ(number, argv, ".root", real.get("root"), root.hex())
        for leaf in leaves:
            if canonical(json.loads(leaf)).encode() != leaf:
                self.differ(number, argv, "leaf", leaf[:120].decode("utf-8", "replace"), "canonical JSON")
                break
        everything = b"\n".join(leaves).decode()
        for audit, hashes in self.list_hashes.items():
            if not any(h in everything for h in hashes):
                self.differ(number, argv, f"lists of {audit}", "no act has their SHA-256", hashes[0])


def one_seed(name, folder, options):
    """(differences, commands, values); what breaks is a difference too."""
    run = Run(folder, options)
    try:
        run.run()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, subprocess.TimeoutExpired) as problem:
        if options.insyn is None:
            raise
        run.found.append(f"broke off: {type(problem).__name__}: {problem}")
    if run.found:
        print(f"{name}: {len(run.found)} differences (insyn | judge)")
        for text in run.found[:options.show or None]:
            print(f"   {text}")
        sys.stdout.flush()
    return len(run.found), run.commands, run.values


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--insyn", help="the executable")
    parser.add_argument("--oracle-only", action="store_true")
    parser.add_argument("--seeds", default="1..20", help="A..B, both included, or one number")
    parser.add_argument("--scenario", help="a folder that generate.py made")
    parser.add_argument("--keep")
    parser.add_argument("--show", type=int, default=5)
    parser.add_argument("--timeout", type=float, default=60)
    parser.add_argument("--stop", action="store_true")
    options = parser.parse_args()
    if options.oracle_only:
        options.insyn = None
    elif not options.insyn or not os.access(options.insyn, os.X_OK):
        parser.error("--insyn must name the executable (or give --oracle-only)")
    else:
        options.insyn = os.path.abspath(options.insyn)
    try:
        ends = [int(x) for x in options.seeds.split("..")]
        options.seeds = range(ends[0], ends[-1] + 1)
    except ValueError:
        parser.error("--seeds is A..B or one number")
    return options


def main():
    options = parse_options()
    top = options.keep or tempfile.mkdtemp(prefix="insyn-compare-")
    totals, differing, tried = [0, 0, 0], 0, 0
    try:
        for seed in [None] if options.scenario else options.seeds:
            folder = os.path.join(top, f"seed-{seed}" if seed is not None else "scenario")
            shutil.rmtree(folder, ignore_errors=True)
            if seed is None:
                shutil.copytree(options.scenario, folder, ignore=shutil.ignore_patterns("home", "ledger"))
            else:
                generate.generate(seed, folder)
            result = one_seed(f"seed {seed}" if seed is not None else options.scenario, folder, options)
            totals = [a + b for a, b in zip(totals, result)]
            differing, tried = differing + bool(result[0]), tried + 1
            if not options.keep:
                shutil.rmtree(folder, ignore_errors=True)
            if differing and options.stop:
                break
    finally:
        if not options.keep:
            shutil.rmtree(top, ignore_errors=True)
    print(f"{tried} homes, {totals[1]} commands, {totals[2]} values: "
          f"{totals[0]} differences in {differing} homes")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
