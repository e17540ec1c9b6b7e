"""What lies in a home, read without the product: SQLite by Python's module, DuckDB, libsodium and
libzstd by ctypes, the formats from the documents and headers.

`raw_dump` is one file as a stranger's tool prints it, for damage: any difference counts. `contents`
is the whole home with everything opened and what differs from run to run (salts, nonces,
signatures) left out, so that two homes where the same was done are equal.
"""

import ctypes
import ctypes.util
import hashlib
import json
import os
import pathlib
import re
import sqlite3
import struct

REPO = pathlib.Path(__file__).resolve().parents[2]
sodium = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")
zstd = ctypes.CDLL(ctypes.util.find_library("zstd") or "libzstd.so.1")
KEY_NUMBERS = {"texts": 1, "words": 3, "deliveries": 4}  # docs/adr/0006
MAGIC = b"insyndl1"
CHUNK = (1 << 20) + 17


class Unreadable(Exception):
    """The file can't be read as what it is."""


def find_duckdb() -> ctypes.CDLL:
    name = os.environ.get("DUCKDB_LIBRARY")
    found = [name] if name else sorted(REPO.glob("npm/node_modules/@duckdb/*/libduckdb.so"))
    library = ctypes.CDLL(str(found[0]))
    library.duckdb_value_varchar.restype = ctypes.c_void_p
    library.duckdb_row_count.restype = ctypes.c_uint64
    return library


duckdb = find_duckdb()


# -- sealed things --

def derived_keys(home) -> dict:
    master = bytes.fromhex((home / "keys" / "master.key").read_text().strip())
    keys = {}
    for name, number in KEY_NUMBERS.items():
        key = ctypes.create_string_buffer(32)
        sodium.crypto_kdf_derive_from_key(key, ctypes.c_size_t(32), ctypes.c_uint64(number),
                                          b"insynkey", master)
        keys[name] = key.raw
    return keys


def place_of(number: int) -> bytes:
    return struct.pack("<Q", number)


def unseal(key: bytes, sealed: bytes, place: bytes) -> bytes:
    if len(sealed) < 40:
        raise Unreadable("sealed bytes are cut")
    plain = ctypes.create_string_buffer(max(1, len(sealed) - 40))
    done = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain, None, None, sealed[24:], ctypes.c_ulonglong(len(sealed) - 24), place,
        ctypes.c_ulonglong(len(place)), sealed[:24], key)
    if done != 0:
        raise Unreadable("sealed bytes don't open")
    return plain.raw[:len(sealed) - 40]


def decode_delivery(data: bytes, key: bytes) -> bytes:
    """The format stands in src/store/files/sealed_file.h."""
    if data[:8] != MAGIC:
        raise Unreadable("no delivery")
    state = ctypes.create_string_buffer(64)
    if sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, data[8:32], key) != 0:
        raise Unreadable("a delivery's header")
    packed, tag, at = [], ctypes.c_ubyte(0), 32
    while at < len(data):
        chunk = data[at:at + CHUNK]
        at += len(chunk)
        plain = ctypes.create_string_buffer(len(chunk))
        if sodium.crypto_secretstream_xchacha20poly1305_pull(
                state, plain, None, ctypes.byref(tag), chunk, ctypes.c_ulonglong(len(chunk)), None,
                ctypes.c_ulonglong(0)) != 0:
            raise Unreadable("a delivery's chunk")
        packed.append(plain.raw[:len(chunk) - 17])
    if tag.value != 3:
        raise Unreadable("a delivery is cut")
    return unpack(b"".join(packed))


class Buffer(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("size", ctypes.c_size_t), ("at", ctypes.c_size_t)]


def unpack(packed: bytes) -> bytes:
    zstd.ZSTD_createDCtx.restype = ctypes.c_void_p
    zstd.ZSTD_decompressStream.restype = ctypes.c_size_t
    context = ctypes.c_void_p(zstd.ZSTD_createDCtx())
    source = ctypes.create_string_buffer(packed, len(packed))
    room = ctypes.create_string_buffer(1 << 20)
    read = Buffer(ctypes.cast(source, ctypes.c_void_p), len(packed), 0)
    out = []
    try:
        while True:
            written = Buffer(ctypes.cast(room, ctypes.c_void_p), len(room), 0)
            left = zstd.ZSTD_decompressStream(context, ctypes.byref(written), ctypes.byref(read))
            if zstd.ZSTD_isError(ctypes.c_size_t(left)):
                raise Unreadable("zstd")
            out.append(room.raw[:written.at])
            if left == 0:
                return b"".join(out)
            if read.at == read.size and written.at < written.size:
                raise Unreadable("zstd: cut")
    finally:
        zstd.ZSTD_freeDCtx(context)


# -- databases --

def open_sqlite(file) -> sqlite3.Connection:
    """Read only, and without a look at locks or a write-ahead log if there is none."""
    mode = "mode=ro" if os.path.exists(str(file) + "-wal") else "mode=ro&immutable=1"
    connection = sqlite3.connect("file:%s?%s" % (file, mode), uri=True)
    connection.text_factory = bytes
    return connection


