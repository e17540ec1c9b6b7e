#include "app/ledger_export.h"

#include <fstream>
#include <system_error>

#include "base/hex.h"

namespace insyn {
namespace {

Result<Done> write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream file{path, std::ios::binary | std::ios::trunc};
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file)
    return fail(ErrorKind::refused, "out-unwritable",
                path.string() + " går inte att skriva. Välj en annan plats med --out.");
  return Done{};
}

}  // namespace

Result<json::object> export_ledger(const Home& home, const std::filesystem::path& out) {
  std::error_code failed;
  std::filesystem::create_directories(out, failed);
  std::string entries;
  std::string checkpoint;
  for (const StoredAct& stored : home.stores.acts.read(0)) {
    entries.append(to_base64(stored.leaf)).push_back('\n');
    checkpoint = stored.checkpoint;
  }
  const std::string key = format_vkey(home.ledger.key().verifier()) + "\n";
  for (const auto& [name, bytes] : {std::pair<const char*, const std::string&>{"entries", entries},
                                    {"checkpoint", checkpoint},
                                    {"key", key}})
    if (auto written = write_file(out / name, bytes); !written) return fail(written.error());
  return json::object{
      {"out", out.string()}, {"size", home.ledger.size()}, {"root", to_hex(home.ledger.root())}};
}

}  // namespace insyn
