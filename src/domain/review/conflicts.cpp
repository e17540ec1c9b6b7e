#include "domain/review/conflicts.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace insyn {
namespace {

bool same_known(TextNo a, TextNo b) { return a && a == b; }

class Router {
 public:
  Router(const RegisterIndex& index, std::span<const ListToRoute> lists, const RoutingFacts& facts)
      : index_{index}, lists_{lists}, facts_{facts} {}

  std::vector<ListRoute> routes() {
    std::vector<ListRoute> routes;
    for (const ListToRoute& list : lists_) routes.push_back(whole(list, {}));
    break_mutual_pairs(routes);
    for (std::size_t i = 0; i < lists_.size(); ++i)
      routes[i].rows = row_routes(lists_[i], routes[i]);
    return routes;
  }

  RowRoute past(const ListToRoute& list, StaffNo reader, const RowToRoute& row) const {
    return elsewhere(list, reader, row, Conflict::declared);
  }

 private:
  /// Why somebody can't read anything on that day.
  std::optional<Conflict> absent(StaffNo reader) const {
    const auto valid = [&](const auto& row) { return row.valid.contains(facts_.sending); };
    // A head of whom the register has no employment at all is no one who has left.
    const auto employments = index_.employments(reader);
    if (!employments.empty() && std::ranges::none_of(employments, valid))
      return Conflict::not_employed;
    if (std::ranges::any_of(index_.absences(reader), valid)) return Conflict::on_leave;
    return std::nullopt;
  }

  /// Goes up the line past those who can't, or whom `skipped` names as in conflict.
  ListRoute whole(const ListToRoute& list, const std::map<StaffNo, Conflict>& skipped) const {
    ListRoute route;
    if (list.role != ReviewRole::manager) return route;
    std::vector<StaffNo> line = list.line;
    if (line.empty()) route.reasons.insert(Conflict::no_reviewer);
    line.push_back(facts_.substitute);
    for (const StaffNo reader : line) {
      if (!reader) break;
      if (reader == list.staff) {
        route.reasons.insert(Conflict::self);
      } else if (const auto found = skipped.find(reader); found != skipped.end()) {
        route.reasons.insert(found->second);
      } else if (const auto why = absent(reader)) {
        route.reasons.insert(*why);
      } else {
        route.reader = reader;
        return route;
      }
    }
    route.reasons.insert(Conflict::no_reviewer);
    return route;
  }

  /// Neither of two who would read each other does. What is found is found of the routes as they
  /// were, so that the order of the lists decides nothing; a pair that only comes about by moving
  /// is broken in the next round.
  void break_mutual_pairs(std::vector<ListRoute>& routes) const {
    std::vector<std::map<StaffNo, Conflict>> skipped(lists_.size());
    // Each round skips somebody more in some line, and lines are short.
    for (bool again = true; again;) {
      again = false;
      std::map<StaffNo, StaffNo> reader_of;
      for (std::size_t i = 0; i < lists_.size(); ++i)
        if (lists_[i].role == ReviewRole::manager) reader_of[lists_[i].staff] = routes[i].reader;
      for (std::size_t i = 0; i < lists_.size(); ++i) {
        const StaffNo reader = routes[i].reader;
        const auto back = reader_of.find(reader);
        if (!reader || back == reader_of.end() || back->second != lists_[i].staff) continue;
        skipped[i][reader] = Conflict::mutual;
        again = true;
      }
      for (std::size_t i = 0; again && i < lists_.size(); ++i)
        if (!skipped[i].empty()) routes[i] = whole(lists_[i], skipped[i]);
    }
  }

  std::optional<Conflict> with_row(StaffNo reader, const RowToRoute& row) const {
    const Client* client = index_.client(row.client);
    const StaffMember* member = index_.member(reader);
    if (client != nullptr && member != nullptr) {
      if (same_known(client->personal_number, member->personal_number)) return Conflict::is_client;
      if (same_known(client->address_key, member->address_key)) return Conflict::same_address;
    }
    const auto opened = facts_.opened_unexplained.find(reader);
    if (opened != facts_.opened_unexplained.end() && opened->second.contains(row.client))
      return Conflict::opened_unexplained;
    return std::nullopt;
  }

