#include <algorithm>
#include <optional>

#include "report/pdf/text.h"
#include "report/unicode.h"

namespace insyn::pdf {
namespace {

using paper::append_utf8;
using paper::code_points;
using paper::is_combining;
using paper::is_letter;

/// What may come after a part of a text.
enum class After {
  joined,  ///< the next part, on the same line
  open,    ///< a new line
  soft,    ///< a new line, with a hyphen before it
  space,   ///< a space or a new line
  end,     ///< a new line, always
};

struct Part {
  std::string text;
  std::size_t run = 0;
  bool strong = false;
  After after = After::joined;
};

/// A sign as it is drawn; none for what only steers how others are drawn.
std::optional<char32_t> drawn(const Font& font, char32_t sign) {
  if (sign < 0x20 || sign == 0x7F) return U' ';
  if (sign < 0x80) return sign;
  if (sign < 0xA0) return U'\u25a1';
  if (sign == 0xA0 || sign == 0x2007 || sign == 0x202F) return U'\u00a0';
  if (sign == 0x2011) return U'-';
  if (sign == 0x2028 || sign == 0x2029) return U'\n';
  if (sign == 0x3000 || (sign >= 0x2000 && sign <= 0x200A)) return U' ';
  const bool steers = (sign >= 0x200B && sign <= 0x200F) || (sign >= 0x202A && sign <= 0x202E) ||
                      (sign >= 0x2060 && sign <= 0x206F) || (sign >= 0xFE00 && sign <= 0xFE0F) ||
                      sign == 0xFEFF;
  if (steers) return std::nullopt;
  return font.has(sign) ? sign : U'\u25a1';
}

/// Cuts a text into the parts between which lines may be broken.
class Cutter {
 public:
  Cutter(Typesetter& setter, const Style& style) : setter_{setter}, style_{style} {}

  std::vector<Part> cut(const paper::Text& text) {
    for (run_ = 0; run_ < text.runs().size(); ++run_) {
      const paper::Run& run = text.runs()[run_];
      strong_ = run.strong || style_.weight == Weight::strong;
      cut_run(code_points(run.text));
      close(After::joined);
    }
    return std::move(parts_);
  }

 private:
  void cut_run(std::u32string_view signs) {
    const Font& font = setter_.font(strong_ ? Weight::strong : Weight::regular);
    for (std::size_t at = 0; at < signs.size(); ++at) {
      const char32_t sign = signs[at];
      if (sign == U'\n') {
        close(After::end);
      } else if (sign == 0xAD) {
        close(After::soft);
      } else if (sign == 0x200B) {
        close(After::open);
      } else if (const auto shown = drawn(font, sign)) {
        if (*shown == U' ') {
          close(After::space);
        } else if (*shown == U'\n') {
          close(After::end);
        } else {
          // A space that doesn't break is drawn as any other.
          append_utf8(text_, *shown == 0xA0 ? U' ' : *shown);
          if (may_break_after(signs, at)) close(After::open);
        }
      }
    }
  }

  bool may_break_after(std::u32string_view signs, std::size_t at) const {
    const bool inside = at > 0 && at + 1 < signs.size();
    if (style_.figures == Figures::code) return at + 1 < signs.size();
    return inside && signs[at] == U'-' && is_letter(signs[at - 1]) && is_letter(signs[at + 1]);
  }

  void close(After after) {
    if (text_.empty() && after != After::end) {
      // The space after a run that ended, or one more space.
      if (parts_.empty()) return;
      After& before = parts_.back().after;
      const bool opens = before == After::open && after == After::space;
      if (before == After::joined || opens) before = after;
      return;
    }
    parts_.push_back({std::move(text_), run_, strong_, after});
    text_.clear();
  }

  Typesetter& setter_;
  const Style& style_;
  std::vector<Part> parts_;
  std::string text_;
  std::size_t run_ = 0;
  bool strong_ = false;
};

/// Fills lines from the left with as much as there is room for.
class Breaker {
 public:
  Breaker(Typesetter& setter, const Style& style, double width)
      : setter_{setter}, style_{style}, width_{width} {}

  std::vector<Line> lines(const std::vector<Part>& parts) {
    for (std::size_t from = 0; from < parts.size();) {
      std::size_t to = from;
      while (to < parts.size() && parts[to].after == After::joined) ++to;
      to = std::min(to + 1, parts.size());
      place(parts, from, to);
      from = to;
    }
    if (!line_.spans.empty() || lines_.empty()) end_line();
    return std::move(lines_);
  }

  double width_of(const Part& part) { return shaped(part).width * style_.size / 1000; }
  double space(bool strong) { return width_of({" ", 0, strong, After::space}); }
  double hyphen() { return width_of({"-", 0, true, After::end}); }

