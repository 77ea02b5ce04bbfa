"""Portals on this machine, one for each family: faithful to how the platforms publish, quirks switchable."""
