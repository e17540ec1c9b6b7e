#include "app/ledger_export.h"

#include "app/written_file.h"
#include "base/hex.h"

namespace insyn {
Result<json::object> export_ledger(const Home& home, const std::filesystem::path& out) {
  if (auto made = make_out_folder(home, out); !made) return fail(made.error());
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
    if (auto written = write_out(home, out / name, bytes); !written) return fail(written.error());
  return json::object{
      {"out", out.string()}, {"size", home.ledger.size()}, {"root", to_hex(home.ledger.root())}};
}

}  // namespace insyn
