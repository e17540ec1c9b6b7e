#include "papers/report_basis.h"

#include <gtest/gtest.h>

#include <set>

#include "papers/director_report.h"
#include "papers/figures_for_tests.h"
#include "papers/plain_text_for_tests.h"

namespace insyn {
namespace {

std::string basis_text(const AuditFigures& figures) {
  return PlainText::of(report_basis(figures, head_for_tests()));
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(ReportBasis, IsAsItWasRead) {
  expect_golden(report_basis(figures_for_tests(), head_for_tests()), "report_basis");
}

TEST(ReportBasis, EverySectionIsLedToByTheReportAndNothingElseIs) {
  const std::string page = "/underlag#";
  const std::string report = PlainText::of(director_report(figures_for_tests(), head_for_tests()));
  std::set<std::string> led_to;
  for (std::size_t at = report.find(page); at != std::string::npos;
       at = report.find(page, at + 1)) {
    const std::size_t from = at + page.size();
    led_to.insert(report.substr(from, report.find('>', from) - from));
  }
  std::set<std::string> sections;
  for (const paper::Block& block : report_basis(figures_for_tests(), head_for_tests()).blocks)
    if (const auto* heading = std::get_if<paper::Heading>(&block)) sections.insert(heading->id);
  EXPECT_EQ(led_to, sections);
}

TEST(ReportBasis, TheTwoReadersAnswersAddUpToWhatWasReadTwice) {
  const AuditFigures figures = figures_for_tests();
  std::int64_t sum = 0;
  for (const auto& first : figures.second_answers)
    for (const std::int64_t count : first) sum += count;
  EXPECT_EQ(sum, figures.second_read);
  EXPECT_TRUE(holds(basis_text(figures), "Kappa = (0,90 − 0,50) / (1 − 0,50) = 0,80."));
}

TEST(ReportBasis, WithoutASecondReadingThereIsNoKappaToTell) {
  AuditFigures figures = figures_for_tests();
  figures.second_drawn = figures.second_read = 0;
  figures.agreement = {};
  figures.second_answers = {};
  const std::string text = basis_text(figures);
  EXPECT_TRUE(holds(text, "Kappa går inte att räkna"));
  EXPECT_FALSE(holds(text, "Första svaret (rader)"));
}

TEST(ReportBasis, TimeForAListIsToldOnlyWhereItIsManysTogether) {
  AuditFigures figures = figures_for_tests();
  EXPECT_TRUE(holds(basis_text(figures), "I snitt per lista: 30 minuter"));  // 27 h, 53 lists
  figures.lists = figures.done = 4;
  EXPECT_FALSE(holds(basis_text(figures), "I snitt per lista"));
  figures.lists = 53;
  figures.done = 52;
  figures.is_done = false;
  EXPECT_FALSE(holds(basis_text(figures), "I snitt per lista"));
}

}  // namespace
}  // namespace insyn
