"""How the whole suite runs."""

from __future__ import annotations

from hypothesis import settings

# How long an example takes says how busy the machine is, and nothing about the code.
settings.register_profile("nianbao", deadline=None)
settings.load_profile("nianbao")
