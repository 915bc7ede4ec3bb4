-- What a client does all day, for wrk against the simulator: tokens, cached Authorize, data, one poll.
-- Each answer feeds a later request: a token opens a session, a session opens its data. Anything but what is due counts as an error.
local customer = "43387ca6-0391-4c82-857d-70d95f087ecb"
local secret = "c4569c54-e167-4d34-8de6-f4113bc82414"
local key = "3d5266a8-b697-48d4-8de6-52e2e2662acc"
local login = "51510000-0000-4000-8000-000000000001"
local root = "/v3/" .. customer .. "/BankingServices"

local json = { ["Content-Type"] = "application/json" }
local tokens, sessions, polls = {}, {}, {}

local function with(headers, name, value)
  local all = { [name] = value }
  for header, text in pairs(headers) do
    all[header] = text
  end
  return all
end

local byKey = with(json, "x-api-key", key)
local bySecret = with(json, "flinks-auth-key", secret)

function request()
  local session = table.remove(sessions)
  if session then
    polls[#polls + 1] = session
    return wrk.format("POST", root .. "/GetAccountsDetail", byKey, '{"RequestId":"' .. session .. '","WithTransactions":false}')
  end

  local poll = #polls > 64 and table.remove(polls)
  if poll then
    return wrk.format("GET", root .. "/GetAccountsDetailAsync/" .. poll, byKey)
  end

  local token = table.remove(tokens)
  if token then
    return wrk.format("POST", root .. "/Authorize", with(json, "flinks-auth-key", token), '{"LoginId":"' .. login .. '","MostRecentCached":true}')
  end

  return wrk.format("POST", root .. "/GenerateAuthorizeToken", bySecret, "")
end

function response(status, headers, body)
  local token = body:match('"Token":"([^"]+)"')
  if token then
    tokens[#tokens + 1] = token
  elseif not body:find('"Accounts"', 1, true) then
    local session = body:match('"RequestId":"([^"]+)"')
    if session then
      sessions[#sessions + 1] = session
    end
  end
end