 private:
  const Shaped& shaped(const Part& part) {
    return setter_.font(part.strong ? Weight::strong : Weight::regular)
        .shape(part.text, style_.figures);
  }

  /// Parts that stay together, and what comes after the last of them.
  void place(const std::vector<Part>& parts, std::size_t from, std::size_t to) {
    double wanted = parts[to - 1].after == After::soft ? hyphen() : 0;
    for (std::size_t at = from; at < to; ++at) wanted += width_of(parts[at]);
    const bool after_strong = !line_.spans.empty() && line_.spans.back().strong;
    const double gap = pending_ == After::space ? space(after_strong) : 0;
    // A hundredth of a point is rounding, not text.
    if (line_.width + gap + wanted > width_ + 0.01 && !line_.spans.empty()) {
      if (pending_ == After::soft) add_hyphen();
      if (pending_ == After::space) add_space();
      end_line();
    } else if (pending_ == After::space) {
      add_space();
    }
    for (std::size_t at = from; at < to; ++at) {
      if (wanted > width_ + 0.01) {
        divide(parts[at]);
      } else {
        add(parts[at]);
      }
    }
    pending_ = parts[to - 1].after;
    if (pending_ == After::end) end_line();
  }

  void add(const Part& part) {
    const Shaped& word = shaped(part);
    const double width = word.width * style_.size / 1000;
    if (line_.spans.empty() || line_.spans.back().run != part.run ||
        line_.spans.back().strong != part.strong)
      line_.spans.push_back({{}, 0, part.run, part.strong, false});
    line_.spans.back().glyphs += word.glyphs;
    line_.spans.back().width += width;
    line_.width += width;
    last_space_ = 0;
  }

  /// At the end of a line it is drawn too, so that a reader's voice doesn't join the words.
  void add_space() {
    if (line_.spans.empty()) return;
    Span& last = line_.spans.back();
    const Part part{" ", last.run, last.strong, After::space};
    last.glyphs += shaped(part).glyphs;
    last_space_ = width_of(part);
    last.width += last_space_;
    line_.width += last_space_;
  }

  void add_hyphen() {
    const Span& last = line_.spans.back();
    const Part part{"-", last.run, last.strong, After::end};
    line_.spans.push_back({shaped(part).glyphs, width_of(part), part.run, part.strong, true});
    line_.width += width_of(part);
  }

  /// A part that is longer than a line, sign by sign.
  void divide(const Part& part) {
    Part piece{{}, part.run, part.strong, After::open};
    double reached = line_.width;
    for (const char32_t sign : code_points(part.text)) {
      Part one{{}, part.run, part.strong, After::open};
      append_utf8(one.text, sign);
      const double width = width_of(one);
      const bool empty = piece.text.empty() && line_.spans.empty();
      if (reached + width > width_ + 0.01 && !is_combining(sign) && !empty) {
        if (!piece.text.empty()) add(piece);
        end_line();
        piece.text.clear();
        reached = 0;
      }
      piece.text += one.text;
      reached += width;
    }
    if (!piece.text.empty()) add(piece);
  }

  void end_line() {
    // What stands at the right edge stands there without its space.
    line_.width -= last_space_;
    lines_.push_back(std::move(line_));
    line_ = {};
    pending_ = After::joined;
    last_space_ = 0;
  }

  Typesetter& setter_;
  const Style& style_;
  double width_;
  std::vector<Line> lines_;
  Line line_;
  After pending_ = After::joined;
  double last_space_ = 0;  // of the space at the end of the line
};

}  // namespace

std::vector<Line> Typesetter::lines(const paper::Text& text, const Style& style, double width) {
  return Breaker{*this, style, width}.lines(Cutter{*this, style}.cut(text));
}

Extent Typesetter::extent(const paper::Text& text, const Style& style) {
  Breaker measure{*this, style, 0};
  Extent extent;
  double together = 0;
  double line = 0;
  for (const Part& part : Cutter{*this, style}.cut(text)) {
    together += measure.width_of(part);
    line += measure.width_of(part);
    if (part.after == After::joined) continue;
    extent.least =
        std::max(extent.least, together + (part.after == After::soft ? measure.hyphen() : 0));
    together = 0;
    extent.natural = std::max(extent.natural, line);
    line = part.after == After::end
               ? 0
               : line + (part.after == After::space ? measure.space(part.strong) : 0);
  }
  extent.least = std::max(extent.least, together);
  extent.natural = std::max(extent.natural, line);
  return extent;
}

}  // namespace insyn::pdf
