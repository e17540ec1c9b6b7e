#include "ingest/reasons.h"

namespace insyn {

std::string_view reason_of(TimeFault fault) {
  switch (fault) {
    case TimeFault::none:
      break;
    case TimeFault::shape:
      return "Tiden har inte formen `ÅÅÅÅ-MM-DD tt:mm:ss` (med `T` eller mellanslag, bråkdelar och "
             "tidszon om man vill).";
    case TimeFault::no_such:
      return "Tiden finns inte: datumet eller klockslaget är omöjligt (24:00 och :60 räknas inte).";
    case TimeFault::year:
      return "Året ligger utanför 1996–2100.";
    case TimeFault::skipped:
      return "Klockslaget finns inte: det ligger i timmen som sommartiden hoppar över i mars.";
  }
  return "";
}

}  // namespace insyn
