#include "app/views.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "app/import_log.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

/// Views in one delivery: some ten megabytes.
constexpr std::uint64_t delivery_views_max = 100'000;

/// A field of a canonical log; quoted when it must be.
std::string field(const std::string& text) {
  if (text.find_first_of(";\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

class OnePiece final : public ByteSource {
 public:
  explicit OnePiece(std::string bytes) : bytes_{std::move(bytes)} {}
  std::string_view next() override {
    return std::exchange(given_, true) ? std::string_view{} : std::string_view{bytes_};
  }

 private:
  std::string bytes_;
  bool given_ = false;
};

void for_each_view(ViewLog& log, const std::function<void(const View&)>& visit) {
  const std::uint64_t size = log.size();
  for (std::uint64_t from = 0; from < size; from += delivery_views_max)
    for (const View& view : log.read(from, std::min(delivery_views_max, size - from))) visit(view);
}

}  // namespace

Source own_source() {
  return {.id = "insyn", .kind = "canonical", .system = "insyn", .label = "Insyns egen logg"};
}

std::string canonical_log_of(const std::vector<View>& views, std::uint64_t first) {
  // What has no column of its own lies in `args`, which is kept as it came.
  std::string log = "time;account;staff_id;client_id;action;resource;args;native_id\n";
  for (std::uint64_t number = first; const View& view : views) {
    const std::string args =
        (view.staff.empty() ? "" : "staff=" + view.staff) +
        (view.audit.empty() ? "" : (view.staff.empty() ? "" : " ") + ("audit=" + view.audit));
    log += format_instant(view.at) + ";" + field(view.user) + ";" + field(view.user_staff) + ";" +
           field(view.client) + ";read;" + field(view.page) + ";" + field(args) + ";view-" +
           std::to_string(number++) + "\n";
  }
  return log;
}

Result<std::uint64_t> deliver_views(Home& home, ViewLog& log) {
  const std::uint64_t before = log.delivered();
  const std::uint64_t size = log.size();
  for (std::uint64_t from = before; from < size;) {
    const auto views = log.read(from, std::min(delivery_views_max, size - from));
    if (views.empty()) break;
    OnePiece bytes{canonical_log_of(views, from + 1)};
    const auto receipt = import_log(home, own_source(), bytes, "views.db", {});
    if (!receipt) return fail(receipt.error());
    from += views.size();
    log.set_delivered(from);
  }
  return size - before;
}

std::vector<LookCount> yearly_looks(ViewLog& log, const People& people, int year) {
  struct Seen {
    std::uint64_t looks = 0;
    std::set<std::string> people;
  };
  std::map<std::pair<std::string, std::string>, Seen> seen;
  for_each_view(log, [&](const View& view) {
    if (format_day(day_of(view.at)).substr(0, 4) != std::to_string(year)) return;
    Seen& one = seen[{view.user, view.page}];
    ++one.looks;
    if (!view.staff.empty()) one.people.insert("staff " + view.staff);
    if (!view.client.empty()) one.people.insert("client " + view.client);
  });
  std::vector<LookCount> counts;
  for (const auto& [key, one] : seen)
    counts.push_back(
        {key.first, people.name_of(key.first), key.second, one.looks, one.people.size()});
  return counts;
}

std::vector<View> views_between(ViewLog& log, DayRange days) {
  const InstantRange range = instants(days);
  std::vector<View> views;
  for_each_view(log, [&](const View& view) {
    if (range.contains(view.at)) views.push_back(view);
  });
  return views;
}

}  // namespace insyn
