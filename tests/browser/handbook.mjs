// The handbook in both languages: two pages on paper, no wall on screen, each role's chapter first.
import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {readdirSync} from "node:fs";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {axe, Client, picture as kept_picture, repository, serve_town} from "./served.mjs";

const chapters = readdirSync(join(repository, "docs/handbok/sv")).map(name => name.replace(/\.md$/, ""));
const chapter_of = {admin: "administrator", chef1: "chef", vochef1: "omradeschef",
  mas: "mas-och-kvalitetscontroller", kc: "mas-och-kvalitetscontroller", strateg: "sammanstallare",
  direktor: "socialchef", hr: "hr", dso: "dataskyddsombud", revisor: "revisor", utlamnare: "medarbetare"};
let town;
before(async () => { town = await serve_town(); });
after(() => town?.stop());

const pages_of = pdf => Number(/^Pages:\s+(\d+)$/m.exec(execFileSync("pdfinfo", ["-"], {input: pdf}))[1]);

async function enter(page, name, language) {
  const client = await new Client(town.base).log_in(town.users[name]);
  await client.act("/hjalp", "/sprak", {sprak: language, till: "/hjalp"});
  await page.context().clearCookies();
  await page.context().addCookies([...client.cookies]
    .map(([cookie, value]) => ({name: cookie, value, url: town.base})));
}

for (const language of ["sv", "en"])
  test(`every chapter is two pages of A4 in ${language}, and whole on every screen`, async () => {
    const page = await town.browser_page();
    await enter(page, "chef1", language);
    const lengths = {};
    for (const chapter of chapters) {
      const answer = await page.goto(`${town.base}/hjalp/handbok/${chapter}`);
      assert.equal(answer.status(), 200, chapter);
      assert.equal(await page.evaluate(() => document.documentElement.lang), language, chapter);
      for (const picture of await page.locator("article img").all()) await picture.scrollIntoViewIfNeeded();
      await page.waitForLoadState("networkidle");
      const unseen = await page.evaluate(() => [...document.querySelectorAll("article img")]
        .filter(image => !image.complete || image.naturalWidth < 600 || !image.alt).map(image => image.src));
      assert.deepEqual(unseen, [], chapter);
      for (const width of [1280, 390, 320]) {
        await page.setViewportSize({width, height: 900});
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${chapter} is ${wide} px wide at ${width}`);
        if (width !== 320) assert.deepEqual(await axe(page), [], `${chapter} at ${width}`);
        if (width === 1280 && language === "sv" && chapter === "chef") await kept_picture(page, "handbok");
      }
      const pdf = await page.pdf({preferCSSPageSize: true, printBackground: true});
      lengths[chapter] = pages_of(pdf);
    }
    assert.deepEqual(lengths, Object.fromEntries(chapters.map(chapter => [chapter, 2])));
    assert.deepEqual(page.complaints, []);
  });

test("one's own chapter comes first, then everybody's, then the others", async () => {
  for (const [name, chapter] of Object.entries(chapter_of)) {
    const client = await new Client(town.base).log_in(town.users[name]);
    const {status, text} = await client.send("/hjalp");
    assert.equal(status, 200, name);
    const shown = [...text.matchAll(/href="\/hjalp\/handbok\/([\w-]+)"/g)].map(found => found[1]);
    assert.equal(shown[0], chapter, name);
    assert.equal(shown[chapter === "medarbetare" ? 0 : 1], "medarbetare", name);
    assert.deepEqual([...shown].sort(), chapters, `${name} finds every chapter once`);
  }
});

test("the pages that a chapter leads its readers to are there for them", async () => {
  for (const [name, chapter] of Object.entries(chapter_of)) {
    const client = await new Client(town.base).log_in(town.users[name]);
    const {text} = await client.send(`/hjalp/handbok/${chapter}`);
    const article = /<article[\s\S]*<\/article>/.exec(text)[0];
    const links = [...article.matchAll(/<a href="([^"]+)"/g)].map(found => found[1]);
    assert.ok(links.length > 0, chapter);
    for (const link of links) assert.equal((await client.send(link)).status, 200, `${name}: ${link}`);
  }
});

test("a chapter that isn't there is answered as what isn't there", async () => {
  const client = await new Client(town.base).log_in(town.users.chef1);
  for (const name of ["chefer", "sv", "chef.md"])
    assert.equal((await client.send(`/hjalp/handbok/${name}`)).status, 404, name);
});
