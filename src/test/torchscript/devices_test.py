"""Proves without a GPU that the exported program can run on one.

    python devices_test.py ../../main/resources/io/inkwell/model/program/gpt2.pt

The weights and the KV cache are on PyTorch's `meta` device, whose tensors have shapes but no data. Every operation of every exported
method is checked: its tensors must be on one device, and only transfers may connect the device with host memory. `meta` stands for
any device other than the CPU.
"""
import sys

try:
    import torch
    from torch.utils._python_dispatch import TorchDispatchMode
    from torch.utils._pytree import tree_flatten
except ImportError:
    print("devices NOT PROVED: there is no PyTorch")
    sys.exit(0)

DEVICE = torch.device("meta")
LAYERS, HEADS, HIDDEN, INNER, VOCABULARY, POSITIONS, SLOTS = 3, 2, 8, 32, 11, 70, 4
FLOAT32, FLOAT16, INT8, BFLOAT16 = range(4)
GELU_TANH, NUM_ACTIVATIONS = 0, 18
ACTIVATION_PARAMETERS = {16: 1, 17: 4}
EMBEDDING, POSITION, NORM, BIAS, ACTIVATION_PARAMETER, MATRIX, LORA_A = range(7)
RANK = 2
# The inputs, and the rows of each of two adapters: all rows, and those of the last layer.
ADAPTER_TRANSFERS = 5


class OneDevice(TorchDispatchMode):
    """Finds operations that create a tensor in host memory, combine tensors of different devices, or read a number from the device.

    It also counts transfers. A transfer to the host returns zeros, so that the program continues after it.
    """

    def __init__(self):
        super().__init__()
        self.operations = self.to_device = self.to_host = 0
        self.mistakes = []

    def __torch_dispatch__(self, function, types, arguments=(), options=None):
        options = options or {}
        self.operations += 1
        operands = tensors((arguments, options))
        if function is torch.ops.aten._to_copy.default and "device" in options:
            source, target = operands[0].device, options["device"]
            if source != target:
                return self.transfer(function, arguments, options, target)
        if function is torch.ops.aten.copy_.default and len({operand.device for operand in operands}) > 1:
            return self.transfer(function, arguments, options, operands[0].device)
        if function is torch.ops.aten._local_scalar_dense.default and operands[0].device == DEVICE:
            self.mistakes.append(f"{function} reads a number from the device")
        # An operation on tensors of several devices may throw.
        self.check_devices(function, operands)
        result = function(*arguments, **options)
        results = tensors(result)
        if not operands and any(each.device != DEVICE for each in results):
            self.mistakes.append(f"{function} creates a tensor in host memory")
        self.check_devices(function, operands + results)
        return result

    def check_devices(self, function, values):
        devices = sorted({each.device.type for each in values})
        if len(devices) > 1:
            self.mistakes.append(f"{function} has tensors on several devices: {devices}")

    def transfer(self, function, arguments, options, target):
        if target == DEVICE:
            self.to_device += 1
            return function(*arguments, **options)
        self.to_host += 1
        return torch.zeros(arguments[0].shape, dtype=options.get("dtype", arguments[0].dtype))


def tensors(values):
    return [each for each in tree_flatten(values)[0] if isinstance(each, torch.Tensor)]


def integers(*values):
    return torch.tensor(values, dtype=torch.int64)


def load(file, precision, activation, tied):
    """Returns the program with random weights on the device. Loading transfers each weight once."""
    program = torch.jit.load(file).eval()
    program.begin_load(integers(precision, activation, LAYERS, HEADS, int(tied), VOCABULARY * HIDDEN * 12, 1),
                       torch.tensor([1e-5] + [0.5] * LAYERS), torch.empty(0, device=DEVICE))

    def add(role, index, *shape):
        weight = torch.rand(shape)
        program.stage_weight(integers(0), weight.flatten())
        program.add_weight(integers(role, index, *shape))

    shapes = [(HIDDEN, 3 * HIDDEN), (HIDDEN, HIDDEN), (HIDDEN, INNER), (INNER, HIDDEN)]
    for index in range(4 * LAYERS + 2):
        add(NORM, index, HIDDEN)
    for index in range(4 * LAYERS):
        add(BIAS, index, shapes[index % 4][1])
    for index in range(ACTIVATION_PARAMETERS.get(activation, 0) * LAYERS):
        add(ACTIVATION_PARAMETER, index, 1)
    add(POSITION, 0, POSITIONS, HIDDEN)
    for index in range(4 * LAYERS):
        add(MATRIX, index, *shapes[index % 4])
    add(EMBEDDING, 0, VOCABULARY, HIDDEN)
    if not tied:
        add(MATRIX, 4 * LAYERS, VOCABULARY, HIDDEN)
    program.end_load()
    return program


