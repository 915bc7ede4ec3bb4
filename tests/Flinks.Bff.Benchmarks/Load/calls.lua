-- What wrk sends: one call for each line of the file CALLS ("path token"), shared out among the threads so that no two of them make the same call at once.
-- With CHECK=1 the status of every answer is looked at; that costs, so measured rounds leave it to the errors that wrk itself counts.

local threads = {}

function setup(thread)
  thread:set("share", #threads)
  table.insert(threads, thread)
end

function init()
  others = 0
  calls = {}
  at = 0
  local number = 0
  local of = tonumber(os.getenv("THREADS"))
  for line in io.lines(os.getenv("CALLS")) do
    if number % of == share then
      local path, token = line:match("^(%S+) (%S+)$")
      local headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. token }
      table.insert(calls, wrk.format("POST", path, headers, '{"freshness":"cached"}'))
    end
    number = number + 1
  end
end

function request()
  at = at % #calls + 1
  return calls[at]
end

if os.getenv("CHECK") == "1" then
  function response(status)
    if status ~= 200 then
      others = others + 1
    end
  end
end

function done(summary, latency)
  local others = 0
  for _, thread in ipairs(threads) do
    others = others + thread:get("others")
  end

  local errors = summary.errors
  io.write(string.format(
    "RESULT %d %d %d %d %d %d %d\n",
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.timeout, math.max(errors.status, others)))
end
