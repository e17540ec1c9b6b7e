"""Mails at a mail server that isn't ours: aiosmtpd, on this machine. libical judges the calendar
entries.

The test executable of notify is named by the environment variable NOTIFY_TEST; it plays the server
that plans, queues and sends, and is killed in the middle of it.
"""

import collections
import ctypes
import email
import email.policy
import logging
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

MARIA, VERA = "maria@ljungfors.example", "vera@ljungfors.example"
logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # aiosmtpd's: sessions that we break
QUICK = os.environ.get("INSYN_E2E_QUICK") == "1"


class Post:
    """What the mail server does with what it gets."""

    def __init__(self):
        self.taken = []         # (recipient, message)
        self.rcpt = {}          # recipient -> answer
        self.data = []          # answers to the next mails; then 250
        self.sender = None      # answer to MAIL FROM
        self.on_mail = lambda: None
        self.encrypted = []

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.sender:
            return self.sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.rcpt:
            return self.rcpt[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        message.raw = envelope.content
        self.encrypted.append(session.ssl is not None)
        for recipient in envelope.rcpt_tos:
            self.taken.append((recipient, message))
        self.on_mail()
        return self.data.pop(0) if self.data else "250 OK"

    def ids(self):
        return [message["Message-ID"].strip() for _, message in self.taken]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MailTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="insyn-mail-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.post = Post()
        self.port = free_port()

    def serve(self, **more):
        controller = Controller(self.post, hostname="127.0.0.1", port=self.port, **more)
        controller.start()
        self.addCleanup(controller.stop)

    def environment(self, **more):
        env = {**os.environ, "INSYN_MAIL_HOST": "127.0.0.1", "INSYN_MAIL_PORT": str(self.port),
               "INSYN_MAIL_FOLDER": str(self.folder)}
        env.update({"INSYN_MAIL_" + key.upper(): str(value) for key, value in more.items()})
        return env

    def start(self, **more):
        return subprocess.Popen([os.environ["NOTIFY_TEST"], "--gtest_filter=AtAMailServer.*"],
                                env=self.environment(**more), stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT)

    def run_once(self, **more):
        """How many mails wait, were sent and have failed, when a process has done what it could."""
        process = self.start(**more)
        said = process.communicate(timeout=200)[0]
        self.assertEqual(process.returncode, 0, said)
        return tuple(map(int, (self.folder / "counts.txt").read_text().split()))

    def said(self):
        return (self.folder / "said.txt").read_text("utf-8")


def judged_by_libical(text: str):
    """The kinds of properties of its one entry; an error if libical finds any in it."""
    ical = ctypes.CDLL("libical.so.3")
    for name in ("icalparser_parse_string", "icalcomponent_get_inner"):
        getattr(ical, name).restype = ctypes.c_void_p
    ical.icalcomponent_as_ical_string.restype = ctypes.c_char_p
    component = ctypes.c_void_p(ical.icalparser_parse_string(text.encode("utf-8")))
    assert component.value, "libical can't read it"
    assert ical.icalcomponent_count_errors(component) == 0, "libical found errors"
    # RFC 5546: what a REQUEST has to have and may not have.
    valid = ical.icalrestriction_check(component)
    shown = ical.icalcomponent_as_ical_string(component).decode("utf-8")
    assert valid and "X-LIC-ERROR" not in shown, shown
    return shown


class Delivered(MailTest):
    def test_reviewers_get_an_invitation_that_names_nobody_else(self):
        self.serve()
        self.assertEqual(self.run_once(), (0, 2, 0))
        self.assertEqual(sorted(to for to, _ in self.post.taken), [MARIA, VERA])
        for to, mail in self.post.taken:
            self.assertEqual(mail["To"], to)
            self.assertEqual(mail["From"], "Insyn Åmål <insyn@ljungfors.example>")
            self.assertEqual(mail["Reply-To"], "loggkontroll@ljungfors.example")
            self.assertEqual(mail["Auto-Submitted"], "auto-generated")
            self.assertRegex(mail["Subject"], r"^Loggkontroll 2026-1: \d (lista|listor) att")
            self.assertEqual(mail["Date"].datetime.isoformat(), "2026-02-17T08:00:00+00:00")
            text = mail.get_body(("plain",)).get_content()
            self.assertTrue(text.startswith("Hej Maria!" if to == MARIA else "Hej Vera!"), text)
            self.assertIn("Svara senast 10 mars 2026.", text)
            self.assertIn("https://insyn.example/granskningar", text)
            whole = text + mail["Subject"] + self.calendar_of(mail)
            for name in ("Anna", "Bo", "Cia", "Dan", "Klas", "Stina", "Nord", "Berg", "s-"):
                self.assertNotRegex(whole, r"\b%s\b" % name)
            self.assertTrue(all(len(line) <= 78 for line in mail.raw.splitlines()))
            self.assertEqual([part.get_content_type() for part in mail.walk()],
                             ["multipart/alternative", "text/plain", "text/calendar"])
        self.assertEqual(len(set(self.post.ids())), 2)

    @staticmethod
    def calendar_of(mail) -> str:
        return next(part for part in mail.walk()
                    if part.get_content_type() == "text/calendar").get_content()

    def test_libical_and_calendar_programs_can_read_the_entry(self):
        self.serve()
        self.run_once()
        for to, mail in self.post.taken:
            part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
            self.assertEqual(part.get_param("method"), "REQUEST")
            shown = judged_by_libical(part.get_content())
            self.assertIn("SUMMARY:Loggkontroll\\, Ljungfors\r\n", shown)
            self.assertIn("DTSTART;VALUE=DATE:20260310\r\n", shown)
            self.assertIn("mailto:" + to, shown)

    def test_an_audit_that_is_annulled_cancels_the_entries(self):
        self.serve()
        self.run_once()
        invited = {to: self.calendar_of(mail) for to, mail in self.post.taken}
        self.post.taken.clear()
        self.run_once(annulled=1)
        self.assertEqual(sorted(to for to, _ in self.post.taken), sorted(invited))
        uid = re.compile(r"^UID:.*$", re.M)
        version = lambda entry: int(re.search(r"^SEQUENCE:(\d+)", entry, re.M)[1])
        for to, mail in self.post.taken:
            part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
            self.assertEqual(part.get_param("method"), "CANCEL")
            shown = judged_by_libical(part.get_content())
            self.assertGreater(version(shown), version(invited[to]))
            self.assertIn("STATUS:CANCELLED\r\n", shown)
            self.assertEqual(uid.findall(part.get_content()), uid.findall(invited[to]))
            self.assertIn("avbruten", mail["Subject"])

    def test_the_judge_finds_what_is_wrong(self):
        with self.assertRaises(AssertionError):
            judged_by_libical("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n"
                              "DTSTART:soon\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")

    def test_another_process_sends_nothing_again(self):
        self.serve()
        self.run_once()
        self.assertEqual(self.run_once(minutes=60), (0, 2, 0))
        self.assertEqual(len(self.post.taken), 2)

    def test_the_queue_holds_no_address_and_no_name(self):
        self.run_once()  # nobody listens: they wait
        kept = b"".join(path.read_bytes() for path in self.folder.glob("outbox.db*"))
        for word in (b"maria@", b"Maria", b"Vera", b"ljungfors"):
            self.assertNotIn(word, kept)


class Refused(MailTest):
    def test_a_mail_that_is_put_off_comes_with_the_same_message_id(self):
        self.post.data = ["451 greylisted"]
        self.serve()
        self.assertEqual(self.run_once(), (1, 1, 0))
        self.assertIn("451", self.said())
        self.assertEqual(self.run_once(), (1, 1, 0), "not before its time")
        self.assertEqual(self.run_once(minutes=2), (0, 2, 0))
        first, _, again = self.post.ids()
        self.assertEqual(first, again)

    def test_a_recipient_who_is_put_off_holds_up_nobody(self):
        self.post.rcpt[MARIA] = "450 later"
        self.post.rcpt[VERA] = "450 later"
        self.serve()
        self.assertEqual(self.run_once(), (2, 0, 0))
        self.post.rcpt.clear()
        self.assertEqual(self.run_once(minutes=2), (0, 2, 0))

    def test_a_recipient_who_is_refused_for_good_isnt_asked_again(self):
        self.post.rcpt[MARIA] = "550 no such user"
        self.serve()
        self.assertEqual(self.run_once(), (0, 1, 1))
        self.post.rcpt.clear()
        self.assertEqual(self.run_once(minutes=300), (0, 1, 1))
        self.assertEqual([to for to, _ in self.post.taken], [VERA])
        self.assertNotIn("maria", self.said())

    def test_a_mail_that_is_refused_for_good_isnt_sent_again(self):
        self.post.data = ["554 spam", "554 spam"]
        self.serve()
        self.assertEqual(self.run_once(), (0, 0, 2))

    def test_a_sender_who_is_refused_is_no_fault_of_the_mails(self):
        self.post.sender = "550 who are you"
        self.serve()
        self.assertEqual(self.run_once(), (2, 0, 0))
        self.post.sender = None
        self.assertEqual(self.run_once(minutes=5), (0, 2, 0))

    def test_a_server_that_is_down_gets_them_when_it_is_up(self):
        self.assertEqual(self.run_once(), (2, 0, 0))
        self.assertIn("e-post väntar", self.said())
        self.serve()
        self.assertEqual(self.run_once(minutes=5), (0, 2, 0))

    def test_nobody_waits_for_three_days(self):
        self.run_once()
        self.serve()
        self.assertEqual(self.run_once(minutes=60 * 24 * 23), (0, 0, 2))
        self.assertEqual(self.post.taken, [])


class Encrypted(MailTest):
    def certificate(self, name="own"):
        key, cert = self.folder / (name + ".key"), self.folder / (name + ".pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", cert,
                        "-days", "30", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=DNS:localhost"], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
        return cert, context

    def test_starttls_is_used_where_it_is_required(self):
        cert, context = self.certificate()
        self.serve(tls_context=context, require_starttls=True)
        self.assertEqual(self.run_once(tls="required", ca=cert, host="localhost"), (0, 2, 0))
        self.assertEqual(self.post.encrypted, [True, True])

    def test_nothing_is_sent_in_the_open_if_tls_is_required(self):
        self.serve()
        self.assertEqual(self.run_once(tls="required"), (2, 0, 0))
        self.assertEqual(self.post.taken, [])

    def test_a_server_that_cant_prove_who_it_is_gets_nothing(self):
        cert, context = self.certificate()
        other, _ = self.certificate("other")
        self.serve(tls_context=context)
        self.assertEqual(self.run_once(tls="required", ca=other, host="localhost"), (2, 0, 0))
        self.assertEqual(self.run_once(tls="required", ca=cert, minutes=5), (2, 0, 0), "its name")
        self.assertEqual(self.post.taken, [])

    def test_a_login_that_is_refused_loses_no_mail(self):
        def authenticate(server, session, envelope, mechanism, data):
            return AuthResult(success=(data.login, data.password) == (b"insyn", b"hemligt"))
        cert, context = self.certificate()
        self.serve(tls_context=context, auth_required=True, authenticator=authenticate)
        how = {"tls": "required", "ca": cert, "host": "localhost", "user": "insyn"}
        self.assertEqual(self.run_once(password="fel", **how), (2, 0, 0))
        self.assertNotIn("fel", self.said().replace("insyn", ""))
        self.assertEqual(self.run_once(password="hemligt", minutes=5, **how), (0, 2, 0))


class Many(MailTest):
    def test_a_long_queue_is_sent_once_and_soon(self):
        count = 200 if QUICK else 1000
        self.serve()
        began = time.monotonic()
        self.assertEqual(self.run_once(more=count), (0, count + 2, 0))
        print("%d mails in %.1f s" % (count + 2, time.monotonic() - began))
        self.assertEqual(len(set(self.post.ids())), count + 2)

    def test_killed_in_the_middle_it_loses_none(self):
        """SIGKILL while the mail server has a mail and hasn't answered: that one may come twice,
        with the same Message-ID; no other does, and none is lost."""
        count, deaths = 60, 3 if QUICK else 10
        self.serve()
        killed = 0
        for death in range(deaths):
            process = self.start(more=count, minutes=2 * death)
            wanted = len(self.post.taken) + 3
            dead = threading.Event()

            def on_mail(process=process, wanted=wanted, dead=dead):
                if len(self.post.taken) >= wanted and not dead.is_set():
                    process.send_signal(signal.SIGKILL)
                    process.wait()
                    dead.set()
            self.post.on_mail = on_mail
            process.communicate(timeout=100)
            killed += dead.is_set()
        self.post.on_mail = lambda: None
        self.assertEqual(killed, deaths)
        self.assertEqual(self.run_once(more=count, minutes=2 * deaths), (0, count + 2, 0))
        times = collections.Counter(self.post.ids())
        self.assertEqual(len(times), count + 2, "none is lost, each has one Message-ID")
        self.assertEqual(max(times.values()), 2)
        self.assertEqual(len(self.post.taken), count + 2 + deaths, "one more for each death")


if __name__ == "__main__":
    if not os.access(os.environ.get("NOTIFY_TEST", ""), os.X_OK):
        sys.exit("NOTIFY_TEST must name the test executable of notify")
    unittest.main()
