"""`make screenshots`: a picture of every page, light, dark and on a phone, and `docs/tour.md`.

Everything in the pictures comes from the seed and from the demonstration, around today.
"""

import base64
import shutil
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools.house import BASE_DIR, launch, parley, reader
from tools.pages import PAGES, Page

IMAGES = BASE_DIR / "docs" / "images" / "tour"
TOUR = BASE_DIR / "docs" / "tour.md"
SCHEMES = ("light", "dark")
WIDTHS = {"wide": 1440, "phone": 360}
TALLEST = {"wide": 1800, "phone": 1200}  # of a page, the rest is cut off
SCALE = {"wide": 0.6, "phone": 1.0}
QUALITY = 50
INTRODUCTION = """# A tour

Every page of Parley, made by `make screenshots` from the seed and from the demonstration, a peace
process that never was (`manage.py demonstrate`). On the left light and dark at 1440 pixels, on the
right the same on a phone of 360.
"""


def shoot(browser: Browser, url: str, page: Page, path: str) -> None:
    for scheme, (size, width) in product(SCHEMES, WIDTHS.items()):
        tab = browser.new_page(
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
        )
        tab.goto(url + path, wait_until="networkidle")
        height = tab.evaluate("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST[size])}
        # Playwright itself writes PNG and JPEG only, and WebP is a third of them
        taken = tab.context.new_cdp_session(tab).send(
            "Page.captureScreenshot",
            {
                "format": "webp",
                "quality": QUALITY,
                "captureBeyondViewport": True,
                "clip": {**clip, "scale": SCALE[size]},
            },
        )
        (IMAGES / picture(page, scheme, size)).write_bytes(base64.b64decode(taken["data"]))
        tab.close()


def picture(page: Page, scheme: str, size: str) -> str:
    return f"{page.name}-{scheme}-{size}.webp"


def section(page: Page, path: str) -> str:
    cells = [
        f"![{page.title}, {scheme}, {width} pixels]({IMAGES.relative_to(TOUR.parent)}/"
        f"{picture(page, scheme, size)})"
        for size, width in WIDTHS.items()
        for scheme in SCHEMES
    ]
    head = "| light | dark | phone, light | phone, dark |\n|---|---|---|---|"
    row = f"| {' | '.join(cells)} |"
    return f"\n## {page.title}\n\n{page.purpose}\n\n`{path}`\n\n{head}\n{row}\n"


def main() -> None:
    shutil.rmtree(IMAGES, ignore_errors=True)
    IMAGES.mkdir(parents=True)
    words = [INTRODUCTION]
    with parley() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch())  # type: ignore[arg-type]
        for page in PAGES:
            path = page.address(reader(url))
            shoot(browser, url, page, path)
            words.append(section(page, path))
            print(f"{page.name:24}{path}")
        browser.close()
    TOUR.write_text("".join(words), encoding="utf-8")
    total = sum(file.stat().st_size for file in IMAGES.iterdir())
    print(f"{TOUR.relative_to(Path.cwd())}: {len(PAGES)} pages, {total / 1e6:.1f} MB of pictures")


if __name__ == "__main__":
    main()
