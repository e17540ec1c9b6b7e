#include "simulate/access_log.h"

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

enum LogAction : std::uint8_t {
  log_read,
  log_search,
  log_create,
  log_update,
  log_sign,
  log_verify,
  log_print,
  log_export,
  log_denied,
  log_login,
  log_logout,
  log_emergency,
};
constexpr std::array<std::string_view, 12> action_texts{"read",   "search", "create", "update",
                                                        "sign",   "verify", "print",  "export",
                                                        "denied", "login",  "logout", "emergency"};

constexpr std::array<std::string_view, 15> resource_texts{"",
                                                          "overview",
                                                          "journal",
                                                          "genomförandeplan",
                                                          "planering",
                                                          "meddelande",
                                                          "läkemedel",
                                                          "mätvärden",
                                                          "signeringslista",
                                                          "utredning",
                                                          "beslut",
                                                          "dokument",
                                                          "avgift",
                                                          "lista",
                                                          "npö"};
enum LogResource : std::uint8_t {
  res_none,
  res_overview,
  res_journal,
  res_plan,
  res_schedule,
  res_message,
  res_medication,
  res_measurement,
  res_signing,
  res_investigation,
  res_decision,
  res_document,
  res_fee,
  res_list,
  res_region,
};

constexpr std::array<std::string_view, 4> purpose_texts{"", "vård och omsorg", "handläggning",
                                                        "administration"};

constexpr std::array<std::uint8_t, 8> care_reads{res_overview, res_journal, res_plan, res_journal,
                                                 res_schedule, res_message, res_plan, res_journal};
constexpr std::array<std::uint8_t, 8> health_reads{res_overview,   res_journal, res_medication,
                                                   res_journal,    res_signing, res_measurement,
                                                   res_medication, res_plan};
constexpr std::array<std::uint8_t, 8> handling_reads{
    res_overview, res_journal,  res_investigation, res_decision,
    res_document, res_decision, res_journal,       res_investigation};
constexpr std::array<std::uint8_t, 8> office_reads{res_overview, res_decision, res_document,
                                                   res_decision, res_overview, res_document,
                                                   res_overview, res_decision};
constexpr std::array<std::uint8_t, 8> fee_reads{
    res_overview, res_fee, res_decision, res_fee, res_fee, res_decision, res_fee, res_overview};

constexpr std::string_view header =
    "time;account;staff_id;client_id;case_id;action;purpose;unit_id;provider_id;resource;native_id;"
    "system;emergency\n";

/// Large enough that a file is written in few calls.
constexpr std::size_t buffer_bytes = 1 << 20;

constexpr std::int64_t hour_seconds = 3600;

bool holds(const std::vector<int>& days, int day) {
  return std::find(days.begin(), days.end(), day) != days.end();
}

}  // namespace

AccessLog::AccessLog(const Town& town, std::vector<int> without_log, std::vector<int> repeated)
    : town_{town},
      random_{random_for(town, Topic::log)},
      without_log_{std::move(without_log)},
      repeated_{std::move(repeated)} {
  text_.reserve(buffer_bytes + 4096);
}

int AccessLog::rows_in(const PlannedOpening& opening) {
  switch (opening.kind) {
    case OpeningKind::care:
    case OpeningKind::handling:
      return random_.between(2, 12);
    case OpeningKind::fees:
    case OpeningKind::office:
      return random_.between(2, 10);
    case OpeningKind::overview:
      return random_.between(1, 3);
    case OpeningKind::short_look:
      return random_.between(1, 2);
    case OpeningKind::list_view:
    case OpeningKind::denied:
    case OpeningKind::login:
    case OpeningKind::logout:
      return 1;
  }
  return 1;
}

/// Seconds to the next row of the same opening: mostly a click, now and then a phone call.
int AccessLog::pause() {
  const int kind = random_.below(100);
  if (kind < 70) return random_.between(2, 45);
  if (kind < 94) return random_.between(46, 240);
  return random_.between(241, 720);
}

