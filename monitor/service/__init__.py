"""The long-running service: jobs on a schedule, and what it says of itself."""

from monitor.service.service import Service

__all__ = ["Service"]
