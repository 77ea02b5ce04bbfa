"""How exactly documents are read: generated documents with known truth, scored cell by cell. `python -m
tests.bench`."""
