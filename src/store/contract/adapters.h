#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

#include "store/contract/temporary_folder.h"
#include "store/home_keys.h"
#include "store/memory/act_log.h"
#include "store/memory/delivery_keys.h"
#include "store/memory/pending.h"
#include "store/memory/register_store.h"
#include "store/memory/texts.h"
#include "store/sqlite/act_log.h"
#include "store/sqlite/delivery_keys.h"
#include "store/sqlite/home_database.h"
#include "store/sqlite/pending.h"
#include "store/sqlite/register_store.h"
#include "store/sqlite/texts.h"

namespace insyn {

/// The keys of the homes of these tests.
inline HomeKeys test_keys() {
  Bytes32 master;
  master.fill(7);
  return derive_keys(master);
}

/// All that is small of a home, each of the two ways.
class MemoryHome {
 public:
  Texts& texts() { return texts_; }
  ActLog& acts() { return acts_; }
  RegisterStore& registers() { return registers_; }
  PendingImports& pending() { return pending_; }
  DeliveryKeys& delivery_keys() { return delivery_keys_; }

 private:
  MemoryTexts texts_;
  MemoryActLog acts_;
  MemoryRegisterStore registers_;
  MemoryPendingImports pending_;
  MemoryDeliveryKeys delivery_keys_;
};

class SqliteHome {
 public:
  Texts& texts() { return texts_; }
  ActLog& acts() { return acts_; }
  RegisterStore& registers() { return registers_; }
  PendingImports& pending() { return pending_; }
  DeliveryKeys& delivery_keys() { return delivery_keys_; }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<Database> database_ =
      open_home_database(folder_.path() / "insyn.db", test_keys()).value();
  SqliteTexts texts_{*database_, test_keys()};
  SqliteActLog acts_{*database_, test_keys()};
  SqliteRegisterStore registers_{*database_};
  SqlitePendingImports pending_{*database_, test_keys()};
  SqliteDeliveryKeys delivery_keys_{*database_};
};

using SmallHomes = testing::Types<MemoryHome, SqliteHome>;

}  // namespace insyn
