"""Every command teaches itself, and none falls over when it is called with too little."""

import unittest

from support import HomeTest

COMMANDS = [
    "init", "import", "calendar", "decide matching", "audit open", "audit draw", "audit annul",
    "audit lists", "audit frame", "audit record", "audit staff", "audit client", "extract",
    "verify", "verify draw", "ledger export", "maintain", "serve", "simulate", "completion",
    "user add", "user list", "user role", "user leave", "user stand-in",
]
GROUPS = ["", "decide", "audit", "ledger", "user"]
# These do something without an argument.
COMPLETE = ["init", "maintain", "serve", "user list", "verify"]


class Help(HomeTest):
    makes_home = False

    def test_every_command_has_help_with_an_example(self):
        for command in COMMANDS + GROUPS:
            for flag in ("--help", "-h"):
                with self.subTest(command=command, flag=flag):
                    ran = self.run_insyn(*command.split(), flag)
                    self.assertEqual((ran.status, ran.err), (0, ""))
                    self.assertRegex(ran.out, r"(?m)^ *insyn " + command)
        self.assertFalse(self.home.exists(), "help makes no home")

    def test_help_names_every_command(self):
        out = self.run_ok("--help").out
        for command in COMMANDS:
            self.assertRegex(out, r"(?m)^  %s +\S" % command.split()[0])

    def test_a_command_without_arguments_says_what_is_missing(self):
        for command in COMMANDS + GROUPS:
            if command in COMPLETE:
                continue
            with self.subTest(command=command):
                self.assert_error(self.run_insyn(*command.split()), 2)
        self.assertFalse(self.home.exists())

    def test_an_unknown_command_or_flag_is_wrong_usage(self):
        for args in (["nonsense"], ["--nonsense"], ["init", "--nonsense"], ["audit", "nonsense"],
                     ["calendar", "--year", "soon"], ["calendar", "--year"],
                     ["import", "--source", "canonical"], ["verify", "extra"],
                     ["import", "--source", "canonical", "--register", "staff", "x.csv"]):
            with self.subTest(args=args):
                self.assert_error(self.run_insyn(*args), 2)
        self.assertFalse(self.home.exists())

    def test_commands_that_are_complete_without_arguments_work(self):
        self.assert_error(self.run_insyn("verify"), 4, str(self.home))
        self.run_ok("init")
        self.run_ok("verify")


if __name__ == "__main__":
    unittest.main()
