#include "base/disk_trouble.h"

#include <algorithm>
#include <array>

namespace insyn {
namespace {

struct Trouble {
  std::string_view words;
  std::string_view text;
};

constexpr std::string_view full = "Disken är full. Frigör utrymme och gör om.";
constexpr std::string_view failing =
    "Disken svarar med fel. Kontrollera den (se systemets logg) och gör sedan om.";
constexpr std::string_view forbidden =
    "Kontot får inte skriva här. Kontrollera ägare och behörighet, och att disken inte är "
    "skrivskyddad.";
constexpr std::string_view memory =
    "Minnet räcker inte. Avsluta annat som tar minne, eller ge mer, och gör om.";

/// The words are strerror's, SQLite's (sqlite3_errstr) and DuckDB's.
constexpr std::array<Trouble, 21> troubles{{
    {"No space left", full},
    {"disk is full", full},
    {"quota exceeded", full},
    {"Permission denied", forbidden},
    {"not permitted", forbidden},
    {"Read-only file system", forbidden},
    {"readonly database", forbidden},
    {"Out of Memory", memory},
    {"out of memory", memory},
    {"bad_alloc", memory},
    {"Cannot allocate memory", memory},
    {"failed to allocate", memory},
    {"Failed to allocate", memory},
    {"bad allocation", memory},
    {"not enough memory", memory},
    {"could not allocate", memory},
    {"Resource temporarily unavailable", memory},
    {"Input/output error", failing},
    {"disk I/O error", failing},
    {"fsync failed", failing},
    {"Stale file handle", failing},
}};

}  // namespace

std::optional<std::string> disk_trouble(std::string_view reason) {
  const auto* found = std::ranges::find_if(troubles, [&](const Trouble& trouble) {
    return reason.find(trouble.words) != std::string_view::npos;
  });
  if (found == troubles.end()) return std::nullopt;
  return std::string{found->text};
}

}  // namespace insyn
