"""Mails of a home that is served: lists are sent on the pages, days pass, the server is killed and
started again, and everyone gets each mail once."""

import http.client
import re
import signal
import subprocess
import time
import unittest
import urllib.parse

from aiosmtpd.controller import Controller

from mail import MARIA, VERA, Post, free_port
from support import HomeTest, INSYN

ROUTINE = """[routine]
id = "small"
version = 1
label = "Rutin"
valid_from = "2024-01-01"
[[period]]
key = "1"
label = "P"
whole_weeks = { first = 2, month = 2 }
[[stratum]]
id = "everyone"
label = "Alla"
group = "any"
share = 1000
periods = ["1"]
"""
REGISTERS = {
    "units": "unit_id,name,parent_id,kind,head_id\ntop,Top,,department,s-dora\n"
             "area-a,A,top,area,s-vera\nnorth,Norr,area-a,unit,s-maria\n",
    "staff": "staff_id,name,email\ns-anna,Anna,\ns-maria,Maria,\ns-vera,Vera,%s\ns-dora,Dora,\n"
             % VERA,
    "employments": "staff_id,unit_id,group,valid_from,valid_to\ns-anna,north,delivery,2020-01-01,\n"
                   "s-maria,north,delivery,2020-01-01,\ns-vera,top,authority,2020-01-01,\n",
    "clients": "client_id,name\nc-klas,Klas\n",
}
LOG = ("time,staff_id,client_id,action\n2026-02-03 10:00,s-anna,c-klas,read\n"
       "2026-02-05 10:00,s-maria,c-klas,read\n")
PASSWORD = "tre gröna hästar dansar"