def sqlite_dump(file) -> str:
    """What `.dump` of the sqlite3 tool prints."""
    try:
        connection = open_sqlite(file)
        connection.text_factory = lambda text: text.decode("utf-8", "backslashreplace")
        try:
            return "\n".join(connection.iterdump())
        finally:
            connection.close()
    except (sqlite3.Error, TypeError, ValueError, OverflowError) as problem:
        raise Unreadable(str(problem)) from problem


class DuckResult(ctypes.Structure):
    _fields_ = [("fields", ctypes.c_void_p * 6)]


def duck_values(connection, sql: str) -> list:
    """The first column of every row, as text."""
    result = DuckResult()
    if duckdb.duckdb_query(connection, sql.encode(), ctypes.byref(result)) != 0:
        raise Unreadable("DuckDB")
    values = []
    for row in range(duckdb.duckdb_row_count(ctypes.byref(result))):
        text = duckdb.duckdb_value_varchar(ctypes.byref(result), ctypes.c_uint64(0),
                                           ctypes.c_uint64(row))
        values.append(ctypes.string_at(text).decode("utf-8", "replace") if text else "")
        duckdb.duckdb_free(ctypes.c_void_p(text))
    return values


def duck_tables(file) -> dict:
    """Every row of every table, as text, in the order in which they lie."""
    database, connection, config = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_void_p()
    duckdb.duckdb_create_config(ctypes.byref(config))
    for name, value in ((b"access_mode", b"READ_ONLY"), (b"threads", b"1")):
        duckdb.duckdb_set_config(config, name, value)
    if duckdb.duckdb_open_ext(str(file).encode(), ctypes.byref(database), config, None) != 0:
        raise Unreadable("DuckDB does not open it")
    duckdb.duckdb_connect(database, ctypes.byref(connection))
    tables = {"": duck_values(connection, "SELECT sql FROM duckdb_tables() ORDER BY sql")}
    for name in duck_values(connection, "SELECT table_name FROM duckdb_tables() ORDER BY 1"):
        rows = duck_values(connection,
                           'SELECT string_agg(t::VARCHAR, chr(10)) FROM "%s" AS t' % name)
        tables[name] = rows[0].split("\n") if rows[0] else []
    duckdb.duckdb_disconnect(ctypes.byref(connection))
    duckdb.duckdb_close(ctypes.byref(database))
    return tables


def in_child(function, *args):
    """Calls it in a process of its own: a damaged file may bring a library down."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(read)
            with os.fdopen(write, "wb") as pipe:
                pipe.write(json.dumps(function(*args)).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read()
    if os.waitpid(child, 0)[1] != 0:
        raise Unreadable("the reader failed")
    return json.loads(said)


# -- whole files and homes --

def delivery_keys(home) -> dict:
    keys = derived_keys(home)
    connection = open_sqlite(home / "insyn.db")
    rows = connection.execute("SELECT sha256, wrapped FROM delivery_key").fetchall()
    connection.close()
    return {sha256.hex(): unseal(keys["deliveries"], wrapped, sha256) for sha256, wrapped in rows}


def quietly(function, *args):
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    return function(*args)


def raw_dump(home, name: str, keys: dict) -> str:
    """One file of the home, by what it is; `keys` are those of the deliveries."""
    file = home / name
    if name == "insyn.db":
        text = in_child(quietly, sqlite_dump, file)
    elif name == "events.duckdb":
        text = json.dumps(in_child(quietly, duck_tables, file))
    elif name.startswith("deliveries/"):
        return hashlib.sha256(decode_delivery(file.read_bytes(), keys[file.name])).hexdigest()
    else:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def files_of(home) -> list:
    return sorted(str(path.relative_to(home)) for path in home.rglob("*") if path.is_file())


def contents(home) -> dict:
    """The home with everything opened; equal for two homes where the same was done."""
    keys = derived_keys(home)
    database = open_sqlite(home / "insyn.db")
    rows = lambda sql: database.execute(sql).fetchall()
    said = {"files": [], "acts": [], "texts": {}}
    for seq, leaf, salt, words in rows("SELECT seq, leaf, salt, words FROM act ORDER BY seq"):
        act = json.loads(leaf)
        salt = unseal(keys["words"], salt, b"salt" + place_of(seq))
        words = unseal(keys["words"], words, b"words" + place_of(seq))
        if hashlib.sha256(salt + words).hexdigest() != act.pop("private"):
            raise Unreadable("act %d: the private hash" % seq)
        said["acts"].append([act, json.loads(words)])
    for number, sealed in rows("SELECT number, sealed FROM text ORDER BY number"):
        said["texts"][number] = unseal(keys["texts"], sealed, place_of(number)).decode()
    said["register"] = sorted(
        [register, cells.hex(), *more] for register, cells, *more in
        rows("SELECT register, cells, listed, known_from, known_to FROM register_row"))
    said["pending"] = [number for number, in rows("SELECT delivery FROM pending_import")]
    database.close()
    said["deliveries"] = {}
    for name, key in delivery_keys(home).items():
        data = decode_delivery((home / "deliveries" / name).read_bytes(), key)
        said["deliveries"][name] = hashlib.sha256(data).hexdigest()
    said["events"] = {name: sorted(table) for name, table in
                      in_child(duck_tables, home / "events.duckdb").items()}
    for name in files_of(home):
        plain = re.match(r"rejected/|sources\.toml$|format$", name)
        said["files"].append([name, (home / name).read_text("utf-8") if plain else ""])
    return said
