#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include "app/audit_acts.h"
#include "app/audit_home_for_tests.h"
#include "app/desk.h"
#include "app/people.h"
#include "notify/outbox.h"
#include "store/contract/temporary_folder.h"

namespace insyn {

/// The town of audits (app/audit_home_for_tests.h) on 17 February 2026 with users who review:
/// Maria, whose account has an address, and Vera, whose address is in the staff register. Their
/// audit is drawn and its lists are routed; all is the same each time it is made. Not part of the
/// product.
struct MailTown {
  /// The queue lies in `folder`, which stays; without one, in a new one that goes.
  explicit MailTown(const std::string& folder = "") {
    town.register_file(Register::staff,
                       "staff_id,name,email,personal_number\ns-anna,Anna,,\ns-bo,Bo,,\n"
                       "s-cia,Cia,,\ns-dan,Dan,,\ns-maria,Maria,x@example.org,\n"
                       "s-vera,Vera,vera@ljungfors.example,191212121212\ns-dora,Dora,,\n"
                       "s-sub,S,,\n");
    town.home().user.clear();
    add_user(maria, "Maria Nord", "maria@ljungfors.example", "s-maria");
    add_user(vera, "Berg, Vera", "", "s-vera");
    AuditHome::must(open_audit(town.home(), {"2026-1", "drand quicknet round 26170000", "", ""}));
    AuditHome::must(draw_with(town.home(), "2026-1.1", std::string(64, 'a')));
    AuditHome::must(route_audit(town.home(), "2026-1.1"));
    now = town.home().now;
    desk = make_desk(town.home(), [this] { return now; });
    const std::filesystem::path place =
        folder.empty() ? own_folder.path() : std::filesystem::path{folder};
    auto opened = Outbox::open(place / "outbox.db", desk->look()->acts);
    if (!opened) throw std::runtime_error{opened.error().text};
    outbox = std::move(*opened);
  }
  void add_user(const std::string& id, const char* name, const char* email, const char* staff) {
    json::object words{{"name", name}, {"email", email}, {"staff", staff}};
    AuditHome::must(town.home().ledger.record(
        {act::user_added, {{"user", id}, {"by", ""}}, std::move(words)}, town.home().now));
  }

  void send_lists() {
    desk->act({}, [](Home& home) { AuditHome::must(insyn::send_lists(home, "2026-1.1")); });
  }

  AuditHome town;
  const std::string maria = "u-0123456789abcdef", vera = "u-fedcba9876543210";
  TemporaryFolder own_folder;
  Instant now{};
  std::unique_ptr<Desk> desk;
  std::unique_ptr<Outbox> outbox;
};

}  // namespace insyn
