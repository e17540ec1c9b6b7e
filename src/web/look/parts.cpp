#include "web/look/parts.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/check_page.h"

namespace insyn {

namespace {

Html div(std::string_view name, const Html& body) { return el("div", {{"class", name}}, body); }
Html paragraph(const Html& text) { return text.empty() ? Html{} : el("p", {}, text); }
Html small(const Html& text) { return text.empty() ? Html{} : el("small", {}, text); }

Html list(std::string_view tag_name, std::string_view name, const Html& items) {
  return el(tag_name, {{"class", name}}, items);
}

std::string_view variant_of(Weight weight) {
  switch (weight) {
    case Weight::primary:
      return "primary";
    case Weight::secondary:
      return "secondary";
    case Weight::tertiary:
      return "tertiary";
  }
  check_page(false, "a button has a weight");
  return {};
}

struct StatusLook {
  std::string_view color;
  Icon icon;
};

StatusLook look_of(Status status) {
  switch (status) {
    case Status::done:
      return {"success", Icon::check};
    case Status::now:
      return {"info", Icon::clock};
    case Status::todo:
      return {"neutral", Icon::none};
    case Status::look:
      return {"warning", Icon::look};
    case Status::late:
      return {"danger", Icon::look};
    case Status::stop:
      return {"danger", Icon::stop};
    case Status::ask:
      return {"info", Icon::ask};
    case Status::locked:
      return {"neutral", Icon::lock};
  }
  check_page(false, "a status has a look");
  return {};
}

std::string_view class_of(Portion portion) {
  constexpr std::array<std::string_view, 4> names{"done", "wait", "soft", "none"};
  return names[static_cast<std::size_t>(portion)];
}

}  // namespace

Html link(std::string_view text, std::string_view url) { return el("a", {{"href", url}}, text); }

Html link_button(std::string_view text, std::string_view url, Weight weight) {
  return el("a", {{"class", "ds-button"}, {"data-variant", variant_of(weight)}, {"href", url}},
            text);
}

Html link_button(Icon icon_before, std::string_view text, std::string_view url, Weight weight) {
  return el("a", {{"class", "ds-button"}, {"data-variant", variant_of(weight)}, {"href", url}},
            icon(icon_before), " ", text);
}

Html acts(const Html& parts) { return parts.empty() ? Html{} : div("acts", parts); }

Html head(const Head& head) {
  return el("header", {{"class", "head"}},
            el("div", {}, el("h1", {}, head.title), paragraph(head.sentence)), acts(head.actions));
}

Html panel(const Panel& panel, const Html& body) {
  check_page(panel.heading.empty() != panel.label.empty(), "a panel has a heading or a label");
  check_page(panel.heading.empty() || !panel.id.empty(), "a panel with a heading has an id");
  const std::string heading_id = "h-" + panel.id;
  const Attributes attributes{{"class", panel.guide ? "panel guide" : "panel"},
                              when(!panel.id.empty(), "id", panel.id),
                              when(!panel.heading.empty(), "aria-labelledby", heading_id),
                              when(!panel.label.empty(), "aria-label", panel.label)};
  const std::string_view tag_name = panel.guide ? "aside" : "section";
  if (panel.heading.empty()) return el(tag_name, attributes, body);
  const Html heading = el("h2", {{"id", heading_id}}, panel.heading);
  if (panel.guide) return el(tag_name, attributes, heading, paragraph(panel.sentence), body);
  return el(tag_name, attributes,
            el("header", {}, heading, panel.beside, paragraph(panel.sentence)), body);
}

Html inset(const Html& body) { return div("in", body); }
Html split(const Html& wide, const Html& narrow) { return div("split", wide + narrow); }
Html half(const Html& panels) { return div("half", panels); }
Html stack(const Html& panels) { return div("stack", panels); }

Html facts(const std::vector<Fact>& facts) {
  Html items;
  for (const Fact& fact : facts)
    items +=
        el("div", {}, el("dt", {}, fact.label), el("dd", {}, fact.value, small(fact.explanation)));
  return list("dl", "facts", items);
}

Html tag(Status status, std::string_view word) {
  const StatusLook look = look_of(status);
  return el("span", {{"class", "ds-tag"}, {"data-color", look.color}}, icon(look.icon), " ", word);
}

Html bar(const std::vector<Part>& parts) {
  std::int64_t whole = 0;
  for (const Part& part : parts) whole += part.count;
  Html rects;
  // In thousandths of the whole, from cumulated counts, so that the parts meet without a gap.
  const auto place = [&](std::int64_t count) { return whole == 0 ? 0 : count * 1000 / whole; };
  std::int64_t before = 0;
  for (const Part& part : parts) {
    const std::int64_t from = place(before), to = place(before += part.count);
    if (part.portion == Portion::none || to == from) continue;
    rects += el("rect", {{"class", class_of(part.portion)},
                         {"x", std::to_string(from)},
                         {"width", std::to_string(to - from)},
                         {"height", "8"}});
  }
  return el("svg",
            {{"class", "bar"},
             {"viewBox", "0 0 1000 8"},
             {"preserveAspectRatio", "none"},
             {"aria-hidden", "true"}},
            rects);
}

Html progress(const std::vector<Part>& parts) {
  Html words;
  for (const Part& part : parts)
    words +=
        el("span", {}, el("span", {{"class", "swatch " + std::string{class_of(part.portion)}}}),
           part.words);
  return div("progress", el("p", {}, words) + bar(parts));
}

Html todo(const std::vector<Todo>& items) {
  constexpr std::array<std::string_view, 4> classes{"", "next", "late", "done"};
  Html list_items;
  for (const Todo& item : items) {
    const std::string_view name = classes[static_cast<std::size_t>(item.urgency)];
    list_items += el("li", {when(!name.empty(), "class", name)}, icon(item.icon),
                     el("div", {}, el("h3", {}, item.title), paragraph(item.sentence), item.bar),
                     item.action);
  }
  return list("ul", "todo", list_items);
}

Html counts(const std::vector<Count>& counts) {
  check_page(counts.size() <= 5, "more than five numbers aren't read");
  Html items;
  for (const Count& count : counts)
    items += el("li", {},
                el("a", {{"href", count.url}}, count.number, " ", el("span", {}, count.words)));
  return list("ul", "counts", items);
}

Html steps(std::string_view label, const std::vector<StepMark>& steps) {
  Html items;
  for (const StepMark& step : steps) {
    const bool now = step.state == StepMark::State::now;
    const Html title = step.url.empty() ? el("strong", {}, step.title) : link(step.title, step.url);
    const Html said =
        step.said.empty() ? Html{} : el("span", {{"class", "ds-sr-only"}}, step.said, ".") + " ";
    items += el("li",
                {when(step.state != StepMark::State::later, "class", now ? "now" : "done"),
                 when(now, "aria-current", "step")},
                title, " ", said, step.sentence);
  }
  return el("ol", {{"class", "steps"}, {"aria-label", label}}, items);
}

Html note(Tone tone, const Html& text) {
  constexpr std::array<std::string_view, 3> classes{"note", "note look", "note late"};
  return div(classes[static_cast<std::size_t>(tone)],
             icon(tone == Tone::plain ? Icon::ask : Icon::look) + el("div", {}, text));
}

Html reasons(const std::vector<Reason>& reasons) {
  constexpr std::array<std::string_view, 3> classes{"for", "look", "none"};
  constexpr std::array<Icon, 3> icons{Icon::check, Icon::look, Icon::none};
  Html items;
  for (const Reason& reason : reasons) {
    const auto kind = static_cast<std::size_t>(reason.kind);
    items += el("li", {{"class", classes[kind]}}, icon(icons[kind], reason.said), " ",
                el("span", {}, reason.text));
  }
  return list("ul", "why", items);
}

Html more(std::string_view summary, const Html& body) {
  return el("details", {{"class", "more"}}, el("summary", {}, summary), body);
}

Html dice(std::string_view label, std::string_view digits) {
  Html items;
  for (const char digit : digits)
    if (digit != ' ') items += el("li", {}, std::string_view{&digit, 1});
  return el("ol", {{"class", "dice"}, {"aria-label", label}}, items);
}

Html log_lines(const std::vector<LogLine>& lines) {
  Html items;
  for (const LogLine& line : lines)
    items +=
        el("li", {}, el("span", {{"class", "time"}}, line.time), " ", el("span", {}, line.text));
  return list("ol", "log", items);
}

Html hash_text(std::string_view text) { return el("p", {{"class", "hash"}}, text); }

Html lone(const Head& head, const Html& panels, const Html& below) {
  const Html sentence = head.sentence.empty() ? Html{} : el("p", {{"class", "dim"}}, head.sentence);
  return div("lone stack", el("div", {}, el("h1", {}, head.title), sentence) + panels +
                               (below.empty() ? Html{} : div("small dim gap", below)));
}

Html empty_state(const Empty& empty) {
  return div("empty", icon(empty.icon) + el(empty.whole_page ? "h1" : "h2", {}, empty.title) +
                          empty.body + acts(empty.actions));
}

}  // namespace insyn
