// The report's page as its readers use it. REPORT names the page of testdata/samples/finserv-advisor, MANY_REPORT one of thousands of results.
import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";

let browser, page, faults;

before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });
beforeEach(async () => { await open(process.env.REPORT); });
afterEach(async () => {
  assert.deepEqual(faults, []);
  await page.close();
});

async function open(file) {
  await page?.close();
  page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  faults = [];
  page.on("console", message => { if (message.type() === "error") faults.push(message.text()); });
  page.on("pageerror", error => faults.push(String(error)));
  page.on("request", request => { if (!request.url().startsWith("file:")) faults.push("asks for " + request.url()); });
  await page.goto(pathToFileURL(file).href);
}

const articles = () => page.locator("article.result");

test("totals and results agree", async () => {
  const total = (await page.locator("table.totals tfoot td").allTextContents()).reduce((sum, text) => sum + Number(text), 0);
  assert.ok(total > 0);
  assert.equal(await articles().count(), total);
});

test("a result opens its path over the source by keyboard", async () => {
  const article = articles().filter({ hasText: "SOV1002" }).first();
  await article.locator("summary").focus();
  await page.keyboard.press("Enter");
  const steps = article.locator(".path > li");
  // The browser tells of the opening in a task of its own, and only then the steps are made.
  await steps.first().waitFor();
  const said = Number((await article.locator("summary").textContent()).match(/\d+/)[0]);
  assert.equal(await steps.count(), said);
  assert.ok((await steps.last().locator(".line.meant mark").textContent()).length > 0);
  assert.ok(await steps.last().getAttribute("class").then(name => name.includes("sink")));
});

test("filters and search narrow, clearing widens", async () => {
  const all = await articles().count();
  await page.locator("#filter-rule").selectOption({ index: 1 });
  const some = await articles().count();
  assert.ok(some > 0 && some < all);
  await page.locator("#filter-text").fill("no such words");
  assert.equal(await articles().count(), 0);
  assert.match(await page.locator("#count").textContent(), /^0 of /);
  await page.getByRole("button", { name: "Clear" }).click();
  await assert.doesNotReject(page.waitForFunction(count => document.querySelectorAll("article.result").length >= count, all));
});

test("on paper every path is there", async () => {
  const count = await articles().count();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.locator("article.result details[open]").count(), count);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await articles().count(), count);
});

test("thousands of results come in pages", async () => {
  await open(process.env.MANY_REPORT);
  assert.equal(await articles().count(), 25);
  await page.locator("#page-next").click();
  assert.match(await page.locator("#page-place").textContent(), /^Page 2 of /);
  assert.equal(await articles().count(), 25);
});
