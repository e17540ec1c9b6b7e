#include "bench/explain_peer.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "bench/peer.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

template <class... Numbers>
std::array<std::int64_t, sizeof...(Numbers)> cells(Numbers... numbers) {
  return {static_cast<std::int64_t>(numbers)...};
}

std::int64_t number(Day day) { return day.time_since_epoch().count(); }
std::int64_t number(Instant at) { return at.time_since_epoch().count(); }

void fill_people(PeerDatabase& peer, const RegisterIndex& index) {
  const Registers& r = index.registers();  // one row an id
  const auto day = [](std::optional<Day> value) { return number(value.value_or(day_never)); };
  peer.fill("staff", "id INT, pn INT, address INT", r.staff, [](const StaffMember& x) {
    return cells(x.id.value, x.personal_number.value, x.address_key.value);
  });
  peer.fill("clients", "id INT, pn INT, address INT, protected INT, public INT, died INT",
            r.clients, [&](const Client& x) {
              return cells(x.id.value, x.personal_number.value, x.address_key.value, x.is_protected,
                           x.public_interest, day(x.deceased_on));
            });
  peer.fill("cases", "id INT, client INT, unit INT, closed INT", r.cases, [&](const Case& x) {
    return cells(x.id.value, x.client.value, x.unit.value, day(x.closed));
  });
  // Each unit with itself and those above it.
  std::vector<std::array<UnitNo, 2>> above;
  for (const Unit& lower : r.units)
    for (const Unit& upper : r.units)
      if (index.is_same_or_above(upper.id, lower.id)) above.push_back({lower.id, upper.id});
  peer.fill("unit_above", "unit INT, above INT", above,
            [](const auto& x) { return cells(x[0].value, x[1].value); });
}

void fill_relations(PeerDatabase& peer, const Registers& r, const RegisterIndex& index, Day day) {
  const auto from = [](const auto& x) { return number(x.valid.from); };
  const auto to = [](const auto& x) { return number(x.valid.to); };
  const std::string valid = ", f INT, t INT";
  peer.fill("employments", "staff INT, unit INT" + valid, r.employments,
            [&](const auto& x) { return cells(x.staff.value, x.unit.value, from(x), to(x)); });
  peer.fill("covers", "unit INT, covers INT" + valid, r.unit_covers,
            [&](const auto& x) { return cells(x.unit.value, x.covers.value, from(x), to(x)); });
  peer.fill("permissions", "staff INT, scope INT" + valid, r.permissions, [&](const auto& x) {
    const ClientNo client = index.client_of(ClientNo{x.scope.value}, day);
    return cells(x.staff.value, client.value, from(x), to(x));
  });
  peer.fill("roles", "case_no INT, staff INT, kind INT" + valid, r.case_roles, [&](const auto& x) {
    return cells(x.case_no.value, x.staff.value, x.kind, from(x), to(x));
  });
  peer.fill("deputies", "absent INT, deputy INT, case_no INT" + valid, r.deputies,
            [&](const auto& x) {
              return cells(x.absent.value, x.deputy.value, x.case_no.value, from(x), to(x));
            });
  peer.fill("relations", "client INT, staff INT, unit INT" + valid, r.care_relations,
            [&](const auto& x) {
              return cells(x.client.value, x.staff.value, x.unit.value, from(x), to(x));
            });
  peer.fill("duties", "staff INT, unit INT, scope INT, resource INT" + valid, r.duties,
            [&](const auto& x) {
              return cells(x.staff.value, x.unit.value, x.scope.value, x.resource.value, from(x),
                           to(x));
            });
  peer.fill("intakes", "client INT, staff INT, unit INT, received INT, gone INT", r.intakes,
            [](const Intake& x) {
              return cells(x.client.value, x.staff.value, x.unit.value, number(x.received),
                           number(x.until));
            });
  peer.fill("absences", "staff INT" + valid, r.absences,
            [&](const auto& x) { return cells(x.staff.value, from(x), to(x)); });
  peer.fill("shifts", "staff INT, unit INT, s BIGINT, e BIGINT", r.shifts, [](const Shift& x) {
    return cells(x.staff.value, x.unit.value, number(x.starts), number(x.ends));
  });
  peer.fill("consents", "client INT" + valid, r.consents,
            [&](const auto& x) { return cells(x.client.value, from(x), to(x)); });
}

void fill_events(PeerDatabase& peer, std::span<const ResolvedEvent> events, TextNo overview) {
  std::int64_t id = 0;
  peer.fill("events",
            "id INT, ts BIGINT, day INT, person INT, client INT, case_no INT, look INT, "
            "resource INT, provider INT, emergency INT",
            events, [&](const ResolvedEvent& x) {
              const bool look = (x.action == Action::read || x.action == Action::search) &&
                                overview && x.resource == overview;
              return cells(id++, number(x.at), number(day_of(x.at)), x.person.value, x.client.value,
                           x.case_no.value, look, x.resource.value, x.provider.value, x.emergency);
            });
}

