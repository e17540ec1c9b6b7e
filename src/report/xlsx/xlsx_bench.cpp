#include <benchmark/benchmark.h>

#include "report/samples_for_tests.h"
#include "report/xlsx/xlsx.h"

namespace insyn {
namespace {

/// One table of eight columns.
void rows_as_xlsx(benchmark::State& state) {
  const Document document = sample_long(static_cast<std::size_t>(state.range(0)));
  std::size_t bytes = 0;
  for (auto _ : state) bytes = xlsx_of(document).size();
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(rows_as_xlsx)->Unit(benchmark::kMillisecond)->Arg(1'000)->Arg(10'000);

}  // namespace
}  // namespace insyn
