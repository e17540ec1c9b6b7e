// The whole round of a planned audit: six steps from the sources to the closed report, each played by
// the role whose it is, in a browser with script and in one without; and what the others see meanwhile.
import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {after, before, beforeEach, test} from "node:test";
import {audit, client_names, sending, serve_hamlet} from "./hamlet.mjs";
import {Client, picture_from, posted, seen} from "./served.mjs";

const at = "/kontroller/" + audit, opening = "/kontroller/oppna/2026-1";
let town;
before(async () => { town = await serve_hamlet({unsent: true}); });
beforeEach(() => town.begin());
after(() => town?.stop());

// Somebody at a browser: one page, in which one logs in after the other.
class Play {
  constructor(page, script) { Object.assign(this, {page, script, clients: {}}); }
  async as(name, path) {
    await town.log_in(this.page, name);
    await this.go(path);
  }
  async go(path) { assert.equal((await this.page.goto(town.base + path)).status(), 200, path); }
  words(selector = "main") { return this.page.locator(selector).innerText(); }
  // Follows a link or posts a form; where script does that, what comes back is swapped in.
  async press(selector) {
    const one = this.page.locator(selector).first();
    if (this.script && await one.evaluate(element => element.closest("[hx-boost=true]") !== null))
      return posted(this.page, () => one.click());
    await Promise.all([this.page.waitForEvent("framenavigated"), one.click()]);
    return this.page.waitForLoadState();
  }
  async fill_where_there(selector, text) {
    if (await this.page.locator(selector).count()) await this.page.fill(selector, text);
  }
  // A state without fault; new ones leave a picture, also of a phone.
  async state(name, {small = false} = {}) {
    await seen(this.page, name, {small, widths: small ? [1280, 390] : [1280, 320], pictured: this.script});
  }
  async from(name, place) { if (this.script) await picture_from(this.page, name, place); }
  async known_state(name) { await seen(this.page, name, {widths: [1280], pictured: false}); }
  // What somebody else is answered at an address meanwhile, without a browser.
  async asks(name, path) {
    const client = this.clients[name] ??= await new Client(town.base).log_in(town.users[name]);
    client.base = town.base;
    return client.send(path);
  }
  async row(list, number) { await this.go(`${list}?rad=${number}`); }
  // An answer to the steps of the open row: radio buttons and one text.
  async answer(chosen, text) {
    for (const [name, value] of Object.entries(chosen)) await this.page.check(`#steg [name="${name}"][value="${value}"]`);
    if (text) await this.page.fill(text[0], text[1]);
    await this.press("#steg > footer .ds-button");
  }
}

// 1 and 2: the sources are checked, the list of active users locked, the sample drawn by a public value.
async function opened_and_drawn(play) {
  await play.as("admin", "/kontroller");
  await play.press('main a[href="/kontroller/2026-1"]');
  await play.press(`main a[href="${opening}"]`);
  await play.fill_where_there(`form[action="${opening}/kallor"] [name=skal]`, "Stämt av med leverantören.");
  await play.press(`form[action="${opening}/kallor"] button`);
  await play.fill_where_there(`form[action="${opening}"] [name=skal]`, "De saknade är kända.");
  await play.press(`form[action="${opening}"] button`);
  assert.match(await play.words(), /Steg 2: Urval/);
  await town.restart({clock: sending});
  await play.go(at + "/lottning");
  await play.page.fill("[name=tal]", "5c".repeat(32));
  await play.press(`form[action="${at}/lottning"] button`);
}

// 3: who may not read what is decided, and the lists go out.
async function sent(play) {
  assert.match(await play.words(), /Steg 3: Listor/);
  await play.press(`form[action="${at}/jav"] button`);
  await play.go(at + "/skicka");
  await play.press(`form[action="${at}/skicka"] button`);
  assert.match(await play.words(), /Steg 4: Granskning/);
  await play.known_state("sent");
}

async function lists_of(play, name) {
  await play.as(name, "/granskningar");
  const lists = {};
  for (const item of await play.page.locator(".todo > li").all())
    lists[(await item.locator("h3").innerText()).split(",")[0]] = await item.locator("a").getAttribute("href");
  return lists;
}

// 4: rows that the registers say nothing of, each another way.
async function judged(play, list) {
  await play.row(list, 1);
  await play.answer({steg1: "ja", grund: "on_call"}, ["#grund-text", "Larm från trapphuset."]);
  await play.row(list, 2);
  await play.answer({steg1: "nej", steg2: "wrong_person"}, ["#steg2-text", "Sökte på ett liknande namn."]);
  await play.row(list, 4);
  await play.answer({steg1: "vet-inte", "stod-till": "enhet"}, ["#stod", "Bad ni om hjälp?"]);
  await play.row(list, 5);
  await play.answer({steg1: "nej", steg2: "not_remembered"}, ["#steg2-text", "Vi har tittat i schemat tillsammans."]);
  await play.row(list, 6);
  await play.page.click("summary:has-text('Fråga Sofia i Insyn')");
  await play.page.fill("#fraga", "Hur kom det sig att du öppnade akten?");
  await play.press("form[action$='/fraga'] button");
  await play.row(list, 7);
  await play.answer({steg1: "jav"});
  await play.row(list, 8);
  await play.answer({steg1: "vet-inte", "stod-till": "roll"}, ["#stod", "Ingick det här i rondens uppdrag?"]);
  await play.go(list);
  assert.match(await play.words("#saved"), /svar att vänta på/);
  await play.state("granskning_vantar", {small: true});
  await play.from("granskning_rader", "h2:has-text('Behöver din bedömning')");
}

