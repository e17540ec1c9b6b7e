// What the sources say that the tests hold the site against: every route with its right, who has
// which right, and the people of the registers, whose names no refusal may tell.
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {repository} from "./served.mjs";

// Read from the sources, so that a new route is in the matrix the day it is written.
export function routes() {
  const folder = join(repository, "src/web/pages");
  const found = [];
  for (const file of readdirSync(folder).filter(name => /\.cpp$/.test(name) && !/_test\.cpp$/.test(name))) {
    const text = readFileSync(join(folder, file), "utf8");
    const entries = [...text.matchAll(/\{Method::(get|post),\s*"([^"]+)",\s*Right::(\w+),/g)];
    const meant = text.match(/\{Method::/g) ?? [];
    if (entries.length !== meant.length) throw new Error(`${file} has a route that isn't understood here`);
    for (const [, method, pattern, right] of entries) found.push({method, pattern, right, file});
  }
  return found;
}

// docs/roles.md: right -> role -> all, area, law, lists, measure, self or "".
export function rights() {
  const text = readFileSync(join(repository, "docs/roles.md"), "utf8");
  const cells = line => line.split("|").slice(1, -1).map(cell => cell.trim());
  const lines = text.split("\n").filter(line => line.startsWith("|"));
  const head = lines.findIndex(line => line.startsWith("| right |"));
  const roles = cells(lines[head]).slice(2).map(name => name.toLowerCase().replace(/ /g, "_"));
  return new Map(lines.slice(head + 2).map(line => {
    const [right, , ...reaches] = cells(line);
    return [right.replace(/`/g, ""), new Map(roles.map((role, i) => [role, reaches[i]]))];
  }));
}

// What stands in the registers of somebody: name, number, address.
export function persons_of(town, registers = ["staff.csv", "clients.csv"]) {
  const told = [];
  for (const register of registers) {
    const [head, ...lines] = readFileSync(join(town, "registers", register), "utf8").trim().split(/\r?\n/);
    const names = head.split(";");
    const kept = ["name", "personal_number", "email"].map(name => names.indexOf(name)).filter(at => at >= 0);
    for (const line of lines) told.push(...kept.map(at => line.split(";")[at]).filter(Boolean));
  }
  return [...new Set(told)];
}
