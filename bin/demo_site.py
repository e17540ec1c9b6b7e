"""What the demo's scripts share: the program on the demo's home, a server for as long as somebody
acts in it, and people who log in to that with forms, as a browser would.

INSYN_BIN names the program, INSYN_HOME the home; both are set by bin/demo.
"""
import html
import http.client
import json
import os
import re
import subprocess
import sys
import urllib.parse

INSYN = os.path.abspath(os.environ.get("INSYN_BIN", "build/release/src/insyn"))
HOME = os.environ["INSYN_HOME"]
PASSWORD = "blå cykel vid älven"
MONTHS = ("januari februari mars april maj juni juli augusti september oktober november "
          "december").split()
CSRF = re.compile(r'name="csrf" value="([^"]+)"')


def environment(now):
    return {**os.environ, "INSYN_NOW": now}


def insyn(now, *args):
    """Runs a command at that time, and gives its document."""
    done = subprocess.run([INSYN, "--as", "demo", *args, "--json"], env=environment(now),
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit("insyn %s: %s%s" % (" ".join(args), done.stdout, done.stderr))
    return json.loads(done.stdout)


def day_text(now):
    """`2 juli 2025`"""
    year, month, day = now[:10].split("-")
    return "%d %s %s" % (int(day), MONTHS[int(month) - 1], year)


def count_text(number):
    return "{:,}".format(number).replace(",", "\u00a0")


def styled(style, text):
    return "\033[%dm%s\033[0m" % (style, text) if sys.stdout.isatty() else text


def told(now, text):
    """A line of what happened, with its day."""
    print("  %s  %s" % (styled(2, day_text(now).rjust(17)), text), flush=True)


class Served:
    """The home behind a server on a port that the system chooses; the clock begins at `now`."""

    def __init__(self, now):
        self.now, self.inside = now, {}

    def person(self, account):
        """Whoever has logged in already stays so for as long as the server runs."""
        if account["login"] not in self.inside:
            self.inside[account["login"]] = Person(self, account)
        return self.inside[account["login"]]

    def __enter__(self):
        self.server = subprocess.Popen([INSYN, "serve", "--listen", "127.0.0.1:0"],
                                       env=environment(self.now), stderr=subprocess.PIPE, text=True)
        said = self.server.stderr.readline()
        found = re.search(r"http://([\d.]+:\d+)/", said)
        if not found:
            self.server.kill()
            raise SystemExit(said + self.server.stderr.read())
        self.address = found[1]
        return self

    def __exit__(self, *_):
        self.server.terminate()
        said = self.server.communicate(timeout=60)[1]
        if self.server.returncode != 0:
            raise SystemExit("servern slutade med %d: %s" % (self.server.returncode, said))


class Person:
    """Somebody who logs in: with the setup code the first time, then with the password."""

    def __init__(self, served, account):
        self.connection = http.client.HTTPConnection(served.address, timeout=60)
        self.cookies = {}
        code = account.pop("code", None)
        if code:
            status, text = self.send("/valkommen", {"code": code, "password": PASSWORD})
        else:
            status, text = self.send("/logga-in", {"namn": account["login"], "password": PASSWORD})
        if status != 303:
            raise SystemExit("%s släpps inte in: %s" % (account["login"], trouble_in(text)))
        self.csrf = CSRF.search(self.send("/min-sida")[1])[1]

    def send(self, path, fields=None):
        body = None if fields is None else urllib.parse.urlencode(fields, doseq=True)
        headers = {"Cookie": "; ".join(map("=".join, self.cookies.items()))}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("GET" if body is None else "POST", path, body, headers)
        answer = self.connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer.status, answer.read().decode("utf-8")

    def act(self, path, **fields):
        """What a button on a page does; all of ours lead on to another page."""
        status, text = self.send(path, {"csrf": self.csrf, **fields})
        if status != 303:
            raise SystemExit("%s svarade %d: %s" % (path, status, trouble_in(text)))

    def page(self, path):
        status, text = self.send(path)
        if status != 200:
            raise SystemExit("%s svarade %d: %s" % (path, status, trouble_in(text)))
        return text


def trouble_in(page):
    """What a page says, without markup: why something can't be done."""
    text = re.sub(r"<(svg|script|nav)\b.*?</\1>|<[^>]+>", " ", page.split("<main", 1)[-1], flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", text)).strip()[:600]
