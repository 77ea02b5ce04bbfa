"""Words of the findings about the text: whose and of what year it is, what is copied, what is left of a template."""

from __future__ import annotations

from typing import Any

ENTRIES: dict[str, dict[str, Any]] = {
    "year.mismatch": {
        "severity": "error",
        "source": "政府信息公开条例 第四十九条、第五十条",
        "en": {
            "title": "The report speaks of two years as its own",
            "message": "The title speaks of {expected}, the text of {found}.",
            "explanation": "Title, opening and statistical period name the year reported on. Most often one of them "
            "was left over from last year's report. Comparisons with other years, plans, and work carried over are not "
            "counted.",
            "next": "Ask the body which year is meant, and to correct the other.",
            "variants": {
                "period": "The title speaks of {expected}, but the statistical period given is that of {found}.",
                "opening": "The title speaks of {expected}, but the opening announces the report on {found}.",
            },
        },
        "zh": {
            "title": "报告所属年度前后不一致",
            "message": "标题为 {expected} 年度，而正文为 {found} 年度。",
            "explanation": "标题、引言和统计期限应为同一年度，不一致多因沿用上年文本。"
            "与其他年度的比较、下一步计划和结转事项不在此列。",
            "next": "请填报单位核实年度并更正。",
            "variants": {
                "period": "标题为 {expected} 年度，而统计期限写为 {found} 年。",
                "opening": "标题为 {expected} 年度，而引言称公布的是 {found} 年度报告。",
            },
        },
    },
    "body.mismatch": {
        "severity": "warning",
        "source": "政府信息公开条例 第四条、第四十九条",
        "en": {
            "title": "Another body's name or website code",
            "message": "The report is that of {body}, but names {other} as its own.",
            "explanation": "Title, opening and sign-off name the body that reports. Another name is most often left "
            "over from a text that was copied. Short names, a government's office, and bodies that are merely "
            "mentioned are in order. The website code (网站标识码) in a page's source says to which province the site "
            "belongs; that of another may mean a copy on somebody else's site, or a code that the site states wrongly.",
            "next": "Ask the body whether the text is its own; where it is the code, see whose site is at the address.",
            "variants": {
                "signed": "The title names {body}, but the report is signed by {other}.",
                "opening": "The title names {body}, but the opening announces the report of {other}.",
                "called": "The report is that of {body}, but its text speaks of itself as “{other}” several times.",
                "site": "The page carries the website code {code} of {other}, while the body belongs to {own}: "
                "it may be a copy on somebody else's site; look at the address {url}.",
            },
        },
        "zh": {
            "title": "出现其他单位的名称或网站标识码",
            "message": "报告单位为{body}，而文中以“{other}”自称。",
            "explanation": "标题、引言和落款应为同一单位。出现其他名称，多因沿用其他单位的文本。"
            "简称、政府的办公室以及仅被提及的单位不在此列。网页源代码中的网站标识码表明网站所属省份；"
            "与单位所在省份不同的，可能是其他网站上的副本，也可能是网站误填。",
            "next": "请填报单位核实文本是否为本单位的报告；涉及网站标识码的，请核实该网址属于哪家网站。",
            "variants": {
                "signed": "标题为{body}，而落款为{other}。",
                "opening": "标题为{body}，而引言称公布的是{other}的报告。",
                "called": "报告单位为{body}，而正文多次自称“{other}”。",
                "site": "网页的网站标识码 {code} 属于{other}，而报告单位属于{own}："
                "可能是其他网站上的副本，请核对网址 {url}。",
            },
        },
    },
    "text.copied": {
        "severity": "warning",
        "source": "国办公开办函〔2021〕30号（四）：内容雷同、敷衍塞责",
        "en": {
            "title": "The narrative is a copy",
            "message": "Compared with the report on {previous_year}, the narrative is largely the same: {sections}.",
            "explanation": "The official format warns of reports that repeat one another. Compared are the sections 一 "
            "and 五, without headings, names of laws, the body's name, and clauses that state figures; short sections "
            "are left out. Templates that many bodies share are not reported.",
            "next": "Compare the two texts; ask the body to report on this year's work.",
            "variants": {
                "other": "The narrative is largely the same as that of {other} for the same year: {sections}. Which of "
                "the two "
                "came first is not said."
            },
        },
        "zh": {
            "title": "正文内容雷同",
            "message": "与 {previous_year} 年度报告相比，正文大部分相同：{sections}。",
            "explanation": "统一格式的通知指出内容雷同、敷衍塞责的问题。比较第一、第五部分，不计标题、法规名称、"
            "单位名称和含数字的语句；过短的部分不作比较，多家单位共用的模板不作提示。",
            "next": "请对照两份文本；请填报单位据实报告本年度工作。",
            "variants": {"other": "与{other}同年度报告的正文大部分相同：{sections}。不判断何者在先。"},
        },
    },
    "text.template_left": {
        "severity": "warning",
        "source": "nianbao：模板中的占位内容应填写或删除",
        "en": {
            "title": "Parts of a template are not filled in",
            "message": "In {count} something of a template seems to be left: {places}.",
            "explanation": "Marks like ××, gaps before a measure word, figures still in the template's brackets, and "
            "instructions for filling in show that a figure or name was not put in. Gaps are not looked for in PDF and "
            "scans, where figures are sometimes lost in reading.",
            "next": "Look at these places in the published document; ask the body to fill them in.",
        },
        "zh": {
            "title": "模板内容未填写或未删除",
            "message": "有 {count}疑为未填写或未删除的模板内容：{places}。",
            "explanation": "“××”、量词前的空白、仍在模板括号中的数字以及填写说明，表明应填的内容没有填写。"
            "PDF 和扫描件中的数字可能在读取时丢失，不检查空白。",
            "next": "请对照已公布的原文查看；请填报单位补填。",
        },
    },
    "form.stale_basis": {
        "severity": "info",
        "source": "国办公开办函〔2021〕30号；政府信息公开条例（国务院令第711号）",
        "en": {
            "title": "A notice is cited that is no longer in force",
            "message": "The text cites {cited} as its basis; in force for this year is {in_force}.",
            "explanation": "The notice cited does not decide which form was used; the columns of the tables do. Large "
            "bodies too go on citing the old notice.",
            "next": "Ask the body to cite what is in force in its next report.",
        },
        "zh": {
            "title": "引用的文件已不是现行依据",
            "message": "正文以{cited}为依据，而本年度适用的是{in_force}。",
            "explanation": "引用的文号不能说明使用了旧格式，格式以表格栏目为准。不少单位仍沿用旧文号。",
            "next": "请填报单位在今后的报告中引用现行依据。",
        },
    },
}
