"""Words of the findings about nianbao itself: what keeps it from telling or from watching."""

from __future__ import annotations

from typing import Any

_DOCTOR_EN = "Run `nianbao doctor` on the machine; it names what is wrong and the remedy."
_DOCTOR_ZH = "请在运行本系统的机器上执行 nianbao doctor，查看原因和处理办法。"

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
                "refused": "Messages arrive on the channel {name}, but not for everybody: {error}.",
                "lost": "{lost} could not be delivered on the channel {name} in time and will not be tried again: "
                "{error}.",
                "removed": "{lost} waited for the channel {name}, which is not in nianbao.toml any more. They were "
                "given up; `nianbao alerts list --state given_up` shows them.",
            },
        },
        "zh": {
            "title": "提醒渠道无法送达",
            "message": "渠道「{name}」自 {since} 起无法送达：{error}。待发内容已保留，将继续尝试。",
            "explanation": "某一渠道被拒绝或连续数小时失败时，在其他渠道提示，以免把收不到消息当作一切正常；"
            "该渠道恢复后自动消除。",
            "next": "请在 nianbao.toml 或服务提供方处更正该渠道；用 `nianbao alerts test` 可立即测试。",
            "variants": {
                "refused": "渠道「{name}」可以送达，但部分收件人被拒绝：{error}。",
                "lost": "渠道「{name}」有 {lost}未能按时送达，不再尝试：{error}。",
                "removed": "渠道「{name}」已不在 nianbao.toml 中，仍有 {lost}在等待发送，现已放弃；"
                "可用 `nianbao alerts list --state given_up` 查看。",
            },
        },
    },
    "watcher.job_failed": {
        "severity": "warning",
        "source": "nianbao",
        "en": {
            "title": "A job of the service fails",
            "message": "The job “{job}” has been failing since {since}: {error}",
            "explanation": "Nothing that is kept is lost. What the job should have done is done by its next turn that "
            "succeeds; until then its findings may be missing.",
            "next": _DOCTOR_EN,
        },
        "zh": {
            "title": "系统任务失败",
            "message": "任务「{job}」自 {since} 起执行失败：{error}",
            "explanation": "已存档内容不受影响。任务恢复后会补做应做的工作；在此之前，相关提示可能缺失。",
            "next": _DOCTOR_ZH,
        },
    },
    "watcher.job_missed": {
        "severity": "warning",
        "source": "nianbao",
        "en": {
            "title": "A job of the service was missed",
            "message": "The job “{job}” has not run at its time since {since}.",
            "explanation": "The machine was asleep or too busy, or its clock jumped. The next turn makes up for it.",
            "next": "Nothing if it happens once. If it comes again, give the machine more room or fewer duties.",
        },
        "zh": {
            "title": "系统任务未按时执行",
            "message": "任务「{job}」自 {since} 起未按时执行。",
            "explanation": "可能因机器休眠、负载过高或时钟跳变。下一次执行会补做。",
            "next": "偶发无需处理；反复出现时，请检查机器负载。",
        },
    },
    "watcher.blind": {
        "severity": "warning",
        "source": "nianbao",
        "en": {
            "title": "No column is being read",
            "message": "Not one watched column could be read for more than {hours}; the last time was {since}.",
            "explanation": "While this lasts nothing new is noticed, and no report is called missing. When all columns "
            "fail at once the cause is most likely on this side: the network, a proxy, the machine.",
            "next": "Open one of the columns in a browser on the same machine. " + _DOCTOR_EN,
        },
        "zh": {
            "title": "所有栏目均无法读取",
            "message": "已超过 {hours}未能读取任何栏目，最近一次成功：{since}。",
            "explanation": "在此期间不会发现新报告，也不会提示逾期。所有栏目同时失败，多为本机网络、代理或机器原因。",
            "next": "请在同一台机器上用浏览器打开任一栏目。" + _DOCTOR_ZH,
        },
    },
    "watcher.disk_low": {
        "severity": "warning",
        "source": "nianbao",
        "en": {
            "title": "The disk is almost full",
            "message": "Less than {least} are free where the archive lies.",
            "explanation": "When the disk is full nothing more can be kept. What is kept stays whole.",
            "next": "Make room, or move the archive to a larger disk (`nianbao backup`, `nianbao restore`).",
        },
        "zh": {
            "title": "磁盘空间不足",
            "message": "存档所在磁盘剩余空间不足 {least}。",
            "explanation": "磁盘写满后将无法继续存档；已存档内容不受影响。",
            "next": "请清理磁盘，或用 nianbao backup 与 nianbao restore 迁移存档。",
        },
    },
    "watcher.configuration_refused": {
        "severity": "warning",
        "source": "nianbao",
        "en": {
            "title": "A changed configuration is not in force",
            "message": "The configuration or watch list was changed, and can't be used: {reason} The one before stays "
            "in force.",
            "explanation": "A change is checked as a whole before it takes effect.",
            "next": "Mend the file; it is taken over within seconds.",
        },
        "zh": {
            "title": "修改后的配置未生效",
            "message": "配置或监测清单已修改，但无法使用：{reason} 目前仍按修改前的内容运行。",
            "explanation": "修改须整体检查通过后才会生效。",
            "next": "请更正文件，数秒内自动生效。",
        },
    },
}
