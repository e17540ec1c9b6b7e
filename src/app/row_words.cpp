#include "app/row_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "app/wording.h"

namespace insyn {
namespace {

void add_client(RowWords& words, const json::object& row, const Names& names) {
  const std::string id = text_of(row, "client");
  words.client = id;
  const Client* client = names.client(id);
  if (client == nullptr || !client->name) return;
  words.client = names.text(client->name);
  const std::string& number = names.text(client->personal_number);
  if (number.size() >= 12) words.born = number.substr(0, 4);
}

void add_case(RowWords& words, const json::object& row, const Names& names) {
  const std::string id = text_of(row, "case");
  const Case* of_case = names.find_case(id);
  if (of_case == nullptr) {
    if (id.empty()) words.case_text = "utan ärende";
    return;
  }
  constexpr std::array<std::string_view, 5> laws{"SoL", "LSS", "HSL", "LVU", "LVM"};
  if (of_case->law)
    words.case_text = std::string{laws[static_cast<std::size_t>(*of_case->law)]} + "-ärende";
  if (!of_case->unit) return;
  words.unit = names.unit(names.text(as_text(of_case->unit)));
  words.case_text += (words.case_text.empty() ? "vid " : " vid ") + words.unit;
}

std::string opened_text(const json::object& row) {
  const auto openings = row.at("openings").as_int64();
  const std::string first = moment_text(text_of(row, "first"));
  const std::string last = moment_text(text_of(row, "last"));
  std::string line = "Öppnad " + counted(openings, "gång", "gånger") + ", " + first;
  if (openings > 1 && last != first) line += " – " + last;
  std::string verbs;
  for (const json::value& action : row.at("actions").as_array())
    verbs += (verbs.empty() ? "" : ", ") + std::string{verb_of(action.as_string())};
  return line + ": " + verbs + ".";
}

/// Whether the row has the kind among its `flags` or `facts`.
bool holds(const json::object& row, std::string_view list, const std::string& kind) {
  const auto& kinds = row.at(list).as_array();
  return std::ranges::find(kinds, json::value(kind)) != kinds.end();
}

std::string support_text(const json::object& row) {
  if (row.at("explained").as_bool()) return {};
  const json::value* without = row.if_contains("unexplained_events");
  if (without == nullptr)
    return "Registren visar inget skäl. Det betyder inte att öppningen var fel – bara att vi inte "
           "ser varför.";
  const auto events = row.at("events").as_int64();
  return "Stöd finns för " + std::to_string(events - without->as_int64()) + " av " +
         counted(events, "loggrad", "loggrader") + ".";
}

}  // namespace

RowWords words_of_row(const json::object& row, const Names& names) {
  RowWords words;
  add_client(words, row, names);
  add_case(words, row, names);
  words.opened = opened_text(row);
  words.first_day = day_in_year(text_of(row, "first"));
  words.support = support_text(row);
  const auto unit = [&](const std::string& id) { return names.unit(id); };
  const auto person = [&](const std::string& id) { return names.staff(id); };
  for (const json::value& value : row.at("evidence").as_array()) {
    const json::object& evidence = value.as_object();
    const std::string kind = text_of(evidence, "kind");
    if (holds(row, "flags", kind))
      words.look.push_back(flag_text(evidence));
    else
      (holds(row, "facts", kind) ? words.told : words.reasons)
          .push_back(fact_text(evidence, unit, person));
  }
  return words;
}

std::string client_line(const RowWords& words) {
  std::string line = words.client;
  if (!words.born.empty()) line += ", född " + words.born;
  if (words.case_text.empty()) return line;
  return line + (words.case_text.starts_with("vid ") ? " " : " – ") + words.case_text;
}

std::int64_t minutes_to_read(std::int64_t judged, std::int64_t supported) {
  return std::max<std::int64_t>(1, (judged * 90 + supported * 10 + 59) / 60);
}

}  // namespace insyn
