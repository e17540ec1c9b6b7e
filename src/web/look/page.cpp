#include "web/look/page.h"

#include "web/assets/assets.h"

namespace insyn {

namespace {

/// htmx as it must be: it keeps no page in the browser's storage, since pages hold personal data;
/// it writes no style element and evaluates nothing, which the policy forbids; it asks only us; and
/// it shows what an answer says also when that is why something can't be done.
constexpr std::string_view htmx_config =
    R"({"historyCacheSize":0,"includeIndicatorStyles":false,"allowEval":false,)"
    R"("selfRequestsOnly":true,"responseHandling":[{"code":"204","swap":false},)"
    R"({"code":"[23]..","swap":true},{"code":"[45]..","swap":true,"error":true}]})";

Html style_sheet(std::string_view name) {
  return void_el("link", {{"rel", "stylesheet"}, {"href", asset(name).path}});
}

Html document_head(const std::string& title) {
  return el(
      "head", {}, void_el("meta", {{"charset", "utf-8"}}),
      void_el("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}),
      void_el("meta", {{"name", "htmx-config"}, {"content", htmx_config}}),
      el("title", {}, title, " – Insyn"),
      void_el("link", {{"rel", "icon"}, {"href", asset("icon.svg").path}}),
      void_el("link", {{"rel", "preload"},
                       {"href", asset("inter.woff2").path},
                       {"as", "font"},
                       {"type", "font/woff2"},
                       {"crossorigin", "anonymous"}}),
      style_sheet("theme.css"), style_sheet("designsystemet.css"), style_sheet("insyn.css"),
      el("script", {{"src", asset("htmx.js").path}, flag("defer")}),
      el("script", {{"src", asset("list.js").path}, flag("defer")}));
}

Html hidden_input(std::string_view name, std::string_view value) {
  return void_el("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

Html frame_form(const Frame& frame, std::string_view url, const Html& content) {
  return el("form", {{"method", "post"}, {"action", url}},
            frame.csrf.empty() ? Html{} : hidden_input("csrf", frame.csrf), content);
}

/// To the other language, named in that language.
Html language_switch(const Frame& frame) {
  if (frame.path.empty()) return {};
  const bool english = frame.words->language() == "en";
  const std::string_view other = english ? "sv" : "en";
  return frame_form(
      frame, frame.language_url,
      hidden_input("till", frame.path) +
          el("button",
             {{"class", "plain-button"}, {"name", "sprak"}, {"value", other}, {"lang", other}},
             english ? "På svenska" : "In English"));
}

Html top(const Frame& frame) {
  const Messages& words = *frame.words;
  const Html brand = el("a", {{"class", "brand"}, {"href", "/"}}, icon(Icon::eye), " Insyn ",
                        el("small", {}, frame.organisation));
  Html who = language_switch(frame);
  Html nav;
  if (!frame.user.empty()) {
    who = el("span", {}, frame.user) + who +
          frame_form(frame, frame.logout_url,
                     el("button", {{"class", "plain-button"}}, words.t("Logga ut")));
  }
  if (!frame.menu.empty()) {
    who += el("button", {{"class", "menu"}, {"type", "button"}, {"popovertarget", "nav"}},
              words.t("Meny"));
    Html links;
    for (const MenuItem& item : frame.menu)
      links += el("a", {{"href", item.url}, when(item.current, "aria-current", "page")}, item.text);
    nav =
        el("nav",
           {{"class", "nav"}, {"id", "nav"}, flag("popover"), {"aria-label", words.t("Huvudmeny")}},
           links);
  }
  return el("header", {{"class", "top"}},
            el("div", {{"class", "wrap"}}, brand, el("div", {{"class", "who"}}, who), nav));
}

Html crumbs(const Messages& words, const std::vector<Link>& way) {
  if (way.empty()) return {};
  Html items;
  for (const Link& step : way)
    items += el("li", {},
                &step == &way.back() ? el("span", {{"aria-current", "page"}}, step.text)
                                     : link(step.text, step.url));
  return el("nav", {{"class", "crumbs"}, {"aria-label", words.t("Du är här")}},
            el("ol", {}, items));
}

Html foot(const Frame& frame) {
  Html parts;
  if (!frame.routine.empty()) parts += el("span", {}, frame.routine);
  for (const Link& one : frame.foot) parts += link(one.text, one.url);
  parts += el("span", {}, frame.words->t("Det du tittar på här loggas också."));
  return el("footer", {{"class", "foot"}}, el("div", {{"class", "wrap"}}, parts));
}

}  // namespace

std::string page(const Frame& frame, const Page& page) {
  const Messages& words = *frame.words;
  const Html demo =
      frame.demo.empty()
          ? Html{}
          : el("div", {{"class", "demo"}, {"role", "region"}, {"aria-label", words.t("Demo")}},
               el("div", {{"class", "wrap"}}, frame.demo));
  const Html save =
      page.save_bar.empty()
          ? Html{}
          : el("div",
               {{"class", "save"}, {"role", "region"}, {"aria-label", words.t("Så långt är du")}},
               el("div", {{"class", "wrap"}}, page.save_bar));
  const Html body =
      el("body", {{"data-size", "sm"}, {"data-color", "accent"}},
         el("a", {{"class", "ds-skip-link"}, {"href", "#main"}}, words.t("Hoppa till innehållet")),
         top(frame), demo,
         el("main", {{"id", "main"}, {"class", "wrap"}, {"tabindex", "-1"}},
            crumbs(words, page.crumbs), page.body),
         save, foot(frame), icon_sheet());
  const Html document = el("html", {{"lang", words.language()}, {"data-color-scheme", "light"}},
                           document_head(page.title), body);
  return "<!doctype html>\n" + document.str();
}

}  // namespace insyn
