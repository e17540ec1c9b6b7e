// Logging in, by passwords and by two factors: what is refused, what survives, what is sent along.
import assert from "node:assert/strict";
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {Client, later, now, one_time_code, password, serve_town, server_toml} from "./served.mjs";

let town;
before(async () => { town = await serve_town(); });
after(() => town?.stop());

const said = text => /<main[\s\S]*<\/main>/.exec(text)[0].replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

test("one-time codes are those of RFC 6238", () => {
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";  // "12345678901234567890", appendix B
  assert.equal(one_time_code(secret, 59e3), "287082");
  assert.equal(one_time_code(secret, 1111111109e3), "081804");
  assert.equal(one_time_code(secret, 20000000000e3), "353130");
});

test("a wrong password and an unknown name are answered with the same words", async () => {
  await new Client(town.base).log_in(town.users.admin);
  const wrong = await new Client(town.base).send("/logga-in", {namn: "admin", password: "inte det rätta alls"});
  const unknown = await new Client(town.base).send("/logga-in", {namn: "finnsinte", password: "inte det rätta alls"});
  assert.equal(wrong.status, 422);
  assert.equal(unknown.status, 422);
  assert.match(said(wrong.text), /Uppgifterna stämmer inte/);
  assert.equal(wrong.text.replace(/admin/g, ""), unknown.text.replace(/finnsinte/g, ""));
  assert.ok(!wrong.text.includes("inte det rätta alls"), "no password comes back");
});

test("too many attempts have to wait, whether or not the name exists", async () => {
  for (const namn of ["revisor", "nagonannan"]) {
    const client = new Client(town.base), statuses = [];
    let answer;
    for (let i = 0; i < 6; ++i) {
      answer = await client.send("/logga-in", {namn, password: "inte det rätta alls"});
      statuses.push(answer.status);
    }
    assert.deepEqual(statuses, [422, 422, 422, 422, 422, 429], namn);
    const seconds = Number(answer.headers.get("retry-after"));
    assert.ok(seconds > 0 && seconds <= 30, `${seconds}`);
    assert.match(said(answer.text), /För många försök\. Vänta \d+ sekunder och försök igen\./);
  }
});

test("a setup code works once, and only with a good password", async () => {
  const {code} = town.users.kc;
  for (const [bad, why] of [["kort", /för kort/], ["password1234", /lätt att gissa/]]) {
    const answer = await new Client(town.base).send("/valkommen", {code, password: bad});
    assert.equal(answer.status, 422);
    assert.match(said(answer.text), why);
  }
  const right = await new Client(town.base).send("/valkommen", {code, password});
  assert.equal(right.status, 303);
  const again = await new Client(town.base).send("/valkommen", {code, password: password + " igen"});
  assert.equal(again.status, 422);
  assert.match(said(again.text), /Koden är fel, använd eller äldre än en vecka/);
  assert.equal((await new Client(town.base).send("/logga-in", {namn: "kc", password})).status, 303);
  delete town.users.kc.code;
});

test("the session's cookie is for this site and no script, and ends with logging out", async () => {
  const client = new Client(town.base);
  const answer = await client.send("/logga-in", {namn: "admin", password});
  const cookie = answer.headers.get("set-cookie");
  assert.match(cookie, /^s=[\w-]{40,}; /);
  for (const flag of ["HttpOnly", "SameSite=", "Path=/"]) assert.ok(cookie.includes(flag), cookie);
  assert.doesNotMatch(cookie, /Max-Age|Expires|Domain/i);
  assert.equal((await client.send("/min-sida")).status, 200);
  const held = new Map(client.cookies);
  const forged = await client.send("/logga-ut", {csrf: "x"});
  assert.equal(forged.status, 403);
  assert.equal((await client.send("/min-sida")).status, 200);
  const out = await client.act("/min-sida", "/logga-ut");
  assert.equal(out.location, "/logga-in?sagt=utloggad");
  assert.match(said((await client.send(out.location)).text), /Du är utloggad/);
  client.cookies = held;  // the cookie is kept by somebody: it is worth nothing
  assert.equal((await client.send("/min-sida")).status, 303);
});