def step_inputs(logit_rows, hidden_rows, scored_rows, logprob_rows):
    """A prefill of 66 tokens in slot 2, and one token each in the slots 0 and 1, which share an attention call."""
    rows = 68
    calls = [0, 2, 0, 2, 9, 2, 66, 2, 1, 66]
    tokens, positions, slots = [1] * rows, [8, 4, *range(66)], [0, 1] + [2] * 66
    return integers(rows, len(logit_rows), len(hidden_rows), len(scored_rows), len(logprob_rows), 2, 3, *calls, *tokens, *positions,
                    *slots, *logit_rows, *hidden_rows, *scored_rows, *[1] * len(scored_rows), *logprob_rows)


def calls(program, precision, cache):
    """Calls of all exported methods: name, expected transfers to the device and to the host, method, arguments."""
    tokens = integers(1, 2, 3, 4)
    yield "step", 1, 1, program.step, (step_inputs([0, 1, 67], [], [], []), cache)
    yield "step with log-probabilities", 1, 1, program.step, (step_inputs([0, 1, 67], [], [], [0, 2]), cache)
    yield "step with all outputs", 1, 1, program.step, (step_inputs([0, 67], [3, 4], [*range(2, 68)], [0, 1]), cache)
    yield "step of all rows", 1, 1, program.step, (step_inputs([*range(68)], [], [], []), cache)
    yield "step without outputs", 1, 1, program.step, (step_inputs([], [], [], []), cache)
    yield from adapter_calls(program, cache)
    yield "clear_cells", 0, 0, program.clear_cells, (integers(1, 2, 9), cache)
    yield "copy_cells", 0, 0, program.copy_cells, (integers(0, 1, 2, 9, 1, 2, 0, 3), cache)
    yield "step_with_attention", 1, 1, program.step_with_attention, (integers(1, 5), cache)
    yield "apply_linear", 1, 1, program.apply_linear, (torch.rand(2, HIDDEN), integers(0)[0])
    for stage in range(4):
        yield "attention", 2, 1, program.attention, (tokens, integers(0, 2), integers(1), integers(stage))
    yield "hidden_states", 1, 1, program.hidden_states, (tokens,)
    states = torch.rand(4, LAYERS + 1, HIDDEN)
    yield "logit_lens", 2, 1, program.logit_lens, (states, integers(2), integers(5, 6))
    yield "value_zeroing", 2, 1, program.value_zeroing, (states[:, 0], integers(1), integers(0, 0, 1, 1), integers(2))
    if precision != FLOAT32:
        return
    x, layers = torch.rand(2, 4, HIDDEN), integers(1, LAYERS)
    yield "token_embeddings", 1, 1, program.token_embeddings, (tokens,)
    yield "forward_layers", 1, 1, program.forward_layers, (x, integers(0, 2))
    yield "logits", 1, 1, program.logits, (x, layers)
    for measure in range(3):
        yield "gradients", 2, 1, program.gradients, (x, layers, integers(1, 2), integers(measure))
    yield "backward_layers", 2, 1, program.backward_layers, (x, integers(0, 2), x)
    for logit_scales in (torch.empty(0), torch.rand(VOCABULARY)):
        yield "noise_reference", 2, 1, program.noise_reference, (tokens, logit_scales)
    yield "noise_effect", 5, 1, program.noise_effect, (tokens, torch.rand(4), torch.rand(2, 4, HIDDEN), torch.rand(1, HIDDEN),
                                                       torch.rand(HIDDEN, HIDDEN))
    yield from training_calls(program)


def adapter_calls(program, cache):
    """Two adapters in one step, one with all targets and one with a single target."""
    inputs = step_inputs([0, 1, 67], [], [], [])
    sizes = [RANK * (HIDDEN + 3 * HIDDEN), RANK * (HIDDEN + HIDDEN), RANK * (HIDDEN + INNER), RANK * (INNER + HIDDEN)]
    begins = [sum(sizes[:i]) for i in range(5)]
    adapters = [torch.rand(LAYERS * begins[4], device=DEVICE), torch.rand(LAYERS * sizes[0], device=DEVICE)]
    layouts = [RANK, begins[4], *begins[:4], RANK, sizes[0], 0, -1, -1, -1]
    yield "step_with_adapters", ADAPTER_TRANSFERS, 1, program.step_with_adapters, (
        inputs, cache, integers(*layouts, 0, 1, *[0] * 30, *[-1] * 36), adapters)


