#include "web/http/multipart.h"

#include <algorithm>

#include "base/text.h"
#include "web/http/form.h"

namespace insyn {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view header_end = "\r\n\r\n";
constexpr std::size_t header_bytes_max = 8 * 1024;
constexpr std::size_t boundary_max = 70;  // RFC 2046 5.1.1

/// What `name="…"` and `filename="…"` of a part say; none: not there.
struct Disposition {
  std::optional<std::string> name, file_name;
};

bool is_boundary_character(char c) {
  constexpr std::string_view marks = "'()+_,-./:=? ";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         marks.find(c) != std::string_view::npos;
}

bool is_control(char c) { return (c >= 0 && c < ' ') || c == 127; }

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// Takes `; name=value` or `; name="value"` off the front; false if it is neither.
bool take_parameter(std::string_view& rest, NameValue& parameter) {
  if (!rest.starts_with(';')) return false;
  const auto equals = rest.find('=');
  if (equals == std::string_view::npos) return false;
  parameter.name = lower_case(trimmed(rest.substr(1, equals - 1)));
  rest.remove_prefix(equals + 1);
  if (rest.starts_with('"')) {
    const auto quote = rest.find('"', 1);
    if (quote == std::string_view::npos) return false;
    parameter.value = rest.substr(1, quote - 1);
    rest.remove_prefix(quote + 1);
  } else {
    const auto end = std::min(rest.find(';'), rest.size());
    parameter.value = trimmed(rest.substr(0, end));
    rest.remove_prefix(end);
  }
  rest = trimmed(rest);
  return is_header({parameter.name, {}});
}

std::optional<Disposition> parse_disposition(std::string_view value) {
  if (media_type(value) != "form-data") return std::nullopt;
  Disposition found;
  auto rest = trimmed(value.substr(std::min(value.find(';'), value.size())));
  while (!rest.empty()) {
    NameValue parameter;
    if (!take_parameter(rest, parameter)) return std::nullopt;
    if (parameter.name != "name" && parameter.name != "filename") continue;
    auto& kept = parameter.name == "name" ? found.name : found.file_name;
    if (kept || std::ranges::any_of(parameter.value, is_control) || !is_utf8(parameter.value))
      return std::nullopt;
    replace_all(parameter.value, "%22", "\"");
    kept = std::move(parameter.value);
  }
  return found.name ? std::optional{std::move(found)} : std::nullopt;
}

/// The one Content-Disposition that every part must have (RFC 7578 4.2).
std::optional<Disposition> disposition_of(std::string_view header) {
  std::optional<Disposition> found;
  while (!header.empty()) {
    const auto end = std::min(header.find(line_end), header.size());
    const auto line = header.substr(0, end);
    header.remove_prefix(std::min(end + line_end.size(), header.size()));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    if (lower_case(line.substr(0, colon)) != "content-disposition") continue;
    if (found) return std::nullopt;
    found = parse_disposition(trimmed(line.substr(colon + 1)));
    if (!found) return std::nullopt;
  }
  return found;
}

std::string_view without_folders(std::string_view name) {
  const auto slash = name.find_last_of("/\\");
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
  if (media_type(content_type) != "multipart/form-data") return std::nullopt;
  auto rest = trimmed(content_type.substr(std::min(content_type.find(';'), content_type.size())));
  std::optional<std::string> boundary;
  while (!rest.empty()) {
    NameValue parameter;
    if (!take_parameter(rest, parameter)) return std::nullopt;
    if (parameter.name != "boundary") continue;
    if (boundary) return std::nullopt;
    boundary = std::move(parameter.value);
  }
  if (!boundary || boundary->empty() || boundary->size() > boundary_max ||
      boundary->ends_with(' ') || !std::ranges::all_of(*boundary, is_boundary_character))
    return std::nullopt;
  return boundary;
}

MultipartReader::MultipartReader(std::string_view boundary, FileTaker& files,
                                 MultipartLimits limits)
    : delimiter_{"\r\n--" + std::string{boundary}}, files_{files}, limits_{limits} {}

MultipartReader::Standing MultipartReader::feed(std::string_view piece) {
  if (standing_ == Standing::malformed || standing_ == Standing::too_large) return standing_;
  waiting_ += piece;
  while (step()) continue;
  waiting_.erase(0, read_);
  read_ = 0;
  return standing_;
}

/// Takes one thing off the front of what waits; false if more has to come first, or never will.
bool MultipartReader::step() {
  switch (at_) {
    case At::start:
      return step_start();
    case At::boundary_end:
      return step_boundary_end();
    case At::header:
      return step_header();
    case At::epilogue:
      return step_epilogue();
    default:
      return step_content();
  }
}

bool MultipartReader::step_start() {
  const auto first = std::string_view{delimiter_}.substr(line_end.size());
  if (unread().size() < first.size())
    return first.starts_with(unread()) ? false : refuse(Standing::malformed);
  if (!unread().starts_with(first)) return refuse(Standing::malformed);
  read_ += first.size();
  at_ = At::boundary_end;
  return true;
}

bool MultipartReader::step_boundary_end() {
  if (unread().size() < 2) return false;
  const bool last = unread().starts_with("--");
  if (!last && !unread().starts_with(line_end)) return refuse(Standing::malformed);
  read_ += 2;
  at_ = last ? At::epilogue : At::header;
  if (last) standing_ = Standing::complete;
  return true;
}

bool MultipartReader::step_header() {
  const auto end = unread().find(header_end);
  // What came may hold all of the header's end but its last byte.
  const auto least = std::min(end, unread().size() - std::min<std::size_t>(unread().size(), 3));
  if (least > header_bytes_max) return refuse(Standing::malformed);
  if (end == std::string_view::npos) return false;
  const auto header = unread().substr(0, end);
  read_ += end + header_end.size();
  return begin_part(header);
}

bool MultipartReader::step_content() {
  const auto end = unread().find(delimiter_);
  if (end == std::string_view::npos) {
    // The last bytes may be the beginning of a boundary.
    const auto sure = unread().size() - std::min(unread().size(), delimiter_.size() - 1);
    if (!take_content(unread().substr(0, sure))) return false;
    read_ += sure;
    return false;
  }
  if (!take_content(unread().substr(0, end))) return false;
  read_ += end + delimiter_.size();
  return end_part();
}

bool MultipartReader::step_epilogue() {
  if (line_end.starts_with(unread())) return false;
  return refuse(Standing::malformed);
}

bool MultipartReader::begin_part(std::string_view header) {
  auto disposition = disposition_of(header);
  if (!disposition) return refuse(Standing::malformed);
  if (++parts_ > limits_.parts_max) return refuse(Standing::too_large);
  if (!disposition->file_name) {
    field_ = {std::move(*disposition->name), {}};
    fields_bytes_ += field_.name.size();
    at_ = At::field;
  } else if (disposition->file_name->empty()) {
    at_ = At::ignored;
  } else {
    if (limits_.files_max == 0) return refuse(Standing::malformed);
    if (++files_begun_ > limits_.files_max) return refuse(Standing::too_large);
    files_.begin(*disposition->name, without_folders(*disposition->file_name));
    at_ = At::file;
  }
  return true;
}

bool MultipartReader::take_content(std::string_view bytes) {
  if (at_ == At::file && !bytes.empty()) files_.write(bytes);
  if (at_ != At::field) return true;
  fields_bytes_ += bytes.size();
  if (fields_bytes_ > limits_.fields_bytes_max) return refuse(Standing::too_large);
  field_.value += bytes;
  return true;
}

bool MultipartReader::end_part() {
  if (at_ == At::file) files_.end();
  if (at_ == At::field) {
    if (!is_field_text(field_.value)) return refuse(Standing::malformed);
    fields_.all.push_back(std::move(field_));
  }
  at_ = At::boundary_end;
  return true;
}

bool MultipartReader::refuse(Standing why) {
  standing_ = why;
  waiting_.clear();
  read_ = 0;
  return false;
}

}  // namespace insyn
