// An invented municipality behind a real server, for the browser tests: `insyn` is run as an
// operator would, on a fresh home, and served on a port of the system's choice.
//
//   const town = await serve_town();           // a home with registers, logs and users, served
//   const page = await town.browser_page();    // Chromium; script: false for a browser without
//   await town.log_in(page, "anna");           // a user below
//   await town.stop();
import assert from "node:assert/strict";
import {spawn, execFileSync} from "node:child_process";
import {createHash, createHmac} from "node:crypto";
import {createRequire} from "node:module";
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync,
  writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {fileURLToPath} from "node:url";

export const repository = fileURLToPath(new URL("../../", import.meta.url));
const from_npm = createRequire(new URL("../../npm/package.json", import.meta.url));
const {chromium} = from_npm("playwright-core");
const insyn_path = resolve(process.env.INSYN ?? join(repository, "build/release/src/insyn"));

// The town's year of logs ends with February 2026: period 2026-1 is the latest that has finished.
export const now = "2026-03-02T08:00:00+01:00";
export const later = minutes => new Date(Date.parse(now) + minutes * 60e3).toISOString();
export const password = "fyra ord som hittas på";

export function run(home, args, more = {}) {
  const text = execFileSync(insyn_path, ["--home", home, ...args],
    {env: {...process.env, INSYN_NOW: now, ...more}, encoding: "utf8", maxBuffer: 1 << 28});
  return args.includes("--json") ? JSON.parse(text) : text;
}

// One town for all tests: making it takes longer than most of them. INSYN_TOWN names where it is kept;
// the home in it is made anew for every build of the executable.
const town = process.env.INSYN_TOWN ?? join(tmpdir(), "insyn-browser-town-" +
  createHash("sha256").update(insyn_path).digest("hex").slice(0, 12));

function make_town() {
  if (existsSync(join(town, "truth.csv"))) return;
  rmSync(town, {recursive: true, force: true});
  execFileSync(insyn_path, ["simulate", "--out", town, "--staff", "120", "--clients", "400",
    "--from", "2026-01-05", "--days", "50", "--rng", "7"], {stdio: "ignore"});
}

// The home with registers, logs and approved users, as a folder to copy; and its users.
export async function ready_home() {
  const {size, mtimeMs} = statSync(insyn_path);
  const key = createHash("sha256").update(`${size} ${mtimeMs} ${readFileSync(fileURLToPath(import.meta.url))}`);
  const ready = join(town, "ready-" + key.digest("hex").slice(0, 12));
  if (existsSync(ready)) return ready;
  make_town();
  const made = mkdtempSync(join(town, "making-")), home = join(made, "home");
  run(home, ["init"]);
  for (const file of readdirSync(join(town, "registers")).sort())
    run(home, ["import", "--register", file.replace(/\.csv$/, ""), join(town, "registers", file)]);
  run(home, ["import", "--source", "canonical",
    ...readdirSync(join(town, "logs")).sort().map(file => join(town, "logs", file))]);
  writeFileSync(join(home, "server.toml"), server_toml());
  const users = add_users(home, town);
  const server = await start(home, {});
  await approve_all(server.base, users);
  await server.end_server();
  writeFileSync(join(made, "users.json"), JSON.stringify(users));
  for (const old of readdirSync(town).filter(name => name.startsWith("ready-")))
    rmSync(join(town, old), {recursive: true, force: true});
  try {
    renameSync(made, ready);  // whole or not at all: others may be making it too
  } catch (error) {
    if (!existsSync(ready)) throw error;
    rmSync(made, {recursive: true, force: true});
  }
  return ready;
}

// How the town logs in: by passwords alone, as only a demo may, unless a test is about logging in.
export function server_toml(password_only = true) {
  return `[site]
municipality = "Ljungfors kommun"
department = "socialförvaltningen"
contact = "Loggkontrollen, telefon 0000-123 45"

[login]
password_only = ${password_only}
`;
}

