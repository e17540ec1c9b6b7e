#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace insyn {

/// A file that ships inside the program and goes to the browser as it is: CSS, script, font,
/// picture. Its path holds a hash of its bytes, so that it can be kept for ever (`Cache-Control:
/// public, max-age=31536000, immutable`) and a new version is asked for at once.
struct Asset {
  std::string name;       ///< `insyn.css`
  std::string path;       ///< `/tillgang/insyn.0f3c5a9d12b4e678.css`
  std::string_view type;  ///< of the answer's Content-Type
  std::string bytes;
  std::string gzip;  ///< the same, for who accepts it; empty if that wouldn't be smaller
  std::string etag;  ///< with its quotes
};

/// All of them, made ready at the first call. Lives as long as the program.
const std::vector<Asset>& assets();

/// The asset of a request's path; none for another path.
const Asset* find_asset(std::string_view path);

/// The asset of a name that pages know: `theme.css`, `designsystemet.css`, `insyn.css`, `htmx.js`,
/// `list.js`, `icon.svg`, `inter.woff2`, `inter-ext.woff2`, a picture of the handbook. Throws
/// BrokenPage for another.
const Asset& asset(std::string_view name);

}  // namespace insyn
