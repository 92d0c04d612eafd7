"""The Nu HTML checker, which `make test` fetches from npm: what it finds in the files of a folder."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import NamedTuple

_JAR = Path(__file__).parents[1] / ".venv/vnu-jar-26.9.27/build/dist/vnu.jar"
# What the checker does not know yet, and standards have.
_NEWER = {
    "CSS: Unrecognized at-rule “@container”": "CSS Conditional Rules Module Level 5, section 5",
    "CSS: “container-type”: Property “container-type” doesn't exist.": "the same, section 5.2",
    "CSS: “field-sizing”: Property “field-sizing” doesn't exist.": "CSS Form Control Styling Module Level 1",
    "CSS: “paint-order”: Property “paint-order” doesn't exist.": "SVG 2, section 13.8",
}


class Found(NamedTuple):
    """`file` is a path in the folder, `said` the message and what it is about."""

    file: str
    line: int
    said: str


def found(folder: Path) -> list[Found]:
    """Every error, warning and remark on its HTML, CSS and SVG, in one run."""
    assert _JAR.is_file(), "This test needs the Nu HTML checker: make test fetches it"
    command = ["java", "-Xmx512m", "-jar", str(_JAR), "--format", "json", "--stdout", "--exit-zero-always"]
    # In which language words are it guesses, partly by chance; ours are often made up.
    options = ["--no-langdetect", "--also-check-css", "--also-check-svg", str(folder)]
    run = subprocess.run([*command, *options], check=False, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, ""), run.stderr[:2000]
    return [
        Found(
            message["url"].partition(f"{folder.name}/")[2],
            message.get("lastLine", 0),
            f"{message['message']} {message.get('extract', '')}",
        )
        for message in json.loads(run.stdout)["messages"]
        if message["message"] not in _NEWER
    ]
