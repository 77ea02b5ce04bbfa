"""Makes the documents of the sample portal: `python -m crawler.sample.build`.

The five real reports come from the reviewed transcriptions under `tests/fixtures/reports`; the made-up ones are
declarations in `invented`. Both become a `Manuscript`, which one of the `as_…` modules turns into the bytes of a file.
The same sources always give the same bytes: no clock, no random names, fixed dates inside archives.
"""
