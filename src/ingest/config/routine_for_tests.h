#pragma once

// Routines as the tests of [routine] and its sections need them. Tests only.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "ingest/config/config.h"

namespace insyn {

/// A file of the repository, by its path there.
inline std::string file_text(const std::string& path) {
  std::ifstream in{std::string{INSYN_REPO} + "/" + path, std::ios::binary};
  EXPECT_TRUE(in) << path;
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// The least that a routine holds. Line numbers matter in tests: a change goes last.
inline const std::string small_routine =
    "[routine]\n"                    // 1
    "id = \"x\"\n"                   // 2
    "version = 2\n"                  // 3
    "label = \"X\"\n"                // 4
    "valid_from = \"2026-01-01\"\n"  // 5
    "[[period]]\n"                   // 6
    "key = \"1\"\n"                  // 7
    "label = \"P\"\n"                // 8
    "month = 3\n"                    // 9
    "[[stratum]]\n"                  // 10
    "id = \"s\"\n"                   // 11
    "label = \"S\"\n"                // 12
    "group = \"any\"\n"              // 13
    "share = 40\n"                   // 14
    "periods = [\"1\"]\n"            // 15
    "[explain]\n"                    // 16
    "intake_days = 7\n";             // 17

/// The routine of a text that is right.
inline Routine parsed(const std::string& text) {
  const auto routine = parse_routine(text, "r.toml");
  EXPECT_TRUE(routine) << (routine ? "" : routine.error().text);
  return routine ? *routine : Routine{};
}

}  // namespace insyn
