#!/usr/bin/env python3
"""Writes what the product answers into docs/contract/worked-home.md, after each `<!-- step: NAME -->`.

    worked_page.py --insyn build/release/src/insyn

The page only shows it: that every value is the one computed by hand is test_worked_home.py's to say.
Roots, signatures and salts of the ledger are a home's own and new each time.
"""
import argparse
import json
import os
import re
import shlex
import shutil
import tempfile

import test_worked_home as worked

STEP = re.compile(r"(<!-- step: ([a-z_ ]+) -->\n)(?:```[a-z]+\n.*?\n```\n)*", re.S)
WIDTH = 110


def shown(value, indent=0):
    """JSON that fills its lines: what fits stands on one line, what doesn't is filled a step further in."""
    one = json.dumps(value, ensure_ascii=False)
    if len(one) + indent <= WIDTH or not isinstance(value, (dict, list)) or not value:
        return one
    if isinstance(value, dict):
        parts = [json.dumps(k, ensure_ascii=False) + ": " + shown(v, indent + 2) for k, v in value.items()]
    else:
        parts = [shown(v, indent + 2) for v in value]
    lines, pad = [""], "\n" + " " * (indent + 2)
    for i, part in enumerate(parts):
        part += "," if i + 1 < len(parts) else ""
        own = isinstance(value, list) and part[0] in "{["  # an element that is an object gets lines of its own
        fits = len(lines[-1]) + 1 + len(part) + indent + 2 <= WIDTH and "\n" not in part + lines[-1]
        if lines[-1] and (own or not fits):
            lines.append(part)
        else:
            lines[-1] = (lines[-1] + " " + part).strip()
    ends = "{}" if isinstance(value, dict) else "[]"
    return ends[0] + pad + pad.join(lines) + "\n" + " " * indent + ends[1]


def answers(insyn):
    folder = tempfile.mkdtemp(prefix="insyn-worked-page-")
    try:
        found, _ = worked.run_all(os.path.abspath(insyn), folder)
        with open(os.path.join(folder, "record.json"), encoding="utf-8") as file:
            record = json.load(file)
    finally:
        shutil.rmtree(folder)

    def relative(text):
        data = worked.hand.DATA
        return text.replace(data + "/", "tests/data/worked/").replace(folder + "/home", "insyn-home").replace(
            folder + "/", "")
    blocks = {"public record": f"```json\n{shown(record)}\n```\n"}
    for name, (argv, status, answer, error) in found.items():
        command = relative("insyn " + shlex.join(argv) + " --json")
        block = f"```sh\n{command}\n# exit status {status}\n```\n"
        if answer is not None:
            block += f"```json\n{shown(json.loads(relative(json.dumps(answer))))}\n```\n"
        if error:
            block += f"```text\n{relative(error)}\n```\n"
        blocks[name] = block
    return blocks


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--insyn", required=True, help="the executable")
    blocks = answers(parser.parse_args().insyn)
    with open(worked.PAGE, encoding="utf-8") as file:
        page = file.read()
    page = STEP.sub(lambda found: found[1] + blocks[found[2]], page)
    with open(worked.PAGE, "w", encoding="utf-8") as file:
        file.write(page)


if __name__ == "__main__":
    main()
