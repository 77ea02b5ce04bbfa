"""The sample season: a whole season of reports in about a minute, played through every real step on this machine."""
