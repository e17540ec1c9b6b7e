"""An independent reading of the contract: the judge of the product.

Written from the contract's text alone, literally and without regard to speed, with nothing but the
standard library. Where the text leaves room, AMBIGUITIES.md says which reading was taken. `Home`
mirrors the commands of contract 2; `Home.run(argv, now)` takes them as the command line does and
gives (exit status, JSON document or None).

    oracle_text      encodings, CSV, time               contract 1, 4
    oracle_register  registers, snapshots, "on day d"   contract 3
    oracle_log       events, duplicates, receipts       contract 4, 5
    oracle_explain   rows, explanations, flags          contract 6
    oracle_audit     strata, frame, draw, detection     contract 6, 7

Not judged here: the ledger, signatures, texts, and the commands that only show or store.
"""
import argparse
import hashlib
import re
import tomllib

import oracle_audit
from oracle_audit import Audit
from oracle_explain import Explainer
from oracle_log import Log
from oracle_register import SCHEMA, Book, import_register
from oracle_text import Refused, Unusable, midnight, parse_day, show_instant


class Home:
    def __init__(self, sources):
        """`sources`: {id: system}."""
        self.sources, self.book, self.log = dict(sources), Book(), Log()
        self.matching, self.audits = False, []

    @classmethod
    def from_sources_toml(cls, path):
        with open(path, "rb") as file:
            return cls({s["id"]: s.get("system", "") for s in tomllib.load(file)["source"]})

    def receipt(self, kind, name, file, data, table, counts):
        return {"file": file, "sha256": hashlib.sha256(data).hexdigest(), kind: name,
                "encoding": table.encoding, "delimiter": table.delimiter, **counts}

    def import_log(self, source, file, data, now):
        if source not in self.sources:
            raise Refused("unknown source")
        table, counts = self.log.deliver(source, self.sources[source], data, self.book)
        return self.receipt("source", source, file, data, table, counts)

    def import_register(self, name, file, data, correct, accept, now):
        if name not in SCHEMA:
            raise Refused("unknown register")
        table, counts = import_register(self.book, name, data, correct, accept, now)
        return self.receipt("register", name, file, data, table, counts)

    def calendar(self, year):
        return {"periods": oracle_audit.periods(year)}

    def decide_matching(self):
        self.matching = True

    def open_audit(self, period, seed_source, reason, frame_key, now):
        if not re.fullmatch(r"\d{4}-[1-4]", period):
            raise Refused("no such period")
        _, after = oracle_audit.window(*map(int, period.split("-")))
        if now < midnight(after):
            raise Refused("the window has not ended")
        if any(a.period == period and not a.annulled for a in self.audits):
            raise Refused("the period has an audit")
        audit = Audit(f"audit-{len(self.audits) + 1}", period, self.book.copy(), list(self.log.events),
                      self.matching, frame_key, seed_source)
        if audit.register_is_likelier_at_fault() and not reason:
            raise Refused("the register is the likelier fault")
        self.audits.append(audit)
        return audit.opened()

    def audit(self, name):
        for audit in self.audits:
            if audit.id == name:
                return audit
        raise Refused("no such audit")

    def draw(self, name, seed):
        audit = self.audit(name)
        if not seed or audit.annulled or audit.seed not in (None, seed):
            raise Refused("empty seed, annulled, or drawn with another")
        audit.seed = seed
        return audit.drawn()

    def drawn_audit(self, name):
        audit = self.audit(name)
        if audit.seed is None:
            raise Refused("not drawn")
        return audit

    def annul(self, name):
        audit = self.audit(name)
        if audit.annulled:
            raise Refused("annulled already")
        audit.annulled = True
        return {"audit": name}

    def lists(self, name):
        return {"audit": name, "lists": self.drawn_audit(name).lists()}

    def frame(self, name):
        audit = self.audit(name)
        return {"frame_key": audit.key.hex(), "lines": audit.frame, "staff": audit.pseudonyms}

    def record(self, name):
        return self.drawn_audit(name).record()

    def seen(self, first, after):
        return [e for e in self.log.events if e.source != "insyn" and first <= e.day < after]

    def audit_staff(self, staff, first, after):
        mine = [e for e in self.seen(first, after) if e.staff(self.book) == staff]
        return {"rows": Explainer(self.book, self.matching, first, after).rows(mine)}

    def audit_client(self, client, first, after):
        mine = [e for e in self.seen(first, after) if e.client(self.book) == client]
        return {"rows": Explainer(self.book, self.matching, first, after).rows(mine)}

    def extract(self, client, first, after):
        mine = [e for e in self.seen(first, after) if e.client(self.book) == client]
        mine.sort(key=lambda e: e.time, reverse=True)
        return {"client": client, "period": {"from": str(first), "to": str(after)}, "entries": [
            {"time": show_instant(e.time), "staff": e.staff(self.book), "account": e["account"],
             "action": e.action, "resource": e["resource"], "purpose": e["purpose"],
             "system": e.system} for e in mine]}

    def run(self, argv, now, read=lambda name: open(name, "rb").read()):
        """A command of contract 2 -> (exit status, JSON or None); None also where this judge is silent."""
        try:
            return self.dispatch(PARSER.parse_args(argv), now, read)
        except Refused:
            return 2, None
        except Unusable:
            return 3, None

    def dispatch(self, a, now, read):
        name = " ".join(filter(None, (a.command, getattr(a, "sub", None))))
        if name == "import":
            return self.run_import(a, now, read)
        if name == "audit open":
            key = bytes.fromhex(a.frame_key)
            return 0, self.open_audit(a.period, a.seed_source, a.reason, key, now)
        if name in ("audit staff", "audit client", "extract"):
            first, after = parse_day(a.first), parse_day(a.to)
            if not first or not after or after <= first:
                raise Refused("days")
            if name == "audit staff":
                return 0, self.audit_staff(a.staff, first, after)
            return 0, (self.extract if a.command == "extract" else self.audit_client)(a.client, first, after)
        if name == "decide matching":
            self.decide_matching()
            return 0, None
        calls = {
            "calendar": lambda: self.calendar(a.year),
            "audit draw": lambda: self.draw(a.audit, a.seed),
            "audit annul": lambda: self.annul(a.audit),
            "audit lists": lambda: self.lists(a.audit),
            "audit frame": lambda: self.frame(a.audit),
            "audit record": lambda: self.record(a.audit) and None,
            "verify draw": lambda: {"ok": True, "problems": []},
            "verify": lambda: {"ok": True, "problems": []},
            "ledger export": lambda: None,
        }
        return 0, calls[name]()

    def run_import(self, a, now, read):
        receipts = []
        for file in a.files:
            if a.source is not None:
                receipts.append(self.import_log(a.source, file, read(file), now))
            else:
                receipts.append(self.import_register(a.register, file, read(file), a.correct, a.accept, now))
        return int(any(r["rejected_count"] for r in receipts)), {"receipts": receipts}


