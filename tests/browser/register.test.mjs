// The register's page as its readers use it. REGISTER names the page of testdata/samples/finserv-advisor, MANY one of thousands of rows.
import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";

let browser, page, faults;

before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });
beforeEach(async () => { await open(process.env.REGISTER); });
afterEach(async () => {
  assert.deepEqual(faults, []);
  await page.close();
});

async function open(file, options = {}) {
  await page?.close();
  page = await browser.newPage({ viewport: { width: 1400, height: 1000 }, ...options });
  faults = [];
  page.on("console", message => { if (message.type() === "error") faults.push(message.text()); });
  page.on("pageerror", error => faults.push(String(error)));
  page.on("request", request => { if (!request.url().startsWith("file:")) faults.push("asks for " + request.url()); });
  await page.goto(pathToFileURL(file).href);
}

const column = async number => (await page.locator(`#rows tbody tr:not(.path) td:nth-child(${number})`).allTextContents()).map(text => text.trim());
const rowCount = () => page.locator("#rows tbody tr:not(.path)").count();
const header = name => page.locator("#rows thead th", { hasText: name });

test("head, totals and destinations are there", async () => {
  const provenance = await page.locator(".provenance").textContent();
  for (const name of ["Commit", "Policy", "SHA-256", "Boundary", "EU, CH", "Tool", "apexsov"]) assert.ok(provenance.includes(name), name);
  const totals = await page.locator("table.totals tfoot td").allTextContents();
  assert.equal(totals.reduce((sum, text) => sum + Number(text), 0), await rowCount());
  assert.ok((await page.locator("section[aria-labelledby=destinations] tbody th").allTextContents()).includes("callout:Sovereign_LLM"));
});

test("violations stand first, and permitted flows are rows too", async () => {
  const verdicts = await column(7);
  assert.equal(verdicts[0], "violation");
  assert.ok(verdicts.includes("permitted"));
});

test("a heading sorts, says so, and turns round", async () => {
  const heading = header("Fields");
  await heading.getByRole("button").click();
  assert.equal(await heading.getAttribute("aria-sort"), "ascending");
  const ascending = await column(3);
  assert.deepEqual(ascending, [...ascending].sort());
  await heading.getByRole("button").click();
  assert.equal(await heading.getAttribute("aria-sort"), "descending");
  assert.deepEqual(await column(3), [...ascending].sort().reverse());
  await header("Verdict").getByRole("button").click();
  assert.equal(await heading.getAttribute("aria-sort"), null);
  assert.equal((await column(7))[0], "violation");
});

test("filters narrow together, and the count is told", async () => {
  const all = await rowCount();
  await page.selectOption("#filter-verdict", "permitted");
  const permitted = await rowCount();
  assert.ok(permitted > 0 && permitted < all);
  assert.ok((await column(7)).every(verdict => verdict === "permitted"));
  await page.selectOption("#filter-class", "Financial");
  assert.ok((await column(1)).every(name => name.includes("Financial")));
  assert.ok((await page.textContent("#count")).startsWith(`${await rowCount()} of ${all} rows`));
  await page.getByRole("button", { name: "Clear" }).click();
  await page.waitForFunction(count => document.querySelectorAll("#rows tbody tr:not(.path)").length === count, all);
});

for (const [filter, number] of [["object", 2], ["jurisdiction", 6]])
  test(`the filter of ${filter} keeps rows of that value`, async () => {
    const value = (await column(number)).at(-1);
    await page.selectOption("#filter-" + filter, value);
    const left = await column(number);
    assert.ok(left.length > 0 && left.every(text => text === value));
  });

test("the filter of destinations takes all paths of a host or credential", async () => {
  await page.selectOption("#filter-recipient", "callout:Sovereign_LLM");
  const left = await column(5);
  assert.ok(left.length > 0 && left.every(text => text.startsWith("callout:Sovereign_LLM")));
});

test("recipients are listed by class of data", async () => {
  const rows = await page.locator("section[aria-labelledby=recipients] tbody tr").allTextContents();
  assert.ok(rows.some(text => text.startsWith("PII") && text.includes("callout:Credit_Bureau_EU") && text.includes("EU")));
});