// Managers and heads of areas are taken from the registers, so that the lists find them.
export function staff_of(town) {
  const rows = name => {
    const [head, ...lines] = readFileSync(join(town, "registers", name), "utf8").trim().split(/\r?\n/);
    const mark = head.split(";").length > head.split(",").length ? ";" : ",";
    const names = head.split(mark);
    return lines.map(line => Object.fromEntries(line.split(mark).map((value, i) => [names[i], value])));
  };
  const units = rows("units.csv"), staff = new Map(rows("staff.csv").map(one => [one.staff_id, one]));
  return {units, staff, areas: units.filter(unit => unit.kind === "area")};
}

async function copy_ready_home(home) {
  const ready = await ready_home();
  execFileSync("cp", ["-a", join(ready, "home"), home]);
  return JSON.parse(readFileSync(join(ready, "users.json"), "utf8"));
}

// What a municipality has on its first day: a home and its administrator.
function make_empty_home(home) {
  run(home, ["init"]);
  writeFileSync(join(home, "server.toml"), server_toml());
  const made = run(home, ["user", "add", "Jonas Wikström", "--login", "admin", "--role", "administrator", "--json"]);
  return {admin: {login: "admin", name: "Jonas Wikström", role: "administrator", id: made.user, code: made.setup_code}};
}

export async function serve_town(options = {}) {
  const folder = mkdtempSync(join(tmpdir(), "insyn-browser-"));
  const home = join(folder, "home");
  const users = options.empty ? make_empty_home(home) : await copy_ready_home(home);
  if (options.server_toml) writeFileSync(join(home, "server.toml"), options.server_toml);
  return serve_home({folder, home, users, town}, options);
}

