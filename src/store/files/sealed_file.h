#pragma once

#include <sodium.h>
#include <zstd.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/byte_source.h"
#include "base/hash.h"
#include "store/files/durable_file.h"
#include "store/files/file_source.h"

namespace insyn {

/// The format of a stored delivery: 8 bytes of magic, the 24 bytes of a secretstream header, then
/// chunks of 1 MiB of a zstd frame, each sealed with 17 bytes more (XChaCha20-Poly1305,
/// https://doc.libsodium.org/secret-key_cryptography/secretstream). The last chunk may be shorter
/// and carries the final tag, so that a cut file is seen.

/// Compresses and seals what is appended into a file.
class SealedWriter {
 public:
  SealedWriter(DurableFile& file, const Bytes32& key);
  void append(std::string_view plain);
  void finish();  ///< Once, last: the file's own `finish` is the caller's.

 private:
  void compress(std::string_view plain, ZSTD_EndDirective how);
  void seal_chunk(unsigned char tag);

  DurableFile& file_;
  std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> compressor_;
  crypto_secretstream_xchacha20poly1305_state state_{};
  std::string chunk_;  ///< compressed bytes that wait to be sealed
  std::size_t filled_ = 0;
  std::string sealed_;
};

/// The plain bytes of such a file. `next` throws std::runtime_error on a changed byte, a missing
/// end or anything after it; the pieces before were right.
class SealedReader final : public ByteSource {
 public:
  SealedReader(std::unique_ptr<FileSource> file, const Bytes32& key);
  std::string_view next() override;

 private:
  bool open_chunk();
  bool read_exactly(std::size_t size);

  std::unique_ptr<FileSource> file_;
  std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> decompressor_;
  crypto_secretstream_xchacha20poly1305_state state_{};
  std::string read_;   ///< bytes of the file that wait to be opened
  std::string chunk_;  ///< opened, compressed
  ZSTD_inBuffer input_{nullptr, 0, 0};
  std::string plain_;
  bool final_ = false;  ///< the final chunk has been opened
  bool ended_ = false;  ///< the zstd frame is complete and given out
};

}  // namespace insyn
