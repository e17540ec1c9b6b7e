#include "web/pages/delivery_pages.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "app/views.h"
#include "app/written_file.h"
#include "base/text.h"
#include "domain/calendar/format.h"
#include "web/look/table.h"
#include "web/pages/names.h"

namespace insyn {
namespace {

constexpr std::int64_t page_size = 50;
constexpr std::size_t shown_rejects = 100;
/// More than this isn't read on a screen; the file in the home has all of it.
constexpr std::size_t shown_bytes_max = std::size_t{256} * 1024;

std::string number_of(const Visit& visit, const json::object& open, std::string_view name) {
  return visit.words.number(integer_of(open, name));
}

/// None for a source that sources.toml doesn't have: it has no page, as Insyn's own log.
const Source* source_of(const Visit& visit, const std::string& id) {
  const auto found = std::ranges::find(visit.look.sources, id, &Source::id);
  return found == visit.look.sources.end() ? nullptr : &*found;
}

std::string source_label(const Visit& visit, const std::string& id) {
  const Source* source = source_of(visit, id);
  if (source != nullptr) return source->label;
  return id == own_source().id ? visit.words.t("Insyns egen logg") : id;
}

std::string path_of(const DeliveryState& delivery) {
  return "/kallor/leverans/" + std::to_string(delivery.number);
}

/// The span of the kept events.
std::string span_of(const Messages& words, const json::object& open) {
  const ParsedTime from = parse_time(text_of(open, "from"));
  const ParsedTime to = parse_time(text_of(open, "to"));
  if (from.fault != TimeFault::none || to.fault != TimeFault::none)
    return words.t("Inga händelser");
  return words.days({day_of(from.at), day_of(to.at) + std::chrono::days{1}});
}

const DeliveryState* delivery_in(const Visit& visit) {
  const auto number = position_in(visit.path["leverans"]);
  const auto& all_of_them = visit.look.state.deliveries;
  const auto found = std::ranges::find_if(
      all_of_them, [&](const DeliveryState& one) { return number && one.number == *number; });
  return found == all_of_them.end() ? nullptr : &*found;
}

/// The words of the act.
json::object words_of_delivery(const Visit& visit, const DeliveryState& delivery) {
  return visit.desk.read([&](Home& home) { return home.ledger.words(delivery.seq); });
}

Html rejects_panel(const Visit& visit, const DeliveryState& delivery, const json::object& receipt) {
  const Messages& words = visit.words;
  const std::int64_t count = integer_of(delivery.open, "rejected_count");
  if (count == 0) return {};
  Table rejects{.label = words.t("Avvisade rader"),
                .columns = {{words.t("Rad"), ColumnKind::number}, {words.t("Varför")}}};
  for (const json::value& one : array_of(receipt, "rejected")) {
    if (rejects.rows.size() == shown_rejects) break;
    if (!one.is_object()) continue;
    rejects.rows.push_back({{words.number(integer_of(one.get_object(), "line")),
                             text_of(one.get_object(), "reason")}});
  }
  Html body = rejects.rows.empty() ? Html{} : table(rejects);
  if (visit.may_anywhere(Right::see_rejected_rows))
    body += inset(
        el("p", {}, link(words.t("Visa raderna som de kom"), path_of(delivery) + "/avvisade")) +
        el("p", {{"class", "small dim"}},
           words.t("De kan innehålla personuppgifter. Att du tittar loggas.")));
  return panel(
      {.heading = words.t("Avvisade rader"),
       .id = "rejected",
       .sentence = words.n("{} rad gick inte att läsa och ingår inte i kontrollen.",
                           "{} rader gick inte att läsa och ingår inte i kontrollen.", count)},
      body);
}

HttpResponse delivery_page(const Visit& visit) {
  const Messages& words = visit.words;
  const DeliveryState* delivery = delivery_in(visit);
  if (delivery == nullptr) return not_there(visit);
  const json::object told = words_of_delivery(visit, *delivery);
  const json::value* kept = told.if_contains("receipt");
  const json::object& receipt =
      kept != nullptr && kept->is_object() ? kept->get_object() : delivery->open;
  std::vector<Link> way{{words.t("Källor"), "/kallor"}};
  if (source_of(visit, delivery->source) != nullptr)
    way.push_back({source_label(visit, delivery->source), "/kallor/" + delivery->source});
  const Html body =
      panel({.heading = words.t("Kvitto"), .id = "receipt"}, inset(receipt_facts(visit, receipt))) +
      rejects_panel(visit, *delivery, receipt);
  return show(visit, {.title = words.f("Leverans {}", words.number(delivery->number)),
                      .sentence = words.f("{}, inläst {}.", source_label(visit, delivery->source),
                                          words.moment(delivery->at)),
                      .entry = "/kallor",
                      .way = way,
                      .body = body});
}

std::string beginning_of(const std::filesystem::path& file) {
  std::ifstream stream{file, std::ios::binary};
  std::string text(shown_bytes_max, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

/// Rows come in whatever encoding the file had; what isn't UTF-8 is shown as marks.
std::string readable(std::string_view bytes) {
  if (is_utf8(bytes)) return std::string{bytes};
  std::string text;
  for (const char byte : bytes)
    text += static_cast<unsigned char>(byte) < 0x80 ? std::string(1, byte) : "\xef\xbf\xbd";
  return text;
}

HttpResponse rejected_page(const Visit& visit) {
  const Messages& words = visit.words;
  const DeliveryState* delivery = delivery_in(visit);
  if (delivery == nullptr || integer_of(delivery->open, "rejected_count") == 0)
    return not_there(visit);
  const auto place = [&](Home& home) { return home.root / rejected_of_log(delivery->number); };
  log_look(visit, "rejected");
  const std::string rows = beginning_of(visit.desk.read(place));
  Html body = rows.empty()
                  ? empty_state({.icon = Icon::none,
                                 .title = words.t("Raderna finns inte kvar"),
                                 .body = el("p", {}, words.t("Filen är borttagen ur hemmet."))})
                  : inset(raw_text(words.t("Avvisade rader"), readable(rows)));
  if (rows.size() == shown_bytes_max)
    body += inset(el("p", {},
                     words.t("Här visas bara början. Resten ligger i hemmets mapp "
                             "rejected.")));
  HttpResponse response = show(
      visit, {.title = words.t("Avvisade rader"),
              .sentence = words.t("Ordagrant, som de kom. Att du har tittat är loggat."),
              .entry = "/kallor",
              .way = {{words.t("Källor"), "/kallor"},
                      {words.f("Leverans {}", words.number(delivery->number)), path_of(*delivery)}},
              .body = panel({.label = words.t("Avvisade rader")}, body)});
  response.headers.push_back({"cache-control", "no-store"});
  return response;
}

}  // namespace

Html delivery_table(const Visit& visit, const std::vector<const DeliveryState*>& deliveries) {
  const Messages& words = visit.words;
  if (deliveries.empty())
    return empty_state({.icon = Icon::none,
                        .title = words.t("Inga leveranser ännu"),
                        .body = el("p", {},
                                   words.t("När en fil med loggar har lästs in står den "
                                           "här, med kvitto."))});
  Table shown{.label = words.t("Tabell med leveranser"),
              .columns = {{words.t("Leverans")},
                          {words.t("Loggar från")},
                          {words.t("Inläst")},
                          {words.t("Rader"), ColumnKind::number},
                          {words.t("Nya"), ColumnKind::number},
                          {words.t("Redan kända"), ColumnKind::number},
                          {words.t("Avvisade"), ColumnKind::number}}};
  for (const DeliveryState* one : deliveries) {
    const json::object& open = one->open;
    shown.rows.push_back(
        {{Cell{link(words.f("Leverans {}", words.number(one->number)), path_of(*one)),
               source_label(visit, one->source)},
          span_of(words, open), words.moment(one->at), number_of(visit, open, "rows"),
          number_of(visit, open, "accepted"), number_of(visit, open, "duplicates"),
          integer_of(open, "rejected_count") == 0
              ? Cell{number_of(visit, open, "rejected_count")}
              : Cell{
                    link(number_of(visit, open, "rejected_count"), path_of(*one) + "#rejected")}}});
  }
  return table(shown);
}

Html paged_delivery_table(const Visit& visit, const std::vector<const DeliveryState*>& deliveries) {
  const auto total = static_cast<std::int64_t>(deliveries.size());
  const auto asked = parse_integer(visit.request.query["sida"]).value_or(1);
  const std::int64_t last_page = std::max<std::int64_t>((total + page_size - 1) / page_size, 1);
  const std::int64_t at = std::clamp<std::int64_t>(asked, 1, last_page);
  const std::int64_t first = (at - 1) * page_size;
  const std::int64_t end = std::min(first + page_size, total);
  const std::vector<const DeliveryState*> shown{deliveries.begin() + first,
                                                deliveries.begin() + end};
  Html result = delivery_table(visit, shown);
  if (last_page > 1)
    result += pagination(visit.words,
                         {.first = first + 1,
                          .last = end,
                          .total = total,
                          .previous_url = at > 1 ? "?sida=" + std::to_string(at - 1) : "",
                          .next_url = at < last_page ? "?sida=" + std::to_string(at + 1) : ""});
  return result;
}

Html receipt_facts(const Visit& visit, const json::object& receipt) {
  const Messages& words = visit.words;
  std::vector<Fact> shown;
  if (const std::string file = text_of(receipt, "file"); !file.empty())
    shown.push_back({words.t("Fil"), std::filesystem::path{file}.filename().string()});
  shown.push_back({words.t("Rader"), number_of(visit, receipt, "rows")});
  shown.push_back({words.t("Nya"), number_of(visit, receipt, "accepted")});
  shown.push_back({words.t("Redan kända"), number_of(visit, receipt, "duplicates"),
                   words.t("Samma rad har kommit förut.")});
  if (integer_of(receipt, "conflicts") > 0)
    shown.push_back({words.t("Motsägande"), number_of(visit, receipt, "conflicts"),
                     words.t("Samma händelse med annat innehåll; båda är kvar.")});
  shown.push_back({words.t("Avvisade"), number_of(visit, receipt, "rejected_count")});
  if (!text_of(receipt, "from").empty())
    shown.push_back({words.t("Loggar från"), span_of(words, receipt)});
  if (const json::value* unresolved = receipt.if_contains("unresolved");
      unresolved != nullptr && unresolved->is_object()) {
    shown.push_back({words.t("Okända konton"),
                     number_of(visit, unresolved->get_object(), "accounts"),
                     words.t("Registret säger inte vems de är.")});
    shown.push_back({words.t("Okända brukare"),
                     number_of(visit, unresolved->get_object(), "clients"),
                     words.t("Finns inte i brukarregistret.")});
  }
  if (const json::value* unknown = receipt.if_contains("unknown_actions");
      unknown != nullptr && unknown->is_object())
    for (const auto& one : unknown->get_object())
      shown.push_back(
          {words.t("Okänd åtgärd"), std::string{one.key()},
           words.n("{} rad", "{} rader", one.value().is_int64() ? one.value().get_int64() : 0)});
  if (const std::string encoding = text_of(receipt, "encoding"); !encoding.empty())
    shown.push_back({words.t("Kodning"), encoding});
  return facts(shown) +
         el("p", {{"class", "small dim"}}, words.t("Filens kontrollsumma (SHA-256)")) +
         hash_text(text_of(receipt, "sha256"));
}

std::vector<PageRoute> delivery_routes() {
  return {
      {Method::get, "/kallor/leverans/:leverans", Right::see_sources, delivery_page},
      {Method::get, "/kallor/leverans/:leverans/avvisade", Right::see_rejected_rows, rejected_page},
  };
}

}  // namespace insyn