void AccessLog::fill(Row& row, const PlannedOpening& opening, int nth, int count, bool writes) {
  const auto step = static_cast<std::size_t>(nth) % 8;
  row.purpose = opening.kind == OpeningKind::handling ? 2
                : opening.kind == OpeningKind::care   ? 1
                                                      : 3;
  switch (opening.kind) {
    case OpeningKind::care:
    case OpeningKind::short_look:
      row.resource = opening.health ? health_reads[step] : care_reads[step];
      break;
    case OpeningKind::handling:
      row.resource = handling_reads[step];
      break;
    case OpeningKind::fees:
      row.resource = fee_reads[step];
      break;
    case OpeningKind::office:
      row.resource = office_reads[step];
      break;
    case OpeningKind::overview:
      row.resource = res_overview;
      row.purpose = 2;
      if (nth == 0 && count > 1) row.action = log_search;
      return;
    case OpeningKind::list_view:
      row.resource = res_list;
      return;
    case OpeningKind::denied:
      row.action = log_denied;
      return;
    case OpeningKind::login:
    case OpeningKind::logout:
      row.action = opening.kind == OpeningKind::login ? log_login : log_logout;
      row.purpose = 0;
      return;
  }
  if (opening.kind == OpeningKind::short_look) row.purpose = 1;
  if (nth == 0 && opening.emergency) row.action = log_emergency;
  if (nth == 0 || opening.kind == OpeningKind::short_look) return;
  // The last rows write: a note and its signature, a signed dose, a decision.
  if (writes && nth == count - 2) row.action = nth % 3 == 0 ? log_update : log_create;
  if (writes && nth == count - 1)
    row.action = opening.health && nth % 2 == 0 ? log_verify : log_sign;
  if (row.action == log_read && random_.chance(60)) row.action = log_print;
  if (opening.health && opening.kind == OpeningKind::care && random_.chance(80)) {
    row.action = log_read;
    row.resource = res_region;
    row.provider = true;
  }
}

void AccessLog::expand(const PlannedOpening& opening) {
  const int count = rows_in(opening);
  const bool writes = count > 2 && random_.chance(4500);
  std::int64_t at = opening.at;
  for (int nth = 0; nth < count; ++nth) {
    Row row;
    row.at = at;
    row.number = next_number_++;
    row.person = opening.person;
    row.client = opening.client;
    row.case_index = opening.case_index;
    row.unit = opening.unit;
    row.planted = nth == 0 ? opening.planted : nobody;
    row.emergency = opening.emergency;
    fill(row, opening, nth, count, writes);
    // The search that led here found many people: such a row names nobody.
    if (nth == 0 && opening.planted == nobody && count > 3 && random_.chance(2500)) {
      row.action = log_search;
      row.client = row.case_index = nobody;
      row.resource = res_none;
      row.emergency = false;
    }
    waiting_.push_back(row);
    at += pause();
  }
}

/// The nightly batch of the records system itself, a robot in the register of accounts.
void AccessLog::add_batch(int day) {
  Row row;
  row.at = seconds_at(town_, day, 3 * 3600 + random_.below(1200));
  row.number = next_number_++;
  row.action = log_export;
  row.purpose = 3;
  waiting_.push_back(row);
}

void AccessLog::write_day(int day, const std::vector<PlannedOpening>& openings) {
  for (const PlannedOpening& opening : openings) expand(opening);
  add_batch(day);
  const std::int64_t end = seconds_at(town_, day + 1, 0);
  std::sort(waiting_.begin(), waiting_.end(), [](const Row& a, const Row& b) {
    return a.at != b.at ? a.at < b.at : a.number < b.number;
  });
  const auto later = std::partition_point(waiting_.begin(), waiting_.end(),
                                          [end](const Row& row) { return row.at < end; });
  open_file(day);
  // What the shifts of the first day did before midnight belongs to no delivery.
  const std::int64_t start = seconds_at(town_, day, 0);
  const bool lost = holds(without_log_, day);
  const bool repeats = holds(repeated_, day);
  const std::size_t before = text_.size();
  for (auto row = waiting_.begin(); row != later; ++row) {
    if (lost || row->at < start) continue;
    append(*row);
    if (text_.size() >= buffer_bytes && !repeats) flush();
  }
  if (repeats) repeated_text_ = text_.substr(before);
  waiting_.erase(waiting_.begin(), later);
}

