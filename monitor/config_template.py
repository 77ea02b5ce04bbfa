"""The configuration that `nianbao init` writes: every key with its default, commented out."""

from __future__ import annotations

from monitor.config import SECRETS

TEMPLATE = """# nianbao.toml: every key with its default. Remove the leading # to change one.
# Secrets are better set in the environment: {secrets}.

# The watch list: a file of yours, or the name of one that is shipped (guangdong, sample).
watchlist = "guangdong"

# Where a website's operator can reach you; it is part of the user agent.
# contact = "you@example.org"

# Whether the rules judge figures that you corrected (`nianbao correct`) instead of the printed ones.
# use_corrections = false

# A folder with rules of your own, in Python or SQL; see the README.
# rules_path = "rules"

[reading]
# workers = 2         # documents read side by side
# timeout = 60        # seconds a document may take
# memory_mib = 1024   # memory a worker may take

[alerts]
# language = "en"             # en or zh
# least_severity = "info"     # info, warning or error: what is told
# archive_url = "http://127.0.0.1:8001"   # where `nianbao serve` can be reached by your readers
# due_soon_days = 7           # days before the statutory date to be reminded
# reminder_days = 30          # what stands for so long is told again; 0: never
# reminder_severity = "warning"   # what is graver than this, or as grave, is reminded of
# unstable_after = 3          # a finding that opens so often ...
# unstable_days = 14          # ... within so many days is told once, as unstable
# storm = 100                 # so many alerts at once go out as one summary
# give_up_hours = 72          # how long a message is tried before it is given up, loudly
# failing_hours = 4           # a channel that fails for so long is reported on another
# fallback = "mail"           # the channel that is told of it; all others, where none is named
# templates = "templates"     # a folder with message templates of your own; see `nianbao alerts preview`

# [slack]             # an incoming webhook, or a bot token with a channel
# webhook_url = ""    # better: NIANBAO_SLACK_WEBHOOK_URL
# token = ""          # better: NIANBAO_SLACK_TOKEN
# channel = "#nianbao"
# quiet = "22:00-07:00"   # hours in which nothing is sent; for a channel of any kind
# most_per_hour = 20      # messages; what comes beyond goes out together; 0: no limit

# [mail]
# host = "smtp.example.org"
# port = 587
# security = "starttls"   # starttls, tls or none
# ca_file = ""            # certificates to trust besides the system's
# username = ""           # better: NIANBAO_SMTP_USERNAME
# password = ""           # better: NIANBAO_SMTP_PASSWORD
# sender = "nianbao@example.org"
# to = ["you@example.org"]
# attach = "xlsx"         # the table that goes with a long digest: xlsx, csv or none
# unsubscribe = "mailto:nianbao@example.org"   # where a reader asks to be left out

# More channels, as many as you like, each under a name of its own. Secrets: NIANBAO_<NAME>_TOKEN and so on.
# [channel.newsroom]
# kind = "slack"          # slack, mail or apprise
# channel = "#newsroom"

# [channel.feishu]
# kind = "apprise"        # Feishu, DingTalk, WeCom, Telegram, a webhook ...: https://appriseit.com/services/
# address = ""            # better: NIANBAO_FEISHU_ADDRESS

# Who is told what. Without a route every channel is told everything at once; on each channel the first route that fits
# a finding decides. A list that is left out fits everything; a name may end in *.
# [[route]]
# channels = ["mail"]
# bodies = ["example_*"]
# regions = ["示例市/示例区"]
# codes = ["deadline.*"]
# least_severity = "error"
# send = "now"            # now, daily or weekly
# at = "08:30"            # of the digest
# weekday = "monday"      # of the weekly digest
# language = "zh"

[evidence]
# screenshots = false # keep a picture of each new page as a browser shows it; each is fetched once more for it

[schedule]            # cron expressions, Asia/Shanghai
# crawl = "*/10 * * * *"   # when to look which columns have their turn: every 3 hours from January to April, then daily
# deadlines = "0 9 * * *"
# backup = "40 3 * * *"
# follow_seconds = 0.5   # how often it is looked for new events to be read, checked and delivered

[service]             # what the service says of itself
# host = "127.0.0.1"
# port = 8002             # /healthz and /metrics; 0 for nowhere
# blind_hours = 36        # tell somebody when no column could be read for so long
# least_free_mib = 500    # tell somebody when the disk has less room
# ping_url = ""           # a dead man's switch (healthchecks.io …); better: NIANBAO_PING_URL
# ping_minutes = 5

[backup]
# to = "/var/backups/nianbao"   # a directory, best on another disk; no copies without it
# keep = 14

[log]
# level = "info"          # debug, info, warning or error
# format = "console"      # console or json
# file = ""               # standard error without it
# max_mib = 10            # of one file before a new one is begun
# keep = 5                # older files

[serve]
# host = "127.0.0.1"
# port = 8001
""".replace("{secrets}", ", ".join(SECRETS))
