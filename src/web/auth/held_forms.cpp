#include "web/auth/held_forms.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check_page.h"
#include "base/json.h"
#include "base/text.h"

namespace insyn {
namespace {

constexpr std::size_t bytes_most = std::size_t{64} * 1024;
constexpr std::int64_t kept_seconds = 24 * 3'600;
constexpr std::int64_t forms_most = 5;
/// Never kept, not even sealed.
constexpr std::array<std::string_view, 4> secret_fields{"csrf", "password", "new_password", "code"};

bool is_secret(const NameValue& field) {
  return std::ranges::find(secret_fields, field.name) != secret_fields.end();
}

std::string place_for(std::string_view user) { return "held form of " + std::string{user}; }

/// None if it holds what isn't text: no form of ours sends that.
std::optional<std::string> written(std::string_view path, const Fields& fields) {
  json::array all;
  std::size_t size = path.size();
  for (const NameValue& field : fields.all) {
    if (is_secret(field)) continue;
    if (!is_utf8(field.name) || !is_utf8(field.value)) return std::nullopt;
    size += field.name.size() + field.value.size();
    all.push_back(json::array{field.name, field.value});
  }
  if (size > bytes_most) return std::nullopt;
  return json::serialize(json::object{{"path", path}, {"fields", std::move(all)}});
}

HeldForm form_of(std::string_view text) {
  const auto document = parse_json(text, "held form");
  check_page(document.has_value(), "what we sealed is JSON");
  HeldForm form;
  form.path = text_of(document->as_object(), "path");
  for (const json::value& field : document->as_object().at("fields").as_array())
    form.fields.all.push_back({std::string{std::string_view{field.at(0).as_string()}},
                               std::string{std::string_view{field.at(1).as_string()}}});
  return form;
}

}  // namespace

bool HeldForms::hold(std::string_view user, std::string_view path, const Fields& fields,
                     Instant now) {
  const auto text = written(path, fields);
  if (!text) return false;
  const std::int64_t at = seconds_of(now);
  auto use = file_.use();
  Transaction transaction{use.database};
  use.database.query("DELETE FROM held_form WHERE at <= ?").bind(1, at - kept_seconds).run();
  use.database.query("INSERT INTO held_form (user, at, sealed) VALUES (?, ?, ?)")
      .bind_bytes(1, user)
      .bind(2, at)
      .bind_bytes(3, file_.seal(*text, place_for(user)))
      .run();
  use.database
      .query(
          "DELETE FROM held_form WHERE user = ?1 AND number NOT IN "
          "(SELECT number FROM held_form WHERE user = ?1 ORDER BY number DESC LIMIT ?2)")
      .bind_bytes(1, user)
      .bind(2, forms_most)
      .run();
  transaction.commit();
  return true;
}

std::vector<HeldForm> HeldForms::of_user(std::string_view user, Instant now) {
  std::vector<HeldForm> forms;
  auto use = file_.use();
  Query query = use.database.query(
      "SELECT number, at, sealed FROM held_form WHERE user = ? AND at > ? ORDER BY number DESC");
  query.bind_bytes(1, user).bind(2, seconds_of(now) - kept_seconds);
  while (query.step()) {
    HeldForm form = form_of(file_.unsealed(query.bytes(2), place_for(user)));
    form.number = query.integer(0);
    form.at = instant_of(query.integer(1));
    forms.push_back(std::move(form));
  }
  return forms;
}

std::optional<HeldForm> HeldForms::take(std::string_view user, std::int64_t number, Instant now) {
  auto use = file_.use();
  Query query = use.database.query(
      "DELETE FROM held_form WHERE number = ? AND user = ? AND at > ? RETURNING at, sealed");
  query.bind(1, number).bind_bytes(2, user).bind(3, seconds_of(now) - kept_seconds);
  if (!query.step()) return std::nullopt;
  HeldForm form = form_of(file_.unsealed(query.bytes(1), place_for(user)));
  form.number = number;
  form.at = instant_of(query.integer(0));
  query.run();  // to its end, which is what removes it
  return form;
}

}  // namespace insyn