// Whoever was asked answers what is theirs, and sees that row only.
async function others_answer(play, list) {
  for (const name of ["oberg", "mas"]) {
    await play.as(name, "/granskningar");
    await play.press("a[href^='/granskningar/fraga/']");
    assert.equal(await play.page.locator(".rows > li").count(), 1, name);
    await play.known_state("fraga " + name);
    await play.page.check("[name=omdome][value=needed]");
    await play.page.fill("#text", "Ja, vi lånade in Sofia.");
    await play.press("main footer button");
    assert.equal((await play.page.goto(town.base + list)).status(), 404, name);
  }
  await play.as("sofia", "/min-sida");
  await play.page.fill("[name^=svar-]", "Jag svarade på ett larm.");
  await play.press("form[action^='/min-sida/fraga/'] button");
  await play.as("kc", "/granskningar/medgiv");
  await play.page.check("[value=ja]");
  await play.press("main footer button");
  assert.match(await play.words(), /Ingen rad väntar på dig/);
  await play.known_state("medgiv");
  const [own] = Object.values(await lists_of(play, "vera"));  // the row that Åsa is in conflict about
  await play.go(own);
  assert.equal(await play.page.locator(".rows > li").count(), 1);
  await play.answer({steg1: "ja", grund: "other_unit"});
  await play.known_state("moved");
  await confirmed_and_signed(play);
}

async function confirmed_and_signed(play) {
  await play.page.check("[name=kanner][value=nej]");
  await play.press("#bekrafta-svar footer button");
  await play.press("form[action$='/skriv-under'] button");
  assert.match(await play.words(), /Underskriven/);
}

// Handed over last: no question can be put to her after it.
async function handed_over(play, list) {
  await play.row(list, 3);
  await play.answer({steg1: "nej", steg2: "nej"});
  await play.page.check("[name=aldrig][value=curiosity]");
  await play.page.fill("#aldrig-text", "Ville se hur det gick för grannen.");
  await play.press("form[action$='/misstanke'] footer button");
  assert.equal(await play.page.locator("#rad-3 a[data-row]").count(), 0);
}

async function reviewed(play) {
  const {"Sofia Lindgren": sofia, "Daniel Åberg": daniel} = await lists_of(play, "asa");
  await judged(play, sofia);
  await others_answer(play, sofia);
  await play.as("asa", sofia);
  assert.match(await play.words("#rad-6"), /Jag svarade på ett larm/);
  for (const number of [4, 6, 8]) {
    await play.row(sofia, number);
    await play.answer({steg1: "ja", grund: "other_unit"});
  }
  await handed_over(play, sofia);
  await confirmed_and_signed(play);
  await play.go(daniel + "?till=bekrafta");  // no row is open, so that each has its box
  for (const number of [1, 2]) await play.page.check(`[name=lika][value="${number}"]`);
  await play.page.click("#lika-svar summary");
  await play.page.check("[name=svar][value=fees]");
  await play.press("#lika footer button");
  await confirmed_and_signed(play);
}

// 5 and 6: the area is signed off, rows are read once more, the result compiled, reported, closed.
async function compiled(play) {
  await play.as("vera", at);
  assert.match(await play.words(), /Steg 5: Återrapport/);
  await play.press(`form[action="${at}/omrade"] button`);
  await play.as("strateg", at);
  assert.equal(await play.page.locator(`form[action="${at}/sammanstall"]`).count(), 0);  // rows aren't drawn yet
  await play.as("admin2", at);
  await play.state("kontroll_sammanstallning");
  await play.press(`form[action="${at}/andra-lasning"] button`);
  let again = 0;
  for (const name of ["kc", "mas"]) {
    await play.as(name, "/granskningar/andra-lasning");
    if (name === "kc") {
      await play.state("granskning_andra_lasning");
      await play.from("granskning_las_igen", "main h1");
    }
    for (; await play.page.locator("[value=needed]").count(); ++again) {
      await play.page.locator("[value=needed]").first().check();
      await play.press("main footer button");
    }
  }
  assert.equal(again, 3);  // five percent of the 60 that managers cleared
  await play.as("strateg", at);
  await play.from("kontroll_sammanstall", "main h1");
  await play.press(`form[action="${at}/sammanstall"] button`);
  await play.press(`form[action="${at}/rapport"] button`);
  await play.as("admin", at);
  await play.press(`form[action="${at}/avsluta"] button`);
  assert.match(await play.words(), /Kontrollen är avslutad/);
  await play.state("kontroll_avslutad", {small: true});
}

