"""Programs for the small Lua."""

COUNT = '''
local total = 0
for i = 1, 3000000 do
  total = total + i % 7 * 2
end
print(total)
'''

SIEVE = '''
local function sieve(limit)
  local composite, found = {}, 0
  for i = 1, limit do composite[i] = false end
  for i = 2, limit do
    if not composite[i] then
      found = found + 1
      local j = i * i
      while j <= limit do
        composite[j] = true
        j = j + i
      end
    end
  end
  return found
end
print(sieve(30000))
'''

CLOSURES = '''
local function counter(step)
  local value = 0
  return function() value = value + step; return value end,
         function() value = 0 end
end
local next_one, reset = counter(3)
next_one(); next_one()
print(next_one(), reset(), next_one())

local functions = {}
for i = 1, 3 do
  local square = i * i
  functions[#functions + 1] = function(x) square = square + x; return square end
end
print(functions[1](10), functions[2](10), functions[2](10), functions[3](0))

local function compose(f, g) return function(x) return f(g(x)) end end
local function fold(list, f, start)
  for _, item in ipairs(list) do start = f(start, item) end
  return start
end
print(compose(function(x) return x * 2 end, function(x) return x + 1 end)(4),
      fold({1, 2, 3, 4}, function(a, b) return a * b end, 1))

local function fibonacci(n)
  if n < 2 then return n end
  return fibonacci(n - 1) + fibonacci(n - 2)
end
print(fibonacci(18))
'''

OBJECTS = '''
local Account = {}
Account.__index = Account
Account.__tostring = function(a) return a.owner .. ": " .. a.balance end
function Account.new(owner, balance)
  return setmetatable({owner = owner, balance = balance}, Account)
end
function Account:deposit(amount) self.balance = self.balance + amount end
function Account:withdraw(amount)
  if amount > self.balance then error("insufficient funds") end
  self.balance = self.balance - amount
end

local Saver = setmetatable({}, {__index = Account})
Saver.__index = Saver
Saver.__tostring = Account.__tostring
function Saver.new(owner) return setmetatable(Account.new(owner, 100), Saver) end
function Saver:interest(percent) self:deposit(self.balance * percent // 100) end

local ann, ben = Account.new("Ann", 10), Saver.new("Ben")
ann:deposit(32); ben:interest(5); ben:withdraw(20)
print(ann, ben)
print(pcall(ann.withdraw, ann, 1000))

local Vector = {}
Vector.__index = Vector
local function vector(x, y) return setmetatable({x = x, y = y}, Vector) end
Vector.__add = function(a, b) return vector(a.x + b.x, a.y + b.y) end
Vector.__mul = function(a, k) return vector(a.x * k, a.y * k) end
Vector.__eq = function(a, b) return a.x == b.x and a.y == b.y end
Vector.__lt = function(a, b) return a.x * a.x + a.y * a.y < b.x * b.x + b.y * b.y end
Vector.__unm = function(a) return vector(-a.x, -a.y) end
Vector.__len = function(a) return 2 end
Vector.__call = function(a, name) return a[name] end
Vector.__concat = function(a, b) return "vector" end
local v = vector(1, 2) + vector(3, 4) * 2
print(v.x, v.y, v == vector(7, 10), vector(1, 1) < v, (-v).x, #v, v("y"), v .. 1)

local log = {}
local watched = setmetatable({}, {
  __newindex = function(t, key, value) log[#log + 1] = key; rawset(t, key, value) end,
  __index = function(t, key) return key .. "?" end})
watched.a = 1; watched.a = 2; watched.b = 3
print(table.concat(log, " "), watched.a, watched.c, rawget(watched, "c"))
'''

STRINGS = '''
local words = {}
local text = "the quick brown fox jumps over the lazy dog and the cat"
local start = 1
while true do
  local stop = text:find(" ", start)
  local word = text:sub(start, (stop or #text + 1) - 1)
  words[word] = (words[word] or 0) + 1
  if not stop then break end
  start = stop + 1
end
local names = {}
for word in pairs(words) do table.insert(names, word) end
table.sort(names, function(a, b)
  if words[a] ~= words[b] then return words[a] > words[b] end
  return a < b
end)
for i = 1, 3 do print(string.format("%-6s|%3d|%s", names[i], words[names[i]], names[i]:upper())) end
print(("abc"):rep(3, "-"), ("stressed"):reverse(), #"four", ("x"):byte(), string.char(76, 117, 97))
print(string.format("%5.2f %.0f %05d %x %q %%", 3.14159, 2.5, 42, 255, 'a "b"'))
print(("hello"):sub(-3), ("hello"):sub(2, -2), tostring(nil) .. "!", tonumber("0x1F"), tonumber("7.5"), tonumber("no"))
print([[two
lines]], 'a\\tb\\65')
'''

