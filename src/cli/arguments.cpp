#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/text.h"
#include "domain/calendar/format.h"
#include "domain/people/roles.h"
#include "domain/register/schema.h"

namespace insyn {
namespace {

/// Reads a day option; CLI11 shows the text when the value is wrong.
void add_day(CLI::App* app, const std::string& name, std::optional<Day>& into,
             const std::string& help, bool required = false) {
  app->add_option_function<std::string>(
         name,
         [&into, name](const std::string& text) {
           into = parse_day(text);
           if (!into) throw CLI::ValidationError(name, "ska vara en dag, skriven ÅÅÅÅ-MM-DD");
         },
         help)
      ->required(required)
      ->type_name("DAG");
}

CLI::Option* add_text(CLI::App* app, const std::string& name, std::string& into,
                      const std::string& help, const std::string& type = "TEXT") {
  return app->add_option(name, into, help)->type_name(type);
}

void example(CLI::App* app, const std::string& text) { app->footer("Exempel:\n  " + text); }

void add_import(CLI::App& app, Arguments& a) {
  auto* cmd = app.add_subcommand("import", "Tar in åtkomstloggar eller ett register.");
  auto* source = add_text(cmd, "--source", a.source, "Loggkälla i HOME/sources.toml", "ID");
  auto* name = add_text(cmd, "--register", a.register_name,
                        "Register enligt docs/formats/registers.md", "NAMN");
  source->excludes(name);
  cmd->add_option("FIL", a.files, "Filer, en leverans var")->required();
  cmd->add_flag("--correct", a.correct, "Filen rättar registret: det gamla gällde aldrig")
      ->needs(name);
  cmd->add_flag("--accept", a.accept, "Ta in filen fast rader underkänns eller många saknas")
      ->needs(name);
  example(cmd,
          "insyn import --register staff staff.csv\n"
          "  insyn import --source canonical logg-2026-02.csv");
}

void add_audit_open(CLI::App* audit, Arguments& a) {
  auto* cmd =
      audit->add_subcommand("open", "Öppnar kontrollen av en period och låser urvalsramen.");
  add_text(cmd, "--period", a.period, "Period, t.ex. 2026-1", "PERIOD")->required();
  cmd->add_option("--seed-source", a.seed_source,
                  "Varifrån fröet ska komma; bestäms före dragningen")
      ->type_name("TEXT");
  add_text(cmd, "--reason", a.reason, "Skäl att öppna fast registren verkar fel");
  add_text(cmd, "--frame-key", a.frame_key, "Ramens nyckel, för att göra om en kontroll", "HEX");
  example(cmd, "insyn audit open --period 2026-1 --seed-source \"drand quicknet round 27946612\"");
}

void add_audit_planned(CLI::App* audit, Arguments& a) {
  add_audit_open(audit, a);
  const auto with_audit = [&](const char* name, const char* help) {
    auto* cmd = audit->add_subcommand(name, help);
    add_text(cmd, "--audit", a.audit, "Kontrollens id, t.ex. 2026-1.1, eller dess period", "ID")
        ->required();
    return cmd;
  };
  auto* draw = with_audit("draw", "Drar de användare som ska granskas.");
  add_text(draw, "--seed", a.seed, "Fröet, exakt som källan gav det")->required();
  example(draw, "insyn audit draw --audit 2026-1.1 --seed 84015526031795520413");
  auto* annul = with_audit("annul", "Avslutar en kontroll som inte ska fortsätta.");
  add_text(annul, "--reason", a.reason, "Skälet")->required();
  example(annul, "insyn audit annul --audit 2026-1.1 --reason \"Fel logg importerad\"");
  auto* lists = with_audit("lists", "Visar listorna, som dragningen låste dem.");
  add_text(lists, "--reviewer", a.reviewer, "Bara den här granskarens listor", "ID");
  add_text(lists, "--staff", a.staff, "Bara listor om den här medarbetaren", "ID");
  lists->add_flag("--summary", a.summary, "Bara hur mycket var och en har att läsa");
  example(lists, "insyn audit lists --audit 2026-1.1 --reviewer C12");
  example(with_audit("frame", "Visar den låsta urvalsramen och dess nyckel."),
          "insyn audit frame --audit 2026-1.1");
  auto* record = with_audit("record", "Skriver dragningens offentliga protokoll till en fil.");
  add_text(record, "--out", a.out, "Filen", "FIL")->required();
  example(record, "insyn audit record --audit 2026-1.1 --out dragning-2026-1.json");
}

void add_audit_directed(CLI::App* audit, Arguments& a) {
  const auto directed = [&](const char* name, const char* help, const char* flag,
                            std::string& into) {
    auto* cmd = audit->add_subcommand(name, help);
    add_text(cmd, flag, into, "Vem kontrollen gäller", "ID")->required();
    add_day(cmd, "--from", a.from, "Första dagen", true);
    add_day(cmd, "--to", a.to, "Dagen efter den sista", true);
    add_text(cmd, "--ground", a.ground, "Grunden för kontrollen")->required();
    example(cmd, std::string{"insyn audit "} + name + " " + flag +
                     " X17 --from 2026-02-01 --to 2026-03-01 --ground \"Dnr 2026/41\"");
  };
  directed("staff", "Särskild kontroll av en användare.", "--staff", a.staff);
  directed("client", "Särskild kontroll av en brukares akt.", "--client", a.client);
}

void add_others(CLI::App& app, Arguments& a) {
  auto* init = app.add_subcommand("init", "Skapar ett hem för Insyns data.");
  add_text(init, "--routine", a.routine, "Rutinfil (utan den: Piteås rutin)", "FIL");
  example(init, "insyn init --home /srv/insyn");
  auto* calendar = app.add_subcommand("calendar", "Visar årets kontrollperioder.");
  calendar->add_option("--year", a.year, "Året")
      ->required()
      ->check(CLI::Range(1996, 2100))
      ->type_name("ÅR");
  example(calendar, "insyn calendar --year 2026");
  auto* decide = app.add_subcommand("decide", "Antecknar ett beslut.");
  decide->require_subcommand(1);
  example(decide, "insyn decide matching --reason \"DPIA 2026-01-15, MBL 11 § 2026-01-20\"");
  auto* matching = decide->add_subcommand(
      "matching", "Samkörning av personaluppgifter med brukares uppgifter är beslutad.");
  add_text(matching, "--reason", a.reason, "Vad som är beslutat, av vem och när")->required();
  example(matching, "insyn decide matching --reason \"DPIA 2026-01-15, MBL 11 § 2026-01-20\"");
  auto* extract = app.add_subcommand("extract", "Visar vilka som har öppnat en brukares akt.");
  add_text(extract, "--client", a.client, "Brukarens id eller en annan identitet", "ID")
      ->required();
  add_day(extract, "--from", a.from, "Första dagen (utan den: från första loggen)");
  add_day(extract, "--to", a.to, "Dagen efter den sista (utan den: till och med i dag)");
  add_text(extract, "--profile", a.profile, "full, eller gdpr: utan personalens namn", "NAMN")
      ->check(CLI::IsMember({"full", "gdpr"}));
  add_text(extract, "--ground", a.ground, "Grunden för utdraget")->required();
  example(extract, "insyn extract --client K17 --ground \"Begäran dnr 2026/52\"");
  auto* verify = app.add_subcommand("verify", "Kontrollerar att inget i hemmet har ändrats.");
  add_text(verify, "--against", a.against, "Kontrollpunkt som sparats tidigare", "FIL");
  auto* draw = verify->add_subcommand("draw", "Gör om en dragning från dess offentliga protokoll.");
  add_text(draw, "FIL", a.file, "Protokollet", "FIL")->required();
  example(draw, "insyn verify draw dragning-2026-1.json");
  example(verify, "insyn verify --against kontrollpunkt-2025.txt");
  auto* maintain = app.add_subcommand(
      "maintain", "Ordnar om händelserna, så att utdrag går fort även efter många leveranser.");
  example(maintain, "insyn maintain");
  auto* serve = app.add_subcommand(
      "serve", "Kör Insyns webbsidor och tar emot kommandon, tills det avbryts.");
  add_text(serve, "--listen", a.listen,
           "Var: ADRESS:PORT, eller unix:SÖKVÄG när en annan webbserver står framför", "ADRESS")
      ->capture_default_str();
  example(serve,
          "insyn serve\n"
          "  insyn serve --listen unix:/run/insyn/http.sock");
  auto* ledger = app.add_subcommand("ledger", "Liggaren: allt som gjorts i Insyn.");
  ledger->require_subcommand(1);
  example(ledger, "insyn ledger export --out till-revisorn");
  auto* exported = ledger->add_subcommand("export", "Skriver det som en utomstående behöver.");
  add_text(exported, "--out", a.out, "Mapp", "MAPP")->required();
  example(exported, "insyn ledger export --out till-revisorn");
  auto* simulate = app.add_subcommand("simulate", "Hittar på en kommun med register och loggar.");
  add_text(simulate, "--out", a.out, "Mapp, tom eller ny", "MAPP")->required();
  simulate->add_option("--staff", a.staff_count, "Antal medarbetare")->check(CLI::Range(1, 100000));
  simulate->add_option("--clients", a.client_count, "Antal brukare i registret")
      ->check(CLI::Range(1, 1000000));
  add_day(simulate, "--from", a.from, "Första dagen", true);
  simulate->add_option("--days", a.days, "Antal dagar")->check(CLI::Range(1, 3660));
  simulate->add_option("--rng", a.rng, "Tal som bestämmer allt som slumpas");
  example(simulate,
          "insyn simulate --out kommun --staff 600 --clients 5000 --from 2025-12-01 "
          "--days 365 --rng 1");
}

void add_user(CLI::App& app, Arguments& a) {
  std::vector<std::string> roles;
  for (const UserRole role : all_user_roles()) roles.emplace_back(code_of(role));
  auto* user = app.add_subcommand("user", "Vilka som använder Insyn, och i vilka roller.");
  user->require_subcommand(1);
  const auto with = [&](const char* name, const char* help, const char* place, std::string& into,
                        const char* what) {
    auto* cmd = user->add_subcommand(name, help);
    if (*place != 0) add_text(cmd, place, into, what, place)->required();
    return cmd;
  };
  const auto with_role = [&](CLI::App* cmd, const char* flag, std::vector<std::string>& into,
                             const char* help) {
    cmd->add_option(flag, into, help)->check(CLI::IsMember(roles))->type_name("ROLL");
  };
  auto* add = with("add", "Lägger till en användare.", "NAMN", a.name, "För- och efternamn");
  with_role(add, "--role", a.give, "Roll; kan anges flera gånger");
  auto* role = with("role", "Föreslår ändrade roller, som en annan godkänner.", "ANVÄNDARE", a.user,
                    "Användarens id");
  with_role(role, "--give", a.give, "Roll att ge");
  with_role(role, "--take", a.take, "Roll att ta bort");
  for (CLI::App* cmd : {add, role})
    add_text(cmd, "--area", a.area, "Området som rollen area_head gäller", "ENHET");
  add_text(role, "--reason", a.reason, "Varför");
  add_text(add, "--staff", a.staff, "Id i personalregistret", "ID");
  add_text(add, "--email", a.email, "E-postadress", "ADRESS");
  add_text(add, "--login", a.login, "Vad användaren loggar in som", "NAMN");
  auto* leave =
      with("leave", "Användaren har slutat; alla roller upphör.", "ANVÄNDARE", a.user, "Id");
  auto* list = with("list", "Visar användarna och deras roller.", "", a.user, "");
  auto* stand_in = with("stand-in", "Utser en ersättare som får godkänna ändringar.", "ANVÄNDARE",
                        a.user, "Ersättarens id");
  add_day(stand_in, "--from", a.from, "Första dagen", true);
  add_day(stand_in, "--to", a.to, "Dagen efter den sista", true);
  add_text(stand_in, "--reason", a.reason, "Varför")->required();
  example(user, "insyn user add \"Anna Ek\" --role administrator --login anna");
  example(add, "insyn user add \"Anna Ek\" --role administrator --login anna --staff p0042");
  example(role, "insyn user role u-0123456789abcdef --give area_head --area vo-norr");
  example(leave, "insyn user leave u-0123456789abcdef");
  example(list, "insyn user list");
  example(stand_in,
          "insyn user stand-in u-0123456789abcdef --from 2026-07-01 --to 2026-08-01 "
          "--reason semester");
}

void add_completion(CLI::App& app, Arguments& a) {
  auto* cmd = app.add_subcommand("completion", "Skriver tabbkomplettering för ett skal.");
  add_text(cmd, "SKAL", a.shell, "bash, zsh eller fish", "SKAL")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  example(cmd,
          "insyn completion bash > ~/.local/share/bash-completion/completions/insyn\n"
          "  insyn completion zsh > ~/.zfunc/_insyn\n"
          "  insyn completion fish > ~/.config/fish/completions/insyn.fish");
}

void add_common(CLI::App& app, Arguments& a) {
  app.add_option("--home", a.home, "Hemmet (utan den: $INSYN_HOME, annars ./insyn-home)")
      ->type_name("MAPP");
  app.add_option("--as", a.as, "Vem som gör det (utan den: datorns användare)")->type_name("TEXT");
  app.add_flag("--json", a.json, "Svara med ett JSON-dokument");
}

void let_options_fall_through(CLI::App* app) {
  for (CLI::App* child : app->get_subcommands({})) {
    child->fallthrough();
    let_options_fall_through(child);
  }
}

std::string command_of(const CLI::App& app) {
  std::string name;
  for (const CLI::App* at = &app; !at->get_subcommands().empty();) {
    at = at->get_subcommands().front();
    name += (name.empty() ? "" : " ") + at->get_name();
  }
  return name;
}

void set_formatter(CLI::App* app, const std::shared_ptr<CLI::Formatter>& formatter) {
  app->formatter(formatter);
  for (CLI::App* child : app->get_subcommands({})) set_formatter(child, formatter);
}

/// CLI11's headings in Swedish, on every level.
void speak_swedish(CLI::App* app) {
  for (CLI::Option* option : app->get_options()) option->group("Flaggor");
  for (CLI::App* child : app->get_subcommands({})) {
    child->group("Kommandon");
    speak_swedish(child);
  }
}

/// What is wrong with a command line. CLI11 speaks English; its words name the flag.
std::string swedish(const CLI::ParseError& error) {
  std::string said = error.what();
  const std::string kind = error.get_name();
  if (kind == "RequiredError") {
    const auto end = said.find(" is required");
    if (end == std::string::npos || said.starts_with("A subcommand")) return "Ange ett kommando";
    return said.substr(0, end) + " måste anges";
  }
  if (kind == "ExtrasError") return "Okänt på kommandoraden:" + said.substr(said.rfind(':') + 1);
  if (kind == "ExcludesError") return "Flaggorna går inte ihop: " + said;
  if (kind == "RequiresError") return "Flaggan hör ihop med en annan: " + said;
  if (kind == "ArgumentMismatch") return "Fel antal värden: " + said;
  if (kind == "ConversionError") return "Värdet går inte att läsa: " + said;
  return said;
}

/// The words of a check such as `NAMN:{full,gdpr}`; none if the value is free.
std::vector<std::string> choices_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t from = type.find('{');
  if (from == std::string::npos || type.back() != '}') return {};
  return split(std::string_view{type}.substr(from + 1, type.size() - from - 2), ',');
}

FlagInfo info_of(const CLI::Option& option) {
  FlagInfo info;
  const bool flag = !option.get_lnames().empty();
  info.name = flag ? "--" + option.get_lnames().front() : option.get_single_name();
  info.help = option.get_description();
  info.choices = choices_of(option);
  if (info.name == "--register")
    for (const RegisterSchema& schema : register_schemas()) info.choices.emplace_back(schema.name);
  const std::string type = option.get_type_name();
  if (option.get_items_expected_max() == 0)
    info.value = ValueKind::none;
  else if (type == "MAPP")
    info.value = ValueKind::folder;
  else if (type == "FIL" || info.name == "FIL")
    info.value = ValueKind::file;
  else
    info.value = ValueKind::text;
  return info;
}

void add_info(const CLI::App& app, const std::string& name, const CLI::App& root,
              std::vector<CommandInfo>& table) {
  CommandInfo command{name, app.get_description(), {}, {}};
  const auto add = [&command](const CLI::Option& option) {
    FlagInfo info = info_of(option);
    auto& into = info.name.starts_with("--") ? command.flags : command.places;
    if (std::ranges::find(into, info.name, &FlagInfo::name) == into.end())
      into.push_back(std::move(info));
  };
  for (const CLI::Option* option : app.get_options()) add(*option);
  for (const CLI::Option* option : root.get_options()) add(*option);
  table.push_back(std::move(command));
  for (const CLI::App* child : app.get_subcommands({}))
    add_info(*child, (name.empty() ? "" : name + " ") + child->get_name(), root, table);
}

std::string one_line(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\r') c = ' ';
  return text;
}

/// Everything that can be said on a command line, into `a`.
void add_all(CLI::App& app, Arguments& a) {
  app.set_help_flag("-h,--help", "Visar den här hjälpen");
  app.require_subcommand(1);
  add_common(app, a);
  add_others(app, a);
  add_import(app, a);
  add_completion(app, a);
  add_user(app, a);
  auto* audit = app.add_subcommand("audit", "Kontroller: planerade och särskilda.");
  audit->require_subcommand(1);
  example(audit,
          "insyn audit open --period 2026-1\n"
          "  insyn audit draw --audit 2026-1.1 --seed 84015526031795520413\n"
          "  insyn audit lists --audit 2026-1.1");
  add_audit_planned(audit, a);
  add_audit_directed(audit, a);
  app.footer(
      "Börja så här:\n  insyn init\n  insyn import --register staff staff.csv\n"
      "  insyn import --source canonical logg.csv\n  insyn audit open --period 2026-1\n"
      "Varje kommando har egen hjälp: insyn audit open --help");
  let_options_fall_through(&app);
  speak_swedish(&app);
  auto formatter = std::make_shared<CLI::Formatter>();
  for (const auto& [english, label] : {std::pair{"Usage", "Så här"},
                                       {"OPTIONS", "FLAGGOR"},
                                       {"Positionals", "Argument"},
                                       {"SUBCOMMAND", "KOMMANDO"},
                                       {"SUBCOMMANDS", "KOMMANDON"},
                                       {"REQUIRED", "(måste anges)"},
                                       {"Needs", "Med"},
                                       {"Excludes", "Inte med"}})
    formatter->label(english, label);
  set_formatter(&app, formatter);
}

constexpr const char* about =
    "Insyn kontrollerar vilka som har öppnat brukares akter, och om det var rätt.";

}  // namespace

std::vector<CommandInfo> command_table() {
  Arguments unused;
  CLI::App app{about, "insyn"};
  add_all(app, unused);
  std::vector<CommandInfo> table;
  add_info(app, "", app, table);
  return table;
}

ParsedArguments parse_arguments(const std::vector<std::string>& args) {
  ParsedArguments parsed;
  Arguments& a = parsed.arguments;
  CLI::App app{about, "insyn"};
  add_all(app, a);
  try {
    app.parse(std::vector<std::string>{args.rbegin(), args.rend()});
    a.command = command_of(app);
    if (a.command == "import" && a.source.empty() == a.register_name.empty())
      throw CLI::ValidationError("import", "ange antingen --source ID eller --register NAMN");
    if (a.command == "import" && !a.register_name.empty() && a.files.size() != 1)
      throw CLI::ValidationError("import", "ett register tas in med en fil i taget");
  } catch (const CLI::CallForHelp&) {
    const CLI::App* at = &app;
    while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
    parsed.exit = 0;
    parsed.text = at->help();
  } catch (const CLI::ParseError& error) {
    parsed.exit = 2;
    parsed.text = one_line(swedish(error)) + ". Se `insyn --help`.";
  }
  return parsed;
}

}  // namespace insyn
