"""Rows of a list: openings, explanations, facts, flags, who reads, order (contract 6)."""
import datetime

from oracle_log import QUIET
from oracle_text import local_day, midnight, parse_day, parse_instant, show_instant

HALF_HOUR = datetime.timedelta(minutes=30)
TWO_HOURS = datetime.timedelta(minutes=120)
DAY = datetime.timedelta(days=1)


def surname(name):
    words = name.split(",")[0].split()
    return words[-1].casefold() if words else ""


class Explainer:
    """Explains events as a book and a decision have it, for one window [first, after)."""

    def __init__(self, book, matching, first, after):
        self.book, self.matching, self.first, self.after = book, matching, first, after
        self.cases, self.clients = book.by_id("cases"), book.by_id("clients")
        self.people = book.by_id("staff")
        self.surnames = {}
        for client in self.clients.values():
            if client.current:
                key = surname(client["name"])
                self.surnames[key] = self.surnames.get(key, 0) + 1
        self.clients_now = sum(1 for c in self.clients.values() if c.current)

    def employed_in(self, staff, day):
        return {r["unit_id"] for r in self.book.on("employments", day, staff_id=staff)} if staff else set()

    def covered_by(self, units, day):
        covers = self.book.on("unit_covers", day)
        return set(units) | {r["covers_unit_id"] for r in covers if r["unit_id"] in units}

    def the_case(self, case, client):
        known = self.cases.get(case)
        return case if case and (known is None or known["client_id"] == client) else ""

    def explanations(self, event, staff, client):
        book, day, found = self.book, event.day, set()
        if not staff:
            return found
        case = self.the_case(event["case_id"], client)
        units = self.employed_in(staff, day)
        if case:
            for role in book.on("case_roles", day, case_id=case):
                if role["staff_id"] == staff:
                    found.add(role["role"])
                deputies = book.on("deputies", day, deputy_id=staff, absent_id=role["staff_id"])
                if any(d["case_id"] in ("", case) for d in deputies):
                    found.add("deputy")
        relations = book.on("care_relations", day, client_id=client)
        if any(r["staff_id"] == staff for r in relations):
            found.add("care_relation")
        related = {r["unit_id"] for r in relations} - {""}
        if related & self.covered_by(units, day):
            found.add("unit_relation")
        for shift in book.rows("shifts"):
            if shift["staff_id"] == staff and shift["unit_id"] and self.at_work(shift, event.time):
                if related & self.covered_by({shift["unit_id"]}, day):
                    found.add("shift_relation")
        if event.action in ("read", "search") and event["resource"] == "overview":
            for intake in book.on("intakes", day, client_id=client):
                received = local_day(parse_instant(intake["received_at"]))
                if intake["staff_id"] == staff or intake["unit_id"] in units:
                    if day - 7 * DAY <= received <= day:
                        found.add("intake")
        known = self.cases.get(case)
        above = book.ancestors(known["unit_id"]) or [known["unit_id"]] if known else []
        for duty in book.on("duties", day):
            if duty["staff_id"] == staff or duty["unit_id"] in units:
                if duty["scope_unit_id"] == "" or duty["scope_unit_id"] in above:
                    if duty["resource"] in ("", event["resource"]):
                        found.add("duty")
        return found

    @staticmethod
    def at_work(shift, instant):
        starts, ends = shift.shift()
        return starts < ends and starts - TWO_HOURS <= instant <= ends + TWO_HOURS

    def facts(self, event, staff, client):
        if staff and self.book.on("permissions", event.day, staff_id=staff, scope=client):
            return {"permission"}
        return set()

    def flags(self, event, staff, client):
        found = self.flags_of_client(event, client) | self.flags_of_case(event, client)
        if event.emergency:
            found.add("emergency")
        if staff:
            found |= self.flags_of_person(event, staff, client)
        return found

    def flags_of_client(self, event, client):
        known, found = self.clients.get(client), set()
        if known:
            found |= {flag for flag in ("protected", "public_interest") if known[flag] == "1"}
            died = parse_day(known["deceased_on"])
            if died and event.day - died > 30 * DAY:
                found.add("after_death")
        if event["provider_id"] and not self.book.on("consents", event.day, client_id=client):
            found.add("no_consent")
        return found

    def flags_of_case(self, event, client):
        case, found = self.cases.get(event["case_id"]), set()
        if case:
            closed = parse_day(case["closed"])
            if closed and event.day - closed > 30 * DAY:
                found.add("closed_case")
            if case["client_id"] != client:
                found.add("case_mismatch")
        return found

    def flags_of_person(self, event, staff, client):
        found, day = set(), event.day
        known, person = self.clients.get(client), self.people.get(staff)
        units = self.employed_in(staff, day)
        if not units:
            found.add("not_employed")
        if known and known["personal_number"]:
            number = known["personal_number"]
            if person and person["personal_number"] == number:
                found.add("self")
            for other, row in self.people.items():
                if other != staff and row["personal_number"] == number:
                    if units & self.employed_in(other, day):
                        found.add("colleague")
        if not self.matching:
            return found
        if known and person:
            if person["address_key"] and person["address_key"] == known["address_key"]:
                found.add("same_address")
            name = surname(person["name"])
            if name and name == surname(known["name"]):
                if self.surnames.get(name, 0) * 1000 < 3 * self.clients_now:
                    found.add("same_surname")
        if self.book.on("absences", day, staff_id=staff):
            found.add("on_leave")
        first, after = midnight(self.first), midnight(self.after)
        shifts = []
        for row in self.book.rows("shifts"):
            starts, ends = row.shift()
            if row["staff_id"] == staff and max(starts, first) < min(ends, after):
                shifts.append(row)
        if shifts and not any(self.at_work(row, event.time) for row in shifts):
            found.add("off_shift")
        return found

    def row(self, staff, client, case, events):
        """One row; `events` are the row's, none quiet, all in the window."""
        events = sorted(events, key=lambda e: e.time)
        openings, latest = 0, {}
        for event in events:
            before = latest.get(event.system)
            if before is None or event.time - before > HALF_HOUR:
                openings += 1
            latest[event.system] = event.time
        reasons = [self.explanations(e, staff, client) for e in events]
        return {
            "staff": staff, "client": client, "case": case,
            "systems": sorted({e.system for e in events}),
            "first": show_instant(events[0].time), "last": show_instant(events[-1].time),
            "events": len(events), "openings": openings,
            "actions": sorted({e.action for e in events}),
            "emergency": any(e.emergency for e in events),
            "explanations": sorted(set().union(*reasons)),
            "facts": sorted(set().union(*(self.facts(e, staff, client) for e in events))),
            "flags": sorted(set().union(*(self.flags(e, staff, client) for e in events))),
            "explained": all(reasons),
        }

    def rows(self, events):
        """The rows of these events, in the order of a list; `events` may hold anything."""
        groups = {}
        for event in events:
            client = event.client(self.book)
            if not client or event.action in QUIET or not self.first <= event.day < self.after:
                continue
            staff = event.staff(self.book)
            nobody = ("", "") if staff else (event.system, event["account"])
            groups.setdefault((staff, client, event["case_id"], nobody), []).append(event)
        made = []
        for (staff, client, case, nobody), group in groups.items():
            row = self.row(staff, client, case, group)
            if not staff:
                row["account"] = nobody[1]
            first = min(e.time for e in group)
            order = (row["explained"], -len(row["flags"]), first, client, case, staff, nobody)
            made.append((order, row))
        return [row for _, row in sorted(made, key=lambda pair: pair[0])]

    def reads_confidentially(self, row, reviewer):
        """The role that reads this row instead of the manager, or ''."""
        client, manager = self.clients.get(row["client"]), self.people.get(reviewer)
        secret = bool({"self", "colleague", "protected"} & set(row["flags"]))
        if client and manager:
            for column in ("personal_number", "address_key"):
                secret = secret or bool(client[column]) and client[column] == manager[column]
        if not secret:
            return ""
        case = self.cases.get(row["case"])
        return "chief_nurse" if case and case["law"] == "HSL" else "quality_controller"
