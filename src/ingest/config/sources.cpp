#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ingest/config/config.h"
#include "ingest/toml/document.h"

namespace insyn {
namespace {

/// The source of Insyn's own views; no file may bring events under its name.
constexpr std::string_view own_source = "insyn";

}  // namespace

Result<std::vector<Source>> parse_sources(std::string_view toml, std::string_view file) {
  const auto document = parse_toml(toml, file);
  if (!document) return fail(document.error());
  TomlProblem problem{file};
  TomlTable root{*document, "filen", problem};
  std::vector<Source> sources;
  for (const TomlValue* value : root.tables("source")) {
    TomlTable table{*value, "[[source]]", problem};
    Source source;
    source.id = table.text("id");
    source.kind = table.text("kind");
    source.system = table.text("system");
    source.label = table.text_or("label", source.id);
    table.finish();
    if (source.id == own_source)
      problem.add(table.line_of("id"),
                  "Källan får inte heta `insyn`: det är programmets egna visningar.");
    if (std::ranges::find(sources, source.id, &Source::id) != sources.end())
      problem.add(table.line_of("id"), fmt::format("Källan `{}` finns redan i filen.", source.id));
    sources.push_back(std::move(source));
  }
  root.finish();
  if (problem.found()) return fail(problem.error());
  return sources;
}

}  // namespace insyn
