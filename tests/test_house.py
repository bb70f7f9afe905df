"""The house: sizes of its rooms, what its pages promise, what its door loads."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest
from typer.main import get_command

from waterbed.cli import app

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "src" / "waterbed").rglob("*.py"))
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
VERBS = set(get_command(app).commands)


def quantile(values, share):
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def code_lines(function):
    """Count a function's lines without its docstring."""
    doc = ast.get_docstring(function, clean=False)
    return function.end_lineno - function.lineno + 1 - (doc.count("\n") + 1 if doc else 0)


def test_modules_are_small():
    lines = [len(path.read_text("utf-8").splitlines()) for path in MODULES]
    assert max(lines) <= 800
    assert quantile(lines, 0.9) <= 420


def test_functions_are_small():
    functions = [
        node
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lines = [code_lines(one) for one in functions]
    assert median(lines) <= 10
    assert quantile(lines, 0.9) <= 35


def commands(page):
    """Find each `waterbed …` that a page shows, in a code span or on a line of a code block."""
    text = page.read_text("utf-8")
    spans = re.findall(r"`(waterbed [^`\n]+)`", text)
    blocks = "\n".join(text.split("```")[1::2])
    return spans + re.findall(r"^(?:\$ )?(waterbed [a-z].*)$", blocks, flags=re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_on_a_page_exists_with_its_options(page):
    for command in commands(page):
        words = shlex.split(command.split(" #")[0])
        assert words[1] in VERBS | {"--help", "--version"}, command
        if words[1] in VERBS:
            known = {
                name
                for option in get_command(app).commands[words[1]].params
                for name in option.opts
            }
            asked = {word for word in words[2:] if word.startswith("-")}
            assert asked <= known | {"--help"}, command


def test_every_working_element_of_the_system_names_a_command():
    page = (ROOT / "docs" / "system.md").read_text("utf-8")
    rows = [line.split("|")[1:-1] for line in page.splitlines() if re.match(r"\| [\d+]", line)]
    assert len(rows) >= 35
    for _, element, _, command, state in rows:
        planned = state.strip() == "planned"
        assert planned == (not command.strip()), element


@pytest.mark.parametrize("heavy", ["polars", "duckdb", "httpx2", "msgspec", "numpy"])
def test_the_door_loads_nothing_heavy(heavy):
    code = f"import sys, waterbed, waterbed.cli; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_installed_command_answers():
    done = subprocess.run(
        [Path(sys.executable).parent / "waterbed", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "series" in done.stdout


def test_the_tree_speaks_of_itself_alone():
    texts = [
        path
        for path in ROOT.rglob("*")
        if path.suffix in {".py", ".md", ".toml", ".csv"}
        and not {".venv", ".git", ".hypothesis"} & set(path.relative_to(ROOT).parts)
    ]
    for path in texts:
        found = re.search(r"(?<![\w.])/(?:work|root|home)/\w+", path.read_text("utf-8"))
        assert found is None, f"{path}: {found and found[0]}"


def test_the_sample_in_the_readme_is_what_the_demo_prints(tmp_path):
    readme = (ROOT / "README.md").read_text("utf-8")
    sample = readme.split("```\n")[1]
    done = subprocess.run(
        [Path(sys.executable).parent / "waterbed", "demo", "-o", tmp_path / "report.html"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert sample in done.stdout
    assert (tmp_path / "report.html").read_text("utf-8").startswith("<!doctype html>")
