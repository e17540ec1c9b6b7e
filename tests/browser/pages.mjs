// Every page as its roles meet it: script on and off, four widths, by keyboard, on paper, and for
// those who use a screen reader. With INSYN_SCREENS=docs/screens it leaves pictures of them.
import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {axe, Client, password, picture, serve_town, whole} from "./served.mjs";

const widths = [1280, 640, 390, 320];  // 640 is 1280 at 200 %, 320 what WCAG 1.4.10 asks for
let town, pages;
before(async () => { town = await serve_town(); pages = await make_pages(); });
after(() => town?.stop());

// What there is to look at: [name, address, whose login, status].
async function make_pages() {
  const {users} = town, admin = await new Client(town.base).log_in(users.admin);
  const first = async (page, pattern) => pattern.exec((await admin.send(page)).text)[1];
  const text = (await admin.send("/informerad/publicera")).text;
  const information = /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(text)[1];
  const published = await admin.act("/informerad/publicera", "/informerad/publicera", {text: information});
  assert.equal(published.status, 303);
  await admin.act(`/anvandare/${users.utan.id}`, `/anvandare/${users.utan.id}/roller`,
    {roll: "auditor", skal: "Granskar förvaltningen under våren"});
  const unit = await first("/informerad", /(\/informerad\/enhet\/[^"?#]+)/);
  const delivery = await first("/kallor", /(\/kallor\/leverans\/\d+)/);
  return [
    ["oversikt_administrator", "/", "admin"], ["oversikt_chef", "/", "chef1"],
    ["oversikt_omradeschef", "/", "vochef1"], ["oversikt_socialchef", "/", "direktor"],
    ["oversikt_hr", "/", "hr"],
    ["kallor", "/kallor", "admin"], ["kalla", "/kallor/canonical", "admin"], ["leverans", delivery, "admin"],
    ["kallor_ladda_upp", "/kallor/ladda-upp", "admin"],
    ["rutinen", "/rutinen", "strateg"], ["rutinen_andra", "/rutinen/andra", "admin"],
    ["rutinen_version", "/rutinen/version/1", "revisor"], ["rutinen_socialchef", "/rutinen", "direktor"],
    ["anvandare", "/anvandare", "admin2"], ["anvandare_ny", "/anvandare/ny", "admin"],
    ["anvandaren", `/anvandare/${users.vochef1.id}`, "admin"],
    ["informerad", "/informerad", "admin"], ["informerad_enhet", unit, "admin"],
    ["informerad_text", "/informerad/text/1", "chef1"], ["informerad_publicera", "/informerad/publicera", "admin"],
    ["konsekvensbedomning", "/informerad/konsekvensbedomning", "admin"],
    ["egen_logg", "/egen-logg", "dso"], ["egen_logg_ar", "/egen-logg/ar/2026", "dso"],
    ["min_sida", "/min-sida", "chef1"], ["hjalp", "/hjalp", "chef1"],
    ["ersattare", "/min-sida/ersattare", "chef1"],
    ["anvandaren_ersattare", `/anvandare/${users.vochef1.id}/ersattare`, "direktor"],
    ["tillganglighet", "/tillganglighet", "chef1"], ["uppgifter", "/sa-behandlas-uppgifter", "chef1"],
    ["kontroller", "/kontroller", "admin"], ["kontroller_socialchef", "/kontroller", "direktor"],
    ["kontroll_oppna", "/kontroller/oppna/2026-1", "admin"],
    ["kontroll_prov", "/kontroller/prov/2026-1", "admin"],
    ["fel_finns_inte", "/finns-inte", "chef1", 404], ["fel_far_inte", "/egen-logg", "admin", 403],
  ];
}

// Opens a page and holds it to what every page has to be.
async function look_at(page, [name, path, , status = 200], script) {
  const answer = await page.goto(town.base + path);
  assert.equal(answer.status(), status, `${name}: ${path}`);
  if (script) await page.waitForLoadState("networkidle");
  for (const width of widths) {
    await page.setViewportSize({width, height: 900});
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${name} is ${wide} px wide at ${width}: ${await too_wide(page, width)}`);
    if (width === 1280 || width === 390 && pictured_small.has(name))
      assert.deepEqual(await axe(page), [], `${name} at ${width}`);
    if (script && (width === 1280 || pictured_small.has(name) && width === 390))
      await picture(page, width === 1280 ? name : `${name}_390`);
  }
  assert.deepEqual(page.complaints.splice(0), [], name);
  const one = await page.evaluate(() => ({
    language: document.documentElement.lang, title: document.title, headings: document.querySelectorAll("h1").length,
    ids: [...document.querySelectorAll("[id]")].map(element => element.id)}));
  assert.equal(one.language, "sv", name);
  assert.match(one.title, /Insyn/, name);
  assert.equal(one.headings, 1, name);
  const twice = one.ids.filter((id, at) => one.ids.indexOf(id) !== at);
  assert.deepEqual(twice, [], `${name} has ids twice`);
}
const pictured_small = new Set(["oversikt_administrator", "kallor", "anvandare", "kontroller", "rutinen", "min_sida"]);

const too_wide = (page, width) => page.evaluate(wide => [...document.querySelectorAll("main *, footer *, header *")]
  .filter(element => element.getBoundingClientRect().right > wide + 1).slice(0, 3)
  .map(element => element.outerHTML.slice(0, 120)).join(" | "), width);

// The session of a user that is logged in over HTTP, for a browser: typing it would take longer.
const sessions = new Map();
async function enter(page, name) {
  if (!sessions.has(name)) sessions.set(name, await new Client(town.base).log_in(town.users[name]));
  await page.context().clearCookies();
  await page.context().addCookies([...sessions.get(name).cookies]
    .map(([cookie, value]) => ({name: cookie, value, url: town.base})));
}

for (const script of [true, false])
  test(`every page is whole with script ${script ? "on" : "off"}`, async () => {
    // Axe needs script in the page, so that without it the other rules are held.
    const page = await town.browser_page({script});
    for (const one of pages) {
      await enter(page, one[2]);
      if (script) await look_at(page, one, true);
      else await look_without_script(page, one);
    }
  });

async function look_without_script(page, [name, path, , status = 200]) {
  const answer = await page.goto(town.base + path);
  assert.equal(answer.status(), status, name);
  assert.ok(await page.locator("h1").isVisible(), name);
  for (const details of await page.locator("main details summary").all()) await details.click();
  await page.setViewportSize({width: 390, height: 800});
  await page.locator(".menu").click();  // the menu opens without script
  assert.ok(await page.locator(".nav a").first().isVisible(), `${name}: the menu`);
  await page.setViewportSize({width: 1280, height: 900});
  assert.deepEqual(page.complaints.splice(0), [], name);
}

test("the pages of logging in, with and without faults", async () => {
  const page = await town.browser_page();
  const state = async (name, status) => look_at(page, [name, new URL(page.url()).pathname, "", status], true);
  await page.goto(town.base + "/logga-in");
  await state("logga_in");
  await page.goto(town.base + "/valkommen");
  await state("valkommen");
  await page.goto(town.base + "/logga-in");
  await page.fill("[name=namn]", "nagon");
  await page.fill("[name=password]", "inte det rätta alls");
  await page.click("main form button");
  await whole(page, "logga_in_fel");
  await town.log_in(page, "admin");
  await page.goto(town.base + "/konto/losenord");
  await state("losenord");
});

test("forms with faults say what is wrong, where, and keep what was typed", async () => {
  const page = await town.browser_page();
  await enter(page, "admin");
  const faults = [
    ["anvandare_ny_fel", "/anvandare/ny", {inloggning: "kvar"}, "[name=inloggning]", "kvar"],
    ["rutinen_andra_fel", "/rutinen/andra", {skal: "Skälet finns kvar"}, "[name=skal]", "Skälet finns kvar"],
  ];
  for (const [name, path, typed, kept, value] of faults) {
    await page.goto(town.base + path);
    for (const [field, text] of Object.entries(typed)) await page.fill(`[name=${field}]`, text);
    await page.evaluate(() => document.querySelector("main form").noValidate = true);
    await page.click("main form button[type=submit], main form button:not([type])");
    await page.waitForLoadState();
    assert.equal(await page.inputValue(kept), value, name);
    const summary = page.locator(".ds-error-summary, [data-error-summary], .errors").first();
    assert.ok(await summary.isVisible(), `${name} has no summary of errors`);
    const invalid = page.locator("[aria-invalid=true]").first();
    assert.ok(await invalid.getAttribute("aria-describedby"), name);
    await whole(page, name);
  }
});

test("by keyboard one skips to the text first, then meets the menu, and sees where one is", async () => {
  const page = await town.browser_page();
  await enter(page, "admin");
  for (const path of ["/", "/anvandare", "/kallor/ladda-upp"]) {
    await page.goto(town.base + path);
    await page.keyboard.press("Tab");
    const skip = await page.evaluate(() => document.activeElement.getAttribute("href"));
    assert.match(skip, /^#/, path);
    assert.ok(await page.locator(`[href="${skip}"]`).first().isVisible(), path);
    const met = [];
    for (let i = 0; i < 15; ++i) {
      await page.keyboard.press("Tab");
      const one = await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement);
        return {href: document.activeElement.getAttribute("href"),
          shown: style.outlineStyle !== "none" || style.boxShadow !== "none"};
      });
      assert.ok(one.shown, `${path}: ${one.href} doesn't show that it has the focus`);
      met.push(one.href);
    }
    assert.ok(met.includes("/kontroller") && met.includes("/kallor"), `${path}: ${met}`);
    await page.goto(town.base + path);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(new URL(page.url()).hash, skip, path);
  }
});

test("on paper there is the text and no menu", async () => {
  const page = await town.browser_page();
  await enter(page, "admin");
  for (const path of ["/rutinen", "/informerad/text/1", "/informerad/konsekvensbedomning"]) {
    await page.goto(town.base + path);
    await page.emulateMedia({media: "print"});
    assert.ok(!await page.locator(".nav").isVisible(), path);
    assert.ok(await page.locator("h1").isVisible(), path);
    await page.emulateMedia({media: "screen"});
  }
});
