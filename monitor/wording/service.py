"""Words of the findings about nianbao itself: what keeps it from telling or from watching."""

from __future__ import annotations

from typing import Any

ENTRIES: dict[str, dict[str, Any]] = {
    "channel.failing": {
        "severity": "warning",
        "source": "nianbao",
        "en": {
            "title": "A channel takes no messages",
            "message": "Nothing could be delivered on the channel {name} since {since}: {error}. What is to be told "
            "there waits and is tried again.",
            "explanation": "Said on another channel when one refuses our messages for good or has failed for hours, "
            "because silence would look like all being well. It resolves when the channel takes a message again.",
            "next": "Correct the channel in nianbao.toml or at its provider; `nianbao alerts test` tries it at once.",
            "variants": {
                "lost": "{lost} could not be delivered on the channel {name} in time and will not be tried again: "
                "{error}."
            },
        },
        "zh": {
            "title": "提醒渠道无法送达",
            "message": "渠道「{name}」自 {since} 起无法送达：{error}。待发内容已保留，将继续尝试。",
            "explanation": "某一渠道被拒绝或连续数小时失败时，在其他渠道提示，以免把收不到消息当作一切正常；"
            "该渠道恢复后自动消除。",
            "next": "请在 nianbao.toml 或服务提供方处更正该渠道；用 `nianbao alerts test` 可立即测试。",
            "variants": {"lost": "渠道「{name}」有 {lost}未能按时送达，不再尝试：{error}。"},
        },
    },
}
