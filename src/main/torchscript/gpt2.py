"""GPT-2's forward pass as a TorchScript program without weights.

`explanation.py`, `gradients.py`, `noise.py` and `training.py` extend this class, and `export.py` exports the result. Java loads the
program, then passes it the weights of a checkpoint one at a time: `begin_load`, then `stage_weight` and `add_weight` for each, then
`end_load`. `step` runs one forward pass.

The caller owns the KV cache: a tensor [layers, 2, slots, heads, positions, head size] that `step` updates in place. Index 0 of the
second dimension has the keys, index 1 the values. A slot holds one sequence. A cell is one position of a slot.

The weights are on one device, which `begin_load` sets. The cache is on the same device. All other arguments and all results are in
host memory, so a method can read integers without synchronizing. A step makes one transfer to the device and one back.
"""
from typing import Final, List

import torch
from torch import Tensor


def quantize_rows(matrix: Tensor) -> Tensor:
    """Quantizes to int8 with one scale per row."""
    scales = matrix.abs().amax(1).clamp_min(1e-10) / 127.0
    zero_points = torch.zeros(matrix.size(0), dtype=torch.int64, device=matrix.device)
    return torch.quantize_per_channel(matrix, scales, zero_points, 0, torch.qint8)


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
    # The factors of an adapter that is trained, with the index of its matrix.
    LORA_A: Final[int] = 6
    LORA_B: Final[int] = 7

    norms: List[Tensor]
    matrices: List[Tensor]
    biases: List[Tensor]
    activation_parameters: List[Tensor]
    packed: List[torch.classes.quantized.LinearPackedParamsBase]
    attention_scales: List[float]

    def __init__(self):
        super().__init__()
        self.precision = self.FLOAT32
        self.activation = self.GELU_TANH
        self.layers = 0
        self.heads = 0
        self.epsilon = 1e-5
        self.max_quantized_input = 127.0
        self.tied = True
        self.dense = True
        self.device = torch.device("cpu")
        self.staging = torch.empty(0)
        self.transpose_buffer = torch.empty(0)
        self.token_embedding = torch.empty(0)
        self.position_embedding = torch.empty(0)
        self.norms = []
        self.matrices = []
        self.biases = []
        self.activation_parameters = []
        self.packed = []
        self.attention_scales = []

    @torch.jit.export
    def begin_load(self, integers: Tensor, floats: Tensor, target: Tensor) -> Tensor:
        """Prepares to load a checkpoint.

        integers: precision, activation, layers, heads, 1 if the LM head is tied to the token embedding, the number of elements of
        the largest weight, and 1 if matrices stay dense tensors instead of being packed for the CPU. floats: the epsilon of the
        layer norms, then the attention scale of each layer. target: any tensor on the device of the weights
        """
        config: List[int] = integers.tolist()
        factors: List[float] = floats.tolist()
        self.precision, self.activation, self.layers, self.heads = config[0], config[1], config[2], config[3]
        self.tied = config[4] != 0
        self.dense = config[6] != 0 or self.precision == self.FLOAT32
        self.device = target.device
        if self.precision == self.INT8 and self.dense:
            raise ValueError("int8 matrices must be packed for the CPU")
        if not self.dense and self.device.type != "cpu":
            raise ValueError("matrices on a device must be dense")
        self.epsilon = factors[0]
        self.attention_scales = factors[1:]
        if self.precision == self.INT8:
            self.max_quantized_input = self.find_max_quantized_input()
        self.staging = torch.empty(config[5], device="cpu")
        return floats[:0]

    @torch.jit.export
    def stage_weight(self, first: Tensor, part: Tensor) -> Tensor:
        """Copies a part of the next weight into the float32 staging buffer, starting at element `first` of the weight.

        part: elements of any type. uint8 means the bytes of bfloat16 elements, because DJL has no bfloat16 tensors.
        """
        start = int(first.item())
        elements = torch.view_copy(part, dtype=torch.bfloat16) if part.dtype == torch.uint8 else part
        self.staging[start:start + elements.size(0)] = elements
        return self.staging[:0]

    @torch.jit.export
    def add_weight(self, integers: Tensor) -> Tensor:
        """Adds the staged weight to the model. Returns its minimum and maximum, which are NaN if any element is NaN.

        integers: the role, the index within the role, and the shape. Call order: vectors, then matrices [in, out] by index, then
        the token embedding. An untied LM head comes last, as matrix 4 * layers of shape [vocabulary, hidden].
        """
        description: List[int] = integers.tolist()
        role, index, shape = description[0], description[1], description[2:]
        count = 1
        for size in shape:
            count *= size
        weight = self.staging[:count].view(shape)
        minimum, maximum = torch.aminmax(weight)
        if role == self.EMBEDDING:
            self.add_embedding(weight)
        elif role == self.POSITIONS:
            self.position_embedding = self.copy_as(weight, torch.float32)
        elif role == self.NORM:
            self.norms.append(self.copy_as(weight, torch.float32))
        elif role == self.BIAS:
            self.biases.append(self.copy_as(weight, torch.float32))
        elif role == self.ACTIVATION_PARAMETER:
            self.activation_parameters.append(self.copy_as(weight, torch.float32))
        elif index == 4 * self.layers:
            self.add_head(weight)
        else:
            self.add_matrix(weight.t())
        return torch.stack([minimum, maximum])

    @torch.jit.export
    def end_load(self) -> Tensor:
        """Frees the loading buffers."""
        self.staging = torch.empty(0, device="cpu")
        self.transpose_buffer = torch.empty(0, device="cpu")
        return self.staging

    def copy_as(self, weight: Tensor, dtype: torch.dtype) -> Tensor:
        return torch.empty(weight.size(), dtype=dtype, device=self.device).copy_(weight)

    def dense_dtype(self, index: int) -> torch.dtype:
        """The type of a dense matrix. The LM head of a bfloat16 model is float16, because bfloat16 logits have a resolution of 0.5."""
        if self.precision == self.FLOAT32:
            return torch.float32
        return torch.bfloat16 if self.precision == self.BFLOAT16 and index < 4 * self.layers else torch.float16

    def to_contiguous(self, matrix: Tensor) -> Tensor:
        """Returns the matrix itself if it is contiguous, otherwise a copy in a buffer that the next call overwrites."""
        if matrix.is_contiguous():
            return matrix
        if self.transpose_buffer.numel() < matrix.numel():
            self.transpose_buffer = torch.empty(matrix.numel(), device="cpu")
        return self.transpose_buffer[:matrix.numel()].view(matrix.size()).copy_(matrix)

    def add_embedding(self, weight: Tensor):
        self.token_embedding = self.copy_as(weight, torch.float32 if self.precision == self.FLOAT32 else torch.float16)
        if not self.tied:
            return
        if self.dense:
            self.biases.append(torch.zeros(weight.size(0), dtype=self.token_embedding.dtype, device=self.device))
            self.matrices.append(self.token_embedding)
        else:
            self.add_head(weight)

    def add_head(self, matrix: Tensor):
        """matrix: [vocabulary, hidden]. In bfloat16 models it is float16: see dense_dtype."""
        self.biases.append(torch.zeros(matrix.size(0), device=self.device))
        if self.precision == self.BFLOAT16 and not self.dense:
            self.pack_float16(matrix)
        else:
            self.add_matrix(matrix)

    def add_matrix(self, matrix: Tensor):
        """matrix: [out, in]"""
        index = len(self.matrices)
        if self.dense:
            dtype = self.dense_dtype(index)
            self.matrices.append(self.copy_as(matrix, dtype))
            self.biases[index] = self.biases[index].to(dtype)
        elif self.precision == self.FLOAT16:
            self.pack_float16(matrix)
        elif self.precision == self.INT8:
            self.pack_int8(matrix)
        else:
            self.matrices.append(torch.ops.mkldnn._reorder_linear_weight(self.copy_as(matrix, torch.bfloat16), None))
            self.biases[index] = self.biases[index].to(torch.bfloat16)

    def pack_float16(self, matrix: Tensor):
        bias = self.biases[-1] if self.precision == self.BFLOAT16 else self.biases[len(self.packed)]
        self.packed.append(torch.ops.quantized.linear_prepack_fp16(self.to_contiguous(matrix), bias))

    def pack_int8(self, matrix: Tensor):
        self.packed.append(pack_int8(quantize_rows(self.to_contiguous(matrix))))

    def find_max_quantized_input(self) -> float:
        """Returns the largest magnitude of quantized inputs. Without VNNI, FBGEMM adds pairs of products in 16-bit integers, which
        can saturate. The limit of 63 prevents that."""
        weights = torch.ones(32, 64, device=self.device)
        product = self.matmul_int8(weights[:1], pack_int8(quantize_rows(weights)), 127.0)
        return 127.0 if bool(((product - 64.0).abs() < 1.0).all()) else 63.0

    def matmul_int8(self, x: Tensor, matrix: torch.classes.quantized.LinearPackedParamsBase, limit: float) -> Tensor:
        """x: [rows, in] in [-1, 1]. limit: the quantized value of 1"""
        return torch.ops.quantized.linear_with_input_q_dq_qweight_dq_output_fp32(x, 1.0 / limit, int(limit) + 1, matrix)

    def linear(self, x: Tensor, index: int) -> Tensor:
        """Returns float32 in every precision."""
        if self.dense:
            return self.linear_dense(x, index).to(torch.float32)
        if self.precision == self.FLOAT16:
            return torch.ops.quantized.linear_dynamic_fp16(x, self.packed[index])
        if self.precision == self.INT8:
            return self.linear_int8(x, index)
        # The LM head is float16: see add_head.
        if index == 4 * self.layers:
            return torch.ops.quantized.linear_dynamic_fp16(x, self.packed[0])
        return self.linear_bfloat16(x, index, "none", "").to(torch.float32)

    def linear_dense(self, x: Tensor, index: int) -> Tensor:
        """Returns the type of the matrix."""
        matrix = self.matrices[index]
        return torch.nn.functional.linear(x.to(matrix.dtype), matrix, self.biases[index])

    def linear_bfloat16(self, x: Tensor, index: int, activation: str, algorithm: str) -> Tensor:
        return torch.ops.mkldnn._linear_pointwise(x.to(torch.bfloat16), self.matrices[index], self.biases[index],
                                                  activation, [], algorithm)

    def linear_int8(self, x: Tensor, index: int) -> Tensor:
        """Scales each row to [-1, 1] first: the operator has one scale for all rows, but a row must not depend on other rows."""
        scale = x.abs().amax(1, keepdim=True).clamp_min(1e-30)
        product = self.matmul_int8(x / scale, self.packed[index], self.max_quantized_input)
        return torch.addcmul(self.biases[index], product, scale)

    def add_linear(self, residual: Tensor, x: Tensor, index: int) -> Tensor:
        # The sum is float32 in any case. Without a conversion before it, it is a single operation.
        return residual + (self.linear_dense(x, index) if self.dense else self.linear(x, index))

    def add_feed_forward(self, x: Tensor, layer: int) -> Tensor:
        return x + self.feed_forward(self.norm(x, 2 * layer + 1), layer)

    def feed_forward(self, x: Tensor, layer: int) -> Tensor:
        """Returns float32, or the type of dense matrices."""
        first, second = 4 * layer + 2, 4 * layer + 3
        if self.dense:
            inner = self.linear_dense(x, first)
            # Learned parameters of activations are float32, and the other functions are sensitive to rounding.
            inner = inner if self.activation <= self.RELU else inner.to(torch.float32)
            return self.linear_dense(self.activate(inner, layer), second)
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
        """The functions of `activations.py` in transformers. Some have learned parameters for each layer."""
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
    def step(self, inputs: Tensor, cache: Tensor) -> List[Tensor]:
        """Runs one forward pass over rows of several sequences. A row is one token of one sequence.

        Returns the logits [logit rows, vocabulary], the hidden states after the final norm [hidden rows, hidden], and the scores
        [scored rows, 2 + 2 top]: log-probability and rank of the target, then the top tokens and their log-probabilities.

        inputs: integers, so that one transfer takes all of them to the device:

        - the counts: rows, logit_rows, hidden_rows, scored_rows, logprob_rows, attention_calls, top tokens;
        - attention_calls, and then the vectors tokens, positions, slots, logit_rows, hidden_rows, scored_rows, targets,
          logprob_rows.

        tokens, positions, slots: [rows], the token id of each row, its position in its sequence, and the slot of that sequence.
        attention_calls: [first row, rows, first slot, slots, length] for each attention call, concatenated. The rows of a call are
        divided evenly among its consecutive slots, in slot order. A row attends to the cells of its slot up to its own position.
        `length` bounds these positions.
        logit_rows, hidden_rows, scored_rows: indices of the rows whose logits, hidden states and scores are returned. targets: the
        target token of each scored row. logprob_rows: indices into logit_rows, of the rows whose logits become
        log-probabilities.
        """
        no_adapters: List[Tensor] = []
        return self.run_step(inputs, cache, inputs[:0], no_adapters)

    @torch.jit.export
    def step_with_adapters(self, inputs: Tensor, cache: Tensor, adapter_inputs: Tensor, adapters: List[Tensor]) -> List[Tensor]:
        """Runs a forward pass like `step`, in which rows can have LoRA adapters: the output of a matrix grows by B A x. Other rows
        are computed as in `step`.

        adapters: vectors of float32 on the device of the weights. Each has A [rank, in] and B [out, rank] of its targets in turn, for
        each layer. The targets are the four matrices of a layer in their order, some of which may be missing. B includes the scale.
        adapter_inputs: integers: for each adapter its rank, the numbers of a layer, and where in a layer each of the four targets
        begins, -1 if it is missing; then for each row the index of its adapter, -1 for none.
        """
        return self.run_step(inputs, cache, adapter_inputs, adapters)

    def run_step(self, inputs: Tensor, cache: Tensor, adapter_inputs: Tensor, adapters: List[Tensor]) -> List[Tensor]:
        counts: List[int] = inputs[:7].tolist()
        end_calls = 7 + 5 * counts[5]
        calls: List[int] = inputs[7:end_calls].tolist()
        vectors = inputs[end_calls:].to(self.device).split([counts[0], counts[0], counts[0], counts[1], counts[2], counts[3],
                                                            counts[3], counts[4]])
        tokens, positions, slots = vectors[0], vectors[1], vectors[2]
        logit_rows, hidden_rows, scored_rows = vectors[3], vectors[4], vectors[5]
        targets, logprob_rows = vectors[6], vectors[7]
        masks, views = self.attention_masks(calls, positions, cache), self.cache_views(calls, cache)
        x = torch.nn.functional.embedding(tokens, self.token_embedding).to(torch.float32)
        x = x + torch.nn.functional.embedding(positions, self.position_embedding)
        selected = torch.cat([logit_rows, hidden_rows, scored_rows])
        layouts: List[int] = adapter_inputs[:6 * len(adapters)].tolist()
        adapter_indices = adapter_inputs[6 * len(adapters):]
        adapter_rows = self.group_rows(adapter_indices, len(adapters))
        for layer in range(self.layers):
            if layer == self.layers - 1 and selected.size(0) < x.size(0):
                # In the last layer the other rows only write their keys and values.
                if len(adapters) == 0:
                    attended = self.attend_selected(x, selected, layer, slots, positions, cache, calls, masks, views)
                else:
                    projected = self.adapted_qkv(x, layer, adapters, layouts, adapter_rows)
                    attended = self.attend_projected_selected(projected, selected, layer, slots, positions, cache, calls, masks, views)
                    first = end_calls + 3 * counts[0]
                    in_host_memory = inputs[first:first + selected.size(0)]
                    adapter_rows = self.group_rows(adapter_indices.index_select(0, in_host_memory), len(adapters))
                if selected.size(0) == 0:
                    break
                x = x.index_select(0, selected)
                indices = torch.arange(selected.size(0), device=self.device).split([counts[1], counts[2], counts[3]])
                logit_rows, hidden_rows, scored_rows = indices[0], indices[1], indices[2]
            elif len(adapters) == 0:
                attended = self.attend(x, layer, slots, positions, cache, calls, masks, views)
            else:
                projected = self.adapted_qkv(x, layer, adapters, layouts, adapter_rows)
                attended = self.attend_projected(projected, layer, slots, positions, cache, calls, masks, views)
            x = self.add_linear(x, attended, 4 * layer + 1)
            if len(adapters) == 0:
                x = self.add_feed_forward(x, layer)
            else:
                x = self.add_adapters(x, attended, layer, 1, adapters, layouts, adapter_rows)
                x = self.add_adapted_feed_forward(x, layer, adapters, layouts, adapter_rows)
        return self.to_host([self.log_softmax_rows(self.lm_head(x.index_select(0, logit_rows)), logprob_rows),
                             self.final_norm(x.index_select(0, hidden_rows)),
                             self.score_rows(x.index_select(0, scored_rows), targets, counts[6])])

    def group_rows(self, indices: Tensor, num_adapters: int) -> List[Tensor]:
        """Returns the rows of each adapter. indices: the index of the adapter of each row"""
        rows: List[Tensor] = []
        for i in range(num_adapters):
            rows.append((indices == i).nonzero().squeeze(1).to(self.device))
        return rows

    def has_target(self, target: int, layouts: List[int]) -> bool:
        for i in range(0, len(layouts), 6):
            if layouts[i + 2 + target] >= 0:
                return True
        return False

    def add_adapters(self, output: Tensor, x: Tensor, layer: int, target: int, adapters: List[Tensor], layouts: List[int],
                     rows: List[Tensor]) -> Tensor:
        """Adds B A x of each adapter to its rows of `output`, in place. x, output: the inputs and outputs of a matrix of the layer,
        [rows, in] and [rows, out] in float32"""
        for i in range(len(adapters)):
            rank, begin, count = layouts[6 * i], layouts[6 * i + 2 + target], rows[i].size(0)
            if begin >= 0 and count > 0:
                first = layer * layouts[6 * i + 1] + begin
                middle = first + rank * x.size(1)
                a = adapters[i][first:middle].view(rank, -1)
                b = adapters[i][middle:middle + rank * output.size(1)].view(-1, rank)
                if count == x.size(0):
                    output.addmm_(torch.nn.functional.linear(x, a), b.t())
                else:
                    inner = torch.nn.functional.linear(x.index_select(0, rows[i]), a)
                    output.index_add_(0, rows[i], torch.nn.functional.linear(inner, b))
        return output

    def adapted_qkv(self, x: Tensor, layer: int, adapters: List[Tensor], layouts: List[int], rows: List[Tensor]) -> Tensor:
        """Like `qkv`, with adapters."""
        if not self.has_target(0, layouts):
            return self.qkv(x, layer)
        normed = self.norm(x, 2 * layer)
        return self.add_adapters(self.linear(normed, 4 * layer), normed, layer, 0, adapters, layouts, rows)

    def add_adapted_feed_forward(self, x: Tensor, layer: int, adapters: List[Tensor], layouts: List[int],
                                 rows: List[Tensor]) -> Tensor:
        """Like `add_feed_forward`, with adapters."""
        if not self.has_target(2, layouts) and not self.has_target(3, layouts):
            return self.add_feed_forward(x, layer)
        normed = self.norm(x, 2 * layer + 1)
        inner = self.add_adapters(self.linear(normed, 4 * layer + 2), normed, layer, 2, adapters, layouts, rows)
        inner = self.activate(inner, layer)
        return self.add_adapters(self.add_linear(x, inner, 4 * layer + 3), inner, layer, 3, adapters, layouts, rows)

    def to_host(self, results: List[Tensor]) -> List[Tensor]:
        """Copies float32 tensors to host memory in one transfer. There they are views of one tensor."""
        if self.device.type == "cpu":
            return results
        flat: List[Tensor] = []
        sizes: List[int] = []
        for result in results:
            flat.append(result.flatten())
            sizes.append(result.numel())
        parts = torch.cat(flat).to("cpu").split(sizes)
        copies: List[Tensor] = []
        for i in range(len(results)):
            copies.append(parts[i].view(results[i].size()))
        return copies

    def log_softmax_rows(self, logits: Tensor, rows: Tensor) -> Tensor:
        if rows.size(0) == 0:
            return logits
        if rows.size(0) == logits.size(0):
            return torch.log_softmax(logits, 1)
        return logits.index_copy_(0, rows, torch.log_softmax(logits.index_select(0, rows), 1))

    def final_norm(self, x: Tensor) -> Tensor:
        return self.norm(x, 2 * self.layers) if x.size(0) > 0 else x

    def lm_head(self, x: Tensor) -> Tensor:
        return self.linear(self.final_norm(x), 4 * self.layers) if x.size(0) > 0 else x

    def score_rows(self, x: Tensor, targets: Tensor, num_top: int) -> Tensor:
        """Computes the scores in chunks of rows, to bound the memory of the logits."""
        chunks: List[Tensor] = [torch.empty(0, 2 + 2 * num_top, device=self.device)]
        for first in range(0, x.size(0), 64):
            logprobs = torch.log_softmax(self.lm_head(x[first:first + 64]), 1)
            target = logprobs.gather(1, targets[first:first + 64].unsqueeze(1))
            rank = 1.0 + (logprobs > target).sum(1, keepdim=True)
            top_logprobs, top_tokens = torch.topk(logprobs, num_top)
            chunks.append(torch.cat([target, rank, top_tokens.to(torch.float32), top_logprobs], 1))
        return torch.cat(chunks)

    def attention_masks(self, calls: List[int], positions: Tensor, cache: Tensor) -> List[Tensor]:
        """Returns the additive mask of each call, [slots, 1, query, key]: 0 for visible cells, minus infinity for masked ones."""
        masks: List[Tensor] = []
        for i in range(0, len(calls), 5):
            first, rows, slots, length = calls[i], calls[i + 1], calls[i + 3], calls[i + 4]
            cells = torch.arange(length, device=self.device)
            masked = cells > positions[first:first + rows].view(slots, 1, rows // slots, 1)
            masks.append(torch.zeros(masked.size(), dtype=cache.dtype, device=self.device).masked_fill_(masked, float("-inf")))
        return masks

    def cache_views(self, calls: List[int], cache: Tensor) -> List[List[Tensor]]:
        """Returns the cells that each call reads: the keys and the values of each layer in turn, each of shape
        [slots, heads, length, head size]."""
        views: List[List[Tensor]] = []
        for i in range(0, len(calls), 5):
            slot, slots, length = calls[i + 2], calls[i + 3], calls[i + 4]
            views.append(cache[:, :, slot:slot + slots, :, :length].flatten(0, 1).unbind(0))
        return views

    def qkv(self, x: Tensor, layer: int) -> Tensor:
        """Returns queries, keys and values, [rows, 3 hidden]."""
        return self.linear(self.norm(x, 2 * layer), 4 * layer)

    def attend(self, x: Tensor, layer: int, slots: Tensor, positions: Tensor, cache: Tensor, calls: List[int],
               masks: List[Tensor], views: List[List[Tensor]]) -> Tensor:
        """Writes the keys and values of the rows to the cache, then computes attention. x, result: [rows, hidden]"""
        projected = self.linear_dense(self.norm(x, 2 * layer), 4 * layer) if self.dense else self.qkv(x, layer)
        return self.attend_projected(projected, layer, slots, positions, cache, calls, masks, views)

    def attend_projected(self, projected: Tensor, layer: int, slots: Tensor, positions: Tensor, cache: Tensor, calls: List[int],
                         masks: List[Tensor], views: List[List[Tensor]]) -> Tensor:
        """Like `attend`. projected: queries, keys and values, [rows, 3 hidden]"""
        parts = projected.view(projected.size(0), 3, self.heads, -1).to(cache.dtype)
        cache[layer][:, slots, :, positions] = parts[:, 1:]
        return self.attend_calls(parts[:, 0], layer, calls, masks, views)

    def attend_selected(self, x: Tensor, selected: Tensor, layer: int, slots: Tensor, positions: Tensor, cache: Tensor,
                      calls: List[int], masks: List[Tensor], views: List[List[Tensor]]) -> Tensor:
        """Like `attend`, but with the queries of the selected rows only. Result: [selected, hidden]"""
        return self.attend(x, layer, slots, positions, cache, calls, masks, views).index_select(0, selected)

    def attend_projected_selected(self, projected: Tensor, selected: Tensor, layer: int, slots: Tensor, positions: Tensor,
                                  cache: Tensor, calls: List[int], masks: List[Tensor], views: List[List[Tensor]]) -> Tensor:
        """Like `attend_selected`. projected: queries, keys and values, [rows, 3 hidden]"""
        return self.attend_projected(projected, layer, slots, positions, cache, calls, masks, views).index_select(0, selected)

    def attend_calls(self, queries: Tensor, layer: int, calls: List[int], masks: List[Tensor],
                     views: List[List[Tensor]]) -> Tensor:
        """queries: [rows, heads, head size]. Result: [rows, hidden]"""
        results: List[Tensor] = []
        for call in range(len(masks)):
            first, rows, slots = calls[5 * call], calls[5 * call + 1], calls[5 * call + 3]
            query = queries[first:first + rows].view(slots, rows // slots, self.heads, -1).transpose(1, 2)
            keys, values = views[call][2 * layer], views[call][2 * layer + 1]
            result = torch.nn.functional.scaled_dot_product_attention(query, keys, values, masks[call],
                                                                      scale=self.attention_scales[layer])
            results.append(result.transpose(1, 2).reshape(rows, -1))
        return results[0] if len(results) == 1 else torch.cat(results)

    @torch.jit.export
    def apply_linear(self, x: Tensor, index: Tensor) -> Tensor:
        """Applies one linear layer. index: 4 l to 4 l + 3 for layer l, 4 * layers for the LM head. x: [rows, in]"""
        return self.to_host([self.linear(x.to(self.device), int(index.item()))])[0]

    @torch.jit.export
    def clear_cells(self, cell_range: Tensor, cache: Tensor) -> Tensor:
        """Zeroes cells of a slot. Attention reads masked cells too, and a NaN there would reach the result.

        cell_range: slot, first cell, end cell
        """
        cells: List[int] = cell_range.tolist()
        cache[:, :, cells[0], :, cells[1]:cells[2]].zero_()
        return cell_range[:0]

    @torch.jit.export
    def copy_cells(self, copies: Tensor, cache: Tensor) -> Tensor:
        """Copies cells between slots. copies: source slot, target slot, first cell and end cell of each copy, concatenated"""
        cells: List[int] = copies.tolist()
        for i in range(0, len(cells), 4):
            first, last = cells[i + 2], cells[i + 3]
            cache[:, :, cells[i + 1], :, first:last] = cache[:, :, cells[i], :, first:last]
        return copies[:0]
