#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/byte_source.h"
#include "base/result.h"

namespace insyn {

/// A file (or a pipe) of the operator's, read from beginning to end in pieces of at most 1 MiB.
/// `next` throws std::runtime_error if the disk gives an error on the way.
class FileSource final : public ByteSource {
 public:
  /// Errors of kind unusable: "file-missing", "file-folder" (it is a folder), "file-unreadable".
  static Result<std::unique_ptr<FileSource>> open(const std::filesystem::path& file);
  /// The same of a file that was opened elsewhere; takes it over.
  static Result<std::unique_ptr<FileSource>> adopt(int descriptor,
                                                   const std::filesystem::path& file);
  /// What `open` says when the system gives this errno.
  static Error cannot_open(const std::filesystem::path& file, int reason);
  /// For `adopt`.
  FileSource(int descriptor, std::string name, std::optional<std::uint64_t> size);
  ~FileSource() override;
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  std::string_view next() override;

  /// The file's bytes when it was opened; none for a pipe.
  std::optional<std::uint64_t> size() const { return size_; }

 private:
  int descriptor_;
  std::string name_;
  std::optional<std::uint64_t> size_;
  std::string piece_;
};

}  // namespace insyn
