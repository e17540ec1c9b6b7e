#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ed25519.h"
#include "base/hash.h"
#include "base/result.h"

namespace insyn {

/// C2SP signed notes (c2sp.org/signed-note) with Ed25519: a text of whole lines, an empty line, and
/// one line a signature: `— NAME BASE64(key id ‖ signature)`. Reading is strict: what parse_note
/// accepts, format_note writes back byte for byte.

using KeyId = std::array<std::uint8_t, 4>;

/// A public key with its name. A name isn't empty and has no space and no `+`.
struct VerifierKey {
  std::string name;
  Bytes32 public_key{};
};

/// The first four bytes of SHA-256(name ‖ 0A ‖ 01 ‖ public key).
KeyId key_id(const VerifierKey& key);

/// The key as the one line that others keep: `NAME+HEX(key id)+BASE64(01 ‖ public key)`.
std::string format_vkey(const VerifierKey& key);

/// Unusable if the text has another form, or the id doesn't belong to the name and the key.
Result<VerifierKey> parse_vkey(std::string_view text);

/// The home's own key; `name` is also the ledger's origin.
struct LedgerKey {
  std::string name;
  Ed25519Key key;

  VerifierKey verifier() const { return {name, key.public_key}; }
};

struct NoteSignature {
  std::string name;
  KeyId key_id{};
  std::string signature;
  friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

struct Note {
  std::string text;  ///< what is signed; ends with a newline
  std::vector<NoteSignature> signatures;
};

/// Unusable for anything but a note of at most a million bytes with 1–100 signatures.
Result<Note> parse_note(std::string_view bytes);

std::string format_note(const Note& note);

/// Whether the key signed the text. Signatures of other keys are left alone; if the key has
/// several, each must be right.
bool is_signed_by(const Note& note, const VerifierKey& key);

/// The note of a text. Precondition: UTF-8 without control characters but newlines, ending in one.
std::string sign_note(std::string_view text, const LedgerKey& key);

}  // namespace insyn
