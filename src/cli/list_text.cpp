#include "cli/list_text.h"

#include <algorithm>

#include "app/row_words.h"
#include "app/wording.h"
#include "cli/table.h"
#include "domain/calendar/format.h"

namespace insyn {
namespace {

std::string row_text(const json::object& row, std::size_t number, const Names& names,
                     std::size_t width) {
  const RowWords words = words_of_row(row, names);
  const std::string indent(6, ' ');
  std::string head = std::to_string(number) + ".";
  head.insert(0, head.size() < 4 ? 4 - head.size() : 0, ' ');
  std::string text = head + "  " + client_line(words) + "\n";
  const auto line = [&](const std::string& content) {
    text += indent + wrapped(content, width - 6, 8) + "\n";
  };
  line(words.opened);
  if (!words.support.empty()) line(words.support);
  for (const std::string& reason : words.reasons) line("✓ " + reason);
  for (const std::string& told : words.told) line("· " + told);
  for (const std::string& look : words.look) line("! Titta särskilt på: " + look);
  return text;
}

/// What a manager is asked, row by row and once for the list.
std::string questions_text(const std::string& name) {
  const std::string first = name.substr(0, name.find(' '));
  return "För varje rad som behöver din bedömning: 1. Behövde " + first +
         " öppna akten i sitt arbete? Att systemet släppte in räcker inte. 2. Om inte: finns en "
         "godtagbar förklaring? Prata med " +
         first +
         " innan du svarar. 3. Om inte: lämna över raden som misstanke; du avgör inte om det är "
         "ett brott. Känner du till något som registren inte visar – släktskap, grannskap, "
         "konflikt, en händelse på orten – mellan " +
         first +
         " och någon på listan? Är någon på listan din släkting, granne eller nära vän ska du inte "
         "bedöma: lämna över till din chef. Du behöver inte säga varför.";
}

std::string groups_text(const json::array& rows, const Names& names, std::size_t width) {
  std::string judged;
  std::string supported;
  std::int64_t judged_count = 0;
  std::int64_t supported_count = 0;
  std::size_t number = 0;
  for (const json::value& value : rows) {
    const json::object& row = value.as_object();
    const bool explained = row.at("explained").as_bool();
    (explained ? supported : judged) += row_text(row, ++number, names, width);
    ++(explained ? supported_count : judged_count);
  }
  std::string text;
  if (judged_count > 0)
    text += "\n  Behöver din bedömning (" + std::to_string(judged_count) + ")\n" + judged;
  if (supported_count > 0)
    text += "\n  Har stöd i registren (" + std::to_string(supported_count) + ")\n" + supported;
  return text;
}

}  // namespace

std::string list_text(const json::object& list, const DayRange& window, const Names& names,
                      std::size_t width) {
  const std::string name = names.staff(text_of(list, "staff"));
  const std::string days = days_text(format_day(window.from), format_day(window.to));
  const auto& rows = list.at("rows").as_array();
  const auto supported = std::ranges::count_if(
      rows, [](const json::value& row) { return row.as_object().at("explained").as_bool(); });
  const auto count = static_cast<std::int64_t>(rows.size());
  const std::string area = text_of(list, "area");
  const std::string reviewer = text_of(list, "reviewer");

  std::string text = "Granska " + genitive(name) + " öppningar " + days + "\n";
  text += "  Läses av: " + std::string{role_text(text_of(list, "role"))};
  if (!reviewer.empty()) text += " " + names.staff(reviewer);
  if (!area.empty()) text += " · " + names.unit(area);
  text += "\n  " +
          wrapped(name +
                      " valdes genom lottning bland alla som använde systemet under perioden. "
                      "Det är ingen misstanke.",
                  width - 2, 2) +
          "\n";
  if (rows.empty()) {
    text += "  Inga öppningar att bedöma på den här listan.\n";
  } else {
    text += "  " + counted(count, "rad", "rader") + ", varav " + std::to_string(supported) +
            " har stöd i registren. " + std::to_string(count - supported) +
            " behöver din bedömning. Räkna med ungefär " +
            counted(minutes_to_read(count - supported, supported), "minut", "minuter") + ".\n";
    text += groups_text(rows, names, width);
  }
  const auto denied = list.at("denied").as_int64();
  if (denied > 0) text += "\n  Nekade försök: " + std::to_string(denied) + "\n";
  if (text_of(list, "role") == "manager" && !rows.empty())
    text += "\n  " + wrapped(questions_text(name), width - 2, 2) + "\n";
  if (text_of(list, "role") == "manager")
    text += "\n  " +
            wrapped(
                "Vissa rader granskas alltid av någon annan än chefen, till exempel om "
                "de rör en anställd. Du ser inte om det gäller den här listan.",
                width - 2, 2) +
            "\n";
  return text;
}

std::string rows_text(const json::array& rows, const Names& names, std::size_t width) {
  std::string text;
  std::size_t number = 0;
  std::string last_person = "\n";
  for (const json::value& value : rows) {
    const json::object& row = value.as_object();
    const std::string staff = text_of(row, "staff");
    const std::string person =
        staff.empty() ? "Konto " + text_of(row, "account") + " (ingen känd)" : names.staff(staff);
    if (person != last_person) text += "\n  " + person + "\n";
    last_person = person;
    text += row_text(row, ++number, names, width);
  }
  return text.empty() ? "  Inga öppningar.\n" : text;
}

std::string lists_summary(const json::array& lists, const Names& names) {
  struct Sum {
    std::string area, reader;
    std::int64_t lists = 0, rows = 0, judged = 0;
  };
  std::vector<Sum> sums;  // in the order of the lists: by area and reader
  Sum all{"Tillsammans", ""};
  for (const json::value& value : lists) {
    const json::object& list = value.as_object();
    const std::string reviewer = text_of(list, "reviewer");
    Sum sum{names.unit(text_of(list, "area")), reviewer.empty()
                                                   ? std::string{role_text(text_of(list, "role"))}
                                                   : names.staff(reviewer)};
    auto place = std::ranges::find_if(sums, [&](const Sum& other) {
      return other.area == sum.area && other.reader == sum.reader;
    });
    if (place == sums.end()) place = sums.insert(place, sum);
    const auto& rows = list.at("rows").as_array();
    const auto judged = std::ranges::count_if(
        rows, [](const json::value& row) { return !row.as_object().at("explained").as_bool(); });
    for (Sum* into : {&*place, &all}) {
      ++into->lists;
      into->rows += static_cast<std::int64_t>(rows.size());
      into->judged += judged;
    }
  }
  sums.push_back(all);
  TextColumns table{{{"Område"},
                     {"Läses av"},
                     {"Listor", Align::right},
                     {"Rader", Align::right},
                     {"Har stöd", Align::right},
                     {"Att bedöma", Align::right}}};
  for (const Sum& sum : sums)
    table.add({sum.area, sum.reader, std::to_string(sum.lists), std::to_string(sum.rows),
               std::to_string(sum.rows - sum.judged), std::to_string(sum.judged)});
  return table.text(2);
}

}  // namespace insyn
