#include "domain/ledger/checkpoint.h"

#include <gtest/gtest.h>

#include "base/hex.h"

namespace insyn {
namespace {

// The example of c2sp.org/tlog-checkpoint.
const std::string example =
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

LedgerKey test_key() { return {"insyn.example/test", ed25519_key(sha256("a key for tests"))}; }

TEST(Checkpoint, TheExampleOfTheSpecificationIsRead) {
  const auto checkpoint = parse_checkpoint(example);
  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->origin, "example.com/behind-the-sofa");
  EXPECT_EQ(checkpoint->size, 20'852'163U);
  EXPECT_EQ(to_base64(as_view(checkpoint->root)), "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
  EXPECT_TRUE(checkpoint->extensions.empty());
  EXPECT_EQ(format_checkpoint(*checkpoint), example);
}

TEST(Checkpoint, FurtherLinesAreKept) {
  const auto checkpoint = parse_checkpoint(example + "more\nlines\n");
  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->extensions, (std::vector<std::string>{"more", "lines"}));
  EXPECT_EQ(format_checkpoint(*checkpoint), example + "more\nlines\n");
}

TEST(Checkpoint, OtherFormsAreRefused) {
  const std::string root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  for (const std::string& text :
       {std::string{}, std::string{"o\n1\n"}, "o\n1\n" + root.substr(0, root.size() - 1),
        "\n1\n" + root, "o\n\n" + root, "o\n01\n" + root, "o\n+1\n" + root, "o\n-1\n" + root,
        "o\n1 \n" + root, "o\n1.0\n" + root, "o\n18446744073709551616\n" + root,
        std::string{"o\n1\nAAAA\n"}, "o\n1\n" + root + "\n", "o\n1\n" + root + "\nx\n",
        "o\n1\n" + root.substr(1)})
    EXPECT_FALSE(parse_checkpoint(text)) << text;
  EXPECT_TRUE(parse_checkpoint("o\n0\n" + root));
  EXPECT_TRUE(parse_checkpoint("o\n18446744073709551615\n" + root));
}

TEST(Checkpoint, IsOpenedWithTheKeyThatSignedIt) {
  const LedgerKey key = test_key();
  const std::string note = sign_checkpoint(key, 7, sha256("root"));
  EXPECT_EQ(note.substr(0, note.find("\n\n") + 1),
            "insyn.example/test\n7\n" + to_base64(as_view(sha256("root"))) + "\n");
  const auto opened = open_checkpoint(note, format_vkey(key.verifier()));
  ASSERT_TRUE(opened);
  EXPECT_EQ(*opened, (Checkpoint{key.name, 7, sha256("root"), {}}));
}

TEST(Checkpoint, IsNotOpenedWithAnotherKeyOrAfterAChange) {
  const LedgerKey key = test_key();
  const std::string vkey = format_vkey(key.verifier());
  std::string note = sign_checkpoint(key, 7, sha256("root"));
  const LedgerKey other{key.name, ed25519_key(sha256("another key"))};
  EXPECT_EQ(open_checkpoint(note, format_vkey(other.verifier())).error().code,
            "checkpoint-signature");
  EXPECT_FALSE(open_checkpoint(note, "no key"));
  note.replace(note.find("\n7\n"), 3, "\n8\n");
  EXPECT_EQ(open_checkpoint(note, vkey).error().code, "checkpoint-signature");
}

TEST(Checkpoint, OfAnotherLedgerIsRefusedAlsoWhenTheKeySignedIt) {
  const LedgerKey key = test_key();
  const std::string note =
      sign_note(format_checkpoint({"other.example", 7, sha256("root"), {}}), key);
  EXPECT_EQ(open_checkpoint(note, format_vkey(key.verifier())).error().code, "checkpoint-origin");
}

}  // namespace
}  // namespace insyn
