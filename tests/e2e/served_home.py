"""A home that a server has is for commands as one that nobody has: they say and do the same, and
what they have acknowledged survives the server's death."""

import contextlib
import http.client
import json
import os
import pty
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest

from support import HEADER, INSYN, QUICK, HomeTest


class Served(HomeTest):
    """Homes with servers; each is stopped, and must have stopped well, after the test."""

    def serve(self, home=None, stopped_well=True, **more):
        """Waits until the server says where it listens."""
        server = subprocess.Popen(
            [INSYN, "serve", "--home", str(home or self.home),
             "--listen", "unix:%s/http.sock" % self.folder],
            stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=self.environment(**more),
            cwd=self.folder)
        self.addCleanup(self.stop, server, stopped_well)
        said = server.stderr.readline().decode("utf-8")
        self.assertRegex(said, r"\AInsyn serverar /", said)
        return server

    def stop(self, server, well=True):
        if server.poll() is None:
            server.send_signal(signal.SIGTERM)
        out, err = server.communicate(timeout=60)
        if well:
            self.assertEqual((server.returncode, out, err), (0, b"", b""))

    def socket_path(self):
        return self.home / "insyn.sock"


class SameAsUnserved(Served):
    """The same commands on two homes, one of them served: byte for byte, but what is random."""

    makes_home = False

    def both(self, *args, status=0, cwd=None, same=True, **env):
        said = []
        for home in ("alone", "served"):
            folder = self.folder / home
            done = subprocess.run([INSYN, *map(str, args)], cwd=cwd and folder / cwd or folder,
                                  env=self.environment(INSYN_HOME=str(folder / "home"), **env),
                                  stdin=subprocess.DEVNULL, capture_output=True, check=False,
                                  timeout=200)
            self.assertEqual(done.returncode, status, (home, args, done))
            said.append([text.decode("utf-8").replace(str(folder), "FOLDER")
                         for text in (done.stdout, done.stderr)])
        if same:
            self.assertEqual(said[0], said[1], args)
        return said[0]

    def test_most_commands(self):
        for name in ("alone", "served"):
            folder = self.folder / name
            (folder / "below").mkdir(parents=True)
            self.run_ok("simulate", "--out", folder / "town", "--staff", 40, "--clients", 200,
                        "--from", "2026-02-23", "--days", 15 if QUICK else 40, "--rng", 3)
            self.run_ok("init", env={"INSYN_HOME": str(folder / "home")})
            (folder / "half.csv").write_text(HEADER + "2026-03-03 08:00;read;s;c\nx;read;s;c\n")
            (folder / "bad.csv").write_text("no;log\n1;2\n")
        self.serve(self.folder / "served" / "home")
        now = {"INSYN_NOW": "2026-04-03T08:00:00Z"}
        self.both("calendar", "--year", 2026, **now)
        for file in sorted((self.folder / "alone" / "town" / "registers").iterdir()):
            self.both("import", "--register", file.stem, "town/registers/" + file.name, "--json",
                      same=False, **now)
        logs = ["../town/logs/" + file.name
                for file in sorted((self.folder / "alone" / "town" / "logs").iterdir())]
        self.both("import", "--source", "canonical", *logs, cwd="below", same=False, **now)
        out, _ = self.both("import", "--source", "canonical", "half.csv", "--json", status=1,
                           same=False, **now)
        self.assertEqual(json.loads(out)["receipts"][0]["rejected_count"], 1)
        for args, status in ((("import", "--source", "canonical", "bad.csv"), 3),
                             (("import", "--source", "canonical", "missing.csv", "--json"), 3),
                             (("import", "--source", "canonical", "town"), 3),
                             (("import", "--source", "nowhere", "half.csv"), 2),
                             (("audit", "open", "--period", "2026-9"), 2),
                             (("audit", "lists", "--audit", "2026-1"), 2),
                             (("audit",), 2), (("nonsense", "--json"), 2), (("init",), 2),
                             (("audit", "--help"), 0)):
            self.both(*args, status=status, **now)
        self.both("decide", "matching", "--reason", "DPIA", **now)
        self.both("audit", "open", "--period", "2026-1", "--reason", "liten",
                  "--frame-key", "5" * 64, "--seed-source", "dice", **now)
        self.both("audit", "draw", "--audit", "2026-1", "--seed", "1234", **now)
        for tail in ([], ["--json"], ["--summary"]):
            self.both("audit", "lists", "--audit", "2026-1", *tail, **now)
        self.both("audit", "frame", "--audit", "2026-1", "--json", **now)
        record = ["audit", "record", "--audit", "2026-1", "--out"]
        self.both(*record, "../record.json", cwd="below", **now)
        self.both(*record, "no/such/place", status=2, **now)
        self.both("verify", "draw", "record.json", **now)
        staff, client = ((self.folder / "alone/town/registers" / name).read_text("utf-8")
                         .splitlines()[1].split(";")[0] for name in ("staff.csv", "clients.csv"))
        span = ["--from", "2026-02-23", "--to", "2026-04-01", "--ground", "dnr 1"]
        self.both("audit", "staff", "--staff", staff, *span, **now)
        self.both("audit", "client", "--client", client, *span, "--json", **now)
        self.both("extract", "--client", client, "--ground", "dnr 2", **now)
        self.both("ledger", "export", "--out", "ledger/of/all", same=False, **now)
        self.both("verify", "--against", "ledger/of/all/checkpoint", same=False, **now)
        self.both("verify", "--against", "record.json", status=1, same=False, **now)
        self.both("maintain", **now)
        self.both("verify", "--json", same=False, **now)
        self.both("verify", INSYN_NOW="soon", status=2)
        self.assertEqual((self.folder / "served/record.json").stat().st_mode,
                         (self.folder / "alone/record.json").stat().st_mode)
        entries = [(self.folder / home / "ledger/of/all/entries").read_bytes().count(b"\n")
                   for home in ("alone", "served")]
        self.assertEqual(entries[0], entries[1])


