#include "web/assets/assets.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <set>
#include <string>

#include "base/hash.h"
#include "base/hex.h"

namespace insyn {
namespace {

std::string unzipped(const std::string& gzip, std::size_t size) {
  z_stream stream{};
  std::string in = gzip, out(size + 1, '\0');
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

TEST(Assets, HaveThePathOfTheirBytes) {
  std::set<std::string> paths;
  for (const Asset& one : assets()) {
    const std::string hash = to_hex(sha256(one.bytes)).substr(0, 16);
    EXPECT_NE(one.path.find("." + hash + "."), std::string::npos) << one.path;
    EXPECT_EQ(one.etag, "\"" + hash + "\"");
    EXPECT_EQ(find_asset(one.path), &one);
    EXPECT_EQ(&asset(one.name), &one);
    paths.insert(one.path);
  }
  EXPECT_EQ(paths.size(), assets().size());
  EXPECT_GT(paths.size(), 7U);
}

TEST(Assets, AreFoundByTheirWholePathOnly) {
  const std::string path = asset("insyn.css").path;
  for (const std::string& other :
       {std::string{}, std::string{"/tillgang/insyn.css"}, path.substr(1), path + "x",
        std::string{"/tillgang/../insyn.css"}})
    EXPECT_EQ(find_asset(other), nullptr) << other;
}

TEST(Assets, AreWholeAndSayWhatTheyAre) {
  // The first four bytes of a WOFF2 file (W3C WOFF 2.0, 4.1).
  EXPECT_EQ(asset("inter.woff2").bytes.substr(0, 4), "wOF2");
  EXPECT_EQ(asset("inter-ext.woff2").bytes.substr(0, 4), "wOF2");
  EXPECT_GT(asset("inter.woff2").bytes.size(), 40'000U);
  EXPECT_NE(asset("htmx.js").bytes.find("historyCacheSize"), std::string::npos);
  EXPECT_NE(asset("designsystemet.css").bytes.find(".ds-button{"), std::string::npos);
  EXPECT_NE(asset("theme.css").bytes.find("#0b5c6b"), std::string::npos);
  EXPECT_EQ(asset("inter.woff2").type, "font/woff2");
  EXPECT_EQ(asset("htmx.js").type, "text/javascript; charset=utf-8");
}

TEST(Assets, AreSmallerZippedAndTheSameUnzipped) {
  for (const Asset& one : assets()) {
    if (one.type == "font/woff2" || one.type == "image/png") {  // compressed already
      EXPECT_TRUE(one.gzip.empty());
      continue;
    }
    EXPECT_LT(one.gzip.size(), one.bytes.size()) << one.name;
    EXPECT_EQ(unzipped(one.gzip, one.bytes.size()), one.bytes) << one.name;
  }
}

TEST(StyleSheets, AskForNothingFromElsewhere) {
  for (const char* name : {"theme.css", "designsystemet.css", "insyn.css"}) {
    const std::string& css = asset(name).bytes;
    EXPECT_EQ(css.find("@import"), std::string::npos) << name;
    for (std::size_t at = 0; (at = css.find("url(", at)) != std::string::npos; ++at) {
      const std::string target = css.substr(at + 4, 11);
      const bool known = target == "/tillgang/i" || target.substr(1) == "data:image";
      EXPECT_TRUE(known || css.compare(at, 9, "url(NAME)") == 0) << name << ": " << target;
    }
  }
  const std::string& css = asset("insyn.css").bytes;
  EXPECT_NE(css.find("url(" + asset("inter.woff2").path + ")"), std::string::npos);
  EXPECT_NE(css.find("url(" + asset("inter-ext.woff2").path + ")"), std::string::npos);
}

}  // namespace
}  // namespace insyn
