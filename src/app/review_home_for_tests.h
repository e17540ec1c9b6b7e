#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/audit_acts.h"
#include "app/audit_home_for_tests.h"
#include "app/frozen_lists.h"
#include "app/review_acts.h"
#include "app/second_reading.h"
#include "app/snapshot.h"
#include "app/suspicion_acts.h"

namespace insyn {

/// The town of AuditHome with users and more to judge; everybody is drawn, the lists are sent. Not
/// part of the product.
///
/// Cia's list, which Maria reads, has of each kind: c-u01 – c-u30 without support or flag (c-u01 –
/// c-u03 with cases of Bo's, of which c-u03 was opened on the 12th and the others on the 10th;
/// c-u04 with a case of health care; c-u05 with a case of unit south, whose head is Olle), c-s1 –
/// c-s3 with support, c-pub flagged, c-sup supported and flagged, and AuditHome's c-stina, who is
/// Vera. Dan opened c-prot, whose identity is protected: the quality controller's list.
class ReviewHome : public AuditHome {
 public:
  static constexpr const char* id = "2026-1.1";

  explicit ReviewHome(const std::string& more_routine = "") : AuditHome(1000, more_routine) {
    registers();
    events();
    for (const auto& [user, grant] : std::vector<std::pair<std::string, Grant>>{
             {"maria", {UserRole::manager, ""}},
             {"olle", {UserRole::manager, ""}},
             {"vera", {UserRole::area_head, "area-a"}},
             {"dora", {UserRole::director, ""}},
             {"mas", {UserRole::chief_nurse, ""}},
             {"kc", {UserRole::quality_controller, ""}},
             {"hr", {UserRole::hr, ""}},
             {"dso", {UserRole::data_protection_officer, ""}},
             {"adm", {UserRole::administrator, ""}},
             {"cia", {UserRole::manager, ""}},
             {"sub", {UserRole::compiler, ""}}})
      add_user(user, grant);
    must(open_audit(home(), {"2026-1", {}, "", ""}));
    must(draw_audit(home(), id, "seed"));
    must(route_audit(home(), id));
    must(send_lists(home(), id));
    as("maria");
  }

  /// `maria` is the user u-maria, who is s-maria among the staff.
  void add_user(const std::string& name, const Grant& grant) {
    const std::string user = "u-" + name;
    const auto record = [&](std::string_view kind, json::object open, json::object words) {
      const auto act = home().ledger.record({kind, std::move(open), std::move(words)}, home().now);
      must(act);
      return act->seq;
    };
    record(act::user_added, {{"user", user}, {"by", ""}},
           {{"name", name}, {"email", ""}, {"staff", "s-" + name}, {"login", name}});
    const auto proposed = record(act::role_change_proposed,
                                 {{"user", user}, {"by", ""}, {"give", to_json({grant})}}, {});
    record(act::role_change_approved, {{"proposed", proposed}, {"by", ""}}, {});
  }

  void as(const std::string& name) { home().user = name.empty() ? "" : "u-" + name; }

  std::vector<CurrentList> lists() {
    const AuditState& audit = *state().audit(id);
    return *current_lists(home(), audit, *committed_frame(home(), audit));
  }
  CurrentList list_of(const std::string& staff, const std::string& role = "manager") {
    for (CurrentList& list : lists())
      if (list.staff == staff && list.role == role) return std::move(list);
    throw std::runtime_error{"no list"};
  }
  PartAt part(const std::string& staff = "s-cia", const std::string& of = "",
              const std::string& role = "manager") {
    return {id, list_of(staff, role).code, of};
  }
  /// The row of a client on somebody's list.
  RowAt row(const std::string& client, const std::string& staff = "s-cia",
            const std::string& role = "manager") {
    const CurrentList list = list_of(staff, role);
    const json::array& rows = list.list.at("rows").as_array();
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (text_of(rows[i].as_object(), "client") == client)
        return {id, list.code, static_cast<std::int64_t>(i)};
    throw std::runtime_error{"no row"};
  }
  std::string reader_code(const std::string& staff) {
    return committed_frame(home(), *state().audit(id))->reader_code(staff);
  }

