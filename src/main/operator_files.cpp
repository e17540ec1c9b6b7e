#include "main/operator_files.h"

#include <sys/stat.h>

#include "store/files/durable_file.h"
#include "store/files/file_sink.h"
#include "store/sync_folder.h"

namespace insyn {
namespace {

namespace fs = std::filesystem;

/// What a file that isn't secret gets.
mode_t usual_mode() {
  const mode_t masked = ::umask(0);
  ::umask(masked);
  return 0666 & ~masked;
}

}  // namespace

std::unique_ptr<ByteSink> create_operator_file(const fs::path& file) {
  remove_unfinished(file.parent_path(), file.filename().string());
  return std::make_unique<FileSink>(file, usual_mode());
}

void create_operator_folder(const fs::path& folder) {
  if (fs::create_directories(folder)) sync_folder(folder.parent_path());
}

}  // namespace insyn