def training_calls(program, lora=False):
    """Two micro-batches of two sequences. They come last, because the weights require gradients afterwards."""
    micro_batches = [(2, 4, [*range(8)], [0, 1, 4], [1, 2, 5]), (2, 3, [*range(6)], [0, 4], [1, 5])]
    shapes = [number for sequences, length, _, _, targets in micro_batches for number in (sequences, length, len(targets))]
    inputs = integers(len(micro_batches), 1, 7, *shapes,
                      *[number for _, _, *lists in micro_batches for each in lists for number in each])
    if lora:
        yield "begin_lora", 0, 0, program.begin_lora, (integers(2, *range(4)), torch.tensor([0.5, 0.1], dtype=torch.float64))
    else:
        yield "begin_training", 0, 0, program.begin_training, ()
    for smoothing, dropout in ((0.0, 0.0), (0.1, 0.2)):
        settings = torch.tensor([1e-3, 0.9, 0.999, 1e-8, 0.1, 1.0, smoothing, dropout], dtype=torch.float64)
        yield "train_step", 1, 1, program.train_step, (inputs, settings)
    yield "evaluate", 1, 1, program.evaluate, (inputs,)
    role, index, rows = (LORA_A, 1, 1) if lora else (MATRIX, 1, 3)
    for kind in range(3):
        yield "read_rows", 0, 1, program.read_rows, (integers(kind, role, index, 0, rows),)
        yield "write_rows", 1, 0, program.write_rows, (integers(kind, role, index, 0, rows), torch.rand(rows * HIDDEN))


def check_program(file, precision, activation, tied, cache_type, only=None, lora=False):
    program = load(file, precision, activation, tied)
    cache = torch.empty(LAYERS, 2, SLOTS, HEADS, POSITIONS, HIDDEN // HEADS, dtype=cache_type, device=DEVICE)
    operations = 0
    all_calls = training_calls(program, lora) if lora else calls(program, precision, cache)
    for name, to_device, to_host, method, arguments in all_calls:
        if only and name not in only:
            continue
        mode, results = run(method, *arguments)
        if mode.mistakes:
            raise AssertionError(f"{name}: {mode.mistakes[0]}")
        if isinstance(results, Exception):
            raise AssertionError(f"{name} must not fail; failed: {results}")
        if (mode.to_device, mode.to_host) != (to_device, to_host):
            raise AssertionError(f"{name} must make {to_device} transfers to the device and {to_host} to the host; made: "
                                 f"{mode.to_device} and {mode.to_host}")
        if any(each.device.type != "cpu" for each in tensors(results)):
            raise AssertionError(f"{name} must return its results in host memory")
        operations += mode.operations
        if to_host:
            check_reads_at_end(name, method, arguments)
    return operations


def check_reads_at_end(name, method, arguments):
    """The same call without the mode. It must fail, but only when it reads its results back."""
    try:
        method(*arguments)
    except (RuntimeError, NotImplementedError) as error:
        if "Cannot copy out of meta tensor" not in str(error):
            raise AssertionError(f"{name} must fail only when it reads its results; failed: {error}") from error
    else:
        raise AssertionError(f"{name} must read its results back from the device")


def run(method, *arguments):
    """Returns the mode with its findings, and the results or the exception. TorchScript drops the message of an exception here."""
    with OneDevice() as mode:
        try:
            return mode, method(*arguments)
        except (RuntimeError, NotImplementedError) as error:
            return mode, error


def check_mode():
    """The mode itself must find what it looks for."""
    on_device = torch.ones(3, device=DEVICE)
    for name, mistake in {
        "a tensor created in host memory": lambda: torch.arange(3),
        "an operand in host memory": lambda: on_device * HOST_SCALAR,
        "an index in host memory": lambda: on_device[HOST_INDEX],
        "an integer read from the device": lambda: int(on_device[0]),
    }.items():
        if not run(mistake)[0].mistakes:
            raise AssertionError(f"the check must find {name}")


HOST_SCALAR, HOST_INDEX = torch.tensor(2.0), integers(0, 2)


def main(file):
    check_mode()
    operations = 0
    # As Java runs the program.
    with torch.jit.optimized_execution(False):
        for precision, cache_type, tied in ((FLOAT32, torch.float32, True), (FLOAT32, torch.float32, False),
                                            (FLOAT16, torch.float16, True), (FLOAT16, torch.float32, False),
                                            (BFLOAT16, torch.bfloat16, True), (BFLOAT16, torch.float32, False)):
            operations += check_program(file, precision, GELU_TANH, tied, cache_type)
        for activation in range(1, NUM_ACTIVATIONS):
            operations += check_program(file, FLOAT16, activation, True, torch.float16, {"step"})
            operations += check_program(file, FLOAT32, activation, True, torch.float32, {"begin_training", "train_step"})
        for tied in (True, False):
            operations += check_program(file, FLOAT32, GELU_TANH, tied, torch.float32, lora=True)
    print(f"devices: all tensors of {operations} operations are where the weights are")


if __name__ == "__main__":
    main(sys.argv[1])
