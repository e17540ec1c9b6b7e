"""docs/nginx.conf, run by Debian's nginx in front of a server on a Unix socket: TLS, HTTP/2, what is
told of the client, limits.

The example is run as it stands. Only what one machine can't share is rewritten: the ports, the paths
of certificate and socket. INSYN_E2E_BACKEND=echo puts a small echoing server behind nginx instead of
`insyn serve`, and then a few more things can be seen: what nginx passed on.
"""

import contextlib
import http.client
import http.server
import os
import pathlib
import re
import shutil
import socket
import socketserver
import ssl
import subprocess
import tempfile
import threading
import time
import unittest

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
EXAMPLE = REPOSITORY / "docs" / "nginx.conf"
NGINX = shutil.which("nginx", path="/usr/sbin:" + os.environ.get("PATH", ""))
NAME = "insyn.example.se"
UPLOAD_PATH = "/kallor/ladda-upp"
MEBIBYTE = 1024 * 1024
ECHO = os.environ.get("INSYN_E2E_BACKEND") == "echo"
SERVER_TOML = """[site]
municipality = "Ljungfors kommun"
public_url = "https://%s"

[login]
password_only = false
""" % NAME


class Echo(http.server.BaseHTTPRequestHandler):
    """Answers with the request's first line and headers, and the size of its body."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        size = len(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        body = ("%s\n%ssize=%d\n" % (self.requestline, self.headers, size)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def address_string(self):
        return "unix"

    def log_message(self, *_):
        pass


class EchoServer(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


@contextlib.contextmanager
def backend(socket_path: pathlib.Path):
    """A server on that Unix socket, for as long as the caller needs it."""
    with echoing(socket_path) if ECHO else insyn_serving(socket_path):
        yield


@contextlib.contextmanager
def echoing(socket_path: pathlib.Path):
    with EchoServer(str(socket_path), Echo) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield
        server.shutdown()
        thread.join()


@contextlib.contextmanager
def insyn_serving(socket_path: pathlib.Path):
    """`insyn serve` on a home of its own beside the socket."""
    home = socket_path.parent / "home"
    insyn = [os.path.abspath(os.environ["INSYN"]), "--home", str(home)]
    env = {name: value for name, value in os.environ.items() if not name.startswith("INSYN")}
    subprocess.run([*insyn, "init"], check=True, capture_output=True, env=env)
    (home / "server.toml").write_text(SERVER_TOML, encoding="utf-8")
    server = subprocess.Popen([*insyn, "serve", "--listen", "unix:%s" % socket_path], env=env,
                              stderr=subprocess.PIPE)
    said = server.stderr.readline().decode("utf-8")
    try:
        if "serverar" not in said:
            raise AssertionError("the server said %r" % said)
        yield
    finally:
        server.terminate()
        said = server.communicate(timeout=60)[1]
    if (server.returncode, said) != (0, b""):
        raise AssertionError("the server ended with %d: %r" % (server.returncode, said))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def rewritten(folder: pathlib.Path, tls_port: int, plain_port: int) -> str:
    """The example with this machine's ports and paths; every one of them must have been there."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for old, new in (
            ("listen 443 ssl http2;", "listen 127.0.0.1:%d ssl http2;" % tls_port),
            ("    listen [::]:443 ssl http2;\n", ""),
            ("listen 80;", "listen 127.0.0.1:%d;" % plain_port),
            ("    listen [::]:80;\n", ""),
            ("/etc/ssl/certs/insyn.pem", str(folder / "insyn.pem")),
            ("/etc/ssl/private/insyn.key", str(folder / "insyn.key")),
            ("/run/insyn/http.sock", str(folder / "http.sock"))):
        if text.count(old) != 1:
            raise AssertionError("docs/nginx.conf should say %r once" % old)
        text = text.replace(old, new)
    temporary = "".join("%s_temp_path %s;\n" % (kind, folder / kind)
                        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    # Started by root, nginx would become somebody who may not see the folder.
    user = "user root;\n" if os.geteuid() == 0 else ""
    return (user + "daemon off;\nworker_processes 1;\npid %s;\nerror_log %s;\nevents {}\nhttp {\naccess_log off;\n%s%s}\n" %
            (folder / "nginx.pid", folder / "error.log", temporary, text))


def wait_for(port: int):
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)
    raise AssertionError("nginx doesn't listen")