def parser():
    top = argparse.ArgumentParser()
    commands = top.add_subparsers(dest="command", required=True)

    def command(parent, name, *options):
        made = parent.add_parser(name)
        for option in options:
            made.add_argument("--" + option, dest="first" if option == "from" else None)
        return made

    imports = command(commands, "import", "source", "register")
    imports.add_argument("--correct", action="store_true")
    imports.add_argument("--accept", action="store_true")
    imports.add_argument("files", nargs="+")
    command(commands, "calendar").add_argument("--year", type=int)
    decide = command(commands, "decide").add_subparsers(dest="sub")
    command(decide, "matching", "reason")
    audit = command(commands, "audit").add_subparsers(dest="sub")
    command(audit, "open", "period", "seed-source", "reason", "frame-key")
    command(audit, "draw", "audit", "seed")
    command(audit, "annul", "audit", "reason")
    command(audit, "lists", "audit")
    command(audit, "frame", "audit")
    command(audit, "record", "audit", "out")
    command(audit, "staff", "staff", "from", "to", "ground")
    command(audit, "client", "client", "from", "to", "ground")
    command(commands, "extract", "client", "from", "to", "ground")
    verify = command(commands, "verify").add_subparsers(dest="sub")
    verify.add_parser("draw").add_argument("file")
    ledger = command(commands, "ledger").add_subparsers(dest="sub")
    command(ledger, "export", "out")
    return top


PARSER = parser()
