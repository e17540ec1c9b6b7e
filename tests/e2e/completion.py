"""Completion offers what the program has, no more and no less: real shells complete, and what they
offer is held against the program's own help. A shell that is not installed is skipped, and said."""

import os
import re
import shlex
import shutil
import subprocess
import unittest

from support import HomeTest
from help import COMMANDS, GROUPS

EVERYWHERE = {"--help", "--home", "--as", "--json"}


class Completion(HomeTest):
    makes_home = False

    def setUp(self):
        super().setUp()
        for name in ("åtkomst logg.csv", "staff.csv"):
            (self.folder / name).touch()
        (self.folder / "kommun").mkdir()

    def shell(self, *command, text=None, env=None) -> str:
        done = subprocess.run(command, input=text, capture_output=True, text=True, cwd=self.folder,
                              timeout=60, check=False, env={**os.environ, **(env or {})})
        self.assertEqual((done.returncode, done.stderr), (0, ""), command[-1])
        return done.stdout

    def script(self, shell: str) -> str:
        path = self.folder / ("_insyn" if shell == "zsh" else "insyn." + shell)
        if not path.exists():
            path.write_text(self.run_ok("completion", shell).out)
        return str(path)

    def bash(self, line: str) -> set:
        """What bash itself would offer at the end of the line."""
        # Bash splits at `=`; that is done here, since only readline does it for itself.
        words = re.sub(r"(--[a-z-]+)=", r"\1 = ", line)
        words = shlex.split(words) + ([""] if line.endswith((" ", "=")) else [])
        program = (". %s; COMP_WORDS=(%s); COMP_CWORD=%d; _insyn; printf '%%s\\n' \"${COMPREPLY[@]}\""
                   % (shlex.quote(self.script("bash")), " ".join(map(shlex.quote, words)),
                      len(words) - 1))
        return set(self.shell("bash", "--norc", "-c", program).split("\n")) - {""}

    def fish(self, line: str) -> set:
        program = "source %s; complete -C %s" % (shlex.quote(self.script("fish")), shlex.quote(line))
        out = self.shell("fish", "--no-config", "-c", program, env={"HOME": str(self.folder)})
        return {offer.split("\t")[0] for offer in out.splitlines()}

    def zsh(self, line: str) -> set:
        """Zsh completes only at a keyboard; here it runs the script, and what the script hands on to
        zsh's own functions is printed instead."""
        words = shlex.split(line) + ([""] if line.endswith(" ") else [])
        program = """
_describe() { print -l -r -- "${(@)${(@P)2}%%%%:*}"; }
_files() { if [[ "$1" == -/ ]]; then print -l -r -- *(N/); else print -l -r -- *(N); fi; }
compadd() { shift; print -l -r -- "$@"; }
compdef() { :; }
. %s
words=(%s); CURRENT=$#words; PREFIX=$words[-1]; _insyn
""" % (shlex.quote(self.script("zsh")), " ".join(map(shlex.quote, words)))
        offered = self.shell("zsh", "-f", "-c", program).splitlines()
        return {one for one in offered if one.startswith(words[-1])}

    def flags_of(self, command: str) -> set:
        """The flags that the command's help names, before its example."""
        text = self.run_ok(*command.split(), "--help").out.split("Exempel:")[0]
        return set(re.findall(r"(?m)^  (?:-\w,)?(--[a-z-]+)", text)) | EVERYWHERE

    def check_shell(self, complete):
        for command in COMMANDS + GROUPS:
            start = ("insyn " + command).strip() + " "
            with self.subTest(command=command):
                self.assertEqual(complete(start + "--"), self.flags_of(command))
        self.assertEqual({one for one in complete("insyn ") if not one.startswith("-")},
                         {command.split()[0] for command in COMMANDS})
        self.assertEqual({one for one in complete("insyn audit ") if not one.startswith("-")},
                         {command.split()[1] for command in COMMANDS if command.startswith("audit ")})
        self.assertEqual(complete("insyn audit op"), {"open"})
        # A flag's value is neither a command nor anything that a home holds.
        self.assertEqual(complete("insyn --as audit dec"), {"decide"})
        self.assertEqual(complete("insyn audit draw --seed "), set())
        self.assertEqual(complete("insyn extract --client "), set())
        self.assertEqual(complete("insyn extract --profile "), {"full", "gdpr"})
        self.assertEqual(complete("insyn import --register case"), {"cases", "case_roles"})
        self.assertEqual(complete("insyn completion z"), {"zsh"})

    def check_files(self, complete):
        offered = complete("insyn import --source canonical ")
        self.assertLessEqual({"åtkomst logg.csv", "staff.csv"}, offered)
        self.assertIn("staff.csv", complete("insyn audit record --out st"))
        self.assertEqual({one.rstrip("/") for one in complete("insyn --home ") if "." not in one},
                         {"kommun"})

    def test_bash_completes_what_the_program_has(self):
        self.check_shell(self.bash)
        self.check_files(self.bash)
        self.assertEqual(self.bash("insyn extract --profile="), {"full", "gdpr"})
        self.assertEqual(self.bash("insyn --as=audit dec"), {"decide"})

    @unittest.skipUnless(shutil.which("fish"), "fish is not installed")
    def test_fish_completes_what_the_program_has(self):
        self.check_shell(self.fish)
        self.assertIn("staff.csv", self.fish("insyn import --source canonical st"))
        self.assertIn("kommun/", self.fish("insyn --home k"))

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
    def test_zsh_completes_what_the_program_has(self):
        self.check_shell(self.zsh)
        self.check_files(self.zsh)

    def test_json_holds_the_same_script(self):
        for shell in ("bash", "zsh", "fish"):
            found = self.run_ok("completion", shell, "--json").json()
            self.assertEqual(found, {"shell": shell, "script": self.run_ok("completion", shell).out})

    def test_another_shell_is_refused_and_no_home_is_made(self):
        self.assert_error(self.run_insyn("completion", "tcsh"), 2)
        self.assertFalse(self.home.exists())


if __name__ == "__main__":
    unittest.main()
