#include "web/server/uploads.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "base/hash.h"
#include "base/hex.h"

namespace insyn {
namespace {

constexpr std::string_view prefix = "upload-";
constexpr std::size_t name_bytes = 16;
constexpr mode_t owner_only = 0600;

[[noreturn]] void fail_on_disk() {
  throw std::system_error{errno, std::generic_category(), "upload"};
}

}  // namespace

Uploads::~Uploads() {
  if (descriptor_ >= 0) close(descriptor_);
  for (const UploadedFile& file : files_) unlink(file.path.c_str());
}

void Uploads::begin(std::string_view field, std::string_view name) {
  const auto path = folder_ / (std::string{prefix} + to_hex(random_bytes(name_bytes)));
  descriptor_ = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, owner_only);
  if (descriptor_ < 0) fail_on_disk();
  files_.push_back({std::string{field}, std::string{name}, path.string(), 0});
}

void Uploads::write(std::string_view bytes) {
  files_.back().size += bytes.size();
  while (!bytes.empty()) {
    const auto written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail_on_disk();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void Uploads::end() {
  // A network's disk may first say here that it is full.
  if (close(std::exchange(descriptor_, -1)) != 0) fail_on_disk();
}

void Uploads::remove_leftovers(const std::filesystem::path& folder) {
  std::error_code ignored;
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator{folder, ignored})
    if (entry.path().filename().string().starts_with(prefix)) found.push_back(entry.path());
  for (const auto& path : found) std::filesystem::remove(path, ignored);
}

}  // namespace insyn
