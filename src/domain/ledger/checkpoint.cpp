#include "domain/ledger/checkpoint.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/hex.h"
#include "base/text.h"

namespace insyn {

namespace {

tl::unexpected<Error> no_checkpoint() {
  return fail(ErrorKind::unusable, "checkpoint-form",
              "Texten är ingen kontrollpunkt i rätt form; hämta den på nytt från källan.");
}

/// Decimal digits without leading zeros.
std::optional<std::uint64_t> parse_size(std::string_view text) {
  std::uint64_t size = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, size);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  return size;
}

}  // namespace

std::string format_checkpoint(const Checkpoint& checkpoint) {
  std::string text = checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" +
                     to_base64(as_view(checkpoint.root)) + "\n";
  for (const std::string& line : checkpoint.extensions) text += line + "\n";
  return text;
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  if (text.empty() || text.back() != '\n') return no_checkpoint();
  text.remove_suffix(1);
  const std::vector<std::string> lines = split(text, '\n');
  const bool gap =
      std::any_of(lines.begin(), lines.end(), [](const auto& line) { return line.empty(); });
  if (lines.size() < 3 || gap) return no_checkpoint();
  const auto size = parse_size(lines[1]);
  const auto root = from_base64(lines[2]);
  Checkpoint checkpoint;
  if (!size || !root || root->size() != checkpoint.root.size()) return no_checkpoint();
  checkpoint.origin = lines[0];
  checkpoint.size = *size;
  std::copy(root->begin(), root->end(), checkpoint.root.begin());
  checkpoint.extensions.assign(lines.begin() + 3, lines.end());
  return checkpoint;
}

std::string sign_checkpoint(const LedgerKey& key, std::uint64_t size, const Bytes32& root) {
  return sign_note(format_checkpoint({key.name, size, root, {}}), key);
}

Result<Checkpoint> open_checkpoint(std::string_view note, std::string_view vkey) {
  const auto key = parse_vkey(vkey);
  if (!key) return fail(key.error());
  const auto parsed = parse_note(note);
  if (!parsed) return fail(parsed.error());
  if (!is_signed_by(*parsed, *key))
    return fail(ErrorKind::unusable, "checkpoint-signature",
                "Kontrollpunkten är inte signerad med nyckeln; den kan vara ändrad eller höra till "
                "en annan liggare.");
  auto checkpoint = parse_checkpoint(parsed->text);
  if (checkpoint && checkpoint->origin != key->name)
    return fail(ErrorKind::unusable, "checkpoint-origin",
                "Kontrollpunkten hör till en annan liggare än nyckeln; hämta rätt kontrollpunkt.");
  return checkpoint;
}

}  // namespace insyn
