#!/usr/bin/env python3
"""Kontrollerar det som Insyn lämnar ut, utan något av Insyn: det enda som behövs är Python 3.8.

    python3 verify.py draw PROTOKOLL           en lottning, ur dess offentliga protokoll
    python3 verify.py ledger MAPP [TIDIGARE]   en utlämnad loggbok (entries, checkpoint, key) och,
                                               om du har en, en kontrollpunkt från tidigare
Svarar med 0: allt stämmer, 1: något stämmer inte, 2: fel användning, 3: en fil går inte att läsa."""
# A specification too: SHA-256, JSON of RFC 8785, trees of 6962, Ed25519 of 8032, C2SP notes, arXiv 1808.10016.
import base64, hashlib, itertools, json, pathlib, re, sys
def sha256(data): return hashlib.sha256(data).digest()
def sha256_of_text(text): return None if text is None else sha256(text.encode()).hex()
def unhex(text): return bytes.fromhex(text) if re.fullmatch("[0-9a-f]{64}", text) else b"wrong"
def unbase64(text):  # nothing, unless it is the one way to write those bytes
    try: data = base64.b64decode(text)
    except ValueError: return b""
    return data if base64.b64encode(data).decode() == text else b""
# JSON, strictly: what could be read in two ways (a name twice in an object, half a letter) is refused.
def canonical(value):  # right for what has no fractions, as an act; ValueError if there is a NaN
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode()
def depth(v): return type(v) in (dict, list) and 1 + max(map(depth, v.values() if type(v) is dict else v), default=0)
def read_json(data):
    def members(pairs): return dict(pairs) if len(dict(pairs)) == len(pairs) else float("nan")
    def number(text): return float(text) if float(text) or not re.match("[^eE]*[1-9]", text) else float("nan")
    def integer(text): return int(text) if len(text) < 300 else number(text)
    value = json.loads(data.decode(), object_pairs_hook=members, parse_int=integer, parse_float=number)
    if depth(value) > 64 or not canonical(value): raise ValueError("för djup")
    return value
def public_part(leaf, **expected):  # None unless the leaf is an act with these members
    try: act = read_json(leaf)
    except (ValueError, RecursionError): return None
    needed = dict.fromkeys(("at", "kind", "private", "public", "seq", "version"))
    return act["public"] if canonical({**needed, **act, **expected}) == leaf else None
# Trees: a leaf is hashed after a byte 0, two subtrees after a byte 1; the left one is full.
def leaf_hash(leaf): return sha256(b"\0" + leaf)
def node(left, right): return sha256(b"\1" + left + right)
def root_of(hashes):
    if len(hashes) < 2: return hashes[0] if hashes else sha256(b"")
    half = 1 << (len(hashes) - 1).bit_length() - 1
    return node(root_of(hashes[:half]), root_of(hashes[half:]))
def grown(size, new_size, root, path, whole=True):  # older and newer root, by a consistency proof (2.1.2)
    if size >= new_size: return [b"".join(path + [root] * whole)] * 2  # no root if the path has another length
    half, side = 1 << (new_size - 1).bit_length() - 1, b"".join(path[-1:])
    if size <= half:
        old, new = grown(size, half, root, path[:-1], whole)
        return old, node(new, side)
    old, new = grown(size - half, new_size - half, root, path[:-1], False)
    return node(side, old), node(side, new)
# Ed25519 (RFC 8032, 5.1) with plain coordinates: slow, and short.
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
def add(a, b):
    (x, y), (u, v) = a, b
    k = D * x * u * y * v
    return (x * v + y * u) * pow(1 + k, -1, P) % P, (y * v + x * u) * pow(1 - k, -1, P) % P
def times(number, point):
    if number == 0: return 0, 1
    even = times(number >> 1, add(point, point))
    return add(even, point) if number & 1 else even
