"""Rules of your own, in the folder that `rules_path` of nianbao.toml names: one file each, a Python function or a SQL
query. What they find opens, changes and resolves like anything else.

A Python rule is a module with these names and a function `check(case)`, which yields a `Problem` for all that is wrong:

    from monitor.local import Problem

    CODE = "local.many_refused"
    SEVERITY = "info"
    TITLE = "Most applications were refused"
    MESSAGE = {
        "en": "{refused} of {answered} applications were refused.",
        "zh": "{answered}件申请中有{refused}件不予公开。",
    }

    def check(case):
        answered = case.report.value("applications.results_total.total")
        ...
        yield Problem(cells=("applications.results_total.total",), holes={"refused": 9, "answered": 12})
"""

from __future__ import annotations

from monitor.local.problem import Problem

__all__ = ["Problem"]
