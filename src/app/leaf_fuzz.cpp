#include <cstddef>
#include <cstdint>

#include "app/ledger.h"
#include "base/check.h"
#include "base/hex.h"
#include "domain/calendar/format.h"

namespace insyn {
namespace {

/// Whatever an act says, the state can hold it.
void check_fold(const Act& act) {
  State state;
  apply(state, act);
  apply(state, act);
  for (const AuditState& audit : state.audits)
    check(state.audit(audit.id) != nullptr, "an audit that was opened is found");
}

/// A leaf as Ledger::record writes it is read back as the act that it was written of.
void check_written(const json::value& any) {
  const std::string text = canonical_json(any);
  const Bytes32 hash = sha256(text);
  json::object leaf;
  leaf["seq"] = static_cast<std::int64_t>(text.size());
  leaf["at"] = format_instant(Instant{std::chrono::seconds{1'700'000'000 + hash[0]}});
  leaf["kind"] = any.is_string() ? any.get_string() : "audit-opened";
  leaf["version"] = 1 + hash[1] % 9;
  leaf["public"] = any.is_object() ? any.get_object() : json::object{{"any", any}};
  leaf["private"] = to_hex(hash);
  const auto act = parse_leaf(canonical_json(leaf));
  check(act.has_value(), "a leaf of ours is read");
  check(act->seq == text.size() && act->version == 1 + hash[1] % 9, "its numbers are the same");
  check(format_instant(act->at) == text_of(leaf, "at"), "its time is the same");
  check(act->kind == text_of(leaf, "kind"), "its kind is the same");
  check(canonical_json(act->open) == canonical_json(leaf["public"]), "what is public is the same");
  check_fold(*act);
}

void fuzz_one(std::string_view input) {
  if (const auto act = parse_leaf(input))
    check_fold(*act);
  else
    check(act.error().kind == ErrorKind::home, "a broken leaf is a broken home");
  if (const auto any = parse_json(input, "any")) check_written(*any);
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
