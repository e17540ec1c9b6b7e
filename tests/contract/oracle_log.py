"""The canonical access log: rows into events, and which are the same (contract 4 and 5)."""
from oracle_text import Table, local_day, parse_instant, show_instant

ACTIONS = ("read search create update sign verify print export copy delete emergency denied login "
           "logout permission_change unknown").split()
QUIET = {"denied", "login", "logout", "permission_change"}


class Event:
    def __init__(self, source, source_system, values, instant):
        self.source, self.values, self.time = source, values, instant
        self.day = local_day(instant)
        self.system = values.get("system", "") or source_system
        text = values["action"]
        self.action = text if text in ACTIONS else "unknown"
        self.unknown_text = "" if text in ACTIONS else text
        self.emergency = self.action == "emergency" or self["emergency"] in ("1", "true")

    def __getitem__(self, column):
        return self.values.get(column, "")

    def content(self):
        """All columns but the id and the time, by name and as text; empty equals absent."""
        same = {k: v for k, v in self.values.items() if v != "" and k not in ("native_id", "time")}
        return self.time, frozenset(same.items())

    def staff(self, book):
        return self["staff_id"] or book.account_staff(self.system, self["account"], self.day)

    def client(self, book):
        return book.resolve_client(self["client_id"], self.day)[0] if self["client_id"] else ""


def row_fault(values):
    if values.get("time", "") == "":
        return "empty time"
    if values.get("action", "") == "":
        return "empty action"
    if not values.get("staff_id") and not values.get("account"):
        return "neither staff_id nor account"
    return "" if parse_instant(values["time"]) else "time"


class Log:
    """Everything delivered so far."""

    def __init__(self):
        self.events = []
        self.versions = {}  # (source, native id) -> [content]
        self.highest = {}  # (source, content) -> the highest number in one delivery

    def deliver(self, source, source_system, data, book):
        table = Table(data, ["time", "action"])
        rejected, kept, accepted, in_this = [], [], [], {}
        duplicates = conflicts = 0
        for line, values, reason in table.rows:
            reason = reason or row_fault(values)
            if reason:
                rejected.append({"line": line, "reason": reason})
                continue
            event = Event(source, source_system, values, parse_instant(values["time"]))
            if event["native_id"]:
                versions = self.versions.setdefault((source, event["native_id"]), [])
                if event.content() in versions:
                    duplicates += 1
                    continue
                versions.append(event.content())
                kept.append(event)
                if len(versions) > 1:
                    conflicts += 1
                else:
                    accepted.append(event)
            else:
                key = (source, event.content())
                in_this[key] = in_this.get(key, 0) + 1
                if in_this[key] <= self.highest.get(key, 0):
                    duplicates += 1
                else:
                    kept.append(event)
                    accepted.append(event)
        for key, number in in_this.items():
            self.highest[key] = max(number, self.highest.get(key, 0))
        self.events += kept
        unknown = {}
        for event in kept:
            if event.unknown_text:
                unknown[event.unknown_text] = unknown.get(event.unknown_text, 0) + 1
        accounts = {(e.system, e["account"]) for e in accepted if not e.staff(book)}
        clients = {e["client_id"] for e in accepted
                   if e["client_id"] and not book.resolve_client(e["client_id"], e.day)[1]}
        times = sorted(e.time for e in kept)
        return table, {
            "rows": len(table.rows), "accepted": len(accepted), "duplicates": duplicates,
            "conflicts": conflicts, "rejected": rejected[:1000], "rejected_count": len(rejected),
            "unknown_actions": unknown,
            "unresolved": {"accounts": len(accounts), "clients": len(clients)},
            "from": show_instant(times[0]) if times else "",
            "to": show_instant(times[-1]) if times else "",
        }
