"""Text, CSV and time as contract 1 and 4 have them. Plain and slow on purpose."""
import datetime
import re
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
UTC = datetime.timezone.utc
TIME = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?(Z|[+-]\d{2}:\d{2})?",
    re.ASCII,
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
UNDEFINED_1252 = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
BAD_CHARACTER = "\ufdd0"  # a noncharacter: stands for an undefined byte until its row is rejected


class Unusable(Exception):
    """Exit 3: nothing of this file is imported."""


class Refused(Exception):
    """Exit 2."""


def parse_instant(text):
    """The instant (aware, UTC) that a time names, or None when the contract rejects it."""
    found = TIME.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute = (int(found[i]) for i in range(1, 6))
    second = int(found[6] or 0)
    micro = int((found[7] or "0").ljust(6, "0"))
    if not 1996 <= year <= 2100:
        return None
    try:
        naive = datetime.datetime(year, month, day, hour, minute, second, micro)
    except ValueError:
        return None
    zone = found[8]
    if zone == "Z":
        return naive.replace(tzinfo=UTC)
    if zone:
        hours, minutes = int(zone[1:3]), int(zone[4:6])
        if hours > 23 or minutes > 59:
            return None
        offset = datetime.timedelta(hours=hours, minutes=minutes)
        return naive.replace(tzinfo=UTC) - (offset if zone[0] == "+" else -offset)
    # fold=0 is the first reading of the repeated hour; a skipped time does not survive the way back.
    instant = naive.replace(tzinfo=STOCKHOLM, fold=0).astimezone(UTC)
    if instant.astimezone(STOCKHOLM).replace(tzinfo=None) != naive:
        return None
    return instant


def parse_day(text):
    if not DAY.fullmatch(text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def local_day(instant):
    return instant.astimezone(STOCKHOLM).date()


def midnight(day):
    return datetime.datetime(day.year, day.month, day.day, tzinfo=STOCKHOLM).astimezone(UTC)


def show_instant(instant):
    text = instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    if instant.microsecond:
        text += "." + f"{instant.microsecond:06d}".rstrip("0")
    return text + "Z"


def decode(data):
    """(text, encoding); undefined bytes of Windows-1252 become BAD_CHARACTER."""
    try:
        return data.decode("utf-8").removeprefix("\ufeff"), "UTF-8"
    except UnicodeDecodeError:
        letters = (BAD_CHARACTER if b in UNDEFINED_1252 else bytes([b]).decode("cp1252") for b in data)
        return "".join(letters), "Windows-1252"


def split_records(text, delimiter):
    """[(physical line on which the record starts, [field])]; a blank line is no record."""
    records, fields, field = [], [], []
    line, start, i = 1, 1, 0
    quoted, blank = False, True
    while i < len(text):
        c = text[i]
        if quoted:
            if c == '"' and text[i + 1:i + 2] == '"':
                field.append('"')
                i += 1
            elif c == '"':
                quoted = False
            else:
                if c == "\n":
                    line += 1
                field.append(c)
        elif c == '"' and not field:
            quoted, blank = True, False
        elif c == delimiter:
            fields.append("".join(field))
            field, blank = [], False
        elif c == "\n" or (c == "\r" and text[i + 1:i + 2] == "\n"):
            i += c == "\r"
            if not blank:
                records.append((start, fields + ["".join(field)]))
            line += 1
            fields, field, blank, start = [], [], True, line
        else:
            field.append(c)
            blank = False
        i += 1
    if not blank:
        records.append((start, fields + ["".join(field)]))
    return records


class Table:
    """A file as read: `rows` is [(line, {column: text} or None, reason)]."""

    def __init__(self, data, required):
        text, self.encoding = decode(data)
        first = split_records(text, "\0")
        head = first[0][1][0] if first else ""
        outside = re.sub(r'"[^"]*"', "", head)
        self.delimiter = "," if outside.count(",") > outside.count(";") else ";"
        records = split_records(text, self.delimiter)
        self.columns = [name.strip() for name in records[0][1]] if records else []
        for name in required:
            if self.columns.count(name) != 1:
                raise Unusable(f"column {name}")
        self.rows = []
        for line, fields in records[1:]:
            if len(fields) != len(self.columns):
                self.rows.append((line, None, "number of fields"))
            elif any(BAD_CHARACTER in field for field in fields):
                self.rows.append((line, None, "undefined byte"))
            else:
                self.rows.append((line, dict(zip(self.columns, fields)), ""))