class Browser:
    def __init__(self, port):
        self.port, self.cookies = port, {}

    def ask(self, method, path, fields=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": "; ".join("%s=%s" % pair for pair in self.cookies.items())}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        headers["Origin"] = "http://127.0.0.1:%d" % self.port
        body = None if fields is None else urllib.parse.urlencode(fields)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8")
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        connection.close()
        return answer.status, text

    def act(self, page, path, fields=None):
        token = re.search(r'name="?csrf"? value="?([^" >]+)', self.ask("GET", page)[1]).group(1)
        return self.ask("POST", path, {"csrf": token, **(fields or {})})


class MailsOfAServer(HomeTest):
    makes_home = False

    def setUp(self):
        super().setUp()
        self.port, self.mail_port, self.post = free_port(), free_port(), Post()
        self.run_ok("init", "--routine", self.write("routine.toml", ROUTINE))
        for name, rows in REGISTERS.items():
            self.run_ok("import", "--register", name, self.write(name + ".csv", rows), "--accept")
        self.run_ok("import", "--source", "canonical", self.write("log.csv", LOG))
        self.code = re.search(r"lösenord: (\S+)", self.run_ok(
            "user", "add", "Ada Admin", "--role", "administrator", "--login", "ada").out).group(1)
        self.run_ok("user", "add", "Maria Nord", "--staff", "s-maria", "--email", MARIA)
        self.run_ok("user", "add", "Berg, Vera", "--staff", "s-vera")
        self.run_ok("audit", "open", "--period", "2026-1")
        self.run_ok("audit", "draw", "--audit", "2026-1.1", "--seed", "84015526031795520413")
        self.configure(with_mail=True)

    def configure(self, with_mail):
        text = ('[site]\nmunicipality = "Ljungfors"\ncontact = "Kim, 0000"\n'
                'public_url = "http://127.0.0.1:%d"\n[login]\npassword_only = true\n' % self.port)
        if with_mail:
            text += ('[mail]\nhost = "127.0.0.1"\nport = %d\ntls = "none"\n'
                     'from = "insyn@ljungfors.example"\n' % self.mail_port)
        (self.home / "server.toml").write_text(text)

    def take_mails(self):
        controller = Controller(self.post, hostname="127.0.0.1", port=self.mail_port)
        controller.start()
        self.addCleanup(controller.stop)

    def serve(self, now, told_first=()):
        server = subprocess.Popen(
            [INSYN, "serve", "--home", self.home, "--listen", "127.0.0.1:%d" % self.port],
            stderr=subprocess.PIPE, env=self.environment(INSYN_NOW=now), cwd=self.folder)
        self.addCleanup(self.stop, server)
        for told in (*told_first, "Insyn serverar"):
            self.assertIn(told, server.stderr.readline().decode("utf-8"))
        return server

    @staticmethod
    def stop(server, how=signal.SIGTERM):
        if server.poll() is None:
            server.send_signal(how)
        server.communicate(timeout=60)

    def send_lists(self):
        browser = Browser(self.port)
        browser.ask("POST", "/valkommen", {"code": self.code, "password": PASSWORD})
        self.assertEqual(browser.act("/kontroller/2026-1.1", "/kontroller/2026-1.1/jav")[0], 303)
        status, text = browser.act("/kontroller/2026-1.1/skicka", "/kontroller/2026-1.1/skicka")
        self.assertEqual(status, 303, text)
        return browser

    def wait_for(self, count, seconds=30):
        """Waits for so many mails, and a little for one too many."""
        until = time.monotonic() + seconds
        while len(self.post.taken) < count and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(3)
        self.assertEqual(len(self.post.taken), count, self.subjects())

    def subjects(self):
        return [(to, message["Subject"]) for to, message in self.post.taken]

    def metrics(self):
        text = Browser(self.port).ask("GET", "/metrics")[1]
        return {line.split()[0]: float(line.split()[1]) for line in text.splitlines()
                if line.startswith("insyn_mail")}

    def acts(self, kind):
        return [leaf for leaf in self.leaves() if leaf["kind"] == kind]

    def test_everyone_gets_each_mail_once_through_deaths_and_days(self):
        self.take_mails()
        server = self.serve("2026-02-17T08:00:00Z")
        self.send_lists()
        self.wait_for(2)
        self.assertEqual(sorted(to for to, _ in self.post.taken), [MARIA, VERA])
        self.assertIn("Loggkontroll 2026-1:", self.subjects()[0][1])
        self.stop(server, signal.SIGKILL)
        # Five days before the last day, 10 March; again, killed in between; then the day before.
        for now, count in (("2026-03-05T08:00:00Z", 4), ("2026-03-05T12:00:00Z", 4),
                           ("2026-03-09T08:00:00Z", 6), ("2026-03-14T08:00:00Z", 6)):
            server = self.serve(now)
            self.wait_for(count)
            self.stop(server, signal.SIGKILL)
        reminders = self.acts("reminder-sent")
        self.assertEqual([leaf["public"]["days"] for leaf in reminders], [-5, -1])
        self.assertEqual({leaf["public"]["by"] for leaf in reminders}, {"insyn"})
        self.assertIn("kvar till 10 mars 2026", self.subjects()[2][1])
        # A clock that is a year ahead.
        server = self.serve("2027-03-05T08:00:00Z")
        self.wait_for(6)
        self.stop(server)
        self.verify()

    def test_without_a_mail_server_they_wait_and_the_administrator_sees_it(self):
        self.configure(with_mail=False)
        self.take_mails()
        server = self.serve("2026-02-17T08:00:00Z")
        browser = self.send_lists()
        until = time.monotonic() + 30
        while self.metrics()["insyn_mails_waiting"] < 2 and time.monotonic() < until:
            time.sleep(0.2)
        self.assertEqual(self.metrics()["insyn_mails_waiting"], 2)
        self.assertIn("E-post är inte inställd", browser.ask("GET", "/")[1])
        self.stop(server)
        self.configure(with_mail=True)
        self.serve("2026-02-18T08:00:00Z")
        self.wait_for(2)
        self.assertEqual(self.metrics()["insyn_mails_waiting"], 0)

    def test_a_damaged_queue_stops_no_pages_and_stays_until_somebody_has_seen_to_it(self):
        queue, nonsense = self.home / "outbox.db", b"x" * 20000
        queue.write_bytes(nonsense)
        found = self.run_insyn("verify", "--json")
        self.assertEqual(found.status, 1)
        self.assertEqual([one for one in found.json()["problems"] if "outbox.db" in one],
                         found.json()["problems"])
        server = self.serve("2026-02-17T08:00:00Z", ["outbox.db går inte att läsa"])
        browser = self.send_lists()
        self.assertIn("Inga mejl skickas", browser.ask("GET", "/")[1])
        self.assertEqual(self.metrics()["insyn_mails_waiting"], -1)
        self.stop(server)
        self.assertEqual(queue.read_bytes(), nonsense)
        queue.rename(self.home / "outbox.db.damaged")
        self.serve("2026-02-17T08:10:00Z")
        self.assertNotIn("Inga mejl skickas", browser.ask("GET", "/")[1])
        self.assertEqual(self.metrics()["insyn_mails_waiting"], 0)


if __name__ == "__main__":
    unittest.main()
