#include "store/errors.h"

namespace insyn {

Error act_position_error(std::uint64_t position, std::uint64_t length) {
  return {ErrorKind::home, "act-position",
          "Handlingen skulle få plats " + std::to_string(position) + " i loggen, som har " +
              std::to_string(length) + " handlingar: någon annan har skrivit under tiden. Kör om."};
}

Error delivery_missing_error(const std::string& sha256) {
  return {ErrorKind::home, "delivery-missing",
          "Leveransen " + sha256 + " finns inte i hemmets mapp deliveries. Hämta den ur en kopia."};
}

Error delivery_purged_error(const std::string& sha256) {
  return {ErrorKind::home, "delivery-purged",
          "Leveransen " + sha256 + " är gallrad: nyckeln är förstörd och innehållet borta."};
}

Error home_locked_error(const std::string& home) {
  return {ErrorKind::home, "home-locked",
          "En annan körning av Insyn använder hemmet " + home +
              ". Vänta tills den är klar, eller avsluta den."};
}

}  // namespace insyn
