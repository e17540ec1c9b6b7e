// Mina granskningar, played by a manager with 60 rows: by keys alone, by mouse in a browser without
// script, on paper; and what those who are told of a suspicion see.
import assert from "node:assert/strict";
import {after, before, beforeEach, test} from "node:test";
import {audit, serve_hamlet} from "./hamlet.mjs";
import {axe, Client, picture_from, posted, seen} from "./served.mjs";

let town;
before(async () => { town = await serve_hamlet(); });
beforeEach(() => town.begin());
after(() => town?.stop());

const words = page => page.locator("main").innerText();

// Sofia's list, which has 60 rows, and Daniel's, which has two.
async function lists(page) {
  await page.goto(town.base + "/granskningar");
  const found = {};
  for (const item of await page.locator(".todo > li").all()) {
    const name = await item.locator("h3").innerText();
    found[name] = await item.locator("a").getAttribute("href");
  }
  return {sofia: found["Sofia Lindgren"], daniel: found["Daniel Åberg"]};
}

test("60 rows, of which 52 have support, take at most 30 key presses or clicks", async () => {
  const page = await town.browser_page();
  await town.log_in(page, "asa");
  await page.goto(town.base + "/granskningar");
  let presses = 0;
  const press = async key => {
    ++presses;
    if (key === "Enter") await posted(page, () => page.keyboard.press(key));
    else await page.keyboard.press(key);
  };
  const {sofia} = await lists(page);
  ++presses;
  await page.click(`.todo a[href="${sofia}"]`);
  assert.match(await words(page), /Behöver din bedömning \(8\)/);
  assert.match(await words(page), /Har stöd i registren \(52\)/);
  for (let row = 0; row < 8; ++row) {
    await press("1");  // needed
    await press("3");  // a shift at another unit
    await press("Enter");
  }
  assert.match(await words(page), /52 med stöd, att bekräfta/);
  await press("1");  // knows of nothing else
  await press("Enter");
  assert.match(await page.locator("#saved").innerText(), /Nu kan du skriva under/);
  await press("Enter");
  assert.match(await words(page), /Underskriven/);
  assert.ok(presses <= 30, `${presses} presses`);
  assert.deepEqual(page.complaints, []);
  await page.goto(town.base + sofia);
  await seen(page, "granskning_klar");
  await page.goto(town.base + sofia + "/brev");
  assert.match(await words(page), /har inga anmärkningar/);
  await seen(page, "granskning_brev");
});

test("every state of a list is without fault, on every width", async () => {
  const page = await town.browser_page();
  await town.log_in(page, "asa");
  await page.goto(town.base + "/");
  await seen(page, "oversikt_granskare", {small: true});
  const {sofia, daniel} = await lists(page);
  await seen(page, "granskningar", {small: true});
  await page.goto(town.base + sofia);
  await seen(page, "granskning", {small: true});
  await page.check("[name=steg1][value=nej]");
  await seen(page, "granskning_steg2");
  await page.check("[name=steg1][value=vet-inte]");
  await seen(page, "granskning_stod");
  await page.goto(town.base + sofia);
  await page.click("summary:has-text('Vänta med samtalet')");
  await seen(page, "granskning_samtal", {pictured: false});
  await picture_from(page, "granskning_samtal", "#rad-1 .also");
  await page.goto(town.base + sofia);  // a picture leaves marks that script would carry over
  await page.check("[name=steg1][value=nej]");
  await page.check("[name=steg2][value=nej]");
  await posted(page, () => page.click("#steg footer .ds-button"));
  assert.match(await words(page), /Misstänker du sekretessbrott/);
  await seen(page, "granskning_misstanke", {small: true});
  await page.goto(town.base + sofia + "?visa=alla#alla");
  await seen(page, "granskning_alla", {pictured: false});
  await page.goto(town.base + sofia + "/rad/3/oppningar");
  await seen(page, "granskning_oppningar");
  await page.goto(town.base + sofia + "/ersattare?rad=3");
  await seen(page, "granskning_ersattare");
  await page.goto(town.base + sofia + "/blankett");
  await seen(page, "granskning_blankett");
  await page.goto(town.base + daniel);
  await seen(page, "granskning_kort");
  await page.keyboard.press("?");
  assert.ok(await page.locator("#keys-help").isVisible());
  assert.deepEqual(await axe(page), [], "help");
});

