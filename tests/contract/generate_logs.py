"""The deliveries of an awkward home: repeats, conflicts, bad rows, times on every edge."""
import datetime

from generate_registers import DAY, SYSTEMS
from oracle_text import STOCKHOLM, UTC, local_day, midnight

MINUTE = datetime.timedelta(minutes=1)
MICRO = datetime.timedelta(microseconds=1)
LOG_COLUMNS = ("time account staff_id client_id case_id action purpose unit_id provider_id resource "
               "native_id system emergency args").split()


class Logs:
    """Part of generate.Scenario: invents events around the registers and writes them as files."""

    def some_client(self, client):
        known = next((c for c in self.rows["clients"] if c["client_id"] == client), {"client_id": "k99"})
        number = known.get("personal_number", "") or "k98"
        return self.pick([known["client_id"]] * 14 + [number, f"R-{known['client_id']}", "R-delad", "okänd-1", ""])

    def some_time(self):
        r, roll = self.r, self.r.random()
        if roll < 0.05:
            return self.pick([midnight(self.first), midnight(self.first) - MICRO, midnight(self.after),
                              midnight(self.after) - MICRO, midnight(self.after) - MINUTE])
        if roll < 0.1:
            night = self.pick([(3, 29), (10, 25)])
            return datetime.datetime(2026, *night, tzinfo=UTC) + r.randrange(-180, 360) * MINUTE
        if roll < 0.3:
            return midnight(self.pick([self.first + 2 * DAY, self.first + 9 * DAY])) + r.randrange(400, 1100) * MINUTE
        start = midnight(self.first - DAY)
        return start + r.randrange(16 * 1440) * MINUTE + self.pick([0, 0, 30_000_000, r.randrange(60_000_000)]) * MICRO

    def make_hot(self):
        """Whom people often open: (person, client, case), many of them with a reason in the registers."""
        clients = {c["case_id"]: c["client_id"] for c in self.rows["cases"]}
        roles = [(r["staff_id"], r["case_id"]) for r in self.rows["case_roles"]]
        for deputy in self.rows["deputies"]:
            roles += [(deputy["deputy_id"], case) for staff, case in roles if staff == deputy["absent_id"]][:2]
        self.hot = [(staff, clients[case], case) for staff, case in roles if case in clients]
        employed = [(e["staff_id"], e["unit_id"]) for e in self.rows["employments"]]
        covers = {(c["unit_id"], c["covers_unit_id"]) for c in self.rows["unit_covers"]}
        shifts = [(s["staff_id"], s["unit_id"]) for s in self.rows["shifts"]]
        for relation in self.rows["care_relations"]:
            unit, client = relation["unit_id"], relation["client_id"]
            near = [p for p, u in employed + shifts if u and (u == unit or (u, unit) in covers)]
            near += [relation["staff_id"]] * 2
            self.hot.append((self.pick(near), client, self.pick([c for c in self.cases if clients[c] == client] + [""])))
        self.hot = [h for h in self.hot if h[0]]
        self.hot += [(self.pick(self.staff), self.pick(self.clients), "") for _ in range(5)]

    def event(self, **given):
        person, client, case = self.pick(self.hot)
        if self.chance(0.4):
            person, client = self.pick(self.staff + ["okänd-p"]), self.pick(self.clients)
            case = self.pick([c["case_id"] for c in self.rows["cases"] if c["client_id"] == client] + [""])
        if self.chance(0.1):
            case = self.pick(self.cases + ["c-okänt"])
        roll = self.r.random()
        who = {"staff_id": person}
        if roll < 0.4:
            who = {"account": f"{person}-k"}
        elif roll < 0.45:
            who = {"account": self.pick(["delad", "robot", "ingens"])}
        elif roll < 0.5:
            who = {"staff_id": person, "account": "annans-k"}
        elif roll < 0.52:
            who = {"staff_id": "system"}
        self.native += 1
        made = {"time": self.some_time(), "client_id": self.some_client(client), "case_id": case,
                "action": self.pick(["read"] * 12 + "search update print export denied denied login logout "
                                    "emergency unknown permission_change".split() + ["Läs", "READ"]),
                "purpose": self.pick(["", "vård"]), "provider_id": self.pick([""] * 6 + ["p1"]),
                "resource": self.pick(["", "overview", "overview", "journal"]),
                "native_id": f"n{self.native}" if self.chance(0.5) else "",
                "system": self.pick(["", "", "", *SYSTEMS, "annat"]),
                "emergency": self.pick([""] * 15 + ["0", "1", "true", "TRUE"]),
                "args": self.pick(["", "", "a;b", "rad ett\nrad två", 'citat "x"', "åäö"]), **who}
        return {**made, **given}

    def aimed_events(self):
        """Events on the edges of the rules: gaps of 30 minutes, shifts, intakes, own cases."""
        made = []
        for shift in self.r.sample(self.rows["shifts"], min(8, len(self.rows["shifts"]))):
            for edge, sign in (("starts_at", -1), ("ends_at", 1)):
                at = datetime.datetime.fromisoformat(shift[edge]).replace(tzinfo=STOCKHOLM).astimezone(UTC)
                at += sign * 120 * MINUTE + self.pick([0, 0, sign]) * MICRO
                made.append(self.event(time=at, staff_id=shift["staff_id"], account=""))
        for intake in self.rows["intakes"]:
            day = local_day(datetime.datetime.fromisoformat(intake["received_at"]).replace(tzinfo=STOCKHOLM))
            made.append(self.event(client_id=intake["client_id"], staff_id=intake["staff_id"] or self.pick(self.staff),
                                   action=self.pick(["read", "search", "update"]), resource="overview",
                                   time=midnight(day + self.pick([-1, 0, 7, 8]) * DAY) + self.pick([0, 1439]) * MINUTE))
        cases = {c["case_id"]: c["client_id"] for c in self.rows["cases"]}
        for role in self.rows["case_roles"]:
            if role["case_id"] in cases:
                made.append(self.event(case_id=role["case_id"], client_id=cases[role["case_id"]],
                                       staff_id=role["staff_id"], account=""))
        for number in sorted({c.get("personal_number", "") for c in self.rows["clients"]} - {""}):
            own = [s["staff_id"] for s in self.rows["staff"] if s["personal_number"] == number]
            client = [c["client_id"] for c in self.rows["clients"] if c.get("personal_number") == number]
            if own:
                made.append(self.event(client_id=client[0], staff_id=own[0], account=""))
        for _ in range(4):  # chains of openings
            first = self.event(action="read")
            for gap in (0, 30, 30, 31, 5):
                at = first["time"] + gap * MINUTE + self.pick([0, 0, 1]) * MICRO
                self.native += 1
                first = {**first, "time": at, "native_id": f"n{self.native}", "system": self.pick(["", "viva", "annat"])}
                made.append(first)
        return made

    def written_time(self, instant):
        local = instant.astimezone(STOCKHOLM)
        forms, mark = [], self.pick("T ")
        for moment, zone in ((instant, "Z"), (local, local.strftime("%z")[:3] + ":" + local.strftime("%z")[3:]),
                             (instant.astimezone(datetime.timezone(-330 * MINUTE)), "-05:30")):
            forms.append((moment, zone))
        if local.fold == 0:
            forms += [(local, "")] * 3
        moment, zone = self.pick(forms)
        text = moment.strftime(f"%Y-%m-%d{mark}%H:%M")
        if moment.microsecond or moment.second or self.chance(0.7):
            text += moment.strftime(":%S")
            if moment.microsecond:
                text += f".{moment.microsecond:06d}"[:7] if moment.microsecond % 10 or self.chance(0.5) \
                    else "." + f"{moment.microsecond:06d}".rstrip("0")
            elif self.chance(0.1):
                text += ".000"
        return text + zone

    def bad_rows(self):
        good = {k: v for k, v in self.event().items() if k != "time"}
        time = self.written_time(self.some_time())
        kinds = [{**good, "time": ""}, {**good, "time": time, "action": ""},
                 {**good, "time": time, "staff_id": "", "account": ""}]
        kinds += [{**good, "time": t} for t in (
            "2026-03-29T02:30", "2026-02-03T24:00", "2026-02-03T10:60", "2026-02-03T10:00:60", "1995-06-01T10:00",
            "2101-06-01T10:00", "2026-02-30T10:00", "2026-02-03", "i går", "2026-02-03T10:00:00.1234567")]
        made = [lambda columns, row=row: [row.get(c, "") for c in columns]
                for row in self.r.sample(kinds, self.r.randrange(0, 5))]
        if self.chance(0.4):
            made.append(["ensam"])
        if self.chance(0.2):
            made.append(lambda columns: [""] * (len(columns) + 1))
        if self.chance(0.4):
            made.append(lambda columns: [{**good, "time": time, "args": "@BAD@"}.get(c, "") for c in columns])
        return made

    def deliver(self, source, events, extra=True):
        events = [{**e, "time": self.written_time(e["time"])} for e in events]
        columns = list(LOG_COLUMNS) + (["kolumn9", "Åtgärd"] if extra else [])
        for row in events:
            if extra and self.chance(0.2):
                row["kolumn9"] = self.pick(["", "1"])
        for column in ("unit_id", "native_id", "args", "emergency"):
            if self.chance(0.15) and all(not row.get(column) for row in events):
                columns.remove(column)
        bad = self.bad_rows() if self.chance(0.6) else []
        name = self.write_csv("log", columns, events, bad, self.chance(0.4))
        self.step("import", "--source", source, name)
        return name

    def import_logs(self):
        self.make_hot()
        events = [self.event() for _ in range(self.r.randrange(100, 350))] + self.aimed_events()
        self.r.shuffle(events)
        half = len(events) // 2
        first, second = events[:half], events[half:]
        for row in self.r.sample(first, 6):
            first += [dict(row)] * self.pick([1, 1, 2])  # several in one delivery
        name = self.deliver("lab1", first, extra=False)
        if self.chance(0.5):
            self.step("import", "--source", "lab1", name)
        again = [dict(row) for row in self.r.sample(first, 10)]
        conflicts = [{**row, "purpose": "ändrad"} for row in self.r.sample(first, 6) if row["native_id"]]
        self.deliver(self.pick(["lab1", "canonical"]), second[:half // 2] + again + again[:3] + conflicts, extra=False)
        self.deliver(self.pick(["lab2", "lab1"]), second[half // 2:] + again[:4])
        if self.chance(0.3):
            self.step("import", "--source", "saknas", name)
        if self.chance(0.3):
            broken = self.pick([b"", b"time;account\n2026-02-03T10:00;x\n", b"time;action;time\n1;2;3\n"])
            self.files["broken.csv"] = broken
            self.step("import", "--source", "lab1", "broken.csv")
