"""The registers of an awkward home: people, cases and relations with ends on every edge."""
import datetime

from oracle_register import SCHEMA
from oracle_text import local_day

DAY = datetime.timedelta(days=1)
SYSTEMS = ["viva", "procapita"]
FIRST = ["Anna", "Örjan", "Åsa", "Bo", "Eva Maria", "Zoë"]
LAST = ["Åström", "Öberg", "Svensson", "von Essen", "Groß", "Lind-Ek", "ÅSTRÖM"]


class Registers:
    """Part of generate.Scenario: fills `rows`, register -> [row]; draws from the random `r`."""

    def start_registers(self):
        self.numbers = set()
        self.rows = {name: [] for name in SCHEMA}

    def chance(self, p):
        return self.r.random() < p

    def pick(self, things):
        return self.r.choice(things)

    def some_day(self, before=20, after=10):
        return self.first + self.r.randrange(-before, 14 + after) * DAY

    def span(self, open_chance=0.6):
        """valid_from, valid_to around the window, with edges on its first and last days."""
        edges = [self.first - DAY, self.first, self.first + DAY, self.after - DAY, self.after]
        start = self.pick([self.first - 200 * DAY] * 4 + [self.some_day(), self.pick(edges)])
        end = self.pick([self.some_day(5, 30), self.pick(edges), start + DAY])
        if self.chance(open_chance) or end <= start:
            return {"valid_from": str(start), "valid_to": ""}
        return {"valid_from": str(start), "valid_to": str(end)}

    def personal_number(self):
        while True:
            day = datetime.date(1920, 1, 1) + self.r.randrange(36000) * DAY
            ten = day.strftime("%y%m%d") + self.pick(["238", "239"] + [str(n) for n in range(980, 1000)])
            total = 0
            for i, digit in enumerate(ten):
                doubled = int(digit) * (2 if i % 2 == 0 else 1)
                total += doubled // 10 + doubled % 10
            number = day.strftime("%Y")[:2] + ten + str(-total % 10)
            if number not in self.numbers:
                self.numbers.add(number)
                return number

    def name(self):
        first, last = self.pick(FIRST), self.pick(LAST)
        return self.pick([f"{first} {last}", f"{last}, {first}"])

    def make_registers(self):
        r = self.r
        self.units = [f"u{i}" for i in range(r.randrange(4, 9))] + ["å-team"]
        self.staff = [f"s{i:02d}" for i in range(r.randrange(6, 26))] + ["Örn"]
        self.clients = [f"k{i:02d}" for i in range(r.randrange(5, 21))]
        self.cases = [f"c{i:02d}" for i in range(r.randrange(5, 25))]
        self.make_units()
        self.make_people()
        self.make_cases()
        self.make_relations()
        self.make_shifts()
        for name in ("accounts", "care_relations", "absences"):
            if self.chance(0.2) and self.rows[name]:
                self.rows[name].append(dict(self.pick(self.rows[name])))  # equal rows count once
        if self.chance(0.3):
            for row in self.rows["staff"]:
                row["anm"] = self.pick(["", "x;y", 'så "här"', "två\nrader"])

    def make_units(self):
        for i, unit in enumerate(self.units):
            parent = "" if i == 0 else self.pick(self.units[:i] * 2 + ["u-saknas"] * (i > 2))
            kind = "department" if i == 0 else self.pick(["area" if i < 3 else "unit", "area", "unit", "provider"])
            self.rows["units"].append({"unit_id": unit, "name": f"Enhet {i}", "parent_id": parent, "kind": kind,
                                       "head_id": self.pick(self.staff + ["", "", "okänd"])})
        for _ in range(self.r.randrange(0, 4)):
            self.rows["unit_covers"].append({"unit_id": self.pick(self.units),
                                             "covers_unit_id": self.pick(self.units), **self.span()})

    def make_people(self):
        keys = ["", "", "A1", "A2", "A3"]
        for person in self.staff:
            self.rows["staff"].append({
                "staff_id": person, "name": self.name(), "email": "", "address_key": self.pick(keys),
                "personal_number": self.personal_number() if self.chance(0.8) else "",
                "protected": self.pick(["", "0", "1"])})
            for _ in range(self.pick([0] + [1] * 8 + [2, 2, 3])):
                self.rows["employments"].append({
                    "staff_id": person, "unit_id": self.pick(self.units), "title": self.pick(["", "Usk"]),
                    "group": self.pick(["authority", "delivery", "delivery"]),
                    "manager_id": self.pick(self.staff + ["", "", "", person]), **self.span(0.7)})
            self.make_permissions(person)
            for system in SYSTEMS:
                if self.chance(0.7):
                    self.rows["accounts"].append({"system": system, "account": f"{person}-k", "staff_id": person,
                                                  **self.span(0.8)})
        self.unique_employments()
        for account in ("delad", "robot"):
            for _ in range(2):
                self.rows["accounts"].append({"system": self.pick(SYSTEMS), "account": account,
                                              "staff_id": "system" if account == "robot" else self.pick(self.staff),
                                              **self.span(0.4)})
        numbers = [s["personal_number"] for s in self.rows["staff"] if s["personal_number"]]
        for client in self.clients:
            shared = numbers and self.chance(0.3)
            dead = self.some_day() - self.pick([29, 30, 31, 32, 60]) * DAY
            self.rows["clients"].append({
                "client_id": client, "name": self.name() if self.chance(0.9) else "",
                "personal_number": self.pick(numbers) if shared else self.personal_number(),
                "address_key": self.pick(keys), "protected": self.pick(["", "0", "0", "0", "1"]),
                "public_interest": self.pick(["", "0", "0", "1"]),
                "deceased_on": str(dead) if self.chance(0.3) else ""})
            if self.chance(0.5):
                self.rows["client_ids"].append({"client_id": client, "kind": "reserv",
                                                "value": self.pick([f"R-{client}", "R-delad"])})
        if self.chance(0.2):
            total = self.pick([333, 334, 666, 667, 1000, 1001])
            for i in range(total - len(self.clients)):
                name = self.pick(LAST) if self.chance(0.004) else f"Nn{i}"
                self.rows["clients"].append({"client_id": f"f{i}", "name": f"Bo {name}"})

    def unique_employments(self):
        """No two of one person with the same unit and start: the contract orders no such tie."""
        seen, kept = set(), []
        for row in self.rows["employments"]:
            key = (row["staff_id"], row["unit_id"], row["valid_from"])
            if key not in seen:
                kept.append(row)
            seen.add(key)
        self.rows["employments"] = kept

    def make_permissions(self, person):
        wanted = self.pick([0, 1, 4, 5, 6, 7, 15, 16, 18, 3, 2])
        for i in range(wanted):
            scope = self.clients[i] if i < len(self.clients) and self.chance(0.5) else f"grupp{i}"
            self.rows["permissions"].append({"staff_id": person, "system": self.pick(SYSTEMS), "scope": scope,
                                             "clients": self.pick(["", "1", "12"]),
                                             **(self.span(0.6) if self.chance(0.4) else
                                                {"valid_from": "2024-01-01", "valid_to": ""})})

    def make_cases(self):
        for case in self.cases:
            closed = self.some_day() - self.pick([29, 30, 31, 32, 60]) * DAY
            self.rows["cases"].append({"case_id": case, "client_id": self.pick(self.clients),
                                       "law": self.pick(["", "SoL", "LSS", "HSL", "LVU", "LVM"]),
                                       "unit_id": self.pick(self.units + [""]), "opened": "2024-05-01",
                                       "closed": str(closed) if self.chance(0.3) else ""})
            for _ in range(self.pick([0, 1, 1, 2])):
                self.rows["case_roles"].append({"case_id": case, "staff_id": self.pick(self.staff),
                                                "role": self.pick(["caseworker", "co_caseworker"]), **self.span()})
        for _ in range(6):
            absent = self.pick(self.rows["case_roles"] or [{"staff_id": "s00"}])["staff_id"]
            self.rows["deputies"].append({"absent_id": absent, "deputy_id": self.pick(self.staff),
                                          "case_id": self.pick(self.cases + [""] * 8), **self.span()})

    def make_relations(self):
        for client in self.clients:
            for _ in range(self.pick([0, 0, 1, 2])):
                who = self.pick([(1, 0), (0, 1), (1, 1)])
                self.rows["care_relations"].append({
                    "client_id": client, "staff_id": self.pick(self.staff) if who[0] else "",
                    "unit_id": self.pick(self.units) if who[1] else "", "kind": "", **self.span()})
            if self.chance(0.3):
                self.rows["intakes"].append({
                    "client_id": client, "received_at": self.local(self.some_day(8, 0), self.r.randrange(1440)),
                    "staff_id": self.pick(self.staff + [""]), "unit_id": self.pick(self.units + [""]),
                    "kind": self.pick(["", "enquiry", "report"])})
            if self.chance(0.4):
                self.rows["consents"].append({"client_id": client, "provider": self.pick(["", "p1"]),
                                              "kind": self.pick(["", "consent", "emergency"]), **self.span()})
        for _ in range(5):
            self.rows["duties"].append({
                "staff_id": self.pick(self.staff + [""] * 5), "unit_id": self.pick(self.units + [""] * 5),
                "duty": "avgifter", "scope_unit_id": self.pick(self.units + [""]),
                "resource": self.pick(["", "", "overview", "journal"]), **self.span()})
            self.rows["absences"].append({"staff_id": self.pick(self.staff), "kind": "sjuk", **self.span(0.2)})
        self.rows["passages"].append({"staff_id": self.pick(self.staff), "door": "d1", "result": "",
                                      "passed_at": self.local(self.first, 600)})

    def local(self, day, minute):
        return f"{day}{self.pick('T ')}{minute // 60:02d}:{minute % 60:02d}"

    def make_shifts(self):
        for person in self.staff:
            for _ in range(self.pick([0, 0, 1, 5, 12])):
                day, minute = self.some_day(2, 2), self.pick([420, 480, 840, 1260, 1320])
                end = day if minute < 900 else day + DAY
                self.rows["shifts"].append({"staff_id": person, "starts_at": self.local(day, minute),
                                            "ends_at": self.local(end, (minute + 540) % 1440),
                                            "unit_id": self.pick(self.units + [""])})
        for day in ("2026-03-28", "2026-10-24"):  # the nights when the clock is changed
            start = datetime.date.fromisoformat(day)
            self.rows["shifts"].append({"staff_id": self.pick(self.staff), "unit_id": self.pick(self.units),
                                        "starts_at": f"{day}T21:00", "ends_at": f"{start + DAY}T07:00"})
