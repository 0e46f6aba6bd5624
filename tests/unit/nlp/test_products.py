"""Products by numpy are what thinc's own are, and stay with the models that were loaded for them."""

from __future__ import annotations

import numpy as np
import pytest
from thinc.api import NumpyOps, get_current_ops
from threadpoolctl import threadpool_info

from stancewire.nlp import products
from stancewire.nlp.parser import Parser


@pytest.mark.parametrize("kind", [products.NumpyProducts, products.RowProducts])
@pytest.mark.parametrize(("trans1", "trans2"), [(False, False), (True, False), (False, True), (True, True)])
def test_products_are_those_of_thinc(kind: type[NumpyOps], trans1: bool, trans2: bool) -> None:
    dice = np.random.default_rng(7)
    x = dice.random((5, 4) if trans1 else (4, 5), dtype="f")
    y = dice.random((3, 5) if trans2 else (5, 3), dtype="f")
    out = np.empty((4, 3), dtype="f")
    expected = NumpyOps().gemm(x, y, trans1=trans1, trans2=trans2)
    found = kind().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
    assert found is out
    np.testing.assert_allclose(found, expected, rtol=1e-5)


@pytest.mark.parametrize("columns", [96, 288])
def test_no_bit_of_a_row_depends_on_the_other_rows(columns: int) -> None:
    dice = np.random.default_rng(7)
    right, row = dice.standard_normal((columns, 672), dtype="f"), dice.standard_normal(672, dtype="f")
    found = []
    for rows in (1, 7, 8, 9, 40):
        for place in {0, rows // 2, rows - 1}:
            left = dice.standard_normal((rows, 672), dtype="f")
            left[place] = row
            found.append(products.RowProducts().gemm(left, right, trans2=True)[place])
    assert all(np.array_equal(one, found[0]) for one in found)


def test_only_what_is_loaded_meanwhile_multiplies_by_numpy() -> None:
    before = get_current_ops()
    with products.used():
        assert isinstance(get_current_ops(), products.NumpyProducts)
    assert get_current_ops() is before


@pytest.mark.model
def test_every_large_layer_of_the_parser_multiplies_by_numpy(parser: Parser) -> None:
    layers = [layer for _, pipe in parser.language.pipeline for layer in pipe.model.walk()]  # type: ignore[attr-defined]
    large = [layer for layer in layers if layer.name == "maxout"]
    assert len(large) >= 10
    assert all(isinstance(layer.ops, products.NumpyProducts) for layer in large)


def test_one_thread_multiplies_within_the_limit_and_as_many_as_before_behind_it() -> None:
    before = [library["num_threads"] for library in threadpool_info()]
    with products.OneThread().limit():
        assert {library["num_threads"] for library in threadpool_info()} == {1}
    assert [library["num_threads"] for library in threadpool_info()] == before
