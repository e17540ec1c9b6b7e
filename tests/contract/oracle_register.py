"""Registers: what a row may hold, snapshots, and what is true on a day (contract 3)."""
import datetime
import re

from oracle_text import Table, Unusable, local_day, midnight, parse_day, parse_instant

SCHEMA = {
    "units": "unit_id* name* parent_id kind* head_id",
    "unit_covers": "unit_id* covers_unit_id* valid_from* valid_to",
    "staff": "staff_id* name* email personal_number address_key protected",
    "employments": "staff_id* unit_id* title group* manager_id valid_from* valid_to",
    "accounts": "system* account* staff_id* valid_from* valid_to",
    "permissions": "staff_id* system* scope* clients valid_from* valid_to",
    "clients": "client_id* name personal_number address_key protected public_interest deceased_on",
    "client_ids": "client_id* kind* value*",
    "cases": "case_id* client_id* law unit_id opened* closed",
    "case_roles": "case_id* staff_id* role* valid_from* valid_to",
    "deputies": "absent_id* deputy_id* case_id valid_from* valid_to",
    "care_relations": "client_id* staff_id unit_id kind valid_from* valid_to",
    "duties": "staff_id unit_id duty* scope_unit_id resource valid_from* valid_to",
    "intakes": "client_id* received_at* staff_id unit_id kind",
    "absences": "staff_id* kind valid_from* valid_to",
    "shifts": "staff_id* starts_at* ends_at* unit_id",
    "passages": "staff_id* door* passed_at* result",
    "consents": "client_id* provider kind valid_from* valid_to",
}
LISTS = {
    ("units", "kind"): {"department", "area", "unit", "provider"},
    ("staff", "protected"): {"0", "1"},
    ("clients", "protected"): {"0", "1"},
    ("clients", "public_interest"): {"0", "1"},
    ("employments", "group"): {"authority", "delivery"},
    ("cases", "law"): {"SoL", "LSS", "HSL", "LVU", "LVM"},
    ("case_roles", "role"): {"caseworker", "co_caseworker"},
    ("intakes", "kind"): {"enquiry", "report"},
    ("consents", "kind"): {"consent", "emergency"},
}
IDENTIFIED = {"units": "unit_id", "staff": "staff_id", "clients": "client_id", "cases": "case_id"}
DAYS = {"valid_from", "valid_to", "deceased_on", "opened", "closed"}
INSTANTS = {"received_at", "starts_at", "ends_at", "passed_at"}
EVER, NEVER = datetime.date.max, datetime.date.min


def required_columns(name):
    return [c[:-1] for c in SCHEMA[name].split() if c.endswith("*")]


def is_personal_number(text):
    found = re.fullmatch(r"(\d{2})?(\d{6})[-+]?(\d{4})", text, re.ASCII)
    if not found:
        return False
    month, day = int(found[2][2:4]), int(found[2][4:6])
    day -= 60 if day > 60 else 0
    years = [int(found[1] + found[2][:2])] if found[1] else [1900 + int(found[2][:2]), 2000 + int(found[2][:2])]

    def exists(year):
        try:
            return bool(datetime.date(year, month, day))
        except ValueError:
            return False

    total = 0
    for i, digit in enumerate(found[2] + found[3]):
        doubled = int(digit) * (2 if i % 2 == 0 else 1)
        total += doubled // 10 + doubled % 10
    return any(exists(year) for year in years) and total % 10 == 0


def fault(name, row):
    """Why this row of a register is rejected on its own, or ''."""
    for column in required_columns(name):
        if row.get(column, "") == "":
            return f"empty {column}"
    columns = [c.rstrip("*") for c in SCHEMA[name].split()]
    for column in columns:
        value = row.get(column, "")
        if value == "":
            continue
        if (name, column) in LISTS and value not in LISTS[name, column]:
            return f"value of {column}"
        if column in DAYS and parse_day(value) is None:
            return f"day in {column}"
        if column in INSTANTS and parse_instant(value) is None:
            return f"time in {column}"
        if column == "clients" and not re.fullmatch(r"\d+", value, re.ASCII):
            return "number of clients"
        if column == "staff_id" and is_personal_number(value):
            return "staff_id is a personal number"
    if row.get("valid_to", "") and parse_day(row["valid_to"]) <= parse_day(row["valid_from"]):
        return "valid_to not after valid_from"
    return ""


def has_cycle(rows):
    parent = {r.get("unit_id"): r.get("parent_id", "") for r in rows}
    for unit in parent:
        seen = set()
        while unit in parent:
            if unit in seen:
                return True
            seen.add(unit)
            unit = parent[unit]
    return False


INSTANTS = {"starts_at", "ends_at", "passed_at", "received_at"}


def same_value(column, value):
    """What two values of a column are compared by: an instant is one whatever its form."""
    return parse_instant(value) if column in INSTANTS else value


