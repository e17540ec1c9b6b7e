"""A register that contradicts itself changes nothing (exit 3), unless its sound rows are wanted
(`--accept`, exit 1); the others then lie word for word in the home."""

import unittest

from support import HomeTest

UNITS = "unit_id;name;parent_id;kind\n"
STAFF = "staff_id;name;protected\n"
EMPLOYMENTS = "staff_id;unit_id;group;valid_from;valid_to\n"
# The name of the rule: register, a file whose line 2 is sound, and the lines that are not.
CONTRADICTIONS = {
    "a kind of unit that there is not": ("units", UNITS + "u1;N;;unit\nu2;Hemlig;;ward\n", [3]),
    "a group that there is not":
        ("employments", EMPLOYMENTS + "s1;u1;authority;2026-01-01;\ns2;u1;both;2026-01-01;\n", [3]),
    "a law that there is not":
        ("cases", "case_id;client_id;law;opened\nk1;c1;SoL;2026-01-01\nk2;c1;KL;2026-01-01\n", [3]),
    "a role that there is not":
        ("case_roles", "case_id;staff_id;role;valid_from\nk1;s1;caseworker;2026-01-01\n"
         "k1;s2;friend;2026-01-01\n", [3]),
    "a kind of intake that there is not":
        ("intakes", "client_id;received_at;kind\nc1;2026-01-01 10:00;report\n"
         "c1;2026-01-01 10:00;rumour\n", [3]),
    "a kind of consent that there is not":
        ("consents", "client_id;kind;valid_from\nc1;consent;2026-01-01\nc1;maybe;2026-01-01\n",
         [3]),
    "protected that is neither 0 nor 1":
        ("staff", STAFF + "s1;N;1\ns2;Hemlig;2\ns3;Hemlig;yes\n", [3, 4]),
    "an end that is not after the beginning":
        ("employments", EMPLOYMENTS + "s1;u1;delivery;2026-01-01;2026-01-02\n"
         "s2;u1;delivery;2026-01-02;2026-01-02\ns3;u1;delivery;2026-01-02;2026-01-01\n", [3, 4]),
    "a day that there is not":
        ("employments", EMPLOYMENTS + "s1;u1;delivery;2026-01-01;\n"
         "s2;u1;delivery;2026-02-29;\ns3;u1;delivery;i går;\n", [3, 4]),
    "a member of staff whose id is a personal number":
        ("staff", STAFF + "s1;N;0\n191212121212;Hemlig;0\n19121212-1212;Hemlig;0\n", [3, 4]),
    "a required value that is empty":
        ("staff", STAFF + "s1;N;0\n;Hemlig;0\ns3;;0\n", [3, 4]),
    "a unit's id that another row has":
        ("units", UNITS + "u1;N;;unit\nu2;Hemlig;;unit\nu2;Hemlig;;area\n", [3, 4]),
    "a member of staff's id that another row has":
        ("staff", STAFF + "s1;N;0\ns2;Hemlig;0\ns2;Hemlig Två;0\n", [3, 4]),
    "a client's id that another row has":
        ("clients", "client_id;name\nc1;N\nc2;Hemlig\nc2;Hemlig Två\n", [3, 4]),
    "a case's id that another row has":
        ("cases", "case_id;client_id;opened\nk1;c1;2026-01-01\nk2;c1;2026-01-01\n"
         "k2;c9;2026-01-01\n", [3, 4]),
    "too few and too many fields":
        ("staff", STAFF + "s1;N;0\ns2;Hemlig\ns3;Hemlig;0;0\n", [3, 4]),
    "a quote that is never closed": ("staff", STAFF + "s1;N;0\ns2;\"Hemlig;0\ns3;N;0\n", [3]),
}


class Contradictions(HomeTest):
    def in_home(self, name):
        self.home = self.folder / name
        self.run_ok("init")

    def test_each_rule(self):
        for number, (rule, (register, content, lines)) in enumerate(CONTRADICTIONS.items()):
            with self.subTest(rule=rule):
                self.in_home("home-%d" % number)
                with self.nothing_changed():
                    ran = self.import_register(register, content)
                self.assert_error(ran, 3, "%s.csv:%d: " % (register, lines[0]), "--accept")
                self.rejects(ran, lines)
                ran = self.import_register(register, content, "--accept")
                self.assertEqual((ran.status, ran.err), (1, ""), ran)
                self.assertEqual(self.rejects(ran, lines)["accepted"], 1)
                text = content.split("\n")
                end = None if "never closed" in rule else lines[-1]
                self.assertEqual(self.rejected().decode().rstrip("\n"),
                                 "\n".join(text[lines[0] - 1:end]).rstrip("\n"))
                self.assertEqual(self.ledger_size(), 2)

    def rejects(self, ran, lines):
        kept = self.receipt(ran)
        self.assertEqual([row["line"] for row in kept["rejected"]], lines, ran)
        self.assertNotIn("Hemlig", ran.err + str([row["reason"] for row in kept["rejected"]]))
        self.assertNotIn("12121212", ran.err + str(kept["rejected"]))
        return kept

    def test_equal_rows_are_one_row_and_contradict_nothing(self):
        ran = self.import_register("units", UNITS + "u1;N;;unit\n" * 3)
        kept = self.receipt(ran)
        self.assertEqual((ran.status, kept["accepted"], kept["duplicates"]), (0, 1, 2), ran)

    def test_a_cycle_is_unusable_whatever_is_accepted(self):
        for rows in ("u1;N;u2;unit\nu2;N;u1;unit\n", "u1;N;u1;unit\n",
                     "u1;N;u2;unit\nu2;N;u3;unit\nu3;N;u1;unit\nu4;N;;unit\n"):
            for flags in ([], ["--accept"], ["--correct"], ["--accept", "--correct"]):
                with self.subTest(rows=rows, flags=flags):
                    with self.nothing_changed():
                        ran = self.import_register("units", UNITS + rows, *flags)
                    self.assert_error(ran, 3, "units.csv:")
                    self.assertIn("error", ran.json())

    def test_a_shrunken_register(self):
        rows = ["s%d;N;0\n" % number for number in range(20)]
        self.run_ok("import", "--register", "staff", self.write("s.csv", STAFF + "".join(rows)))
        with self.nothing_changed():
            ran = self.import_register("staff", STAFF + "".join(rows[:17]))
            self.assert_error(ran, 3, "staff.csv", "17", "20", "--accept")
            self.assert_error(self.import_register("staff", STAFF), 3, "--accept")
        ran = self.import_register("staff", STAFF + "".join(rows[:18]))
        self.assertEqual((ran.status, self.receipt(ran)["duplicates"]), (0, 18), ran)
        ran = self.import_register("staff", STAFF + "".join(rows[:3]), "--accept")
        self.assertEqual((ran.status, ran.err), (0, ""), ran)
        self.assertEqual(self.ledger_size(), 4)

    def test_what_points_nowhere_is_a_warning(self):
        ran = self.import_register("employments", EMPLOYMENTS + "s1;u1;delivery;2026-01-01;\n")
        self.assertEqual(ran.status, 0, ran)
        self.assertTrue(self.verify()["warnings"])


if __name__ == "__main__":
    unittest.main()
