#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "base/check.h"
#include "base/edited_for_tests.h"
#include "store/files/sealed_file.h"

namespace insyn {
namespace {

namespace fs = std::filesystem;

const Bytes32 key = sha256("a key for fuzzing");

std::string plain_log() {
  std::string plain = "time;action\n";
  for (int i = 0; i < 200; ++i)
    plain += "2026-02-02T08:00:00Z;read;" + std::to_string(i * i) + "\n";
  return plain;
}

/// The bytes of a delivery as it lies in a home.
std::string sealed(std::string_view plain) {
  std::string folder = (fs::temp_directory_path() / "insyn-fuzz-XXXXXX").string();
  check(::mkdtemp(folder.data()) != nullptr, "there is a place for a file");
  const fs::path path = fs::path{folder} / "delivery";
  {
    DurableFile file{path};
    SealedWriter writer{file, key};
    writer.append(plain);
    writer.finish();
    file.finish();
  }
  auto source = FileSource::open(path);
  std::string bytes;
  for (auto piece = (*source)->next(); !piece.empty(); piece = (*source)->next()) bytes += piece;
  fs::remove_all(folder);
  return bytes;
}

/// A file in memory that holds these bytes.
std::unique_ptr<FileSource> file_of(std::string_view bytes) {
  const int descriptor = ::memfd_create("delivery", MFD_CLOEXEC);
  check(descriptor >= 0, "there is memory for a file");
  check(::write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()),
        "and it holds the bytes");
  ::lseek(descriptor, 0, SEEK_SET);
  return std::make_unique<FileSource>(descriptor, "delivery", bytes.size());
}

struct Opened {
  std::string plain;   ///< all that was given out
  bool whole = false;  ///< false: it ended with an error
};

Opened opened(std::string_view bytes) {
  Opened result;
  try {
    SealedReader reader{file_of(bytes), key};
    for (auto piece = reader.next(); !piece.empty(); piece = reader.next()) result.plain += piece;
    result.whole = true;
  } catch (const std::runtime_error&) {
    // What it says of a damaged file; what came before it must be right all the same.
  }
  return result;
}

// A genuine file with changes, and any bytes at all: nothing but the bytes that were sealed comes
// out, and the end only of the whole file.
void fuzz_one(std::string_view input) {
  static const std::string plain = plain_log();
  static const std::string genuine = sealed(plain);
  const std::string changed = edited(genuine, input);
  const Opened result = opened(changed);
  check(plain.starts_with(result.plain), "what is given out is what was sealed");
  check(result.whole == (changed == genuine), "a changed file has no end, an unchanged one has");
  check(!opened(input).whole, "nobody without the key makes a file");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
