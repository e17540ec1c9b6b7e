#include "domain/sampling/record_check.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "base/hex.h"
#include "domain/sampling/good_record_for_tests.h"

namespace insyn {
namespace {

std::string all_problems(const json::value& record) {
  std::string all;
  for (const std::string& problem : check_record(record)) all += problem + "\n";
  return all;
}

/// Calls `each` with a reference to every value inside, and where it stands.
void visit(json::value& value, const std::string& place,
           const std::function<void(json::value&, const std::string&)>& each) {
  each(value, place);
  if (auto* const array = value.if_array())
    for (std::size_t i = 0; i < array->size(); ++i)
      visit((*array)[i], place + "[" + std::to_string(i) + "]", each);
  if (auto* const object = value.if_object())
    for (auto& member : *object)
      visit(member.value(), place + "." + std::string{member.key_c_str()}, each);
}

TEST(RecordCheck, AGoodRecordHasNoProblem) {
  const json::value record = record_json(good_record());
  EXPECT_EQ(all_problems(record), "");
  EXPECT_TRUE(names_seed_source(record));
  EXPECT_EQ(all_problems(*parse_json(pretty_json(record), "record")), "");
}

TEST(RecordCheck, WithoutASeedSourceItIsStillGoodButNamesNone) {
  DrawRecord record = drawn_audit();
  record.seed_source.reset();
  const json::value written = record_json(with_ledger(record, opened_words(record)));
  EXPECT_EQ(all_problems(written), "");
  EXPECT_FALSE(names_seed_source(written));
}

TEST(RecordCheck, FurtherMembersAreLeftAlone) {
  json::value record = record_json(good_record());
  record.as_object()["label"] = "something";
  record.as_object()["proofs"].as_object()["more"] = 1;
  EXPECT_EQ(all_problems(record), "");
}

TEST(RecordCheck, AnyChangedTextOrNumberIsAProblem) {
  json::value record = record_json(good_record());
  int changed = 0;
  visit(record, "", [&](json::value& value, const std::string& place) {
    const json::value before = value;
    std::vector<json::value> others;
    if (const auto* const text = value.if_string()) {
      std::string flipped{text->data(), text->size()};
      others.emplace_back(flipped + "0");
      others.emplace_back(flipped + "\n");
      if (!flipped.empty()) {
        others.emplace_back(flipped.substr(1));
        flipped[flipped.size() / 2] = flipped[flipped.size() / 2] == '7' ? '8' : '7';
        others.emplace_back(flipped);
      }
    } else if (const auto* const number = value.if_int64()) {
      others.emplace_back(*number + 1);
      others.emplace_back(*number - 1);
    }
    for (const json::value& other : others) {
      value = other;
      EXPECT_FALSE(check_record(record).empty()) << place << " = " << other;
      ++changed;
    }
    value = before;
  });
  EXPECT_GT(changed, 300);
  EXPECT_EQ(all_problems(record), "");
}

TEST(RecordCheck, AnyMissingMemberAndAnyOtherTypeIsAProblem) {
  json::value record = record_json(good_record());
  visit(record, "", [&](json::value& value, const std::string& place) {
    const json::value before = value;
    for (const json::value& other :
         {json::value{}, json::value(true), json::value(1.5), json::value(-1), json::value("x"),
          json::value(json::array{}), json::value(json::array{1, "x", json::object{}}),
          json::value(json::object{}), json::value(~std::uint64_t{0})}) {
      if (other == before) continue;  // some lists are empty, and rightly so
      value = other;
      EXPECT_FALSE(check_record(record).empty()) << place << " = " << other;
    }
    value = before;
    if (!value.is_object()) return;
    for (const auto& member : before.get_object()) {
      value.get_object().erase(member.key());
      EXPECT_FALSE(check_record(record).empty()) << place << " without " << member.key();
      value = before;
    }
  });
}

TEST(RecordCheck, AnyListInAnotherOrderOrLengthIsAProblem) {
  json::value record = record_json(good_record());
  int changed = 0;
  visit(record, "", [&](json::value& value, const std::string& place) {
    if (!value.is_array() || value.get_array().empty()) return;
    const json::array before = value.get_array();
    for (std::size_t i = 0; i < before.size(); ++i) {
      json::array other = before;
      other.erase(other.begin() + i);
      value = other;
      EXPECT_FALSE(check_record(record).empty()) << place << " without " << i;
      other.insert(other.begin() + (i + 1 < before.size() ? i + 1 : 0), before[i]);
      value = other;
      EXPECT_EQ(check_record(record).empty(), other == before) << place << " with moved " << i;
      other = before;
      other.insert(other.begin() + i, before[i]);
      value = other;
      EXPECT_FALSE(check_record(record).empty()) << place << " with twice " << i;
      ++changed;
    }
    value = before;
  });
  EXPECT_GT(changed, 50);
}

TEST(RecordCheck, AnotherSeedWithItsOwnDrawIsNotTheOneInTheLedger) {
  DrawRecord record = good_record();
  record.seed = "tried until it fitted";
  record.draw =
      draw({{"authority", 4}, {"delivery-high", 1}, {"unplaced", 0}}, record.frame, record.seed);
  EXPECT_EQ(all_problems(record_json(record)),
            "seed är inte det frö som proofs.drawn.leaf binder sig till.\n");
}

TEST(RecordCheck, AFrameWithoutSomeoneIsNotTheOneInTheLedger) {
  DrawRecord record = good_record();
  record.frame.erase(record.frame.begin() + 3);
  record.frame_root = frame_root(record.frame);
  record.strata[0] = {"authority", 150, 20, 3};
  record.draw =
      draw({{"authority", 3}, {"delivery-high", 1}, {"unplaced", 0}}, record.frame, record.seed);
  const std::string problems = all_problems(record_json(record));
  for (const char* name : {"frame_root", "frame_size", "strata"})
    EXPECT_NE(problems.find(std::string{"annat värde på "} + name), std::string::npos) << problems;
  EXPECT_EQ(std::count(problems.begin(), problems.end(), '\n'), 3) << problems;
}

TEST(RecordCheck, ALeafThatFitsButIsNotInTheLedgerIsFound) {
  DrawRecord record = good_record();
  json::object words = opened_words(record);
  words["further"] = "something else";
  record.opened_proof.leaf = act_leaf(4, "audit-opened", words);
  EXPECT_EQ(all_problems(record_json(record)),
            "proofs.opened leder inte till roten i kontrollpunkten opened.\n");
}

TEST(RecordCheck, ALeafOfAnotherKindOrFormInTheLedgerIsFound) {
  const DrawRecord audit = drawn_audit();
  json::object words = opened_words(audit);
  words.erase("seed_source_sha256");
  EXPECT_EQ(all_problems(record_json(with_ledger(audit, words))),
            "proofs.opened.leaf binder sig till ett annat värde på seed_source_sha256 än "
            "protokollet visar.\n");
  DrawRecord swapped = good_record();
  std::swap(swapped.opened_proof, swapped.drawn_proof);
  std::swap(swapped.opened, swapped.drawn);
  const std::string problems = all_problems(record_json(swapped));
  EXPECT_NE(problems.find("opened är inte äldre än drawn"), std::string::npos) << problems;
  EXPECT_NE(problems.find("audit-opened"), std::string::npos) << problems;
  EXPECT_NE(problems.find("audit-drawn"), std::string::npos) << problems;
}

TEST(RecordCheck, ALedgerThatWasRewrittenBetweenIsFound) {
  const DrawRecord record = good_record();
  DrawRecord rewritten = record;
  std::vector<std::string> acts;
  while (acts.size() < 9) acts.push_back(other_act(acts.size()));
  acts.push_back(record.drawn_proof.leaf);
  rewritten.drawn = checkpoint_of(acts);
  rewritten.drawn_proof = proof_of_last(acts);
  EXPECT_EQ(all_problems(record_json(rewritten)),
            "proofs.consistency visar inte att liggaren i drawn är en fortsättning på den i "
            "opened.\n");
}

TEST(RecordCheck, ACheckpointOfAnotherKeyIsFound) {
  DrawRecord record = good_record();
  const LedgerKey other{"insyn.example/test", ed25519_key(sha256("another key"))};
  record.key = format_vkey(other.verifier());
  const std::string problems = all_problems(record_json(record));
  EXPECT_NE(problems.find("opened: "), std::string::npos);
  EXPECT_NE(problems.find("drawn: "), std::string::npos);
}

TEST(RecordCheck, ASampleThatIsTooSmallIsFound) {
  DrawRecord record = good_record();
  record.strata[0].sample_size = 3;
  record.strata[1].population = 9;
  const std::string problems = all_problems(record_json(record));
  EXPECT_NE(problems.find("strata[0].sample_size är inte andelen av skiktet, uppåt avrundad (4)."),
            std::string::npos);
  EXPECT_NE(problems.find("strata[1].population är inte antalet rader av skiktet i frame (8)."),
            std::string::npos);
}

TEST(RecordCheck, WhatIsNoRecordIsOneProblemAndNoCrash) {
  for (const char* text : {"null", "[]", "1", "\"x\""}) {
    EXPECT_EQ(all_problems(*parse_json(text, "t")), "Protokollet ska vara ett objekt.\n");
    EXPECT_FALSE(names_seed_source(*parse_json(text, "t")));
  }
  EXPECT_FALSE(check_record(json::object{}).empty());
}

}  // namespace
}  // namespace insyn
