"""The only place that imports array libraries for evaluation: one table, three libraries.

select("auto")   CuPy if a GPU answers, else NumPy, saying why
probe()          whether a GPU answers: a real kernel and a real solve are run
"""

from __future__ import annotations

import functools
import importlib.util
from dataclasses import dataclass

import numpy

from theorycheck.errors import BackendUnavailable

from .arithmetic import faults
from .backend import OPERATIONS, Backend
from .fake import FAKE, fake_device_backend

BREADTH = 32  # a climb of 64 networks leaves a GPU idle
NAMES = ("auto", "numpy", "cupy", "portable")


@dataclass(frozen=True)
class Probe:
    """What the GPU said."""

    available: bool
    reason: str
    device: str = ""


def select(name: str = "auto") -> Backend:
    """The backend of that name.  Raises BackendUnavailable with the reason; auto falls back and keeps the reason."""
    if name == "auto":
        found = probe()
        return cupy_backend(found) if found.available else numpy_backend(found.reason)
    if name == "numpy":
        return numpy_backend()
    if name == "portable":
        return portable_backend()
    if name == FAKE:  # for tests: understood, not offered
        return fake_device_backend()
    if name == "cupy":
        found = probe()
        if found.available:
            return cupy_backend(found)
        raise BackendUnavailable("the backend cupy cannot run here", why=found.reason, cure="use --backend numpy")
    raise BackendUnavailable(f"the backend {name!r} is unknown", cure=f"choose one of {', '.join(NAMES)}")


def numpy_backend(why: str = "") -> Backend:
    """NumPy on the host."""
    return Backend("numpy", numpy, numpy.asarray, why=why, stable={"kind": "stable"}, reuses=True)


def cupy_backend(found: Probe) -> Backend:
    """CuPy on the GPU that was probed."""
    import cupy

    _free, total = cupy.cuda.runtime.memGetInfo()
    release = cupy.get_default_memory_pool().free_all_blocks
    return Backend(
        "cupy", cupy, cupy.asnumpy, device=found.device, remote=True, breadth=BREADTH, total=total,
        release=release, reuses=True,
    )  # fmt: skip


def portable_backend() -> Backend:
    """array-api-strict: nothing but the standard, so what runs here runs on any library that follows it."""
    if importlib.util.find_spec("array_api_strict") is None:
        raise BackendUnavailable(
            "the portable backend cannot run here",
            why="array-api-strict is not installed",
            cure="pip install array-api-strict",
        )
    import array_api_strict

    return Backend("portable", array_api_strict, numpy.asarray, stable={"stable": True})


@functools.cache
def probe() -> Probe:
    """Runs a kernel, a solve and what error bounds take for granted on the GPU and compares them with the host.

    Importing CuPy proves nothing: it imports fine where no GPU is.
    """
    if importlib.util.find_spec("cupy") is None:
        return Probe(False, "CuPy is not installed (pip install 'theorycheck[cuda12]')")
    try:
        return _run_on_gpu()
    except Exception as error:  # the libraries below raise whatever they like, and each of it means: no GPU
        first = (str(error).strip().splitlines() or [""])[0]
        return Probe(False, f"CuPy is installed but cannot compute ({type(error).__name__}: {first[:160]})")


def _run_on_gpu() -> Probe:
    import cupy

    if cupy.cuda.runtime.getDeviceCount() < 1:
        return Probe(False, "no CUDA device")
    square = cupy.ElementwiseKernel("float64 x", "float64 y", "y = x * x + 1", "theorycheck_probe")
    squared = cupy.asnumpy(square(cupy.arange(5, dtype=cupy.float64)))
    solved = cupy.asnumpy(cupy.linalg.solve(cupy.asarray([[2.0, 1.0], [1.0, 3.0]]), cupy.asarray([3.0, 5.0])))
    if not (squared == numpy.arange(5.0) ** 2 + 1).all() or not numpy.allclose(solved, [0.8, 1.4]):
        return Probe(False, "the GPU computes wrong numbers")
    name = cupy.cuda.runtime.getDeviceProperties(cupy.cuda.runtime.getDevice())["name"]
    found = Probe(True, "", name.decode() if isinstance(name, bytes) else str(name))
    wrong = faults(cupy_backend(found))
    if wrong:
        return Probe(False, f"on {found.device} {wrong[0]}: is CUPY_TF32, or fast arithmetic, switched on?")
    return found


__all__ = ["FAKE", "NAMES", "OPERATIONS", "Backend", "Probe", "fake_device_backend", "faults", "probe", "select"]
