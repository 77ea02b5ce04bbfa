"""The words of findings, by theme: literal data that imports nothing, made into entries by `monitor.catalogue`."""
