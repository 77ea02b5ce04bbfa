"""Page images to cells and lines of text: preparation, ruling lines, crops, recognition, and every ground for doubt.

A page goes through `prepare` (grey, washed, upright, straight), `lines` (ruling lines), `crops` (what of a cell is
read), `recogniser` (the net), `votes` (second readings) and `likeness` (does a digit look like its like); `page` and
`document` put them together. Nothing here knows what a report is.
"""
