#pragma once

#include <string>
#include <vector>

namespace insyn {

/// What the routine decides about the review itself: the codes that an answer takes, the guidance
/// beside each step, how a suspicion's time runs. Texts are Swedish, for the reader, and may hold
/// placeholders in braces that a page fills in: `{förnamn}`, `{datum}`, `{enhet}` and the like.

/// One answer to choose.
struct ReviewCode {
  std::string code;         ///< stands in acts: `wrong_person`
  std::string text;         ///< what the reader chooses: "Fel person – …"
  bool needs_text = false;  ///< the reader has to write something too
  std::string note;         ///< said beside it, with the law; may be empty
  friend bool operator==(const ReviewCode&, const ReviewCode&) = default;
};

/// What stands beside the three steps.
struct ReviewGuidance {
  std::string step1, step1_authority, step1_delivery;  ///< to all; to the two groups first
  std::string support;                                 ///< when the reader can't tell: whom to ask
  std::string step2;                                   ///< how to begin the talk
  std::string read_out;     ///< what the employee is told about keeping and publicity
  std::string wait;         ///< when not to talk yet
  std::string step3;        ///< what a suspicion is, and isn't
  std::string hand_over;    ///< what happens when it is handed over
  std::string handed_over;  ///< what has happened
  std::string incident;     ///< what becomes of an acceptable mistake
  std::string countersign;  ///< who must agree before an unclear row is closed
  std::string question;     ///< asked once a list: what no register shows
  std::string bulk;         ///< what is said by confirming the supported rows
  std::string conflict;     ///< when not to judge
  std::string sign_off;     ///< what is signed
  std::string no_remark;    ///< the letter to whoever was drawn and had nothing
  friend bool operator==(const ReviewGuidance&, const ReviewGuidance&) = default;
};

/// From which of a suspicion's times a clock runs (practice F19).
enum class StampKind {
  signal,     ///< somebody thought of it
  certainty,  ///< reasonable certainty that it happened: GDPR 33 runs from it (EDPB 9/2022)
  knowledge,  ///< whoever counts as the employer knew: LAS 7, 18 and 30 §§ run from it
};

/// A time limit that the law sets. Exactly one of the two is more than 0.
struct ClockRule {
  std::string code;   ///< `imy`
  std::string label;  ///< "Anmälan till Integritetsskyddsmyndigheten"
  StampKind from = StampKind::signal;
  int hours = 0;   ///< of real time
  int months = 0;  ///< of the calendar
  friend bool operator==(const ClockRule&, const ClockRule&) = default;
};

/// Who reads a drawn row once more: never its first reader, never an administrator.
enum class SecondReader {
  role,         ///< the chief nurse (health care) or the quality controller (the rest)
  owning_unit,  ///< the head of the unit that owns the case; where there is none, the role
};

struct ReviewRules {
  std::vector<ReviewCode> grounds;     ///< step 1, yes
  std::vector<ReviewCode> acceptable;  ///< step 2, yes: no right, but understandable
  std::vector<ReviewCode> never;       ///< step 2, no: each with why, and the law
  std::vector<ReviewCode> unclear;     ///< can't be cleared up; a single row, countersigned
  std::vector<ReviewCode> not_asked;   ///< nobody to ask: has left, can't be reached; countersigned
  ReviewGuidance guidance;
  std::vector<ClockRule> clocks;
  int alike_max = 25;             ///< rows that one answer may be given to (practice F25)
  int second_reading_share = 50;  ///< of the cleared rows, tenths of a percent; 0: none
  SecondReader second_reader = SecondReader::role;
  int fast_seconds_per_row = 2;  ///< a list that took less for each row was hardly read
  friend bool operator==(const ReviewRules&, const ReviewRules&) = default;
};

/// What holds where a routine says nothing: Piteå's, so that a routine which was adopted before
/// these were data goes on as it is.
const ReviewRules& built_in_review_rules();

}  // namespace insyn
