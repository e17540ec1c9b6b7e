#include "domain/routine/review_rules.h"

namespace insyn {
namespace {

ReviewCode plain(std::string code, std::string text) {
  return {std::move(code), std::move(text), false, {}};
}

ReviewCode with_text(std::string code, std::string text) {
  return {std::move(code), std::move(text), true, {}};
}

std::vector<ReviewCode> grounds() {
  return {
      with_text("unregistered", "Uppdraget finns men saknas i registret"),
      with_text("deputy", "Ersatte {namn}, utsedd av {namn}"),
      plain("other_unit", "Pass på annan enhet"),
      with_text("on_call", "Jour, larm eller akut händelse"),
      plain("intake", "Mottagning: förfrågan eller anmälan"),
      with_text("planning", "Planering, SIP eller teammöte om brukaren"),
      plain("introduction", "Introduktion eller handledning tillsammans med {namn}"),
      plain("deviation", "Avvikelse, synpunkt, egenkontroll eller lex Sarah ({nr})"),
      plain("fees", "Avgift, fakturering eller beslutad statistik"),
      plain("system_support", "Support eller felsökning ({ärendenr})"),
      plain("afterwards", "Efterarbete: avslut, dödsfall, gallring"),
      plain("system", "Systemet loggade själv (lista, byte av bild)"),
  };
}

std::vector<ReviewCode> acceptable() {
  return {
      plain("wrong_person", "Fel person – {sökte efter/namnlikhet}"),
      with_text("believed_assigned",
                "Trodde att uppdraget gällde – fel uppgift i planering eller schema"),
      plain("wrong_click", "Klickade fel och gick genast ut"),
      with_text("wrong_instruction", "Fick felaktig instruktion av {chef/kollega}"),
  };
}

std::vector<ReviewCode> never() {
  return {
      {"consent", "Brukaren eller en anhörig sa att det gick bra", false,
       "Samtycke ger inte rätt att läsa; bara arbetet gör det (4 kap. 1 § PDL, 10 § SoLPuL). Bad "
       "brukaren om det under ett besök och medarbetaren hade uppdraget? Svara ja i steg 1."},
      {"own_record", "Egen akt", false,
       "Begär ut den som alla andra; att slå på sig själv har bedömts som dataintrång (NJA 2014 s. "
       "221)."},
      {"curiosity", "Ville veta", false, "Nyfikenhet, något på nyheterna eller på orten."},
      {"worry", "Orolig för en anhörig, vän eller granne", false, "Be den enskilde eller enheten."},
      {"colleague", "Kollega", false, "Även för att hitta telefonnummer eller födelsedag."},
      {"how_it_went", "Ville se hur det gick", false,
       "Avslutat uppdrag ger ingen rätt; lärande kräver beslut."},
      {"practice", "Övning, test eller demonstration", false, "Använd testpersoner."},
      plain("everyone_does", "”Alla gör så” eller ”jag visste inte”"),
      {"borrowed_login", "Någon annan använde min inloggning", false,
       "Lämna över; det är också en säkerhetsincident."},
      {"no_explanation", "Ingen förklaring som hör till arbetet", true, {}},
  };
}

ReviewGuidance guidance() {
  ReviewGuidance texts;
  texts.step1 =
      "Fråga dig om uppgiften behövdes för en arbetsuppgift just då. Att systemet släppte in "
      "räcker inte. Att du litar på {förnamn} är inte heller ett skäl.";
  texts.step1_authority =
      "Du får öppna ärenden där du är handläggare eller medhandläggare, eller där du är utsedd att "
      "ersätta någon som är borta. Vid en förfrågan eller anmälan får du se i klientbilden om "
      "personen har ett ärende och vem som handlägger.";
  texts.step1_delivery =
      "Du får öppna akter för dem du har en direkt och aktuell vård-, omsorgs- eller "
      "behandlingsrelation med.";
  texts.support =
      "Be om stöd: {MAS för HSL / kvalitetscontroller för SoL och LSS} eller chefen för {enhet}. "
      "De ser bara den här raden.";
  texts.step2 =
      "Prata med {förnamn} innan du svarar. Börja öppet: ”Jag granskar ett stickprov. Den {datum} "
      "öppnade du en akt. Kan du berätta varför?” Låt {förnamn} tänka efter. Läs inte ur akten och "
      "visa bara den här raden. Skriv ned svaret med {förnamn}s egna ord och låt {förnamn} läsa "
      "det.";
  texts.read_out =
      "Svaret sparas. Det kan bli allmän handling, men uppgifter om brukaren är sekretess.";
  texts.wait =
      "Vänta med samtalet om det gäller flera akter, en anhörig, utskrifter eller någon med "
      "skyddade uppgifter. Lämna över först – då hinner loggen säkras och HR säga hur samtalet bör "
      "gå till.";
  texts.step3 =
      "Det finns ingen godtagbar förklaring. Då lämnas raden över. Du avgör inte om det är ett "
      "brott, och du ska inte utreda mer på egen hand. Exempel: att läsa om en granne, släkting "
      "eller före detta partner för egen del.";
  texts.hand_over =
      "Socialchefen, {MAS/KC}, HR och dataskyddsombudet får veta det nu. Loggen säkras. {Förnamn} "
      "meddelas inte av Insyn. Prata inte med andra om saken. {HR-kontakt} ringer dig senast "
      "{tid}.";
  texts.handed_over = "Överlämnat {datum} kl. {tid}. Resten av listan granskar du som vanligt.";
  texts.incident = "Varje godtagbar öppning förs in i kommunens incidentlista. Ingen utpekas där.";
  texts.countersign = "{MAS/KC} ska hålla med innan raden avslutas.";
  texts.question =
      "Känner du till något som registren inte visar – släktskap, grannskap, konflikt, en händelse "
      "på orten – mellan {förnamn} och någon på listan?";
  texts.bulk = "Jag har tittat igenom raderna och känner inte till något som talar emot";
  texts.conflict =
      "Är någon på listan din släkting, granne eller nära vän, eller har du själv öppnat samma "
      "akt? "
      "Då ska du inte bedöma. Lämna över {raden/listan} till {överordnad}. Du behöver inte säga "
      "varför.";
  texts.sign_off =
      "Jag har granskat {namn}s öppningar {från}–{till}: {m} bekräftade, {a} behövliga efter "
      "bedömning, {b} godtagbara misstag, {c} överlämnade, {d} som jag har bett någon annan "
      "bedöma, "
      "{e} som inte kunde klarläggas. Jag har själv tittat på raderna och är inte jävig. Efter "
      "detta går svaren inte att ändra; upptäcker du ett fel skapas en rättelse som syns.";
  texts.no_remark =
      "Din loggkontroll är klar. Vi lottade fram dig, granskade dina öppningar {från}–{till} och "
      "har inga anmärkningar. Resultatet sparas till {datum} och används inte till något annat.";
  return texts;
}

ReviewRules rules() {
  ReviewRules all;
  all.grounds = grounds();
  all.acceptable = acceptable();
  all.never = never();
  all.unclear = {with_text(
      "not_remembered",
      "Minns inte. Vi har tillsammans tittat i schema, anteckningar och kalender utan att hitta "
      "skälet. En enstaka öppning, inget talar för eget intresse")};
  all.not_asked = {plain("has_left", "Kan inte frågas: har slutat"),
                   with_text("not_reached", "Kan inte frågas: går inte att nå")};
  all.guidance = guidance();
  all.clocks = {
      {"imy", "Anmälan till Integritetsskyddsmyndigheten (artikel 33 i dataskyddsförordningen)",
       StampKind::certainty, 72, 0},
      {"las", "Underrättelse om uppsägning eller avsked (7, 18 och 30 §§ LAS)",
       StampKind::knowledge, 0, 2}};
  return all;
}

}  // namespace

const ReviewRules& built_in_review_rules() {
  static const ReviewRules built_in = rules();
  return built_in;
}

}  // namespace insyn
