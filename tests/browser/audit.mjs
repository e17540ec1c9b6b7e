// The planned audit, from open to sent, played by its roles: once by keyboard alone, and once by
// mouse in a browser without script.
import assert from "node:assert/strict";
import {test} from "node:test";
import {axe, Client, now, picture, picture_from, serve_town} from "./served.mjs";
import {persons_of} from "./rules.mjs";

const audit = "/kontroller/2026-1.1", opening = "/kontroller/oppna/2026-1";
const later = minutes => new Date(Date.parse(now) + minutes * 60e3).toISOString();

// Both hands can press what a selector names, type into it and choose the option at a place.
const mouse = {
  press: (page, selector) => page.locator(selector).first().click(),
  type: (page, selector, text) => page.fill(selector, text),
  choose: (page, selector, at) => page.selectOption(selector, {index: at}),
};
const keyboard = {
  async to(page, selector) {
    for (let i = 0; i < 150; ++i) {
      if (await page.evaluate(wanted => document.activeElement === document.querySelector(wanted), selector)) {
        const visible = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle !== "none" ||
          getComputedStyle(document.activeElement).boxShadow !== "none");
        assert.ok(visible, `${selector} doesn't show that it has the focus`);
        return;
      }
      await page.keyboard.press("Tab");
    }
    assert.fail(`${selector} on ${page.url()} isn't reached by Tab`);
  },
  async press(page, selector) {
    await this.to(page, selector);
    await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press("Enter")]);
    await page.waitForLoadState();
  },
  async type(page, selector, text) {
    await this.to(page, selector);
    await page.keyboard.type(text);
  },
  async choose(page, selector, at) {
    await this.to(page, selector);
    for (let i = 0; i < at; ++i) await page.keyboard.press("ArrowDown");
  },
};

const acted = (page, path, code) => assert.equal(page.url().replace(/^https?:\/\/[^/]+/, ""), `${path}?sagt=${code}`,
  `it is ${code}`);
const words = page => page.locator("main").innerText();

async function opened(town, page, hand) {
  await page.goto(town.base + "/kontroller");
  await hand.press(page, 'main a[href="/kontroller/2026-1"]');
  await hand.press(page, `main a[href="${opening}"]`);
  const reason = `form[action="${opening}/kallor"] [name=skal]`;
  if (await page.locator(reason).count()) await hand.type(page, reason, "Leveranserna är avstämda.");
  await hand.press(page, `form[action="${opening}/kallor"] button`);
  acted(page, opening, "sources-checked");
  await seen(page, "kontroll_oppna_kontrollerad");
  const why = `form[action="${opening}"] [name=skal]`;
  if (await page.locator(why).count()) await hand.type(page, why, "Registret är avstämt, de saknade är kända.");
  await hand.press(page, `form[action="${opening}"] button`);
  acted(page, audit, "audit-opened");
}

async function drawn(town, page, hand) {
  await page.goto(`${town.base}${audit}/lottning`);
  assert.match(await words(page), /Omgång \d+ kommer/);  // not yet: nobody can know the value
  assert.equal(await page.locator("[name=tal]").count(), 0);
  await seen(page, "kontroll_lottning_vantar");
  await town.restart({clock: later(12)});
  await page.goto(`${town.base}${audit}/lottning`);
  await hand.type(page, "[name=tal]", "inte ett slumptal");
  await hand.press(page, `form[action="${audit}/lottning"] button`);
  assert.equal(await page.locator("[name=tal]").inputValue(), "inte ett slumptal");
  await seen(page, "kontroll_lottning_fel");
  await page.goto(`${town.base}${audit}/lottning`);
  await hand.type(page, "[name=tal]", "5c".repeat(32));
  await seen(page, "kontroll_lottning");
  await hand.press(page, `form[action="${audit}/lottning"] button`);
  acted(page, audit, "audit-drawn");
  await seen(page, "kontroll_lottad");
}

// Whom the draw takes is chance, and so is whether somebody is drawn whom nobody stands above. The
// director names who reads then.
async function substitute_named(town) {
  const director = await new Client(town.base).log_in(town.users.direktor);
  const {text} = await director.send("/kontroller/ersattare");
  const [person] = [...text.matchAll(/<option value="([^"]+)"/g)].map(option => option[1]).slice(-1);
  const answer = await director.act("/kontroller/ersattare", "/kontroller/ersattare",
    {person, skal: "Beslut av socialchefen."});
  assert.equal(answer.location, "/kontroller?sagt=substitute-named");
}

