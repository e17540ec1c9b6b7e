#include "simulate/register_csv.h"

#include <stdexcept>

#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

namespace insyn {

RegisterCsv::RegisterCsv(const Town& town, std::string_view name, std::string_view columns)
    : name_{name},
      out_{town.options.out + "/registers/" + name_ + ".csv", std::ios::binary},
      text_{columns} {
  text_ += '\n';
}

void RegisterCsv::row(std::initializer_list<std::string_view> cells) {
  bool first = true;
  for (const std::string_view cell : cells) {
    if (!first) text_ += ';';
    first = false;
    if (cell.find_first_of(";\"\r\n") == std::string_view::npos) {
      text_ += cell;
      continue;
    }
    text_ += '"';
    for (const char letter : cell) {
      if (letter == '"') text_ += '"';
      text_ += letter;
    }
    text_ += '"';
  }
  text_ += '\n';
}

void RegisterCsv::close() {
  out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
  out_.close();
  if (out_.fail()) throw std::runtime_error{"the register " + name_ + " could not be written"};
}

std::string day_text(const Town& town, int day) {
  return day == day_open ? std::string{} : format_day(town.day(day));
}

std::string instant_text(std::int64_t seconds) {
  const Instant instant{std::chrono::seconds{seconds}};
  const CivilTime civil = to_civil(instant);
  const auto day = std::chrono::floor<std::chrono::days>(civil);
  const auto second =
      static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(civil - day).count());
  std::string text = format_day(Day{day});
  text += numbered("T", second / 3600, 2);
  text += numbered(":", second / 60 % 60, 2);
  text += numbered(":", second % 60, 2);
  const bool summer_time =
      civil.time_since_epoch() - instant.time_since_epoch() == std::chrono::hours{2};
  text += summer_time ? "+02:00" : "+01:00";
  return text;
}

}  // namespace insyn
