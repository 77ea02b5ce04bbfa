"""`nianbao parse` of a web page starts at once: nothing is imported that reading it does not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[1] / "crawler" / "sample" / "documents" / "sample_civil_affairs_2020.html"
HEAVY = (
    "scrapy", "twisted", "apscheduler", "apprise", "slack_sdk", "datasette", "sqlite_utils", "playwright", "httpx",
    "jinja2", "cv2", "numpy", "onnxruntime", "PIL", "pypdfium2", "openpyxl", "crawler", "storage",
)  # fmt: skip
"""What other commands and other formats need; each takes from 20 ms to a second."""
# The command reads in a process of its own, whose imports the command's own do not show: so the page is read once more.
SCRIPT = """
import sys
from pathlib import Path
from monitor.cli import main
sys.argv = ["nianbao", "parse", "--json", sys.argv[1]]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
import parsers
parsers.parse(Path(sys.argv[-1]).read_bytes())
print("loaded", *sys.modules)
"""


def test_reading_a_web_page_imports_what_it_needs_and_nothing_else() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(PAGE)], capture_output=True, text=True, check=True)
    report, loaded = done.stdout.splitlines()
    assert report.startswith("{")
    assert set(loaded.split()) & {"lxml.etree", "monitor.commands.files"} == {"lxml.etree", "monitor.commands.files"}
    assert sorted(set(HEAVY) & set(loaded.split())) == []
