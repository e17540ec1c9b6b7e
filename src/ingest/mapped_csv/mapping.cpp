#include "ingest/mapped_csv/mapping.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "ingest/toml/document.h"

namespace insyn {
namespace {

constexpr std::int64_t version_max = 1'000'000;
constexpr std::int64_t header_lines_max = 1'000;
constexpr std::string_view count_mark = "{count}";

struct FieldPlace {
  std::string_view key;
  MappedField field;
};

constexpr FieldPlace actor_fields[]{
    {"account", MappedField::account}, {"staff", MappedField::staff}, {"unit", MappedField::unit}};
constexpr FieldPlace object_fields[]{{"client", MappedField::client},
                                     {"case", MappedField::case_id},
                                     {"resource", MappedField::resource},
                                     {"provider", MappedField::provider},
                                     {"system", MappedField::system}};

class MappingParser {
 public:
  MappingParser(const TomlValue& root, std::string_view file) : root_{root}, problem_{file} {}

  Result<Mapping> parse() {
    TomlTable root{root_, "filen", problem_};
    if (const TomlValue* table = root.table("mapping")) head(*table);
    if (const TomlValue* table = root.table_or_none("file")) file(*table);
    if (const TomlValue* table = root.table("time")) time(*table);
    if (const TomlValue* table = root.table_or_none("identity")) identity(*table);
    if (const TomlValue* table = root.table("fields")) fields(*table);
    root.finish();
    if (problem_.found()) return fail(problem_.error());
    return mapping_;
  }

 private:
  void head(const TomlValue& value) {
    TomlTable table{value, "[mapping]", problem_};
    mapping_.id = table.text("id");
    if (mapping_.id == "canonical")
      problem_.add(table.line_of("id"),
                   "Mappningen får inte heta `canonical`: det är ett eget format.");
    mapping_.version = static_cast<int>(table.integer("version", 1, version_max));
    mapping_.label = table.text("label");
    const std::string status = table.text("status");
    if (status != "proposed" && status != "confirmed")
      problem_.add(table.line_of("status"), "`status` ska vara \"proposed\" eller \"confirmed\".");
    mapping_.confirmed = status == "confirmed";
    table.finish();
  }

  void file(const TomlValue& value) {
    TomlTable table{value, "[file]", problem_};
    const std::string delimiter = table.text_or("delimiter", "auto");
    if (delimiter == "tab")
      mapping_.header.delimiter = '\t';
    else if (delimiter == ";" || delimiter == "," || delimiter == "|")
      mapping_.header.delimiter = delimiter.front();
    else if (delimiter != "auto")
      problem_.add(table.line_of("delimiter"),
                   "`delimiter` ska vara \"auto\", \";\", \",\", \"|\" eller \"tab\".");
    if (const TomlValue* header = table.table_or_none("header")) {
      TomlTable search{*header, "header", problem_};
      mapping_.header.names = search.texts("find");
      mapping_.header.within_lines =
          static_cast<std::uint64_t>(search.integer("within_lines", 1, header_lines_max));
      search.finish();
    }
    if (table.has("footer")) footer(table);
    table.finish();
  }

  void footer(TomlTable& table) {
    const std::string text = table.text("footer");
    const auto mark = text.find(count_mark);
    if (mark == std::string::npos || mark == 0)
      return problem_.add(table.line_of("footer"),
                          "`footer` ska börja med en text och ha {count} där antalet rader står, "
                          "till exempel \"Antal rader: {count}\".");
    mapping_.has_footer = true;
    mapping_.footer_before = text.substr(0, mark);
    mapping_.footer_after = text.substr(mark + count_mark.size());
  }

