"""How the demo's people review their lists: on the pages, as people would, by a rule that is the
same each time. Somebody who asked around would find out about the planted openings, so those are
handed over as suspicions; the other rows to judge are answered by turns.
"""
import csv
import html
import os
import re

# What the kinds of planted openings are called when they are handed over.
NEVER = {"own_record": "own_record", "relative": "worry", "colleague": "colleague",
         "phone_number": "colleague", "after_transfer": "how_it_went",
         "borrowed_login": "borrowed_login"}
TALKS = {"curiosity": "Ville veta mer efter något som stod i tidningen."}
# Answers by turns: code and words; a ground, else what was said in the talk.
ANSWERS = (("grund", "other_unit", ""), ("grund", "on_call", "Larm på kvällen, egen enhet var kort."),
           ("steg2", "wrong_click", "Gick ut direkt."), ("grund", "introduction", "Med handledaren."),
           ("grund", "planning", "Samordnad plan inför hemgång."),
           ("steg2", "wrong_person", "Sökte på ett liknande namn."), ("grund", "fees", ""))
CONFIDENTIAL = ("chief_nurse", "quality_controller")
ROW = re.compile(r'<li id="rad-(\d+)">')
HEADING = re.compile(r"<h3[^>]*>(.*?)</h3>", re.S)
LIST = re.compile(r'<h3[^>]*>(.*?)</h3>.*?href="(/granskningar/[^/"]+/[^/"]+)"', re.S)


def plain(markup):
    return html.unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def table(town, *name):
    with open(os.path.join(town, *name), encoding="utf-8-sig") as file:
        return list(csv.DictReader(file, delimiter=";"))


class Row:
    """A row to judge, as its list's page shows it."""

    def __init__(self, number, markup):
        heading = HEADING.search(markup)[1]
        self.number = int(number)
        self.client = plain(heading.split(", född", 1)[0].split("<", 1)[0])
        self.is_answered = 'class="row judged"' in markup
        self.is_flagged = "Titta särskilt på" in heading
        self.waits = "Väntar på svar" in heading


