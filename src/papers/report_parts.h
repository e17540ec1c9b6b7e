#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "papers/figures.h"
#include "report/document.h"

namespace insyn {

/// Sentences and tables that several reports of an audit share (practice 4.7).

/// Where the audit and its lists are on screen; empty of lists that the reader doesn't see.
std::string audit_page(const AuditFigures& figures);
std::string lists_page(const AuditFigures& figures);
/// The lists of one area, with how its openings were judged; all lists for the special readers'.
std::string lists_page(const AuditFigures& figures, const AreaFigures& area);
/// The incident list of the audit: a line for each mistake.
std::string mistakes_page(const AuditFigures& figures);

/// `Loggkontroll 2026-1: 46 av 47 användare granskade, 2 296 öppningar bedömda, 1 misstanke
/// överlämnad.`
std::string head_sentence(const AuditFigures& figures);

/// What the draw could have found, in plain words, with the group where it is least likely.
std::string detection_sentences(const AuditFigures& figures);

/// Why the figures aren't the audit's last ones: lists are open, or it was annulled; empty if they
/// are.
std::string unfinished_sentence(const AuditFigures& figures);

/// `Loggkontroll 2026-1`, and whether it was annulled.
std::string audit_title(const AuditFigures& figures);

/// What was found; if nothing, how many there may be all the same. While lists are open: that it
/// can't be said yet.
std::string found_sentence(const AuditFigures& figures);

/// Whose logs and whom the audit reached, and what it did not.
std::vector<std::string> coverage_sentences(const AuditFigures& figures);

/// How much the registers didn't tell, the most frequent reasons and what to do about them.
std::string registers_sentence(const AuditFigures& figures);

/// What the figures say ought to be better next time; at most five, gravest first.
std::vector<std::string> to_develop(const AuditFigures& figures);

/// Decided against achieved shares.
paper::Table strata_table(const AuditFigures& figures);
/// The same with bars.
paper::Chart strata_chart(const AuditFigures& figures);

/// `insyn.havsvik.example · 1 482 · pT4cQm0v…`: origin, size and root of a signed checkpoint, on
/// one line; empty of what is none.
std::string checkpoint_line(std::string_view note);

/// `Kontrollsumma för protokollet: … Med den kan …`
paper::Paragraph checkpoint_paragraph(const AuditFigures& figures);

}  // namespace insyn