  static bool is_private(Conflict conflict) {
    return conflict == Conflict::is_client || conflict == Conflict::same_address;
  }

  /// Where a row goes that the list's reader must not judge.
  RowRoute elsewhere(const ListToRoute& list, StaffNo reader, const RowToRoute& row,
                     Conflict conflict) const {
    RowRoute route;
    route.reasons.insert(conflict);
    const auto to_role = [&] {
      route.role = row.health_care ? ReviewRole::chief_nurse : ReviewRole::quality_controller;
    };
    if (is_private(conflict)) {
      to_role();
      return route;
    }
    auto next = std::ranges::find(list.line, reader);
    if (next != list.line.end()) ++next;
    for (; next != list.line.end(); ++next)
      if (*next != list.staff && !absent(*next) && !with_row(*next, row)) {
        route.reader = *next;
        return route;
      }
    to_role();
    return route;
  }

  std::vector<RowRoute> row_routes(const ListToRoute& list, const ListRoute& route) const {
    std::vector<RowRoute> moved;
    if (!route.reader) return moved;
    for (std::size_t i = 0; i < list.rows.size(); ++i) {
      const auto conflict = with_row(route.reader, list.rows[i]);
      if (!conflict) continue;
      RowRoute one = elsewhere(list, route.reader, list.rows[i], *conflict);
      const auto same = std::ranges::find_if(moved, [&](const RowRoute& other) {
        return std::tie(other.reader, other.role, other.reasons) ==
               std::tie(one.reader, one.role, one.reasons);
      });
      (same == moved.end() ? moved.emplace_back(std::move(one)) : *same).rows.push_back(i);
    }
    return moved;
  }

  const RegisterIndex& index_;
  std::span<const ListToRoute> lists_;
  const RoutingFacts& facts_;
};

}  // namespace

std::string_view code_of(Conflict conflict) {
  switch (conflict) {
    case Conflict::no_reviewer:
      return "no_reviewer";
    case Conflict::self:
      return "self";
    case Conflict::mutual:
      return "mutual";
    case Conflict::on_leave:
      return "on_leave";
    case Conflict::not_employed:
      return "not_employed";
    case Conflict::is_client:
      return "is_client";
    case Conflict::same_address:
      return "same_address";
    case Conflict::opened_unexplained:
      return "opened_unexplained";
    case Conflict::declared:
      return "declared";
  }
  return "";
}

std::vector<StaffNo> review_line(const RegisterIndex& index, StaffNo staff, StaffNo reviewer,
                                 UnitNo unit) {
  std::vector<StaffNo> line;
  const auto add = [&](StaffNo reader) {
    if (reader && reader != staff && std::ranges::find(line, reader) == line.end())
      line.push_back(reader);
  };
  add(reviewer);
  constexpr int depth_max = 64;  // only a guard against a cycle, as in RegisterIndex
  for (int depth = 0; unit && depth < depth_max; ++depth) {
    const Unit* row = index.unit(unit);
    if (row == nullptr) break;
    add(row->head);
    unit = row->parent;
  }
  return line;
}

std::vector<ListRoute> route_lists(const RegisterIndex& index, std::span<const ListToRoute> lists,
                                   const RoutingFacts& facts) {
  return Router{index, lists, facts}.routes();
}

RowRoute route_past(const RegisterIndex& index, const ListToRoute& list, StaffNo reader,
                    std::size_t row, const RoutingFacts& facts) {
  RowRoute route = Router{index, {&list, 1}, facts}.past(list, reader, list.rows.at(row));
  route.rows = {row};
  return route;
}

}  // namespace insyn
