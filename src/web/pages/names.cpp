#include "web/pages/names.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "domain/calendar/sweden.h"
#include "web/pages/frame.h"

namespace insyn {
namespace {

std::string text_at(const TextTable& texts, std::uint32_t number) {
  return number < texts.size() ? texts[number] : std::string{};
}

View look_at(const Visit& visit, std::string_view page, std::string_view audit) {
  View look;
  look.at = visit.now;
  look.user = visit.visitor.user;
  look.user_staff = visit.visitor.holder.staff;
  look.page = page;
  look.audit = audit;
  return look;
}

}  // namespace

const People& users_of(const Visit& visit) { return *visit.look.people; }

std::string unit_name(const Visit& visit, std::string_view id) {
  if (visit.look.registers) {
    const RegistersAt& known = *visit.look.registers;
    for (const Unit& unit : known.index.registers().units)
      if (text_at(known.texts, unit.id.value) == id) return text_at(known.texts, unit.name.value);
  }
  return std::string{id};
}

std::vector<Option> area_options(const Visit& visit) {
  std::vector<Option> options;
  if (!visit.look.registers) return options;
  const RegistersAt& known = *visit.look.registers;
  for (const Unit& unit : known.index.registers().units)
    if (unit.kind == UnitKind::area)
      options.push_back(
          {text_at(known.texts, unit.id.value), text_at(known.texts, unit.name.value)});
  std::ranges::sort(options, [&](const Option& left, const Option& right) {
    return visit.words.before(left.label, right.label);
  });
  return options;
}

std::string grant_text(const Visit& visit, const Grant& grant) {
  std::string text = role_title(visit.words, grant.role);
  if (!grant.area.empty()) text += ", " + unit_name(visit, grant.area);
  return text;
}

void log_look(const Visit& visit, std::string_view page) {
  log_looks(visit, page, {}, {std::string{}});
}

void log_looks(const Visit& visit, std::string_view page, std::string_view audit,
               const std::vector<std::string>& staff) {
  std::vector<View> looks;
  for (const std::string& one : std::set<std::string>{staff.begin(), staff.end()}) {
    looks.push_back(look_at(visit, page, audit));
    looks.back().staff = one;
  }
  if (!looks.empty()) visit.views.append(looks);
}

void log_rows(const Visit& visit, std::string_view page, std::string_view audit,
              const std::string& staff, const std::vector<std::string>& clients) {
  std::set<std::string> each{clients.begin(), clients.end()};
  if (each.empty()) each.emplace();
  std::vector<View> looks;
  for (const std::string& client : each) {
    looks.push_back(look_at(visit, page, audit));
    looks.back().staff = staff;
    looks.back().client = client;
  }
  visit.views.append(looks);
}

Day today_of(const Visit& visit) { return day_of(visit.now); }

std::optional<std::uint64_t> position_in(std::string_view text) {
  const auto number = parse_integer(text);
  if (!number || *number < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*number);
}

}  // namespace insyn
