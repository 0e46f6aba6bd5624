"""The trained network as an ONNX graph, its weights kept as 8-bit or 32-bit numbers, computed with 32 bits.

On processors without 8-bit dot products an 8-bit computation is no faster, and it costs points; 8-bit storage costs
none that can be measured. The runtime widens the matrices once, when it loads them; word vectors stay as stored.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from stancewire.training.network import EPSILON, HEADS, Network

_FUSED: Final = "com.microsoft"
_OPSET: Final = 17

Array = NDArray[np.float32]


def graph_of(network: Network, *, small: bool) -> bytes:
    """Return the model: inputs `ids` (rows, pieces; 0 pads) and `marks`, output `scores` (rows, labels)."""
    drawn: bytes = _Drawing(network, small=small).model().SerializeToString()
    return drawn


class _Drawing:
    """Nodes and weights so far; `add` names what a node gives after its number."""

    def __init__(self, network: Network, *, small: bool) -> None:
        self._network = network
        self._small = small
        self._weights = {name: _array(value) for name, value in network.state_dict().items()}
        self._nodes: list[onnx.NodeProto] = []
        self._stored: list[onnx.TensorProto] = []

    def model(self) -> onnx.ModelProto:
        scores = self._scores(*self._layers())
        self._nodes.append(helper.make_node("Identity", [scores], ["scores"]))
        graph = helper.make_graph(
            self._nodes,
            "polarity",
            [
                helper.make_tensor_value_info("ids", TensorProto.INT64, ["rows", "pieces"]),
                helper.make_tensor_value_info("marks", TensorProto.FLOAT, ["rows", "pieces"]),
            ],
            [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["rows", "labels"])],
            self._stored,
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="stancewire")

    def add(self, kind: str, *inputs: str, outputs: int = 1, fused: bool = False, **settings: object) -> str:
        names = [f"n{len(self._nodes)}.{number}" for number in range(outputs)]
        domain = _FUSED if fused else ""
        self._nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **settings))
        return names[0]

    def keep(self, name: str, value: NDArray[np.generic]) -> str:
        if not any(stored.name == name for stored in self._stored):
            self._stored.append(numpy_helper.from_array(value, name))
        return name

    def weight(self, name: str) -> str:
        return self.keep(name, self._weights[name])

    def matrix(self, name: str, value: Array) -> str:
        """Keep a matrix (in, out) with one scale for each column, and return it widened."""
        if not self._small:
            return self.keep(f"{name}.matrix", value)
        small, scale = _shrunk(value, axis=0)
        wide = self.add("Cast", self.keep(f"{name}.matrix", small), to=TensorProto.FLOAT)
        return self.add("Mul", wide, self.keep(f"{name}.scale", scale))

    def _embedded(self) -> str:
        table = self._weights["words.weight"]
        if self._small:
            small, scale = _shrunk(table, axis=1)
            rows = self.add("Gather", self.keep("words", small), "ids")
            wide = self.add("Cast", rows, to=TensorProto.FLOAT)
            words = self.add("Mul", wide, self.add("Gather", self.keep("words.scale", scale), "ids"))
        else:
            words = self.add("Gather", self.keep("words", table), "ids")
        places = self._weights["positions.weight"] + self._weights["kind"]
        count = self.add("Gather", self.add("Shape", "ids"), self.keep("one", np.array(1)))
        span = self.add("Range", self.keep("zero", np.array(0)), count, "one")
        summed = self.add("Add", words, self.add("Gather", self.keep("places", places), span))
        return self.normed(summed, "normed")

    def normed(self, states: str, name: str) -> str:
        return self.add(
            "LayerNormalization", states, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"),
            axis=-1, epsilon=EPSILON,
        )  # fmt: skip

    def _layers(self) -> tuple[str, str]:
        states = self._embedded()
        seen = self.add("Cast", self.add("Greater", "ids", "zero"), to=TensorProto.INT32)
        marks = self.add("Unsqueeze", "marks", self.keep("last", np.array([2])))
        for number in range(len(self._network.layers)):
            if number == self._network.marked_at:
                states = self.add("Add", states, self.add("Mul", marks, self.weight("mark")))
            states = self._layer(states, seen, f"layers.{number}")
        return states, seen

    def _layer(self, states: str, seen: str, name: str) -> str:
        parts = ("query", "key", "value")
        stacked = np.concatenate([self._weights[f"{name}.{part}.weight"].T for part in parts], axis=1)
        bias = np.concatenate([self._weights[f"{name}.{part}.bias"] for part in parts])
        matrix = self.matrix(f"{name}.qkv", stacked)
        mixed = self.add(
            "Attention", states, matrix, self.keep(f"{name}.qkv.bias", bias), seen, fused=True, num_heads=HEADS
        )
        states = self._joined(self._product(mixed, f"{name}.output"), states, f"{name}.output", f"{name}.attended")
        wide = self.add(
            "BiasGelu", self._product(states, f"{name}.widen"), self.weight(f"{name}.widen.bias"), fused=True
        )
        return self._joined(self._product(wide, f"{name}.narrow"), states, f"{name}.narrow", f"{name}.normed")

    def _product(self, states: str, name: str) -> str:
        return self.add("MatMul", states, self.matrix(name, self._weights[f"{name}.weight"].T))

    def _joined(self, changed: str, states: str, biased: str, norm: str) -> str:
        return self.add(
            "SkipLayerNormalization", changed, states, self.weight(f"{norm}.weight"), self.weight(f"{norm}.bias"),
            self.weight(f"{biased}.bias"), fused=True, epsilon=EPSILON,
        )  # fmt: skip

    def _scores(self, states: str, seen: str) -> str:
        pieces = self.add("Cast", seen, to=TensorProto.FLOAT)
        both = self.add("Concat", self._mean(states, "marks"), self._mean(states, pieces), axis=1)
        hidden = self.add("BiasGelu", self._product(both, "pooled"), self.weight("pooled.bias"), fused=True)
        return self.add("Add", self._product(hidden, "scores"), self.weight("scores.bias"))

    def _mean(self, states: str, weights: str) -> str:
        column = self.add("Unsqueeze", weights, self.keep("first", np.array([1])))
        total = self.add("Squeeze", self.add("MatMul", column, states), "first")
        return self.add("Div", total, self.add("ReduceSum", weights, "first", keepdims=1))


def _array(value: Tensor) -> Array:
    return np.ascontiguousarray(value.detach().numpy().astype(np.float32))


def _shrunk(value: Array, *, axis: int) -> tuple[NDArray[np.int8], Array]:
    """Return 8-bit numbers and the scale, one for each place along the other axis."""
    scale = np.maximum(np.abs(value).max(axis=axis, keepdims=True), 1e-8) / 127
    return np.round(value / scale).astype(np.int8), scale.astype(np.float32)