TABLES = '''
local t = {10, 20, 30, x = 1, ["y z"] = 2, [4] = 40, [2.0] = 21}
print(#t, t[2], t[4], t.x, t["y z"], t[5])
table.insert(t, 50); table.insert(t, 1, 5)
print(table.concat(t, ","), table.remove(t), table.remove(t, 1), #t)
t[#t] = nil
print(#t, next({}), type(next), select)
local keys = {}
for key, value in pairs({1, 2, a = 3, [true] = 4, [t] = 5}) do keys[#keys + 1] = tostring(value) end
print(table.concat(keys, " "))
local sparse = {}
for i = 6, 1, -1 do sparse[i] = i end
print(#sparse, sparse[6])
local i = 1
i, sparse[i] = i + 1, "first"
print(i, sparse[1], sparse[2])
local function three() return 1, 2, 3 end
local a, b, c, d = 0, three()
print(a, b, c, d, (three()), {three(), three()}[4] == nil)
print(#{three(), three()}, table.unpack({7, 8, 9}))
local shuffled = {}
for k = 1, 50 do shuffled[k] = k * 37 % 51 end
table.sort(shuffled)
print(shuffled[1], shuffled[25], shuffled[50])
'''.replace("{three(), three()}[4] == nil", "#{three(), three()}")

NUMBERS = '''
print(7 // 2, -7 // 2, 7 % -3, -7 % 3, 7 / 2, 2 ^ 10, 1e3, 0x10, 10 // 4.0)
print(1 == 1.0, "1" == 1, 1 < 2.5, 2^0.5 > 1.41, math.floor(-2.5), math.max(3, 9.5, 4), math.min(2, 1))
local x, y, inside = 1, 0, 0
for row = -10, 10 do
  for column = -20, 10 do
    local cr, ci, zr, zi, n = column / 10, row / 10, 0.0, 0.0, 0
    repeat
      zr, zi = zr * zr - zi * zi + cr, 2 * zr * zi + ci
      n = n + 1
    until zr * zr + zi * zi > 4 or n == 30
    if n == 30 then inside = inside + 1 end
  end
end
print(inside)
local sum = 0
for q = 1, 2, 0.25 do sum = sum + q end
print(sum, math.sqrt(16), math.abs(-3), math.abs(-0.5), not nil, nil == false, 3 .. 4)
print(1 or error("never"), nil and 1, false or nil, 0 and "zero is true")
'''

ERRORS = '''
print(pcall(function() local t = nil; return t.x end))
print(pcall(function() return 1 + {} end))
print(pcall(function() return "a" < 1 end))
print(pcall(function()
  error({code = 7})
end))
local ok, e = pcall(error, {code = 7})
print(ok, e.code)
print(pcall(error, "plain", 0))
local function deep(n) return 1 + deep(n + 1) end
print(pcall(deep, 1))
print(pcall(string.rep))
print(pcall(function() undefined() end))
print(pcall(function() return 1 // 0 end), pcall(assert, false, "no"))
print(select)
local t = setmetatable({}, {__index = function(t, k) error("no field " .. k) end})
print(pcall(function() return t.name end))
for i = 3, 1 do print("never") end
error("the end")
'''

QUEENS = '''
local count = 0
local function place(n, row, columns, up, down)
  if row > n then count = count + 1; return end
  for column = 1, n do
    if not columns[column] and not up[row + column] and not down[row - column] then
      columns[column], up[row + column], down[row - column] = true, true, true
      place(n, row + 1, columns, up, down)
      columns[column], up[row + column], down[row - column] = nil, nil, nil
    end
  end
end
for n = 4, 7 do
  count = 0
  place(n, 1, {}, {}, {})
  print(n, count)
end
'''

SHAPES = '''
local function serialize(value, indent)
  if type(value) ~= "table" then
    return type(value) == "string" and string.format("%q", value) or tostring(value)
  end
  local keys, parts = {}, {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, key in ipairs(keys) do
    parts[#parts + 1] = indent .. "  " .. tostring(key) .. " = " .. serialize(value[key], indent .. "  ")
  end
  if #parts == 0 then return "{}" end
  return "{\\n" .. table.concat(parts, ",\\n") .. "\\n" .. indent .. "}"
end
print(serialize({name = "square", sides = {1, 2.5}, empty = {}, visible = true}, ""))

local Queue = {}
Queue.__index = Queue
function Queue.new() return setmetatable({first = 1, last = 0, items = {}}, Queue) end
function Queue:push(item) self.last = self.last + 1; self.items[self.last] = item end
function Queue:pop()
  if self.first > self.last then return nil end
  local item = self.items[self.first]
  self.items[self.first] = nil
  self.first = self.first + 1
  return item
end

local maze = {"#########", "#   #   #", "# # # # #", "# #   # #", "#########"}
local function at(x, y) return maze[y]:sub(x, x) end
local function distance(x, y, tx, ty)
  local queue, seen = Queue.new(), {}
  queue:push({x = x, y = y, steps = 0})
  while true do
    local here = queue:pop()
    if here == nil then return nil end
    if here.x == tx and here.y == ty then return here.steps end
    local key = here.x .. "," .. here.y
    if not seen[key] and at(here.x, here.y) ~= "#" then
      seen[key] = true
      for _, step in ipairs({{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) do
        queue:push({x = here.x + step[1], y = here.y + step[2], steps = here.steps + 1})
      end
    end
  end
end
print(distance(2, 4, 8, 4), distance(2, 2, 1, 1))
'''

SOURCES = {
    'count': COUNT, 'sieve': SIEVE, 'closures': CLOSURES,
    'objects': OBJECTS, 'strings': STRINGS, 'tables': TABLES,
    'numbers': NUMBERS, 'errors': ERRORS, 'queens': QUEENS,
    'shapes': SHAPES, 'broken': 'local x =\nif', 'open': 'print("a',
    'stray': 'break', 'target': 'f() = 1', 'goto': 'x = 1 @ 2'}
