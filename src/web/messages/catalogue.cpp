#include "web/messages/catalogue.h"

#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/stringpiece.h>

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <locale>
#include <vector>

#include "base/check.h"

namespace insyn {

namespace {

namespace gettext = boost::locale::gnu_gettext;

/// Boost.Locale asks for files by name; it is given the one that is embedded.
std::locale locale_of(std::string_view language, std::string_view compiled) {
  gettext::messages_info info;
  info.language = language;
  info.encoding = "UTF-8";
  info.paths.emplace_back("");
  info.domains.emplace_back("insyn");
  info.callback = [compiled](const std::string&, const std::string&) {
    return std::vector<char>(compiled.begin(), compiled.end());
  };
  // The locale owns the facet that is made here.
  return {std::locale::classic(), gettext::create_messages_facet<char>(info)};
}

class OpenCatalogue : public Catalogue {
 public:
  OpenCatalogue(std::string_view language, std::string_view compiled)
      : source_{compiled.empty()},
        locale_{source_ ? std::locale::classic() : locale_of(language, compiled)} {
    UErrorCode status = U_ZERO_ERROR;
    order_.reset(icu::Collator::createInstance(
        icu::Locale::createFromName(std::string{language}.c_str()), status));
    check(U_SUCCESS(status) && order_, "ICU can sort the languages of the pages");
  }

  std::string text(std::string_view text) const override {
    std::string key{text};
    // The empty text is where a catalogue keeps its own header.
    return source_ || key.empty() ? key : boost::locale::gettext(key.c_str(), locale_);
  }

  std::string plural(std::string_view one, std::string_view many,
                     std::int64_t count) const override {
    if (source_) return std::string{count == 1 ? one : many};
    // Boost takes an int. No rule of a language tells numbers apart that agree in their last six
    // digits and are above a million.
    const std::int64_t counted = count < 1'000'000 ? count : 1'000'000 + count % 1'000'000;
    return boost::locale::ngettext(std::string{one}.c_str(), std::string{many}.c_str(),
                                   static_cast<int>(counted), locale_);
  }

  bool before(std::string_view left, std::string_view right) const override {
    UErrorCode status = U_ZERO_ERROR;
    const auto piece = [](std::string_view text) {
      return icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())};
    };
    return order_->compareUTF8(piece(left), piece(right), status) == UCOL_LESS;
  }

 private:
  bool source_;
  std::locale locale_;
  std::unique_ptr<icu::Collator> order_;
};

}  // namespace

std::unique_ptr<const Catalogue> open_catalogue(std::string_view language,
                                                std::string_view compiled) {
  return std::make_unique<OpenCatalogue>(language, compiled);
}

}  // namespace insyn
