"""That tests/handbook.py sees each fault it is there for."""

import pathlib
import tempfile
import unittest

import handbook

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Skicka {} lista"
msgid_plural "Skicka {} listor"
msgstr[0] "Send {} list"
msgstr[1] "Send {} lists"

msgid "{}, {}"
msgstr "{}, {}"
"""
PAGE = """auto a = words.n("Skicka {} lista", "Skicka {} listor", 2) + words.f("{}, {}", b, c);
{Method::get, "/rutinen/:version", Right::see_routine, page}
"""
SWEDISH = """Välj **Skicka 14 listor** och läs [rutinen](/rutinen/1).

- **Något saknas.** Vänta till kl. 08.15.

![Sidan där listorna skickas.](../../screens/a.png)
"""
ENGLISH = """Choose **Send 14 lists** and read [the routine](/rutinen/1).

- **Something is missing.** Wait until 08:15.

![The page where the lists are sent.](../../screens/a.png)
"""


class Chapters(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.awaited = {}
        for name, text in (("src/web/pages/page.cpp", PAGE), ("i18n/en/a.po", PO),
                           ("src/app/none.cpp", ""), ("docs/screens/a.png", ""),
                           ("docs/handbok/sv/chef.md", SWEDISH), ("docs/handbok/en/chef.md", ENGLISH)):
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def faults(self) -> list:
        return handbook.all_faults(self.root, self.awaited)

    def change(self, language: str, old: str, new: str) -> str:
        """The one fault that comes of it."""
        path = self.root / "docs/handbok" / language / "chef.md"
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new), encoding="utf-8")
        faults = self.faults()
        self.assertEqual(len(faults), 1, faults)
        return faults[0]

    def test_that_say_what_there_is_have_no_fault(self):
        self.assertEqual(self.faults(), [])

    def test_quote_no_word_that_no_page_has(self):
        self.assertIn("on no page: Sänd 14 listor", self.change("sv", "Skicka 14", "Sänd 14"))

    def test_are_not_found_in_a_text_that_is_all_places(self):
        self.assertIn("on no page: Sänd, nu", self.change("sv", "Skicka 14 listor", "Sänd, nu"))

    def test_quote_the_english_of_the_same_word(self):
        self.assertIn("but the page says: Send {} list", self.change("en", "Send 14", "Mail 14"))

    def test_quote_as_much_in_both_languages(self):
        self.assertIn("in one language only", self.change("en", "**Something is missing.**", "Gone."))

    def test_begin_an_item_with_a_sentence_and_not_with_a_false_word(self):
        self.assertIn("in one language only", self.change("sv", "**Något saknas.**", "**Något**"))

    def test_may_quote_what_is_awaited_until_it_has_come(self):
        self.awaited = {"Sänd {} listor": "Send {} lists"}
        path = self.root / "docs/handbok/sv/chef.md"
        path.write_text(SWEDISH.replace("Skicka", "Sänd"), encoding="utf-8")
        self.assertEqual(self.faults(), [])
        self.awaited["Skicka {} listor"] = "Send {} lists"
        self.assertEqual(len(self.faults()), 1)

    def test_lead_somewhere(self):
        self.assertIn("leads nowhere: /regler", self.change("en", "/rutinen/1", "/regler"))

    def test_show_pictures_that_there_are_and_tell_them(self):
        self.assertIn("no such picture", self.change("en", "a.png", "b.png"))

    def test_tell_a_picture_in_a_sentence(self):
        self.assertIn("in a sentence", self.change("sv", "Sidan där listorna skickas.", "Bild"))

    def test_are_set_as_swedish_is(self):
        self.assertIn("a time with a colon", self.change("sv", "08.15", "08:15"))

    def test_are_there_in_english(self):
        (self.root / "docs/handbok/en/chef.md").unlink()
        self.assertEqual(self.faults(), ["en/chef.md: isn't there"])


if __name__ == "__main__":
    unittest.main()
