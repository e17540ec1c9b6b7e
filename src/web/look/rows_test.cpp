#include "web/look/rows.h"

#include <gtest/gtest.h>

namespace insyn {
namespace {

bool holds(const Html& markup, std::string_view text) {
  return markup.str().find(text) != std::string::npos;
}

TEST(ListRows, ARowIsReachedByItsNumberAndNamedByItsHeading) {
  const Html rows = list_rows({{.number = 7, .number_word = "Rad", .heading = "Klas <b>"}});
  EXPECT_TRUE(holds(rows, R"(<li id="rad-7">)"));
  EXPECT_TRUE(holds(rows, R"(aria-labelledby="rad-7-h")"));
  EXPECT_TRUE(holds(rows, "Klas &lt;b&gt;"));
}

TEST(ListRows, OnlyTheRowThatTheWorkGoesOnAtTakesTheFocus) {
  EXPECT_TRUE(holds(list_rows({{.number = 1, .takes_focus = true}}), "data-focus"));
  EXPECT_FALSE(holds(list_rows({{.number = 1}}), "data-focus"));
}

TEST(ListRows, AnAnsweredRowIsFoldedAndTheOpenOneHoldsItsSteps) {
  EXPECT_TRUE(holds(list_rows({{.number = 1, .judged = true}}), R"(class="row judged")"));
  EXPECT_TRUE(holds(list_rows({{.number = 1, .check = check_box("x")}}), R"(class="row open")"));
}

TEST(CheckStep, SaysWhichAnswerLeadsToIt) {
  EXPECT_TRUE(holds(check_step({.legend = "2", .only_if = "nej"}, {}), R"(data-if="nej")"));
  EXPECT_FALSE(holds(check_step({.legend = "1"}, {}), "data-if"));
}

TEST(Choice, IsToldApartByNameAndValueAndChosenByItsDigit) {
  const Html shown = choice({.name = "svar", .value = "ja", .label = "Ja", .digit = 1});
  EXPECT_TRUE(holds(shown, R"(id="svar-ja")"));
  EXPECT_TRUE(holds(shown, R"(for="svar-ja")"));
  EXPECT_TRUE(holds(shown, R"(data-digit="1")"));
  EXPECT_FALSE(holds(choice({.name = "svar", .value = "ja", .label = "Ja"}), "data-digit"));
}

TEST(Choice, WithoutAVisibleLabelSaysItsNameItself) {
  const Html shown = choice({.name = "lika",
                             .value = "3",
                             .label = {},
                             .box = true,
                             .form = "lika",
                             .hidden_label = "Rad 3"});
  EXPECT_TRUE(holds(shown, R"(aria-label="Rad 3")"));
  EXPECT_TRUE(holds(shown, R"(form="lika")"));
  EXPECT_FALSE(holds(shown, "<label"));
}

}  // namespace
}  // namespace insyn
