"""That tests/i18n.py sees each fault it is there for."""

import pathlib
import tempfile
import unittest

import i18n

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
RULES = """msgid "Rutinen är här"
msgstr "The routine is here"

msgid "{} rad till {}"
msgid_plural "{} rader till {}"
msgstr[0] "{0} row to {1}"
msgstr[1] "To {1}: {0} rows"
"""
PAGE = """auto a = words.t("Rutinen är "
                 "här");
auto b = words->n("{} rad till {}",
                  "{} rader till {}", 2, name);
"""


class Texts(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.write("src/web/page.cpp", PAGE)
        self.write("i18n/en/a.po", HEADER + RULES)

    def write(self, name: str, text: str):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def fault(self) -> str:
        faults = i18n.all_faults(self.root)
        self.assertEqual(len(faults), 1, faults)
        return faults[0]

    def test_that_are_there_are_no_fault(self):
        self.assertEqual(i18n.all_faults(self.root), [])

    def test_that_are_missing_are_named_with_their_line(self):
        for call in ('words.t("Ny åäö")', 'words.f("Ny åäö", x)', 'marked("Ny åäö")',
                     'words.t(\n    "Ny åäö")'):
            self.write("src/web/new.cpp", "\n" + call + ";\n")
            self.assertRegex(self.fault(), r"^src/web/new\.cpp:[23]: not in en: 'Ny åäö'$")

    def test_of_tests_and_other_functions_are_not_asked_for(self):
        self.write("src/web/page_test.cpp", 'words.t("Ny");')
        self.write("src/web/other.cpp", '// words.t("x")\n\n\n\nauto x = t("Ny"); begin("Ny");')
        self.assertEqual(i18n.all_faults(self.root), [])

    def test_that_are_empty_or_fuzzy_are_faults(self):
        self.write("i18n/en/a.po", HEADER + RULES.replace("The routine is here", ""))
        self.assertIn("empty", self.fault())
        self.write("i18n/en/a.po", HEADER + "#, fuzzy\n" + RULES)
        self.assertIn("fuzzy", self.fault())

    def test_with_other_places_are_faults(self):
        for said in ("To {1}: {1} rows", "To {}", "To {} {} {}", "To {0} {2}"):
            self.write("i18n/en/a.po", HEADER + RULES.replace("To {1}: {0} rows", said))
            self.assertIn("other places", self.fault())

    def test_with_another_plural_are_faults(self):
        self.write("i18n/en/a.po", HEADER + RULES.replace("{} rader till {}", "{} rads till {}"))
        self.assertIn("another plural", self.fault())

    def test_that_no_page_uses_are_faults(self):
        self.write("i18n/en/b.po", HEADER + 'msgid "Gammal"\nmsgstr "Old"\n')
        self.assertEqual(self.fault(), "i18n/en/b.po: used by no page: 'Gammal'")

    def test_said_in_two_ways_are_faults(self):
        self.write("i18n/en/b.po", HEADER + 'msgid "Rutinen är här"\nmsgstr "Routine here"\n')
        self.assertIn("said otherwise in i18n/en/a.po", self.fault())

    def test_said_twice_in_the_same_way_are_none(self):
        self.write("i18n/en/b.po", HEADER + RULES)
        self.assertEqual(i18n.all_faults(self.root), [])

    def test_that_gettext_refuses_are_faults(self):
        self.write("i18n/en/a.po", HEADER + RULES + 'msgid "x\n')
        self.assertTrue(any("i18n/en/a.po" in fault for fault in i18n.all_faults(self.root)))


if __name__ == "__main__":
    unittest.main()
