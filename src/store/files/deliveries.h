#pragma once

#include <filesystem>

#include "store/deliveries.h"
#include "store/delivery_keys.h"
#include "store/home_keys.h"
#include "store/sealer.h"

namespace insyn {

/// Raw files in a folder, each in a file named by the SHA-256 of its bytes (format:
/// store/files/sealed_file.h) under a random key of its own. The key lies in DeliveryKeys, wrapped
/// by a key of the home with the file's name as its place.
class FileDeliveries final : public Deliveries {
 public:
  /// Makes the folder if it isn't there; removes what a crash left of a staging or a purge.
  /// The keys outlive it.
  FileDeliveries(const std::filesystem::path& folder, DeliveryKeys& keys, const HomeKeys& home);

  std::unique_ptr<StagedDelivery> stage(ByteSource& bytes,
                                        const std::function<void(std::string_view)>& seen) override;
  Result<std::unique_ptr<ByteSource>> get(const Bytes32& sha256) override;
  std::vector<Bytes32> list() override;
  void purge(const Bytes32& sha256) override;

 private:
  std::filesystem::path file_of(const Bytes32& sha256) const;

  std::filesystem::path folder_;
  DeliveryKeys& keys_;
  Sealer wrapper_;
};

}  // namespace insyn
