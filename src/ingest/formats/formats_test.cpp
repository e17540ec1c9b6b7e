#include "ingest/formats/formats.h"

#include <gtest/gtest.h>

namespace insyn {
namespace {

Mapping named(const std::string& id) {
  Mapping mapping;
  mapping.id = id;
  return mapping;
}

TEST(StandardFormats, HaveTheCanonicalLogAndEachMapping) {
  const StandardFormats formats{{named("viva"), named("other")}};
  EXPECT_EQ(formats.kinds(), (std::vector<std::string>{"canonical", "viva", "other"}));
  for (const std::string& kind : formats.kinds())
    EXPECT_TRUE(formats.reader({"s", kind, "s", "S"}, Encoding::utf8, HashKey{})) << kind;
}

TEST(StandardFormats, RefuseAKindThatThereIsNotAndNameThoseThereAre) {
  const StandardFormats formats{{named("viva")}};
  const auto reader = formats.reader({"s", "excel", "s", "S"}, Encoding::utf8, HashKey{});
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().kind, ErrorKind::refused);
  EXPECT_EQ(reader.error().code, "kind-unknown");
  EXPECT_NE(reader.error().text.find("canonical, viva"), std::string::npos);
}

}  // namespace
}  // namespace insyn
