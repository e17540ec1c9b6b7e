"""Whether the handbook (docs/handbok) says what there is: the words on the screen that it quotes in
bold, in each language as pages say them; where its links lead; and how Swedish is set.

    python3 tests/handbook.py [repository]

What is bold stands on a page, word for word, but for a sentence in bold that begins an item of a
list. Says file and text of each fault; ends with 1 if there is any.
"""

import collections
import itertools
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import i18n  # noqa: E402

# Quoted already, and not yet in the program: Swedish, English. A text that has come is taken off.
AWAITED = {}

Quote = collections.namedtuple("Quote", "text begins_item")
Word = collections.namedtuple("Word", "swedish english")
BOLD = re.compile(r"(^\s*(?:-|\d+\.) )?\*\*(.+?)\*\*", re.MULTILINE)
LINK = re.compile(r"(?<!\!)\[[^\]]+\]\(([^)]+)\)")
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LETTERS_MIN = 2  # of a text with places: "{}, {}" would be found everywhere


def quotes(text: str) -> list:
    return [Quote(found[2], bool(found[1])) for found in BOLD.finditer(text)]


def is_sentence(quote: Quote) -> bool:
    return quote.begins_item and quote.text[-1] in ".?"


def says(pattern: str, text: str) -> bool:
    """Whether the text is the pattern with something in each of its places."""
    fixed = re.split(r"\{\d?\}", pattern)
    if len(fixed) > 1 and sum(map(str.isalpha, "".join(fixed))) < LETTERS_MIN:
        return False
    whole = "(.+)".join(re.escape(part) for part in fixed).replace("’", "['’]")
    return re.fullmatch(whole, text) is not None


def words_of(root: pathlib.Path) -> list:
    """Every text of the pages with what it is in English."""
    used = {entry.text for entry in i18n.used_texts(root)}
    words = []
    for path in sorted((root / "i18n/en").glob("*.po")):
        for entry in i18n.parsed(i18n.ran("msgcat", "--no-wrap", str(path), cwd=root)):
            if entry.text in used:
                words += [Word(*pair) for pair in zip([entry.text, entry.many], entry.said) if pair[0]]
    return words


def quote_faults(name: str, swedish: str, english: str, words: list) -> list:
    faults = []
    for one, other in itertools.zip_longest(quotes(swedish), quotes(english)):
        if one is None or other is None:
            faults.append(f"{name}: bold in one language only: {(one or other).text}")
        elif is_sentence(one) or is_sentence(other):
            if not (is_sentence(one) and is_sentence(other)):
                faults.append(f"{name}: a sentence in one language only: {one.text} / {other.text}")
        else:
            meant = [word for word in words if says(word.swedish, one.text)]
            if not meant:
                faults.append(f"sv/{name}: on no page: {one.text}")
            elif not any(says(word.english, other.text) for word in meant):
                said = " or ".join(sorted({word.english for word in meant}))
                faults.append(f"en/{name}: {other.text}, but the page says: {said}")
    return faults


def patterns(root: pathlib.Path) -> list:
    """The addresses that pages have, as expressions."""
    found = []
    for path in sorted((root / "src/web/pages").glob("*.cpp")):
        found += re.findall(r'\{Method::get,\s*"([^"]+)"', path.read_text(encoding="utf-8"))
    return [re.sub(r":\w+", "[^/]+", pattern) for pattern in found]


def link_faults(root: pathlib.Path, path: pathlib.Path, addresses: list) -> list:
    text, faults = path.read_text(encoding="utf-8"), []
    where = f"{path.parent.name}/{path.name}"
    for url in LINK.findall(text):
        chapter = re.fullmatch(r"/hjalp/handbok/([\w-]+)", url)
        there = any(re.fullmatch(address, url) for address in addresses)
        if not there or chapter and not (path.parent / f"{chapter[1]}.md").exists():
            faults.append(f"{where}: leads nowhere: {url}")
    for words, url in IMAGE.findall(text):
        if not (path.parent / url).resolve().is_file():
            faults.append(f"{where}: no such picture: {url}")
        if len(words) < 20 or not words.endswith("."):
            faults.append(f"{where}: a picture is told in a sentence: {words!r}")
    return faults


def typography_faults(where: str, text: str) -> list:
    wrong = {"a straight quotation mark": r'"', "an English quotation mark": r"“",
             "a hyphen for a dash": r" - ", "a time with a colon": r"\b\d\d?:\d\d\b",
             "two spaces": r"[^\s|]  ", "three dots": r"\.\.\."}
    return [f"sv/{where}: {what}: …{text[max(0, found.start() - 20):found.end() + 20]}…"
            for what, pattern in wrong.items() for found in re.finditer(pattern, text)]


def all_faults(root: pathlib.Path, awaited: dict) -> list:
    folder = root / "docs/handbok"
    known = words_of(root)
    words = known + [Word(*pair) for pair in awaited.items()]
    faults = [f"tests/handbook.py: has come, take it off AWAITED: {text}" for text in awaited
              if any(word.swedish == text for word in known)]
    addresses = patterns(root)
    for path in sorted((folder / "sv").glob("*.md")):
        swedish = path.read_text(encoding="utf-8")
        faults += typography_faults(path.name, swedish)
        other = folder / "en" / path.name
        if not other.exists():
            faults.append(f"en/{path.name}: isn't there")
            continue
        faults += quote_faults(path.name, swedish, other.read_text(encoding="utf-8"), words)
        faults += link_faults(root, path, addresses) + link_faults(root, other, addresses)
    return faults


if __name__ == "__main__":
    REPOSITORY = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
    FOUND = all_faults(REPOSITORY if REPOSITORY.is_dir() else REPOSITORY.parents[1], AWAITED)
    print("\n".join(FOUND) or "The handbook says what there is.")
    print("\n".join(f"awaited: {text}" for text in AWAITED))
    sys.exit(bool(FOUND))
