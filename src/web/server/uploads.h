#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "web/http/multipart.h"

namespace insyn {

/// The files that came with one request: in a folder until this goes away. Throws if the disk
/// fails.
class Uploads : public FileTaker {
 public:
  explicit Uploads(std::filesystem::path folder) : folder_{std::move(folder)} {}
  ~Uploads() override;
  Uploads(const Uploads&) = delete;
  Uploads& operator=(const Uploads&) = delete;

  void begin(std::string_view field, std::string_view name) override;
  void write(std::string_view bytes) override;
  void end() override;
  const std::vector<UploadedFile>& files() const { return files_; }

  /// What a crash left behind.
  static void remove_leftovers(const std::filesystem::path& folder);

 private:
  std::filesystem::path folder_;
  std::vector<UploadedFile> files_;
  int descriptor_ = -1;
};

}  // namespace insyn