// A home behind a server: `place` says where it is and who its users are.
export async function serve_home(place, options = {}) {
  const {folder, home, users} = place, opened = [];
  return {
    ...place, ...await start(home, options),
    insyn: (...args) => run(home, args),
    async start_again(more = {}) { Object.assign(this, await start(home, {...options, ...more})); },
    async restart(more = {}) {
      await this.end_server();
      await this.start_again(more);
    },
    browser_page: how => browser_page(opened, how),
    async log_in(page, name) {
      const user = users[name];
      await page.context().clearCookies();
      if (user.code) {
        await page.goto(this.base + "/valkommen");
        await page.fill("[name=code]", user.code);
        await page.fill("[name=password]", password);
        await page.click("main form button");
        delete user.code;
      } else {
        await page.goto(this.base + "/logga-in");
        await page.fill("[name=namn]", user.login);
        await page.fill("[name=password]", password);
        await page.click("main form button");
      }
    },
    async stop() {
      for (const browser of opened) await browser.close();
      await this.end_server();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}

async function browser_page(opened, {script = true, width = 1280, height = 900} = {}) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"]});
  opened.push(browser);
  const context = await browser.newContext({javaScriptEnabled: script, locale: "sv-SE", viewport: {width, height}});
  const page = await context.newPage();
  // axe is a script: where pages have none it looks at the same page, by the same session, in another window.
  page.with_script = async () => {
    if (script) return page;
    const other = await browser.newContext({locale: "sv-SE", viewport: {width, height},
      storageState: await context.storageState()});
    const twin = await other.newPage();
    twin.complaints = [];
    await twin.goto(page.url());
    return twin;
  };
  page.complaints = [];
  page.on("pageerror", error => page.complaints.push(error.message));
  page.on("console", message => {
    if (message.type() === "error" && !/status of (4|5)\d\d/.test(message.text()))
      page.complaints.push(message.text());
  });
  return page;
}

export function add_user(home, login, name, role, ...more) {
  const made = run(home, ["user", "add", name, "--login", login, ...(role ? ["--role", role] : []), ...more, "--json"]);
  return {login, name, role, id: made.user, code: made.setup_code, change: made.waits ? made.change : undefined};
}

// One user a role; every area gets its head, every manager of a unit a login of their own. The first
// administrator is there alone; a stand-in approves the others in the browser, as two persons have to.
function add_users(home, town) {
  const {units, areas} = staff_of(town);
  const users = {};
  const add = (name, full_name, role, ...more) => { users[name] = add_user(home, name, full_name, role, ...more); };
  add("admin", "Jonas Wikström", "administrator");
  add("godkannare", "Sofia Falk", undefined);
  run(home, ["user", "stand-in", users.godkannare.id, "--from", "2026-01-01", "--to", "2027-01-01",
    "--reason", "innan det finns fler administratörer"]);
  add("admin2", "Anna Berg", "administrator");
  add("direktor", "Karin Lund", "director");
  add("strateg", "Anders Blom", "compiler");
  add("mas", "Helena Norberg", "chief_nurse");
  add("kc", "Per Sund", "quality_controller");
  add("hr", "Eva Holm", "hr");
  add("dso", "Lars Ek", "data_protection_officer");
  add("utlamnare", "Maria Dahl", "disclosure_officer");
  add("revisor", "Olof Strand", "auditor");
  add("utan", "Britta Vik", undefined);  // no role yet
  const linked = new Set();  // somebody may head two areas; a user is one person
  areas.forEach((area, number) => {
    const head = area.head_id && !linked.has(area.head_id) ? ["--staff", area.head_id] : [];
    linked.add(area.head_id);
    add(`vochef${number + 1}`, `Områdeschef ${number + 1}`, "area_head", "--area", area.unit_id, ...head);
  });
  const heads = [...new Set(units.filter(unit => unit.kind === "unit" && unit.head_id)
    .map(unit => unit.head_id))].filter(id => !linked.has(id));
  heads.forEach((id, number) =>
    add(`chef${number + 1}`, `Enhetschef ${number + 1}`, "manager", "--staff", id));
  return users;
}

// A browser without a window: cookies, forms and nothing else.
export class Client {
  constructor(base) { this.base = base; this.cookies = new Map(); }
  async send(path, fields) {
    const answer = await fetch(this.base + path, {
      method: fields ? "POST" : "GET", redirect: "manual",
      headers: {cookie: [...this.cookies].map(pair => pair.join("=")).join("; "),
        ...(fields ? {"content-type": "application/x-www-form-urlencoded"} : {})},
      body: fields ? new URLSearchParams(fields).toString() : undefined});
    for (const cookie of answer.headers.getSetCookie?.() ?? [answer.headers.get("set-cookie") ?? ""]) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(cookie) ?? [];
      if (name) this.cookies.set(name, value);
    }
    return {status: answer.status, location: answer.headers.get("location"), headers: answer.headers,
      text: await answer.text()};
  }
  // Posts with the form token of a page.
  async act(page, path, fields = {}) {
    const {text} = await this.send(page);
    const csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? "";
    return this.send(path, {csrf, ...fields});
  }
  async log_in(user) {
    const answer = user.code
      ? await this.send("/valkommen", {code: user.code, password})
      : await this.send("/logga-in", {namn: user.login, password});
    if (answer.status !== 303) throw new Error(`${user.login} isn't let in: ${answer.status}`);
    delete user.code;
    return this;
  }
}

export async function approve_all(base, users) {
  const client = await new Client(base).log_in(users.godkannare);
  for (const user of Object.values(users)) {
    if (!user.change) continue;
    const answer = await client.act("/anvandare", `/anvandare/andring/${user.change}`, {beslut: "godkann"});
    if (answer.status !== 303) throw new Error(`${user.login}: ${answer.status} ${answer.text.slice(0, 2000)}`);
  }
}

// Waits for the line that says where the server listens.
async function start(home, {clock = now, port = 0} = {}) {
  const server = spawn(insyn_path, ["--home", home, "serve", "--listen", `127.0.0.1:${port}`],
    {env: {...process.env, INSYN_NOW: clock}, stdio: ["ignore", "pipe", "pipe"]});
  let said = "";
  const base = await new Promise((found, failed) => {
    server.stderr.on("data", bytes => {
      said += bytes;
      const address = /(\d+\.\d+\.\d+\.\d+:\d+)/.exec(said);
      if (address) found("http://" + address[1]);
    });
    server.on("exit", status => failed(new Error(`the server ended with ${status}: ${said}`)));
  });
  const ended = new Promise(done => server.on("exit", done));
  return {
    base, pid: server.pid,
    async end_server(signal = "SIGTERM") {
      server.kill(signal);
      await ended;
    },
  };
}

