"""Names of what a text may speak of, (English, Chinese)."""

from __future__ import annotations

TERMS: dict[str, tuple[str, str]] = {
    "received_new": ("newly received", "本年新收"),
    "carried_in": ("carried in from last year", "上年结转"),
    "results_total": ("answered", "办理结果总计"),
    "carried_over": ("carried over to next year", "结转下年度继续办理"),
    "granted": ("granted", "予以公开"),
    "granted_partly": ("granted in part", "部分公开"),
    "denied": ("denied", "不予公开"),
    "unable": ("could not be provided", "无法提供"),
    "rejected": ("not dealt with", "不予处理"),
    "other_results": ("other results", "其他处理"),
}

THINGS: dict[str, tuple[str, str]] = {
    **TERMS,
    "received": ("applications received", "收到申请"),
    "handled": ("applications dealt with", "办理申请"),
    "granted_or_partly": ("granted wholly or in part", "予以公开及部分公开"),
    "review": ("administrative reviews", "行政复议"),
    "litigation": ("lawsuits", "行政诉讼"),
    "disputes": ("reviews and lawsuits", "行政复议和行政诉讼"),
    "litigation_direct": ("lawsuits without prior review", "未经复议直接起诉"),
    "litigation_after_review": ("lawsuits after review", "复议后起诉"),
    "regulations_issued": ("regulations issued this year", "本年制发规章"),
    "normative_documents_issued": ("normative documents issued this year", "本年制发规范性文件"),
    "normative_documents_repealed": ("normative documents repealed this year", "本年废止规范性文件"),
    "normative_documents_in_force": ("normative documents in force", "现行有效规范性文件"),
    "licensing": ("licensing decisions", "行政许可处理决定"),
    "penalties": ("penalty decisions", "行政处罚处理决定"),
    "coercion": ("coercive measures", "行政强制处理决定"),
}

OUTCOMES: dict[str, tuple[str, str]] = {
    "upheld": ("upheld", "结果维持"),
    "corrected": ("corrected", "结果纠正"),
    "other_outcome": ("other outcomes", "其他结果"),
    "pending": ("pending", "尚未审结"),
}