class Review:
    """The lists of an audit, and how far their readers have come."""

    def __init__(self, town, period, employee):
        staff = {row["staff_id"]: row["name"] for row in table(town, "registers", "staff.csv")}
        clients = {row["client_id"]: row["name"] for row in table(town, "registers", "clients.csv")}
        self.period, self.employee = period, employee  # who can be asked in Insyn
        self.planted = {(staff[row["staff_id"]], clients[row["client_id"]]): row["kind"]
                        for row in table(town, "truth.csv")
                        if row["staff_id"] in staff and row["client_id"] in clients}
        self.lists = []    # (account, whom it is about, address), in the order they are read
        self.turn = 0      # of the answers
        self.asked = []    # kinds of questions that were put to somebody
        self.said = {}     # whom and whose record -> what was answered, as a second reader would say it
        self.suspicions, self.is_managers_suspected = 0, False

    def found_by(self, served, accounts):
        """What these people have to read; a list's address is chance, so names give the order."""
        for account in accounts:
            page = served.person(account).page("/granskningar")
            own = sorted((plain(name), url) for name, url in LIST.findall(page)
                         if "/%s." % self.period in url)
            self.lists += [(account, name, url) for name, url in own]

    def rows(self, reader, url):
        parts = ROW.split(reader.page(url))
        return [Row(number, markup) for number, markup in zip(parts[1::2], parts[2::2])]

    def judge(self, served, lists, most=None):
        """Opens these lists and answers the rows that stand out, at most so many of each."""
        for account, person, url in lists:
            reader = served.person(account)
            for row in self.rows(reader, url)[:most]:
                if not row.is_answered and not row.waits:
                    self.answer(reader, person, url, row, account["role"] in CONFIDENTIAL)

    def answer(self, reader, person, url, row, is_confidential):
        at = "%s/rad/%d" % (url, row.number)
        kind = self.planted.get((person, row.client))
        # Should the draw have missed all that was planted, somebody is suspected all the same.
        doubtful = not (self.is_managers_suspected or is_confidential) and \
            person != self.employee and (row.is_flagged or self.turn > 9)
        if kind or doubtful:
            code = NEVER.get(kind, "curiosity")
            self.suspicions += 1
            self.is_managers_suspected = self.is_managers_suspected or not is_confidential
            reader.act(at + "/misstanke", steg="3", aldrig=code,
                       **{"aldrig-text": TALKS.get(code, "Hade inget uppdrag och kände personen.")})
        elif not row.is_flagged and person == self.employee and "employee" not in self.asked:
            self.asked.append("employee")
            reader.act(at + "/fraga", fraga="Hur kom det sig att du öppnade akten?")
        elif not row.is_flagged and "support" not in self.asked:
            self.asked.append("support")
            reader.act(at, steg="1", steg1="vet-inte", stod="Ingick det här i nattens uppdrag?",
                       **{"stod-till": "roll"})
        elif not row.is_flagged and "unclear" not in self.asked:
            self.asked.append("unclear")
            reader.act(at, steg="1", steg1="nej", steg2="not_remembered",
                       **{"steg2-text": "Vi har tittat i schemat tillsammans."})
        else:
            self.by_turns(reader, at, (person, row.client))

    def by_turns(self, reader, at, about):
        step, code, words = ANSWERS[self.turn % len(ANSWERS)]
        self.turn += 1
        self.said[about] = "needed" if step == "grund" else "acceptable"
        reader.act(at, steg="1", steg1="ja" if step == "grund" else "nej",
                   **{step: code, step + "-text": words})

    def finish(self, served, lists):
        """Judges what waited for others, confirms the rest after a look, and signs."""
        for account, person, url in lists:
            reader = served.person(account)
            for row in self.rows(reader, url):
                if not row.is_answered:
                    self.by_turns(reader, "%s/rad/%d" % (url, row.number), (person, row.client))
            reader.act(url + "/bekrafta", kanner="nej")
            reader.act(url + "/skriv-under")


def answer_employee(served, account):
    person = served.person(account)
    for number in re.findall(r'action="/min-sida/fraga/(\d+)"', person.page("/min-sida")):
        person.act("/min-sida/fraga/" + number,
                   **{"svar-" + number: "Jag hjälpte till när grannenheten saknade folk."})


def answer_forms(person, page, name, answer_of, text):
    """Answers every form of a page, each by what its panel says."""
    shown = person.page(page)
    panels = re.split(r'(?=<h2[^>]*>)', shown)[1:]
    for panel in panels:
        for action in re.findall(r'action="(%s/[^"]+)"' % page, panel):
            field = re.search(r'name="(%s[^"]*)"' % name, panel)[1]
            person.act(action, **{field: answer_of(panel), "text": text})


def support(served, account):
    """What a chief nurse or quality controller is asked: questions, and rows to agree to."""
    person = served.person(account)
    for url in set(re.findall(r'href="(/granskningar/fraga/\d+)"', person.page("/granskningar"))):
        person.act(url, omdome="needed", text="Ja, det stämmer med planeringen.")
    answer_forms(person, "/granskningar/medgiv", "svar", lambda _: "ja", "")


def read_again(served, account, review):
    """The second reader mostly comes to what the first said, which isn't shown."""
    read = []

    def answer_of(panel):
        about = plain(re.search(r"<h2[^>]*>(.*?),", panel, re.S)[1])
        client = plain(HEADING.search(panel)[1].split(", född", 1)[0].split("<", 1)[0])
        first = review.said.get((about, client), "needed")
        read.append(first)
        return first if len(read) > 1 else "acceptable"

    answer_forms(served.person(account), "/granskningar/andra-lasning", "svar", answer_of, "")
