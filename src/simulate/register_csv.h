#pragma once

#include <fstream>
#include <initializer_list>
#include <string>
#include <string_view>

#include "simulate/town.h"

namespace insyn {

/// A register as CSV: `;`, UTF-8, quoted where RFC 4180 asks for it.
class RegisterCsv {
 public:
  /// `columns` is the header line. The file is `registers/<name>.csv`.
  RegisterCsv(const Town& town, std::string_view name, std::string_view columns);
  /// Throws if anything couldn't be written; must be called last.
  void close();

  void row(std::initializer_list<std::string_view> cells);

 private:
  std::string name_;
  std::ofstream out_;
  std::string text_;
};

/// `YYYY-MM-DD`; empty for day_open.
std::string day_text(const Town& town, int day);

/// An instant with its offset, as registers hold it: `2026-02-03T07:00:00+01:00`.
std::string instant_text(std::int64_t seconds);

}  // namespace insyn
