"""GPT-2 as a TorchScript program without weights: the only place where the model's arithmetic is written.

`explanation.py`, `gradients.py` and `noise.py` extend it, and `export.py` writes the result for Java to load. Java passes the
weights of a checkpoint, one at a time, by `begin`, `stage_part`, `add` and `end`. Then it calls `step` for every forward pass.
The caller owns the KV cache, one tensor `cache` of [layers, 2, slots, heads, positions, head size], which is written in place. A
slot holds one sequence; a cell is one position of one slot.
"""
from typing import Final, List

import torch
from torch import Tensor


def quantize_rows(matrix: Tensor) -> Tensor:
    """Quantizes to int8 with one scale per row."""
    scales = matrix.abs().amax(1).clamp_min(1e-10) / 127.0
    return torch.quantize_per_channel(matrix, scales, torch.zeros(matrix.size(0), dtype=torch.int64), 0, torch.qint8)


def pack_int8(matrix: Tensor) -> torch.classes.quantized.LinearPackedParamsBase:
    return torch.ops.quantized.linear_prepack(matrix, None)


class Gpt2(torch.nn.Module):
    FLOAT32: Final[int] = 0
    FLOAT16: Final[int] = 1
    INT8: Final[int] = 2
    BFLOAT16: Final[int] = 3
    GELU_TANH: Final[int] = 0
    GELU: Final[int] = 1
    RELU: Final[int] = 2
    GELU_CLIPPED: Final[int] = 3
    GELU_SIGMOID: Final[int] = 4
    SILU: Final[int] = 5
    MISH: Final[int] = 6
    HARD_SWISH: Final[int] = 7
    LEAKY_RELU: Final[int] = 8
    RELU_SQUARED: Final[int] = 9
    RELU6: Final[int] = 10
    SIGMOID: Final[int] = 11
    TANH: Final[int] = 12
    LAPLACE: Final[int] = 13
    SQRT_SOFTPLUS: Final[int] = 14
    LINEAR: Final[int] = 15
    PRELU: Final[int] = 16
    XIELU: Final[int] = 17
    EMBEDDING: Final[int] = 0
    POSITIONS: Final[int] = 1
    NORM: Final[int] = 2
    BIAS: Final[int] = 3
    ACTIVATION_PARAMETER: Final[int] = 4
    MATRIX: Final[int] = 5

    norms: List[Tensor]
    matrices: List[Tensor]
    biases: List[Tensor]
    activation_parameters: List[Tensor]
    packed: List[torch.classes.quantized.LinearPackedParamsBase]
    scales: List[float]

    def __init__(self):
        super().__init__()
        self.precision = self.FLOAT32
        self.activation = self.GELU_TANH
        self.layers = 0
        self.heads = 0
        self.epsilon = 1e-5
        self.max_quantized = 127.0
        self.tied = True
        self.staging = torch.empty(0)
        self.row_buffer = torch.empty(0)
        self.token_embedding = torch.empty(0)
        self.position_embedding = torch.empty(0)
        self.norms = []
        self.matrices = []
        self.biases = []
        self.activation_parameters = []
        self.packed = []
        self.scales = []

    @torch.jit.export
    def begin(self, integers: Tensor, floats: Tensor) -> Tensor:
        """Prepares for the weights of a checkpoint, which the caller passes one at a time by `stage_part` and `add`.

        integers: precision, activation, layers, heads, whether the head is the token embedding, the size of the largest weight.
        floats: the epsilon of the norms, then the attention scale of each layer.
        """
        numbers: List[int] = integers.tolist()
        factors: List[float] = floats.tolist()
        self.precision, self.activation, self.layers, self.heads = numbers[0], numbers[1], numbers[2], numbers[3]
        self.tied = numbers[4] != 0
        self.epsilon = factors[0]
        self.scales = factors[1:]
        if self.precision == self.INT8:
            self.max_quantized = self.find_max_quantized()
        self.staging = torch.empty(numbers[5])
        return torch.zeros(0)

    @torch.jit.export
    def stage_part(self, first: Tensor, part: Tensor) -> Tensor:
        """Copies a part of the next weight to the staging buffer, from element `first` of that weight on, in float32.

        part: numbers of any type. uint8 stands for the bytes of bfloat16, a type that the caller's tensors do not have.
        """
        begin = int(first.item())
        numbers = torch.view_copy(part, dtype=torch.bfloat16) if part.dtype == torch.uint8 else part
        self.staging[begin:begin + numbers.size(0)] = numbers
        return torch.zeros(0)

    @torch.jit.export
    def add(self, integers: Tensor) -> Tensor:
        """Adds the staged weight to the model, and returns its minimum and maximum; both are NaN if any number is.

        integers: the role, the index within the role, the shape. The roles with vectors come first, then the matrices, [in, out],
        in the order of their index, then the token embedding. Unless it is tied to the embedding, the head comes last: matrix
        4 * layers, [vocabulary, hidden].
        """
        numbers: List[int] = integers.tolist()
        role, shape = numbers[0], numbers[2:]
        count = 1
        for length in shape:
            count *= length
        weight = self.staging[:count].view(shape)
        minimum, maximum = torch.aminmax(weight)
        if role == self.EMBEDDING:
            self.add_embedding(weight)
        elif role == self.POSITIONS:
            self.position_embedding = self.copied(weight, torch.float32)
        elif role == self.NORM:
            self.norms.append(self.copied(weight, torch.float32))
        elif role == self.BIAS:
            self.biases.append(self.copied(weight, torch.float32))
        elif role == self.ACTIVATION_PARAMETER:
            self.activation_parameters.append(self.copied(weight, torch.float32))
        elif numbers[1] == 4 * self.layers:
            self.add_head(weight)
        else:
            self.add_matrix(weight.t())
        return torch.stack([minimum, maximum])

    @torch.jit.export
    def end(self) -> Tensor:
        """Frees the buffers that loading needed."""
        self.staging = torch.empty(0)
        self.row_buffer = torch.empty(0)
        return torch.zeros(0)

    def copied(self, weight: Tensor, dtype: torch.dtype) -> Tensor:
        return torch.empty(weight.size(), dtype=dtype).copy_(weight)

    def contiguous_copy(self, matrix: Tensor) -> Tensor:
        """Returns the matrix if it is contiguous, else a copy in a buffer that the next call reuses."""
        if matrix.is_contiguous():
            return matrix
        if self.row_buffer.numel() < matrix.numel():
            self.row_buffer = torch.empty(matrix.numel())
        return self.row_buffer[:matrix.numel()].view(matrix.size()).copy_(matrix)

    def add_embedding(self, weight: Tensor):
        self.token_embedding = self.copied(weight, torch.float32 if self.precision == self.FLOAT32 else torch.float16)
        if not self.tied:
            return
        if self.precision == self.FLOAT32:
            self.biases.append(torch.zeros(weight.size(0)))
            self.matrices.append(self.token_embedding)
        else:
            self.add_head(weight)

    def add_head(self, matrix: Tensor):
        """matrix: [vocabulary, hidden]. In bfloat16 models the head is float16, because bfloat16 resolves logits only to 0.5."""
        self.biases.append(torch.zeros(matrix.size(0)))
        if self.precision == self.BFLOAT16:
            self.pack_float16(matrix)
        else:
            self.add_matrix(matrix)

    def add_matrix(self, matrix: Tensor):
        """matrix: [out, in]"""
        if self.precision == self.FLOAT32:
            self.matrices.append(self.copied(matrix, torch.float32))
        elif self.precision == self.FLOAT16:
            self.pack_float16(matrix)
        elif self.precision == self.INT8:
            self.pack_int8(matrix)
        else:
            index = len(self.matrices)
            self.matrices.append(torch.ops.mkldnn._reorder_linear_weight(self.copied(matrix, torch.bfloat16), None))
            self.biases[index] = self.biases[index].to(torch.bfloat16)

    def pack_float16(self, matrix: Tensor):
        bias = self.biases[-1] if self.precision == self.BFLOAT16 else self.biases[len(self.packed)]
        self.packed.append(torch.ops.quantized.linear_prepack_fp16(self.contiguous_copy(matrix), bias))

    def pack_int8(self, matrix: Tensor):
        self.packed.append(pack_int8(quantize_rows(self.contiguous_copy(matrix))))

    def find_max_quantized(self) -> float:
        """The largest magnitude of quantized inputs. On older processors FBGEMM adds pairs of products in 16 bits, where the sum
        of large products saturates. There, inputs must be half as large."""
        product = self.product_int8(torch.ones(1, 64), pack_int8(quantize_rows(torch.ones(32, 64))), 127.0)
        return 127.0 if bool(((product - 64.0).abs() < 1.0).all()) else 63.0

    def product_int8(self, x: Tensor, matrix: torch.classes.quantized.LinearPackedParamsBase, limit: float) -> Tensor:
        """x: [rows, in], between -1 and 1. limit: the quantized value of 1"""
        return torch.ops.quantized.linear_with_input_q_dq_qweight_dq_output_fp32(x, 1.0 / limit, int(limit) + 1, matrix)

    def linear(self, x: Tensor, index: int) -> Tensor:
        if self.precision == self.FLOAT32:
            return torch.nn.functional.linear(x, self.matrices[index], self.biases[index])
        if self.precision == self.FLOAT16:
            return torch.ops.quantized.linear_dynamic_fp16(x, self.packed[index])
        if self.precision == self.INT8:
            return self.linear_int8(x, index)
        # The head is float16: see add_head.
        if index == 4 * self.layers:
            return torch.ops.quantized.linear_dynamic_fp16(x, self.packed[0])
        return self.linear_bfloat16(x, index, "none", "").to(torch.float32)

    def linear_bfloat16(self, x: Tensor, index: int, activation: str, algorithm: str) -> Tensor:
        return torch.ops.mkldnn._linear_pointwise(x.to(torch.bfloat16), self.matrices[index], self.biases[index],
                                                  activation, [], algorithm)

    def linear_int8(self, x: Tensor, index: int) -> Tensor:
        """Scales rows to [-1, 1] first. The operator has one scale for all rows, and no result may depend on other rows."""
        size = x.abs().amax(1, keepdim=True).clamp_min(1e-30)
        return torch.addcmul(self.biases[index], self.product_int8(x / size, self.packed[index], self.max_quantized), size)

    def add_linear(self, to: Tensor, x: Tensor, index: int) -> Tensor:
        return to + self.linear(x, index)

    def add_feed_forward(self, x: Tensor, layer: int) -> Tensor:
        return x + self.feed_forward(self.norm(x, 2 * layer + 1), layer)

    def feed_forward(self, x: Tensor, layer: int) -> Tensor:
        first, second = 4 * layer + 2, 4 * layer + 3
        if self.precision != self.BFLOAT16 or self.activation > self.RELU:
            return self.linear(self.activate(self.linear(x, first), layer), second)
        if self.activation == self.RELU:
            return self.linear(self.linear_bfloat16(x, first, "relu", ""), second)
        algorithm = "tanh" if self.activation == self.GELU_TANH else "none"
        return self.linear(self.linear_bfloat16(x, first, "gelu", algorithm), second)

    def norm(self, x: Tensor, index: int) -> Tensor:
        weight = self.norms[2 * index]
        return torch.layer_norm(x, weight.size(), weight, self.norms[2 * index + 1], self.epsilon)

    def activate(self, x: Tensor, layer: int) -> Tensor:
        """The functions of transformers' `activations.py`. Learned parameters differ by layer."""
        if self.activation == self.GELU_TANH:
            return torch.nn.functional.gelu(x, approximate="tanh")
        if self.activation == self.GELU:
            return torch.nn.functional.gelu(x)
        if self.activation == self.RELU:
            return torch.relu(x)
        if self.activation == self.GELU_CLIPPED:
            return torch.nn.functional.gelu(x).clamp(-10.0, 10.0)
        if self.activation == self.GELU_SIGMOID:
            return x * torch.sigmoid(1.702 * x)
        if self.activation == self.SILU:
            return torch.nn.functional.silu(x)
        if self.activation == self.MISH:
            return torch.nn.functional.mish(x)
        if self.activation == self.HARD_SWISH:
            return torch.nn.functional.hardswish(x)
        if self.activation == self.LEAKY_RELU:
            return torch.nn.functional.leaky_relu(x, 0.01)
        if self.activation == self.RELU_SQUARED:
            return torch.relu(x).square()
        if self.activation == self.RELU6:
            return torch.nn.functional.relu6(x)
        if self.activation == self.SIGMOID:
            return torch.sigmoid(x)
        if self.activation == self.TANH:
            return torch.tanh(x)
        if self.activation == self.LAPLACE:
            return 0.5 * (1.0 + torch.erf((x - 0.707107) / (0.282095 * 2.0 ** 0.5)))
        if self.activation == self.SQRT_SOFTPLUS:
            return torch.nn.functional.softplus(x).sqrt()
        if self.activation == self.PRELU:
            return torch.nn.functional.prelu(x, self.activation_parameters[layer])
        if self.activation == self.XIELU:
            return self.xielu(x, self.activation_parameters[4 * layer:4 * layer + 4])
        return x

    def xielu(self, x: Tensor, parameters: List[Tensor]) -> Tensor:
        """https://arxiv.org/abs/2411.13010. parameters: alpha_p, alpha_n, beta, eps"""
        beta, eps = parameters[2], parameters[3]
        above = torch.nn.functional.softplus(parameters[0]) * x * x + beta * x
        below = (torch.expm1(torch.min(x, eps)) - x) * (beta + torch.nn.functional.softplus(parameters[1])) + beta * x
        return torch.where(x > 0, above, below)

    @torch.jit.export
    def step(self, tokens: Tensor, positions: Tensor, slots: Tensor, spans: Tensor, outputs: Tensor, hidden: Tensor,
             scored: Tensor, targets: Tensor, top: Tensor, normalized: Tensor, cache: Tensor) -> List[Tensor]:
        """Runs one forward pass over rows of several sequences.

        Returns the logits [outputs, vocabulary], the last hidden states after the final norm [hidden, width], and the scores
        [scored, 2 + 2 top]: log-probability and rank of the target, then the most likely tokens and their log-probabilities.

        tokens, positions, slots: [rows], the token of each row, its position in its sequence, and the slot of that sequence.
        spans: [first row, rows, first slot, slots, length] of each attention call, concatenated. The rows of a call belong in
        order, and in equal numbers, to consecutive slots. Each row attends to the cells up to its own position, which are
        among the first `length` cells of its slot.
        outputs, hidden, scored: the rows to return logits, hidden states and scores of. targets: a token for each scored row.
        normalized: indices into outputs, of the rows whose logits become log-probabilities.
        """
        calls: List[int] = spans.tolist()
        masks, views = self.masks(calls, positions), self.cache_views(calls, cache)
        x = torch.nn.functional.embedding(tokens, self.token_embedding).to(torch.float32)
        x = x + torch.nn.functional.embedding(positions, self.position_embedding)
        selected = torch.cat([outputs, hidden, scored])
        for layer in range(self.layers):
            if layer == self.layers - 1 and selected.size(0) < x.size(0):
                # The other rows need only their keys and values of the last layer.
                attended = self.attend_selected(x, selected, layer, slots, positions, cache, calls, masks, views)
                if selected.size(0) == 0:
                    break
                x = x.index_select(0, selected)
                indices = torch.arange(selected.size(0)).split([outputs.size(0), hidden.size(0), scored.size(0)])
                outputs, hidden, scored = indices[0], indices[1], indices[2]
            else:
                attended = self.attend(x, layer, slots, positions, cache, calls, masks, views)
            x = self.add_linear(x, attended, 4 * layer + 1)
            x = self.add_feed_forward(x, layer)
        return [self.normalize(self.head(x.index_select(0, outputs)), normalized), self.final_norm(x.index_select(0, hidden)),
                self.score(x.index_select(0, scored), targets, int(top.item()))]

    def normalize(self, logits: Tensor, rows: Tensor) -> Tensor:
        if rows.size(0) == 0:
            return logits
        if rows.size(0) == logits.size(0):
            return torch.log_softmax(logits, 1)
        return logits.index_copy_(0, rows, torch.log_softmax(logits.index_select(0, rows), 1))

    def final_norm(self, x: Tensor) -> Tensor:
        return self.norm(x, 2 * self.layers) if x.size(0) > 0 else x

    def head(self, x: Tensor) -> Tensor:
        return self.linear(self.final_norm(x), 4 * self.layers) if x.size(0) > 0 else x

    def score(self, x: Tensor, targets: Tensor, top: int) -> Tensor:
        """Works in chunks of rows, so that the logits of a long prompt are never in memory all at once."""
        parts: List[Tensor] = [torch.empty(0, 2 + 2 * top)]
        for first in range(0, x.size(0), 64):
            logprobs = torch.log_softmax(self.head(x[first:first + 64]), 1)
            target = logprobs.gather(1, targets[first:first + 64].unsqueeze(1))
            rank = 1.0 + (logprobs > target).sum(1, keepdim=True)
            best, tokens = torch.topk(logprobs, top)
            parts.append(torch.cat([target, rank, tokens.to(torch.float32), best], 1))
        return torch.cat(parts)

    def masks(self, calls: List[int], positions: Tensor) -> List[Tensor]:
        """The attention mask of each call, [slots, 1, query, key]: 0 for the cells of a row, minus infinity for others."""
        masks: List[Tensor] = []
        for i in range(0, len(calls), 5):
            first, rows, slots, length = calls[i], calls[i + 1], calls[i + 3], calls[i + 4]
            masked = torch.arange(length) > positions[first:first + rows].view(slots, 1, rows // slots, 1)
            masks.append(torch.zeros(masked.size()).masked_fill_(masked, float("-inf")))
        return masks

    def cache_views(self, calls: List[int], cache: Tensor) -> List[List[Tensor]]:
        """The part of the cache that each call reads: keys and values of the first layer, of the second, and so on, each
        [slots, heads, length, head size]."""
        views: List[List[Tensor]] = []
        for i in range(0, len(calls), 5):
            slot, slots, length = calls[i + 2], calls[i + 3], calls[i + 4]
            views.append(cache[:, :, slot:slot + slots, :, :length].flatten(0, 1).unbind(0))
        return views

    def qkv(self, x: Tensor, layer: int) -> Tensor:
        """Queries, keys and values: [rows, 3 hidden]"""
        return self.linear(self.norm(x, 2 * layer), 4 * layer)

    def attend(self, x: Tensor, layer: int, slots: Tensor, positions: Tensor, cache: Tensor, calls: List[int],
               masks: List[Tensor], views: List[List[Tensor]]) -> Tensor:
        """Writes the keys and values of the rows to the cache, then attends. x and result: [rows, hidden]"""
        parts = self.qkv(x, layer).view(x.size(0), 3, self.heads, -1)
        cache[layer][:, slots, :, positions] = parts[:, 1:]
        return self.attend_spans(parts[:, 0], layer, calls, masks, views)

    def attend_selected(self, x: Tensor, selected: Tensor, layer: int, slots: Tensor, positions: Tensor, cache: Tensor,
                      calls: List[int], masks: List[Tensor], views: List[List[Tensor]]) -> Tensor:
        """Writes the keys and values of all rows, but attends with the selected rows only. Result: [selected, hidden]"""
        return self.attend(x, layer, slots, positions, cache, calls, masks, views).index_select(0, selected)

    def attend_spans(self, queries: Tensor, layer: int, calls: List[int], masks: List[Tensor],
                     views: List[List[Tensor]]) -> Tensor:
        """queries: [rows, heads, head size]. result: [rows, hidden]"""
        results: List[Tensor] = []
        for call in range(len(masks)):
            first, rows, slots = calls[5 * call], calls[5 * call + 1], calls[5 * call + 3]
            query = queries[first:first + rows].view(slots, rows // slots, self.heads, -1).transpose(1, 2)
            keys, values = views[call][2 * layer], views[call][2 * layer + 1]
            result = torch.nn.functional.scaled_dot_product_attention(query, keys, values, masks[call], scale=self.scales[layer])
            results.append(result.transpose(1, 2).reshape(rows, -1))
        return results[0] if len(results) == 1 else torch.cat(results)

    @torch.jit.export
    def linear_rows(self, x: Tensor, index: Tensor) -> Tensor:
        """Computes one matrix product of `step`. index: from 4 l to 4 l + 3 for layer l, then the head. x: [rows, in]"""
        return self.linear(x, int(index.item()))

    @torch.jit.export
    def clear(self, where: Tensor, cache: Tensor) -> Tensor:
        """Zeroes the cells [from, to) of a slot, so that masked reads of them are finite. where: slot, from, to"""
        cells: List[int] = where.tolist()
        cache[:, :, cells[0], :, cells[1]:cells[2]] = 0.0
        return torch.zeros(0)

    @torch.jit.export
    def copy(self, where: Tensor, cache: Tensor) -> Tensor:
        """Copies cells between slots. where: source slot, target slot, first cell and end cell of each copy, concatenated"""
        cells: List[int] = where.tolist()
        for i in range(0, len(cells), 4):
            first, last = cells[i + 2], cells[i + 3]
            cache[:, :, cells[i + 1], :, first:last] = cache[:, :, cells[i], :, first:last]
        return torch.zeros(0)