const AxeBuilder = from_npm("@axe-core/playwright").default;
// Violations of WCAG 2.1 A and AA, each with the elements concerned; and ids that two elements have,
// of which a label or link reaches the first only.
export async function axe(page) {
  const found = await new AxeBuilder({page}).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]).analyze();
  const twice = await page.evaluate(() =>
    [...document.querySelectorAll("[id]")].map(one => one.id).filter((id, i, all) => all.indexOf(id) < i));
  return found.violations.map(one => `${one.id}: ${one.nodes.map(node => node.target.join(" ")).join("; ")}`)
    .concat(twice.map(id => `id ${id} stands twice`));
}

// Pictures of the pages, kept when INSYN_SCREENS names a folder (docs/screens is made that way).
export async function picture(page, name) {
  if (!process.env.INSYN_SCREENS) return;
  mkdirSync(process.env.INSYN_SCREENS, {recursive: true});
  // A window as high as the picture, so that what stays at its foot stands there.
  const [width, height] = await page.evaluate(() => [innerWidth, document.documentElement.scrollHeight]);
  await page.setViewportSize({width, height: Math.min(height, 1700)});
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({path: join(process.env.INSYN_SCREENS, name + ".png")});
  await page.setViewportSize({width, height: 900});
}

// What a chapter of the handbook tells of, from a place on the page down: as large as is read in print.
export async function picture_from(page, name, place) {
  if (!process.env.INSYN_SCREENS) return;
  await page.setViewportSize({width: 1280, height: 720});
  const zoom = factor => page.evaluate(to => { document.documentElement.style.zoom = to; }, factor);
  await zoom(4 / 3);
  await page.locator(place).first().evaluate(one => {
    document.documentElement.style.scrollPaddingTop = one.style.scrollMarginTop = "0";
    one.scrollIntoView();
  });
  await page.screenshot({path: join(process.env.INSYN_SCREENS, name + ".png")});
  await zoom(1);
  await page.setViewportSize({width: 1280, height: 900});
}

// A state that can't be opened by its address: as it is.
export async function whole(page, name) {
  for (const width of [1280, 390]) {
    await page.setViewportSize({width, height: 900});
    assert.deepEqual(await axe(page), [], `${name} at ${width}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${name} is ${wide} px wide at ${width}`);
    if (width === 1280) await picture(page, name);
  }
  assert.deepEqual(page.complaints.splice(0), [], name);
}

// A state as it is at every width: nothing to scroll to at the side, no fault for a screen reader, a picture.
export async function seen(shown, name, {small = false, widths = [1280, 640, 390, 320], pictured = true} = {}) {
  const page = await shown.with_script();
  for (const width of widths) {
    await page.setViewportSize({width, height: 900});
    const wide = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth ? "" :
      [...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > innerWidth)
        .map(one => one.outerHTML.slice(0, 120)).at(-1) ?? "html");
    assert.equal(wide, "", `${name} at ${width}`);
    if (width === 640 || width === 320) continue;
    assert.deepEqual(await axe(page), [], `${name} at ${width}`);
    if (pictured && width === 1280) await picture(page, name);
    else if (pictured && small) await picture(page, `${name}_390`);
  }
  assert.deepEqual(page.complaints, [], name);
  if (page === shown) await page.setViewportSize({width: 1280, height: 900});
  else await page.context().close();
}

// Does something that posts by script, and waits until what came back stands on the page.
export async function posted(page, act) {
  const swapped = page.evaluate(() => new Promise(done =>
    document.addEventListener("htmx:afterSettle", () => setTimeout(done, 50), {once: true})));
  await act();
  await swapped;
}

// RFC 6238 with SHA-1 and six digits, at a time of the server's clock.
export function one_time_code(secret, at) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/[\s=]/g, "")]
    .map(one => alphabet.indexOf(one).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30e3)));
  const hash = createHmac("sha1", key).update(step).digest();
  const place = hash[19] & 15;
  return String((hash.readUInt32BE(place) & 0x7fffffff) % 1e6).padStart(6, "0");
}
