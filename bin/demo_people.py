#!/usr/bin/env python3
"""The demo's users.

  demo_people.py first TOWN ACCOUNTS      one for each role, at the year's start; server.toml
  demo_people.py managers TOWN ACCOUNTS LISTS...   those who have most to read in the lists
  demo_people.py show ACCOUNTS            who can log in, for the terminal
  demo_people.py port NUMBER              that port, or a free one if it is taken

ACCOUNTS is a JSON file that the first two write; HOME/demo.txt has it for the login page.
"""
import csv
import json
import os
import socket
import sys
from collections import Counter

from demo_site import HOME, PASSWORD, Person, Served, insyn, styled, told

START = "2025-03-03T08:00:00+01:00"
TODAY = os.environ.get("INSYN_NOW", "2026-03-02T08:00:00+01:00")
SERVER_TOML = """[site]
municipality = "Ljungfors kommun"
department = "socialförvaltningen"
contact = "Loggkontrollen, telefon 0000-123 45"

[login]
password_only = true  # bara i en demonstration
"""
ROLES = {
    "administrator": "administratör",
    "director": "socialchef",
    "compiler": "IT-strateg",
    "chief_nurse": "MAS",
    "quality_controller": "kvalitetscontroller",
    "hr": "HR",
    "data_protection_officer": "dataskyddsombud",
    "disclosure_officer": "utlämnare",
    "auditor": "revisor",
    "area_head": "VO-chef",
    "manager": "chef",
}
# Login, name and role of those who stand in no register of the town.
OTHERS = (
    ("jonas", "Jonas Wikström", "administrator"),
    ("anna", "Anna Berg", "administrator"),
    ("anders", "Anders Blom", "compiler"),
    ("helena", "Helena Norberg", "chief_nurse"),
    ("per", "Per Sund", "quality_controller"),
    ("eva", "Eva Holm", "hr"),
    ("lars", "Lars Ek", "data_protection_officer"),
    ("maria", "Maria Dahl", "disclosure_officer"),
    ("olof", "Olof Strand", "auditor"),
)


def register(town, name):
    with open(os.path.join(town, "registers", name), encoding="utf-8-sig") as file:
        return list(csv.DictReader(file, delimiter=";"))


def add(accounts, now, login, name, role, *more, what=None):
    roles = ["--role", role] if role else []
    made = insyn(now, "user", "add", name, "--login", login, *roles, *more)
    accounts.append({"login": login, "name": name, "role": role, "user": made["user"],
                     "code": made["setup_code"], "what": what or ROLES[role],
                     "change": made["change"] if made["waits"] else None})


def login_of(name, taken):
    plain = name.split()[0].lower().translate(str.maketrans("åäöéü", "aaoeu"))
    login, number = plain, 1
    while login in taken:
        number += 1
        login = plain + str(number)
    return login


def add_staff(accounts, now, staff, role, *more, what=None):
    """Somebody in the town's registers, who is found there by their id."""
    login = login_of(staff["name"], {account["login"] for account in accounts})
    add(accounts, now, login, staff["name"], role, "--staff", staff["staff_id"], *more, what=what)
    accounts[-1]["staff"] = staff["staff_id"]


def approve_and_let_in(served, accounts):
    """The first administrator is alone; everybody else is approved by a second person."""
    first = Person(served, accounts[0])
    for account in accounts:
        if account["change"]:
            first.act("/anvandare/andring/%d" % account["change"], beslut="godkann")
            account["change"] = None
    for account in accounts:
        if "code" in account:
            Person(served, account)
    return first


def shown(accounts):
    """Not the many heads who read a list once; those who have most to do still are."""
    return [account for account in accounts if not account.get("many")]


