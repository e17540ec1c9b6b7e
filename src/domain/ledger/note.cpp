#include "domain/ledger/note.h"

#include <algorithm>
#include <optional>

#include "base/check.h"
#include "base/hex.h"
#include "base/text.h"

namespace insyn {

namespace {

constexpr std::string_view dash = "\u2014 ";
constexpr std::size_t max_note_bytes = 1'000'000;
constexpr std::size_t max_signatures = 100;
constexpr char ed25519_type = '\x01';

/// Unicode's white space outside ASCII; a name that held any could pass for another.
constexpr std::array<std::string_view, 19> wide_spaces{
    "\u0085", "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
    "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A",
    "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};

bool is_name(std::string_view name) {
  if (name.empty() || !is_utf8(name)) return false;
  for (const char c : name)
    if (static_cast<std::uint8_t>(c) <= 0x20 || c == '+') return false;
  return std::none_of(wide_spaces.begin(), wide_spaces.end(), [&](std::string_view space) {
    return name.find(space) != std::string_view::npos;
  });
}

bool is_note_text(std::string_view text) {
  if (text.empty() || text.back() != '\n' || !is_utf8(text)) return false;
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<std::uint8_t>(c) < 0x20 && c != '\n'; });
}

std::string_view view_of(const KeyId& id) {
  return {reinterpret_cast<const char*>(id.data()), id.size()};
}

/// The signature of one line without its newline.
std::optional<NoteSignature> parse_signature(std::string_view line) {
  if (line.substr(0, dash.size()) != dash) return std::nullopt;
  line.remove_prefix(dash.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !is_name(line.substr(0, space))) return std::nullopt;
  const auto bytes = from_base64(line.substr(space + 1));
  NoteSignature signature;
  if (!bytes || bytes->size() <= signature.key_id.size()) return std::nullopt;
  signature.name = line.substr(0, space);
  const auto id_end = bytes->begin() + static_cast<std::ptrdiff_t>(signature.key_id.size());
  std::transform(bytes->begin(), id_end, signature.key_id.begin(),
                 [](char c) { return static_cast<std::uint8_t>(c); });
  signature.signature.assign(id_end, bytes->end());
  return signature;
}

tl::unexpected<Error> no_note() {
  return fail(ErrorKind::unusable, "note-form",
              "Texten är ingen signerad not i rätt form; hämta den på nytt från källan.");
}

tl::unexpected<Error> no_vkey() {
  return fail(ErrorKind::unusable, "vkey-form",
              "Texten är ingen giltig verifieringsnyckel (namn+id+nyckel); hämta den på nytt.");
}

}  // namespace

KeyId key_id(const VerifierKey& key) {
  std::string bytes = key.name;
  bytes += '\n';
  bytes += ed25519_type;
  bytes += as_view(key.public_key);
  const Bytes32 hash = sha256(bytes);
  KeyId id{};
  std::copy_n(hash.begin(), id.size(), id.begin());
  return id;
}

std::string format_vkey(const VerifierKey& key) {
  std::string bytes(1, ed25519_type);
  bytes += as_view(key.public_key);
  return key.name + "+" + to_hex(view_of(key_id(key))) + "+" + to_base64(bytes);
}

Result<VerifierKey> parse_vkey(std::string_view text) {
  const std::size_t first = text.find('+');
  if (first == std::string_view::npos) return no_vkey();
  // The key's base64 may hold a `+` of its own.
  const std::size_t second = text.find('+', first + 1);
  if (second == std::string_view::npos || !is_name(text.substr(0, first))) return no_vkey();
  const auto bytes = from_base64(text.substr(second + 1));
  VerifierKey key;
  if (!bytes || bytes->size() != 1 + key.public_key.size() || bytes->front() != ed25519_type)
    return no_vkey();
  key.name = text.substr(0, first);
  std::copy(bytes->begin() + 1, bytes->end(), key.public_key.begin());
  if (text.substr(first + 1, second - first - 1) != to_hex(view_of(key_id(key)))) return no_vkey();
  return key;
}

Result<Note> parse_note(std::string_view bytes) {
  if (bytes.size() > max_note_bytes || !is_note_text(bytes)) return no_note();
  // The text may hold empty lines; the signatures may not, so the last one parts them.
  const std::size_t gap = bytes.rfind("\n\n");
  if (gap == std::string_view::npos) return no_note();
  Note note;
  note.text = bytes.substr(0, gap + 1);
  for (std::string_view rest = bytes.substr(gap + 2); !rest.empty();) {
    const std::size_t end = rest.find('\n');
    auto signature = parse_signature(rest.substr(0, end));
    if (!signature || note.signatures.size() == max_signatures) return no_note();
    note.signatures.push_back(*std::move(signature));
    rest.remove_prefix(end + 1);
  }
  if (note.signatures.empty()) return no_note();
  return note;
}

std::string format_note(const Note& note) {
  std::string out = note.text + "\n";
  for (const NoteSignature& signature : note.signatures) {
    out += dash;
    out += signature.name + " ";
    out += to_base64(std::string{view_of(signature.key_id)} + signature.signature) + "\n";
  }
  return out;
}

bool is_signed_by(const Note& note, const VerifierKey& key) {
  const KeyId id = key_id(key);
  bool found = false;
  for (const NoteSignature& signature : note.signatures) {
    if (signature.name != key.name || signature.key_id != id) continue;
    if (!ed25519_verify(key.public_key, note.text, signature.signature)) return false;
    found = true;
  }
  return found;
}

std::string sign_note(std::string_view text, const LedgerKey& key) {
  check(is_note_text(text) && is_name(key.name), "a text and a name that can stand in a note");
  const Ed25519Signature signature = ed25519_sign(key.key, text);
  return format_note(
      {std::string{text},
       {{key.name, key_id(key.verifier()), std::string{signature.begin(), signature.end()}}}});
}

}  // namespace insyn
