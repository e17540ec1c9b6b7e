#include "simulate/roles.h"

#include <algorithm>

namespace insyn {
namespace {

constexpr std::array<ShiftHours, 3> home_hours{{{420, 960, 50}, {540, 1080, 12}, {945, 1320, 38}}};
constexpr std::array<ShiftHours, 3> residence_hours{
    {{420, 930, 45}, {480, 1020, 10}, {810, 1290, 45}}};
constexpr std::array<ShiftHours, 1> night_hours{{{1275, 1860, 1}}};
constexpr std::array<ShiftHours, 3> disability_hours{
    {{420, 960, 40}, {540, 1080, 15}, {840, 1320, 45}}};
constexpr std::array<ShiftHours, 2> support_hours{{{480, 1020, 80}, {720, 1200, 20}}};
constexpr std::array<ShiftHours, 2> nurse_hours{{{420, 960, 80}, {780, 1290, 20}}};
constexpr std::array<ShiftHours, 2> on_call_hours{{{930, 1290, 40}, {1260, 1875, 60}}};
constexpr std::array<ShiftHours, 2> office_hours{{{480, 1005, 70}, {450, 960, 30}}};

using R = StaffRole;

// clang-format off
// persons of 600, unit size, openings a shift, tenths of shifts in two weeks, weekend %, steady ‰,
// weekly ‰; the mix is own, alarm, after closing, old case, elsewhere, wrong person, list view.
constexpr std::array<RoleModel, staff_role_count> models{{
    {R::home_care, "Undersköterska hemtjänst", false, 130, 26, 12, 72, 66, 300, 290, home_hours,
     {1500, 200, 55, 220, 40, 8, 45}},
    {R::residence, "Undersköterska särskilt boende", false, 160, 20, 10, 72, 66, 750, 500,
     residence_hours, {1700, 0, 45, 220, 40, 8, 40}},
    {R::night, "Undersköterska natt", false, 34, 17, 12, 55, 66, 90, 100, night_hours,
     {0, 1500, 130, 180, 130, 20, 70}},
    {R::disability, "Stödassistent", false, 95, 7, 5, 70, 66, 900, 600, disability_hours,
     {1700, 0, 25, 180, 45, 8, 40}},
    {R::supported_living, "Boendestödjare", false, 18, 9, 6, 85, 5, 200, 100, support_hours,
     {4500, 0, 90, 200, 70, 20, 40}},
    {R::pool, "Undersköterska resurspool", false, 47, 60, 10, 50, 66, 160, 140, home_hours,
     {0, 100, 80, 180, 130, 20, 60}},
    {R::nurse, "Sjuksköterska", false, 18, 9, 24, 75, 40, 160, 90, nurse_hours,
     {0, 0, 130, 200, 110, 60, 60}},
    {R::nurse_on_call, "Sjuksköterska jour", false, 8, 10, 30, 55, 90, 100, 90, on_call_hours,
     {0, 0, 220, 200, 330, 60, 100}},
    {R::therapist, "Arbetsterapeut", false, 10, 12, 12, 90, 3, 25, 20, office_hours,
     {8100, 0, 120, 200, 100, 60, 50}},
    {R::elder_assessor, "Biståndshandläggare", true, 9, 12, 16, 90, 2, 480, 260, office_hours,
     {0, 0, 130, 200, 150, 60, 60}},
    {R::disability_assessor, "LSS-handläggare", true, 3, 12, 11, 90, 2, 380, 220, office_hours,
     {0, 0, 100, 200, 110, 60, 60}},
    {R::child_welfare, "Socialsekreterare barn och unga", true, 10, 12, 15, 90, 2, 600, 400,
     office_hours, {0, 0, 90, 200, 80, 60, 50}},
    {R::adult_welfare, "Socialsekreterare vuxen", true, 5, 12, 15, 90, 2, 600, 400, office_hours,
     {0, 0, 90, 200, 80, 60, 50}},
    {R::income_support, "Socialsekreterare ekonomiskt bistånd", true, 6, 12, 24, 90, 2, 900, 600,
     office_hours, {0, 0, 100, 150, 100, 60, 60}},
    {R::reception, "Socialsekreterare mottagning", true, 4, 12, 30, 85, 2, 1000, 1000,
     office_hours, {0, 0, 100, 0, 400, 60, 50}},
    {R::fees, "Avgiftshandläggare", true, 2, 12, 40, 90, 2, 250, 230, office_hours,
     {0, 0, 200, 100, 150, 30, 100}},
    {R::manager, "Enhetschef", true, 22, 12, 9, 85, 2, 500, 400, office_hours,
     {0, 0, 90, 100, 300, 30, 100}},
    {R::administrator, "Administratör", true, 14, 20, 22, 85, 2, 180, 160, office_hours,
     {0, 0, 100, 200, 180, 60, 80}},
    {R::specialist, "Systemförvaltare", true, 5, 12, 7, 85, 2, 20, 20, office_hours,
     {0, 0, 200, 200, 300, 30, 150}},
}};
// clang-format on

constexpr std::array<int, 24> home_curve{1, 1, 1, 1, 1,  2,  6, 11, 11, 5, 4, 9,
                                         9, 5, 4, 4, 10, 10, 5, 5,  10, 8, 2, 1};
constexpr std::array<int, 24> night_curve{6, 5, 4, 4, 5, 7, 9, 3, 1, 1, 1,  1,
                                          1, 1, 1, 1, 1, 1, 1, 1, 3, 7, 10, 8};
constexpr std::array<int, 24> office_curve{1, 1,  1,  1, 1, 1, 2, 6, 9, 11, 11, 9,
                                           5, 10, 10, 8, 5, 3, 2, 2, 2, 1,  1,  1};

}  // namespace

const RoleModel& model_of(StaffRole role) { return models[static_cast<std::size_t>(role)]; }

std::span<const RoleModel> role_models() { return models; }

std::array<int, staff_role_count> persons_by_role(int staff) {
  std::array<int, staff_role_count> persons{};
  std::vector<std::size_t> order;
  int given = 0;
  for (std::size_t i = 0; i < staff_role_count; ++i) {
    persons[i] = std::max(1, models[i].persons * staff / 600);
    given += persons[i];
    order.push_back(i);
  }
  const auto remainder = [staff](std::size_t i) { return models[i].persons * staff % 600; };
  std::stable_sort(order.begin(), order.end(), [&remainder](std::size_t a, std::size_t b) {
    return remainder(a) > remainder(b);
  });
  for (std::size_t i = 0; given < staff; ++i, ++given) ++persons[order[i % staff_role_count]];
  // A small town gives the rare roles one person each; the large ones pay for it.
  for (; given > staff; --given) --*std::max_element(persons.begin(), persons.end());
  return persons;
}

const std::array<int, 24>& day_curve(StaffRole role) {
  if (role == StaffRole::night || role == StaffRole::nurse_on_call) return night_curve;
  if (role <= StaffRole::disability || role == StaffRole::pool) return home_curve;
  return office_curve;
}

}  // namespace insyn