class Row:
    """A register row; `gone` is the day that its absence from a snapshot gave it as its end."""

    def __init__(self, values):
        self.values = {k: v for k, v in values.items() if v != ""}
        self.key = frozenset((k, same_value(k, v)) for k, v in self.values.items())
        self.gone = None
        self.current = True

    def __getitem__(self, column):
        return self.values.get(column, "")

    def copy(self):
        other = Row(self.values)
        other.gone, other.current = self.gone, self.current
        return other

    def starts(self):
        return parse_day(self["valid_from"]) or NEVER

    def ends(self):
        return min(parse_day(self["valid_to"]) or EVER, self.gone or EVER)

    def on(self, day):
        return self.starts() <= day < self.ends()

    def overlaps(self, first, after):
        return max(self.starts(), first) < min(self.ends(), after)

    def shift(self):
        """(start, end) of a shift; end <= start when it was withdrawn before it began."""
        end = parse_instant(self["ends_at"])
        if self.gone:
            end = min(end, midnight(self.gone))
        return parse_instant(self["starts_at"]), end

    def ended_by(self, now):
        if self["ends_at"]:
            return parse_instant(self["ends_at"]) <= now
        return self.ends() <= local_day(now)


class Book:
    """All registers as they are believed at one moment."""

    def __init__(self):
        self.registers = {name: [] for name in SCHEMA}
        self.cached = {}

    def replace(self, name, rows):
        self.registers[name] = rows
        self.cached = {}

    def copy(self):
        other = Book()
        other.registers = {name: [row.copy() for row in rows] for name, rows in self.registers.items()}
        return other

    def rows(self, name):
        return self.registers[name]

    def on(self, name, day, **equal):
        return [r for r in self.registers[name]
                if all(r[c] == v for c, v in equal.items()) and r.on(day)]

    def by_id(self, name):
        """{id: row}: of each id the row of the last snapshot that had it, whatever the day."""
        if name in self.cached:
            return self.cached[name]
        found = self.cached[name] = {}
        for row in self.registers[name]:
            key, old = row[IDENTIFIED[name]], found.get(row[IDENTIFIED[name]])
            rank = (row.current, row.gone or NEVER)
            if old is None or rank > (old.current, old.gone or NEVER):
                found[key] = row
        return found

    def account_staff(self, system, account, day):
        people = {r["staff_id"] for r in self.on("accounts", day, system=system, account=account)}
        return people.pop() if len(people) == 1 else ""

    def resolve_client(self, text, day):
        """(client, known to a register)"""
        clients = self.by_id("clients")
        if text in clients:
            return text, True
        found = {k for k, r in clients.items() if r["personal_number"] == text}
        found |= {r["client_id"] for r in self.on("client_ids", day, value=text)}
        return (found.pop(), True) if len(found) == 1 else (text, False)

    def ancestors(self, unit):
        """The unit and those above it, nearest first, as far as the register knows them."""
        units, found = self.by_id("units"), []
        while unit in units and unit not in found:
            found.append(unit)
            unit = units[unit]["parent_id"]
        return found


def import_register(book, name, data, correct, accept, now):
    """The receipt's counts; changes the book, or raises Unusable with nothing changed."""
    table = Table(data, required_columns(name))
    rejected, good = [], []
    for line, values, reason in table.rows:
        reason = reason or fault(name, values)
        if reason:
            rejected.append({"line": line, "reason": reason})
        else:
            good.append((line, Row(values)))
    if name in IDENTIFIED:
        keys_of = {}
        for _, row in good:
            keys_of.setdefault(row[IDENTIFIED[name]], set()).add(row.key)
        for line, row in [g for g in good if len(keys_of[g[1][IDENTIFIED[name]]]) > 1]:
            rejected.append({"line": line, "reason": "the id stands on another row"})
        good = [g for g in good if len(keys_of[g[1][IDENTIFIED[name]]]) == 1]
    snapshot = {}
    for _, row in good:
        snapshot.setdefault(row.key, row)
    if name == "units" and has_cycle([r.values for r in snapshot.values()]):
        raise Unusable("cycle in parent_id")
    old_rows = book.rows(name)
    in_force = sum(1 for r in old_rows if not r.ended_by(now))
    if (rejected or len(snapshot) * 10 < in_force * 9) and not accept:
        raise Unusable("rejected rows, or fewer than 90 % of the rows in force")
    believed = {r.key for r in old_rows if r.current}
    accepted = sum(1 for key in snapshot if key not in believed)
    if correct:
        book.replace(name, list(snapshot.values()))
    else:
        book.replace(name, succeed(old_rows, snapshot, now))
    rejected.sort(key=lambda r: r["line"])
    return table, {
        "rows": len(table.rows), "accepted": accepted, "duplicates": len(good) - accepted,
        "conflicts": 0, "rejected": rejected, "rejected_count": len(rejected),
        "unknown_actions": {}, "unresolved": {"accounts": 0, "clients": 0}, "from": "", "to": "",
    }


def succeed(old_rows, snapshot, now):
    """The rows believed after a snapshot that follows the old ones."""
    without_end = {frozenset(i for i in key if i[0] != "valid_to") for key in snapshot}
    result = []
    for old in old_rows:
        if old.current and old.key in snapshot:
            continue
        if old.current and not old["valid_to"] and old.key in without_end:
            continue  # it came back with its end filled in: the same row
        row = old.copy()
        if old.current:
            row.current = False
            if not old.ended_by(now):
                row.gone = local_day(now)
        result.append(row)
    return result + list(snapshot.values())
