"""What may be fetched, and what an answer that is no answer looks like."""

from __future__ import annotations

import pytest

from crawler.families import Page
from crawler.guards import FILE_MAX_BYTES, HTML_MAX_BYTES, find_challenge, refusal, too_large

GOV = (".gov.cn",)


@pytest.mark.parametrize(
    "url",
    ["http://www.gz.gov.cn/zwgk/", "https://gov.cn/", "HTTPS://WWW.GD.GOV.CN:8443/x", "http://www.gz.gov.cn./x"],
)
def test_allowed(url: str) -> None:
    assert refusal(url, GOV) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://www.gz.gov.cn.evil.com/",
        "http://evilgov.cn/",
        "http://www.gz.gov.cn@evil.com/",
        "http://user:pass@www.gz.gov.cn/",
        "http://127.0.0.1/",
        "http://localhost:8765/",
        "http://[::1]/",
        "http://169.254.169.254/latest/",
        "ftp://www.gz.gov.cn/",
        "file:///etc/passwd",
        "data:text/html,x",
        "javascript:alert(1)",
        "http:///x",
        "http://[broken/",
        "",
    ],
)
def test_refused(url: str) -> None:
    assert refusal(url, GOV)


def test_this_machine_only_where_the_list_names_it() -> None:
    assert refusal("http://127.0.0.1:8765/", ("127.0.0.1",)) is None
    assert refusal("http://localhost/", ("127.0.0.1",))
    assert refusal("http://x.localhost/", ("localhost",))


def html(body: str, status: int = 200) -> Page:
    return Page("http://www.gz.gov.cn/", status, {"content-type": "text/html; charset=utf-8"}, body.encode())


LONG = "<p>政府信息公开工作年度报告。</p>" * 100


@pytest.mark.parametrize(
    "challenge",
    [
        html("<html><script>$_ts=window['$_ts'];</script></html>", 412),
        html("", 521),
        html("x", 512),
        html("<html><script>var __tst_status=1;document.cookie='EO_Bot_Ssid=1'</script></html>"),
        html("<html><script>window.$_ts=1</script></html>"),
        html("<html><script>document.cookie='__jsl_clearance_s='+x</script></html>"),
        html("<html><body>请输入验证码后继续访问</body></html>"),
        html("<html><body>您的访问过于频繁，请稍后再试</body></html>", 403),
    ],
)
def test_challenges(challenge: Page) -> None:
    assert find_challenge(challenge)


@pytest.mark.parametrize(
    "ordinary",
    [
        html(LONG),
        html(f"<script>window.$_ts=1</script>{LONG}"),
        html(f"{LONG}<p>登录请输入验证码</p>"),
        html("<ul class='list'></ul><script>var captcha = 1;</script>"),
        Page("http://x.gov.cn/a.pdf", 200, {"content-type": "text/html"}, b"%PDF-1.7 $_ts"),
        Page("http://x.gov.cn/api", 200, {"content-type": "application/json"}, '{"t": "验证码"}'.encode()),
        html("", 404),
    ],
)
def test_ordinary_pages(ordinary: Page) -> None:
    assert find_challenge(ordinary) is None


def test_sizes() -> None:
    assert too_large(Page("http://x.gov.cn/", 200, {"content-type": "text/html"}, b"<html>" + b" " * HTML_MAX_BYTES))
    assert too_large(Page("http://x.gov.cn/", 200, {}, b"%PDF" + b" " * HTML_MAX_BYTES)) is None
    assert too_large(Page("http://x.gov.cn/", 200, {}, b"%PDF" + b" " * FILE_MAX_BYTES))
