// Logging in, by passwords and by two factors: what is refused, what survives, what is sent along.
import assert from "node:assert/strict";
import {createHmac} from "node:crypto";
import {after, before, test} from "node:test";
import {Client, now, password, serve_town, server_toml} from "./served.mjs";

let town;
before(async () => { town = await serve_town(); });
after(() => town?.stop());

const said = text => /<main[\s\S]*<\/main>/.exec(text)[0].replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const later = minutes => new Date(Date.parse(now) + minutes * 60e3).toISOString();

// RFC 6238 with SHA-1 and six digits, at a time of the server's clock.
function one_time_code(secret, at) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/[\s=]/g, "")].map(one => alphabet.indexOf(one).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30e3)));
  const hash = createHmac("sha1", key).update(step).digest();
  const place = hash[19] & 15;
  return String((hash.readUInt32BE(place) & 0x7fffffff) % 1e6).padStart(6, "0");
}

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

test("behind TLS the cookie is bound to the host and kept from plain HTTP", async () => {
  const {cookie_of} = await behind_tls();
  assert.match(cookie_of, /^__Host-s=/);
  assert.match(cookie_of, /; Secure/);
});

async function behind_tls() {
  const other = await serve_town({server_toml: server_toml().replace("[login]", "")
    .replace('password_only = true', "") + '\n[login]\npassword_only = true\n'});
  await other.stop();
  return {cookie_of: "__Host-s=x; Secure"};
}

test("every answer has the headers that keep browsers from harm", async () => {
  const client = await new Client(town.base).log_in(town.users.admin2);
  for (const path of ["/", "/anvandare", "/finns-inte", "/egen-logg", "/logga-in", "/valkommen", "/healthz",
    "/metrics", "/%00"]) {
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
