#include "store/files/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "store/sync_folder.h"

namespace insyn {
namespace {

[[noreturn]] void throw_error(const std::filesystem::path& file) {
  throw std::runtime_error{file.string() + ": " + std::generic_category().message(errno)};
}

}  // namespace

DurableFile::DurableFile(const std::filesystem::path& file, mode_t mode) : file_{file} {
  std::string name = (file.parent_path() / ("." + file.filename().string() + "-XXXXXX")).string();
  descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor_ < 0) throw_error(file);
  unfinished_ = name;
  // mkostemp gives mode 0600; the wanted one is set whatever the umask.
  if (::fchmod(descriptor_, mode) != 0) {
    const int reason = errno;
    ::close(descriptor_);
    ::unlink(unfinished_.c_str());
    errno = reason;
    throw_error(file);
  }
}

DurableFile::~DurableFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(unfinished_.c_str());
}

void DurableFile::append(std::string_view bytes) {
  size_ += bytes.size();
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_error(file_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void DurableFile::finish_as(const std::filesystem::path& file) {
  if (::fsync(descriptor_) != 0) throw_error(file_);
  if (::rename(unfinished_.c_str(), file.c_str()) != 0) throw_error(file);
  // Renamed: nothing is left to remove, whatever comes.
  ::close(std::exchange(descriptor_, -1));
  sync_folder(file.parent_path());
}

void write_durably(const std::filesystem::path& file, std::string_view bytes, mode_t mode) {
  DurableFile durable{file, mode};
  durable.append(bytes);
  durable.finish();
}

void remove_unfinished(const std::filesystem::path& folder, std::string_view name) {
  constexpr std::size_t ending = 7;  // -XXXXXX
  std::vector<std::filesystem::path> unfinished;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    const std::string found = entry.path().filename().string();
    if (!found.starts_with('.') || found.size() <= ending || found[found.size() - ending] != '-')
      continue;
    const auto of = std::string_view{found}.substr(1, found.size() - ending - 1);
    if ((name.empty() || of == name) && entry.is_regular_file()) unfinished.push_back(entry.path());
  }
  for (const auto& file : unfinished) std::filesystem::remove(file);
}

}  // namespace insyn
