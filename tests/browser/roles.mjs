// Every route of the site, every role: who is let in, who is refused, and that a refusal tells nothing.
import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {Client, now, serve_town, staff_of} from "./served.mjs";
import {persons_of, rights, routes} from "./rules.mjs";

const user_of_role = {administrator: "admin", manager: "chef1", area_head: "vochef1", chief_nurse: "mas",
  quality_controller: "kc", compiler: "strateg", director: "direktor", hr: "hr",
  data_protection_officer: "dso", disclosure_officer: "utlamnare", auditor: "revisor"};
const table = rights(), all = routes();
let town, persons, real;
const clients = {};

before(async () => {
  town = await serve_town();
  persons = persons_of(town.town);
  for (const name of [...Object.values(user_of_role), "admin2", "utan", "godkannare"])
    clients[name] = await new Client(town.base).log_in(town.users[name]);
  real = await real_ids();
});
after(() => town?.stop());

// One existing value for each part of an address, beside one that nobody has.
async function real_ids() {
  const {units, areas} = staff_of(town.town);
  const parent = new Map(units.map(unit => [unit.unit_id, unit.parent_id]));
  const area_of = id => { while (id && !areas.some(area => area.unit_id === id)) id = parent.get(id); return id; };
  const own = areas[0].unit_id;
  const text = words((await clients.admin.send("/informerad/publicera")).text);
  const published = await clients.admin.act("/informerad/publicera", "/informerad/publicera", {text});
  assert.equal(published.status, 303);
  const unit_ids = [...(await clients.admin.send("/informerad")).text.matchAll(/\/informerad\/enhet\/([^"?#]+)/g)]
    .map(([, id]) => id);
  const recorded = await clients.admin.act("/rutinen", "/rutinen/beslut", await decision_fields());
  assert.equal(recorded.status, 303);
  const first = async (page, pattern) => pattern.exec((await clients.admin.send(page)).text)?.[1];
  return {
    enhet: unit_ids.find(id => area_of(id) === own), foreign_unit: unit_ids.find(id => area_of(id) !== own),
    leverans: await first("/kallor", /\/kallor\/leverans\/(\d+)/), kalla: "canonical",
    beslut: await first("/rutinen", /\/rutinen\/beslut\/([^"?#]+)"/),
    user: town.users.utan.id, andring: String(town.users.direktor.change),
    "/rutinen/andring/:andring": await proposed_routine(), version: "1", ar: "2026", kapitel: "chef",
    kontroll: "2026-1.1", period: "2026-1", ...await audit_in_progress(),
    import: undefined,  // none yet
  };
}

// An audit that is drawn and routed: there are lists, and persons who were drawn.
async function audit_in_progress() {
  const {admin} = clients, at = "/kontroller/2026-1.1", opening = "/kontroller/oppna/2026-1";
  const step = async (page, path, fields) => {
    const answer = await admin.act(page, path, fields);
    assert.equal(answer.status, 303, `${path}: ${answer.text.slice(0, 9000).replace(/<[^>]+>/g, " ")}`);
  };
  await step(opening, opening + "/kallor", {skal: "prov"});
  await step(opening, opening, {slump: "beacon", skal: "prov"});
  await town.restart({clock: new Date(Date.parse(now) + 12 * 60e3).toISOString()});
  for (const client of Object.values(clients)) client.base = town.base;
  await step(at + "/lottning", at + "/lottning", {tal: "5c".repeat(32)});
  await step(at, at + "/jav");
  const person = new RegExp(`${at}/urval/([^"?#]+)`).exec((await admin.send(at + "/urval")).text)[1];
  const lists = [...(await clients.direktor.send(at + "/listor")).text.matchAll(/\/listor\/([^"?#]+)">Utse annan granskare/g)];
  for (const [, list] of lists)  // one whose reader is a user: only then there is somebody to stand in for
    if ((await clients.direktor.send(`${at}/listor/${list}/ersattare`)).status === 200) return {person, lista: list};
  return assert.fail("no list is read by a user");
}

async function proposed_routine() {
  const {text} = await clients.admin.send("/rutinen/andra");
  const toml = /<textarea[^>]*name="rutin"[^>]*>([\s\S]*?)<\/textarea>/.exec(text)[1]
    .replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
  const answer = await clients.admin.act("/rutinen/andra", "/rutinen/andra",
    {rutin: toml.replace(/^version = 1/m, "version = 2").replace(/^valid_from = .*/m, 'valid_from = "2026-04-01"'),
      skal: "prov"});
  assert.equal(answer.status, 303);
  return /\/rutinen\/andring\/(\d+)/.exec(answer.location + (await clients.admin.send("/rutinen")).text)[1];
}

async function decision_fields() {
  const {text} = await clients.admin.send("/rutinen");
  const form = /<form[^>]*action="\/rutinen\/beslut"[\s\S]*?<\/form>/.exec(text)?.[0] ?? "";
  const fields = {};
  for (const [, name] of form.matchAll(/<(?:input|textarea)[^>]*name="([^"]+)"/g))
    if (name !== "csrf") fields[name] = /dag|datum/.test(name) ? "2026-02-20" : "Beslut som provet hittar på";
  for (const [, name, options] of form.matchAll(/<select[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g))
    fields[name] = /value="([^"]+)"/.exec(options)[1];
  return fields;
}

const unknown = {enhet: "enhet-9999", leverans: "987654", kalla: "okand", beslut: "987654",
  user: "u-0000000000000000", andring: "987654", version: "98765", ar: "1912", kontroll: "2031-7.9",
  import: "987654", period: "2031-7", lista: "okand", person: "okand", kapitel: "okand", rad: "987654",
  fraga: "987654", misstanke: "987654"};
const address = (pattern, values) => pattern.replace(/:(\w+)/g, (_, name, at) => {
  assert.ok(name in unknown, `say in roles.mjs what :${name} is`);
  return values[pattern.slice(0, at) + ":" + name] ?? values[name] ?? unknown[name];
});
const has_ids = pattern => /:/.test(pattern);
const all_real = pattern => [...pattern.matchAll(/:(\w+)/g)].every(([, name]) => real[name] !== undefined);

// The words of a page, without what differs from visit to visit.
const words = text => /<main[\s\S]*<\/main>/.exec(text)[0].replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const nobody_in = (answer, user, where) => {
  const own = town.users[user].name;
  for (const told of persons)
    assert.ok(told === own || !answer.text.includes(told), `${where} as ${user} tells of somebody`);
};
const acts = async () => /insyn_ledger_acts (\d+)/.exec((await clients.admin.send("/metrics")).text)[1];

test("every right of a route stands in docs/roles.md, for every role", () => {
  assert.ok(all.length >= 38, `${all.length} routes are found`);
  assert.deepEqual([...table.get("see_overview").keys()].sort(), Object.keys(user_of_role).sort());
  for (const route of all) assert.ok(table.has(route.right), `${route.file}: ${route.right}`);
});

// What leads on in this town, or isn't there in it; only managers and heads are in its staff register.
const elsewhere = new Map([["/kontroller/oppna/:period", [303, "/kontroller/2026-1.1"]],
  ["/kontroller/:kontroll/lottning", [303, "/kontroller/2026-1.1"]]]);
const nothing_there = (pattern, role) => pattern === "/kallor/leverans/:leverans/avvisade" ||
  /^\/kontroller\/:kontroll\/(listor|misstankar)\/:\w+\/(blankett|brev)\.pdf$/.test(pattern) ||  // the reader's alone
  (pattern === "/min-sida/lottning/:kontroll" && !["manager", "area_head"].includes(role));

test("a page opens for the roles of its right, and for nobody else", async () => {
  for (const {method, pattern, right} of all.filter(route => route.method === "get")) {
    const path = address(pattern, real);
    for (const [role, user] of Object.entries(user_of_role)) {
      const answer = await clients[user].send(path), reach = table.get(right).get(role);
      const where = `${method} ${path} as ${role}`;
      if (!reach) {
        assert.equal(answer.status, 403, where);
        nobody_in(answer, user, where);
      } else if (elsewhere.has(pattern)) {
        assert.deepEqual([answer.status, answer.location], elsewhere.get(pattern), where);
      } else if (reach !== "all" && reach !== "self" && answer.status === 404) {
        nobody_in(answer, user, where);  // what isn't in the own area isn't there
      } else {
        const there = all_real(pattern) && !nothing_there(pattern, role);
        assert.equal(answer.status, there ? 200 : 404, where);
        if (answer.status === 404) nobody_in(answer, user, where);
      }
    }
  }
});

test("nobody without a role sees more than what is about oneself", async () => {
  for (const {method, pattern, right} of all) {
    if (right === "sign_informed" || right === "answer_question") continue;
    const path = address(pattern, real);
    const answer = method === "get" ? await clients.utan.send(path) : await clients.utan.act("/min-sida", path);
    if (path === "/") assert.deepEqual([answer.status, answer.location], [303, "/min-sida"], "the front");
    else assert.equal(answer.status, 403, `${method} ${path}`);
    nobody_in(answer, "utan", path);
  }
});

test("an action is refused to other roles, and changes nothing", async () => {
  const before_it = await acts();
  for (const {pattern, right} of all.filter(route => route.method === "post"))
    for (const [role, user] of Object.entries(user_of_role)) {
      if (table.get(right).get(role)) continue;
      const path = address(pattern, real);
      const answer = await clients[user].act("/min-sida", path, {beslut: "godkann", skal: "prov"});
      assert.equal(answer.status, 403, `POST ${path} as ${role}`);
      nobody_in(answer, user, path);
    }
  assert.equal(await acts(), before_it);
});

test("an action without the form's token is refused, whoever asks", async () => {
  const before_it = await acts();
  for (const {pattern} of all.filter(route => route.method === "post"))
    for (const user of ["admin", "direktor", "dso", "utan"])
      for (const csrf of [undefined, "", "0".repeat(43)]) {
        const path = address(pattern, real);
        const answer = await clients[user].send(path, {...(csrf === undefined ? {} : {csrf}), beslut: "godkann"});
        assert.equal(answer.status, 403, `POST ${path} as ${user}`);
        assert.match(words(answer.text), /Formuläret kom inte från den här sidan/);
      }
  assert.equal(await acts(), before_it);
});

test("another session's token is no token", async () => {
  const {text} = await clients.admin2.send("/min-sida");
  const csrf = /name="csrf" value="([^"]+)"/.exec(text)[1];
  const answer = await clients.admin.send("/min-sida/kvittera", {csrf, version: "1"});
  assert.equal(answer.status, 403);
});

test("what isn't there and what isn't shown read the same", async () => {
  for (const [role, user] of Object.entries(user_of_role)) {
    const nothing = await clients[user].send("/finns-inte");
    assert.equal(nothing.status, 404);
    for (const {pattern, right} of all.filter(route => route.method === "get" && has_ids(route.pattern))) {
      const answer = await clients[user].send(address(pattern, unknown));
      const reach = table.get(right).get(role), where = `${pattern} as ${role}`;
      assert.equal(answer.status, reach ? 404 : 403, where);
      if (reach) assert.equal(words(answer.text), words(nothing.text), where);
      // Refused before anything is looked up: known and unknown ids can't be told apart.
      else assert.equal(words(answer.text), words((await clients[user].send(address(pattern, real))).text), where);
    }
  }
});

test("an area head's rights end at the own area", async () => {
  const nothing = words((await clients.vochef1.send("/finns-inte")).text);
  assert.equal((await clients.vochef1.send(`/informerad/enhet/${real.enhet}`)).status, 200);
  const foreign = await clients.vochef1.send(`/informerad/enhet/${real.foreign_unit}`);
  assert.equal(foreign.status, 404);
  assert.equal(words(foreign.text), nothing);
  nobody_in(foreign, "vochef1", "a foreign unit");
  const list = await clients.vochef1.send("/informerad");
  assert.ok(list.text.includes(real.enhet) && !list.text.includes(real.foreign_unit));
});

test("an action on an unknown id is answered as if nothing were there", async () => {
  for (const {pattern, right} of all.filter(route => route.method === "post" && has_ids(route.pattern)))
    for (const [role, user] of Object.entries(user_of_role)) {
      if (!table.get(right).get(role)) continue;
      const answer = await clients[user].act("/min-sida", address(pattern, unknown), {beslut: "godkann"});
      assert.ok([404, 409].includes(answer.status), `POST ${pattern} as ${role}: ${answer.status}`);
      nobody_in(answer, user, pattern);
    }
});

test("searches, page numbers and odd addresses break nothing and tell nothing", async () => {
  const odd = ["?sida=0", "?sida=-1", "?sida=99999999999999999999", "?sida=x", "?sagt=<script>",
    "?person=u-0000000000000000", "?dag=2026-02-30", "?ar=0", "?ar=99999", "?q=%27%20OR%201=1", "?%00=%ff"];
  for (const path of ["/", "/kontroller", "/kallor", "/anvandare", "/egen-logg", "/informerad", "/rutinen"])
    for (const query of odd)
      for (const user of ["hr", "utan"]) {
        const answer = await clients[user].send(path + query);
        assert.ok(answer.status < 500, `${path}${query}: ${answer.status}`);
        if (answer.status !== 200) nobody_in(answer, user, path + query);
        assert.ok(!answer.text.includes("<script>"), path + query);
      }
  for (const path of ["/kallor/..%2f..%2fetc", "/anvandare/%00", "/anvandare/'", "/rutinen/version/-1",
    "/kallor/leverans/1e3", "/informerad/enhet/%C3%28", "/kontroller/2026-1.1/lista.csv", "/" + "a/".repeat(500)]) {
    const answer = await clients.admin.send(path);
    assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status}`);
    nobody_in(answer, "admin", path);
  }
});

test("without logging in, every page leads to the login and every action too", async () => {
  for (const {method, pattern} of all) {
    const path = address(pattern, real);
    const answer = await new Client(town.base).send(path, method === "post" ? {csrf: "x"} : undefined);
    assert.equal(answer.status, 303, path);
    assert.match(answer.location, /^\/logga-in/);
    assert.equal(answer.text, "");
  }
});

test("nobody approves their own change, and the administrator has no own log", async () => {
  const {users} = town;
  const proposed = await clients.admin.act(`/anvandare/${users.admin.id}`, `/anvandare/${users.admin.id}/roller`,
    {roll: "director", skal: "prov"});
  assert.equal(proposed.status, 303);
  const change = /\/anvandare\/andring\/(\d+)/.exec((await clients.godkannare.send("/anvandare")).text)[1];
  const before_it = await acts();
  const decided = await clients.admin.act("/anvandare", `/anvandare/andring/${change}`, {beslut: "godkann"});
  assert.equal(decided.status, 409);
  assert.equal(await acts(), before_it);
  assert.equal((await clients.admin.send("/egen-logg")).status, 403);
  assert.equal((await clients.dso.send("/egen-logg")).status, 200);
});