/// What is found once for a person and a day: `pd` has the different ones. Times are microseconds.
constexpr const char* by_person_and_day = R"(
e AS MATERIALIZED (
  SELECT v.*, c.id AS has_case, c.client <> v.client AS mismatch, c.closed,
         CASE WHEN c.client <> v.client THEN 0 ELSE v.case_no END AS own_case,
         CASE WHEN c.client = v.client THEN c.unit END AS case_unit
  FROM events v LEFT JOIN cases c ON c.id = v.case_no),
pd AS MATERIALIZED (SELECT DISTINCT person, day FROM events WHERE person <> 0),
units AS MATERIALIZED (
  SELECT DISTINCT person, day, x.unit FROM pd JOIN employments x ON x.staff = person
      AND f <= day AND day < t),
reach AS MATERIALIZED (
  SELECT person, day, unit FROM units
  UNION SELECT person, day, c.covers FROM units u JOIN covers c ON c.unit = u.unit
      AND f <= day AND day < t),
near AS MATERIALIZED (
  SELECT person, day, s.unit, s.s, s.e FROM pd JOIN shifts s ON s.staff = person
    AND s.s < (day + 1) * 86400000000 + 7200000000 AND s.e > day * 86400000000 - 14400000000),
near_reach AS MATERIALIZED (
  SELECT person, day, unit, s, e FROM near WHERE unit <> 0
  UNION ALL SELECT person, day, c.covers, s, e FROM near n JOIN covers c ON c.unit = n.unit
      AND f <= day AND day < t),
pd_duties AS MATERIALIZED (
  SELECT DISTINCT person, day, scope, resource FROM pd JOIN duties d ON d.staff = person
      AND f <= day AND day < t
  UNION SELECT person, day, scope, resource FROM units u JOIN duties d ON d.unit = u.unit
      AND f <= day AND day < t),
related AS MATERIALIZED (
  SELECT e.id, e.person, e.ts, e.day, r.staff, r.unit FROM e JOIN relations r
      ON r.client = e.client AND f <= day AND day < t),
)";

/// Each explanation of each event, by the bit that it has in Marks.
constexpr const char* explanations_found = R"(
found AS (
  SELECT e.id, CASE r.kind WHEN 0 THEN 2 ELSE 4 END AS bit
    FROM e JOIN roles r ON r.case_no = e.own_case AND r.staff = e.person AND f <= day AND day < t
  UNION ALL SELECT e.id, 8 FROM e JOIN roles r ON r.case_no = e.own_case AND r.f <= day
      AND day < r.t
    JOIN deputies d ON d.deputy = e.person AND d.absent = r.staff AND d.f <= day AND day < d.t
      AND (d.case_no = 0 OR d.case_no = e.own_case)
  UNION ALL SELECT id, 1 FROM related WHERE staff = person AND person <> 0
  UNION ALL SELECT r.id, 256 FROM related r JOIN reach u ON u.person = r.person
      AND u.day = r.day AND u.unit = r.unit
  UNION ALL SELECT r.id, 128 FROM related r JOIN near_reach n ON n.person = r.person
      AND n.day = r.day AND n.unit = r.unit
      AND n.s - 7200000000 <= r.ts AND r.ts <= n.e + 7200000000
  UNION ALL SELECT e.id, 32 FROM e JOIN intakes i ON i.client = e.client AND i.staff = e.person
      AND e.day - 7 <= received AND received <= e.day AND e.day < gone WHERE look = 1
          AND person <> 0
  UNION ALL SELECT e.id, 32 FROM e JOIN intakes i ON i.client = e.client
      AND e.day - 7 <= received AND received <= e.day AND e.day < gone
    JOIN units u ON u.person = e.person AND u.day = e.day AND u.unit = i.unit WHERE look = 1
  UNION ALL SELECT e.id, 16 FROM e JOIN pd_duties d ON d.person = e.person AND d.day = e.day
      AND (d.resource = 0 OR d.resource = e.resource)
    LEFT JOIN unit_above a ON a.unit = e.case_unit AND a.above = d.scope
    WHERE d.scope = 0 OR a.unit IS NOT NULL),
explained AS (SELECT id, bit_or(bit) AS bits FROM found GROUP BY id),
)";

/// Each flag and the fact of a permission (bit 16,384); `window_shifts` has the shifts that overlap
/// the window.
constexpr const char* flags_found = R"(
on_leave AS (SELECT DISTINCT person, day FROM pd JOIN absences ON staff = person
    AND f <= day AND day < t),
at_work AS (SELECT DISTINCT e.id FROM e JOIN near n ON n.person = e.person AND n.day = e.day
  AND n.s - 7200000000 <= ts AND ts <= n.e + 7200000000 AND n.s < $TO AND $FROM < n.e),