  const ReviewState& review() const { return state().review; }
  const ListProgress& progress_of(const std::string& code) const {
    return progress().lists.at(code);
  }
  RowReview reviewed(const RowAt& at) const {
    const AuditReview* audit = review().audit(at.audit);
    const ListReview* list = audit == nullptr ? nullptr : audit->list(at.list);
    const RowReview* found = list == nullptr ? nullptr : list->row(at.row);
    return found == nullptr ? RowReview{} : *found;
  }
  Standing standing(const RowAt& at) const { return reviewed(at).standing; }

  /// Answers whatever is unanswered on a part, and signs it, as who reads it.
  void finish(const PartAt& at) {
    must(confirm_supported(home(), at, {}));
    for (const std::int64_t row : progress_of(at.list).rows_of(at.part))
      if (standing({at.audit, at.list, row}) == Standing::unanswered)
        must(judge_row(home(), {at.audit, at.list, row}, {Standing::needed, "other_unit"}));
    must(sign_list(home(), at));
  }

  std::shared_ptr<const Snapshot> look() { return snapshot_of(home(), nullptr); }

 private:
  void registers() {
    register_file(Register::units,
                  "unit_id,name,parent_id,kind,head_id\ntop,Top,,department,s-dora\n"
                  "area-a,A,top,area,s-vera\nnorth,Norr,area-a,unit,s-maria\n"
                  "south,Söder,area-a,unit,s-olle\n");
    register_file(Register::staff,
                  "staff_id,name,personal_number\ns-anna,Anna,\ns-bo,Bo,\ns-cia,Cia Ek,\n"
                  "s-dan,Dan,\ns-maria,Maria,\ns-vera,Vera,191212121212\ns-dora,Dora,\ns-sub,S,\n"
                  "s-olle,Olle,\ns-mas,M,\ns-kc,K,\ns-hr,H,\ns-dso,D,\ns-adm,A,\n");
    std::string clients =
        "client_id,name,personal_number,protected,public_interest\nc-klas,Klas,,,\n"
        "c-stina,Stina,191212121212,,\nc-pub,Pia,,,1\nc-sup,Sune,,,1\nc-prot,Per,,1,\n"
        "c-s1,Sara,,,\nc-s2,Sten,,,\nc-s3,Siv,,,\n";
    for (int i = 1; i <= 30; ++i) clients += plain(i) + ",N" + plain(i) + ",,,\n";
    register_file(Register::clients, clients);
    register_file(Register::cases,
                  "case_id,client_id,law,unit_id,opened,closed\nk-1,c-u01,SoL,north,2025-01-01,\n"
                  "k-2,c-u02,SoL,north,2025-01-01,\nk-3,c-u03,SoL,north,2025-01-01,\n"
                  "k-4,c-u04,HSL,north,2025-01-01,\nk-5,c-u05,SoL,south,2025-01-01,\n");
    register_file(Register::case_roles,
                  "case_id,staff_id,role,valid_from,valid_to\nk-1,s-bo,caseworker,2025-01-01,\n"
                  "k-2,s-bo,caseworker,2025-01-01,\nk-3,s-bo,caseworker,2025-01-01,\n");
    register_file(Register::care_relations,
                  "client_id,staff_id,unit_id,kind,valid_from,valid_to\n"
                  "c-s1,s-cia,,hemtjänst,2025-01-01,\nc-s2,s-cia,,hemtjänst,2025-01-01,\n"
                  "c-s3,s-cia,,hemtjänst,2025-01-01,\nc-sup,s-cia,,hemtjänst,2025-01-01,\n");
  }

  void events() {
    std::string csv = "time,staff_id,client_id,case_id,action\n";
    for (int i = 1; i <= 30; ++i)
      csv += (i == 3 ? "2026-02-12" : "2026-02-10") + std::string{" 10:00,s-cia,"} + plain(i) +
             (i <= 5 ? ",k-" + std::to_string(i) : std::string{","}) + ",read\n";
    for (const char* client : {"c-s1", "c-s2", "c-s3", "c-sup", "c-pub"})
      csv += "2026-02-10 11:00,s-cia," + std::string{client} + ",,read\n";
    csv += "2026-02-11 09:00,s-dan,c-prot,,read\n2026-02-11 09:05,s-cia,c-klas,,denied\n";
    log(csv);
  }

  static std::string plain(int number) {
    return (number < 10 ? "c-u0" : "c-u") + std::to_string(number);
  }
};

/// What a refusal says, or `done`.
template <class R>
std::string said(const R& result) {
  return result ? "done" : result.error().code;
}

}  // namespace insyn
