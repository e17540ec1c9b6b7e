#include "app/import_register.h"

#include <algorithm>
#include <chrono>

#include "app/registers_at.h"
#include "app/written_file.h"
#include "base/hex.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

/// The file's rows with the home's text numbers in place of the file's own.
std::vector<RegisterRow> interned(Home& home, const RegisterSchema& schema,
                                  const RegisterFile& file) {
  const std::vector<std::string_view> views{file.texts.begin(), file.texts.end()};
  const auto numbers = home.stores.texts.intern(views);
  home.stores.texts.sync();
  return rows_with_numbers(schema, file, numbers);
}

/// Gives the file's SHA-256.
std::string keep_rejected(Home& home, const RegisterSchema& schema, const RegisterFile& file) {
  RejectedFile rejected{home, rejected_of_register(home.ledger.size(), schema.name)};
  for (const RegisterReject& row : file.rejected) {
    rejected.write(row.raw);
    rejected.write("\n");
  }
  return rejected.finish();
}

Receipt receipt_of(const RegisterSchema& schema, const RegisterFile& file,
                   const std::string& name) {
  Receipt receipt;
  receipt.file = name;
  receipt.register_name = schema.name;
  receipt.encoding = file.facts.encoding;
  receipt.delimiter = file.facts.delimiter;
  receipt.rows = file.row_count;
  receipt.duplicates = file.duplicates;
  receipt.rejected_count = file.rejected.size();
  for (const RegisterReject& row : file.rejected) {
    if (receipt.rejected.size() == receipt_rejected_max) break;
    receipt.rejected.push_back({row.line, row.reason});
  }
  return receipt;
}

std::optional<Error> reason_to_refuse(const Receipt& receipt, std::size_t rows,
                                      std::size_t in_force) {
  if (receipt.rejected_count > 0)
    return Error{ErrorKind::unusable, "register-rejected",
                 receipt.file + ":" + std::to_string(receipt.rejected.front().line) + ": " +
                     std::to_string(receipt.rejected_count) +
                     " rad(er) underkändes och registret ändrades inte (första: " +
                     receipt.rejected.front().reason +
                     "). Rätta filen, eller ta in resten med --accept."};
  if (rows * 10 < in_force * 9)
    return Error{ErrorKind::unusable, "register-shrunk",
                 receipt.file + ": filen har " + std::to_string(rows) + " rader men " +
                     std::to_string(in_force) +
                     " gäller i dag; registret ändrades inte. Kontrollera att filen är hel, "
                     "eller ta in den med --accept."};
  return std::nullopt;
}

}  // namespace

std::vector<RegisterRow> rows_with_numbers(const RegisterSchema& schema, const RegisterFile& file,
                                           std::span<const TextNo> numbers) {
  std::vector<RegisterRow> rows;
  rows.reserve(file.rows.size());
  for (const RegisterFileRow& row : file.rows) {
    RegisterRow& out = rows.emplace_back();
    out.cells = row.cells;
    for (std::size_t i = 0; i < schema.columns.size(); ++i)
      if (schema.columns[i].kind == CellKind::text)
        out.cells[i] = numbers[static_cast<std::size_t>(out.cells[i])].value;
  }
  return rows;
}

Result<RegisterImport> import_register(Home& home, const RegisterSchema& schema, ByteSource& bytes,
                                       const std::string& file,
                                       const RegisterImportOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  std::string content;
  const auto staged =
      home.stores.deliveries.stage(bytes, [&](std::string_view piece) { content.append(piece); });
  const auto read = read_register(schema, content, file);
  if (!read) return fail(read.error());

  const std::uint64_t position = home.ledger.size();
  const Day today = day_of(home.now);
  const auto believed = believed_rows(home, schema.id, position);
  RegisterImport result{receipt_of(schema, *read, file), std::nullopt};
  Receipt& receipt = result.receipt;
  receipt.sha256 = to_hex(staged->sha256());
  const auto rows = interned(home, schema, *read);
  std::vector<RegisterRow> listed;
  for (const BelievedRow& row : believed)
    if (row.listed) listed.push_back(row.row);
  std::ranges::sort(listed);
  const auto known = static_cast<std::uint64_t>(std::ranges::count_if(
      rows, [&](const RegisterRow& row) { return std::ranges::binary_search(listed, row); }));
  receipt.duplicates += known;
  receipt.accepted = rows.size() - known;
  if (!options.accept)
    result.refusal = reason_to_refuse(receipt, rows.size(), rows_in_force(schema, believed, today));
  receipt.imported = !result.refusal;
  if (result.refusal) return result;

  staged->keep();
  const std::string rejected_sha256 = keep_rejected(home, schema, *read);
  home.stores.registers.replace(schema.id, next_belief(schema, believed, rows, today, options.mode),
                                position);
  json::object words = words_of(home);
  words["file"] = file;
  words["receipt"] = to_json(receipt);
  words["rejected_sha256"] = rejected_sha256;
  auto act = home.ledger.record(
      {.kind = act::register_imported,
       .open = {{"register", schema.name},
                {"sha256", receipt.sha256},
                {"rows", receipt.rows},
                {"accepted", receipt.accepted},
                {"duplicates", receipt.duplicates},
                {"rejected_count", receipt.rejected_count},
                {"mode", options.mode == SnapshotMode::correct ? "correct" : "usual"},
                {"accepted_anyway", options.accept}},
       .words = std::move(words)},
      home.now);
  if (!act) return fail(act.error());
  receipt.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return result;
}

}  // namespace insyn
