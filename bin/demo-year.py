#!/usr/bin/env python3
"""The demo's year before its latest period: logs come in month by month, and three audits are left
where audits in a municipality may stand.

  demo-year.py TOWN ACCOUNTS

2025-2 was sent and is late, 2025-3 was annulled and done again, 2025-4 began late and waits for its
answers. Everything is done as people do it: files at the command line, audits on the pages.
"""
import json
import os
import re
import sys

from demo_site import MONTHS, Person, Served, count_text, insyn, told

CHECKED = "Stämt av mot leverantörens driftlogg."
ANNULLED = "Två enheter saknades i personalregistret när listan låstes."


class Year:
    def __init__(self, town, accounts_path):
        self.logs = os.path.join(town, "logs")
        with open(accounts_path, encoding="utf-8") as file:
            accounts = json.load(file)
        self.accounts = {}
        for account in accounts:  # the first of each role, and the second administrator
            self.accounts.setdefault(account["role"], account)
        self.witness = next(one for one in accounts if one["role"] == "administrator" and
                            one is not self.accounts["administrator"])

    def arrives(self, now, *months):
        files = [os.path.join(self.logs, month + ".csv") for month in months]
        receipts = insyn(now, "import", "--source", "canonical", *files)["receipts"]
        names = " och ".join(MONTHS[int(month[5:]) - 1] for month in months)
        new = sum(receipt["accepted"] for receipt in receipts)
        told(now, "Loggarna för %s: %s nya händelser" % (names, count_text(new)))

    def draws(self, served, now, period, seed):
        """From the sources to lists with readers; the value is the audit's page."""
        admin, page = Person(served, self.accounts["administrator"]), "/kontroller/" + period
        admin.act("/kontroller/oppna/%s/kallor" % period, skal=CHECKED)
        admin.act("/kontroller/oppna/" + period, slump="tarningar")
        admin.act(page + "/lottning", tal=seed, kast=self.accounts["administrator"]["name"],
                  ater=self.witness["name"])
        told(now, "Kontroll %s: listan låst, fröet kastat med tärningar, urvalet draget" % period)
        return admin, page

    def sends(self, now, admin, page):
        admin.act(page + "/jav")
        admin.act(page + "/skicka")
        told(now, "Jäv prövat, listorna skickade")

    def june(self):
        now = "2025-07-03T09:00:00+02:00"
        with Served(now) as served:
            self.names_substitute(Person(served, self.accounts["director"]))
            told(now, "Socialchefen utser vem som granskar där ingen chef kan")
            self.sends(now, *self.draws(served, now, "2025-2", "31624452136455213642"))

    def names_substitute(self, director):
        page = director.page("/kontroller/ersattare")
        name = self.accounts["area_head"]["name"]
        person = re.search(r'<option value="([^"]+)"[^>]*>%s' % re.escape(name), page)[1]
        director.act("/kontroller/ersattare", person=person, skal="Beslut av socialchefen.")

    def july(self):
        now = "2025-08-05T09:00:00+02:00"
        with Served(now) as served:
            admin, page = self.draws(served, now, "2025-3", "52416633152461352214")
            admin.act(page + "/avbryt", skal=ANNULLED)
            told(now, "Kontrollen avbryts: två enheter saknades i personalregistret")
        now = "2025-08-07T10:00:00+02:00"
        with Served(now) as served:
            self.sends(now, *self.draws(served, now, "2025-3", "16243361524413625531"))

    def autumn(self):
        now = "2025-09-08T08:30:00+02:00"
        with Served(now) as served:
            admin = Person(served, self.accounts["administrator"])
            for period in ("2025-2", "2025-3"):
                admin.act("/kontroller/%s/paminn" % period)
        told(now, "Svaren dröjer: granskarna påminns")
        now = "2025-09-29T08:30:00+02:00"
        with Served(now) as served:
            admin = Person(served, self.accounts["administrator"])
            admin.act("/kontroller/2025-2/vidare", till="director")
            told(now, "De sena listorna i 2025-2 lämnas vidare till socialchefen")
            self.appoints(Person(served, self.accounts["director"]), "/kontroller/2025-3/listor")
        told(now, "Socialchefen utser en annan granskare i 2025-3")

    def appoints(self, director, page):
        """The first head who isn't in conflict, for the first list that the director may move."""
        url = re.search(r'href="(/kontroller/[^"]+/listor/[^"]+)"', director.page(page))[1]
        for person in re.findall(r'<option value="([^"]+)"', director.page(url)):
            status, _ = director.send(url, {"csrf": director.csrf, "person": person,
                                            "skal": "Chefen är sjukskriven till november."})
            if status == 303:
                return
        raise SystemExit("Ingen chef kunde utses för " + url)

    def february(self):
        now = "2026-02-16T09:00:00+01:00"
        with Served(now) as served:
            self.sends(now, *self.draws(served, now, "2025-4", "63142255361422516344"))

    def run(self):
        for month in ("2025-03", "2025-04", "2025-05", "2025-06"):
            self.arrives(first_after(month), month)
        self.june()
        self.arrives(first_after("2025-07"), "2025-07")
        self.july()
        self.arrives(first_after("2025-08"), "2025-08")
        self.autumn()
        for month in ("2025-09", "2025-10"):
            self.arrives(first_after(month), month)
        # A delivery that was forgotten, so that a source has been late and an audit began late.
        self.arrives(first_after("2025-12"), "2025-12")
        self.arrives(first_after("2026-01"), "2026-01")
        self.arrives("2026-02-11T07:15:00+01:00", "2025-11")
        self.february()
        self.arrives("2026-03-02T07:15:00+01:00", "2026-02")
        now = "2026-03-02T08:30:00+01:00"
        with Served(now) as served:
            admin = Person(served, self.accounts["administrator"])
            admin.act("/kontroller/oppna/2026-1/kallor", skal=CHECKED)
        told(now, "Källorna för 2026-1 är kontrollerade")


def first_after(month):
    """The second day of the month after, in the morning."""
    year, number = int(month[:4]), int(month[5:])
    year, number = (year + 1, 1) if number == 12 else (year, number + 1)
    return "%04d-%02d-02T06:15:00Z" % (year, number)


if __name__ == "__main__":
    Year(*sys.argv[1:3]).run()