async function sent(town, page, hand) {
  await substitute_named(town);
  await hand.press(page, `form[action="${audit}/jav"] button`);
  acted(page, audit, "lists-routed");
  await page.goto(`${town.base}${audit}/skicka`);
  await seen(page, "kontroll_skicka");
  await hand.press(page, `form[action="${audit}/skicka"] button`);
  acted(page, audit, "lists-sent");
  await seen(page, "kontroll_skickad");
}

// The area head appoints another reviewer, with a reason, and reminds.
async function followed_up(town, page, hand) {
  for (const name of Object.keys(town.users).filter(user => user.startsWith("vochef"))) {
    await town.log_in(page, name);
    await page.goto(`${town.base}${audit}/listor`);
    const lists = await page.locator(`main a[href^="${audit}/listor/"]`).count();
    if (lists === 0) continue;
    await seen(page, "kontroll_listor");
    await hand.press(page, `main a[href^="${audit}/listor/"]`);
    if (!pictured) await picture_from(page, "kontroll_utse", "main h1");
    const form = `form[action^="${audit}/listor/"]:has([name=person])`, address = page.url();
    for (let option = 1; option < 12; ++option) {  // who is away or on the list is refused, and why is said
      await page.goto(address);
      await hand.choose(page, `${form} [name=person]`, option);
      await hand.type(page, `${form} [name=skal]`, "Ordinarie chef är sjukskriven till slutet av mars.");
      await hand.press(page, `${form} button`);
      if (page.url().includes("sagt=")) break;
      assert.ok(await page.locator(".ds-error-summary").isVisible());
    }
    acted(page, `${audit}/listor`, "reviewer-appointed");
    await hand.press(page, `form[action="${audit}/paminn"] button`);
    acted(page, `${audit}/listor`, "reminded");
    return name;
  }
  return assert.fail("no area has a list");
}

// What each role is shown of an audit that is out for review.
async function shown(town, page) {
  const staff = new Set(persons_of(town.town, ["staff.csv"]));  // somebody may bear a client's name
  const clients = persons_of(town.town, ["clients.csv"]).filter(told => !staff.has(told));
  const see = async (name, path) => {
    await town.log_in(page, name);
    const status = (await page.goto(town.base + path)).status(), text = await page.content();
    for (const client of clients) assert.ok(!text.includes(client), `${name} is told of a client at ${path}`);
    return status;
  };
  for (const [name, statuses] of Object.entries({
    admin: [200, 200, 200], strateg: [200, 403, 403], direktor: [200, 200, 403], revisor: [200, 403, 200],
    hr: [403, 403, 403], dso: [200, 403, 403], utlamnare: [403, 403, 403], chef1: [200, 403, 403]}))
    for (const [at, part] of ["", "/listor", "/urval"].entries())
      assert.equal(await see(name, audit + part), statuses[at], `${name} at ${part}`);
}

// Three days after the last day for answers the area head sees which lists are late, and the auditor how
// the draw was made.
async function late(town, page, head) {
  await town.restart({clock: "2026-03-26T08:00:00+01:00"});
  await town.log_in(page, head);
  await page.goto(`${town.base}${audit}/listor`);
  assert.match(await page.locator("main").innerText(), /Sen/);
  if (!pictured) await picture_from(page, "kontroll_sena", "main h1");
  await town.log_in(page, "revisor");
  await page.goto(town.base + audit);
  await page.locator("summary:has-text('Kontrollera lottningen själv')").click();
  if (!pictured) await picture_from(page, "kontroll_lottningen", "h2:has-text('Så lottades det')");
}

// A state as it is: no fault for a screen reader, no sideways scroll, and a picture.
let pictured = false;
async function seen(page, name) {
  if (!page.scripted) return;
  for (const width of [1280, 320]) {
    await page.setViewportSize({width, height: 900});
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width, `${name} at ${width}`);
  }
  await page.setViewportSize({width: 1280, height: 900});
  assert.deepEqual(await axe(page), [], name);
  if (!pictured) await picture(page, name);
}

for (const [how, hand, script] of [["by keyboard alone", keyboard, true], ["without script", mouse, false]])
  test(`the audit is played from open to sent ${how}`, async () => {
    const town = await serve_town();
    try {
      const page = await town.browser_page({script});
      page.scripted = script;
      await town.log_in(page, "admin");
      await opened(town, page, hand);
      await drawn(town, page, hand);
      await sent(town, page, hand);
      const head = await followed_up(town, page, hand);
      await shown(town, page);
      await late(town, page, head);
      assert.deepEqual(page.complaints, []);
      town.insyn("verify");
      pictured = true;
    } finally {
      await town.stop();
    }
  });
