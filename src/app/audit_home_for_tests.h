#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "app/audit.h"
#include "app/home_for_tests.h"
#include "app/import_log.h"
#include "app/import_register.h"

namespace insyn {

/// A home in memory with a small town and its logs of 2–15 February 2026, for tests of audits. Not
/// part of the product.
///
/// Unit north (head s-maria) lies in area-a (head s-vera), which lies in top (head s-dora). In
/// north work s-anna, s-bo, s-cia, s-dan and s-maria; s-vera and s-dora in top. No opening is
/// explained: s-anna, s-bo and s-maria read c-klas, s-cia and s-dan c-stina, each once.
class AuditHome {
 public:
  /// `share` in tenths of a percent, of everyone in one stratum.
  explicit AuditHome(int share = 1000, const std::string& more_routine = "")
      : made_{HomeForTests::small_routine(share) + more_routine, "2026-02-17 09:00"} {
    made_.as("u1");
    home().actor = "Tor Test";
    register_file(Register::units,
                  "unit_id,name,parent_id,kind,head_id\ntop,Top,,department,s-dora\n"
                  "area-a,A,top,area,s-vera\nnorth,Norr,area-a,unit,s-maria\n");
    register_file(Register::staff,
                  "staff_id,name,personal_number\ns-anna,Anna,\ns-bo,Bo,\ns-cia,Cia,\n"
                  "s-dan,Dan,\ns-maria,Maria,\ns-vera,Vera,191212121212\ns-dora,Dora,\ns-sub,S,\n");
    register_file(Register::employments,
                  "staff_id,unit_id,group,valid_from,valid_to\ns-anna,north,delivery,2020-01-01,\n"
                  "s-bo,north,delivery,2020-01-01,\ns-cia,north,delivery,2020-01-01,\n"
                  "s-dan,north,delivery,2020-01-01,\ns-maria,north,delivery,2020-01-01,\n"
                  "s-vera,top,authority,2020-01-01,\ns-dora,top,authority,2020-01-01,\n"
                  "s-sub,top,authority,2020-01-01,\n");
    register_file(Register::clients,
                  "client_id,name,personal_number\nc-klas,Klas,\nc-stina,Stina,191212121212\n");
    log("time,staff_id,client_id,action\n"
        "2026-02-03 10:00,s-anna,c-klas,read\n2026-02-04 10:00,s-bo,c-klas,read\n"
        "2026-02-05 10:00,s-maria,c-klas,read\n2026-02-06 10:00,s-cia,c-stina,read\n"
        "2026-02-09 10:00,s-dan,c-stina,read\n");
  }

  Home& home() { return made_.home(); }
  const State& state() const { return made_.state(); }
  const AuditProgress& progress() const { return state().progress.audits.at("2026-1.1"); }

  void at(const std::string& time) { home().now = parse_time(time).at; }

  void register_file(Register id, const std::string& csv) {
    Text text{csv};
    const auto done = import_register(home(), schema_of(id), text, "test.csv",
                                      {.mode = SnapshotMode::usual, .accept = true});
    must(done);
    if (done->refusal) throw std::runtime_error{done->refusal->text};
  }

  void log(const std::string& csv) {
    Text text{csv};
    must(import_log(home(), {"canonical", "canonical", "viva", "Viva"}, text, "log.csv", {}));
  }

  /// An act as another module makes it.
  void record(std::string_view kind, json::object open) {
    open["audit"] = "2026-1.1";
    must(home().ledger.record({kind, std::move(open), {}}, home().now));
  }

  json::object last_open() const { return made_.last_open(); }
  json::object last_words() const { return made_.last_words(); }

  template <class R>
  static void must(const R& result) {
    if (!result) throw std::runtime_error{result.error().text};
  }

 private:
  struct Text : ByteSource {
    explicit Text(std::string all) : text{std::move(all)} {}
    std::string_view next() override {
      return std::exchange(given, true) ? std::string_view{} : std::string_view{text};
    }
    std::string text;
    bool given = false;
  };

  HomeForTests made_;
};

}  // namespace insyn
