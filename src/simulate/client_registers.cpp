#include <algorithm>

#include "simulate/openings.h"
#include "simulate/register_csv.h"

namespace insyn {
namespace {

std::string_view flag(bool set) { return set ? "1" : "0"; }

std::string_view client_id(const Town& town, int client) { return town.client(client).id; }

void write_clients(const Town& town, SeededRandom& random) {
  RegisterCsv clients{
      town, "clients",
      "client_id;name;personal_number;address_key;protected;public_interest;deceased_on"};
  RegisterCsv ids{town, "client_ids", "client_id;kind;value"};
  for (std::size_t i = 0; i < town.clients.size(); ++i) {
    const TownClient& client = town.clients[i];
    clients.row({client.id, client.name, client.personal_number,
                 numbered("adr-", client.address, 5), flag(client.is_protected),
                 flag(client.public_interest), day_text(town, client.deceased)});
    // Clients who came without a personal number keep the number that they got instead.
    if (random.chance(300))
      ids.row({client.id, "reservnummer", numbered("RN-", static_cast<int>(i) + 1, 6)});
  }
  clients.close();
  ids.close();
}

void write_cases(const Town& town, SeededRandom& random) {
  RegisterCsv cases{town, "cases", "case_id;client_id;law;unit_id;opened;closed"};
  RegisterCsv roles{town, "case_roles", "case_id;staff_id;role;valid_from;valid_to"};
  for (const TownCase& entry : town.cases) {
    cases.row({entry.id, client_id(town, entry.client), entry.law, town.unit(entry.unit).id,
               day_text(town, entry.days.from), day_text(town, entry.days.to)});
    for (const int post : {entry.handler, entry.co_handler}) {
      // Faults: 2 % of the roles are missing, 3 % of those of closed cases were never closed.
      if (post == nobody || random.chance(200)) continue;
      const bool forgotten = entry.days.to != day_open && random.chance(300);
      for (const TownTenure& tenure : town.position(post).tenures) {
        DaySpan days = common(entry.days, tenure.days);
        if (days.from >= days.to) continue;
        if (forgotten) days.to = tenure.days.to;
        roles.row({entry.id, town.person(tenure.person).id,
                   post == entry.handler ? "caseworker" : "co_caseworker",
                   day_text(town, days.from), day_text(town, days.to)});
      }
    }
  }
  cases.close();
  roles.close();
}

std::string_view kind_of(Segment segment) {
  switch (segment) {
    case Segment::home_care:
      return "hemtjänst";
    case Segment::residence:
      return "särskilt boende";
    case Segment::alarm_only:
      return "trygghetslarm";
    case Segment::disability:
      return "bostad med särskild service";
    case Segment::supported_living:
      return "boendestöd";
    case Segment::health_only:
      return "hemsjukvård";
    case Segment::income_support:
    case Segment::child_welfare:
    case Segment::adult_welfare:
      return "handläggning";
  }
  return "";
}

/// As the register has it: begun late, ended late.
DaySpan registered(const ClientPlacement& placement) {
  DaySpan days = placement.days;
  days.from += placement.registered_late;
  if (days.to != day_open) days.to += placement.ended_late;
  return days;
}

void write_relations(const Town& town) {
  RegisterCsv out{town, "care_relations", "client_id;staff_id;unit_id;kind;valid_from;valid_to"};
  const auto add_unit = [&](const ClientPlacement& placement, int unit, std::string_view kind) {
    const DaySpan days = registered(placement);
    if (unit == nobody || placement.unregistered || days.from >= days.to) return;
    out.row({client_id(town, placement.client), "", town.unit(unit).id, kind,
             day_text(town, days.from), day_text(town, days.to)});
  };
  const auto add_person = [&](const ClientPlacement& placement, int post, std::string_view kind) {
    if (post == nobody || placement.unregistered) return;
    for (const TownTenure& tenure : town.position(post).tenures) {
      const DaySpan days = common(registered(placement), tenure.days);
      if (days.from < days.to)
        out.row({client_id(town, placement.client), town.person(tenure.person).id, "", kind,
                 day_text(town, days.from), day_text(town, days.to)});
    }
  };
  for (const ClientPlacement& placement : town.placements) {
    const TownSlot& slot = town.slot(placement.slot);
    add_unit(placement, slot.care_unit, kind_of(slot.segment));
    add_person(placement, slot.contact, "fast kontakt");
    if (placement.health_case == nobody) continue;
    add_unit(placement, slot.health_unit, "hemsjukvård");
    if (slot.therapist == nobody) continue;
    add_unit(placement, town.position(slot.therapist).unit, "rehabilitering");
    add_person(placement, slot.therapist, "rehabilitering");
  }
  out.close();
}

void write_intakes(const Town& town) {
  RegisterCsv out{town, "intakes", "client_id;received_at;staff_id;unit_id;kind"};
  std::string_view reception;
  for (const TownUnit& unit : town.units)
    if (unit.kind == TownUnitKind::unit && unit.role == StaffRole::reception && reception.empty())
      reception = unit.id;
  for (const TownIntake& intake : town.intakes) {
    const std::string at = instant_text(seconds_at(town, intake.day, intake.minute * 60));
    out.row({client_id(town, intake.client), at,
             intake.person == nobody ? std::string_view{}
                                     : std::string_view{town.person(intake.person).id},
             reception, intake.report ? "report" : "enquiry"});
  }
  out.close();
}

/// The client's consent to reading in the region's records (coherent record keeping).
void write_consents(const Town& town, SeededRandom& random) {
  RegisterCsv out{town, "consents", "client_id;provider;kind;valid_from;valid_to"};
  for (const ClientPlacement& placement : town.placements) {
    if (placement.health_case == nobody || !random.chance(9000)) continue;
    const bool emergency = random.chance(150);
    const int to = emergency ? placement.days.from + 2 : placement.days.to;
    out.row({client_id(town, placement.client), town.unit(town.provider).id,
             emergency ? "emergency" : "consent", day_text(town, placement.days.from),
             day_text(town, to)});
  }
  out.close();
}

}  // namespace

void write_client_registers(const Town& town) {
  SeededRandom random{town.options.rng, static_cast<std::uint64_t>(Topic::registers) + 100};
  write_clients(town, random);
  write_cases(town, random);
  write_relations(town);
  write_intakes(town);
  write_consents(town, random);
}

}  // namespace insyn
