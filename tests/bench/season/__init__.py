"""Generated seasons: bodies whose reports agree from year to year, faults whose truth is known, and traps that only
look like faults. What the rules make of them is the accuracy of the rules."""