void AccessLog::open_file(int day) {
  const std::string name = format_day(town_.day(day)).substr(0, 7);
  if (name == file_name_) return;
  finish();
  file_name_ = name;
  file_.open(town_.options.out + "/logs/" + name + ".csv", std::ios::binary);
  text_ += header;
  rows_ +=
      static_cast<std::uint64_t>(std::count(repeated_text_.begin(), repeated_text_.end(), '\n'));
  text_ += repeated_text_;
  repeated_text_.clear();
}

void AccessLog::flush() {
  file_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
  text_.clear();
}

void AccessLog::finish() {
  if (file_name_.empty()) return;
  flush();
  file_.close();
  if (file_.fail()) throw std::runtime_error{"the log of " + file_name_ + " could not be written"};
}

void AccessLog::append_time(std::int64_t at) {
  if (at / hour_seconds != hour_) {
    hour_ = at / hour_seconds;
    const Instant instant{std::chrono::seconds{hour_ * hour_seconds}};
    const CivilTime civil = to_civil(instant);
    const auto offset = std::chrono::duration_cast<std::chrono::hours>(civil.time_since_epoch() -
                                                                       instant.time_since_epoch());
    const auto day = std::chrono::floor<std::chrono::days>(civil);
    const auto hour = std::chrono::duration_cast<std::chrono::hours>(civil - day).count();
    stamp_ = numbered(format_day(Day{day}) + 'T', static_cast<int>(hour), 2);
    zone_ = offset.count() == 2 ? "+02:00" : "+01:00";
  }
  const int rest = static_cast<int>(at % hour_seconds);
  const auto digit = [](int figure) { return static_cast<char>('0' + figure); };
  text_ += stamp_;
  const std::array<char, 6> clock{':', digit(rest / 600),     digit(rest / 60 % 10),
                                  ':', digit(rest % 60 / 10), digit(rest % 10)};
  text_.append(clock.data(), clock.size());
  text_ += zone_;
}

/// Looks like a UUID and is unique, but is made of the seed and the row's number.
void AccessLog::append_id(std::uint64_t number) {
  constexpr std::string_view figures = "0123456789abcdef";
  const std::uint64_t high = mixed(town_.options.rng, number, 1);
  const std::uint64_t low = mixed(high ^ number);
  for (int i = 0; i < 32; ++i) {
    if (i == 8 || i == 12 || i == 16 || i == 20) text_ += '-';
    const std::uint64_t half = i < 16 ? high : low;
    text_ += figures[(half >> (60 - 4 * (i % 16))) & 15U];
  }
}

void AccessLog::append_account(const Row& row) {
  if (row.person == nobody) {
    text_ += "viva-batch";
    return;
  }
  const auto& accounts = town_.person(row.person).accounts;
  // Who has two accounts uses the second in every fifth opening, roughly.
  const bool second = accounts.size() > 1 && mixed(static_cast<std::uint64_t>(row.client)) % 5 == 0;
  text_ += accounts[second ? 1 : 0].name;
}

void AccessLog::append(const Row& row) {
  const std::size_t start = text_.size();
  append_time(row.at);
  if (row.planted != nobody) planted_[row.planted].time = text_.substr(start);
  text_ += ';';
  append_account(row);
  text_ += ";;";
  if (row.client != nobody) text_ += town_.client(row.client).id;
  text_ += ';';
  if (row.case_index != nobody) text_ += town_.case_of(row.case_index).id;
  text_ += ';';
  text_ += action_texts[row.action];
  text_ += ';';
  text_ += purpose_texts[row.purpose];
  text_ += ';';
  if (row.unit != nobody) text_ += town_.unit(row.unit).id;
  text_ += ';';
  if (row.provider) text_ += town_.unit(town_.provider).id;
  text_ += ';';
  text_ += resource_texts[row.resource];
  text_ += ';';
  const std::size_t id = text_.size();
  append_id(row.number);
  if (row.planted != nobody) planted_[row.planted].native_id = text_.substr(id);
  text_ += row.emergency ? ";viva;1\n" : ";viva;\n";
  ++rows_;
}

}  // namespace insyn
