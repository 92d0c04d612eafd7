-- wrk's script: asks for the paths in a file, one a line, from a given one on, and prints what came of it.
local paths, at = {}, 0

function init(args)
   for path in io.lines(args[1]) do paths[#paths + 1] = path end
   at = tonumber(args[2])
end

function request()
   at = at % #paths + 1
   return wrk.format("GET", paths[at])
end

function done(summary, latency)
   local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
   print(string.format("RESULT %d %d %d %d %d", summary.requests, summary.duration, failed,
      latency:percentile(50), latency:percentile(99)))
end