test("every answer has the headers that keep browsers from harm", async () => {
  const client = await new Client(town.base).log_in(town.users.admin2);
  for (const path of ["/", "/anvandare", "/finns-inte", "/egen-logg", "/logga-in", "/valkommen", "/healthz",
    "/metrics"]) {
    const {headers} = await client.send(path);
    const policy = headers.get("content-security-policy") ?? "";
    for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'",
      "form-action 'self'"])
      assert.ok(policy.includes(part), `${path}: ${policy}`);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(headers.get("x-frame-options"), "DENY", path);
    assert.equal(headers.get("referrer-policy"), "same-origin", path);
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin", path);
    assert.equal(headers.get("cache-control"), "no-store", path);
  }
});

test("the site is read in English after one click, and in Swedish again", async () => {
  const client = await new Client(town.base).log_in(town.users.admin2);
  const changed = await client.act("/hjalp", "/sprak", {sprak: "en", till: "/hjalp"});
  assert.equal(changed.location, "/hjalp");
  const english = (await client.send("/hjalp")).text;
  assert.match(english, /<html[^>]* lang="en"/);
  assert.match(english, />Overview</);
  const fresh = new Client(town.base);  // the choice stays in the browser when one has logged out
  fresh.cookies.set("sprak", "en");
  assert.match((await fresh.send("/logga-in")).text, /<html[^>]* lang="en"/);
  await client.act("/hjalp", "/sprak", {sprak: "sv", till: "//annan.example/"});
  assert.match((await client.send("/hjalp")).text, />Översikt</);
});

test("after logging in one comes to the page that was asked for, of this site only", async () => {
  const client = new Client(town.base);
  const asked = await client.send("/kallor");
  assert.equal(asked.location, "/logga-in?till=/kallor");
  const page = (await client.send(asked.location)).text;
  assert.match(page, /name="till" value="\/kallor"/);
  const fields = {namn: "admin", password};
  assert.equal((await client.send("/logga-in", {...fields, till: "/kallor"})).location, "/kallor");
  for (const till of ["//annan.example/", "https://annan.example/", "\\\\annan.example", "/\\annan.example"]) {
    const {location} = await new Client(town.base).send("/logga-in", {...fields, till});
    assert.equal(new URL(location, town.base).origin, town.base, till);
  }
});

test("a session survives a restart, and what was typed when it ran out is kept", async () => {
  const client = await new Client(town.base).log_in(town.users.admin);
  await town.restart({clock: later(5)});
  client.base = town.base;
  const page = "/anvandare/" + town.users.utan.id;
  const {status, text} = await client.send(page);
  assert.equal(status, 200);
  const csrf = /name="csrf" value="([^"]+)"/.exec(text)[1];
  const reason = "Börjar som områdeschef i mars, enligt beslut av socialchefen.";

  await town.restart({clock: later(30)});  // longer than the quarter of an hour that a session rests
  client.base = town.base;
  const late = await client.send(page + "/roller", {csrf, roll: "auditor", skal: reason});
  assert.equal(late.status, 303);
  assert.equal(late.location, "/logga-in?sparat=1");
  assert.match(said((await client.send(late.location)).text), /Det du skrev är sparat/);

  const stranger = await new Client(town.base).log_in(town.users.admin2);
  assert.equal((await stranger.send("/fortsatt")).location, "/");  // it isn't theirs
  const back = await client.send("/logga-in", {namn: "admin", password});
  assert.equal(back.location, "/fortsatt");
  const kept = (await client.send("/fortsatt")).text;
  assert.ok(kept.includes(reason));
  const form = new RegExp(`<form[^>]*action="${page}/roller"[\\s\\S]*?</form>`).exec(kept)[0];
  const fields = Object.fromEntries([...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)]
    .map(([, name, value]) => [name, value]));
  const sent = await client.send(page + "/roller", fields);
  assert.equal(sent.location, page + "?sagt=change-proposed");
  assert.equal((await client.send("/fortsatt")).location, "/");  // kept no longer
  assert.match((await stranger.send("/anvandare")).text, /action="\/anvandare\/andring\/\d+"/);  // waits for another
});

