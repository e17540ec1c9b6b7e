#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace insyn {

/// What gettext and ICU know of a language; kept apart since their headers are slow to compile.
class Catalogue {
 public:
  virtual ~Catalogue() = default;
  /// The text's translation; the text itself if there is none, as in the source language.
  virtual std::string text(std::string_view text) const = 0;
  virtual std::string plural(std::string_view one, std::string_view many,
                             std::int64_t count) const = 0;
  virtual bool before(std::string_view left, std::string_view right) const = 0;
};

/// `compiled` is a gettext .mo file; empty for the source language.
std::unique_ptr<const Catalogue> open_catalogue(std::string_view language,
                                                std::string_view compiled);

/// The files of the translations that are in the program, by name (`en.mo`); made by the build.
std::string_view translation_files(std::string_view name);

}  // namespace insyn