class BehindNginx(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if NGINX is None:
            raise unittest.SkipTest("nginx is not installed")
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-days", "2", "-subj", "/CN=" + NAME, "-addext", "subjectAltName=DNS:" + NAME,
                        "-keyout", cls.folder / "insyn.key", "-out", cls.folder / "insyn.pem"],
                       check=True, capture_output=True)
        cls.enterClassContext(backend(cls.folder / "http.sock"))
        cls.tls_port, cls.plain_port = free_port(), free_port()
        config = cls.folder / "nginx.conf"
        config.write_text(rewritten(cls.folder, cls.tls_port, cls.plain_port), encoding="utf-8")
        command = [NGINX, "-e", cls.folder / "error.log", "-p", cls.folder, "-c", config]
        cls.nginx = subprocess.Popen(command)
        cls.addClassCleanup(cls.stop_nginx)
        wait_for(cls.tls_port)

    @classmethod
    def stop_nginx(cls):
        cls.nginx.terminate()
        cls.nginx.wait(10)

    def tls(self, protocols=("http/1.1",)) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=self.folder / "insyn.pem")
        context.set_alpn_protocols(list(protocols))
        return context

    def connect(self, context: ssl.SSLContext) -> ssl.SSLSocket:
        raw = socket.create_connection(("127.0.0.1", self.tls_port), timeout=10)
        return context.wrap_socket(raw, server_hostname=NAME)

    def ask(self, method: str, path: str, body: bytes = b"", headers=()) -> tuple:
        """Status, headers and body of one request over TLS."""
        connection = http.client.HTTPConnection(NAME, timeout=10)
        connection.sock = self.connect(self.tls())
        with contextlib.closing(connection):
            connection.request(method, path, body or None, dict(headers))
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")

    def test_without_tls_one_is_sent_to_tls(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.plain_port, timeout=10)
        with contextlib.closing(connection):
            connection.request("GET", "/kontroller?a=b", headers={"Host": NAME})
            answer = connection.getresponse()
            self.assertEqual((answer.status, answer.headers["Location"]), (301, "https://%s/kontroller?a=b" % NAME))

    def test_speaks_http2_and_tls_of_today_only(self):
        with self.connect(self.tls(("h2", "http/1.1"))) as connection:
            self.assertEqual(connection.selected_alpn_protocol(), "h2")
            self.assertIn(connection.version(), ("TLSv1.2", "TLSv1.3"))
        old = self.tls()
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
        old.set_ciphers("ALL:@SECLEVEL=0")
        with self.assertRaises((ssl.SSLError, ConnectionError)):
            self.connect(old).close()

    def test_every_answer_says_to_come_by_tls(self):
        for path in ("/", "/no/such/page"):
            status, headers, _ = self.ask("GET", path)
            self.assertLess(status, 500)
            self.assertRegex(headers["Strict-Transport-Security"], r"^max-age=\d{8}")
            self.assertNotRegex(headers.get("Server", ""), r"\d+\.\d+\.\d+")

    def test_figures_of_the_machine_stay_with_it(self):
        self.assertEqual(self.ask("GET", "/healthz")[0], 200)
        self.assertEqual(self.ask("GET", "/metrics")[0], 403)

    def test_only_uploads_may_be_large(self):
        status, _, _ = self.ask("POST", "/kontroller", b"x" * (MEBIBYTE + 1))
        self.assertEqual(status, 413)
        file = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n%s\r\n--b--\r\n' % (b"x" * (3 * MEBIBYTE))
        status, _, _ = self.ask("POST", UPLOAD_PATH, file, {"Content-Type": "multipart/form-data; boundary=b"})
        self.assertTrue(status < 500 and status != 413, status)

    def test_too_many_logins_are_held_back(self):
        statuses = [self.ask("GET", "/logga-in")[0] for _ in range(40)]
        self.assertNotIn(429, statuses[:20])
        self.assertIn(429, statuses)
        self.assertNotEqual(self.ask("GET", "/kontroller")[0], 429)

    @unittest.skipUnless(ECHO, "only the echoing backend shows what was passed on")
    def test_what_the_browser_says_of_itself_is_replaced(self):
        _, _, seen = self.ask("GET", "/", headers={
            "X-Forwarded-For": "10.9.9.9", "X-Forwarded-Proto": "http", "X-Test": "a%0d%0aSet-Cookie: p=1"})
        self.assertEqual(re.findall(r"(?im)^x-forwarded-for: (.*)$", seen), ["127.0.0.1"])
        self.assertEqual(re.findall(r"(?im)^x-forwarded-proto: (.*)$", seen), ["https"])
        self.assertEqual(re.findall(r"(?im)^host: (.*)$", seen), [NAME])
        self.assertIn("X-Test: a%0d%0aSet-Cookie: p=1\n", seen)

    @unittest.skipUnless(ECHO, "only the echoing backend shows what was passed on")
    def test_an_upload_arrives_whole(self):
        status, _, seen = self.ask("POST", UPLOAD_PATH, b"x" * (3 * MEBIBYTE))
        self.assertEqual((status, seen.splitlines()[-1]), (200, "size=%d" % (3 * MEBIBYTE)))


if __name__ == "__main__":
    unittest.main()
