"""What the application imports is in the requirements that `make run` and the image install."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["config", "records", "talks", "sanctions", "aid", "timeline", "imports"]


def imported() -> set[str]:
    names: set[str] = set()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Import):
                    names.update(alias.name.split(".")[0] for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                    names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - set(ROOMS)


def required(file: str) -> set[str]:
    text = (ROOT / file).read_text()
    return {name.lower() for name in re.findall(r"^([\w.-]+)(?:\[\w+\])?==", text, re.M)}


def test_every_import_is_required() -> None:
    providers = packages_distributions()
    missing = {
        name: providers.get(name, [])
        for name in imported()
        if not {d.lower() for d in providers.get(name, [])} & required("requirements.txt")
    }
    assert missing == {}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_name_no_index(file: str) -> None:
    text = (ROOT / file).read_text()
    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", text) == []
    assert len(re.findall(r"^[\w.-]+.*==", text, re.M)) == len(required(file))
    assert text.count("--hash=sha256:") >= len(required(file))
