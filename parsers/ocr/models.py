"""The nets that come with the rapidocr wheel, loaded when first needed and kept for the process. Nothing is fetched."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import onnxruntime
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, RuntimeException

from parsers.errors import ReadError

RECOGNISER = "PP-OCRv6_rec_small.onnx"
DIRECTION = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"
_THREADS = 1
"""A second thread waits for the first more than it helps: both then take a third more CPU, and no less time."""


class NoModel(ReadError):
    """Raised when the wheel does not hold the net it is pinned for, by `load`."""


@cache
def load(name: str) -> Any:
    """The session of a net. The arena stays off: it keeps every size ever asked for, and memory has to stay flat."""
    path = _folder() / name
    if not path.is_file():
        raise NoModel(f"the scan reader's model {name} is not in the installed rapidocr")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _folder() -> Path:
    """Where the wheel keeps its nets. It is located, not imported: that would load a pipeline we do without."""
    spec = find_spec("rapidocr")
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places or ()), "rapidocr")) / "models"


def run(name: str, batch: Any) -> Any:
    """What a net says to a batch."""
    session = load(name)
    try:
        return session.run(None, {session.get_inputs()[0].name: batch})[0]
    except (Fail, RuntimeException) as error:
        if "bad_alloc" in str(error):
            raise MemoryError("the scan reader ran out of memory") from error
        raise


@cache
def characters() -> tuple[str, ...]:
    """The recogniser's classes: the blank of CTC, then what its own dictionary lists, then the space."""
    listed = load(RECOGNISER).get_modelmeta().custom_metadata_map["character"].split("\n")
    return ("", *listed, " ")
