"""Whether every text of the pages is there in every language: docs/adr/0015.

    python3 tests/i18n.py [repository]

Says file and line of each text that a language lacks, has twice with different words, has with
other places ({}) than the Swedish, or has although no page uses it; ends with 1 if there is any.
"""

import collections
import pathlib
import re
import subprocess
import sys

FOLDERS = ("src/web", "src/app")
CALL = re.compile(r"(\.|->)\s*[tnf]\s*\(|\bmarked\s*\(")
QUOTED = re.compile(r'^(?:(msgid|msgid_plural|msgstr|msgstr\[(\d)\])\s+)?"((?:[^"\\]|\\.)*)"$')

Entry = collections.namedtuple("Entry", "text many said fuzzy places")


def unquoted(text: str) -> str:
    escapes = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
    return re.sub(r"\\(.)", lambda m: escapes.get(m[1], m[0]), text)


def parsed(po: str) -> list:
    """The entries of a PO file that msgcat or xgettext wrote; the header, which has no text, isn't
    one."""
    entries = []
    for block in re.split(r"\n\s*\n", po):
        parts, places, key, fuzzy = {}, [], None, False
        for line in block.splitlines():
            if line.startswith("#:"):
                places += line[2:].split()
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            found = QUOTED.match(line.strip())
            if line.startswith("#") or not found:
                continue
            key = found[1] or key
            parts[key] = parts.get(key, "") + unquoted(found[3])
        if parts.get("msgid"):
            said = [parts[k] for k in sorted(parts) if k.startswith("msgstr")]
            many = parts.get("msgid_plural")
            entries.append(Entry(parts["msgid"], many, said, fuzzy, places))
    return entries


def ran(*command: str, cwd: pathlib.Path) -> str:
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout


def used_texts(root: pathlib.Path) -> list:
    """The texts of all calls `.t(…)`, `.n(…)`, `.f(…)` and `marked(…)` outside tests."""
    files = sorted(str(path.relative_to(root)) for folder in FOLDERS
                   for path in (root / folder).rglob("*")
                   if path.suffix in (".cpp", ".h") and not path.stem.endswith("_test"))
    if not files:
        return []
    pot = ran("xgettext", "--language=C++", "--from-code=UTF-8", "--keyword", "--keyword=t",
              "--keyword=n:1,2", "--keyword=f", "--keyword=marked", "--no-wrap", "--output=-",
              *files, cwd=root)
    lines = {name: (root / name).read_text(encoding="utf-8").splitlines() for name in files}

    def is_call(place: str) -> bool:  # and not another function called `t`
        name, number = place.rsplit(":", 1)
        near = lines[name][max(0, int(number) - 3):int(number)]
        code = (line.strip() for line in near if not line.strip().startswith("//"))
        return bool(CALL.search(" ".join(code)))

    return [entry._replace(places=places) for entry in parsed(pot)
            if (places := [place for place in entry.places if is_call(place)])]


def slots(text: str) -> list:
    """The places of a text by number; {} counts from 0."""
    found = re.findall(r"\{(\d?)\}", text)
    return sorted({int(place) if place else i for i, place in enumerate(found)})


def fragment_faults(name: str, entry: Entry) -> list:
    faults = []
    if entry.fuzzy:
        faults.append(f"{name}: fuzzy, so it isn't used: {entry.text!r}")
    if not all(entry.said):
        faults.append(f"{name}: empty: {entry.text!r}")
    for number, said in enumerate(entry.said):
        source = entry.many if number and entry.many else entry.text
        if said and slots(said) != slots(source):
            faults.append(f"{name}: other places than the Swedish: {said!r}, {source!r}")
    return faults


def faults_of(root: pathlib.Path, language: pathlib.Path) -> list:
    faults, known = [], {}
    for path in sorted(language.glob("*.po")):
        name = str(path.relative_to(root))
        checked = subprocess.run(["msgfmt", "--check-format", "--check-domain", "--output=/dev/null",
                                  name], cwd=root, capture_output=True, text=True)
        if checked.returncode:
            faults.append(checked.stderr.strip())
            continue
        for entry in parsed(ran("msgcat", "--no-wrap", name, cwd=root)):
            faults += fragment_faults(name, entry)
            other, before = known.setdefault(entry.text, (name, entry))
            if (before.said, before.many) != (entry.said, entry.many):
                faults.append(f"{name}: said otherwise in {other}: {entry.text!r}")
    used = used_texts(root)
    for entry in used:
        if entry.text not in known:
            faults.append(f"{entry.places[0]}: not in {language.name}: {entry.text!r}")
        elif known[entry.text][1].many != entry.many:
            faults.append(f"{entry.places[0]}: another plural in {known[entry.text][0]}: "
                          f"{entry.text!r}")
    texts = {entry.text for entry in used}
    faults += [f"{name}: used by no page: {text!r}"
               for text, (name, _) in known.items() if text not in texts]
    return faults


def all_faults(root: pathlib.Path) -> list:
    return [fault for language in sorted((root / "i18n").iterdir())
            for fault in faults_of(root, language)]


if __name__ == "__main__":
    REPOSITORY = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
    FOUND = all_faults(REPOSITORY if REPOSITORY.is_dir() else REPOSITORY.parents[1])
    print("\n".join(FOUND) or "Every text is there in every language.")
    sys.exit(bool(FOUND))