test("killed during acts, the server has lost none that it acknowledged", async () => {
  const clients = await Promise.all(["admin", "admin2"].map(name => new Client(town.base).log_in(town.users[name])));
  const page = "/anvandare/ny", acknowledged = [];
  let running = true;
  const added = Promise.all(clients.map(async (client, which) => {
    const {text} = await client.send(page);
    const csrf = /name="csrf" value="([^"]+)"/.exec(text)[1];
    for (let i = 0; running; ++i) {
      const answer = await client.send(page, {csrf, namn: `Ny Person ${which} ${i}`}).catch(() => undefined);
      if (!answer) return;  // the server is gone
      assert.equal(answer.status, 303);
      acknowledged.push(/u-[0-9a-f]{16}/.exec(answer.location)[0]);
    }
  }));
  while (acknowledged.length < 12) await new Promise(done => setTimeout(done, 20));
  await town.end_server("SIGKILL");
  running = false;
  await added;
  const users = new Set(town.insyn("user", "list", "--json").users.map(user => user.user));
  for (const user of acknowledged) assert.ok(users.has(user), `${user} is lost`);
  town.insyn("verify");  // throws unless the ledger holds
  await town.restart({clock: later(31)});
  for (const client of clients) {
    client.base = town.base;
    assert.equal((await client.send("/anvandare")).status, 200);
  }
});

test("who sees rows about people logs in with two factors", async () => {
  const strict = await serve_town({server_toml: server_toml(false)});
  try {
    await two_factors(strict);
    await behind_tls(strict);
  } finally {
    await strict.stop();
  }
});

async function two_factors(strict) {
  const {users} = strict, begun = Date.now();
  const clock = () => Date.parse(now) + Date.now() - begun;  // the server's runs on, ours began a little later
  const client = await new Client(strict.base).log_in(users.mas);
  assert.equal((await client.send("/")).location, "/konto/app");  // nothing else before the app
  assert.equal((await client.send("/min-sida")).location, "/konto/app");
  const page = (await client.send("/konto/app")).text;
  const secret = /[A-Z2-7]{4}( ?[A-Z2-7]{4}){7}/.exec(page)[0];
  const wrong = await client.act("/konto/app", "/konto/app", {code: "000000"});
  assert.equal(wrong.status, 422);
  const enrolled = await client.act("/konto/app", "/konto/app", {code: one_time_code(secret, clock())});
  assert.equal(enrolled.status, 200);
  const reserve = [...enrolled.text.matchAll(/<code>([^<]+)<\/code>/g)].map(([, code]) => code);
  assert.ok(reserve.length >= 8);
  assert.equal((await client.send("/min-sida")).status, 200);

  const by_password = async () => {
    const next = new Client(strict.base);
    const answer = await next.send("/logga-in", {namn: "mas", password});
    assert.equal(answer.status, 303);
    assert.equal((await next.send("/min-sida")).location, "/logga-in/kod");  // a password isn't enough
    return next;
  };
  const second = await by_password();
  const used = await second.act("/logga-in/kod", "/logga-in/kod", {code: one_time_code(secret, clock())});
  assert.equal(used.status, 422, "no code works twice");
  const fresh = await second.act("/logga-in/kod", "/logga-in/kod", {code: one_time_code(secret, clock() + 30e3)});
  assert.equal(fresh.status, 303);
  assert.equal((await second.send("/min-sida")).status, 200);

  const third = await by_password();
  assert.equal((await third.act("/logga-in/kod", "/logga-in/kod", {code: reserve[0]})).status, 303);
  assert.equal((await third.send("/min-sida")).status, 200);
  const fourth = await by_password();
  assert.equal((await fourth.act("/logga-in/kod", "/logga-in/kod", {code: reserve[0]})).status, 422);

  // A password alone is for the demo only, even for roles that see nothing but numbers.
  const compiler = await new Client(strict.base).log_in(users.strateg);
  assert.equal((await compiler.send("/min-sida")).location, "/konto/app");
}

async function behind_tls(strict) {
  writeFileSync(join(strict.home, "server.toml"),
    server_toml(false).replace("[login]", 'public_url = "https://insyn.ljungfors.example"\n\n[login]'));
  await strict.restart({clock: later(1)});
  const answer = await new Client(strict.base).send("/logga-in", {namn: "strateg", password});
  const cookie = answer.headers.get("set-cookie");
  assert.match(cookie, /^__Host-s=/);
  assert.match(cookie, /; Secure/);
}
