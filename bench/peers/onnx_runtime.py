"""ONNX Runtime as an engine of end_to_end.py: batches of all streams, greedy, with keys and values as inputs and outputs.

    python onnx_runtime.py CHECKPOINT fp32|int8 [CORES]                 (needs torch, transformers, onnx, onnxruntime)

Exports the checkpoint on the first run, next to it. int8 is dynamic quantization with a scale for each column.
"""
import json
import os
import sys
import time
from pathlib import Path

import numpy
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch.nn.functional import scaled_dot_product_attention
from transformers import GPT2LMHeadModel


class CachedGpt2(torch.nn.Module):
    """Returns the logits of the last position, and keys and values [layers, 2, batch, heads, positions, head width]."""

    def __init__(self, model):
        super().__init__()
        self.transformer = model.transformer
        self.heads = model.config.n_head

    def forward(self, ids, past):
        batch, length = ids.shape
        start = past.shape[4]
        positions = torch.arange(start, start + length)
        hidden = self.transformer.wte(ids) + self.transformer.wpe(positions)
        visible = torch.arange(start + length).unsqueeze(0) <= positions.unsqueeze(1)
        present = []
        for index, block in enumerate(self.transformer.h):
            query, key, value = [part.view(batch, length, self.heads, -1).transpose(1, 2)
                                 for part in block.attn.c_attn(block.ln_1(hidden)).chunk(3, dim=2)]
            key, value = torch.cat([past[index, 0], key], 2), torch.cat([past[index, 1], value], 2)
            present.append(torch.stack([key, value]))
            attended = scaled_dot_product_attention(query, key, value, attn_mask=visible)
            hidden = hidden + block.attn.c_proj(attended.transpose(1, 2).reshape(batch, length, -1))
            hidden = hidden + block.mlp(block.ln_2(hidden))
        return self.transformer.ln_f(hidden[:, -1]) @ self.transformer.wte.weight.t(), torch.stack(present)


def exported(checkpoint, precision):
    file = Path(checkpoint, "onnx", f"{precision}.onnx")
    if file.exists():
        return file
    if precision == "int8":
        quantize_dynamic(exported(checkpoint, "fp32"), file, weight_type=QuantType.QInt8, per_channel=True)
        return file
    model = GPT2LMHeadModel.from_pretrained(checkpoint, dtype=torch.float32).eval()
    file.parent.mkdir(exist_ok=True)
    with torch.no_grad():
        torch.onnx.export(CachedGpt2(model), (torch.ones(2, 5, dtype=torch.long), empty_cache(model.config, 2, 3)), str(file),
                          input_names=["ids", "past"], output_names=["logits", "present"], opset_version=17, dynamo=False,
                          dynamic_axes={"ids": {0: "batch", 1: "length"}, "past": {2: "batch", 4: "start"},
                                        "present": {2: "batch", 4: "end"}})
    return file


def empty_cache(config, batch, length):
    return torch.zeros(config.n_layer, 2, batch, config.n_head, length, config.n_embd // config.n_head)


def measure(session, config, streams, prompts, new_tokens):
    start = time.perf_counter()
    for first in range(0, len(prompts), streams):
        ids = numpy.array(prompts[first:first + streams], dtype=numpy.int64)
        past = empty_cache(config, len(ids), 0).numpy()
        for _ in range(new_tokens):
            logits, past = session.run(None, {"ids": ids, "past": past})
            ids = logits.argmax(-1)[:, None]
    return {"seconds": time.perf_counter() - start}


def main():
    checkpoint, precision = sys.argv[1:3]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(sys.argv[3]) if len(sys.argv) > 3 else os.cpu_count()
    session = onnxruntime.InferenceSession(exported(checkpoint, precision), options, providers=["CPUExecutionProvider"])
    config = GPT2LMHeadModel.config_class.from_pretrained(checkpoint)
    for line in sys.stdin:
        print(json.dumps(measure(session, config, **json.loads(line))), flush=True)


main()
