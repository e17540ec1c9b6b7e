#include "web/site/metrics.h"

#include <gtest/gtest.h>

namespace insyn {
namespace {

using std::chrono::microseconds;

TEST(Metrics, AnAnswerIsInEveryBucketThatItFitsInto) {
  Metrics metrics;
  metrics.answered(200, microseconds{4'000});
  metrics.answered(303, microseconds{5'000});
  metrics.answered(404, microseconds{9'000'000});
  const std::string text = metrics.text({});
  for (const char* line :
       {"insyn_http_answer_seconds_bucket{le=\"0.001\"} 0\n",
        "insyn_http_answer_seconds_bucket{le=\"0.005\"} 2\n",
        "insyn_http_answer_seconds_bucket{le=\"2.5\"} 2\n",
        "insyn_http_answer_seconds_bucket{le=\"+Inf\"} 3\n", "insyn_http_answer_seconds_count 3\n",
        "insyn_http_answer_seconds_sum 9.009\n", "insyn_http_answers_total{status=\"2xx\"} 1\n",
        "insyn_http_answers_total{status=\"4xx\"} 1\n",
        "insyn_http_answers_total{status=\"5xx\"} 0\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
}

TEST(Metrics, AStatusThatDoesNotExistIsNoOverflow) {
  Metrics metrics;
  metrics.answered(-1, microseconds{-5});
  metrics.answered(99'999, microseconds{1});
  EXPECT_NE(metrics.text({}).find("insyn_http_answer_seconds_count 2\n"), std::string::npos);
}

TEST(Metrics, AGaugeHasItsHelpAndType) {
  const std::string text = Metrics{}.text({{"insyn_acts", "Acts in the ledger.", 17}});
  EXPECT_NE(text.find("# HELP insyn_acts Acts in the ledger.\n# TYPE insyn_acts gauge\n"
                      "insyn_acts 17\n"),
            std::string::npos);
}

}  // namespace
}  // namespace insyn
