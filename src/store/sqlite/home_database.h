#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/home_keys.h"
#include "store/sqlite/database.h"

namespace insyn {

/// Opens HOME/insyn.db, makes or brings its tables up to date, and sees that the keys are those
/// that it was made with: under others every text would look new, silently.
/// Errors of kind home: "home-unreadable", "home-newer" (a later Insyn wrote it), "home-key".
Result<std::unique_ptr<Database>> open_home_database(const std::filesystem::path& file,
                                                     const HomeKeys& keys);

/// What is wrong with the file beneath the tables, with their definitions and with the keys of the
/// deliveries: Swedish sentences without personal data. The rows of the other tables are for those
/// who know what they mean.
std::vector<std::string> verify_home_database(Database& database, const HomeKeys& keys);

}  // namespace insyn
