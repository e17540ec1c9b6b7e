"""The audit: calendar, strata, frame, tickets, detection, lists (contract 6 and 7)."""
import calendar
import datetime
import hashlib
import hmac
from fractions import Fraction
from math import comb

from oracle_explain import Explainer
from oracle_log import QUIET

DAY = datetime.timedelta(days=1)
# (id, group, fewest permissions, most permissions, share, periods), in the routine's order
PITEA = [
    ("authority", "authority", 0, None, 150, (1, 3)),
    ("delivery-high", "delivery", 16, None, 100, (1, 3)),
    ("delivery-medium", "delivery", 6, 15, 60, (1, 3)),
    ("delivery-low", "delivery", 1, 5, 40, (2, 4)),
    ("delivery-none", "delivery", 0, 0, 1000, (1, 2, 3, 4)),
    ("unplaced", "", 0, None, 1000, (1, 2, 3, 4)),
]
MONTHS = {1: (2, "first"), 2: (6, "last"), 3: (7, "last"), 4: (11, "first")}


def whole_weeks(year, month):
    """The Mondays of the weeks that lie wholly inside a month."""
    last = datetime.date(year, month, calendar.monthrange(year, month)[1])
    days = [datetime.date(year, month, d) for d in range(1, last.day + 1)]
    return [d for d in days if d.weekday() == 0 and d + 6 * DAY <= last]


def window(year, number):
    month, end = MONTHS[number]
    mondays = whole_weeks(year, month)
    two = mondays[:2] if end == "first" else mondays[-2:]
    return two[0], two[1] + 7 * DAY


def periods(year):
    made = []
    for number in MONTHS:
        first, after = window(year, number)
        weeks = ["%d-W%02d" % (first + 7 * i * DAY).isocalendar()[:2] for i in range(2)]
        made.append({"id": f"{year}-{number}", "from": str(first), "to": str(after), "weeks": weeks,
                     "strata": [s[0] for s in PITEA if number in s[5]]})
    return made


