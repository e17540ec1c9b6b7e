#include "notify/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "app/wording.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

constexpr std::array<std::pair<MailKind, std::string_view>, 10> kinds{{
    {MailKind::invitation, "invitation"},
    {MailKind::reminder_5, "reminder_5"},
    {MailKind::reminder_1, "reminder_1"},
    {MailKind::overdue_3, "overdue_3"},
    {MailKind::reminder, "reminder"},
    {MailKind::escalation, "escalation"},
    {MailKind::extended, "extended"},
    {MailKind::released, "released"},
    {MailKind::annulled, "annulled"},
    {MailKind::suspicion, "suspicion"},
}};

std::string lists(std::int64_t count) { return counted(count, "lista", "listor"); }

/// A mail's parts, one a paragraph.
class Paragraphs {
 public:
  void add(std::string_view paragraph) {
    if (paragraph.empty()) return;
    text_ += text_.empty() ? "" : "\n";
    text_ += paragraph;
    text_ += '\n';
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

std::string lists_link(const MailSite& site) { return site.link + "/granskningar"; }
std::string audit_link(const MailSite& site, const MailFacts& facts) {
  return site.link + "/kontroller/" + facts.audit + "/listor";
}
std::string deputy_link(const MailSite& site) { return site.link + "/min-sida/ersattare"; }

std::string questions(const MailSite& site) {
  return site.contact.empty() ? std::string{} : "Frågor: " + site.contact + ".";
}

/// Whose lists they are. A deputy hears of a colleague's and can't open them.
std::string_view has(const MailFacts& facts) {
  return facts.as_deputy ? "Din kollega har" : "Du har";
}

std::string rows_left(const MailFacts& facts) {
  const std::string_view saved = facts.as_deputy ? "" : " Det du gjort är sparat.";
  if (facts.rows_left < 0)
    return fmt::format("{} {} kvar, sammanlagt {}.{}", has(facts), lists(facts.lists),
                       counted(facts.rows, "rad", "rader"), saved);
  return fmt::format("{} {} av {} kvar.{}", has(facts), facts.rows_left,
                     counted(facts.rows, "rad", "rader"), saved);
}

std::string lists_late(const MailFacts& facts) {
  return facts.lists == 1 ? "1 lista är sen" : fmt::format("{} listor är sena", facts.lists);
}

MailWords invitation(const MailFacts& facts, const MailSite& site, Day today, Paragraphs& text) {
  text.add(
      fmt::format("{} {} att granska, sammanlagt {}. De flesta har redan stöd i "
                  "registren. Räkna med cirka {}.",
                  has(facts), lists(facts.lists), counted(facts.rows, "rad", "rader"),
                  counted(facts.minutes, "minut", "minuter")));
  const std::string date = swedish_date(facts.answer_by);
  text.add((today > facts.answer_by ? "Sista dagen var " + date + ". Svara så snart du kan."
                                    : "Svara senast " + date + ".") +
           "\n" + lists_link(site));
  if (!facts.as_deputy) text.add("Är du borta? Välj ersättare här:\n" + deputy_link(site));
  text.add(questions(site));
  text.add("Personerna är lottade. Ingen är misstänkt.");
  return {fmt::format("Loggkontroll {}: {} att granska", facts.period, lists(facts.lists)),
          text.take()};
}

/// "i morgon, 9 mars 2026", or what is true instead.
std::string last_day(Day day, Day today) {
  const auto left = (day - today).count();
  const std::string date = swedish_date(day);
  if (left == 0) return "i dag, " + date;
  if (left == 1) return "i morgon, " + date;
  return fmt::format("{} {}", swedish_weekday(day), date);
}

/// Before the last day is over, or after.
MailWords reminder(const Message& message, const MailSite& site, Day today, Paragraphs& text) {
  const MailFacts& facts = message.facts;
  const std::string date = swedish_date(facts.answer_by);
  if (today > facts.answer_by) {
    text.add(fmt::format(
        "{} skulle ha varit {} {}.{}", facts.lists == 1 ? "Listan" : "Listorna",
        facts.lists == 1 ? "klar" : "klara", date,
        message.kind == MailKind::overdue_3
            ? fmt::format(" I dag meddelas {} att {} är {}.",
                          facts.no_head ? "socialchefen" : "verksamhetsområdeschefen",
                          facts.lists == 1 ? "den" : "de", facts.lists == 1 ? "öppen" : "öppna")
            : ""));
    if (!facts.as_deputy)
      text.add(fmt::format("Gör klart {} nu:\n{}", facts.lists == 1 ? "listan" : "listorna",
                           lists_link(site)));
    text.add(questions(site));
    return {fmt::format("Loggkontroll {}: {}", facts.period, lists_late(facts)), text.take()};
  }
  text.add(rows_left(facts) + "\n" + lists_link(site));
  if (message.kind == MailKind::reminder_1)
    text.add("Sista dagen är " + last_day(facts.answer_by, today) +
             (facts.as_deputy ? "."
                              : ". Hinner du inte: svara på mejlet, eller be "
                                "verksamhetsområdeschefen utse en annan granskare."));
  else
    text.add("Svara senast " + date + ".");
  text.add(questions(site));
  return {fmt::format("{} kvar till {}", lists(facts.lists), date), text.take()};
}

MailWords escalation(const MailFacts& facts, const MailSite& site, Paragraphs& text) {
  text.add(fmt::format("{} av {} är {}. {} med {}.", facts.done_lists, lists(facts.all_lists),
                       facts.all_lists == 1 ? "klar" : "klara",
                       facts.lists == 1 ? "1 är sen," : fmt::format("{} är sena,", facts.lists),
                       counted(facts.rows, "rad", "rader")));
  // Reminding is the area head's; the director has more.
  text.add(
      fmt::format("Du ansvarar för att kontrollen görs av lämplig chef. Du kan {}utse annan "
                  "granskare eller ge nytt datum:\n{}",
                  facts.told_higher_on ? "påminna, " : "", audit_link(site, facts)));
  if (facts.told_higher_on)
    text.add("Socialchefen får samma uppgift " + swedish_date(*facts.told_higher_on) + ".");
  text.add(questions(site));
  return {fmt::format("Loggkontroll {}: {}", facts.period, lists_late(facts)), text.take()};
}

MailWords extended(const MailFacts& facts, const MailSite& site, Paragraphs& text) {
  const std::string date = swedish_date(facts.answer_by);
  text.add("Sista dagen att svara är ändrad. Svara senast " + date + ".\n" + lists_link(site));
  text.add(questions(site));
  return {fmt::format("Loggkontroll {}: svara senast {}", facts.period, date), text.take()};
}

MailWords released(const MailFacts& facts, const MailSite& site, Paragraphs& text) {
  text.add(
      "Någon annan granskar nu listan som du hade kvar. Du behöver inte göra mer i kontrollen.");
  text.add(questions(site));
  return {fmt::format("Loggkontroll {}: listan går till någon annan", facts.period), text.take()};
}

MailWords annulled(const MailFacts& facts, const MailSite& site, Paragraphs& text) {
  text.add(
      "Kontrollen är avbruten. Du behöver inte granska mer. Det du redan har svarat finns kvar.");
  text.add(questions(site));
  return {fmt::format("Loggkontroll {}: avbruten", facts.period), text.take()};
}

MailWords suspicion(const MailFacts& facts, const MailSite& site, Paragraphs& text) {
  text.add(fmt::format("Ett ärende lämnades över {} kl. {}. Logga in:\n{}",
                       swedish_date(day_of(facts.at)), swedish_clock(facts.at), site.link + "/"));
  text.add("Tidsfrister kan löpa.");
  return {"Insyn: ett ärende behöver dig i dag", text.take()};
}

Day day_in(const json::object& written, std::string_view name) {
  return parse_day(text_of(written, name)).value_or(Day{});
}

}  // namespace

std::string_view code_of(MailKind kind) { return kinds[static_cast<std::size_t>(kind)].second; }

std::optional<MailKind> parse_mail_kind(std::string_view code) {
  for (const auto& [kind, name] : kinds)
    if (name == code) return kind;
  return std::nullopt;
}

json::object to_json(const MailFacts& facts) {
  json::object written{{"audit", facts.audit},
                       {"period", facts.period},
                       {"lists", facts.lists},
                       {"rows", facts.rows},
                       {"rows_left", facts.rows_left},
                       {"minutes", facts.minutes},
                       {"all_lists", facts.all_lists},
                       {"done_lists", facts.done_lists},
                       {"answer_by", format_day(facts.answer_by)},
                       {"at", facts.at.time_since_epoch().count()},
                       {"no_head", facts.no_head},
                       {"version", facts.version},
                       {"as_deputy", facts.as_deputy}};
  if (facts.told_higher_on) written["told_higher_on"] = format_day(*facts.told_higher_on);
  return written;
}

MailFacts parse_mail_facts(const json::object& written) {
  MailFacts facts;
  facts.audit = text_of(written, "audit");
  facts.period = text_of(written, "period");
  facts.lists = integer_of(written, "lists");
  facts.rows = integer_of(written, "rows");
  facts.rows_left = written.contains("rows_left") ? integer_of(written, "rows_left") : -1;
  facts.minutes = integer_of(written, "minutes");
  facts.all_lists = integer_of(written, "all_lists");
  facts.done_lists = integer_of(written, "done_lists");
  facts.answer_by = day_in(written, "answer_by");
  if (written.contains("told_higher_on")) facts.told_higher_on = day_in(written, "told_higher_on");
  facts.at = Instant{std::chrono::microseconds{integer_of(written, "at")}};
  facts.no_head = flag_of(written, "no_head");
  facts.version = static_cast<int>(integer_of(written, "version"));
  facts.as_deputy = flag_of(written, "as_deputy");
  return facts;
}

MailWords words_of(const Message& message, std::string_view name, const MailSite& site, Day today) {
  const std::string first = first_name_of(name);
  Paragraphs text;
  text.add(first.empty() ? "Hej!" : "Hej " + first + "!");
  if (message.facts.as_deputy && message.kind != MailKind::suspicion)
    text.add(
        "Du får det här mejlet som ersättare för en kollega. Du läser inte kollegans listor: ska "
        "någon annan granska dem utser verksamhetsområdeschefen en granskare.");
  else if (message.facts.as_deputy)
    text.add("Du får det här mejlet som ersättare för en kollega.");
  switch (message.kind) {
    case MailKind::invitation:
      return invitation(message.facts, site, today, text);
    case MailKind::reminder_5:
    case MailKind::reminder_1:
    case MailKind::overdue_3:
    case MailKind::reminder:
      return reminder(message, site, today, text);
    case MailKind::escalation:
      return escalation(message.facts, site, text);
    case MailKind::extended:
      return extended(message.facts, site, text);
    case MailKind::released:
      return released(message.facts, site, text);
    case MailKind::annulled:
      return annulled(message.facts, site, text);
    case MailKind::suspicion:
      return suspicion(message.facts, site, text);
  }
  return {};
}

}  // namespace insyn
