#include "app/receipt.h"

#include <cmath>

namespace insyn {

json::object to_json(const Receipt& receipt) {
  json::object object;
  object["file"] = receipt.file;
  object["sha256"] = receipt.sha256;
  if (receipt.register_name.empty())
    object["source"] = receipt.source;
  else
    object["register"] = receipt.register_name;
  object["encoding"] = receipt.encoding;
  object["delimiter"] = receipt.delimiter;
  object["rows"] = receipt.rows;
  object["accepted"] = receipt.accepted;
  object["duplicates"] = receipt.duplicates;
  object["conflicts"] = receipt.conflicts;
  json::array rejected;
  for (const ReceiptReject& row : receipt.rejected)
    rejected.push_back(json::object{{"line", row.line}, {"reason", row.reason}});
  object["rejected"] = std::move(rejected);
  object["rejected_count"] = receipt.rejected_count;
  json::object unknown;
  for (const auto& [text, count] : receipt.unknown_actions) unknown[text] = count;
  object["unknown_actions"] = std::move(unknown);
  object["unresolved"] = json::object{{"accounts", receipt.unresolved_accounts},
                                      {"clients", receipt.unresolved_clients}};
  object["from"] = receipt.from;
  object["to"] = receipt.to;
  if (!receipt.footer.empty()) object["footer"] = receipt.footer;
  object["imported"] = receipt.imported;
  object["seconds"] = std::round(receipt.seconds * 1000) / 1000;
  return object;
}

}  // namespace insyn
