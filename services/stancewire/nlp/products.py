"""Products of matrices, three fifths of a parse, by numpy's BLAS on one thread.

BLIS, which thinc asks by itself, takes a kernel without vector instructions on processors that it does not know
(docs/decisions/0015). The sums differ from it in the last bits.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from thinc.api import NumpyOps, get_current_ops, set_current_ops
from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


class NumpyProducts(NumpyOps):  # type: ignore[misc]  # thinc has no types
    """The operations of thinc, but for products."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Return x times y, each turned first where asked."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


class RowProducts(NumpyProducts):
    """Products whose every row is the same to the last bit, whatever the other rows and their number.

    They are made in blocks of so many rows: within more, OpenBLAS adds up some rows in another order than others.
    """

    BLOCK: Final = 8

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Return x times y, each turned first where asked."""
        left, right = x.T if trans1 else x, y.T if trans2 else y
        rows, width = left.shape
        padded = np.zeros((rows + -rows % self.BLOCK, width), dtype=left.dtype)
        padded[:rows] = left
        product = np.matmul(padded.reshape(-1, self.BLOCK, width), right).reshape(-1, right.shape[1])[:rows]
        if out is None:
            return product
        out[...] = product
        return out


@contextmanager
def used() -> Iterator[None]:
    """Models that are loaded in this context multiply by numpy for good."""
    before = get_current_ops()
    set_current_ops(NumpyProducts())
    try:
        yield
    finally:
        set_current_ops(before)


class OneThread:
    """One thread for the products of a stretch: articles are spread over processes, and sums stay the same."""

    def __init__(self) -> None:
        """Look for the libraries that this process has loaded."""
        self._libraries = ThreadpoolController()

    def limit(self) -> AbstractContextManager[Any]:
        """Return a context in which products take one thread."""
        limited: AbstractContextManager[Any] = self._libraries.limit(limits=1, user_api="blas")
        return limited
