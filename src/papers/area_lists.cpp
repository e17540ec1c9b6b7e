#include "papers/area_lists.h"

#include <algorithm>

#include "app/review_view.h"
#include "papers/wording.h"

namespace insyn {
namespace {

using paper::Cell;
using paper::ColumnKind;
using paper::day_cell;
using paper::number_cell;
using paper::Paragraph;
using paper::ParagraphKind;
using paper::Table;
using paper::TableRow;

std::string state_of(const ListProgress& list, Day answer_by, Day today) {
  if (list.managers_signed()) return "Underskriven";
  if (!list.has_reader()) return "Saknar granskare";
  if (!list.sent) return "Inte skickad";
  if (today > answer_by) return "Sen";
  return list.opened ? "Påbörjad" : "Inte öppnad";
}

std::string reader_of(const ListProgress& list, const ReaderNames& readers) {
  const auto name = readers.find(list.reader);
  return name == readers.end() ? "Ingen granskare" : name->second;
}

Table table_of(const AreaAsked& asked, const AuditProgress& progress, const AuditReview* review,
               const ReaderNames& readers, Tally& all) {
  Table table{.title = "Områdets listor",
              .columns = {{.title = "Granskare", .row_head = true},
                          {.title = "Kvar att besvara", .kind = ColumnKind::number},
                          {.title = "Misstag", .kind = ColumnKind::number},
                          {.title = "Oklara", .kind = ColumnKind::number},
                          {.title = "Misstankar", .kind = ColumnKind::number},
                          {.title = "Läge"},
                          {.title = "Senast", .kind = ColumnKind::day}},
              .when_empty =
                  "Ingen i ditt område blev lottad den här gången. Det är slumpen, inte "
                  "ett undantag.",
              .id = "listor"};
  const auto row = [](std::string name, const Tally& tally, Cell state, Cell until) {
    return TableRow{std::move(name),
                    number_cell(tally.unanswered),
                    number_cell(tally.acceptable),
                    number_cell(tally.unclear + tally.not_asked),
                    number_cell(tally.suspected),
                    std::move(state),
                    std::move(until)};
  };
  for (const auto& [code, list] : progress.lists) {
    if (list.area != asked.area || !list.is_managers()) continue;
    const Tally tally = managers_tally(list, review == nullptr ? nullptr : review->list(code));
    const Day until = list.answer_by.value_or(asked.answer_by);
    table.rows.push_back(
        row(reader_of(list, readers), tally, state_of(list, until, asked.today), day_cell(until)));
    all.add(tally);
  }
  std::ranges::stable_sort(table.rows, {}, [](const TableRow& one) { return one.front().text; });
  if (!table.rows.empty()) table.foot = row("Alla", all, "", "");
  return table;
}

}  // namespace

Document area_lists(const AreaAsked& asked, const AuditProgress& progress,
                    const AuditReview* review, const ReaderNames& readers, const PaperHead& head) {
  Document paper =
      begin_paper(head, "Loggkontroll " + asked.period + ": listorna i " + asked.area_name);
  Tally all;
  Table table = table_of(asked, progress, review, readers, all);
  const std::int64_t lists = std::ssize(table.rows);
  const std::int64_t done = lists - progress.unsigned_lists(asked.area);
  if (lists > 0)
    paper.blocks.emplace_back(
        Paragraph{of_text(done, lists) + " listor är underskrivna. " +
                      how_many(all.acceptable + all.unclear + all.not_asked + all.suspected,
                               "rad avviker.", "rader avviker."),
                  ParagraphKind::lead});
  paper.blocks.emplace_back(std::move(table));
  paper.blocks.emplace_back(Paragraph{
      "Du ansvarar för att kontrollen görs av lämplig chef. Listorna visar läget, aldrig vad som "
      "står i dem eller vem de gäller. Vissa rader granskas alltid av någon annan än chefen; om "
      "det gäller här syns inte, och de räknas inte.",
      ParagraphKind::small});
  end_paper(paper, head, counts_only);
  return paper;
}

}  // namespace insyn
