"""Templates of messages: files in `templates/`, and those that a user puts in a folder of their own over them.

They run in a sandbox: a template can lay out what it is given and reach nothing else. What a document says is escaped
in HTML, whatever the template does.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    select_autoescape,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from monitor.alerts.parts import Outline
from monitor.errors import ConfigError

OVERRIDABLE = ("mail.html", "mail.txt", "subject.txt", "chat.txt", "slack.txt")
"""What a user may put in their own folder. There is no slack.txt of ours: Slack's messages are laid out in blocks, and
whoever wants plain text there writes one."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of one installation: those in `folder` stand in for ours."""

    folder: Path | None = None

    def render(self, name: str, outline: Outline, **more: Any) -> str:
        """The outline in a template: the user's, or ours where there is none or theirs fails."""
        own = self.render_own(name, outline, **more)
        if own is not None:
            return own
        return own_templates().get_template(name).render(outline=outline, frame=outline.frame, **more)

    def render_own(self, name: str, outline: Outline, **more: Any) -> str | None:
        """The outline in the user's template; None where there is none. One that fails while it is filled in is logged
        and gives way: an alert must not be lost over its looks."""
        if self.folder is None or not (self.folder / name).is_file():
            return None
        try:
            return templates(self.folder).get_template(name).render(outline=outline, frame=outline.frame, **more)
        except Exception as error:
            why = f"{type(error).__name__}: {error}"
            logger.warning("alerts.templates: %s failed, ours is used instead (%s)", name, why)
            return None


OURS = Templates()


def load_templates(folder: str | None) -> Templates:
    """The templates with those in `folder` over ours; raises ConfigError where one can't be used."""
    if not folder:
        return OURS
    _check(Path(folder))
    return Templates(Path(folder))


def _check(folder: Path) -> None:
    if not folder.is_dir():
        raise ConfigError(f"alerts.templates: {folder}: is no folder")
    for file in sorted(folder.iterdir()):
        if file.name not in OVERRIDABLE:
            raise ConfigError(f"{file}: is none of the templates: {', '.join(OVERRIDABLE)}")
        try:
            templates(folder).get_template(file.name)
        except TemplateSyntaxError as error:
            raise ConfigError(f"{file}, line {error.lineno}: {error.message}") from error
        except (TemplateError, UnicodeDecodeError, OSError) as error:
            raise ConfigError(f"{file}: can't be read ({error})") from error


@cache
def templates(folder: Path) -> ImmutableSandboxedEnvironment:
    """Those in a folder over ours, read anew where a file has changed; a hole without a value is an error."""
    return _environment(FileSystemLoader(folder), _OURS)


@cache
def own_templates() -> ImmutableSandboxedEnvironment:
    """The templates as we ship them."""
    return _environment(_OURS)


_OURS = PackageLoader("monitor.alerts")


def _environment(*loaders: BaseLoader) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.pop("safe")
    return environment
