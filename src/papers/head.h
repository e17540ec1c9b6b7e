#pragma once

#include <string>

#include "domain/calendar/time.h"
#include "report/document.h"

namespace insyn {

/// What stands around every paper: who sends it, to whom, when. Swedish, ready to read.
struct PaperHead {
  std::string municipality;  ///< `Havsviks kommun`
  std::string department{};  ///< `Socialförvaltningen`
  std::string recipient{};   ///< `Till socialchef Margareta Holm`
  std::string reference{};   ///< `Dnr SN 2026/0412`; empty if it has none yet
  std::string author{};      ///< who made it: `IT-strateg Anders Blom`
  std::string site{};        ///< `https://insyn.havsvik.example`; empty: links are words on paper
  Instant made{};
};

/// A document with the head and no blocks.
Document begin_paper(const PaperHead& head, std::string title);

/// `Framtagen av IT-strateg Anders Blom i Insyn 14 april 2026.`, then the sentence about secrecy,
/// if there is one: the small print at the end.
void end_paper(Document& paper, const PaperHead& head, std::string_view secrecy);

/// What a paper with names or rows says of secrecy.
inline constexpr std::string_view secret_rows =
    "Innehåller uppgifter som kan vara sekretessbelagda enligt 26 kap. offentlighets- och "
    "sekretesslagen. Skriv inte ut eller skicka vidare i onödan.";
/// What a paper with counts alone says.
inline constexpr std::string_view counts_only =
    "Innehåller antal, inga uppgifter om enskilda personer.";

}  // namespace insyn