def tree_hash(leaves):
    """RFC 6962, 2.1."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\1" + tree_hash(leaves[:k]) + tree_hash(leaves[k:])).digest()


def ticket(seed, line):
    h = hashlib.sha256(seed.encode()).hexdigest()
    number = int(hashlib.sha256((h + line).encode()).hexdigest(), 16)
    return "0." + str(number).rjust(64, "0")[::-1]


def order_by_ticket(seed, lines):
    return sorted((ticket(seed, line), line) for line in lines)


def probability(population, sample, k):
    missed = Fraction(comb(population - sample, k), comb(population, k))
    return float(round(1 - missed, 6))  # Fraction rounds half to even


def detection(strata):
    whole = ("all", sum(s["population"] for s in strata), sum(s["sample_size"] for s in strata))
    made = []
    for name, population, sample in [(s["id"], s["population"], s["sample_size"]) for s in strata] + [whole]:
        for k in (1, 2, 3, 5, 10):
            if k <= population:
                made.append({"stratum": name, "k": k, "probability": probability(population, sample, k)})
    return made


class Audit:
    def __init__(self, audit, period, book, events, matching, key, seed_source):
        self.id, self.period, self.book, self.matching = audit, period, book, matching
        self.key, self.seed_source, self.seed, self.annulled = key, seed_source, None, False
        self.first, self.after = window(*map(int, period.split("-")))
        self.events = [e for e in events
                       if e.source != "insyn" and self.first <= e.day < self.after]
        number = int(period.split("-")[1])
        self.strata = [s for s in PITEA if number in s[5]]
        active = {e.staff(book) for e in self.events if e.action not in QUIET} - {"", "system"}
        self.members = {s[0]: [] for s in self.strata}
        for person in sorted(active):
            stratum = self.stratum(person)
            if stratum:
                self.members[stratum].append(person)
        self.pseudonyms = {self.pseudonym(p): p for group in self.members.values() for p in group}
        self.frame = sorted(self.line(s, p) for s, group in self.members.items() for p in group)

    def pseudonym(self, person):
        return hmac.new(self.key, person.encode(), hashlib.sha256).hexdigest()[:32]

    def line(self, stratum, person):
        return f"{self.period}/{stratum}/{self.pseudonym(person)}"

    def group(self, person):
        groups = {e["group"] for e in self.book.rows("employments")
                  if e["staff_id"] == person and e.overlaps(self.first, self.after)}
        return "authority" if "authority" in groups else "delivery" if groups else ""

    def permissions(self, person):
        most, day = 0, self.first
        while day < self.after:
            held = self.book.on("permissions", day, staff_id=person)
            most = max(most, len({(r["system"], r["scope"]) for r in held}))
            day += DAY
        return most

    def stratum(self, person):
        group, count = self.group(person), self.permissions(person)
        for name, wanted, least, most, _, _ in self.strata:
            if group == wanted and least <= count and (most is None or count <= most):
                return name
        return ""

    def sizes(self):
        made = []
        for name, _, _, _, share, _ in self.strata:
            population = len(self.members[name])
            made.append({"id": name, "share": share, "population": population,
                         "sample_size": -(-population * share // 1000)})
        return made

    def register_is_likelier_at_fault(self):
        odd = len(self.members["delivery-none"]) + len(self.members["unplaced"])
        return odd * 100 > len(self.frame) * 5

    def opened(self):
        return {"audit": self.id, "period": self.period,
                "window": {"from": str(self.first), "to": str(self.after)}, "strata": self.sizes(),
                "frame_root": tree_hash([line.encode() for line in self.frame]).hex(),
                "frame_size": len(self.frame), "detection": detection(self.sizes())}

    def drawn(self):
        made = []
        for size in self.sizes():
            prefix, n = f"{self.period}/{size['id']}/", size["sample_size"]
            ordered = []
            for text, line in order_by_ticket(self.seed, [x for x in self.frame if x.startswith(prefix)]):
                mark = line.rsplit("/", 1)[1]
                ordered.append({"staff": self.pseudonyms[mark], "pseudonym": mark, "ticket": text})
            made.append({"id": size["id"], "selected": ordered[:n], "reserve": ordered[n:n + 5]})
        return {"audit": self.id, "seed": self.seed, "strata": made}

    def record(self):
        opened = self.opened()
        draw = [{"stratum": s["id"],
                 **{part: [{k: x[k] for k in ("pseudonym", "ticket")} for x in s[part]]
                    for part in ("selected", "reserve")}} for s in self.drawn()["strata"]]
        return {"format": "insyn-draw/1", "period": self.period, "strata": opened["strata"],
                "frame": self.frame, "frame_root": opened["frame_root"],
                "seed_source": self.seed_source, "seed": self.seed, "draw": draw}

    def deciding_employment(self, person):
        group, last = self.group(person), self.after - DAY
        rows = [e for e in self.book.rows("employments") if e["staff_id"] == person]
        valid = [e for e in rows if e.on(last)]
        if valid:
            return min(valid, key=lambda e: (e["group"] != group, -e.starts().toordinal(),
                                             e["unit_id"], not e.current, sorted(e.key)))
        earlier = [e for e in rows if e.starts() < last and e.starts() < e.ends()]
        return min(earlier, default=None, key=lambda e: (-e.starts().toordinal(), e["group"] != group,
                                                         e["unit_id"], not e.current, sorted(e.key)))

    def area_and_reviewer(self, person):
        employment = self.deciding_employment(person)
        if employment is None:
            return None, None
        units = self.book.by_id("units")
        chain = self.book.ancestors(employment["unit_id"])
        area = next((u for u in chain if units[u]["kind"] == "area"), None)
        heads = [employment["manager_id"]] + [units[u]["head_id"] for u in chain]
        return area, next((h for h in heads if h and h != person), None)

    def lists(self):
        explainer = Explainer(self.book, self.matching, self.first, self.after)
        made = []
        for stratum in self.drawn()["strata"]:
            for person in [x["staff"] for x in stratum["selected"]]:
                made += self.lists_of(person, explainer)

        def order(a):
            return (a["area"] is None, a["area"] or "", a["reviewer"] is None, a["reviewer"] or "",
                    a["staff"], a["role"])
        return sorted(made, key=order)

    def lists_of(self, person, explainer):
        area, reviewer = self.area_and_reviewer(person)
        mine = [e for e in self.events if e.staff(self.book) == person]
        rows_of = {"manager": []}
        for row in explainer.rows(mine):
            rows_of.setdefault(explainer.reads_confidentially(row, reviewer) or "manager", []).append(row)
        denied = sum(1 for e in mine if e.action == "denied")
        return [{"area": area, "reviewer": reviewer if role == "manager" else None, "role": role,
                 "staff": person, "denied": denied if role == "manager" else 0, "rows": rows}
                for role, rows in rows_of.items()]


def problems_of(record):
    """What an outsider finds wrong with the public record of a draw (signatures apart)."""
    found = []
    frame = record["frame"]
    if frame != sorted(set(frame)):
        found.append("the frame is not sorted, or has a line twice")
    if tree_hash([line.encode() for line in frame]).hex() != record["frame_root"]:
        found.append("frame_root")
    for stratum, draw in zip(record["strata"], record["draw"]):
        prefix = f"{record['period']}/{stratum['id']}/"
        lines = [line for line in frame if line.startswith(prefix)]
        n = -(-len(lines) * stratum["share"] // 1000)
        if (len(lines), n) != (stratum["population"], stratum["sample_size"]) or draw["stratum"] != stratum["id"]:
            found.append(f"sizes of {stratum['id']}")
        right = [{"pseudonym": line[len(prefix):], "ticket": t}
                 for t, line in order_by_ticket(record["seed"], lines)]
        shown = [[{k: x[k] for k in ("pseudonym", "ticket")} for x in draw[part]]
                 for part in ("selected", "reserve")]
        if shown != [right[:n], right[n:n + 5]]:
            found.append(f"draw of {stratum['id']}")
    return found
