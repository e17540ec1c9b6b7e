#include "web/handbook/markdown.h"

#include <md4c.h>

#include <optional>
#include <utility>
#include <vector>

namespace insyn {
namespace {

std::string_view text_of(const MD_ATTRIBUTE& attribute) { return {attribute.text, attribute.size}; }

/// An element whose end hasn't come yet.
struct Open {
  std::string_view name;
  Attributes attributes{};
  Html content{};
};

/// Takes what md4c meets, in order, until the first thing that isn't wanted; what comes after it is
/// passed over. md4c isn't told to stop: version 0.4.8 frees what it never had when it is.
class Writer {
 public:
  explicit Writer(const ImageOf& image_of) : image_of_{image_of} { open_.push_back({"body"}); }

  void enter(MD_BLOCKTYPE type, const void* detail);
  void leave(MD_BLOCKTYPE type);
  void enter(MD_SPANTYPE type, const void* detail);
  void leave(MD_SPANTYPE type);
  void text(MD_TEXTTYPE type, std::string_view text);

  bool is_refused() const { return !refused_.empty(); }
  void refuse(std::string why) {
    if (refused_.empty()) refused_ = std::move(why);
  }
  Result<WrittenText> written() &&;

 private:
  void enter_heading(unsigned level);
  void begin(std::string_view name, Attributes attributes = {}) {
    open_.push_back({name, std::move(attributes), {}});
  }
  void end() {
    const Open last = std::move(open_.back());
    open_.pop_back();
    open_.back().content += el(last.name, last.attributes, last.content);
  }

  const ImageOf& image_of_;
  std::vector<Open> open_;  ///< the text as a whole first
  unsigned level_ = 0;      ///< of the latest heading
  bool in_title_ = false;
  bool first_cell_ = false;
  std::optional<std::string> image_;  ///< its source, while inside it
  std::string alternative_;
  std::string title_;
  std::string refused_;
};

void Writer::enter_heading(unsigned level) {
  static constexpr std::string_view names[] = {"h2", "h3", "h4"};
  if (level_ == 0 ? level != 1 : level == 1 || level > level_ + 1 || level > 4)
    return refuse("a heading of level " + std::to_string(level) + " after level " +
                  std::to_string(level_));
  level_ = level;
  in_title_ = level == 1;
  if (!in_title_) begin(names[level - 2]);
}

void Writer::enter(MD_BLOCKTYPE type, const void* detail) {
  if (type == MD_BLOCK_DOC) return;
  if (type == MD_BLOCK_H)
    return enter_heading(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level);
  if (level_ == 0) return refuse("something before the title");
  switch (type) {
    case MD_BLOCK_P:
      return begin("p");
    case MD_BLOCK_UL:
      return begin("ul");
    case MD_BLOCK_OL:
      if (static_cast<const MD_BLOCK_OL_DETAIL*>(detail)->start != 1)
        return refuse("a list that doesn't begin with 1");
      return begin("ol");
    case MD_BLOCK_LI:
      return begin("li");
    // Roles are written out: a table that is shown as blocks, as cards are, loses its own.
    case MD_BLOCK_TABLE:
      return begin("table", {{"class", "ds-table cards"}, {"role", "table"}});
    case MD_BLOCK_THEAD:
      return begin("thead", {{"role", "rowgroup"}});
    case MD_BLOCK_TBODY:
      return begin("tbody", {{"role", "rowgroup"}});
    case MD_BLOCK_TR:
      first_cell_ = true;
      return begin("tr", {{"role", "row"}});
    case MD_BLOCK_TH:
      return begin("th", {{"scope", "col"}, {"role", "columnheader"}});
    case MD_BLOCK_TD:
      if (std::exchange(first_cell_, false))
        return begin("th", {{"scope", "row"}, {"role", "rowheader"}});
      return begin("td", {{"role", "cell"}});
    default:
      return refuse("a block of md4c's kind " + std::to_string(static_cast<int>(type)));
  }
}

void Writer::leave(MD_BLOCKTYPE type) {
  if (type == MD_BLOCK_DOC) return;
  if (type == MD_BLOCK_H && std::exchange(in_title_, false)) return;
  end();
}

void Writer::enter(MD_SPANTYPE type, const void* detail) {
  if (in_title_ || image_) return refuse("more than text in a title or an image");
  switch (type) {
    case MD_SPAN_STRONG:
      return begin("strong");
    case MD_SPAN_A: {
      const std::string url{text_of(static_cast<const MD_SPAN_A_DETAIL*>(detail)->href)};
      if (safe_url(url) != url) return refuse("a link to " + url);
      return begin("a", {{"href", url}});
    }
    case MD_SPAN_IMG:
      image_ = text_of(static_cast<const MD_SPAN_IMG_DETAIL*>(detail)->src);
      alternative_.clear();
      return;
    default:
      return refuse("a span of md4c's kind " + std::to_string(static_cast<int>(type)));
  }
}

void Writer::leave(MD_SPANTYPE type) {
  if (type != MD_SPAN_IMG) return end();
  const std::string source = *std::exchange(image_, std::nullopt);
  if (alternative_.empty()) return refuse("an image without words: " + source);
  const Html image = image_of_(source, alternative_);
  if (image.empty()) return refuse("an image that isn't there: " + source);
  open_.back().content += image;
}

void Writer::text(MD_TEXTTYPE type, std::string_view text) {
  if (type != MD_TEXT_NORMAL && type != MD_TEXT_SOFTBR)
    return refuse("text of md4c's kind " + std::to_string(static_cast<int>(type)));
  const std::string_view said = type == MD_TEXT_SOFTBR ? std::string_view{" "} : text;
  if (image_)
    alternative_ += said;
  else if (in_title_)
    title_ += said;
  else
    open_.back().content += Html{said};
}

Result<WrittenText> Writer::written() && {
  if (refused_.empty() && title_.empty()) refused_ = "no title";
  if (!refused_.empty())
    return fail(ErrorKind::unusable, "markdown",
                "Texten har något som inte får finnas: " + refused_);
  return WrittenText{std::move(title_), std::move(open_.front().content)};
}

Writer& writer_of(void* self) { return *static_cast<Writer*>(self); }

}  // namespace

Result<WrittenText> read_markdown(std::string_view text, const ImageOf& image_of) {
  Writer writer{image_of};
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
    if (!writer_of(self).is_refused()) writer_of(self).enter(type, detail);
    return 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
    if (!writer_of(self).is_refused()) writer_of(self).leave(type);
    return 0;
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
    if (!writer_of(self).is_refused()) writer_of(self).enter(type, detail);
    return 0;
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
    if (!writer_of(self).is_refused()) writer_of(self).leave(type);
    return 0;
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* begin, MD_SIZE size, void* self) {
    if (!writer_of(self).is_refused()) writer_of(self).text(type, {begin, size});
    return 0;
  };
  if (md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &writer) != 0)
    writer.refuse("something that md4c can't read");
  return std::move(writer).written();
}

}  // namespace insyn
