#include <array>
#include <utility>

#include "web/look/parts.h"

namespace insyn {

namespace {

struct Drawing {
  std::string_view name, shapes;  ///< on 20 × 20; the stroke is the style sheet's
};

/// In the order of `Icon`.
constexpr std::array<Drawing, 12> drawings{{
    {"eye", R"(<path d="M1.8 10S4.8 4.6 10 4.6 18.2 10 18.2 10 15.2 15.4 10 15.4 1.8 10 1.8 10Z"/>)"
            R"(<circle cx="10" cy="10" r="2.6"/>)"},
    {"check", R"(<circle cx="10" cy="10" r="7.6"/><path d="m6.6 10.3 2.4 2.4 4.6-5.2"/>)"},
    {"look", R"(<path d="M10 2.9 18 16.6H2Z"/><path d="M10 8v4M10 14.3v.1"/>)"},
    {"none", R"(<circle cx="10" cy="10" r="7.6"/><path d="M6.8 10h6.4"/>)"},
    {"ask",
     R"(<circle cx="10" cy="10" r="7.6"/><path d="M7.8 7.9c.2-1.4 1.1-2 2.3-2 1.3 0 2.3.8 2.3 2 )"
     R"(0 1.7-2.3 1.8-2.3 3.5M10.1 14v.1"/>)"},
    {"stop", R"(<path d="M6.9 2.5h6.2l4.4 4.4v6.2l-4.4 4.4H6.9l-4.4-4.4V6.9Z"/>)"
             R"(<path d="M10 6v4.6M10 13.6v.1"/>)"},
    {"clock", R"(<circle cx="10" cy="10" r="7.6"/><path d="M10 5.8V10l2.9 1.9"/>)"},
    {"lock", R"(<rect x="4" y="9" width="12" height="8.5" rx="1.5"/>)"
             R"(<path d="M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9"/>)"},
    {"dice", R"(<rect x="3" y="3" width="14" height="14" rx="3"/>)"
             R"(<path d="M7 7v.1M13 7v.1M10 10v.1M7 13v.1M13 13v.1" stroke-width="2.4"/>)"},
    {"doc", R"(<path d="M5 2.5h6.5L15.5 6.5V17.5H5Z"/>)"
            R"(<path d="M11.3 2.7v4h4M7.7 10.3h5M7.7 13.3h5"/>)"},
    {"print", R"(<path d="M6 7V2.5h8V7M6 14H3V7h14v7h-3"/><path d="M6 11.5h8v6H6Z"/>)"},
    {"next", R"(<path d="M4 10h11.5M11 5.5l4.5 4.5-4.5 4.5"/>)"},
}};

}  // namespace

Html icon(Icon which, std::string_view label) {
  const std::string reference = "#i-" + std::string{drawings[static_cast<std::size_t>(which)].name};
  const Html use = el("use", {{"href", reference}});
  if (label.empty()) return el("svg", {{"class", "i"}, {"aria-hidden", "true"}}, use);
  return el("svg", {{"class", "i"}, {"role", "img"}, {"aria-label", label}}, use);
}

Html icon_sheet() {
  // All of them: what a page later fetches in part may need another than the page itself.
  Html symbols;
  for (const Drawing& drawing : drawings)
    symbols += el("symbol", {{"id", "i-" + std::string{drawing.name}}, {"viewBox", "0 0 20 20"}},
                  Html::trusted(std::string{drawing.shapes}));
  return el("svg", {{"width", "0"}, {"height", "0"}, flag("hidden")}, symbols);
}

}  // namespace insyn
