-- A person at work in Neovim: sees a finding, applies its fix, looks at a source, gives it another id, writes all.
-- Arguments: a file with the lines of `docs/editors.md`, and the folder. What was seen is printed as JSON.
local configuration, folder = _G.arg[1], _G.arg[2]
local seen = {}

local function await(what, condition)
  if not vim.wait(20000, condition, 20) then
    error('it never came: ' .. what .. vim.inspect(vim.diagnostic.get()))
  end
end

local function codes()
  return vim.tbl_map(function(found) return found.code end, vim.diagnostic.get(0))
end

local function put_cursor_on(pattern)
  vim.fn.cursor(1, 1)
  assert(vim.fn.search(pattern, 'cW') > 0, pattern)
end

vim.cmd.cd(folder)
vim.cmd('filetype on')
dofile(configuration)
vim.cmd.edit('claims/story.yaml')
await('the server', function() return #vim.lsp.get_clients({ bufnr = 0 }) > 0 end)
local client = vim.lsp.get_clients({ bufnr = 0 })[1]
seen.root = client.root_dir
await('a finding', function() return #vim.diagnostic.get(0) > 0 end)
seen.found = codes()
seen.encoding = client.offset_encoding

put_cursor_on('fidam')
vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.isPreferred end })
await('the fix', function() return vim.fn.search('fidam', 'nw') == 0 end)
await('no more findings', function() return #vim.diagnostic.get(0) == 0 end)

put_cursor_on('fidan')
local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
seen.hover = client:request_sync('textDocument/hover', params, 10000, 0).result.contents.value
seen.definition = client:request_sync('textDocument/definition', params, 10000, 0).result

local before = vim.b.changedtick
vim.lsp.buf.rename('hakan-fidan')
await('the other id', function() return vim.b.changedtick > before end)
vim.cmd.wall()
await('no finding after all is written', function() return #vim.diagnostic.get() == 0 end)
vim.lsp.enable('onrecord', false)
client:stop()
await('the end of the server', function() return client:is_stopped() end)
print(vim.json.encode(seen))
