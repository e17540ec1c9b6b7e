#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "domain/ledger/checkpoint.h"
#include "domain/ledger/note.h"

/// Whatever is accepted must be written back byte for byte: no two notes mean the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto note = insyn::parse_note(bytes);
  if (note && insyn::format_note(*note) != bytes) std::abort();
  const auto key = insyn::parse_vkey(bytes);
  if (key && insyn::format_vkey(*key) != bytes) std::abort();
  const std::string_view text = note ? std::string_view{note->text} : bytes;
  const auto checkpoint = insyn::parse_checkpoint(text);
  if (checkpoint && insyn::format_checkpoint(*checkpoint) != text) std::abort();
  return 0;
}
