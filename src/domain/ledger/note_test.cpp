#include "domain/ledger/note.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace insyn {
namespace {

// The example of c2sp.org/signed-note.
const std::string vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const std::string text = "This is an example message.\n";
const std::string line =
    "— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
    "\n";
const std::string example = text + "\n" + line;

LedgerKey test_key() { return {"insyn.example/test", ed25519_key(sha256("a key for tests"))}; }

TEST(Note, TheExampleOfTheSpecificationVerifies) {
  const auto key = parse_vkey(vkey);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->name, "example.com/foo");
  EXPECT_EQ(format_vkey(*key), vkey);
  const auto note = parse_note(example);
  ASSERT_TRUE(note);
  EXPECT_EQ(note->text, text);
  EXPECT_TRUE(is_signed_by(*note, *key));
  EXPECT_EQ(format_note(*note), example);
}

TEST(Note, AnyChangedByteEitherDoesNotParseOrDoesNotVerify) {
  const auto key = parse_vkey(vkey);
  ASSERT_TRUE(key);
  for (std::size_t i = 0; i < example.size(); ++i)
    for (const int mask : {0x01, 0x02, 0x20, 0x80}) {
      std::string changed = example;
      changed[i] = static_cast<char>(changed[i] ^ mask);
      const auto note = parse_note(changed);
      EXPECT_FALSE(note && is_signed_by(*note, *key)) << i << " ^ " << mask;
    }
}

TEST(Note, WhatIsSignedHereVerifiesHere) {
  const LedgerKey key = test_key();
  const std::string long_text = "första\n\n\nandra efter tomma rader\n";
  const auto note = parse_note(sign_note(long_text, key));
  ASSERT_TRUE(note);
  EXPECT_EQ(note->text, long_text);
  EXPECT_TRUE(is_signed_by(*note, key.verifier()));
  EXPECT_FALSE(is_signed_by(*note, *parse_vkey(vkey)));
  EXPECT_EQ(parse_vkey(format_vkey(key.verifier()))->public_key, key.key.public_key);
}

TEST(Note, SignaturesOfOthersAreLeftAlone) {
  const std::string ours = sign_note(text, test_key());
  const auto note = parse_note(ours + line);
  ASSERT_TRUE(note);
  EXPECT_EQ(note->signatures.size(), 2U);
  EXPECT_TRUE(is_signed_by(*note, test_key().verifier()));
  EXPECT_TRUE(is_signed_by(*note, *parse_vkey(vkey)));
}

TEST(Note, AWrongSignatureOfTheKeyIsNotHealedByARightOne) {
  auto note = parse_note(sign_note(text, test_key()));
  ASSERT_TRUE(note);
  note->signatures.push_back(note->signatures[0]);
  EXPECT_TRUE(is_signed_by(*note, test_key().verifier()));
  note->signatures[1].signature[0] ^= 1;
  EXPECT_FALSE(is_signed_by(*note, test_key().verifier()));
}

TEST(Note, OtherFormsAreRefused) {
  const std::string payload = line.substr(line.rfind(' ') + 1);
  const std::string refused[] = {
      "",
      "\n",
      text,
      text + "\n",
      text + line,                                   // no empty line
      example + "\n",                                // an empty line after
      example.substr(0, example.size() - 1),         // no newline at the end
      text + "\n" + line + "something\n",            // not a signature
      text + "\n- example.com/foo " + payload,       // another dash
      text + "\n—  example.com/foo " + payload,      // two spaces
      text + "\n— example.com/foo  " + payload,      // two spaces
      text + "\n— example.com+foo " + payload,       // a plus in the name
      text + "\n— example.com\u00A0foo " + payload,  // a space in the name
      text + "\n—  " + payload,                      // no name
      text + "\n— example.com/foo\n",                // no signature
      text + "\n— example.com/foo AAAA\n",           // three bytes
      text + "\n— example.com/foo AAAAAA==\n",       // an id and nothing more
      text + "\n— example.com/foo AAAAAAA\n",        // no padding
      "a\tb\n\n" + line,                             // a control character
      "a\r\n\n" + line,                              //
      "\xe5\n\n" + line,                             // not UTF-8
  };
  for (const std::string& bytes : refused) EXPECT_FALSE(parse_note(bytes)) << bytes;
}

TEST(Note, AMillionBytesAndAHundredSignaturesAreTheMost) {
  std::string many = text + "\n";
  for (int i = 0; i < 100; ++i) many += line;
  EXPECT_TRUE(parse_note(many));
  EXPECT_FALSE(parse_note(many + line));
  EXPECT_TRUE(parse_note(std::string(999'000, 'a') + example));
  EXPECT_FALSE(parse_note(std::string(1'000'000, 'a') + example));
}

TEST(Vkey, OtherFormsAreRefused) {
  const std::string refused[] = {
      "",
      "example.com/foo",
      "example.com/foo+530d903a",
      "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U0=",
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
      " example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
  };
  for (const std::string& bytes : refused) EXPECT_FALSE(parse_vkey(bytes)) << bytes;
}

TEST(Vkey, APlusInTheBase64DoesNotConfuse) {
  bool seen = false;
  for (int i = 0; i < 50; ++i) {
    const VerifierKey key{"n", sha256(std::to_string(i))};
    const std::string written = format_vkey(key);
    seen = seen || std::count(written.begin(), written.end(), '+') > 2;
    ASSERT_EQ(parse_vkey(written)->public_key, key.public_key);
  }
  EXPECT_TRUE(seen);
}

}  // namespace
}  // namespace insyn
