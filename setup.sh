#!/bin/sh
# Set up .venv from the lock and whatever of the system is missing. Called by make; can be run again at any time.
set -eu

PYTHON=${PYTHON:-python3}
VENV=${VENV:-.venv}
# Playwright's own driver needs libatomic. Chinese fonts are for the eye only: without them pages show boxes.
DEBIAN_PACKAGES="chromium libatomic1 fonts-noto-cjk fonts-wqy-zenhei"

say() { printf 'setup: %s\n' "$*"; }

is_debian_root() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

apt_install() {
	say "installing $* with apt"
	if ! apt-get install -y -qq --no-install-recommends "$@" >/tmp/nianbao-apt.log 2>&1; then
		apt-get update -qq >>/tmp/nianbao-apt.log 2>&1 || true
		apt-get install -y -qq --no-install-recommends "$@" >>/tmp/nianbao-apt.log 2>&1
	fi
}

# Playwright's driver is a program of its own, and may lack a library of the system.
has_driver() { "$VENV/bin/python" -m playwright --version >/dev/null 2>&1; }

has_browser() {
	[ -n "${NIANBAO_CHROMIUM:-}" ] || command -v chromium >/dev/null 2>&1 ||
		command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 ||
		ls "${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}"/chromium-*/ >/dev/null 2>&1
}

make_venv() {
	if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
		say "Python 3.11 or newer is needed; set PYTHON=… to one"
		exit 1
	fi
	"$PYTHON" -c 'import ensurepip' >/dev/null 2>&1 || install_venv_module
	is_usable || "$PYTHON" -m venv --clear "$VENV"
}

# One that was copied from elsewhere still starts that other one's programs.
is_usable() {
	"$VENV/bin/python" -c '' 2>/dev/null && grep -qF "$(cd "$VENV" && pwd -P)/bin" "$VENV/bin/pip" 2>/dev/null
}

install_venv_module() {
	if is_debian_root && apt_install python3-venv; then return; fi
	say "this Python can't make virtual environments; install its venv module (Debian: apt install python3-venv)"
	exit 1
}

install_packages() {
	say "installing Python packages from requirements.lock"
	"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	PYTHONWARNINGS=ignore "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation --editable .
}

install_browser() {
	if has_browser && has_driver; then return; fi
	if is_debian_root; then
		# shellcheck disable=SC2086 # a list of packages
		apt_install $DEBIAN_PACKAGES && has_driver && return
		say "apt could not install Chromium (see /tmp/nianbao-apt.log)"
	elif has_driver; then
		say "installing Chromium with Playwright"
		"$VENV/bin/python" -m playwright install chromium && return
	fi
	say "no browser: columns and pages that need one will be read without it. Everything else works."
	say "To add one later: apt install $DEBIAN_PACKAGES (or set NIANBAO_CHROMIUM to its path)."
}

make_venv
install_packages
install_browser
say "done"
