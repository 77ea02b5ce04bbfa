"""How near a label that a scan damaged comes to the labels of the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import LCSseq, Levenshtein

from parsers.labels import GROUPS, prints_of, words

_NEAR, _APART = 0.75, 0.2
"""A label is one of the form's where it has so much of it, and so much more than of any other."""
_LONGEST = 1.25
"""How much longer than the form's label one may be: misread characters add next to nothing, and one that is longer
holds another row's label too."""
_SHARED = 0.5
"""Characters in the same order that the shorter of two labels shares with the longer one, where a piece was cut off."""


def nearest(kind: str, label: Sequence[str], names: Iterable[str], others: Iterable[str]) -> str:
    """The one of `names` that a row's label cells nearly are, while they are far from all `others`; else nothing."""
    ranked = sorted(((_likeness(kind, label, name), name) for name in names), reverse=True)
    if not ranked or ranked[0][0] < _NEAR:
        return ""
    best, name = ranked[0]
    rivals = [each for each, _ in ranked[1:2]]
    rivals += [_likeness(kind, label, other) for other in others]
    rivals += [_alike(text, group) for text in _texts(label) for group in GROUPS]
    return name if best >= max(rivals, default=0.0) + _APART else ""


def may_be(kind: str, label: Sequence[str], name: str, others: Iterable[str]) -> bool:
    """Whether a row's label cells hold enough of the label `name`, be it only a piece of it, and more than of the
    others."""
    own = _shared(kind, label, name)
    return own >= _SHARED and all(own > _shared(kind, label, other) for other in others)


def is_blank(label: Sequence[str]) -> bool:
    """Whether a row's label cells hold not a single word."""
    return not any(map(words, label))


def _texts(label: Sequence[str]) -> Iterator[str]:
    """Yield the words of the innermost label cell, then with what stands left of it: a false line may part a label."""
    for start in range(len(label) - 1, -1, -1):
        if text := words("".join(label[start:])):
            yield text


def _likeness(kind: str, label: Sequence[str], name: str) -> float:
    pairs = ((text, own) for text in _texts(label) for own in prints_of(kind, name))
    return max((_alike(text, own) for text, own in pairs if len(text) <= _LONGEST * len(own)), default=0.0)


def _shared(kind: str, label: Sequence[str], name: str) -> float:
    return max((_in_common(text, own) for text in _texts(label) for own in prints_of(kind, name)), default=0.0)


@lru_cache(maxsize=4096)
def _alike(text: str, printed: str) -> float:
    return Levenshtein.normalized_similarity(text, printed)


def _in_common(text: str, printed: str) -> float:
    """How much two labels have in common: of characters in the same order, in shares of the shorter one; a lone
    character says nothing."""
    shorter = min(len(text), len(printed))
    return LCSseq.similarity(text, printed) / shorter if shorter > 1 else 0.0
