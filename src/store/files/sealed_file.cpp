#include "store/files/sealed_file.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace insyn {
namespace {

constexpr std::string_view magic = "insyndl1";
constexpr std::size_t header_size = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t extra_size = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr unsigned char final_tag = crypto_secretstream_xchacha20poly1305_TAG_FINAL;
constexpr std::size_t chunk_size = std::size_t{1} << 20;
constexpr std::size_t plain_size = std::size_t{1} << 20;

/// Logs shrink about tenfold at level 3, at a speed that keeps up with reading them.
constexpr int compression_level = 3;
constexpr int compression_threads = 2;

unsigned char* writable(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

const unsigned char* readable(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

void require(std::size_t status) {
  if (ZSTD_isError(status) != 0)
    throw std::runtime_error{std::string{"zstd: "} + ZSTD_getErrorName(status)};
}

[[noreturn]] void throw_damaged() {
  throw std::runtime_error{"a stored delivery is damaged or cut"};
}

}  // namespace

SealedWriter::SealedWriter(DurableFile& file, const Bytes32& key)
    : file_{file}, compressor_{ZSTD_createCCtx(), &ZSTD_freeCCtx}, chunk_(chunk_size, '\0') {
  require(ZSTD_CCtx_setParameter(compressor_.get(), ZSTD_c_compressionLevel, compression_level));
  // Compressing is what a delivery waits for. Debian's library has threads; without them it stays
  // at one, which is slower and nothing else.
  ZSTD_CCtx_setParameter(compressor_.get(), ZSTD_c_nbWorkers, compression_threads);
  std::string header(header_size, '\0');
  crypto_secretstream_xchacha20poly1305_init_push(&state_, writable(header), key.data());
  file_.append(magic);
  file_.append(header);
}

void SealedWriter::append(std::string_view plain) { compress(plain, ZSTD_e_continue); }

void SealedWriter::finish() {
  compress({}, ZSTD_e_end);
  seal_chunk(final_tag);
}

void SealedWriter::compress(std::string_view plain, ZSTD_EndDirective how) {
  ZSTD_inBuffer input{plain.data(), plain.size(), 0};
  for (;;) {
    ZSTD_outBuffer output{chunk_.data(), chunk_.size(), filled_};
    const std::size_t left = ZSTD_compressStream2(compressor_.get(), &output, &input, how);
    require(left);
    filled_ = output.pos;
    const bool done = how == ZSTD_e_end ? left == 0 : input.pos == input.size;
    // A full chunk waits until it is known not to be the last.
    if (done) return;
    if (filled_ == chunk_.size()) seal_chunk(0);
  }
}

void SealedWriter::seal_chunk(unsigned char tag) {
  sealed_.resize(filled_ + extra_size);
  crypto_secretstream_xchacha20poly1305_push(&state_, writable(sealed_), nullptr, readable(chunk_),
                                             filled_, nullptr, 0, tag);
  file_.append(sealed_);
  filled_ = 0;
}

SealedReader::SealedReader(std::unique_ptr<FileSource> file, const Bytes32& key)
    : file_{std::move(file)},
      decompressor_{ZSTD_createDCtx(), &ZSTD_freeDCtx},
      plain_(plain_size, '\0') {
  if (!read_exactly(magic.size() + header_size) || !read_.starts_with(magic) ||
      crypto_secretstream_xchacha20poly1305_init_pull(
          &state_, readable(std::string_view{read_}.substr(magic.size())), key.data()) != 0)
    throw_damaged();
  read_.erase(0, magic.size() + header_size);
}

bool SealedReader::read_exactly(std::size_t size) {
  while (read_.size() < size) {
    const std::string_view piece = file_->next();
    if (piece.empty()) return false;
    read_ += piece;
  }
  return true;
}

bool SealedReader::open_chunk() {
  if (final_) return false;
  read_exactly(chunk_size + extra_size);
  const std::size_t size = std::min(read_.size(), chunk_size + extra_size);
  if (size < extra_size) throw_damaged();
  chunk_.resize(size - extra_size);
  unsigned char tag = 0;
  if (crypto_secretstream_xchacha20poly1305_pull(&state_, writable(chunk_), nullptr, &tag,
                                                 readable(read_), size, nullptr, 0) != 0)
    throw_damaged();
  read_.erase(0, size);
  final_ = tag == final_tag;
  if (final_ && (!read_.empty() || !file_->next().empty())) throw_damaged();
  input_ = {chunk_.data(), chunk_.size(), 0};
  return true;
}

std::string_view SealedReader::next() {
  if (ended_) return {};
  ZSTD_outBuffer output{plain_.data(), plain_.size(), 0};
  while (output.pos < output.size && !ended_) {
    const std::size_t wanted = ZSTD_decompressStream(decompressor_.get(), &output, &input_);
    if (ZSTD_isError(wanted) != 0) throw_damaged();
    ended_ = wanted == 0;
    // With room left in the output nothing is held back: only more input can help.
    if (!ended_ && output.pos < output.size && !open_chunk()) throw_damaged();
  }
  if (ended_ && (!final_ || input_.pos < input_.size)) throw_damaged();
  return {plain_.data(), output.pos};
}

}  // namespace insyn
