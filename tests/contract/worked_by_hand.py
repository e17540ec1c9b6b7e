"""The worked home (tests/data/worked), computed by hand from the contract.

Rows, lists and receipts are literals, found by reading the files with the contract beside them: the
reasoning is in docs/contract/worked-home.md. Hashes are computed here from the contract's formulas.
Nothing here is copied from the product, and neither it nor the judge (oracle*.py) is called.
"""
import decimal
import hashlib
import hmac
import math
import os
from fractions import Fraction

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "worked")
NOW = "2026-03-02T08:00:00Z"
PERIOD = "2026-1"
FRAME_KEY = bytes(range(32))
SEED = "6 2 5 1 3"
SEED_SOURCE = "dice, two witnesses, 2 March 10:00"
LOW = ["delivery-low", "delivery-none", "unplaced"]
HIGH = ["authority", "delivery-high", "delivery-medium", "delivery-none", "unplaced"]
SHARES = {"authority": 150, "delivery-high": 100, "delivery-medium": 60, "delivery-none": 1000, "unplaced": 1000}
# Who was active in the window and matches a scheduled stratum. s6 has one permission: delivery-low, not in 1.
MEMBERS = {"authority": ["s1", "s2"], "delivery-high": ["s3"], "delivery-medium": ["s4"],
           "delivery-none": ["s5"], "unplaced": ["s99"]}


# --- Formulas (contract 6 and 7) -----------------------------------------------------------------
def sha256(data):
    return hashlib.sha256(data).digest()


def tree_hash(leaves):
    """RFC 6962, 2.1."""
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0])
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + tree_hash(leaves[:k]) + tree_hash(leaves[k:]))


def pseudonym(staff):
    return hmac.new(FRAME_KEY, staff.encode(), hashlib.sha256).hexdigest()[:32]


def line(stratum, staff):
    return f"{PERIOD}/{stratum}/{pseudonym(staff)}"


def ticket(seed, text):
    x = int(hashlib.sha256((hashlib.sha256(seed.encode()).hexdigest() + text).encode()).hexdigest(), 16)
    return "0." + str(x).zfill(64)[::-1]


