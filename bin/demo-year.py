#!/usr/bin/env python3
"""The demo's year before its latest period: logs come in month by month, and three audits are left
where audits in a municipality may stand.

  demo-year.py TOWN ACCOUNTS

2025-2 was read, late in part, and is closed with its report. 2025-3 was annulled and done again;
half of its lists are signed and the rest are late. 2025-4 began late and waits for its answers.
Everything is done as people do it: files at the command line, audits and lists on the pages.
"""
import json
import os
import re
import sys

import demo_people
import demo_review
from demo_site import MONTHS, Person, Served, count_text, insyn, told, trouble_in

CHECKED = "Stämt av mot leverantörens driftlogg."
ANNULLED = "Två enheter saknades i personalregistret när listan låstes."


class Year:
    def __init__(self, town, accounts_path):
        self.town, self.accounts_path = town, accounts_path
        with open(accounts_path, encoding="utf-8") as file:
            self.everybody = json.load(file)
        self.accounts = {}
        for account in self.everybody:  # the first of each role, and the second administrator
            self.accounts.setdefault(account["role"], account)
        self.witness = next(one for one in self.everybody if one["role"] == "administrator" and
                            one is not self.accounts["administrator"])
        self.substitutes = [one for one in self.everybody if one["role"] == "area_head"]

    def those_who(self, *roles):
        return [account for account in self.everybody if account["role"] in roles]

    def arrives(self, now, *months):
        files = [os.path.join(self.town, "logs", month + ".csv") for month in months]
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

    def sends(self, served, now, admin, page):
        """Where a list has no reader, the director names an area head who is there to read it."""
        left = list(self.substitutes)
        admin.act(page + "/jav")
        status, text = admin.send(page + "/skicka", {"csrf": admin.csrf})
        while status != 303 and left:
            self.names_substitute(now, Person(served, self.accounts["director"]), left.pop(0))
            admin.act(page + "/jav")
            status, text = admin.send(page + "/skicka", {"csrf": admin.csrf})
        if status != 303:
            raise SystemExit("Listorna kan inte skickas: " + trouble_in(text))
        told(now, "Jäv prövat, listorna skickade")

    def names_substitute(self, now, director, account):
        page = director.page("/kontroller/ersattare")
        person = re.search(r'<option value="([^"]+)"[^>]*>%s' % re.escape(account["name"]), page)[1]
        director.act("/kontroller/ersattare", person=person, skal="Beslut av socialchefen.")
        told(now, "Socialchefen utser vem som granskar där ingen chef kan")

    def invites(self, now, period):
        """Everybody who reads a list gets an account; the value is the audit's review."""
        lists = insyn(now, "audit", "lists", "--audit", period)["lists"]
        asked = demo_people.add_readers(self.town, self.everybody, now, lists)
        review = demo_review.Review(self.town, period, asked)
        with Served(now) as served:
            demo_people.approve_and_let_in(served, self.everybody)
            readers = self.those_who("manager", "area_head", "director", "chief_nurse",
                                     "quality_controller")
            review.found_by(served, readers)
        demo_people.save(self.everybody, self.accounts_path)
        told(now, "Kontroll %s: %d listor hos %d granskare" %
             (period, len(review.lists), len({account["login"] for account, _, _ in review.lists})))
        return review

    def june(self):
        now = "2025-07-03T09:00:00+02:00"
        with Served(now) as served:
            self.sends(served, now, *self.draws(served, now, "2025-2", "31624452136455213642"))
        self.second = self.invites("2025-07-03T10:00:00+02:00", "2025-2")
        *lists, last = self.second.lists
        self.prompt = lists[::2] + lists[1::4]
        self.slow = [one for one in lists if one not in self.prompt] + [last]
        now = "2025-07-22T08:30:00+02:00"
        with Served(now) as served:
            self.second.judge(served, self.prompt)
        self.answers_come("2025-07-23T08:30:00+02:00", self.second, self.prompt)

    def answers_come(self, now, review, lists):
        """The day after: those who were asked have answered, and these lists are signed."""
        with Served(now) as served:
            self.help(served)
            review.finish(served, lists)
            self.help(served)
        told(now, "Kontroll %s: %d listor underskrivna" % (review.period, len(lists)))

    def help(self, served):
        for account in self.those_who(None):
            demo_review.answer_employee(served, account)
        for account in self.those_who("chief_nurse", "quality_controller"):
            demo_review.support(served, account)

    def july(self):
        now = "2025-08-05T09:00:00+02:00"
        with Served(now) as served:
            admin, page = self.draws(served, now, "2025-3", "52416633152461352214")
            admin.act(page + "/avbryt", skal=ANNULLED)
            told(now, "Kontrollen avbryts: två enheter saknades i personalregistret")
        now = "2025-08-07T10:00:00+02:00"
        with Served(now) as served:
            self.sends(served, now, *self.draws(served, now, "2025-3", "16243361524413625531"))
        self.third = self.invites("2025-08-07T11:00:00+02:00", "2025-3")

    def autumn(self):
        now = "2025-09-08T08:30:00+02:00"
        with Served(now) as served:
            admin = Person(served, self.accounts["administrator"])
            for period in ("2025-2", "2025-3"):
                admin.act("/kontroller/%s/paminn" % period)
        told(now, "Svaren dröjer: granskarna påminns")
        lists = self.third.lists
        half, begun = len(lists) // 2, len(lists) * 3 // 4
        with Served("2025-09-10T08:30:00+02:00") as served:
            self.third.judge(served, lists[:half])
        self.answers_come("2025-09-11T08:30:00+02:00", self.third, lists[:half])
        self.third.asked.clear()  # what is asked from now on waits
        now = "2025-09-12T08:30:00+02:00"
        with Served(now) as served:
            self.third.judge(served, lists[half:begun], most=2)
        told(now, "Kontroll 2025-3: %d listor är påbörjade, %d har ingen öppnat" %
             (begun - half, len(lists) - begun))
        now = "2025-09-29T08:30:00+02:00"
        with Served(now) as served:
            admin = Person(served, self.accounts["administrator"])
            admin.act("/kontroller/2025-2/vidare", till="director")
            told(now, "De sena listorna i 2025-2 lämnas vidare till socialchefen")
            self.appoints(Person(served, self.accounts["director"]), "/kontroller/2025-3/listor")
            told(now, "Socialchefen utser en annan granskare i 2025-3")
            self.second.judge(served, self.slow)
        self.answers_come("2025-09-30T08:30:00+02:00", self.second, self.slow)
        self.arrives(first_after("2025-09"), "2025-09")
        self.closes("2025-10-06T09:00:00+02:00", "/kontroller/2025-2.1")

    def closes(self, now, page):
        """What is left when every list is signed: the areas, a second reading, the report."""
        with Served(now) as served:
            for account in self.those_who("area_head", "director"):
                person = served.person(account)
                for area in re.findall(r'name="omrade" value="([^"]*)"', person.page(page)):
                    if 'action="%s/omrade"' % page in person.page(page):
                        person.act(page + "/omrade", omrade=area)
            admin = Person(served, self.accounts["administrator"])
            admin.act(page + "/andra-lasning")
            for account in self.those_who("chief_nurse", "quality_controller"):
                demo_review.read_again(served, account, self.second)
            compiler = Person(served, self.accounts["compiler"])
            compiler.act(page + "/sammanstall")
            compiler.act(page + "/rapport")
            admin.act(page + "/avsluta")
        told(now, "Kontroll 2025-2: områdena godkända, rader lästa en andra gång, rapporten lämnad")
        told(now, "Kontroll 2025-2 är avslutad. Misstankar: %d" % self.second.suspicions)

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
            self.sends(served, now, *self.draws(served, now, "2025-4", "63142255361422516344"))

    def run(self):
        for month in ("2025-03", "2025-04", "2025-05", "2025-06"):
            self.arrives(first_after(month), month)
        self.june()
        self.arrives(first_after("2025-07"), "2025-07")
        self.july()
        self.arrives(first_after("2025-08"), "2025-08")
        self.autumn()
        self.arrives(first_after("2025-10"), "2025-10")
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