class Commands(Served):
    def test_who_acts_is_in_no_public_leaf(self):
        self.serve()
        self.run_ok("decide", "matching", "--reason", "DPIA", "--as", "Robin Hemlig")
        self.assertNotIn("Robin", json.dumps(self.leaves()))

    def test_input_from_a_pipe_and_from_standard_input(self):
        self.serve()
        text = HEADER + "2026-02-02 08:00;read;s;c\n"
        done = subprocess.run([INSYN, "import", "--source", "canonical", "/dev/stdin", "--json"],
                              input=text.encode(), capture_output=True, env=self.environment(),
                              cwd=self.folder, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done)
        self.assertEqual(json.loads(done.stdout)["receipts"][0]["accepted"], 1)

    def test_a_terminal_sees_progress(self):
        self.serve()
        log = self.write("log.csv", HEADER + "2026-02-02 08:00;read;s;c\n")
        ours, theirs = pty.openpty()
        done = subprocess.run([INSYN, "import", "--source", "canonical", log], stderr=theirs,
                              capture_output=False, stdout=subprocess.DEVNULL,
                              env=self.environment(), timeout=60, check=False)
        os.close(theirs)
        self.assertEqual(done.returncode, 0)
        self.assertIn("lagrar", os.read(ours, 65536).decode("utf-8"))
        os.close(ours)

    def test_output_that_nobody_reads_holds_up_nobody(self):
        self.serve()
        rows = "".join("2026-02-02 08:00:%02d.%06d;read;s;c\n" % (i // 1000, i)
                       for i in range(5000))
        log = self.write("log.csv", HEADER + rows)
        self.run_ok("import", "--source", "canonical", log)
        slow = subprocess.Popen([INSYN, "extract", "--client", "c", "--ground", "g", "--json"],
                                stdout=subprocess.PIPE, env=self.environment(), cwd=self.folder)
        time.sleep(1)
        self.run_ok("calendar", "--year", 2026)
        self.assertIsNone(slow.poll(), "the output is larger than a pipe holds")
        document = json.loads(slow.communicate(timeout=60)[0])
        self.assertEqual(slow.returncode, 0)
        self.assertTrue(document)

    def test_an_interrupted_import_leaves_nothing_and_the_server_goes_on(self):
        server = self.serve()
        fifo = self.folder / "endless"
        os.mkfifo(fifo)
        client = subprocess.Popen([INSYN, "import", "--source", "canonical", str(fifo)],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=self.environment(), cwd=self.folder)
        with open(fifo, "wb", buffering=0) as pipe:
            pipe.write((HEADER + "2026-02-02 08:00;read;s;c\n" * 1000).encode())
            time.sleep(0.3)
            client.send_signal(signal.SIGINT)
            client.communicate(timeout=60)
        self.assertEqual(client.returncode, -signal.SIGINT)
        self.assertEqual(self.ledger_size(), 1)
        self.assertEqual(os.listdir(self.home / "deliveries"), [])
        self.assertIsNone(server.poll())
        log = self.write("log.csv", HEADER + "2026-02-02 08:00;read;s;c\n")
        self.assertEqual(self.receipt(self.import_log(log.read_text()))["accepted"], 1)

    def test_many_at_once_are_done_one_after_the_other(self):
        self.serve()
        seen = []

        def one(number):
            log = self.write("%d.csv" % number,
                             HEADER + "2026-02-%02d 08:00;read;s;c\n" % (number + 1))
            seen.append(self.run_insyn("import", "--source", "canonical", log).status)

        threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(seen, [0] * 8)
        self.assertEqual(self.ledger_size(), 9)

    def test_a_slow_import_stops_with_the_server(self):
        server = self.serve()
        fifo = self.folder / "endless"
        os.mkfifo(fifo)
        client = subprocess.Popen([INSYN, "import", "--source", "canonical", str(fifo)],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=self.environment(), cwd=self.folder)
        with open(fifo, "wb", buffering=0) as pipe:
            pipe.write(HEADER.encode())
            time.sleep(0.3)
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)
            client.communicate(timeout=30)
        self.assertEqual(client.returncode, 4)
        self.assertEqual(self.ledger_size(), 1)


