"""`python -m crawler.sample.build`: makes the documents of the sample portal anew."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from crawler.sample.build.as_pdf import MissingFontError
from crawler.sample.build.documents import build_documents

_REPOSITORY = Path(__file__).parents[3]


def main() -> int:
    """0 when every file was written; 1, with the package to install, when the typeface for the PDF files is missing."""
    parser = argparse.ArgumentParser(prog="python -m crawler.sample.build", description=__doc__)
    parser.add_argument("--sources", type=Path, default=_REPOSITORY / "tests/fixtures/reports")
    parser.add_argument("--out", type=Path, default=_REPOSITORY / "crawler/sample/documents")
    arguments = parser.parse_args()
    try:
        written = build_documents(arguments.sources, arguments.out)
    except MissingFontError as error:
        print(error, file=sys.stderr)
        return 1
    for path in written:
        print(f"{path.stat().st_size:>8} {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