def sample_size(stratum):
    return -(-len(MEMBERS[stratum]) * SHARES[stratum] // 1000)


def probability(population, sample, k):
    missed = Fraction(math.comb(population - k, sample), math.comb(population, sample))
    exact = 1 - missed
    six = decimal.Decimal(exact.numerator) / decimal.Decimal(exact.denominator)
    return float(six.quantize(decimal.Decimal("0.000001"), decimal.ROUND_HALF_EVEN))


def detection():
    sizes = [(s, len(MEMBERS[s]), sample_size(s)) for s in HIGH]
    sizes.append(("all", sum(n for _, n, _ in sizes), sum(m for _, _, m in sizes)))
    return [{"stratum": s, "k": k, "probability": probability(n, m, k)}
            for s, n, m in sizes for k in (1, 2, 3, 5, 10) if k <= n]


def drawn(stratum, named=True):
    order = sorted((ticket(SEED, line(stratum, s)), s) for s in MEMBERS[stratum])
    m = sample_size(stratum)

    def shown(some):
        return [{**({"staff": s} if named else {}), "pseudonym": pseudonym(s), "ticket": t} for t, s in some]
    return {"selected": shown(order[:m]), "reserve": shown(order[m:m + 5])}


FRAME = sorted(line(s, p) for s in HIGH for p in MEMBERS[s])
FRAME_ROOT = tree_hash([text.encode() for text in FRAME]).hex()

# --- Receipts (contract 5) -----------------------------------------------------------------------
ROWS = {"units": 8, "unit_covers": 1, "staff": 6, "accounts": 4, "permissions": 24, "clients": 6, "client_ids": 1,
        "cases": 4, "case_roles": 2, "deputies": 1, "care_relations": 3, "duties": 2, "intakes": 1, "absences": 1,
        "passages": 1, "consents": 1}


def receipt(file, rows, accepted, duplicates=0, conflicts=0, lines=(), **more):
    with open(os.path.join(DATA, file), "rb") as opened:
        digest = hashlib.sha256(opened.read()).hexdigest()
    return {"receipts": [{
        "sha256": digest, "encoding": "utf-8", "delimiter": ";", "rows": rows, "accepted": accepted,
        "duplicates": duplicates, "conflicts": conflicts, "rejected": [{"line": at} for at in lines],
        "rejected_count": len(lines), "unknown_actions": {}, "unresolved": {"accounts": 0, "clients": 0}, **more}]}


REGISTERS = {name: receipt(name + ".csv", n, n, register=name) for name, n in ROWS.items()}
EMPLOYMENTS_WRONG = receipt("employments-wrong.csv", 7, 7, register="employments")
EMPLOYMENTS = receipt("employments.csv", 7, 1, duplicates=6, register="employments")
CONSENTS_LATER = receipt("consents-later.csv", 2, 1, duplicates=1, register="consents")
SHIFTS = receipt("shifts.csv", 3, 2, lines=[4], register="shifts")
LOG_A = receipt("log-a.csv", 28, 25, duplicates=1, conflicts=1, lines=[29], source="canonical",
                unknown_actions={"peek": 1}, unresolved={"accounts": 1, "clients": 0},
                **{"from": "2026-02-03T07:00:00Z", "to": "2026-02-15T23:10:00Z"})
LOG_A_AGAIN = receipt("log-a.csv", 28, 0, duplicates=27, lines=[29], source="canonical")
WINDOWS = {"encoding": "windows-1252", "delimiter": ",", "source": "canonical", "from": "2026-02-09T12:00:00Z"}
LOG_B = receipt("log-b.csv", 3, 3, to="2026-02-10T21:00:00Z", **WINDOWS)
LOG_C = receipt("log-c.csv", 4, 2, duplicates=2, to="2026-02-11T06:00:00Z", **WINDOWS)
LOGS_B_C = {"receipts": LOG_B["receipts"] + LOG_C["receipts"]}

# --- Calendar, opening, draw ---------------------------------------------------------------------
CALENDAR = {"periods": [
    {"id": "2026-1", "from": "2026-02-02", "to": "2026-02-16", "weeks": ["2026-W06", "2026-W07"], "strata": HIGH},
    {"id": "2026-2", "from": "2026-06-15", "to": "2026-06-29", "weeks": ["2026-W25", "2026-W26"], "strata": LOW},
    {"id": "2026-3", "from": "2026-07-13", "to": "2026-07-27", "weeks": ["2026-W29", "2026-W30"], "strata": HIGH},
    {"id": "2026-4", "from": "2026-11-02", "to": "2026-11-16", "weeks": ["2026-W45", "2026-W46"], "strata": LOW}]}
OPENED = {"period": PERIOD, "window": {"from": "2026-02-02", "to": "2026-02-16"}, "frame_root": FRAME_ROOT,
          "frame_size": 6, "detection": detection(),
          "strata": [{"id": s, "share": SHARES[s], "population": len(MEMBERS[s]), "sample_size": sample_size(s)}
                     for s in HIGH]}
DRAWN = {"seed": SEED, "strata": [{"id": s, **drawn(s)} for s in HIGH]}
FRAME_SHOWN = {"frame_key": FRAME_KEY.hex(), "lines": FRAME,
               "staff": {pseudonym(p): p for s in HIGH for p in MEMBERS[s]}}
RECORD = {"format": "insyn-draw/1", "period": PERIOD, "frame": FRAME, "frame_root": FRAME_ROOT,
          "seed_source": SEED_SOURCE, "seed": SEED,
          "strata": [{"id": s, "share": SHARES[s], "population": len(MEMBERS[s]), "sample_size": sample_size(s)}
                     for s in HIGH],
          "draw": [{"stratum": s, **drawn(s, named=False)} for s in HIGH]}


# --- Rows (contract 6), each by hand -------------------------------------------------------------
def row(staff, client, case, first, last=None, events=1, openings=1, actions=("read",), systems=("canonical",),
        because=(), facts=(), flags=(), explained=True, emergency=False):
    day = "2026-02-"
    return {"staff": staff, "client": client, "case": case, "systems": list(systems), "first": f"{day}{first}Z",
            "last": f"{day}{last or first}Z", "events": events, "openings": openings, "actions": list(actions),
            "emergency": emergency, "explanations": list(because), "facts": list(facts), "flags": list(flags),
            "explained": explained}


BOTH = ("canonical", "medicine")
S1_K1 = row("s1", "k1", "c1", "03T07:00:00", "03T08:00:01", 4, 2, ("print", "read", "update"), because=["caseworker"])
S1_K3 = row("s1", "k3", "c1", "06T09:10:00", flags=["case_mismatch"], explained=False)
S1_K6 = row("s1", "k6", "", "06T09:00:00", because=["intake"])
S2_K1 = row("s2", "k1", "c1", "10T10:00:00", "14T10:00:00", 2, 2, because=["deputy", "unit_relation"],
            explained=False)
S3_K1 = row("s3", "k1", "", "05T22:50:00", "11T06:00:00", 3, 3, ("print", "read"), BOTH, ["unit_relation"])
S3_K2 = row("s3", "k2", "c2", "05T22:30:00", because=["care_relation"], flags=["protected"])
S3_K4 = row("s3", "k4", "c4", "08T01:00:00", actions=["emergency"], emergency=True, explained=False,
            flags=["after_death", "emergency", "public_interest"])
S4_K1 = row("s4", "k1", "", "09T12:00:00", "12T09:00:00", 4, 2, systems=BOTH, because=["unit_relation"],
            facts=["permission"], flags=["on_leave"])
S4_K3 = row("s4", "k3", "c3", "05T09:20:00", because=["duty"], flags=["closed_case", "same_address"])
S4_K5 = row("s4", "k5", "", "05T09:00:00", flags=["colleague"], explained=False)
S5_K1 = row("s5", "k1", "", "03T09:00:00", because=["shift_relation", "unit_relation"], flags=["no_consent"])
S5_K5 = row("s5", "k5", "", "07T11:00:00", flags=["off_shift", "self"], explained=False)
S5_K6 = row("s5", "k6", "", "04T07:00:00", because=["shift_relation"])
S6_K3 = row("s6", "k3", "c3", "10T13:00:00", because=["duty"], flags=["closed_case"])
S99_K3 = row("s99", "k3", "", "11T08:00:00", actions=["unknown"], flags=["not_employed"], explained=False)
ROBOT_K1 = row("system", "k1", "", "09T02:00:00", actions=["export"], flags=["not_employed"], explained=False)
NOBODY_K1 = row("", "k1", "", "09T15:00:00", explained=False)


def a_list(area, reviewer, role, staff, rows, denied=0):
    return {"area": area, "reviewer": reviewer, "role": role, "staff": staff, "denied": denied, "rows": rows}


# Unexplained rows first, then most flags, then the first opening.
LISTS = [
    a_list("a1", "s6", "manager", "s1", [S1_K3, S1_K1], denied=1),
    a_list("a1", None, "quality_controller", "s1", [S1_K6]),
    a_list("a2", "s4", "manager", "s5", [S5_K1, S5_K6], denied=1),
    a_list("a2", "s6", "manager", "s3", [S3_K4, S3_K1]),
    a_list("a2", "s6", "manager", "s4", [S4_K3, S4_K1]),
    a_list("a2", None, "chief_nurse", "s3", [S3_K2]),
    a_list("a2", None, "quality_controller", "s4", [S4_K5]),
    a_list("a2", None, "quality_controller", "s5", [S5_K5]),
    a_list(None, None, "manager", "s99", [S99_K3]),
]
STAFF_S6 = {"rows": [S6_K3]}
CLIENT_K1 = {"rows": [ROBOT_K1, NOBODY_K1, S2_K1, S5_K1, S4_K1, S1_K1, S3_K1]}
# When a consent of k1 has come, s5's row has no flag and is sorted by its time alone.
CLIENT_K1_LATER = {"rows": [ROBOT_K1, NOBODY_K1, S2_K1, S4_K1, S1_K1, {**S5_K1, "flags": []}, S3_K1]}


# --- Extracts ------------------------------------------------------------------------------------
def entry(time, staff, action, title="", account="", system="canonical"):
    return {"time": f"2026-02-{time}Z", "staff": staff, "account": account, "action": action, "resource": "",
            "title": title, "purpose": "Läkemedel" if system == "medicine" else "", "system": system}


CASEWORKER, NURSE, PLANNER = "Biståndshandläggare", "Sjuksköterska", "Samordnare"
EXTRACT_K1 = [
    entry("15T23:10:00", "s3", "read", NURSE),
    entry("14T10:00:00", "s2", "read", CASEWORKER),
    entry("12T09:00:00", "s4", "read", PLANNER),
    entry("11T06:00:00", "s3", "print", NURSE, system="medicine"),
    entry("10T21:00:00", "s3", "read", NURSE, system="medicine"),
    entry("10T10:00:00", "s2", "read", None),  # two employments that day: the contract does not say whose title
    entry("09T15:00:00", "", "read", account="shared"),
    entry("09T12:00:00", "s4", "read", PLANNER, system="medicine"),
    entry("09T12:00:00", "s4", "read", PLANNER, system="medicine"),
    entry("09T12:00:00", "s4", "read", PLANNER, system="medicine"),
    entry("09T02:00:00", "system", "export", account="robot"),
    entry("05T22:50:00", "s3", "read", NURSE),
    entry("03T09:00:00", "s5", "read", "Undersköterska"),
    entry("03T08:00:01", "s1", "read", CASEWORKER, account="anna"),
    entry("03T07:30:00", "s1", "update", CASEWORKER),
    entry("03T07:00:00", "s1", "print", CASEWORKER),
    entry("03T07:00:00", "s1", "read", CASEWORKER),
]
for one in EXTRACT_K1:
    if one["title"] is None:
        del one["title"]
EXTRACT_K2 = [
    entry("05T22:30:00", "s3", "read", NURSE),
    entry("04T10:00:00", "s1", "denied", CASEWORKER),
    entry("04T07:05:00", "s5", "denied", "Undersköterska"),
]