test("keys move, and are off while one writes and when they are turned off", async () => {
  const page = await town.browser_page();
  await town.log_in(page, "asa");
  const {sofia} = await lists(page);
  await page.goto(town.base + sofia);
  const focused = () => page.evaluate(() => document.activeElement.closest("li")?.id);
  await page.keyboard.press("j");
  assert.equal(await focused(), "rad-2");
  await page.keyboard.press("k");
  assert.equal(await focused(), "rad-1");
  await page.keyboard.press("1");
  await page.locator("#grund-text").focus();
  await page.keyboard.type("1 jour 2");
  assert.equal(await page.locator("#grund-text").inputValue(), "1 jour 2");
  assert.equal(await page.locator("[name=grund]:checked").count(), 0);
  await page.goto(town.base + "/min-sida");
  await page.click("form[action='/min-sida/tangenter'] button");
  await page.goto(town.base + sofia);
  await page.keyboard.press("1");
  assert.equal(await page.locator("[name=steg1]:checked").count(), 0);
  assert.ok(!await page.locator("#keys").isVisible());
});

test("without script a list is judged, corrected by undo, and signed", async () => {
  const page = await town.browser_page({script: false});
  await town.log_in(page, "asa");
  const {daniel} = await lists(page);
  await page.goto(town.base + daniel);
  await page.check("[name=steg1][value=ja]");
  await page.check("[name=grund][value=on_call]");
  await page.click("#steg > footer .ds-button");
  assert.ok(await page.locator("[role=alert]").isVisible());  // it wants some words
  assert.ok(await page.locator("[name=grund][value=on_call]").isChecked());
  await page.fill("#grund-text", "Larm från trapphuset.");
  await page.click("#steg > footer .ds-button");
  assert.match(page.url(), /\?rad=2#rad-2$/);
  assert.match(await page.locator("#rad-1").innerText(), /Larm från trapphuset/);
  await page.click("#rad-1 a[data-row]");
  await page.click("form[action$='/rad/1/angra'] button");
  assert.doesNotMatch(await page.locator("#rad-1").innerText(), /Larm/);
  assert.match(page.url(), /\?rad=1#rad-1$/);  // it is answered anew
  await page.goto(town.base + daniel + "?till=bekrafta");
  for (const number of [1, 2]) await page.check(`[name=lika][value="${number}"]`);
  await page.click("#lika-svar summary");
  await page.check("[name=svar][value=other_unit]");
  await page.click("#lika footer button");
  assert.match(await words(page), /2 klara/);
  await page.check("[name=kanner][value=nej]");
  await page.click("#bekrafta-svar footer button");
  await page.click("form[action$='/skriv-under'] button");
  assert.match(await words(page), /Underskriven/);
  await page.click("#rad-1 a[data-row]");
  await page.check("[name=steg1][value=nej]");
  await page.check("[name=steg2][value=wrong_person]");
  await page.fill("#orsak", "Jag läste fel schema.");
  await page.click("#steg > footer .ds-button");
  assert.match(await page.locator("#rad-1").innerText(), /Rättat efter underskriften: Jag läste fel schema/);
});

test("a suspicion is handed over, and each who is told sees what is theirs", async () => {
  const page = await town.browser_page({script: false});
  await town.log_in(page, "asa");
  const {sofia} = await lists(page);
  await page.goto(town.base + sofia + "?rad=3#rad-3");
  const client = (await page.locator("#rad-3 h3").innerText()).split(",")[0];
  await page.check("[name=steg1][value=nej]");
  await page.check("[name=steg2][value=nej]");
  await page.click("#steg > footer .ds-button");
  await page.check("[name=aldrig][value=curiosity]");
  await page.fill("#aldrig-text", "Ville se hur det gick för grannen.");
  await page.click("form[action$='/misstanke'] footer button");
  assert.match(await page.locator("#rad-3").innerText(), /Överlämnat/);
  assert.equal(await page.locator("#rad-3 a[data-row]").count(), 0);
  for (const [name, path] of [["direktor", "/misstankar"], ["kc", "/misstankar"]]) {
    await town.log_in(page, name);
    await page.goto(town.base + path);
    await page.click("main table a");
    assert.match(await words(page), new RegExp(client), name);
    assert.match(await words(page), /hur det gick för grannen/, name);
    if (name !== "direktor") continue;
    await seen(page, "misstanke");
    await picture_from(page, "misstanke_rad", "main .panel, main section");
  }
  await town.log_in(page, "dso");
  assert.equal((await page.goto(town.base + "/misstankar")).status(), 403);
  await page.goto(town.base + "/misstankar/frister");
  assert.match(await words(page), /Integritetsskyddsmyndigheten/);
  assert.doesNotMatch(await words(page), new RegExp(`${client}|grannen|Lindgren|Lindqvist`));
  await seen(page, "misstankar_frister");
  await page.click("summary:has-text('Anteckna en tid')");
  await picture_from(page, "misstankar_tid", "main .panel, main section");
  await town.log_in(page, "direktor");
  await page.goto(town.base + "/misstankar");
  await page.click("main table a");
  await page.click("summary:has-text('Det är ingen misstanke')");
  await page.fill("[name=aterlamna]", "Sofia var inlånad den dagen.");
  await page.click("form[action$='/aterlamna'] button");
  await town.log_in(page, "asa");
  await page.goto(town.base + sofia);
  assert.ok(await page.locator("#rad-3 a[data-row]").count() > 0);
});

test("a question goes to the employee, who answers without any role", async () => {
  const page = await town.browser_page({script: false});
  await town.log_in(page, "asa");
  const {sofia} = await lists(page);
  await page.goto(town.base + sofia + "?rad=3#rad-3");
  const client = (await page.locator("#rad-3 h3").innerText()).split(",")[0];
  await page.click("summary:has-text('Fråga Sofia i Insyn')");
  await page.fill("#fraga", "Hur kom det sig att du öppnade akten?");
  await page.click("form[action$='/fraga'] button");
  assert.match(await page.locator("#rad-3").innerText(), /Väntar på svar/);
  await town.log_in(page, "sofia");
  await page.goto(town.base + "/min-sida");
  assert.match(await words(page), /Hur kom det sig/);
  assert.doesNotMatch(await words(page), new RegExp(client));
  await seen(page, "min_sida_fraga");
  await picture_from(page, "min_sida_svara", "main h1");
  await page.fill("[name^=svar-]", "Jag svarade på ett larm.");
  await page.click("form[action^='/min-sida/fraga/'] button");
  await town.log_in(page, "asa");
  await page.goto(town.base + sofia);
  assert.match(await page.locator("#rad-3").innerText(), /Jag svarade på ett larm/);
});

test("support is asked of the unit that owns the case, who sees that row only", async () => {
  const page = await town.browser_page({script: false});
  await town.log_in(page, "asa");
  const {sofia} = await lists(page);
  await page.goto(town.base + sofia + "?rad=4#rad-4");
  await page.check("[name=steg1][value=vet-inte]");
  await page.check("[name=stod-till][value=enhet]");
  await page.fill("#stod", "Bad ni Sofia om hjälp?");
  await page.click("#steg > footer .ds-button");
  await town.log_in(page, "oberg");
  assert.equal((await page.goto(town.base + sofia)).status(), 404);
  await page.goto(town.base + "/");
  await page.click("a[href^='/granskningar/fraga/']");
  await seen(page, "granskning_fraga");
  await page.check("[name=omdome][value=needed]");
  await page.fill("#text", "Ja, vi lånade in Sofia.");
  await page.click("main footer button");
  await town.log_in(page, "asa");
  await page.goto(town.base + sofia);
  assert.match(await page.locator("#rad-4").innerText(), /vi lånade in Sofia/);
});

test("what can't be cleared up waits for a countersignature", async () => {
  const page = await town.browser_page({script: false});
  await town.log_in(page, "asa");
  const {sofia} = await lists(page);
  await page.goto(town.base + sofia + "?rad=5#rad-5");
  await page.check("[name=steg1][value=nej]");
  await page.check("[name=steg2][value=not_remembered]");
  await page.fill("#steg2-text", "Vi har tittat i schemat tillsammans.");
  await page.click("#steg > footer .ds-button");
  assert.match(await page.locator("#rad-5").innerText(), /Någon annan ska hålla med/);
  await town.log_in(page, "kc");
  await page.goto(town.base + "/granskningar/medgiv");
  await seen(page, "granskning_medgiv");
  await picture_from(page, "granskning_medgiv_rad", "main h1");
  await page.check("[value=ja]");
  await page.click("main footer button");
  assert.match(await words(page), /Ingen rad väntar på dig/);
});

test("a printed form holds every row to judge and no button", async () => {
  const page = await town.browser_page();
  await town.log_in(page, "asa");
  const {sofia} = await lists(page);
  await page.goto(town.base + sofia + "/blankett");
  await page.emulateMedia({media: "print"});
  const form = await words(page);
  for (let row = 1; row <= 8; ++row) assert.match(form, new RegExp(`(^|\\n)${row}\\b`), `row ${row}`);
  assert.equal(await page.locator("main table tbody tr").count(), 52);  // with support in the registers
  assert.equal(await page.locator("main button:visible").count(), 0);
  await page.emulateMedia({media: "screen"});
  await page.goto(town.base + sofia + "?fran=papper");
  await page.check("[name=steg1][value=ja]");
  await page.check("[name=grund][value=fees]");
  await posted(page, () => page.click("#steg footer .ds-button"));
  assert.match(await page.locator("#rad-1").innerText(), /Infört från blankett/);
});

test("nobody but the reader comes to a list", async () => {
  const page = await town.browser_page({script: false});
  await town.log_in(page, "asa");
  const {sofia} = await lists(page);
  for (const [name, status] of Object.entries({admin: 403, dso: 403, hr: 403, oberg: 404, vera: 404, kc: 404})) {
    const client = await new Client(town.base).log_in(town.users[name]);
    const answer = await client.send(sofia);
    assert.equal(answer.status, status, name);
    assert.ok(!answer.text.includes("Sofia Lindgren"), name);
  }
  assert.ok(sofia.includes(audit));
});
