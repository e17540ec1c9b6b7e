#include "web/http/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <optional>

#include "base/check_page.h"
#include "base/text.h"
#include "web/http/etag.h"
#include "web/http/form.h"

namespace insyn {
namespace {

/// Below this a packet is a packet, compressed or not.
constexpr std::size_t worthwhile_bytes = 1024;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// RFC 9110 12.4.2: `0`, `0.5`, `1.000`. Whether it is above 0; none if malformed.
std::optional<bool> is_above_zero(std::string_view weight) {
  if (weight != "0" && weight != "1" && !weight.starts_with("0.") && !weight.starts_with("1."))
    return std::nullopt;
  const auto decimals = weight.size() > 2 ? weight.substr(2) : std::string_view{};
  const auto zero = [](char c) { return c == '0'; };
  const bool whole = weight.front() == '1';
  if (decimals.size() > 3 || !std::ranges::all_of(decimals, is_digit)) return std::nullopt;
  if (whole && !std::ranges::all_of(decimals, zero)) return std::nullopt;
  return whole || !std::ranges::all_of(decimals, zero);
}

struct Coding {
  std::string name;
  bool wanted = true;
};

std::optional<Coding> parse_coding(std::string_view text) {
  Coding coding{media_type(text)};
  const auto semicolon = text.find(';');
  if (semicolon == std::string_view::npos) return coding;
  const std::string parameter = lower_case(trimmed(text.substr(semicolon + 1)));
  if (!parameter.starts_with("q=")) return std::nullopt;
  const auto wanted = is_above_zero(std::string_view{parameter}.substr(2));
  if (!wanted) return std::nullopt;
  coding.wanted = *wanted;
  return coding;
}

bool is_text(std::string_view type) {
  const std::string media = media_type(type);
  return media.starts_with("text/") || media == "application/json" || media == "image/svg+xml" ||
         media == "application/javascript";
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  std::optional<bool> named;
  bool by_star = false;
  for (const std::string& element : split(accept_encoding, ',')) {
    const auto coding = parse_coding(element);
    if (!coding) continue;
    if (coding->name == "gzip" || coding->name == "x-gzip") named = coding->wanted;
    if (coding->name == "*") by_star = coding->wanted;
  }
  return named.value_or(by_star);
}

std::string gzipped(std::string_view content) {
  z_stream stream{};
  constexpr int gzip_of_largest_window = 15 + 16;
  constexpr int usual_memory = 8;
  int state = deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_of_largest_window,
                           usual_memory, Z_DEFAULT_STRATEGY);
  check_page(state == Z_OK, "zlib has memory");
  std::string packed(deflateBound(&stream, content.size()), '\0');
  // zlib reads through a pointer that isn't const, and writes nothing there.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  state = deflate(&stream, Z_FINISH);
  check_page(state == Z_STREAM_END, "zlib keeps to its bound");
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

void compress_for(const HttpRequest& request, HttpResponse& response) {
  const bool encoded = std::ranges::any_of(response.headers, [](const NameValue& header) {
    return lower_case(header.name) == "content-encoding";
  });
  if (encoded || !is_text(response.type) || !may_be_kept(response)) return;
  response.headers.push_back({"Vary", "Accept-Encoding"});  // of a 304 as well (RFC 9110 15.4.5)
  if (response.body.size() < worthwhile_bytes || !accepts_gzip(request.headers["accept-encoding"]))
    return;
  response.body = gzipped(response.body);
  response.headers.push_back({"Content-Encoding", "gzip"});
}

}  // namespace insyn
