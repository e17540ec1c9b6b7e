"""The worked home, through every command of contract 2 except `serve`, against worked_by_hand.py.

    INSYN=build/release/src/insyn python3 -m unittest discover -s tests/contract -p test_worked_home.py

Every key computed by hand must stand in the answer with that value; further keys are allowed. A
home's own keys and salts are random, so of the ledger's roots and checkpoints only the relations are
compared. The JSON in docs/contract/worked-home.md is held to the same values.
"""
import base64
import copy
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import worked_by_hand as hand  # noqa: E402

PAGE = os.path.join(HERE, "..", "..", "docs", "contract", "worked-home.md")
WINDOW = ["--from", "2026-02-02", "--to", "2026-02-16"]
BLOCK = r"<!-- step: ([a-z_ ]+) -->\n(?:```sh\n[^`]*\n```\n)?```json\n(.*?)\n```"
ALL_TIME = ["--from", "2026-02-01", "--to", "2026-03-01"]


def differences(real, right, path=""):
    """[text] for every value of `right` that `real` does not have; lists have no further elements."""
    if isinstance(right, dict) and isinstance(real, dict):
        return [text for key, value in right.items()
                for text in (differences(real[key], value, f"{path}.{key}") if key in real
                             else [f"{path}.{key} is missing"])]
    if isinstance(right, list) and isinstance(real, list) and len(real) == len(right):
        return [text for i, (a, b) in enumerate(zip(real, right)) for text in differences(a, b, f"{path}[{i}]")]
    same = real == right and isinstance(real, bool) == isinstance(right, bool)
    return [] if same else [f"{path}: {real!r}, by hand {right!r}"]


