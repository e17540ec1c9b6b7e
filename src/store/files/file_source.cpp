#include "store/files/file_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace insyn {
namespace {

constexpr std::size_t piece_size = std::size_t{1} << 20;

}  // namespace

Error FileSource::cannot_open(const std::filesystem::path& file, int reason) {
  const std::string name = file.string();
  if (reason == ENOENT || reason == ENOTDIR)
    return {ErrorKind::unusable, "file-missing",
            name + ": filen finns inte. Kontrollera sökvägen."};
  return {ErrorKind::unusable, "file-unreadable",
          name + ": filen går inte att läsa (" + std::generic_category().message(reason) +
              "). Kontrollera behörigheten."};
}

Result<std::unique_ptr<FileSource>> FileSource::open(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return fail(cannot_open(file, errno));
  return adopt(descriptor, file);
}

Result<std::unique_ptr<FileSource>> FileSource::adopt(int descriptor,
                                                      const std::filesystem::path& file) {
  struct stat status {};
  const int known = ::fstat(descriptor, &status);
  const int reason = errno;
  std::optional<std::uint64_t> size;
  if (known == 0 && S_ISREG(status.st_mode)) size = static_cast<std::uint64_t>(status.st_size);
  auto source = std::make_unique<FileSource>(descriptor, file.string(), size);
  if (known != 0) return fail(cannot_open(file, reason));
  if (S_ISDIR(status.st_mode))
    return fail(ErrorKind::unusable, "file-folder",
                file.string() + ": det är en mapp. Ange filerna i den var för sig.");
  return source;
}

FileSource::FileSource(int descriptor, std::string name, std::optional<std::uint64_t> size)
    : descriptor_{descriptor}, name_{std::move(name)}, size_{size}, piece_(piece_size, '\0') {
  ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
}

FileSource::~FileSource() { ::close(descriptor_); }

std::string_view FileSource::next() {
  for (;;) {
    const ssize_t got = ::read(descriptor_, piece_.data(), piece_.size());
    if (got >= 0) return {piece_.data(), static_cast<std::size_t>(got)};
    if (errno != EINTR)
      throw std::runtime_error{name_ + ": " + std::generic_category().message(errno)};
  }
}

}  // namespace insyn