// Who may look where while the lists are out, and when all is done: nobody but readers is told of a client.
const ways = ["", "/listor", "/urval", "/rapport", "/avvikelser"].map(part => at + part)
  .concat("/granskningar", "/misstankar", "/misstankar/frister", "/egen-logg");
const may = {
  admin: [200, 200, 200, 403, 403, 403, 403, 403, 403], admin2: [200, 200, 200, 403, 403, 403, 403, 403, 403],
  strateg: [200, 403, 403, 200, 403, 403, 403, 403, 403], direktor: [200, 200, 403, 200, 403, 200, 200, 200, 403],
  vera: [200, 200, 403, 404, 200, 200, 403, 403, 403], mas: [200, 403, 403, 403, 403, 200, 200, 403, 403],
  kc: [200, 403, 403, 403, 403, 200, 200, 403, 403], hr: [403, 403, 403, 403, 403, 403, 200, 200, 403],
  dso: [200, 403, 403, 200, 403, 403, 403, 200, 200], revisor: [200, 403, 200, 200, 403, 403, 403, 403, 403],
  utlamnare: [403, 403, 403, 403, 403, 403, 403, 403, 403], sofia: [403, 403, 403, 403, 403, 403, 403, 403, 403]};
async function looks(play, told) {
  for (const [name, statuses] of Object.entries(may)) {
    const answers = [];
    for (const path of ways) answers.push([path, await play.asks(name, path)]);
    assert.deepEqual(answers.map(([, answer]) => answer.status), statuses, name);
    for (const [path, {text}] of answers)
      for (const client of client_names)
        assert.ok(!text.includes(client) || told.includes(`${name} ${path}`), `${name} is told of a client at ${path}`);
  }
}

// A suspicion: whoever receives it sees the row, HR nothing before a measure, others times only.
async function suspicion(play) {
  await play.as("direktor", "/misstankar");
  await play.press("main table a");
  const path = new URL(play.page.url()).pathname;
  assert.match(await play.words(), /hur det gick för grannen/);
  await play.known_state("suspicion");
  assert.match((await play.asks("kc", path)).text, /hur det gick för grannen/);
  for (const [name, status] of [["mas", 404], ["hr", 404], ["dso", 403], ["admin", 403], ["admin2", 403], ["asa", 403]]) {
    const answer = await play.asks(name, path);
    assert.equal(answer.status, status, name);
    assert.doesNotMatch(answer.text, /grannen|Lindgren/, name);
  }
  assert.match((await play.asks("dso", "/misstankar/frister")).text, /Integritetsskyddsmyndigheten/);
}

// The mistake that Sofia's manager accepted is a line of the incident list, which names nobody.
async function incidents(play) {
  await play.as("dso", at);
  await play.press('a[href^="/incidenter"]');
  assert.equal(await play.page.locator("main tbody tr").count(), 1);
  assert.doesNotMatch(await play.words(), new RegExp([...client_names, "Sofia", "Åsa"].join("|")));
  await play.state("incidentlista", {small: true});
}

const pages_of = pdf => Number(/^Pages:\s+(\d+)$/m.exec(execFileSync("pdfinfo", ["-"], {input: pdf}))[1]);

// A number of the report that no other page tells leads to how it was counted.
async function basis(play) {
  await play.press('main a[href$="/underlag#kvalitet"]');
  assert.match(await play.words(), /Andra läsningen/);
  await play.state("rapport_underlag", {small: true});
}

// The three papers, on a page and as files; the figures are those that were played.
async function papers(play) {
  await play.as("direktor", at);
  for (const [name, most] of [["rapport", 2], ["utskott", 2], ["namnd", 2]]) {
    await play.go(`${at}/${name}`);
    const words = await play.words();
    assert.match(words, /insyn\/[^]*?[A-Za-z0-9+/]{43}=/, `${name} holds the checkpoint`);
    assert.doesNotMatch(words, new RegExp([...client_names, "Sofia Lindgren", "Daniel Åberg"].join("|")), name);
    if (name === "rapport") assert.match(words, /62/);
    await play.state(name === "rapport" ? name : "rapport_" + name, {small: true});
    if (name === "rapport") await play.from("rapport_i_dag", "main h1");
    if (name === "rapport") await basis(play);
    const pdf = await play.page.context().request.get(`${town.base}${at}/${name}.pdf`);
    const bytes = await pdf.body();
    assert.equal(bytes.subarray(0, 5).toString(), "%PDF-", name);
    assert.ok(pages_of(bytes) <= most, `${name} has ${pages_of(bytes)} pages`);
    const sheet = await play.page.context().request.get(`${town.base}${at}/${name}.xlsx`);
    assert.equal((await sheet.body()).subarray(0, 2).toString(), "PK", name);
  }
}

for (const script of [true, false])
  test(`the round is played to its closed report ${script ? "with" : "without"} script`, async () => {
    const play = new Play(await town.browser_page({script}), script);
    await opened_and_drawn(play);
    await sent(play);
    await looks(play, []);
    await reviewed(play);
    await suspicion(play);
    await compiled(play);
    await papers(play);
    await incidents(play);
    await looks(play, []);
    assert.deepEqual(play.page.complaints, []);
    town.insyn("verify");
  });
