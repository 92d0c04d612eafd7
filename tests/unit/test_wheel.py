"""The wheel holds everything: built here, installed by itself, used from an empty folder, far from here."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def bin(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a virtual environment that holds the wheel, and finds what it needs in this one."""
    folder = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run([*pip, "--no-index", "--no-deps", str(wheel)], check=True)
    site = next(folder.glob("lib/python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")  # its own .pth are not read
    return folder / "bin"


def files(folder: str) -> set[str]:
    return {str(file.relative_to(ROOT)) for file in (ROOT / folder).rglob("*") if file.is_file()}


def test_it_holds_templates_styles_migrations_and_the_demo(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "static"):
        assert {f"webapp/{name}" for name in files(folder)} <= names
    for folder in ("webapp/demo", "webapp/store/migrations"):
        assert {name for name in files(folder) if "__pycache__" not in name} <= names
    assert not any(name.startswith("tests") for name in names)


def test_its_program_works_from_an_empty_folder(bin: Path, tmp_path: Path) -> None:
    def parley(*args: str) -> str:
        done = subprocess.run(
            [bin / "parley", *args], cwd=tmp_path, check=True, capture_output=True, text=True
        )
        return done.stdout

    assert "talks/dossier.md" in parley("new", "talks")
    parley("check", "talks")
    assert parley("import", "talks") == "talks: revision 1 (4 added)\n"
    parley("export", "talks", "copy")
    assert (tmp_path / "copy" / "dossier.md").read_bytes() == (tmp_path / "talks" / "dossier.md").read_bytes()
    where = "import webapp; print(webapp.__file__)"
    loaded = subprocess.run(
        [bin / "python", "-c", where], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert Path(loaded.stdout).is_relative_to(bin.parent)


def test_it_serves_the_demo_from_an_empty_folder(bin: Path, tmp_path: Path) -> None:
    command = [str(bin / "parley"), "demo", "--port", "0"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            url = process.stdout.readline().split()[2]
            with urlopen(f"{url}istanbul-2025/", timeout=30) as page:
                html = page.read().decode()
            style = html.partition('rel="stylesheet"')[2].partition('href="/')[2].partition('"')[0]
            with urlopen(url + style, timeout=30) as sheet:
                assert sheet.headers["Content-Type"].startswith("text/css")
        finally:
            process.terminate()
    assert process.returncode == 0
