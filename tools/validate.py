"""`make validate`: the Nu Html Checker, the W3C's own, on every page in every language.

It is a Java program that npm delivers; both are needed here, and for nothing else.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.house import BASE_DIR, parley, reader
from tools.pages import PAGES

CHECKER = "vnu-jar@26.9.27"
JAR = BASE_DIR / "var" / "vnu" / "package" / "build" / "dist" / "vnu.jar"
LANGUAGES = ("", "/fr", "/uk")
HTMX = ".*Attribute “hx-.*”.*"  # HTMX reads attributes of its own, which HTML does not know


def fetch_checker() -> None:
    """Download it once; npm compares what comes with the registry's checksum."""
    if missing := [name for name in ("java", "npm") if not shutil.which(name)]:
        raise SystemExit(f"Nothing was validated: {' and '.join(missing)} missing.")
    folder = JAR.parents[3]
    if not JAR.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", "--silent", CHECKER], cwd=folder, check=True)  # noqa: S607
        [packed] = folder.glob("*.tgz")
        shutil.unpack_archive(packed, folder, filter="data")
        packed.unlink()


def main() -> None:
    fetch_checker()
    with tempfile.TemporaryDirectory(prefix="parley-html-") as name:
        with parley() as url:
            for language in LANGUAGES:
                for page in PAGES:
                    file = Path(name, f"{page.name}{language.replace('/', '-')}.html")
                    html = reader(url)(language + page.address(reader(url)))
                    file.write_text(html, encoding="utf-8")
        command = ["java", "-jar", str(JAR), "--errors-only", "--filterpattern", HTMX]
        checked = subprocess.run([*command, *map(str, Path(name).iterdir())], check=False)
    print(f"{len(PAGES) * len(LANGUAGES)} pages checked.")
    sys.exit(checked.returncode)


if __name__ == "__main__":
    main()