def save(accounts, path):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(accounts, file, ensure_ascii=False, indent=1)
    lines = ["Lösenordet är %s för alla." % PASSWORD]
    lines += ["%s: %s (%s)" % (one["login"], one["what"], one["name"]) for one in shown(accounts)]
    with open(os.path.join(HOME, "demo.txt"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def first_users(town, path):
    with open(os.path.join(HOME, "server.toml"), "w", encoding="utf-8") as file:
        file.write(SERVER_TOML)
    units = register(town, "units.csv")
    staff = {row["staff_id"]: row for row in register(town, "staff.csv")}
    accounts = []
    for login, name, role in OTHERS[:2]:
        add(accounts, START, login, name, role)
    department = next(unit for unit in units if unit["kind"] == "department")
    add_staff(accounts, START, staff[department["head_id"]], "director")
    for login, name, role in OTHERS[2:]:
        add(accounts, START, login, name, role)
    heads = {department["head_id"]}  # A user is one person, whatever they head.
    for unit in units:
        if unit["kind"] == "area" and unit["head_id"] not in heads:
            heads.add(unit["head_id"])
            add_staff(accounts, START, staff[unit["head_id"]], "area_head", "--area",
                      unit["unit_id"], what="VO-chef, " + unit["name"])
    with Served(START) as served:
        admin = approve_and_let_in(served, accounts)
        text = admin.page("/informerad/publicera").split("<textarea", 1)[1]
        text = text.split(">", 1)[1].split("</textarea>")[0]
        admin.act("/informerad/publicera", text=text)
    save(accounts, path)
    told(START, "%d användare i %d roller, var och en godkänd av en annan än den som föreslog" %
         (len(accounts), len({one["role"] for one in accounts})))
    told(START, "Informationen till personalen är publicerad")


def heads_of_units(town):
    return {row["head_id"]: row["name"] for row in register(town, "units.csv")
            if row["kind"] == "unit"}


def add_readers(town, accounts, now, lists):
    """Everybody who reads one of these lists, and the employee of whose openings most are to judge
    and none was planted: the value is that employee's name."""
    staff = {row["staff_id"]: row for row in register(town, "staff.csv")}
    units = heads_of_units(town)
    with open(os.path.join(town, "truth.csv"), encoding="utf-8-sig") as file:
        suspected = {row["staff_id"] for row in csv.DictReader(file, delimiter=";")}
    known = {account.get("staff") for account in accounts}
    own = [entry for entry in lists if entry["role"] == "manager"]
    for reader in sorted({entry["reviewer"] for entry in own if entry["reviewer"]} - known):
        what = "chef, " + units[reader] if reader in units else "chef"
        add_staff(accounts, now, staff[reader], "manager", what=what)
        accounts[-1]["many"] = True
    plain = Counter({entry["staff"]: sum(not row["explained"] and not row["flags"]
                                         for row in entry["rows"]) for entry in own
                     if entry["staff"] not in suspected})
    if not plain:
        return None
    asked = max(plain, key=lambda one: (plain[one], one))
    if asked not in {account.get("staff") for account in accounts}:
        add_staff(accounts, now, staff[asked], None, what="medarbetare")
    return staff[asked]["name"]


def managers(town, path, *lists):
    """The three who have most rows to judge in these files of `audit lists --json`."""
    with open(path, encoding="utf-8") as file:
        accounts = json.load(file)
    staff = {row["staff_id"]: row for row in register(town, "staff.csv")}
    units = heads_of_units(town)
    waiting = Counter()
    accounts_of = {account.get("staff"): account for account in accounts}
    for name in lists:
        with open(name, encoding="utf-8") as file:
            for entry in json.load(file)["lists"]:
                if entry["role"] == "manager" and entry["reviewer"] in units and \
                        accounts_of.get(entry["reviewer"], {}).get("role", "manager") == "manager":
                    waiting[entry["reviewer"]] += sum(not row["explained"] for row in entry["rows"])
    for reviewer, _ in waiting.most_common(3):
        if reviewer in accounts_of:
            del accounts_of[reviewer]["many"]
        else:
            add_staff(accounts, TODAY, staff[reviewer], "manager", what="chef, " + units[reviewer])
    with Served(TODAY) as served:
        approve_and_let_in(served, accounts)
    save(accounts, path)


def show(path):
    with open(path, encoding="utf-8") as file:
        accounts = shown(json.load(file))
    width = max(len(one["login"]) for one in accounts)
    for one in accounts:
        print("  %s  %s, %s" % (styled(1, one["login"].ljust(width)), one["name"], one["what"]))
    print("  Lösenordet är %s för alla." % styled(1, PASSWORD))
    director = next(one["login"] for one in accounts if one["role"] == "director")
    print("\n  Kontroll 2025-2 är avslutad, och 2025-3 är halvvägs. Rapporten läser %s, under Kontroller." %
          styled(1, director))


def port(wanted):
    try:
        with socket.create_server(("127.0.0.1", int(wanted))):
            print(wanted)
    except OSError:
        with socket.create_server(("127.0.0.1", 0)) as other:
            print(other.getsockname()[1])


if __name__ == "__main__":
    {"first": first_users, "managers": managers, "show": show, "port": port}[sys.argv[1]](*sys.argv[2:])
