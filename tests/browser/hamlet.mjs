// A small place for the review of lists: Sofia has opened 60 records, of which the registers
// support 52; Daniel has opened two. Their manager is Åsa. Everything in it is invented.
import {execFileSync} from "node:child_process";
import {mkdirSync, mkdtempSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {add_user, approve_all, Client, run, serve_home, server_toml} from "./served.mjs";

const opening = "2026-03-02T08:00:00+01:00";
export const sending = "2026-03-02T08:12:00+01:00";
export const audit = "2026-1.1";

const routine = `[routine]
id = "by"
version = 1
label = "Rutin Loggkontroll"
valid_from = "2024-01-01"
[[period]]
key = "1"
label = "Februari"
whole_weeks = { first = 2, month = 2 }
[[stratum]]
id = "alla"
label = "Alla"
group = "any"
share = 1000
periods = ["1"]
[contacts]
chief_nurse = "Helena Norberg, telefon 0000-123 46"
quality_controller = "Lena Forsberg, telefon 0000-123 47"
`;

const first_names = ["Alice", "Arne", "Barbro", "Bertil", "Elsa", "Gun", "Henning", "Karl-Erik", "Per", "Rut"];
const surnames = ["Nyberg", "Hellgren", "Sjödin", "Marklund", "Öhman", "Dahl"];
const two = number => String(number).padStart(2, "0");

// A personal number of the test series (180980 to 180999 after the day), with its check digit.
function test_number(year, number) {
  const digits = `${year % 100}`.padStart(2, "0") + two(1 + number % 12) + two(1 + number % 28) + (980 + number % 20);
  let sum = 0;
  [...digits].forEach((digit, at) => {
    const twice = Number(digit) * (at % 2 === 0 ? 2 : 1);
    sum += twice > 9 ? twice - 9 : twice;
  });
  return String(year).slice(0, 2) + digits + (10 - sum % 10) % 10;
}

const clients = Array.from({length: 62}, (_, at) => ({id: `k${two(at + 1)}`, case: `a${two(at + 1)}`,
  name: `${first_names[at % 10]} ${surnames[Math.floor(at / 10) % 6]}`, year: 1930 + at % 30, at}));

export const client_names = clients.map(one => one.name);

// Nine by the case, 43 by the unit; eight by nothing.
function registers() {
  const supported = clients.slice(8, 60);
  return {
    units: ["unit_id;name;parent_id;kind;head_id", "forvaltning;Socialförvaltningen;;department;p-karin",
      "aldre;Äldreomsorg;forvaltning;area;p-vera", "norr;Hemtjänst Norr;aldre;unit;p-asa",
      "soder;Hemtjänst Söder;aldre;unit;p-oberg"],
    staff: ["staff_id;name", "p-sofia;Sofia Lindgren", "p-daniel;Daniel Åberg", "p-asa;Åsa Lindqvist",
      "p-karin;Karin Lund", "p-vera;Vera Ek", "p-oberg;Karin Öberg", "p-mona;Mona Eklund"],
    employments: ["staff_id;unit_id;title;group;manager_id;valid_from;valid_to",
      ...[["p-sofia", "norr", "Undersköterska"], ["p-daniel", "norr", "Undersköterska"],
        ["p-mona", "norr", "Undersköterska"], ["p-asa", "norr", "Enhetschef"], ["p-oberg", "soder", "Enhetschef"]]
        .map(([person, unit, title]) => `${person};${unit};${title};delivery;;2024-01-01;`),
      "p-karin;forvaltning;Socialchef;authority;;2024-01-01;",
      "p-vera;aldre;Verksamhetsområdeschef;authority;;2024-01-01;"],
    clients: ["client_id;name;personal_number",
      ...clients.map(one => `${one.id};${one.name};${test_number(one.year, one.at)}`)],
    cases: ["case_id;client_id;law;unit_id;opened;closed",
      ...clients.map(one => `${one.case};${one.id};${one.at === 7 ? "HSL" : "SoL"};${one.at < 8 ? "soder" : "norr"};2024-01-01;`)],
    case_roles: ["case_id;staff_id;role;valid_from;valid_to",
      ...supported.slice(0, 9).map(one => `${one.case};p-sofia;caseworker;2025-01-12;`)],
    care_relations: ["client_id;staff_id;unit_id;kind;valid_from;valid_to",
      ...supported.slice(9).map(one => `${one.id};;norr;hemtjänst;2025-03-01;`)],
  };
}

// The first opening is an emergency and the second ends in print: to be looked at closely.
function log() {
  const rows = ["time;staff_id;client_id;case_id;action"];
  const opened = (who, one, day, action) =>
    rows.push(`2026-02-${two(day)} ${two(7 + one.at % 9)}:${two(one.at % 60)}:00;${who};${one.id};${one.case};${action}`);
  for (const one of clients.slice(0, 60)) {
    opened("p-sofia", one, 2 + one.at % 12, one.at === 0 ? "emergency" : "read");
    if (one.at === 1) opened("p-sofia", one, 2 + one.at % 12, "print");
  }
  for (const one of clients.slice(60)) opened("p-daniel", one, 4, "read");
  rows.push("2026-02-05 12:00:00;p-sofia;k61;;denied");
  return rows;
}

function add_users(home) {
  const users = {};
  const add = (login, name, role, ...more) => { users[login] = add_user(home, login, name, role, ...more); };
  add("admin", "Jonas Wikström", "administrator");
  add("godkannare", "Sofia Falk", undefined);
  run(home, ["user", "stand-in", users.godkannare.id, "--from", "2026-01-01", "--to", "2027-01-01", "--reason", "prov"]);
  add("asa", "Åsa Lindqvist", "manager", "--staff", "p-asa");
  add("oberg", "Karin Öberg", "manager", "--staff", "p-oberg");
  add("admin2", "Anna Berg", "administrator");
  add("strateg", "Anders Blom", "compiler");
  add("direktor", "Karin Lund", "director", "--staff", "p-karin");
  add("vera", "Vera Ek", "area_head", "--area", "aldre", "--staff", "p-vera");
  add("mas", "Helena Norberg", "chief_nurse");
  add("kc", "Lena Forsberg", "quality_controller");
  add("hr", "Eva Holm", "hr");
  add("dso", "Lars Ek", "data_protection_officer");
  add("utlamnare", "Maria Dahl", "disclosure_officer");
  add("revisor", "Olof Strand", "auditor");
  add("sofia", "Sofia Lindgren", undefined, "--staff", "p-sofia");
  return users;
}

// The audit is opened, drawn, routed and sent, by the administrator's hand.
async function sent(town) {
  const client = await new Client(town.base).log_in(town.users.admin);
  const at = "/kontroller/" + audit, before = "/kontroller/oppna/2026-1";
  const step = async (page, path, fields) => {
    const answer = await client.act(page, path, fields);
    if (answer.status !== 303) throw new Error(`${path}: ${answer.status} ${answer.text.replace(/<[^>]+>/g, " ")}`);
  };
  await step(before, before + "/kallor", {skal: "prov"});
  await step(before, before, {slump: "beacon", skal: "prov"});
  await town.restart({clock: sending});
  client.base = town.base;
  await step(at + "/lottning", at + "/lottning", {tal: "5c".repeat(32)});
  await step(at, at + "/jav", {});
  await step(at + "/skicka", at + "/skicka", {});
}

// `unsent` leaves the audit to whoever plays it from its opening.
export async function serve_hamlet({unsent = false} = {}) {
  const folder = mkdtempSync(join(tmpdir(), "insyn-by-")), home = join(folder, "home");
  mkdirSync(join(folder, "registers"));
  writeFileSync(join(folder, "by.toml"), routine);
  run(home, ["init", "--routine", join(folder, "by.toml")]);
  for (const [name, lines] of Object.entries(registers())) {
    const file = join(folder, "registers", name + ".csv");
    writeFileSync(file, lines.join("\n") + "\n");
    run(home, ["import", "--register", name, file]);
  }
  writeFileSync(join(folder, "log.csv"), log().join("\n") + "\n");
  run(home, ["import", "--source", "canonical", join(folder, "log.csv")]);
  writeFileSync(join(home, "server.toml"), server_toml());
  const users = add_users(home);
  const town = await serve_home({folder, home, users}, {clock: opening});
  await approve_all(town.base, users);
  for (const user of Object.values(users)) if (user.code) await new Client(town.base).log_in(user);
  if (!unsent) await sent(town);
  // A state to come back to: each test begins where the lists were just sent, or nothing was done.
  await town.end_server();
  execFileSync("cp", ["-a", home, home + "-sent"]);
  return Object.assign(town, {
    async begin() {
      if (!this.is_down) await this.end_server();
      execFileSync("rm", ["-rf", home]);
      execFileSync("cp", ["-a", home + "-sent", home]);
      this.is_down = false;
      await this.start_again({clock: unsent ? opening : sending});
    },
    is_down: true,
  });
}
