#include "report/html/html.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "report/html/bars.h"
#include "web/html/html.h"

namespace insyn {
namespace {

using paper::Block;
using paper::Box;
using paper::BoxKind;
using paper::BoxPart;
using paper::Cell;
using paper::Chart;
using paper::Column;
using paper::ColumnKind;
using paper::Fact;
using paper::Facts;
using paper::Field;
using paper::Form;
using paper::FormLine;
using paper::Heading;
using paper::List;
using paper::ListItem;
using paper::ListKind;
using paper::PageBreak;
using paper::Paragraph;
using paper::ParagraphKind;
using paper::Run;
using paper::Table;
using paper::TableRow;
using paper::Text;
using paper::TextSize;

/// A line break in a text is one on the page.
Html lines(std::string_view text) {
  Html all;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    if (from != 0) all += void_el("br", {});
    all += Html{text.substr(from, end - from)};
    from = end + 1;
  }
  return all;
}

Html inline_text(const Text& text) {
  Html all;
  for (const Run& run : text.runs()) {
    Html part = lines(run.text);
    if (run.strong) part = el("strong", {}, part);
    if (!run.link.empty()) part = el("a", {{"href", run.link}}, part);
    all += part;
  }
  return all;
}

/// Figures stand from the right, and neither they nor days are broken.
Attribute class_of(const Column& column) {
  return when(column.kind != ColumnKind::text, "class",
              column.kind == ColumnKind::day ? "date" : "num");
}

Html cell_content(const Cell& cell) { return inline_text(Run{cell.text, cell.link, cell.strong}); }

Html table_row(const Table& table, const TableRow& row) {
  Html cells;
  for (std::size_t at = 0; at < row.size(); ++at) {
    const Column& column = table.columns[at];
    const Attribute kind = class_of(column);
    cells += column.row_head ? el("th", {{"scope", "row"}, kind}, cell_content(row[at]))
                             : el("td", {kind, {"data-l", column.title}}, cell_content(row[at]));
  }
  return el("tr", {}, cells);
}

Html table_of(const Table& table, bool with_id) {
  Html heads;
  for (const Column& column : table.columns)
    heads += el("th", {{"scope", "col"}, class_of(column)}, column.title);
  Html rows;
  for (const TableRow& row : table.rows) rows += table_row(table, row);
  if (table.rows.empty())
    rows = el("tr", {},
              el("td", {{"colspan", std::to_string(table.columns.size())}}, table.when_empty));
  Html body = table.title.empty() ? Html{} : el("caption", {}, table.title);
  body += el("thead", {}, el("tr", {}, heads));
  body += el("tbody", {}, rows);
  if (!table.foot.empty()) body += el("tfoot", {}, table_row(table, table.foot));
  // A wide table is scrolled, by keys too, and so needs a name.
  const std::string& name = table.title.empty() ? table.columns.front().title : table.title;
  return el("div",
            {{"class", "scroll"},
             {"tabindex", "0"},
             {"role", "region"},
             {"aria-label", name},
             when(with_id && !table.id.empty(), "id", table.id)},
            el("table", {{"class", "ds-table cards"}}, body));
}

Html heading(int level, const std::string& text, const std::string& id, bool on_new_page) {
  return el(level == 2 ? "h2" : "h3",
            {when(!id.empty(), "id", id), when(on_new_page, "class", "pagebreak")}, text);
}

/// Writes block after block; remembers that a page was to be broken before the next one.
class Writer {
 public:
  Html blocks(const std::vector<Block>& all) {
    Html out;
    for (const Block& block : all)
      out += std::visit([this](const auto& part) { return shown(part); }, block);
    return out;
  }

  Html shown(const Paragraph& part) {
    switch (part.kind) {
      case ParagraphKind::plain:
        return el("p", {}, inline_text(part.text));
      case ParagraphKind::lead:
        return el("p", {{"class", "lead"}}, inline_text(part.text));
      case ParagraphKind::small:
        return el("p", {{"class", "small dim"}}, inline_text(part.text));
      case ParagraphKind::code:
        return el("p", {{"class", "hash"}}, inline_text(part.text));
    }
    return {};
  }

