#include "command_socket/request.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

namespace insyn {
namespace {

/// As the header describes it.
std::string request_bytes(const std::vector<std::string>& strings) {
  std::string bytes;
  for (const std::string& text : strings) bytes.append(text).push_back('\0');
  return bytes;
}

std::string without_zeros(std::string text) {
  std::erase(text, '\0');
  return text;
}

TEST(CommandRequest, IsReadAsTheHeaderDescribesIt) {
  const auto request =
      parse_request(request_bytes({"insyn-command/1", "/srv/data", "1", "80", "INSYN_HOME=hem",
                                   "INSYN_NOW=", "", "audit", "", "--audit=2026-1"}));
  ASSERT_TRUE(request);
  EXPECT_EQ(request->directory, "/srv/data");
  EXPECT_TRUE(request->err_is_terminal);
  EXPECT_EQ(request->width, 80);
  EXPECT_EQ(request->env,
            (std::map<std::string, std::string>{{"INSYN_HOME", "hem"}, {"INSYN_NOW", ""}}));
  EXPECT_EQ(request->args, (std::vector<std::string>{"audit", "", "--audit=2026-1"}));
}

TEST(CommandRequest, ThatIsNoneIsRefused) {
  const std::vector<std::vector<std::string>> bad{
      {},
      {"insyn-command/2", "/", "0", "80", ""},
      {"insyn-command/1"},
      {"insyn-command/1", "relative", "0", "80", ""},
      {"insyn-command/1", "", "0", "80", ""},
      {"insyn-command/1", "/", "yes", "80", ""},
      {"insyn-command/1", "/", "0", "0", ""},
      {"insyn-command/1", "/", "0", "-5", ""},
      {"insyn-command/1", "/", "0", "10001", ""},
      {"insyn-command/1", "/", "0", "80x", ""},
      {"insyn-command/1", "/", "0", "99999999999999999999", ""},
      {"insyn-command/1", "/", "0", "80"},
      {"insyn-command/1", "/", "0", "80", "PATH=/bin", ""},
      {"insyn-command/1", "/", "0", "80", "INSYN_HOME", ""},
      {"insyn-command/1", "/", "0", "80", "INSYN_NOW=1", "INSYN_NOW=2", ""},
  };
  for (const auto& strings : bad) EXPECT_FALSE(parse_request(request_bytes(strings)));
  std::string cut = request_bytes({"insyn-command/1", "/", "0", "80", "", "verify"});
  cut.pop_back();
  EXPECT_FALSE(parse_request(cut)) << "the last string isn't ended";
}

TEST(CommandRequest, ComesAcrossAsItWas) {
  rc::check([](std::vector<std::string> args, const std::string& home, bool terminal) {
    for (std::string& arg : args) arg = without_zeros(arg);
    const CommandRequest request{.directory = "/" + without_zeros(home),
                                 .err_is_terminal = terminal,
                                 .width = *rc::gen::inRange(1, 10'001),
                                 .env = {{"INSYN_HOME", without_zeros(home)}},
                                 .args = args};
    const auto read = parse_request(format_request(request));
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == request);
  });
}

}  // namespace
}  // namespace insyn
