import { createRequire } from 'node:module';

/** The part of fengari, a Lua in JavaScript without types of its own, that is used here. */
interface Fengari {
  readonly lua: {
    lua_settop(state: unknown, index: number): void;
    lua_tojsstring(state: unknown, index: number): string;
  };
  readonly lauxlib: {
    luaL_newstate(): unknown;
    luaL_requiref(state: unknown, name: Uint8Array, open: unknown, isGlobal: number): void;
    luaL_dostring(state: unknown, code: Uint8Array): number;
  };
  readonly lualib: { readonly luaopen_base: unknown; readonly luaopen_table: unknown };
  to_luastring(text: string): Uint8Array;
}

const require = createRequire(__filename);
const { lua, lauxlib, lualib, to_luastring } = require('fengari') as Fengari;

/** What a health script of Argo CD says of an object. Of Lua's libraries it has the two that it has there. */
export function healthOf(script: string, object: object): { status: string; message: string } {
  const state = lauxlib.luaL_newstate();
  lauxlib.luaL_requiref(state, to_luastring('_G'), lualib.luaopen_base, 1);
  lauxlib.luaL_requiref(state, to_luastring('table'), lualib.luaopen_table, 1);
  lua.lua_settop(state, 0);
  const code = `obj = ${literal(object)}
local result = (function()
${script}
end)()
return result.status .. "\\n" .. result.message`;
  const failed = lauxlib.luaL_dostring(state, to_luastring(code)) !== 0;
  const answer = lua.lua_tojsstring(state, -1);
  if (failed) throw new Error(answer);
  const [status = '', message = ''] = answer.split('\n');
  return { status, message };
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `{${value.map(literal).join(', ')}}`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value).map(([key, field]) => `[${JSON.stringify(key)}] = ${literal(field)}`)}}`;
  }
  return JSON.stringify(value);
}
