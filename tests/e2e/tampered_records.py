"""The public record of a draw, good and tampered with in every way that we could think of, each with
what a checker must name. Said by hand: checkers that only agree prove nothing."""

import base64
import copy
import hashlib
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "contract"))
from oracle_audit import order_by_ticket, tree_hash  # the judge: shares no code with any checker


def lines_of(record, stratum):
    prefix = "%s/%s/" % (record["period"], stratum)
    return [line for line in record["frame"] if line.startswith(prefix)]


def drawn_again(record):
    """The draw that belongs to what else the record says: what a cheat with patience would write."""
    record["draw"] = []
    for stratum in record["strata"]:
        lots = [{"pseudonym": line.rsplit("/", 1)[1], "ticket": ticket}
                for ticket, line in order_by_ticket(record["seed"], lines_of(record, stratum["id"]))]
        size = stratum["sample_size"]
        record["draw"].append({"stratum": stratum["id"], "selected": lots[:size], "reserve": lots[size:size + 5]})


def flipped(digit: str) -> str:
    return "7" if digit != "7" else "8"


CHANGES = []  # (name, function of the record, exit status, what each checker must name)


def right(change):
    CHANGES.append((change.__name__.replace("_", " "), change, 0, ()))


def wrong(*named):
    return lambda change: CHANGES.append((change.__name__.replace("_", " "), change, 1, named))


@right
def as_it_is(r):
    pass


@right
def further_members(r):
    r["remark"] = {"text": "Objects may carry further keys"}
    r["proofs"]["more"] = r["draw"][0]["more"] = [1.5, None, "\U0001f600"]


@wrong("frame_root")
def changed_id(r):
    r["frame"][3] = r["frame"][3][:-1] + flipped(r["frame"][3][-1])


@wrong("frame_root", "strata[0]")
def removed_id(r):
    del r["frame"][3]


@wrong("frame_root", "frame_size")
def removed_id_with_all_the_rest_done_again(r):
    del r["frame"][3]
    r["frame_root"] = tree_hash([line.encode() for line in r["frame"]]).hex()
    r["strata"][0]["population"] -= 1
    r["strata"][0]["sample_size"] = -(-r["strata"][0]["population"] * r["strata"][0]["share"] // 1000)
    drawn_again(r)


@wrong("frame[4]", "frame_root")
def doubled_id(r):
    r["frame"].insert(3, r["frame"][3])


@wrong("frame[", "frame_root")
def ids_in_another_order(r):
    r["frame"][2], r["frame"][5] = r["frame"][5], r["frame"][2]


@wrong("frame[3]", "frame_root")
def id_of_another_period(r):
    r["frame"][3] = r["frame"][3].replace(r["period"], "1999-1")


@wrong("draw[1]")
def changed_ticket(r):
    lot = r["draw"][1]["selected"][0]
    lot["ticket"] = lot["ticket"][:-1] + flipped(lot["ticket"][-1])


@wrong("draw[1]")
def changed_drawn_id(r):
    lot = r["draw"][1]["selected"][1]
    lot["pseudonym"] = flipped(lot["pseudonym"][0]) + lot["pseudonym"][1:]


@wrong("draw[2]")
def drawn_and_reserve_changed_places(r):
    draw = r["draw"][2]
    draw["selected"][0], draw["reserve"][0] = draw["reserve"][0], draw["selected"][0]


@wrong("draw[0]")
def extra_drawn(r):
    r["draw"][0]["selected"].append(r["draw"][0]["reserve"].pop(0))


@wrong("draw[0]")
def one_drawn_too_few(r):
    r["draw"][0]["selected"].pop()


@wrong("draw[0]")
def one_drawn_twice(r):
    r["draw"][0]["selected"].append(r["draw"][0]["selected"][0])


@wrong("seed", "draw[0]")
def changed_seed(r):
    r["seed"] += "1"


@wrong("seed")
def changed_seed_with_the_draw_done_again(r):
    r["seed"] = "tried until it fitted"
    drawn_again(r)


@wrong("seed_source")
def another_seed_source(r):
    r["seed_source"] = "some other dice"


@wrong("strata[1]", "proofs.opened.leaf")
def wrong_population(r):
    r["strata"][1]["population"] += 1


@wrong("strata[1]", "proofs.opened.leaf")
def smaller_sample_drawn_so(r):
    r["strata"][1]["sample_size"] -= 1
    drawn_again(r)


@wrong("proofs.opened.leaf")
def smaller_share_drawn_so(r):
    r["strata"][1]["share"] = 1
    r["strata"][1]["sample_size"] = 1
    drawn_again(r)


@wrong("draw", "proofs.opened.leaf")
def swapped_strata(r):
    r["strata"].insert(0, r["strata"].pop(1))


@wrong("draw")
def swapped_draws(r):
    r["draw"].reverse()


@wrong("strata[0]")
def a_count_that_is_no_integer(r):
    r["strata"][0]["share"] = float(r["strata"][0]["share"])


@wrong()
def a_list_that_is_none(r):
    r["draw"][-1]["reserve"] = {}


@wrong("seed")
def missing_member(r):
    del r["seed"]


@wrong("drawn")
def another_checkpoint(r):
    r["drawn"] = r["opened"].replace("\n%d\n" % (r["proofs"]["opened"]["index"] + 1),
                                     "\n%d\n" % (r["proofs"]["drawn"]["index"] + 1))


@wrong("opened", "proofs.drawn")
def the_same_checkpoint_twice(r):
    r["drawn"], r["proofs"]["drawn"] = r["opened"], r["proofs"]["opened"]


@wrong("opened")
def another_key(r):
    name, _, _ = r["key"].partition("+")
    raw = b"\x01" + bytes(range(32))
    r["key"] = "%s+%s+%s" % (name, hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8],
                             base64.b64encode(raw).decode())


@wrong("proofs.opened")
def another_act(r):
    leaf = json.loads(base64.b64decode(r["proofs"]["opened"]["leaf"]))
    leaf["public"]["window"] = "another"
    r["proofs"]["opened"]["leaf"] = base64.b64encode(json.dumps(
        leaf, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).decode()


@wrong("proofs.drawn")
def shorter_proof(r):
    r["proofs"]["drawn"]["path"].pop()


@wrong("proofs.consistency")
def no_consistency(r):
    r["proofs"]["consistency"][-1] = "0" * 64


@wrong("drawn")
def signature_written_in_another_way(r):
    text, code = r["drawn"].rstrip("\n").rsplit(" ", 1)
    raw = base64.b64decode(code)
    s = int.from_bytes(raw[-32:], "little") + 2**252 + 27742317777372353535851937790883648493  # RFC 8032, 5.1.7
    r["drawn"] = "%s %s\n" % (text, base64.b64encode(raw[:-32] + s.to_bytes(32, "little")).decode())


def tampered_files(record: dict, text: bytes):
    """(name, bytes, exit status, what must be named)"""
    for name, change, status, named in CHANGES:
        changed = copy.deepcopy(record)
        change(changed)
        yield name, json.dumps(changed, ensure_ascii=False, indent=1).encode(), status, named
    yield "truncated", text[:len(text) // 2], 3, []
    yield "a name twice", b'{"seed": "1",' + text.lstrip()[1:], 3, []
    yield "not UTF-8", text.replace(b"2026", b"2026\xff", 1), 3, []
    yield "no record", record["drawn"].encode(), 3, []
