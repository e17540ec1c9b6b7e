"""One trial: a command is run on a home and something happens to it. Then what the product promises
is checked, whatever happened:

* acknowledged (it has printed its receipt): the act is there;
* anything else: the act is there whole, or nothing of it is;
* `insyn verify` is green;
* the command run once more ends as it does undisturbed, and the home then has the same contents,
  by an independent dump, as an undisturbed home where the same was done. That sees what is lost,
  what is doubled, and files that are left over.
"""

import collections
import json

import dump

KINDS = ("whole", "nothing", "lost", "doubled", "leftovers", "broken", "unclear")


class Tally:
    """Counts of what was tried and how it ended."""

    def __init__(self, what: str):
        self.what = what
        self.tried = collections.Counter()  # by the call before which it happened
        self.ended = collections.Counter()
        self.faults = []
        self.seconds = 0.0

    def add(self, other):
        self.tried += other.tried
        self.ended += other.ended
        self.faults += other.faults
        self.seconds += other.seconds

    def fault(self, kind: str, text: str):
        self.ended[kind] += 1
        self.faults.append("%s: %s: %s" % (self.what, kind, text))

    def line(self, verb: str) -> str:
        tried = sum(self.tried.values())
        parts = ", ".join("%d %s" % (count, call) for call, count in sorted(self.tried.items()))
        good = self.ended["whole"] + self.ended["nothing"]
        bad = ", ".join("%d %s" % (self.ended[kind], kind) for kind in KINDS[2:])
        ended = "%d whole (%d had happened, %d had not)" % (good, self.ended["whole"],
                                                            self.ended["nothing"])
        return "%-10s%s before %s: %d tried, %s, %s [%.0f s]" % (
            self.what + ":", verb, parts or "nothing", tried, ended, bad, self.seconds)


def check_after(world, command, ran, tally: Tally, where: str):
    """Everything that holds after `command` was run, and maybe disturbed, as `ran` tells."""
    size, once, twice = world.reference(command)
    found = world.run("verify")
    is_home = (world.home / "format").exists()
    now = found.document().get("size", -1) if found.acknowledged() else -1
    if not is_home:
        now = 0
        if found.status != 4:
            return tally.fault("broken", "%s: no home, and verify says %s" % (where, found))
    elif found.status != 0 or found.document()["problems"]:
        return tally.fault("broken", "%s: verify says %s" % (where, found))
    done = now == size + command.acts
    if not done and now != size:
        return tally.fault("doubled", "%s: %d acts, there were %d" % (where, now, size))
    if ran.acknowledged() and not done:
        return tally.fault("lost", "%s: said done, and it is not there: %s" % (where, ran))
    is_done = done and command.acts > 0
    again = world.run_command(command)
    if again.status != (command.again if is_done else command.status):
        return tally.fault("broken", "%s: run once more: %s" % (where, again))
    try:
        difference = difference_of(twice if is_done else once, world.contents())
    except (dump.Unreadable, OSError, ValueError) as problem:
        return tally.fault("broken", "%s: %r" % (where, problem))
    if difference:
        only_files = difference.startswith(("files", "out"))
        return tally.fault("leftovers" if only_files else "doubled", where + ": " + difference)
    tally.ended["whole" if is_done else "nothing"] += 1


def difference_of(wanted: dict, found: dict) -> str:
    """The first thing that differs, in one line; empty if nothing does."""
    wanted, found = (json.loads(json.dumps(one)) for one in (wanted, found))
    # What differs in a file's bytes differs in the rest too; names are the likelier news.
    for part in sorted(wanted, key=lambda name: name.startswith("files")):
        if wanted[part] != found[part]:
            return "%s: %s" % (part, first_difference(wanted[part], found[part]))
    return ""


def first_difference(wanted, found) -> str:
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key in sorted(set(wanted) | set(found)):
            if wanted.get(key) != found.get(key):
                return "%s: %s" % (key, first_difference(wanted.get(key), found.get(key)))
    if isinstance(wanted, list) and isinstance(found, list):
        missing = [one for one in wanted if one not in found][:2]
        extra = [one for one in found if one not in wanted][:2]
        return ("%d instead of %d, missing %s, extra %s" % (
            len(found), len(wanted), missing, extra))[:600]
    return ("%s instead of %s" % (found, wanted))[:600]