consented AS (SELECT DISTINCT id FROM e JOIN consents c ON c.client = e.client AND f <= day
    AND day < t WHERE provider <> 0),
twins AS (SELECT c.id AS client, s.id AS staff FROM clients c JOIN staff s ON s.pn = c.pn
    WHERE c.pn <> 0),
beside AS (SELECT DISTINCT e.id FROM e JOIN twins w ON w.client = e.client AND w.staff <> e.person
  JOIN employments x ON x.staff = w.staff AND f <= e.day AND e.day < t
  JOIN units u ON u.person = e.person AND u.day = e.day AND u.unit = x.unit),
permitted AS (SELECT DISTINCT e.id FROM e JOIN permissions p ON p.staff = e.person
    AND p.scope = e.client AND f <= day AND day < t),
flagged AS (
  SELECT e.id, coalesce(x.bits, 0) AS explanations, permitted.id IS NOT NULL AS permission,
    CASE WHEN c.died + 30 < e.day THEN 1 ELSE 0 END
    + CASE WHEN mismatch THEN 2 ELSE 0 END
    + CASE WHEN closed + 30 < e.day THEN 4 ELSE 0 END
    + CASE WHEN beside.id IS NOT NULL THEN 8 ELSE 0 END
    + CASE WHEN emergency = 1 THEN 16 ELSE 0 END
    + CASE WHEN provider <> 0 AND consented.id IS NULL THEN 32 ELSE 0 END
    + CASE WHEN e.person <> 0 AND hired.person IS NULL THEN 64 ELSE 0 END
    + CASE WHEN shifted.staff IS NOT NULL AND at_work.id IS NULL THEN 128 ELSE 0 END
    + CASE WHEN on_leave.person IS NOT NULL THEN 256 ELSE 0 END
    + CASE WHEN c.protected = 1 THEN 512 ELSE 0 END
    + CASE WHEN c.public = 1 THEN 1024 ELSE 0 END
    + CASE WHEN me.address <> 0 AND me.address = c.address THEN 2048 ELSE 0 END
    + CASE WHEN me.pn <> 0 AND me.pn = c.pn THEN 8192 ELSE 0 END AS flags
  FROM e LEFT JOIN explained x ON x.id = e.id
    LEFT JOIN clients c ON c.id = e.client
    LEFT JOIN staff me ON me.id = e.person
    LEFT JOIN (SELECT DISTINCT person, day FROM units) hired ON hired.person = e.person
        AND hired.day = e.day
    LEFT JOIN on_leave ON on_leave.person = e.person AND on_leave.day = e.day
    LEFT JOIN (SELECT DISTINCT staff FROM shifts s WHERE s.s < $TO AND $FROM < s.e) shifted
        ON shifted.staff = e.person
    LEFT JOIN at_work ON at_work.id = e.id
    LEFT JOIN consented ON consented.id = e.id
    LEFT JOIN beside ON beside.id = e.id
    LEFT JOIN permitted ON permitted.id = e.id)
SELECT count(*)::UBIGINT, count(*) FILTER (explanations <> 0)::UBIGINT, sum(explanations)::UBIGINT,
       sum(flags)::UBIGINT, count(*) FILTER (permission)::UBIGINT FROM flagged
)";

std::string statement(DayRange window) {
  std::string sql = std::string{"WITH "} + by_person_and_day + explanations_found + flags_found;
  const InstantRange range = instants(window);
  for (const auto& [name, at] : {std::pair{"$FROM", range.from}, {"$TO", range.to}})
    for (auto place = sql.find(name); place != std::string::npos; place = sql.find(name, place))
      sql.replace(place, std::string_view{name}.size(), std::to_string(number(at)));
  return sql;
}

}  // namespace

void ExplainSums::add(const Findings& found) {
  Marks<Flag> surname;
  surname.add(Flag::same_surname);
  ++events;
  explained += found.explanations.any() ? 1U : 0U;
  explanations += found.explanations.bits;
  flags += found.flags.without(surname).bits;
  permissions += found.permission ? 1U : 0U;
}

ExplainPeerRun explain_in_sql(const Registers& registers, const RegisterIndex& index,
                              std::span<const ResolvedEvent> events, DayRange window,
                              TextNo overview, int rounds) {
  PeerDatabase peer{""};
  fill_people(peer, index);
  fill_relations(peer, registers, index, window.from);
  fill_events(peer, events, overview);
  const std::string sql = statement(window);
  ExplainPeerRun run;
  run.seconds = shortest(rounds, [&] {
    const auto sums = peer.ask(sql);
    run.sums = {sums[0], sums[1], sums[2], sums[3], sums[4]};
  });
  return run;
}

}  // namespace insyn
