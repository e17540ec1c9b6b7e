#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace insyn {

/// A file that comes to its place whole or not at all: written beside it under another name, then
/// fsynced, renamed, and its folder fsynced. Destroyed without `finish` it leaves nothing; a crash
/// may leave a file `.NAME-XXXXXX`. What the disk can't do is thrown as std::runtime_error.
class DurableFile {
 public:
  /// `mode` as in chmod. The folder must exist; a file that is there stays until `finish`.
  explicit DurableFile(const std::filesystem::path& file, mode_t mode = 0600);
  ~DurableFile();
  DurableFile(const DurableFile&) = delete;
  DurableFile& operator=(const DurableFile&) = delete;

  void append(std::string_view bytes);
  std::uint64_t size() const { return size_; }  ///< bytes appended so far
  void finish() { finish_as(file_); }           ///< Once, last: in its place and durable.
  /// The same under a name in the same folder that is known only now.
  void finish_as(const std::filesystem::path& file);

 private:
  std::filesystem::path file_;
  std::filesystem::path unfinished_;
  int descriptor_;
  std::uint64_t size_ = 0;
};

/// The whole file at once.
void write_durably(const std::filesystem::path& file, std::string_view bytes, mode_t mode = 0600);

/// Removes the files `.NAME-XXXXXX` that a crash left in a folder, of one NAME or (empty) of all.
/// Call while nobody writes there.
void remove_unfinished(const std::filesystem::path& folder, std::string_view name = {});

}  // namespace insyn