 private:
  Html shown(const Heading& part) {
    const bool new_page = new_page_;
    new_page_ = false;
    return heading(part.level, part.text, part.id, new_page);
  }

  Html shown(const List& part) {
    if (part.items.empty()) return {};
    Html items;
    for (const ListItem& item : part.items) {
      if (part.kind == ListKind::labelled) {
        items += el("dt", {}, item.label) + el("dd", {}, inline_text(item.text));
      } else {
        items += el("li", {}, inline_text(item.text));
      }
    }
    switch (part.kind) {
      case ListKind::bullets:
        return el("ul", {}, items);
      case ListKind::numbers:
        return el("ol", {{"class", "ask"}}, items);
      case ListKind::labelled:
        return el("dl", {{"class", "gloss"}}, items);
    }
    return {};
  }

  Html shown(const Facts& part) {
    if (part.facts.empty()) return {};
    Html all;
    for (const Fact& fact : part.facts) {
      const Html note = fact.note.empty() ? Html{} : el("small", {}, fact.note);
      all += el("div", {}, el("dt", {}, fact.label), el("dd", {}, inline_text(fact.value), note));
    }
    return el("dl", {{"class", "facts"}}, all);
  }

  Html shown(const Table& part) { return table_of(part, true); }

  Html shown(const Chart& part) {
    const std::string& id = part.table.id;
    return el("figure", {when(!id.empty(), "id", id)}, bars_of(part, ++charts_)) +
           table_of(part.table, false);
  }

  Html shown(const Box& part) {
    const char* name = part.kind == BoxKind::look   ? "box"
                       : part.kind == BoxKind::calm ? "box calm"
                                                    : "box frame";
    Html inside;
    if (part.level != 0) {
      inside += heading(part.level, part.title, {}, false);
    } else if (!part.title.empty()) {
      inside += el("p", {}, el("strong", {}, part.title));
    }
    for (const BoxPart& inner : part.parts)
      inside += std::visit([this](const auto& it) { return shown(it); }, inner);
    if (inside.empty()) return {};
    return el("div", {{"class", name}, when(!part.id.empty(), "id", part.id)}, inside);
  }

  Html shown(const Form& part) {
    Html all;
    for (const FormLine& line : part.lines) {
      Html fields;
      for (const Field& field : line) {
        const bool tick = field.kind == Field::Kind::tick;
        const std::string words = tick ? "\u2610 " + field.label : field.label + " ……………………";
        fields += el("span", {}, words);
        fields += " ";
      }
      if (!line.empty()) all += el("p", {{"class", "form"}}, fields);
    }
    return all;
  }

  Html shown(const PageBreak&) {
    new_page_ = true;
    return {};
  }

  bool new_page_ = false;
  int charts_ = 0;
};

Html letterhead(const Document& document) {
  const auto joined = [](std::initializer_list<std::string_view> parts) {
    Html all;
    for (const std::string_view part : parts) {
      if (part.empty()) continue;
      if (!all.empty()) all += void_el("br", {});
      all += Html{part};
    }
    return all;
  };
  Html sender = document.sender.empty() ? Html{} : el("strong", {}, document.sender);
  if (!document.sender_unit.empty()) sender += void_el("br", {}) + Html{document.sender_unit};
  const Html about = joined({document.recipient, document.date, document.reference});
  if (sender.empty() && about.empty()) return {};
  return el("header", {}, el("p", {}, sender), el("p", {}, about));
}

}  // namespace

std::string html_of(const Document& document) {
  const std::string fault = fault_of(document);
  if (!fault.empty()) throw std::logic_error{"document: " + fault};
  Writer writer;
  Html closing;
  for (const Paragraph& paragraph : document.closing)
    closing += paragraph.kind == ParagraphKind::code ? writer.shown(paragraph)
                                                     : el("p", {}, inline_text(paragraph.text));
  const bool large = document.text_size == TextSize::large;
  return el("article", {{"class", large ? "doc large" : "doc"}, {"lang", document.language}},
            letterhead(document), el("h1", {}, document.title), writer.blocks(document.blocks),
            closing.empty() ? Html{} : el("footer", {}, closing))
      .str();
}

}  // namespace insyn
