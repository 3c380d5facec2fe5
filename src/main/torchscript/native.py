"""GPT-2 with the C++ kernels of `src/main/native`.

The kernels compute matrix products with packed weights, fused with the operations around them, and the attention of `step`. PyTorch
computes float32 products, because gradients need autograd, and bfloat16 products, except for the LM head.
"""
from typing import List

import torch
from torch import Tensor

from training import TrainedGpt2


class NativeGpt2(TrainedGpt2):
    # Annotations in a subclass would hide those of the base classes from the TorchScript compiler.

    def find_max_quantized_input(self) -> float:
        return 127.0

    # The packing kernels accept any strides.
    def pack_float16(self, matrix: Tensor):
        self.matrices.append(torch.ops.inkwell.pack_float16(matrix))

    def pack_int8(self, matrix: Tensor):
        self.matrices.append(torch.ops.inkwell.pack_int8(matrix))

    def norm(self, x: Tensor, index: int) -> Tensor:
        weight, bias = self.norms[2 * index], self.norms[2 * index + 1]
        if self.dense or x.dim() != 2:
            return torch.layer_norm(x, weight.size(), weight, bias, self.epsilon)
        return torch.ops.inkwell.norm(x.contiguous(), weight, bias, self.epsilon)

    def uses_kernels(self, index: int) -> bool:
        return not self.dense and (self.precision != self.BFLOAT16 or index == 4 * self.layers)

    def norm_linear(self, x: Tensor, norm: int, packed: Tensor, bias: Tensor) -> Tensor:
        return torch.ops.inkwell.norm_linear(x, self.norms[2 * norm], self.norms[2 * norm + 1], self.epsilon, packed, bias)

    def linear(self, x: Tensor, index: int) -> Tensor:
        if self.uses_kernels(index):
            return torch.ops.inkwell.linear(x, self.matrices[index], self.biases[index], torch.empty(0, device=x.device))
        if self.dense:
            return self.linear_dense(x, index).to(torch.float32)
        return self.linear_bfloat16(x, index, "none", "").to(torch.float32)

    def qkv(self, x: Tensor, layer: int) -> Tensor:
        index = 4 * layer
        if self.uses_kernels(index):
            return self.norm_linear(x, 2 * layer, self.matrices[index], self.biases[index])
        return self.linear(self.norm(x, 2 * layer), index)

    def add_linear(self, residual: Tensor, x: Tensor, index: int) -> Tensor:
        if self.uses_kernels(index):
            return torch.ops.inkwell.linear(x, self.matrices[index], self.biases[index], residual)
        return residual + (self.linear_dense(x, index) if self.dense else self.linear(x, index))

    def add_feed_forward(self, x: Tensor, layer: int) -> Tensor:
        norm, first, second = 2 * layer + 1, 4 * layer + 2, 4 * layer + 3
        if not self.uses_kernels(first):
            return x + self.feed_forward(self.norm(x, norm), layer)
        if self.activation == self.GELU_TANH:
            return torch.ops.inkwell.feed_forward(x, self.norms[2 * norm], self.norms[2 * norm + 1], self.epsilon,
                                                  self.matrices[first], self.biases[first], self.matrices[second],
                                                  self.biases[second])
        inner = self.norm_linear(x, norm, self.matrices[first], self.biases[first])
        return self.add_linear(x, self.activate(inner, layer), second)

    def attention_masks(self, calls: List[int], positions: Tensor, cache: Tensor) -> List[Tensor]:
        masks: List[Tensor] = []
        return masks

    def cache_views(self, calls: List[int], cache: Tensor) -> List[List[Tensor]]:
        views: List[List[Tensor]] = []
        return views

    def attend(self, x: Tensor, layer: int, slots: Tensor, positions: Tensor, cache: Tensor, calls: List[int],
               masks: List[Tensor], views: List[List[Tensor]]) -> Tensor:
        return self.attend_projected(self.qkv(x, layer), layer, slots, positions, cache, calls, masks, views)

    def attend_projected(self, projected: Tensor, layer: int, slots: Tensor, positions: Tensor, cache: Tensor, calls: List[int],
                         masks: List[Tensor], views: List[List[Tensor]]) -> Tensor:
        return torch.ops.inkwell.attend(projected, slots, positions, cache, layer, self.attention_scales[layer])

    def attend_selected(self, x: Tensor, selected: Tensor, layer: int, slots: Tensor, positions: Tensor, cache: Tensor,
                      calls: List[int], masks: List[Tensor], views: List[List[Tensor]]) -> Tensor:
        index, norm, hidden = 4 * layer, 2 * layer, x.size(1)
        if self.uses_kernels(index) and hidden % 16 == 0:
            # The queries occupy whole panels of 16 outputs, so the packed matrix can be sliced.
            packed, bias, panels = self.matrices[index], self.biases[index], hidden // 16
            queries = self.norm_linear(x.index_select(0, selected), norm, packed[:panels], bias[:hidden])
            keys_values = self.norm_linear(x, norm, packed[panels:], bias[hidden:])
        else:
            return self.attend_projected_selected(self.qkv(x, layer), selected, layer, slots, positions, cache, calls, masks, views)
        return torch.ops.inkwell.attend_selected(queries, keys_values, slots, positions, selected, cache, layer,
                                                 self.attention_scales[layer])

    def attend_projected_selected(self, projected: Tensor, selected: Tensor, layer: int, slots: Tensor, positions: Tensor,
                                  cache: Tensor, calls: List[int], masks: List[Tensor], views: List[List[Tensor]]) -> Tensor:
        hidden = projected.size(1) // 3
        queries, keys_values = projected[:, :hidden].index_select(0, selected), projected[:, hidden:].contiguous()
        return torch.ops.inkwell.attend_selected(queries, keys_values, slots, positions, selected, cache, layer,
                                                 self.attention_scales[layer])

    @torch.jit.export
    def place_cache(self, shape: Tensor, memory: Tensor) -> Tensor:
        """Returns a KV cache in `memory` that starts at a memory page, and whose pages are committed when they are written.

        shape: as in `step`. memory: numbers for the cache, and as many more as a page has. Their values are lost.
        """
        sizes: List[int] = shape.tolist()
        count = 1
        for size in sizes:
            count *= size
        first = torch.ops.inkwell.place_cache(memory)
        return memory[first:first + count].view(sizes)

    @torch.jit.export
    def release_cells(self, releases: Tensor, cache: Tensor) -> Tensor:
        """Returns the memory of cells to the operating system; they hold zeros afterwards. releases: slot and first cell of each
        release, concatenated. A release reaches to the end of its slot."""
        cells: List[int] = releases.tolist()
        for i in range(0, len(cells), 2):
            torch.ops.inkwell.release_cells(cache, cells[i], cells[i + 1])
        return releases[:0]
