#include "notify/message.h"

#include <gtest/gtest.h>

#include "domain/calendar/format.h"

namespace insyn {
namespace {

const MailSite site{.municipality = "Ljungfors",
                    .link = "https://insyn.example",
                    .contact = "Loggkontrollen, 0000-123 45"};

Day day(std::string_view text) { return *parse_day(text); }

MailFacts facts() {
  MailFacts facts;
  facts.audit = "2026-1.1";
  facts.period = "2026-1";
  facts.lists = 2;
  facts.rows = 60;
  facts.rows_left = 8;
  facts.minutes = 10;
  facts.answer_by = day("2026-03-10");
  return facts;
}

MailWords words(MailKind kind, const MailFacts& of, std::string_view today = "2026-03-05") {
  return words_of({kind, "u-1", of}, "Maria Nord", site, day(today));
}

TEST(MailWords, TheInvitationSaysHowMuchAndUntilWhen) {
  const MailWords said = words(MailKind::invitation, facts());
  EXPECT_EQ(said.subject, "Loggkontroll 2026-1: 2 listor att granska");
  EXPECT_EQ(said.text,
            "Hej Maria!\n\n"
            "Du har 2 listor att granska, sammanlagt 60 rader. De flesta har redan stöd i "
            "registren. Räkna med cirka 10 minuter.\n\n"
            "Svara senast 10 mars 2026.\nhttps://insyn.example/granskningar\n\n"
            "Är du borta? Välj ersättare här:\nhttps://insyn.example/min-sida/ersattare\n\n"
            "Frågor: Loggkontrollen, 0000-123 45.\n\n"
            "Personerna är lottade. Ingen är misstänkt.\n");
}

TEST(MailWords, AListThatComesLateAsksForNothingInThePast) {
  const std::string said = words(MailKind::invitation, facts(), "2026-03-12").text;
  EXPECT_NE(said.find("Sista dagen var 10 mars 2026. Svara så snart du kan."), std::string::npos);
  EXPECT_EQ(said.find("Svara senast"), std::string::npos);
}

TEST(MailWords, OneIsOne) {
  MailFacts one = facts();
  one.lists = one.rows = one.rows_left = one.minutes = 1;
  const MailWords said = words(MailKind::invitation, one);
  EXPECT_EQ(said.subject, "Loggkontroll 2026-1: 1 lista att granska");
  EXPECT_NE(said.text.find("Du har 1 lista att granska, sammanlagt 1 rad."), std::string::npos);
  EXPECT_NE(said.text.find("cirka 1 minut."), std::string::npos);
  EXPECT_EQ(words(MailKind::reminder_5, one).subject, "1 lista kvar till 10 mars 2026");
}

TEST(MailWords, ARemindersWordsFollowTheDayOnWhichItIsSent) {
  const MailWords early = words(MailKind::reminder_5, facts());
  MailFacts unknown = facts();
  unknown.rows_left = -1;
  EXPECT_NE(words(MailKind::reminder_5, unknown)
                .text.find("Du har 2 listor kvar, sammanlagt 60 rader. Det du gjort är sparat."),
            std::string::npos);
  EXPECT_EQ(early.subject, "2 listor kvar till 10 mars 2026");
  EXPECT_NE(early.text.find("Du har 8 av 60 rader kvar. Det du gjort är sparat."),
            std::string::npos);
  const auto last = [&](std::string_view today) {
    return words(MailKind::reminder_1, facts(), today).text;
  };
  EXPECT_NE(last("2026-03-09").find("Sista dagen är i morgon, 10 mars 2026."), std::string::npos);
  EXPECT_NE(last("2026-03-10").find("Sista dagen är i dag, 10 mars 2026."), std::string::npos);
  // The Friday before a Monday.
  EXPECT_NE(last("2026-03-06").find("Sista dagen är tisdag 10 mars 2026."), std::string::npos);
  const MailWords late = words(MailKind::overdue_3, facts(), "2026-03-13");
  EXPECT_EQ(late.subject, "Loggkontroll 2026-1: 2 listor är sena");
  EXPECT_NE(late.text.find("Listorna skulle ha varit klara 10 mars 2026. I dag meddelas "
                           "verksamhetsområdeschefen att de är öppna."),
            std::string::npos);
  MailFacts without_head = facts();
  without_head.no_head = true;
  EXPECT_NE(words(MailKind::overdue_3, without_head, "2026-03-13")
                .text.find("I dag meddelas socialchefen att de är öppna."),
            std::string::npos);
  EXPECT_NE(late.text.find("Gör klart listorna nu:"), std::string::npos);
  const MailWords by_hand = words(MailKind::reminder, facts(), "2026-03-13");
  EXPECT_EQ(by_hand.text.find("meddelas"), std::string::npos);
}

TEST(MailWords, TheEscalationHasCountsOnly) {
  MailFacts late = facts();
  late.lists = 1;
  late.all_lists = 6;
  late.done_lists = 5;
  late.rows = 12;
  late.told_higher_on = day("2026-03-20");
  const MailWords said = words(MailKind::escalation, late);
  EXPECT_EQ(said.subject, "Loggkontroll 2026-1: 1 lista är sen");
  EXPECT_NE(said.text.find("5 av 6 listor är klara. 1 är sen, med 12 rader."), std::string::npos);
  EXPECT_NE(said.text.find("https://insyn.example/kontroller/2026-1.1/listor"), std::string::npos);
  EXPECT_NE(said.text.find("Socialchefen får samma uppgift 20 mars 2026."), std::string::npos);
}

TEST(MailWords, TheDirectorIsntAskedToRemindWhichIsTheAreaHeads) {
  MailFacts late = facts();
  EXPECT_NE(words(MailKind::escalation, late).text.find("Du kan utse annan granskare"),
            std::string::npos);
  late.told_higher_on = day("2026-03-20");
  EXPECT_NE(words(MailKind::escalation, late).text.find("Du kan påminna, utse annan granskare"),
            std::string::npos);
}

TEST(MailWords, ALaterLastDayIsToldWithTheDay) {
  const MailWords said = words(MailKind::extended, facts());
  EXPECT_EQ(said.subject, "Loggkontroll 2026-1: svara senast 10 mars 2026");
  EXPECT_NE(said.text.find("Sista dagen att svara är ändrad. Svara senast 10 mars 2026.\n"
                           "https://insyn.example/granskningar"),
            std::string::npos);
}

TEST(MailWords, WhoseListWentToSomebodyElseNeedDoNoMore) {
  const MailWords said = words(MailKind::released, facts());
  EXPECT_EQ(said.subject, "Loggkontroll 2026-1: listan går till någon annan");
  EXPECT_NE(said.text.find("Du behöver inte göra mer i kontrollen."), std::string::npos);
  EXPECT_EQ(said.text.find("/granskningar"), std::string::npos);
}

TEST(MailWords, ASuspicionSaysNothingButThatItIsThere) {
  MailFacts there;
  there.at = parse_time("2026-03-05T13:04:00Z").at;
  const MailWords said = words(MailKind::suspicion, there);
  EXPECT_EQ(said.subject, "Insyn: ett ärende behöver dig i dag");
  EXPECT_EQ(said.text,
            "Hej Maria!\n\nEtt ärende lämnades över 5 mars 2026 kl. 14.04. Logga in:\n"
            "https://insyn.example/\n\nTidsfrister kan löpa.\n");
}

TEST(MailWords, ADeputyIsToldThatItIsForAColleagueAndNotWhich) {
  MailFacts deputy = facts();
  deputy.as_deputy = true;
  EXPECT_NE(words(MailKind::invitation, deputy).text.find("som ersättare för en kollega"),
            std::string::npos);
}

TEST(MailWords, ADeputyIsAskedForNothingThatOnlyTheReaderCanDo) {
  MailFacts deputy = facts();
  deputy.as_deputy = true;
  for (const MailKind kind :
       {MailKind::invitation, MailKind::reminder_5, MailKind::reminder_1, MailKind::overdue_3}) {
    const std::string text =
        words(kind, deputy, kind == MailKind::overdue_3 ? "2026-03-13" : "2026-03-09").text;
    for (const char* wrong : {"Du har ", "Gör klart", "Hinner du inte", "Välj ersättare"})
      EXPECT_EQ(text.find(wrong), std::string::npos) << code_of(kind) << ": " << wrong;
    EXPECT_NE(text.find("Du läser inte kollegans listor"), std::string::npos);
  }
}

TEST(MailWords, GreetByTheFirstNameInWhicheverOrderTheRegisterHasIt) {
  const Message message{MailKind::suspicion, "u-1", {}};
  EXPECT_TRUE(words_of(message, "Öberg, Anna Maria", site, Day{}).text.starts_with("Hej Anna!"));
  EXPECT_TRUE(words_of(message, "", site, Day{}).text.starts_with("Hej!"));
}

TEST(MailFacts, AreReadBackAsTheyWere) {
  MailFacts all = facts();
  all.all_lists = 3;
  all.done_lists = 4;
  all.told_higher_on = day("2026-03-20");
  all.at = parse_time("2026-03-05T13:04:00.25Z").at;
  all.as_deputy = all.no_head = true;
  all.version = 7;
  EXPECT_EQ(parse_mail_facts(to_json(all)), all);
  EXPECT_EQ(parse_mail_facts(to_json(facts())), facts());
  for (const MailKind kind : {MailKind::invitation, MailKind::overdue_3, MailKind::suspicion})
    EXPECT_EQ(parse_mail_kind(code_of(kind)), kind);
  EXPECT_FALSE(parse_mail_kind("spam"));
}

}  // namespace
}  // namespace insyn
