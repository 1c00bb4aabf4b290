// One browser for all tests: Chromium as the system has it, with nothing that talks to the network.
import { chromium } from "playwright-core";
import { existsSync } from "node:fs";

const candidates = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export function launch() {
  const executablePath = candidates.find(path => path && existsSync(path));
  if (!executablePath) throw new Error("Chromium is missing: set CHROMIUM to its path");
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}