class Around(Served):
    def test_pages_are_answered_while_a_command_holds_the_home(self):
        self.serve()
        fifo = self.folder / "slow"
        os.mkfifo(fifo)
        client = subprocess.Popen([INSYN, "import", "--source", "canonical", str(fifo)],
                                  stdout=subprocess.PIPE, env=self.environment(), cwd=self.folder)
        with open(fifo, "wb", buffering=0) as pipe:
            pipe.write((HEADER + "2026-02-02 08:00;read;s;c\n").encode())
            self.assertEqual(self.get("/healthz"), (200, b"ok\n"))
            self.assertEqual(self.get("/kontroller")[0], 303)  # to the login
        client.communicate(timeout=60)
        self.assertEqual(client.returncode, 0)

    def get(self, path):
        connection = http.client.HTTPConnection("localhost", timeout=20)
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.settimeout(20)
        connection.sock.connect(str(self.folder / "http.sock"))
        with contextlib.closing(connection):
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()

    def test_an_address_that_is_taken_is_refused(self):
        with contextlib.closing(socket.socket()) as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            address = "127.0.0.1:%d" % taken.getsockname()[1]
            self.assert_error(self.run_insyn("serve", "--listen", address), 2, address)
        self.assert_error(self.run_insyn("serve", "--listen", "nowhere"), 2)
        self.run_ok("verify")

    def test_the_socket_is_for_the_owner_and_goes_with_the_server(self):
        server = self.serve()
        self.assertEqual(self.socket_path().stat().st_mode & 0o777, 0o600)
        self.stop(server)
        self.assertFalse(self.socket_path().exists())
        self.run_ok("verify")

    def test_another_server_on_the_home_is_refused(self):
        self.serve()
        self.assert_error(self.run_insyn("serve", "--listen", "unix:%s/b.sock" % self.folder), 4,
                          str(self.home), "serveras redan")
        self.run_ok("verify")

    def test_one_of_another_home_has_nothing_to_do_with_it(self):
        self.serve()
        other = self.folder / "other"
        self.run_ok("init", "--home", other)
        self.run_ok("verify", "--home", other)
        self.assertEqual(self.ledger_size(), 1)

    def test_a_home_behind_a_link_and_at_a_long_path(self):
        deep = self.folder / ("d" * 120) / ("e" * 120)
        deep.mkdir(parents=True)
        self.home = deep / "home"
        self.run_ok("init")
        self.serve()
        link = self.folder / "link"
        link.symlink_to(self.home)
        self.assertIn(str(link), self.run_insyn("import", "--source", "x", "y", "--home", link).err)
        self.assertTrue(self.run_ok("verify", "--json", "--home", link).json()["ok"])

    def test_nonsense_at_the_socket_hurts_nobody(self):
        server = self.serve()
        for bytes_sent in (b"", b"GET / HTTP/1.1\r\n\r\n", b"q\xff\xff\xff\xff",
                           b"q\x05\0\0\0hello", b"x\0\0\0\0", b"q\x03\0\0\0ab",
                           os.urandom(5000)):
            with contextlib.closing(socket.socket(socket.AF_UNIX)) as stranger:
                # A path of its own may be too long for sockaddr_un.
                folder = os.open(self.home, os.O_PATH)
                stranger.connect("/proc/self/fd/%d/insyn.sock" % folder)
                os.close(folder)
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    stranger.sendall(bytes_sent)
        self.run_ok("verify")
        self.assertIsNone(server.poll())

    def test_the_service_manager_is_told(self):
        path = tempfile.mktemp(prefix="insyn-notify-")
        with contextlib.closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as manager:
            manager.bind(path)
            self.addCleanup(os.unlink, path)
            manager.settimeout(30)
            server = self.serve(NOTIFY_SOCKET=path, WATCHDOG_USEC="200000")
            self.assertEqual(manager.recv(100), b"READY=1")
            self.assertEqual(manager.recv(100), b"WATCHDOG=1")
            server.send_signal(signal.SIGINT)
            said = b"WATCHDOG=1"
            while said == b"WATCHDOG=1":
                said = manager.recv(100)
            self.assertEqual(said, b"STOPPING=1")
            server.wait(timeout=60)


class KilledServer(Served):
    def test_no_acknowledged_act_is_lost(self):
        acknowledged, tried, cut, deaths = 0, 0, 0, 3 if QUICK else 8
        for death in range(deaths):
            server = self.serve(stopped_well=False)
            killer = threading.Timer(0.05 + 0.4 * death / deaths, server.kill)
            killer.start()
            for number in range(20):
                tried += 1
                log = self.write("log.csv", HEADER + "2026-02-02 08:%02d:%02d;read;s;c%d\n" %
                                 (death, number, tried))
                ran = self.run_insyn("import", "--source", "canonical", log)
                if ran.status == 0:
                    acknowledged += 1
                else:
                    # It was killed in the middle, and the next command needs no server.
                    self.assert_error(ran, 4)
                    cut += 1
                    break
            killer.join()
            server.wait(timeout=60)
            # At most the one that was being done is there without having been acknowledged.
            size = self.ledger_size() - 1
            self.assertIn(size - acknowledged, (0, 1))
            acknowledged = size
            self.assertEqual(self.event_count(), size)
        print("%d deaths of a server during %d imports, %d of them cut short: none lost" %
              (deaths, tried, cut))


if __name__ == "__main__":
    unittest.main()
