"""`make weight`: what a first visit of each page costs a reader on a phone, against the limits.

A fresh browser asks for each page over what Chromium's developer tools call “Fast 4G” with a
processor four times slower. Prints a table, and ends with status 1 when a limit is broken.
"""

import argparse
import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from tools.house import launch, parley, reader
from tools.pages import KILOBYTE, PAGES, Page

# The preset in Chromium's own source: nine tenths of 9 and 1.5 Mbit/s, 2.75 times 60 ms
FAST_4G = {
    "offline": False,
    "latency": 60 * 2.75,
    "downloadThroughput": 9e6 / 8 * 0.9,
    "uploadThroughput": 1.5e6 / 8 * 0.9,
}
SLOWER = 4
LATEST_PAINT = 1000  # ms, the largest contentful paint
WEIGHED = ("Document", "Stylesheet", "Script")
OBSERVE = """
window.seen = {shift: 0, paint: 0};
new PerformanceObserver(list => { for (const e of list.getEntries())
  if (!e.hadRecentInput) seen.shift += e.value; }).observe({type: "layout-shift", buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries())
  seen.paint = e.startTime; }).observe({type: "largest-contentful-paint", buffered: true});
"""


@dataclass
class Visit:
    bytes: Counter[str] = field(default_factory=Counter)  # by type of resource, as transferred
    requests: int = 0
    foreign: set[str] = field(default_factory=set)  # other hosts
    shift: float = 0
    paint: float = 0

    @property
    def weighed(self) -> int:
        return sum(self.bytes[kind] for kind in WEIGHED)

    def broken(self, page: Page) -> list[str]:
        """Which limits the visit breaks, in words."""
        limits = {
            f"over {page.limit // KILOBYTE} kB": self.weighed > page.limit,
            f"asks {', '.join(sorted(self.foreign))}": bool(self.foreign),
            "shifts": self.shift > 0,
            f"paints after {LATEST_PAINT / 1000:.1f} s": self.paint >= LATEST_PAINT,
        }
        return [words for words, is_broken in limits.items() if is_broken]


def visit(browser: Browser, address: str) -> Visit:
    """One first visit: a context of its own, so that nothing is cached."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    tab = context.new_page()
    tab.add_init_script(OBSERVE)
    wire, seen, kinds = context.new_cdp_session(tab), Visit(), dict[str, str]()

    def asked(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]
        asked_of = urlsplit(event["request"]["url"])
        if asked_of.scheme != "data":
            seen.requests += 1
            if asked_of.netloc != urlsplit(address).netloc:
                seen.foreign.add(asked_of.netloc)

    wire.on("Network.requestWillBeSent", asked)
    wire.on(
        "Network.loadingFinished",
        lambda event: seen.bytes.update(
            {kinds[event["requestId"]]: int(event["encodedDataLength"])}
        ),
    )
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", FAST_4G)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    tab.goto(address, wait_until="networkidle")
    found = tab.evaluate("seen")
    seen.shift, seen.paint = found["shift"], found["paint"]
    context.close()
    return seen


def main() -> None:
    parser = argparse.ArgumentParser(description="Weigh the first visit of every page.")
    parser.add_argument("--runs", type=int, default=3, help="visits of each; the median paint")
    runs = parser.parse_args().runs
    failed = []
    print("| page | HTML kB | CSS kB | JS kB | together | limit | all | requests | CLS | LCP s |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    with parley() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch())  # type: ignore[arg-type]
        visit(browser, url)  # the server's own first answer is not the reader's matter
        for page in PAGES:
            address = url + page.address(reader(url))
            visits = [visit(browser, address) for _run in range(runs)]
            seen = visits[0]
            seen.paint = median(one.paint for one in visits)
            seen.shift = max(one.shift for one in visits)
            print(row(page, seen))
            failed += [f"{page.name}: {words}" for words in seen.broken(page)]
        browser.close()
    waiting, cores = os.getloadavg()[0], os.cpu_count() or 1
    if waiting > cores:
        print(f"\nThe machine was busy ({waiting:.0f} at work on {cores} cores): mistrust the LCP.")
    if failed:
        sys.exit("\n".join(["", "Limits broken:", *failed]))


def row(page: Page, seen: Visit) -> str:
    parts = [f"{seen.bytes[kind] / KILOBYTE:.1f}" for kind in WEIGHED]
    return (
        f"| {page.name} | {' | '.join(parts)} | {seen.weighed / KILOBYTE:.1f} "
        f"| {page.limit // KILOBYTE} | {seen.bytes.total() / KILOBYTE:.1f} | {seen.requests} "
        f"| {seen.shift:.4f} | {seen.paint / 1000:.2f} |"
    )


if __name__ == "__main__":
    main()
