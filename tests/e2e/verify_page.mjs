// Opens docs/verify/verify.html from the disk in Chromium, gives it every file, and prints as JSON
// what it showed and what it tried to send:
//
//     node verify_page.mjs open|paste FILE…
//
// `open` chooses each file as a person would. `paste` pastes its text, in a browser without
// WebCrypto. CHROMIUM names another browser than Debian's.
import {createRequire} from "node:module";
import {readFileSync} from "node:fs";

const repository = new URL("../../", import.meta.url);
const {chromium} = createRequire(new URL("npm/package.json", repository))("playwright-core");
const [way, ...files] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage();
const address = new URL("docs/verify/verify.html", repository).href;
const requests = [], errors = [], shown = [];
page.on("request", request => requests.push(request.url()));
page.on("pageerror", error => errors.push(error.message));
page.on("console", message => errors.push(message.text()));
if (way === "paste")
  await page.addInitScript(() => Object.defineProperty(crypto, "subtle", {value: undefined}));
await page.goto(address);

// What the page shows, as a reader sees it.
function read_page() {
  const text = node => node.textContent.trim();
  const rows = [...document.querySelectorAll("[data-stratum]")].flatMap(group =>
    [...group.querySelectorAll("tbody tr")].map(row => [group.dataset.stratum, ...[...row.cells].map(text)]));
  return {
    verdict: text(document.querySelector("#verdict")),
    problems: [...document.querySelectorAll(".verdict li")].map(text),
    unsourced: document.querySelector(".facts .look") !== null,
    focused: document.activeElement.id === "verdict",
    rows,
  };
}
// The widths at which the page must be scrolled sideways, every disclosure open.
async function too_narrow() {
  const widths = [];
  await page.evaluate(() => document.querySelectorAll("details").forEach(one => { one.open = true; }));
  for (const width of [1280, 700, 390, 320]) {
    await page.setViewportSize({width, height: 800});
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) widths.push(width);
  }
  return widths;
}
let overflow;
for (const file of files) {
  await page.evaluate(() => document.querySelector("#result").replaceChildren());
  if (way === "open") {
    await page.setInputFiles("#file", file);
  } else {
    await page.evaluate(text => {
      document.querySelector("#paste").value = text;
      document.querySelector("#check").click();
    }, readFileSync(file, "utf8"));
  }
  await page.waitForSelector("#verdict");
  shown.push(await page.evaluate(read_page));
  overflow ??= await too_narrow();  // the first file is a good record
}

// Nothing can be sent even by a script that wants to.
const quiet = errors.length;
const refused = await page.evaluate(() => new Promise(resolve => {
  document.addEventListener("securitypolicyviolation", event => resolve(event.effectiveDirective));
  fetch("http://localhost:9/").catch(() => {});
}));
const subtle = await page.evaluate(() => Boolean(crypto.subtle));
await browser.close();
const strange = requests.filter(url => url !== address && url !== "http://localhost:9/");
console.log(JSON.stringify({shown, requests: strange, errors: errors.slice(0, quiet), refused, subtle, overflow}));
