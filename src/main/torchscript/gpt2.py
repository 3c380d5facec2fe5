"""GPT-2 as one TorchScript program without weights: the only place where the model's arithmetic is written.

`export.py` writes it, with what `explanation.py`, `gradients.py` and `noise.py` add, for Java to load. Java hands over a
checkpoint's weights, one at a time, by `begin`, `stage_part`, `add` and `end`; then it calls `step` for every forward pass. Keys and values belong to the caller: one tensor `cache` of
[layers, 2, slots, heads, positions, head size], written in place. A slot holds one sequence; a cell is one position of one slot.
"""
from typing import Final, List

import torch
from torch import Tensor


def quantized(matrix: Tensor) -> Tensor:
    """A scale for each row."""
    steps = matrix.abs().amax(1).clamp_min(1e-10) / 127.0
    return torch.quantize_per_channel(matrix, steps, torch.zeros(matrix.size(0), dtype=torch.int64), 0, torch.qint8)


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
    CURVE: Final[int] = 4
    MATRIX: Final[int] = 5

    norms: List[Tensor]
    matrices: List[Tensor]
    biases: List[Tensor]
    curves: List[Tensor]
    packed: List[torch.classes.quantized.LinearPackedParamsBase]
    scales: List[float]

    def __init__(self):
        super().__init__()
        self.precision = self.FLOAT32
        self.activation = self.GELU_TANH
        self.layers = 0
        self.heads = 0
        self.epsilon = 1e-5
        self.steps = 127.0
        self.tied = True
        self.stage = torch.empty(0)
        self.rows = torch.empty(0)
        self.tokens = torch.empty(0)
        self.positions = torch.empty(0)
        self.norms = []
        self.matrices = []
        self.biases = []
        self.curves = []
        self.packed = []
        self.scales = []

    @torch.jit.export
    def begin(self, integers: Tensor, floats: Tensor) -> Tensor:
        """Prepares for the weights of a checkpoint, which follow by `stage_part` and `add`, one after the other.

        integers: precision, activation, layers, heads, whether the head is the token embedding, the size of the largest weight.
        floats: the norms' epsilon, then the attention scale of each layer.
        """
        numbers: List[int] = integers.tolist()
        factors: List[float] = floats.tolist()
        self.precision, self.activation, self.layers, self.heads = numbers[0], numbers[1], numbers[2], numbers[3]
        self.tied = numbers[4] != 0
        self.epsilon = factors[0]
        self.scales = factors[1:]
        if self.precision == self.INT8:
            self.steps = self.quantization_steps()
        self.stage = torch.empty(numbers[5])
        return torch.zeros(0)

    @torch.jit.export
    def stage_part(self, first: Tensor, part: Tensor) -> Tensor:
        """Puts a part of the next weight in its place among the numbers of that weight, in float32.

        part: numbers of any type; uint8 are the bytes of bfloat16, a type that the caller's tensors do not have.
        """
        begin = int(first.item())
        numbers = torch.view_copy(part, dtype=torch.bfloat16) if part.dtype == torch.uint8 else part
        self.stage[begin:begin + numbers.size(0)] = numbers
        return torch.zeros(0)

    @torch.jit.export
    def add(self, integers: Tensor) -> Tensor:
        """Takes the staged weight over, and returns its least and its greatest number, both NaN if any number is.

        integers: the role, the index in it, the shape. The roles of one number for each channel come first, then the matrices in
        the order of their index, [in, out], then the embedding, and then the head, matrix 4 layers, [vocabulary, hidden], unless
        it is the embedding.
        """
        numbers: List[int] = integers.tolist()
        role, shape = numbers[0], numbers[2:]
        count = 1
        for length in shape:
            count *= length
        weight = self.stage[:count].view(shape)
        least, greatest = torch.aminmax(weight)
        if role == self.EMBEDDING:
            self.add_embedding(weight)
        elif role == self.POSITIONS:
            self.positions = self.own(weight, torch.float32)
        elif role == self.NORM:
            self.norms.append(self.own(weight, torch.float32))
        elif role == self.BIAS:
            self.biases.append(self.own(weight, torch.float32))
        elif role == self.CURVE:
            self.curves.append(self.own(weight, torch.float32))
        elif numbers[1] == 4 * self.layers:
            self.add_head(weight)
        else:
            self.add_matrix(weight.t())
        return torch.stack([least, greatest])

    @torch.jit.export
    def end(self) -> Tensor:
        """Frees the memory in which weights were staged."""
        self.stage = torch.empty(0)
        self.rows = torch.empty(0)
        return torch.zeros(0)

    def own(self, weight: Tensor, dtype: torch.dtype) -> Tensor:
        return torch.empty(weight.size(), dtype=dtype).copy_(weight)

    def row_by_row(self, matrix: Tensor) -> Tensor:
        """The matrix, contiguous: in memory that the next call uses again, if it is transposed."""
        if matrix.is_contiguous():
            return matrix
        if self.rows.numel() < matrix.numel():
            self.rows = torch.empty(matrix.numel())
        return self.rows[:matrix.numel()].view(matrix.size()).copy_(matrix)

    def add_embedding(self, weight: Tensor):
        self.tokens = self.own(weight, torch.float32 if self.precision == self.FLOAT32 else torch.float16)
        if not self.tied:
            return
        if self.precision == self.FLOAT32:
            self.biases.append(torch.zeros(weight.size(0)))
            self.matrices.append(self.tokens)
        else:
            self.add_head(weight)

    def add_head(self, matrix: Tensor):
        """matrix: [vocabulary, hidden]. It is float16 where the others are bfloat16, which has steps of 0.5 at the size of logits."""
        self.biases.append(torch.zeros(matrix.size(0)))
        if self.precision == self.BFLOAT16:
            self.pack_float16(matrix)
        else:
            self.add_matrix(matrix)

    def add_matrix(self, matrix: Tensor):
        """matrix: [out, in]"""
        if self.precision == self.FLOAT32:
            self.matrices.append(self.own(matrix, torch.float32))
        elif self.precision == self.FLOAT16:
            self.pack_float16(matrix)
        elif self.precision == self.INT8:
            self.pack_int8(matrix)
        else:
            index = len(self.matrices)
            self.matrices.append(torch.ops.mkldnn._reorder_linear_weight(self.own(matrix, torch.bfloat16), None))
            self.biases[index] = self.biases[index].to(torch.bfloat16)

    def pack_float16(self, matrix: Tensor):
        bias = self.biases[-1] if self.precision == self.BFLOAT16 else self.biases[len(self.packed)]
        self.packed.append(torch.ops.quantized.linear_prepack_fp16(self.row_by_row(matrix), bias))

    def pack_int8(self, matrix: Tensor):
        self.packed.append(pack_int8(quantized(self.row_by_row(matrix))))

    def quantization_steps(self) -> float:
        """How many steps a row's numbers may take from 0 to 1: where the processor adds neighbouring products in 16 bits,
        the sum of the largest is not what it should be, and numbers must be half as large."""
        product = self.product_int8(torch.ones(1, 64), pack_int8(quantized(torch.ones(32, 64))), 127.0)
        return 127.0 if bool(((product - 64.0).abs() < 1.0).all()) else 63.0

    def product_int8(self, x: Tensor, matrix: torch.classes.quantized.LinearPackedParamsBase, steps: float) -> Tensor:
        """x: [rows, in], all of it between -1 and 1."""
        return torch.ops.quantized.linear_with_input_q_dq_qweight_dq_output_fp32(x, 1.0 / steps, int(steps) + 1, matrix)

    def linear(self, x: Tensor, index: int) -> Tensor:
        if self.precision == self.FLOAT32:
            return torch.nn.functional.linear(x, self.matrices[index], self.biases[index])
        if self.precision == self.FLOAT16:
            return torch.ops.quantized.linear_dynamic_fp16(x, self.packed[index])
        if self.precision == self.INT8:
            return self.linear_int8(x, index)
        # The head is float16 all the same: bfloat16 has steps of 0.5 at the size that logits have.
        if index == 4 * self.layers:
            return torch.ops.quantized.linear_dynamic_fp16(x, self.packed[0])
        return self.linear_bfloat16(x, index, "none", "").to(torch.float32)

    def linear_bfloat16(self, x: Tensor, index: int, activation: str, algorithm: str) -> Tensor:
        return torch.ops.mkldnn._linear_pointwise(x.to(torch.bfloat16), self.matrices[index], self.biases[index],
                                                  activation, [], algorithm)

    def linear_int8(self, x: Tensor, index: int) -> Tensor:
        """One scale serves the whole batch, so every row is brought to [-1, 1] first: then no row's result depends on its neighbours."""
        size = x.abs().amax(1, keepdim=True).clamp_min(1e-30)
        return torch.addcmul(self.biases[index], self.product_int8(x / size, self.packed[index], self.steps), size)

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
        """The functions of transformers' `activations.py`; those with learned parameters have them for each layer."""
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
            return torch.nn.functional.prelu(x, self.curves[layer])
        if self.activation == self.XIELU:
            return self.xielu(x, self.curves[4 * layer:4 * layer + 4])
        return x

    def xielu(self, x: Tensor, curve: List[Tensor]) -> Tensor:
        """https://arxiv.org/abs/2411.13010. curve: alpha_p, alpha_n, beta, eps"""
        beta, eps = curve[2], curve[3]
        above = torch.nn.functional.softplus(curve[0]) * x * x + beta * x
        below = (torch.expm1(torch.min(x, eps)) - x) * (beta + torch.nn.functional.softplus(curve[1])) + beta * x
        return torch.where(x > 0, above, below)

    @torch.jit.export
    def step(self, tokens: Tensor, positions: Tensor, slots: Tensor, spans: Tensor, outputs: Tensor, hidden: Tensor,
             scored: Tensor, targets: Tensor, top: Tensor, normalized: Tensor, cache: Tensor) -> List[Tensor]:
        """One forward pass over the rows of many sequences.

        Returns the logits [outputs, vocabulary], the last hidden states after the final norm [hidden, width], and the scores
        [scored, 2 + 2 top]: log-probability and rank of the row's target, then the likeliest tokens and their log-probabilities.

        tokens, positions, slots: [rows], what each row reads, where it stands in its sequence, and the slot of that sequence.
        spans: [first row, rows, first slot, slots, length] of each attention call, one after another: its rows belong in equal
        numbers, in order, to neighbouring slots and see at most `length` cells of them, each row those up to its own position.
        outputs, hidden, scored: the rows of which each is wanted. targets: a token for each scored row.
        normalized: whose logits, counted among the outputs, become log-probabilities.
        """
        calls: List[int] = spans.tolist()
        masks, past = self.masks(calls, positions), self.past(calls, cache)
        x = torch.nn.functional.embedding(tokens, self.tokens).to(torch.float32)
        x = x + torch.nn.functional.embedding(positions, self.positions)
        wanted = torch.cat([outputs, hidden, scored])
        for layer in range(self.layers):
            if layer == self.layers - 1 and wanted.size(0) < x.size(0):
                # Rows of which nothing is wanted need their last keys and values, no more.
                attended = self.attend_wanted(x, wanted, layer, slots, positions, cache, calls, masks, past)
                if wanted.size(0) == 0:
                    break
                x = x.index_select(0, wanted)
                places = torch.arange(wanted.size(0)).split([outputs.size(0), hidden.size(0), scored.size(0)])
                outputs, hidden, scored = places[0], places[1], places[2]
            else:
                attended = self.attend(x, layer, slots, positions, cache, calls, masks, past)
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
        """A chunk of rows at a time, so that the logits of a long prompt never exist all at once."""
        parts: List[Tensor] = [torch.empty(0, 2 + 2 * top)]
        for first in range(0, x.size(0), 64):
            logprobs = torch.log_softmax(self.head(x[first:first + 64]), 1)
            target = logprobs.gather(1, targets[first:first + 64].unsqueeze(1))
            rank = 1.0 + (logprobs > target).sum(1, keepdim=True)
            best, tokens = torch.topk(logprobs, top)
            parts.append(torch.cat([target, rank, tokens.to(torch.float32), best], 1))
        return torch.cat(parts)

    def masks(self, calls: List[int], positions: Tensor) -> List[Tensor]:
        """What to add to the scores of each call, [slots, 1, query, key]: 0 where a row may look, minus infinity elsewhere."""
        masks: List[Tensor] = []
        for i in range(0, len(calls), 5):
            first, rows, slots, length = calls[i], calls[i + 1], calls[i + 3], calls[i + 4]
            ahead = torch.arange(length) > positions[first:first + rows].view(slots, 1, rows // slots, 1)
            masks.append(torch.zeros(ahead.size()).masked_fill_(ahead, float("-inf")))
        return masks

    def past(self, calls: List[int], cache: Tensor) -> List[List[Tensor]]:
        """What each call sees of the cache: keys and values of the first layer, of the second, and so on, each
        [slots, heads, length, head size]."""
        past: List[List[Tensor]] = []
        for i in range(0, len(calls), 5):
            slot, slots, length = calls[i + 2], calls[i + 3], calls[i + 4]
            past.append(cache[:, :, slot:slot + slots, :, :length].flatten(0, 1).unbind(0))
        return past

    def projected(self, x: Tensor, layer: int) -> Tensor:
        """Queries, keys and values: [rows, 3 hidden]"""
        return self.linear(self.norm(x, 2 * layer), 4 * layer)

    def attend(self, x: Tensor, layer: int, slots: Tensor, positions: Tensor, cache: Tensor, calls: List[int],
               masks: List[Tensor], past: List[List[Tensor]]) -> Tensor:
        """Writes the rows' keys and values into the cache, then lets each row look back. x, and what is returned: [rows, hidden]"""
        parts = self.projected(x, layer).view(x.size(0), 3, self.heads, -1)
        cache[layer][:, slots, :, positions] = parts[:, 1:]
        return self.attend_spans(parts[:, 0], layer, calls, masks, past)

    def attend_wanted(self, x: Tensor, wanted: Tensor, layer: int, slots: Tensor, positions: Tensor, cache: Tensor,
                      calls: List[int], masks: List[Tensor], past: List[List[Tensor]]) -> Tensor:
        """Writes those of all rows, and returns what only some of them saw: [wanted, hidden]."""
        return self.attend(x, layer, slots, positions, cache, calls, masks, past).index_select(0, wanted)

    def attend_spans(self, queries: Tensor, layer: int, calls: List[int], masks: List[Tensor], past: List[List[Tensor]]) -> Tensor:
        """queries: [rows, heads, head size]; returns [rows, hidden]."""
        results: List[Tensor] = []
        for call in range(len(masks)):
            first, rows, slots = calls[5 * call], calls[5 * call + 1], calls[5 * call + 3]
            query = queries[first:first + rows].view(slots, rows // slots, self.heads, -1).transpose(1, 2)
            keys, values = past[call][2 * layer], past[call][2 * layer + 1]
            result = torch.nn.functional.scaled_dot_product_attention(query, keys, values, masks[call], scale=self.scales[layer])
            results.append(result.transpose(1, 2).reshape(rows, -1))
        return results[0] if len(results) == 1 else torch.cat(results)

    @torch.jit.export
    def linear_rows(self, x: Tensor, index: Tensor) -> Tensor:
        """One matrix product as `step` does it: of layer l the matrices 4 l to 4 l + 3, then the head. x: [rows, in]"""
        return self.linear(x, int(index.item()))

    @torch.jit.export
    def clear(self, where: Tensor, cache: Tensor) -> Tensor:
        """Zeroes the cells [from, to) of a slot, so that a masked read of them is finite. where: slot, from, to."""
        cells: List[int] = where.tolist()
        cache[:, :, cells[0], :, cells[1]:cells[2]] = 0.0
        return torch.zeros(0)

    @torch.jit.export
    def copy(self, where: Tensor, cache: Tensor) -> Tensor:
        """Copies cells between slots, one copy after another. where: from slot, to slot, first cell and last, exclusive, of each."""
        cells: List[int] = where.tolist()
        for i in range(0, len(cells), 4):
            first, last = cells[i + 2], cells[i + 3]
            cache[:, :, cells[i + 1], :, first:last] = cache[:, :, cells[i], :, first:last]
        return torch.zeros(0)
