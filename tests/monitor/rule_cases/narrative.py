"""What the text says against the tables."""

from __future__ import annotations

from tests.monitor.rule_cases.build import (
    EXCEPTION,
    F21,
    FAULT,
    IN_ORDER,
    A,
    D,
    RuleCase,
    balanced,
    before,
    check,
    disputes,
    report,
)

CASES: tuple[RuleCase, ...] = (
    RuleCase(
        "narrative.applications", IN_ORDER, "as in the table", check(balanced(7), "收到政府信息公开申请7件，办结7件。")
    ),
    RuleCase(
        "narrative.applications", FAULT, "fewer than in the table", check(balanced(7), "收到政府信息公开申请6件。")
    ),
    RuleCase(
        "narrative.applications",
        FAULT,
        "none, though there are some",
        check(balanced(7), "全年未收到政府信息公开申请。"),
    ),
    RuleCase(
        "narrative.applications",
        FAULT,
        "a group of outcomes",
        check(balanced(7), "收到申请7件，其中予以公开5件、不予公开2件。"),
    ),
    RuleCase(
        "narrative.applications",
        EXCEPTION,
        "收到 for new and carried in",
        check(balanced(7, 2), "共收到政府信息公开申请9件（含上年结转2件）。"),
    ),
    RuleCase(
        "narrative.applications",
        EXCEPTION,
        "of the whole district",
        check(balanced(7), "全区共收到政府信息公开申请95件。"),
    ),
    RuleCase(
        "narrative.applications",
        EXCEPTION,
        "of the whole system",
        check(balanced(7), "全系统共收到政府信息公开申请95件。"),
    ),
    RuleCase(
        "narrative.applications", EXCEPTION, "of another year", check(balanced(7), "2019年收到政府信息公开申请95件。")
    ),
    RuleCase(
        "narrative.applications",
        EXCEPTION,
        "compared with the year before",
        check(balanced(7), "比上年收到的政府信息公开申请95件有所减少。"),
    ),
    RuleCase(
        "narrative.applications",
        EXCEPTION,
        "since the beginning",
        check(balanced(7), "2008年以来，收到政府信息公开申请95件。"),
    ),
    RuleCase(
        "narrative.applications", EXCEPTION, "by one channel", check(balanced(7), "通过网络收到政府信息公开申请3件。")
    ),
    RuleCase(
        "narrative.applications",
        EXCEPTION,
        "letters, not applications",
        check(balanced(7), "收到群众来信30件，答复30件。"),
    ),
    RuleCase(
        "narrative.applications",
        EXCEPTION,
        "of another body",
        check(balanced(7), "区公安分局收到政府信息公开申请30件。"),
    ),
    RuleCase(
        "narrative.applications",
        EXCEPTION,
        "answers without those withdrawn",
        check(
            {
                **balanced(7),
                f"{A}granted.natural_person": 5,
                f"{A}granted.total": 5,
                f"{A}other.natural_person": 2,
                f"{A}other.total": 2,
            },
            "收到政府信息公开申请7件，答复5件，撤回2件。",
        ),
    ),
    RuleCase(
        "narrative.applications",
        EXCEPTION,
        "a blank leaves room",
        check(
            {**balanced(7), f"{A}received_new.natural_person": None, f"{A}received_new.total": None},
            "新收政府信息公开申请7件。",
        ),
    ),
    RuleCase(
        "narrative.applications",
        EXCEPTION,
        "recognised from a picture",
        check(balanced(7), "收到政府信息公开申请1件。", reader="scan"),
    ),
    RuleCase(
        "narrative.applications",
        EXCEPTION,
        "the cell is doubted",
        check(balanced(7), "新收政府信息公开申请6件。", doubted=[f"{A}received_new.total"]),
    ),
    RuleCase(
        "narrative.disputes",
        IN_ORDER,
        "as in the table",
        check(disputes("review", upheld=2), "因政府信息公开被申请行政复议2件。"),
    ),
    RuleCase(
        "narrative.disputes",
        FAULT,
        "one less",
        check(disputes("review", upheld=2), "因政府信息公开被申请行政复议1件。"),
    ),
    RuleCase(
        "narrative.disputes",
        FAULT,
        "none, though the table has some",
        check(
            disputes("litigation_direct", upheld=2),
            "全年没有因政府信息公开被提起行政复议、行政诉讼。",
            previous=report(year=2019),
        ),
    ),
    RuleCase(
        "narrative.disputes",
        FAULT,
        "all upheld, though some are pending",
        check(disputes("review", upheld=5, pending=2), "信息公开类行政复议7件，均获维持。"),
    ),
    RuleCase(
        "narrative.disputes",
        EXCEPTION,
        "last year's pending ones left out",
        check(
            disputes("review", upheld=3),
            "因政府信息公开引发行政复议2件。",
            previous=before(disputes("review", pending=1)),
            **F21,
        ),
    ),
    RuleCase(
        "narrative.disputes",
        EXCEPTION,
        "what arose this year, last year not known",
        check(disputes("review", upheld=3), "因政府信息公开引发行政复议2件。"),
    ),
    RuleCase(
        "narrative.disputes",
        EXCEPTION,
        "disputes about other business",
        check(text="全年办理行政复议120件，行政诉讼35件。"),
    ),
    RuleCase(
        "narrative.disputes",
        EXCEPTION,
        "decided as the reviewing body",
        check(text="全年办理政府信息公开行政复议131件。", body="示例市示例区人民政府"),
    ),
    RuleCase(
        "narrative.disputes",
        EXCEPTION,
        "none lost says nothing of how many",
        check(disputes("review", upheld=2), "全年未发生因依申请公开被行政复议纠错或行政诉讼败诉情形。"),
    ),
    RuleCase(
        "narrative.documents",
        IN_ORDER,
        "as in the table",
        check({f"{D}normative_documents.issued": 7}, "制定出台了7件行政规范性文件。", **F21),
    ),
    RuleCase(
        "narrative.documents",
        FAULT,
        "one more",
        check({f"{D}normative_documents.issued": 7}, "制定出台了8件行政规范性文件。", **F21),
    ),
    RuleCase(
        "narrative.documents", EXCEPTION, "published, not issued", check(text="主动公开行政规范性文件60件。", **F21)
    ),
    RuleCase(
        "narrative.documents", EXCEPTION, "the government's", check(text="以区政府名义制发规范性文件8件。", **F21)
    ),
    RuleCase(
        "narrative.documents",
        EXCEPTION,
        "decisions that may be those published",
        check({f"{D}penalties.decisions": 40}, "作出行政处罚决定30件。", **F21),
        "info",
    ),
    RuleCase(
        "narrative.sum",
        IN_ORDER,
        "parts make the whole",
        check(text="公开信息612条，其中政策86条，财政18条，其他508条。"),
    ),
    RuleCase(
        "narrative.sum",
        FAULT,
        "parts are more than the whole",
        check(text="发布信息（1386）条，其中：概况类信息（22）条、动态信息（1335）条，目录（350）条。"),
    ),
    RuleCase(
        "narrative.sum",
        FAULT,
        "a complete list is less",
        check(text="公开信息612条，其中政策86条，财政18条，其他500条。"),
    ),
    RuleCase(
        "narrative.sum", EXCEPTION, "其中 leaves things out", check(text="公开信息612条，其中政策86条，财政18条。")
    ),
    RuleCase(
        "narrative.sum",
        EXCEPTION,
        "one item on several channels",
        check(text="公开信息100条，其中网站100条，微信公众号80条。"),
    ),
    RuleCase(
        "narrative.sum",
        EXCEPTION,
        "new and carried in by channel",
        check(balanced(9, 1), "收到申请9件，上年转结1件，其中网络申请5件，信函申请5件。"),
    ),
    RuleCase(
        "narrative.sum",
        EXCEPTION,
        "nested lists",
        check(text="公开信息455条，其中：网站127条（其中领导信息2条，其他信息125条）；微信公众号328条。"),
    ),
    RuleCase(
        "narrative.sum",
        EXCEPTION,
        "several units",
        check(text="公开信息21条：包含机构类1条、安全类18条、动态类1条，规范性文件1件，其他30件。"),
    ),
    RuleCase(
        "narrative.sum",
        EXCEPTION,
        "recognised from a picture",
        check(text="公开信息10条，其中政策8条，财政7条。", reader="scan"),
    ),
)
