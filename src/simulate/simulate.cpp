#include "simulate/simulate.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include "simulate/access_log.h"
#include "simulate/openings.h"
#include "simulate/planted.h"
#include "simulate/readme.h"
#include "simulate/town.h"

namespace insyn {
namespace {

Result<Done> check_options(const SimulationOptions& options) {
  const auto refuse = [](std::string text) {
    return fail(ErrorKind::refused, "simulation-options", std::move(text));
  };
  if (options.staff < 20 || options.staff > 20'000)
    return refuse("--staff ska vara ett tal från 20 till 20000.");
  if (options.clients < 20 || options.clients > 500'000)
    return refuse("--clients ska vara ett tal från 20 till 500000.");
  if (options.days < 1 || options.days > 3660)
    return refuse("--days ska vara ett tal från 1 till 3660.");
  const std::chrono::year_month_day last{options.from + std::chrono::days{options.days}};
  if (std::chrono::year_month_day{options.from}.year() < std::chrono::year{2005} ||
      last.year() > std::chrono::year{2099})
    return refuse("Perioden ska ligga mellan 2005 och 2099. Ändra --from eller --days.");
  return Done{};
}

Result<Done> make_folders(const std::string& out) {
  namespace fs = std::filesystem;
  std::error_code fault;
  const bool there = fs::exists(out, fault);
  if (there && (!fs::is_directory(out, fault) || !fs::is_empty(out, fault)))
    return fail(ErrorKind::refused, "simulation-out-not-empty",
                "Mappen " + out + " är inte tom. Välj en ny mapp med --out.");
  for (const char* folder : {"/registers", "/logs"}) {
    fs::create_directories(out + folder, fault);
    if (fault)
      return fail(ErrorKind::unusable, "simulation-out",
                  "Mappen " + out + " gick inte att skapa. Välj en annan med --out.");
  }
  return Done{};
}

/// One lost day in each whole quarter of the window.
std::vector<int> lost_days(const Town& town, SeededRandom& random) {
  std::vector<int> lost;
  for (int quarter = 0; (quarter + 1) * 91 <= town.options.days; ++quarter)
    lost.push_back(quarter * 91 + random.below(91));
  return lost;
}

/// One delivery a year is partly sent again: the last day of some month, with the next month.
std::vector<int> repeated_days(const Town& town, const std::vector<int>& lost,
                               SeededRandom& random) {
  std::vector<int> repeated;
  for (int from = 0; from < town.options.days; from += 365) {
    std::vector<int> last_days;
    for (int day = from; day < std::min(from + 365, town.options.days - 1); ++day)
      if (town.date(day + 1).day() == std::chrono::day{1} &&
          std::find(lost.begin(), lost.end(), day) == lost.end())
        last_days.push_back(day);
    if (!last_days.empty()) repeated.push_back(random.pick(last_days));
  }
  return repeated;
}

void write_truth(const Town& town, const std::vector<PlantedOpening>& improper,
                 const AccessLog& log) {
  std::ofstream out{town.options.out + "/truth.csv", std::ios::binary};
  out << "native_id;staff_id;client_id;time;kind\n";
  for (const auto& [index, row] : log.planted()) {
    const PlantedOpening& planted = improper[static_cast<std::size_t>(index)];
    out << row.native_id << ';' << town.person(planted.opening.person).id << ';'
        << town.client(planted.opening.client).id << ';' << row.time << ';'
        << planted_names[static_cast<std::size_t>(planted.kind)] << '\n';
  }
  out.close();
  if (out.fail()) throw std::runtime_error{"truth.csv could not be written"};
}

SimulationSummary write_town(const SimulationOptions& options) {
  Town town;
  town.options = options;
  build_units(town);
  build_people(town);
  build_clients(town);
  build_kin(town);
  build_rosters(town);
  SeededRandom random{options.rng, static_cast<std::uint64_t>(Topic::log) + 100};
  const std::vector<int> lost = lost_days(town, random);
  const std::vector<int> repeated = repeated_days(town, lost, random);
  const auto improper = plan_improper(town, lost);
  AccessLog log{town, lost, repeated};
  WorkPlanner planner{town};
  std::size_t next = 0;
  std::vector<PlannedOpening> openings;
  for (int day = 0; day < options.days; ++day) {
    openings.clear();
    planner.plan(day, openings);
    for (; next < improper.size() && improper[next].day == day; ++next)
      openings.push_back(improper[next].opening);
    log.write_day(day, openings);
  }
  log.finish();
  write_truth(town, improper, log);
  write_registers(town);
  write_readme(town, lost, repeated);
  return {options.out, log.rows(), log.planted().size()};
}

}  // namespace

Result<SimulationSummary> simulate(const SimulationOptions& options) {
  const auto options_fit = check_options(options);
  if (!options_fit) return fail(options_fit.error());
  const auto folders = make_folders(options.out);
  if (!folders) return fail(folders.error());
  return write_town(options);
}

}  // namespace insyn
