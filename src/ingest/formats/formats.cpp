#include "ingest/formats/formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ingest/canonical/canonical.h"

namespace insyn {
namespace {

constexpr std::string_view canonical_kind = "canonical";

}  // namespace

StandardFormats::StandardFormats(std::vector<Mapping> mappings) : mappings_{std::move(mappings)} {}

Result<std::unique_ptr<LogReader>> StandardFormats::reader(const Source& source, Encoding encoding,
                                                           const HashKey& key) const {
  if (source.kind == canonical_kind) return make_canonical_reader(encoding, key);
  const auto mapping = std::ranges::find(mappings_, source.kind, &Mapping::id);
  if (mapping != mappings_.end()) return make_mapped_reader(*mapping, encoding, key);
  return fail(ErrorKind::refused, "kind-unknown",
              fmt::format("Källan {} har slaget `{}`, som inte finns. Ändra `kind` i sources.toml "
                          "till något av {}.",
                          source.id, source.kind, fmt::join(kinds(), ", ")));
}

std::vector<std::string> StandardFormats::kinds() const {
  std::vector<std::string> kinds{std::string{canonical_kind}};
  for (const Mapping& mapping : mappings_) kinds.push_back(mapping.id);
  return kinds;
}

}  // namespace insyn