def canonical(value):
    """RFC 8785 for what lists hold: keys are ASCII, numbers integers."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def steps(folder, data):
    """[(name, argv, exit status, what it prints or None)]; {audit} becomes the audit's id."""
    def at(name):
        return os.path.join(data, name)

    def register(name, file, *flags):
        return ["import", "--register", name, at(file), *flags]
    record = os.path.join(folder, "record.json")
    ledger = os.path.join(folder, "ledger")
    opening = ["audit", "open", "--period", "2026-1", "--seed-source", hand.SEED_SOURCE,
               "--frame-key", hand.FRAME_KEY.hex()]
    found = [("init", ["init"], 0, {"routine": "pitea", "version": 1}), ("init again", ["init"], 2, None),
             ("calendar", ["calendar", "--year", "2026"], 0, hand.CALENDAR)]
    for name in hand.REGISTERS:
        found.append((f"register {name}", register(name, name + ".csv"), 0, hand.REGISTERS[name]))
    return found + [
        ("employments", register("employments", "employments-wrong.csv"), 0, hand.EMPLOYMENTS_WRONG),
        ("employments corrected", register("employments", "employments.csv", "--correct"), 0, hand.EMPLOYMENTS),
        ("shifts", register("shifts", "shifts.csv"), 3, None),
        ("shifts accepted", register("shifts", "shifts.csv", "--accept"), 1, hand.SHIFTS),
        ("log a", ["import", "--source", "canonical", at("log-a.csv")], 1, hand.LOG_A),
        ("logs b and c", ["import", "--source", "canonical", at("log-b.csv"), at("log-c.csv")], 0, hand.LOGS_B_C),
        ("log a again", ["import", "--source", "canonical", at("log-a.csv")], 1, hand.LOG_A_AGAIN),
        ("unknown source", ["import", "--source", "nowhere", at("log-a.csv")], 2, None),
        ("decide", ["decide", "matching", "--reason", "DPIA 2026-02, union talks held"], 0, {}),
        ("open too early", ["audit", "open", "--period", "2026-2"], 2, None),
        ("open refused", opening, 2, None),
        ("open", opening + ["--reason", "two of six, known persons"], 0, hand.OPENED),
        ("open twice", opening + ["--reason", "again"], 2, None),
        ("draw", ["audit", "draw", "--audit", "{audit}", "--seed", hand.SEED], 0, hand.DRAWN),
        ("same draw", ["audit", "draw", "--audit", "{audit}", "--seed", hand.SEED], 0, hand.DRAWN),
        ("other seed", ["audit", "draw", "--audit", "{audit}", "--seed", "1 1 1 1 1"], 2, None),
        ("lists", ["audit", "lists", "--audit", "{audit}"], 0, {"lists": hand.LISTS}),
        ("frame", ["audit", "frame", "--audit", "{audit}"], 0, hand.FRAME_SHOWN),
        ("record", ["audit", "record", "--audit", "{audit}", "--out", record], 0, {}),
        ("verify draw", ["verify", "draw", record], 0, {"ok": True, "problems": []}),
        ("audit staff", ["audit", "staff", "--staff", "s6", *WINDOW, "--ground", "incident 7"], 0, hand.STAFF_S6),
        ("audit client", ["audit", "client", "--client", "k1", *WINDOW, "--ground", "incident 8"], 0,
         hand.CLIENT_K1),
        ("extract", ["extract", "--client", "k1", *ALL_TIME, "--ground", "request 1"], 0,
         {"client": "k1", "period": {"from": "2026-02-01", "to": "2026-03-01"}, "entries": hand.EXTRACT_K1}),
        ("extract quiet", ["extract", "--client", "k2", *ALL_TIME, "--ground", "request 2"], 0,
         {"client": "k2", "entries": hand.EXTRACT_K2}),
        ("verify", ["verify"], 0, {"ok": True, "problems": []}),
        ("export", ["ledger", "export", "--out", ledger], 0, {}),
        ("annul", ["audit", "annul", "--audit", "{audit}", "--reason", "an example ends here"], 0, {}),
        ("annulled draw", ["audit", "draw", "--audit", "{audit}", "--seed", hand.SEED], 2, None),
        ("consents later", register("consents", "consents-later.csv"), 0, hand.CONSENTS_LATER),
        ("lists annulled", ["audit", "lists", "--audit", "{audit}"], 0, {"lists": hand.LISTS}),
        ("audit client later", ["audit", "client", "--client", "k1", *WINDOW, "--ground", "incident 8"], 0,
         hand.CLIENT_K1_LATER),
        ("verify against", ["verify", "--against", os.path.join(ledger, "checkpoint")], 0,
         {"ok": True, "problems": []}),
        ("open again", ["audit", "open", "--period", "2026-1", "--reason", "two of six"], 0, {}),
        ("draw again", ["audit", "draw", "--audit", "{audit}", "--seed", hand.SEED], 0, {}),
        ("record again", ["audit", "record", "--audit", "{audit}", "--out", record + ".2"], 0, {}),
        ("verify draw again", ["verify", "draw", record + ".2"], 0, {"ok": True, "problems": []}),
        ("simulate", ["simulate", "--out", os.path.join(folder, "town"), "--staff", "20", "--clients", "40",
                      "--from", "2026-02-02", "--days", "2", "--rng", "1"], 0, {}),
    ]


def run(insyn, folder, argv):
    done = subprocess.run([insyn, *argv, "--home", os.path.join(folder, "home"), "--as", "auditor", "--json"],
                          env={**os.environ, "INSYN_NOW": hand.NOW}, cwd=folder, capture_output=True,
                          timeout=120, check=False)
    text = done.stdout.decode("utf-8").strip()
    return done.returncode, json.loads(text) if text else None, done.stderr.decode("utf-8").strip()


def run_all(insyn, folder):
    """{name: (argv, status, answer, error)} and [(name, status by hand, answer by hand)]."""
    audit, answers, right = "", {}, []
    for name, argv, status, answer in steps(folder, hand.DATA):
        argv = [audit if word == "{audit}" else word for word in argv]
        answers[name] = (argv, *run(insyn, folder, argv))
        if name.startswith("open") and answers[name][1] == 0:
            audit = (answers[name][2] or {}).get("audit", "")
        right.append((name, status, answer))
    return answers, right


def in_one_order(name, answer):
    """The contract leaves open which of two entries of the same instant is first."""
    if not name.startswith("extract") or not isinstance(answer, dict):
        return answer
    entries = answer.get("entries", [])
    return {**answer, "entries": sorted(entries, key=lambda e: (e["time"], e["action"], e["staff"]), reverse=True)}


