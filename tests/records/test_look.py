"""What the strict Content-Security-Policy asks of templates and styles; HTML before scripts."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|hx-on|[\"']js:|javascript:|<script(?![^>]*\ssrc=)"
)
HTMX = re.compile(r"<(a|form)\b(?=[^>]*\shx-(?:get|post)=)([^>]*)>")
ELSEWHERE = re.compile(r"""url\(\s*["']?(?:https?:)?//|@import""")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_carries_script_or_style(template: Path) -> None:
    assert INLINE.findall(template.read_text()) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_htmx_quickens_works_without_it(template: Path) -> None:
    for element, attributes in HTMX.findall(template.read_text()):
        assert ("href=" if element == "a" else "action=") in attributes


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_styles_ask_no_other_host_and_wait_for_no_second_file(style: Path) -> None:
    assert ELSEWHERE.findall(style.read_text()) == []
