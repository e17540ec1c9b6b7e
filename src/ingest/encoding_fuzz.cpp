#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/text.h"
#include "ingest/encoding.h"

namespace insyn {
namespace {

constexpr std::string_view bom = "\xEF\xBB\xBF";

Encoding detected(std::string_view bytes, std::size_t piece) {
  EncodingDetector detector;
  for (std::size_t at = 0; at < bytes.size(); at += piece) detector.feed(bytes.substr(at, piece));
  return detector.finish();
}

/// Two decoders that share no line agree on what UTF-8 is, wherever a file is cut.
void check_detection(std::string_view bytes, std::size_t piece) {
  const Encoding whole = detected(bytes, bytes.size() + 1);
  check(detected(bytes, piece) == whole, "pieces are what the whole is");
  const Encoding wanted = !is_utf8(bytes)          ? Encoding::windows_1252
                          : bytes.starts_with(bom) ? Encoding::utf8_bom
                                                   : Encoding::utf8;
  check(whole == wanted, "a file is UTF-8 if it is well-formed");
}

/// Each byte has a character of its own, so that decoding loses nothing.
void check_decoding(std::string_view bytes) {
  std::string whole = "before";
  const bool decoded = append_windows_1252(bytes, whole);
  std::string one_by_one = "before";
  bool defined = true;
  for (const char& byte : bytes) defined = append_windows_1252({&byte, 1}, one_by_one) && defined;
  check(decoded == defined, "a text is refused for one of its bytes");
  check(whole == (decoded ? one_by_one : "before"), "a refused text adds nothing");
  check(is_utf8(whole), "what is decoded is UTF-8");
  check(whole.size() <= 6 + 3 * bytes.size(), "no byte becomes more than three");
  check(!decoded || display_width(whole) <= 6 + bytes.size(), "a byte is one character");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
  insyn::check_detection(bytes, data[0] % 70U + 1U);
  insyn::check_decoding(bytes);
  return 0;
}
