#include "web/assets/assets.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"
#include "base/check_page.h"
#include "base/hash.h"
#include "base/hex.h"

namespace insyn {

/// The files as they were at build, by name (cmake/Embed.cmake).
std::string_view asset_files(std::string_view name);

namespace {

struct Kind {
  std::string_view name, type;
};

constexpr std::string_view font = "font/woff2", picture = "image/png";

/// In the order in which they refer to each other: a style sheet comes after its fonts. The
/// pictures are those of the handbook.
constexpr std::array<Kind, 23> kinds{{{"inter.woff2", font},
                                      {"inter-ext.woff2", font},
                                      {"icon.svg", "image/svg+xml"},
                                      {"theme.css", "text/css; charset=utf-8"},
                                      {"designsystemet.css", "text/css; charset=utf-8"},
                                      {"insyn.css", "text/css; charset=utf-8"},
                                      {"htmx.js", "text/javascript; charset=utf-8"},
                                      {"list.js", "text/javascript; charset=utf-8"},
                                      {"egen_logg.png", picture},
                                      {"granskning_las_igen.png", picture},
                                      {"granskning_medgiv_rad.png", picture},
                                      {"granskning_rader.png", picture},
                                      {"granskning_samtal.png", picture},
                                      {"kallor.png", picture},
                                      {"kontroll_lottningen.png", picture},
                                      {"kontroll_sammanstall.png", picture},
                                      {"kontroll_sena.png", picture},
                                      {"kontroll_skickad.png", picture},
                                      {"kontroll_utse.png", picture},
                                      {"min_sida_svara.png", picture},
                                      {"misstankar_tid.png", picture},
                                      {"misstanke_rad.png", picture},
                                      {"rapport_i_dag.png", picture}}};

std::string gzipped(const std::string& bytes) {
  z_stream stream{};
  // 16 more than the window's 15 bits asks for gzip's header instead of zlib's own.
  check(
      deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) == Z_OK,
      "zlib has memory");
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  std::string in = bytes;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  check(deflate(&stream, Z_FINISH) == Z_STREAM_END, "what deflate needs fits its own bound");
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out.size() < bytes.size() ? out : std::string{};
}

/// `url(inter.woff2)` as the address of that file.
std::string with_addresses(std::string_view text, const std::vector<Asset>& known) {
  std::string out{text};
  for (const Asset& asset : known) {
    const std::string reference = "url(" + asset.name + ")";
    for (std::size_t at = 0; (at = out.find(reference, at)) != std::string::npos;)
      out.replace(at, reference.size(), "url(" + asset.path + ")");
  }
  return out;
}

Asset made(const Kind& kind, const std::vector<Asset>& known) {
  const std::string_view file = asset_files(kind.name);
  check(!file.empty(), "every asset was there at build");
  Asset asset;
  asset.name = kind.name;
  asset.type = kind.type;
  asset.bytes = kind.name == "insyn.css" ? with_addresses(file, known) : std::string{file};
  const std::string hash = to_hex(sha256(asset.bytes)).substr(0, 16);
  const auto dot = asset.name.rfind('.');
  asset.path = "/tillgang/" + asset.name.substr(0, dot) + "." + hash + asset.name.substr(dot);
  asset.etag = "\"" + hash + "\"";
  if (kind.type != font && kind.type != picture) asset.gzip = gzipped(asset.bytes);
  return asset;
}

}  // namespace

const std::vector<Asset>& assets() {
  static const std::vector<Asset> all = [] {
    std::vector<Asset> made_ones;
    made_ones.reserve(kinds.size());
    for (const Kind& kind : kinds) made_ones.push_back(made(kind, made_ones));
    return made_ones;
  }();
  return all;
}

const Asset* find_asset(std::string_view path) {
  const auto found = std::find_if(assets().begin(), assets().end(),
                                  [&](const Asset& asset) { return asset.path == path; });
  return found == assets().end() ? nullptr : &*found;
}

const Asset& asset(std::string_view name) {
  const auto found = std::find_if(assets().begin(), assets().end(),
                                  [&](const Asset& one) { return one.name == name; });
  check_page(found != assets().end(), "pages name only assets that there are");
  return *found;
}

}  // namespace insyn
