// The way in, as a browser shows it: two factors, what was typed before the session ended, and a home
// on its first day, in which there is nothing yet.
import assert from "node:assert/strict";
import {test} from "node:test";
import {later, now, one_time_code, password, serve_town, server_toml, whole} from "./served.mjs";

const path_of = page => new URL(page.url()).pathname;

async function with_town(options, act) {
  const town = await serve_town(options);
  try {
    await act(town, await town.browser_page());
  } finally {
    await town.stop();
  }
}

test("two factors: the app is coupled, its reserve codes shown once, and its code asked for", () =>
  with_town({server_toml: server_toml(false)}, async (town, page) => {
    const begun = Date.now(), clock = () => Date.parse(now) + Date.now() - begun;
    await town.log_in(page, "mas");
    assert.equal(path_of(page), "/konto/app");
    await whole(page, "koppla_app");
    const secret = /[A-Z2-7]{4}( ?[A-Z2-7]{4}){7}/.exec(await page.content())[0];
    await page.fill("[name=code]", "000000");
    await page.click("main form button");
    await whole(page, "koppla_app_fel");
    await page.fill("[name=code]", one_time_code(secret, clock()));
    await page.click("main form button");
    assert.ok(await page.locator("main code").count() >= 8);
    await whole(page, "reservkoder");
    await town.log_in(page, "mas");
    assert.equal(path_of(page), "/logga-in/kod");
    await whole(page, "engangskod");
    await page.fill("[name=code]", "000000");
    await page.click("main form button");
    await whole(page, "engangskod_fel");
    await page.fill("[name=code]", one_time_code(secret, clock() + 30e3));
    await page.click("main form button");
    assert.equal(path_of(page), "/");
  }));

test("what was typed before the session ended waits after the login", () =>
  with_town({}, async (town, page) => {
    await town.log_in(page, "admin");
    const path = "/anvandare/" + town.users.utan.id, reason = "Börjar som revisor i mars.";
    await page.goto(town.base + path);
    const form = page.locator(`form[action="${path}/roller"]`);
    await form.evaluate(element => { for (let at = element; at; at = at.parentElement) at.open = true; });
    await form.locator("[name=roll][value=auditor]").check();
    await form.locator("[name=skal]").fill(reason);
    await town.restart({clock: later(30), port: new URL(town.base).port});
    await form.evaluate(element => element.submit());
    await page.waitForURL("**/logga-in?sparat=1");
    await whole(page, "logga_in_sparat");
    await page.fill("[name=namn]", "admin");
    await page.fill("[name=password]", password);
    await page.click("main form button");
    assert.equal(path_of(page), "/fortsatt");
    await whole(page, "fortsatt");
    await page.locator(`form[action="${path}/roller"] button`).first().click();
    await page.waitForLoadState();
    assert.match(page.url(), /sagt=change-proposed/);
  }));

test("a home on its first day says what comes first", () =>
  with_town({empty: true}, async (town, page) => {
    await town.log_in(page, "admin");
    const pages = {oversikt: "/", kontroller: "/kontroller", kallor: "/kallor", ladda_upp: "/kallor/ladda-upp",
      anvandare: "/anvandare", anvandare_ny: "/anvandare/ny", rutinen: "/rutinen", informerad: "/informerad",
      min_sida: "/min-sida"};
    for (const [name, path] of Object.entries(pages)) {
      const answer = await page.goto(town.base + path);
      assert.equal(answer.status(), 200, path);
      await whole(page, "tom_" + name);
    }
    await page.goto(town.base + "/");
    assert.match(await page.innerText("main"), /Inga loggar är inlästa ännu/);
  }));
