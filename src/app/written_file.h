#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "app/home.h"
#include "base/hash.h"

namespace insyn {

/// Writes a file that a flag named, whole or not at all and durably; a file that is there is
/// replaced. Code "out-unwritable" (kind refused).
Result<Done> write_out(const Home& home, const std::filesystem::path& file, std::string_view bytes);

/// Makes the folder that a flag named, durably; does nothing if it is there.
Result<Done> make_out_folder(const Home& home, const std::filesystem::path& folder);

/// Where the rejected rows of a delivery of a log lie, and those of a register's import whose act
/// has this position; relative to the home.
std::filesystem::path rejected_of_log(std::uint32_t delivery);
std::filesystem::path rejected_of_register(std::uint64_t position, std::string_view name);

/// Rejected rows on their way into such a file, which is made with the first of them. Its SHA-256
/// is for the act's words (`rejected_sha256`), so that `verify` knows what lies there.
class RejectedFile {
 public:
  RejectedFile(const Home& home, std::filesystem::path name)
      : home_{home}, name_{std::move(name)} {}
  void write(std::string_view bytes);
  /// Once, last: in its place and durable. In hexadecimal digits; empty if there were no rows.
  std::string finish();

 private:
  const Home& home_;
  std::filesystem::path name_;
  std::unique_ptr<ByteSink> sink_;
  Sha256Stream hash_;
};

/// Whether such a file is of this SHA-256; for an empty one, whether there is none.
bool is_in_place(const Home& home, const std::filesystem::path& rejected,
                 const std::string& sha256);

}  // namespace insyn
