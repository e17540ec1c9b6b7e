-- What serve_bench.py lets wrk ask for: the lines of a file, `path cookie`, in turn, beginning
-- somewhere else on each thread. A pause in milliseconds is what people take between two pages;
-- it isn't counted as waiting.
local lines, place, pause = {}, 0, 0

function init(args)
  for line in io.lines(args[1]) do
    local path, cookie = line:match("^(%S+) (%S+)$")
    lines[#lines + 1] = wrk.format("GET", path, {Cookie = cookie, Host = wrk.host})
  end
  pause = tonumber(args[2])
  math.randomseed(tonumber(tostring(lines):match("0x(%x+)"), 16) % 2147483647)
  place = math.random(#lines)
end

function delay()
  return pause == 0 and 0 or math.random(2 * pause)
end

function request()
  place = place % #lines + 1
  return lines[place]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), latency.max,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
