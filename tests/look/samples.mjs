// Opens sample pages with every component (src/web/look/sampler_test.cpp) in Chromium, under the
// policy they are served with, and prints as JSON what is wrong with them:
//
//     node samples.mjs FOLDER [PICTURES]
//
// FOLDER is what INSYN_SAMPLES named. PICTURES gets a screenshot of each page at each width, and a
// PDF. CHROMIUM names another browser than Debian's.
import {createRequire} from "node:module";
import {createServer} from "node:http";
import {mkdirSync, readdirSync, readFileSync} from "node:fs";

const require = createRequire(new URL("../../npm/package.json", import.meta.url));
const {chromium} = require("playwright-core");
const {AxeBuilder} = require("@axe-core/playwright");
const [folder, pictures] = process.argv.slice(2);
const types = {html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", woff2: "font/woff2",
  svg: "image/svg+xml"};
const policy = readFileSync(`${folder}/policy.txt`, "utf8");

const server = createServer((request, response) => {
  try {
    const body = readFileSync(folder + new URL(request.url, "http://x").pathname);
    const type = types[request.url.split(".").pop()];
    response.writeHead(200, {"Content-Type": type, "Content-Security-Policy": policy}).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise(listening => server.listen(0, "127.0.0.1", listening));
const home = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const faults = [];

async function axe_faults(page, where) {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
  for (const found of (await new AxeBuilder({page}).withTags(tags).analyze()).violations)
    for (const node of found.nodes) faults.push(`${where}: ${found.id}: ${node.html}: ${node.failureSummary}`);
}

async function check_at(page, name, width) {
  const where = `${name} at ${width}`;
  await page.setViewportSize({width, height: 900});
  await page.goto(`${home}/${name}.html`);
  await page.evaluate(() => document.fonts.ready);
  if (pictures) await page.screenshot({path: `${pictures}/${name}_${width}.png`, fullPage: true});
  if (width === 1280 || width === 390) await axe_faults(page, where);
  await page.evaluate(() => document.querySelectorAll("details").forEach(one => { one.open = true; }));
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
    faults.push(`${where}: scrolls sideways`);
  const menu = page.locator(".menu");
  if (width !== 390 || !await menu.isVisible()) return;
  await menu.click();
  if (!await page.locator(".nav a").first().isVisible()) faults.push(`${where}: the menu doesn't open`);
  await axe_faults(page, `${where}, menu open`);
  if (pictures) await page.screenshot({path: `${pictures}/${name}_${width}_menu.png`});
}

async function print(page, name) {
  await page.pdf({path: `${pictures}/${name}.pdf`, preferCSSPageSize: true});
  await page.setViewportSize({width: 665, height: 940}); // the text of an A4 page in CSS pixels
  await page.emulateMedia({media: "print"});
  await page.screenshot({path: `${pictures}/${name}_print.png`, fullPage: true});
}

async function check(name) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on("pageerror", error => faults.push(`${name}: ${error.message}`));
  page.on("console", message => faults.push(`${name}: console: ${message.text()}`));
  page.on("response", answer => answer.ok() || faults.push(`${name}: ${answer.status()} ${answer.url()}`));
  for (const width of [1280, 640, 390, 320]) await check_at(page, name, width);
  await page.goto(`${home}/${name}.html`);
  const seen = await page.evaluate(() => ({
    font: [...document.fonts].some(font => font.status === "loaded"),
    htmx: [htmx.config.historyCacheSize, htmx.config.allowEval, htmx.config.selfRequestsOnly],
    focused: document.activeElement.className,
    summary: document.querySelector(".ds-error-summary") !== null,
  }));
  if (!seen.font) faults.push(`${name}: Inter isn't loaded`);
  if (String(seen.htmx) !== "0,false,true") faults.push(`${name}: htmx is set to ${seen.htmx}`);
  if (seen.summary && seen.focused !== "ds-error-summary") faults.push(`${name}: focus is on ${seen.focused}`);
  if (pictures) await print(page, name);
  await context.close();
}

if (pictures) mkdirSync(pictures, {recursive: true});
const names = readdirSync(folder).filter(name => name.endsWith(".html")).map(name => name.slice(0, -5));
for (const name of names) await check(name);
await browser.close();
server.close();
console.log(JSON.stringify({pages: names.length, faults}, null, 1));
process.exit(faults.length > 0 || names.length === 0 ? 1 : 0);
