#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <variant>

#include "report/document.h"

namespace insyn {

/// A document as plain text, so that a test can hold it against a file that somebody has read. Not
/// part of the product.
class PlainText {
 public:
  static std::string of(const Document& document) {
    PlainText text;
    text.line(document.sender + " | " + document.sender_unit + " | " + document.recipient + " | " +
              document.reference + " | " + document.date);
    text.line("# " + document.title);
    for (const paper::Block& block : document.blocks)
      std::visit([&](const auto& part) { text.add(part); }, block);
    text.line("---");
    for (const paper::Paragraph& part : document.closing) text.add(part);
    return with_plain_spaces(text.out_);
  }

 private:
  void line(const std::string& text) { out_ += text + '\n'; }

  static std::string with_plain_spaces(const std::string& text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text.compare(i, 2, "\u00a0") == 0) {
        plain += ' ';
        ++i;
      } else {
        plain += text[i];
      }
    }
    return plain;
  }

  static std::string words(const paper::Text& text) {
    std::string all;
    for (const paper::Run& run : text.runs()) {
      all += run.strong ? "*" + run.text + "*" : run.text;
      if (!run.link.empty()) all += "<" + run.link + ">";
    }
    return all;
  }

  void add(const paper::Heading& part) {
    line("");
    line(std::string(static_cast<std::size_t>(part.level), '#') + " " + part.text);
  }
  void add(const paper::Paragraph& part) { line(words(part.text)); }
  void add(const paper::List& part) {
    for (std::size_t i = 0; i < part.items.size(); ++i)
      line((part.kind == paper::ListKind::numbers    ? std::to_string(i + 1) + ". "
            : part.kind == paper::ListKind::labelled ? part.items[i].label + ": "
                                                     : "- ") +
           words(part.items[i].text));
  }
  void add(const paper::Facts& part) {
    for (const paper::Fact& fact : part.facts)
      line("= " + fact.label + ": " + words(fact.value) + " (" + fact.note + ")");
  }
  void add(const paper::TableRow& row) {
    std::string text;
    for (const paper::Cell& cell : row)
      text += (text.empty() ? "" : " | ") + cell.text +
              (cell.link.empty() ? "" : "<" + cell.link + ">");
    line(text);
  }
  void add(const paper::Table& part) {
    line("[" + part.title + "]");
    std::string head;
    for (const paper::Column& column : part.columns)
      head += (head.empty() ? "" : " | ") + column.title;
    line(head);
    for (const paper::TableRow& row : part.rows) add(row);
    if (part.rows.empty()) line(part.when_empty);
    if (!part.foot.empty()) add(part.foot);
  }
  void add(const paper::Chart& part) {
    line("[chart] " + part.description);
    add(part.table);
  }
  void add(const paper::Form& part) {
    for (const paper::FormLine& fields : part.lines) {
      std::string text;
      for (const paper::Field& field : fields)
        text += field.kind == paper::Field::Kind::tick ? "[ ] " + field.label + "  "
                                                       : field.label + " ____  ";
      line(text);
    }
  }
  void add(const paper::Box& part) {
    line("");
    line("[[ " + part.title + " ]]");
    for (const paper::BoxPart& inner : part.parts)
      std::visit([&](const auto& shown) { add(shown); }, inner);
  }
  void add(const paper::PageBreak&) { line("\f"); }

  std::string out_;
};

/// Holds a document against tests/golden/papers/NAME.txt. With INSYN_WRITE_GOLDEN in the
/// environment the file is written, to be read by somebody before it is kept.
inline void expect_golden(const Document& document, const std::string& name) {
  EXPECT_EQ(fault_of(document), "");
  const std::filesystem::path file =
      std::filesystem::path{INSYN_REPO} / "tests/golden/papers" / (name + ".txt");
  const std::string text = PlainText::of(document);
  if (std::getenv("INSYN_WRITE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file} << text;
    return;
  }
  std::ostringstream kept;
  kept << std::ifstream{file}.rdbuf();
  EXPECT_EQ(text, kept.str()) << file.filename();
}

}  // namespace insyn