test("search looks into fields, code and reasons, word by word", async () => {
  await page.fill("#filter-text", "postal_code BRANCHLOCATOR");
  assert.deepEqual(await column(3), ["Postal_Code__c"]);
  await page.fill("#filter-text", "does not accept");
  assert.deepEqual(await column(3), ["Postal_Code__c"]);
  await page.fill("#filter-text", "no such thing");
  assert.equal(await rowCount(), 0);
  assert.equal(await page.textContent("#page-place"), "no rows");
});

test("a row opens its path by keyboard and closes it", async () => {
  await page.fill("#filter-text", "System.debug");
  const button = page.locator("#rows tbody button").first();
  await button.focus();
  await page.keyboard.press("Enter");
  assert.equal(await button.getAttribute("aria-expanded"), "true");
  const steps = await page.locator("tr.path li").allTextContents();
  assert.ok(steps.length > 2);
  assert.match(steps.at(-1), /leaves through System\.debug .*AdviceLog\.cls:\d+$/);
  assert.ok((await page.locator("tr.path dl").textContent()).includes("SOV1101"));
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("tr.path").count(), 0);
});

test("the diagram shows objects and destinations, and choosing one filters", async () => {
  const node = page.getByRole("button", { name: /Show only object Loan__c/ });
  await node.focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.inputValue("#filter-object"), "Loan__c");
  assert.ok((await column(2)).every(name => name === "Loan__c"));
  assert.equal(await page.locator("#chart .node").count(), 2);
});

test("the page is reached by keyboard alone", async () => {
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  const reached = new Set();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement.id || document.activeElement.closest("th")?.textContent || document.activeElement.tagName));
  }
  for (const id of ["filter-class", "filter-text", "Verdict", "page-size"]) assert.ok(reached.has(id), id);
});

test("every control has a name", async () => {
  const nameless = await page.evaluate(() => [...document.querySelectorAll("button, select, input, [role=button]")].filter(control =>
    !(control.getAttribute("aria-label") || control.textContent.trim() || control.labels?.length)).map(control => control.outerHTML));
  assert.deepEqual(nameless, []);
});

test("light and dark have paper and ink of their own", async () => {
  const colours = async colorScheme => {
    await open(process.env.REGISTER, { colorScheme });
    return page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color].join());
  };
  assert.notEqual(await colours("light"), await colours("dark"));
});

test("without a script the totals and destinations are complete", async () => {
  await open(process.env.REGISTER, { javaScriptEnabled: false });
  assert.ok(await page.locator("table.totals").isVisible());
  assert.ok(await page.locator("noscript").textContent());
  assert.ok(!(await page.locator("#rows").isVisible()));
});

test("thousands of rows are turned page by page, and printed whole", async () => {
  await open(process.env.MANY);
  const total = Number((await page.textContent("#count")).match(/of ([\d,]+) rows/)[1].replaceAll(",", ""));
  assert.ok(total > 2000);
  assert.equal(await rowCount(), 50);
  await page.getByRole("button", { name: "Next" }).click();
  assert.match(await page.textContent("#page-place"), /^51 to 100 of/);
  await page.selectOption("#page-size", "500");
  assert.equal(await rowCount(), 500);
  // However many objects there are, the diagram keeps to what can be read.
  assert.ok(await page.locator("#chart .node").count() <= 30);
  assert.ok(await page.locator("#chart .rest").count() >= 1);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await rowCount(), total);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await rowCount(), 500);
});

test("thousands of rows sort, narrow and show their paths", async () => {
  await open(process.env.MANY);
  const total = Number((await page.textContent("#count")).match(/of ([\d,]+) rows/)[1].replaceAll(",", ""));
  await header("Fields").getByRole("button").click();
  const fields = await column(3);
  assert.deepEqual(fields, [...fields].sort());
  const object = (await column(2))[0];
  await page.selectOption("#filter-object", object);
  assert.ok((await column(2)).every(text => text === object));
  const shown = Number((await page.textContent("#count")).match(/([\d,]+) of/)[1].replaceAll(",", ""));
  assert.ok(shown > 0 && shown < total);
  await page.locator("#rows tbody button").first().click();
  assert.ok(await page.locator("#rows tbody tr.path li").count() > 0);
});