def encode(point): return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")
def decode(data):
    y = int.from_bytes(data, "little") % 2**255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square: x = x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != square or y >= P: raise ValueError("nyckeln är ingen punkt på kurvan")
    return x if x & 1 == data[31] >> 7 else P - x, y
def is_signature(signature, text, key):
    r, s, a = signature[:32], int.from_bytes(signature[32:], "little"), decode(key)
    h = int.from_bytes(hashlib.sha512(r + key + text).digest(), "little") % ORDER
    base = decode((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    found = add(times(s, base), times(h, (P - a[0], a[1])))
    right = len(signature) == 64 and s < ORDER and encode(found) == r
    return right and (0, 1) not in (times(8, found), times(8, a))  # such points would fit more than one text
NAME, LINE, BASE64 = r"[^\s+\0-\x20]+", r"[^\0-\x1f]+", r"[A-Za-z0-9+/]+=*"
NOTE = f"(({LINE})\n([1-9][0-9]{{0,18}})\n({BASE64})\n(?:{LINE}\n)*)\n((?:— {NAME} {BASE64}\n){{1,100}})"
def open_checkpoint(what, note, vkey):  # its size and root
    text, key = re.fullmatch(NOTE, note), re.fullmatch(f"({NAME})\\+([0-9a-f]{{8}})\\+({BASE64})", vkey)
    if not text or not key: raise ValueError(f"{what}: kontrollpunkten eller nyckeln har inte rätt form")
    raw, root = unbase64(key[3]), unbase64(text[4])
    id_ = sha256(key[1].encode() + b"\n" + raw)[:4]
    signatures = [(name, unbase64(code)) for name, code in re.findall(f"— ({NAME}) ({BASE64})\n", text[5])]
    ours = [code[4:] for name, code in signatures if (name, code[:4]) == (key[1], id_)]
    right = len(raw) == 33 and raw[0] == 1 and id_.hex() == key[2] and text[2] == key[1] and len(root) == 32
    right = right and ours and all(len(code) > 4 for name, code in signatures)
    if not right or not all(is_signature(one, text[1].encode(), raw[1:]) for one in ours):
        raise ValueError(f"{what}: kontrollpunkten är inte signerad med nyckeln")
    print(f"{what}: {text[3]} handlingar, rot {root.hex()}\n  signerad med nyckeln {vkey}")
    return int(text[3]), root
# The checks. Each yields a place, what stands there, and what must. (Only a list can be added to [].)
SIZES = ("share", "population", "sample_size")
def draw_again(r):
    frame, seed, lots = r["frame"] + [], sha256_of_text(r["seed"]), {s["id"]: [] for s in r["strata"]}
    if not r["seed_source"]: print("varning: protokollet säger inte varifrån fröet skulle komma", file=sys.stderr)
    yield "format", r["format"], "insyn-draw/1"
    yield "seed", r["seed"], r["seed"] or "inte tomt"
    yield "frame_root", r["frame_root"], root_of([leaf_hash(line.encode()) for line in frame]).hex()
    for i, (line, right) in enumerate(zip(frame, sorted(set(frame)) + [None] * len(frame))):
        period, stratum, pseudonym = re.fullmatch("([^/]*)/(.*)/([0-9a-f]{32})|.*", line, re.S).groups()
        yield f"frame[{i}]", line, right if period == r["period"] and stratum in lots else "PERIOD/SKIKT/PSEUDONYM"
        number = str(int(sha256_of_text(seed + line), 16)).zfill(64)
        lots.get(stratum, []).append({"ticket": "0." + number[::-1], "pseudonym": pseudonym})
    yield "strata och draw", [[s["id"] for s in r["strata"]], [d["stratum"] for d in r["draw"]]], [list(lots)] * 2
    for i, (s, d) in enumerate(zip(r["strata"], r["draw"] + [])):
        right = sorted(lots[s["id"]], key=lambda lot: (lot["ticket"], lot["pseudonym"]))
        share, n = min(max(s["share"], 1), 1000), -(-len(right) * s["share"] // 1000)  # rounded upwards
        yield f"strata[{i}].share, population, sample_size", [s[name] for name in SIZES], [share, len(right), n]
        for part, lowest in (("selected", right[:n]), ("reserve", right[n:n + 5])):
            for j, (one, lot) in enumerate(itertools.zip_longest(d[part] + [], lowest)):
                yield f"draw[{i}].{part}[{j}]", one and {name: one[name] for name in lot or one}, lot
def acts_again(r):
    strata = [{name: s[name] for name in ("id", *SIZES)} for s in r["strata"]]
    commits = {"opened": {"frame_root": r["frame_root"], "frame_size": len(r["frame"]), "period": r["period"],
                          "seed_source_sha256": sha256_of_text(r["seed_source"]), "strata": strata},
               "drawn": {"opened": r["proofs"]["opened"]["index"], "seed_sha256": sha256_of_text(r["seed"])}}
    (size, root), (new_size, new_root) = [open_checkpoint(name, r[name], r["key"]) for name in commits]
    for name, last, top in (("opened", size, root), ("drawn", new_size, new_root)):
        index, leaf, path = (r["proofs"][name][part] for part in ("index", "leaf", "path"))
        above = leaf_hash(unbase64(leaf))  # an inclusion proof (2.1.1) of the last leaf: all else is to its left
        for left in path + []: above = node(unhex(left), above)
        yield f"proofs.{name}", [index, above.hex(), len(path)], [last - 1, top.hex(), bin(last - 1).count("1")]
        act = public_part(unbase64(leaf), kind=f"audit-{name}") or {}
        for word, value in commits[name].items(): yield f"proofs.{name}.leaf: {word}", act.get(word, "inget"), value
    yield "opened är äldre än drawn", size < new_size, True
    roots = grown(size, new_size, root, [unhex(one) for one in r["proofs"]["consistency"] + []])
    yield "proofs.consistency", [one.hex() for one in roots], [root.hex(), new_root.hex()]
def ledger_again(folder, *earlier):
    def lines(name): return pathlib.Path(name).read_bytes().decode().splitlines(keepends=True)
    leaves = [unbase64(line.replace("\n", "")) for line in lines(folder + "/entries")]
    for i, leaf in enumerate(leaves): yield f"entries:{i + 1}", public_part(leaf, seq=i) is not None, True
    hashes, vkey = [leaf_hash(leaf) for leaf in leaves], "".join(lines(folder + "/key")).replace("\n", "", 1)
    for i, path in enumerate((folder + "/checkpoint", *earlier)):
        size, root = open_checkpoint(path, "".join(lines(path)), vkey)
        yield path, [size, root.hex()], [min(size, len(leaves)) if i else len(leaves), root_of(hashes[:size]).hex()]

(mode, *paths), wrong, place = sys.argv[1:] or ["help"], [], "början"
if (mode, len(paths)) not in (("draw", 1), ("ledger", 1), ("ledger", 2)): sys.exit(print(__doc__) or 2)
try:
    record = mode == "draw" and read_json(pathlib.Path(paths[0]).read_bytes())
    if record is not False and not record["format"] + "": raise ValueError("inget format")
    for checks in [acts_again(record), draw_again(record)] if mode == "draw" else [ledger_again(*paths)]:
        try:
            for place, *both in checks:
                given, right = (canonical(one).decode() for one in both)
                if given != right: wrong.append(f"{place}: {given[:90]} ska vara {right[:90]}")
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            wrong.append(f"{error} (det som kommer efter {place} har inte rätt form)")
except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
    sys.exit(print(f"verify.py: {paths[0]} går inte att läsa: {error}", file=sys.stderr) or 3)
if wrong: sys.exit(print("\n  ✗ ".join([f"Stämmer inte, {len(wrong)} fel:"] + wrong[:20])) or 1)
print("Allt stämmer, om nyckeln är kommunens: jämför med den som har offentliggjorts.")
