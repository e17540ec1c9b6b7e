// What login believes of an address that came from outside.
#include "web/auth/addresses.h"

#include <gtest/gtest.h>

namespace insyn {
namespace {

TEST(OwnPath, IsNeverAWayOut) {
  for (const std::string path :
       {"", "kontroller", "//elsewhere.example", "/\\elsewhere.example", "/a\\b", "/a\r\nb",
        "/\t/b", "https://elsewhere.example/", "javascript:alert(1)"})
    EXPECT_EQ(own_path(path), "/") << path;
  EXPECT_EQ(own_path("/" + std::string(2'000, 'a')), "/");
}

TEST(OwnPath, StaysAsItIs) {
  for (const std::string path : {"/", "/kontroller?ar=2026", "/anvandare/Åsa B", "/a//b"})
    EXPECT_EQ(own_path(path), path);
}

TEST(SafeAddress, IsHttpsOrThisMachine) {
  for (const char* good : {"https://id.example.se", "http://127.0.0.1:8080", "http://[::1]:1/a"})
    EXPECT_TRUE(is_safe_address(good)) << good;
  for (const char* bad : {"http://id.example.se", "https://", "ftp://127.0.0.1", "https://a\\b",
                          "http://127.0.0.1@elsewhere.example", "https://a b"})
    EXPECT_FALSE(is_safe_address(bad)) << bad;
}

}  // namespace
}  // namespace insyn
