#include <benchmark/benchmark.h>

#include "report/pdf/pdf.h"
#include "report/samples_for_tests.h"

namespace insyn {
namespace {

/// The report to a director, two pages.
void report_as_pdf(benchmark::State& state) {
  const Document document = sample_report();
  for (auto _ : state) benchmark::DoNotOptimize(pdf_of(document));
}
BENCHMARK(report_as_pdf)->Unit(benchmark::kMillisecond);

/// One table of eight columns.
void rows_as_pdf(benchmark::State& state) {
  const Document document = sample_long(static_cast<std::size_t>(state.range(0)));
  std::size_t bytes = 0;
  for (auto _ : state) bytes = pdf_of(document).size();
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(rows_as_pdf)->Unit(benchmark::kMillisecond)->Arg(1'000)->Arg(10'000);

}  // namespace
}  // namespace insyn