  void time(const TomlValue& value) {
    TomlTable table{value, "[time]", problem_};
    mapping_.time_columns = table.texts("columns");
    if (mapping_.time_columns.size() > 2)
      problem_.add(table.line_of("columns"), "`columns` i [time] ska vara en eller två kolumner.");
    const TomlValue* list = value.find("formats");
    std::size_t number = 0;
    for (const std::string& pattern : table.texts("formats")) {
      if (auto format = TimeFormat::parse(pattern))
        mapping_.time_formats.push_back(std::move(*format));
      else
        problem_.add(list->items[number].line,
                     fmt::format("Tidsformatet \"{}\" går inte att använda: det behöver %Y, %m, "
                                 "%d, %H och %M, en gång var; %S och %f får finnas.",
                                 pattern));
      ++number;
    }
    const std::string zone = table.text("zone");
    if (zone != "Europe/Stockholm" && zone != "UTC")
      problem_.add(table.line_of("zone"), "`zone` ska vara \"Europe/Stockholm\" eller \"UTC\".");
    if (zone == "UTC") mapping_.zone = TimeFormat::Zone::utc;
    only(table, "ambiguous", "earlier");
    only(table, "nonexistent", "reject");
    table.finish();
  }

  /// A choice that has one answer so far; the file says it so that its reader needn't guess.
  void only(TomlTable& table, std::string_view key, std::string_view answer) {
    if (table.text_or(key, answer) != answer)
      problem_.add(table.line_of(key), fmt::format("`{}` kan bara vara \"{}\".", key, answer));
  }

  FieldRule& rule(MappedField field) { return mapping_.fields[static_cast<std::size_t>(field)]; }

  void identity(const TomlValue& value) {
    TomlTable table{value, "[identity]", problem_};
    rule(MappedField::native_id).columns = table.texts("native_id");
    table.finish();
  }

  void fields(const TomlValue& value) {
    TomlTable table{value, "[fields]", problem_};
    if (const TomlValue* actor = table.table("actor"))
      group(*actor, "[fields.actor]", actor_fields);
    if (const TomlValue* object = table.table_or_none("object"))
      group(*object, "[fields.object]", object_fields);
    if (const TomlValue* action = table.table("action")) actions(*action);
    table.finish();
    if (rule(MappedField::account).columns.empty() && rule(MappedField::staff).columns.empty())
      problem_.add(table.line_of("actor"),
                   "[fields.actor] behöver `account` eller `staff`: någon ska stå för händelsen.");
  }

  void group(const TomlValue& value, std::string_view what, std::span<const FieldPlace> places) {
    TomlTable table{value, what, problem_};
    for (const FieldPlace& place : places)
      if (const TomlValue* field = table.table_or_none(place.key))
        rule(place.field) = field_rule(*field, place.key);
    table.finish();
  }

  FieldRule field_rule(const TomlValue& value, std::string_view key) {
    TomlTable table{value, fmt::format("`{}`", key), problem_};
    FieldRule rule;
    rule.columns = table.texts("columns");
    rule.required = table.flag_or("required", false);
    const std::string parse = table.text_or("parse", "text");
    if (parse != "text" && parse != "se-person-id")
      problem_.add(table.line_of("parse"), "`parse` ska vara \"text\" eller \"se-person-id\".");
    rule.person_id = parse == "se-person-id";
    const std::string letters = table.text_or("case", "keep");
    if (letters != "keep" && letters != "fold")
      problem_.add(table.line_of("case"), "`case` ska vara \"keep\" eller \"fold\".");
    rule.fold = letters == "fold";
    table.finish();
    return rule;
  }

  void actions(const TomlValue& value) {
    TomlTable table{value, "[fields.action]", problem_};
    mapping_.action_columns = table.texts("columns");
    if (const TomlValue* purpose = table.table_or_none("purpose"))
      rule(MappedField::purpose) = field_rule(*purpose, "purpose");
    if (const TomlValue* values = table.table("values")) action_values(*values);
    table.finish();
  }

  void action_values(const TomlValue& value) {
    TomlTable table{value, "[fields.action.values]", problem_};
    for (const std::string_view name : action_names)
      for (const std::string& written : table.texts_or_none(name)) {
        const auto [place, is_new] = mapping_.actions.emplace(written, *parse_action(name));
        if (!is_new)
          problem_.add(table.line_of(name),
                       fmt::format("\"{}\" står redan vid `{}`.", written, name_of(place->second)));
      }
    table.finish();
  }

  const TomlValue& root_;
  TomlProblem problem_;
  Mapping mapping_;
};

}  // namespace

Result<Mapping> parse_mapping(std::string_view toml, std::string_view name) {
  const auto document = parse_toml(toml, name);
  if (!document) return fail(document.error());
  return MappingParser{*document, name}.parse();
}

}  // namespace insyn