class WorkedHome(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        insyn = os.environ.get("INSYN", "")
        if not os.access(insyn, os.X_OK):
            raise AssertionError("the environment variable INSYN must name the executable insyn")
        cls.insyn = os.path.abspath(insyn)
        cls.folder = tempfile.mkdtemp(prefix="insyn-worked-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, True)
        cls.answers, cls.right = run_all(cls.insyn, cls.folder)
        with open(os.path.join(cls.folder, "record.json"), encoding="utf-8") as file:
            cls.record = json.load(file)

    def answer(self, name):
        return self.answers[name][2]

    def leaves(self):
        with open(os.path.join(self.folder, "ledger", "entries"), encoding="ascii") as file:
            return [base64.b64decode(text, validate=True) for text in file.read().splitlines()]

    def test_every_command_answers_as_by_hand(self):
        for name, status, right in self.right:
            with self.subTest(name):
                argv, real_status, real, error = self.answers[name]
                self.assertEqual(real_status, status, f"{argv}: {error}")
                if right is None:
                    self.assertEqual(len(error.splitlines()), 1, "a refusal is one line on standard error")
                else:
                    self.assertEqual(differences(in_one_order(name, real), in_one_order(name, right)), [])

    def test_extracts_are_newest_first(self):
        times = [e["time"] for e in self.answer("extract")["entries"]]
        self.assertEqual(times, sorted(times, reverse=True))  # no fractions in these files: texts sort as instants

    def test_every_named_key_is_there(self):
        named = {"init": "home routine version", "decide": "decision", "open": "audit warnings", "annul": "audit",
                 "draw": "audit", "lists": "audit", "record": "out", "extract": "completeness",
                 "verify": "size root", "export": "out size root", "simulate": "out events planted"}
        for name, keys in named.items():
            self.assertEqual(set(keys.split()) - set(self.answer(name)), set(), name)
        for one in self.answer("extract")["entries"]:
            self.assertLessEqual({"unit", "title", "reason"}, set(one))

    def test_record_says_what_was_computed_by_hand(self):
        self.assertEqual(differences(self.record, hand.RECORD), [])
        text = json.dumps(self.record)
        for staff in ("s1", "s2", "s3", "s4", "s5", "s99"):
            self.assertNotIn(f'"{staff}"', text, "a public record names nobody")

    def test_draw_without_a_seed_source_is_ok_with_a_warning(self):
        with open(os.path.join(self.folder, "record.json.2"), encoding="utf-8") as file:
            record = json.load(file)
        self.assertIsNone(record["seed_source"])
        self.assertTrue(self.answers["verify draw again"][3], "verify draw warns on standard error")
        self.assertEqual(self.answers["verify draw"][3], "", "and only then")
        self.assertEqual([s["population"] for s in record["strata"]], [2, 1, 1, 1, 1])
        self.assertNotEqual(record["frame"], self.record["frame"], "an audit without --frame-key has its own key")

    def test_tampered_records_are_not_ok(self):
        def selected(record):
            draw = record["draw"][0]
            draw["selected"], draw["reserve"] = draw["reserve"], draw["selected"]

        def opened(record):
            lines = record["opened"].split("\n")
            lines[1] = str(int(lines[1]) + 1)
            record["opened"] = "\n".join(lines)
        changes = {
            "the seed": lambda r: r.update(seed="6 2 5 1 4"),
            "a line gone from the frame": lambda r: r["frame"].pop(0),
            "the reserve drawn instead": selected,
            "the frame root": lambda r: r.update(frame_root=hashlib.sha256(b"").hexdigest()),
            "the checkpoint's size": opened,
        }
        for what, change in changes.items():
            with self.subTest(what):
                record = copy.deepcopy(self.record)
                change(record)
                path = os.path.join(self.folder, "tampered.json")
                with open(path, "w", encoding="utf-8") as file:
                    json.dump(record, file)
                status, answer, _ = run(self.insyn, self.folder, ["verify", "draw", path])
                self.assertEqual((status, answer["ok"]), (1, False))
                self.assertTrue(answer["problems"])

    def test_exported_entries_hash_to_the_root_that_verify_gave(self):
        leaves, verified, export = self.leaves(), self.answer("verify"), self.answer("export")
        self.assertEqual((export["size"], export["root"]), (verified["size"], verified["root"]))
        self.assertEqual(len(leaves), export["size"])
        root = hand.tree_hash(leaves)
        self.assertIn(export["root"], (root.hex(), base64.b64encode(root).decode()))
        with open(os.path.join(self.folder, "ledger", "checkpoint"), encoding="utf-8") as file:
            checkpoint = file.read().split("\n")
        self.assertEqual(checkpoint[1:3], [str(len(leaves)), base64.b64encode(root).decode()])

    def test_a_ledger_of_another_home_is_no_continuation(self):
        other = tempfile.mkdtemp(dir=self.folder)
        self.assertEqual(run(self.insyn, other, ["init"])[0], 0)
        against = os.path.join(self.folder, "ledger", "checkpoint")
        status, answer, _ = run(self.insyn, other, ["verify", "--against", against])
        self.assertEqual((status, answer["ok"]), (1, False))

    def test_leaves_hold_what_was_committed_to(self):
        acts = [json.loads(leaf) for leaf in self.leaves()]
        for leaf, act in zip(self.leaves(), acts):
            self.assertEqual(canonical(act), leaf)
            self.assertEqual(set(act), {"seq", "at", "kind", "version", "public", "private"})
        text = [json.dumps(act["public"]) for act in acts]
        lists = hashlib.sha256(canonical(self.answer("lists")["lists"])).hexdigest()
        roots = [i for i, one in enumerate(text) if hand.FRAME_ROOT in one]
        drawn = [i for i, one in enumerate(text) if lists in one]
        seeds = [i for i, one in enumerate(text) if hashlib.sha256(hand.SEED.encode()).hexdigest() in one]
        self.assertEqual(len(drawn), 1, "one act, the draw's, holds the SHA-256 of the lists")
        self.assertLess(roots[0], drawn[0], "the frame is committed to before the draw")
        self.assertEqual(seeds, drawn, "the seed comes with the draw, not before")
        self.assertNotIn(hand.SEED, "".join(text), "in public: codes, counts and hashes only")

    def test_a_delivery_is_in_the_ledger_with_counts_only(self):
        public = [json.loads(leaf)["public"] for leaf in self.leaves()]
        receipt = hand.LOG_A["receipts"][0]
        keys = ("sha256", "source", "rows", "accepted", "duplicates", "conflicts", "rejected_count", "from", "to")
        first = next(p for p in public if p.get("sha256") == receipt["sha256"])
        self.assertEqual({k: first.get(k) for k in keys}, {k: receipt[k] for k in keys})
        self.assertIn("events_root", first)
        self.assertNotIn("log-a.csv", json.dumps(first))

    def test_rejected_rows_lie_word_for_word(self):
        kept = b""
        for top, _, names in os.walk(os.path.join(self.folder, "home", "rejected")):
            for name in names:
                with open(os.path.join(top, name), "rb") as file:
                    kept += file.read()
        self.assertIn(b"2026-02-30T09:00:00;;s1;k1;c1;read;;;e26", kept)

    def test_simulate_gives_the_same_town_for_the_same_rng(self):
        town, again = os.path.join(self.folder, "town"), os.path.join(self.folder, "town2")
        argv = [again if word == town else word for word in self.answers["simulate"][0]]
        self.assertEqual(run(self.insyn, self.folder, argv)[0], 0)

        def content(folder):
            found = {}
            for top, _, names in os.walk(folder):
                for name in names:
                    with open(os.path.join(top, name), "rb") as file:
                        found[os.path.relpath(os.path.join(top, name), folder)] = file.read()
            return found
        self.assertEqual(content(town), content(again))
        self.assertIn("truth.csv", content(town))

    def test_the_page_shows_what_was_computed_by_hand(self):
        with open(PAGE, encoding="utf-8") as file:
            shown = dict(re.findall(BLOCK, file.read(), re.S))
        once_more = ("same draw", "lists annulled")  # the page shows these answers once
        right = {name: answer for name, status, answer in self.right if answer is not None and name not in once_more}
        self.assertEqual(set(right) - set(shown), set(), "steps that the page lacks")
        for name in right:
            with self.subTest(name):
                self.assertEqual(differences(in_one_order(name, json.loads(shown[name])),
                                             in_one_order(name, right[name])), [])
        self.assertEqual(differences(json.loads(shown["public record"]), hand.RECORD), [])


if __name__ == "__main__":
    unittest.main()
