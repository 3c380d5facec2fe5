"""Prints what transformers 5.18 computes with the folders of SavedCheckpointsIT: the first three logits after the tokens 1 to 5.

    python saved_checkpoints.py
"""
import json
import tempfile
from pathlib import Path

import numpy
import torch
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM, GPT2Config, GPT2LMHeadModel

CONFIG = {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "vocab_size": 64, "n_positions": 32, "n_embd": 16,
          "n_layer": 2, "n_head": 2, "eos_token_id": 0, "bos_token_id": 0}
HEAD, WTE = "lm_head.weight", "transformer.wte.weight"


def weights():
    """By the formula of FormulaCheckpoint; names are numbered in the order of the program."""
    model = GPT2LMHeadModel(GPT2Config(**{k: v for k, v in CONFIG.items() if k not in ("model_type", "architectures")}))
    shapes = {name: tensor.shape for name, tensor in model.state_dict().items()}
    tensors = {}
    for number, name in enumerate(name for name in shapes):
        mean = 1.0 if "ln_" in name and name.endswith(".weight") else 0.0
        places = numpy.arange(shapes[name].numel(), dtype=numpy.float64)
        values = mean + 0.3 * numpy.sin(1 + 3.7 * number + 0.7 * places)
        tensors[name] = torch.tensor(values, dtype=torch.float32).reshape(shapes[name])
    return tensors


def without(tensors, *names):
    return {name: tensor.clone() for name, tensor in tensors.items() if name not in names}


def bare(tensors):
    return {name.removeprefix("transformer."): tensor for name, tensor in tensors.items()}


def logits(tensors, config=None, text=None):
    with tempfile.TemporaryDirectory() as folder:
        fields = {k: v for k, v in {**CONFIG, **(config or {})}.items() if v != "left out"}
        Path(folder, "config.json").write_text(text or json.dumps(fields))
        save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, Path(folder, "model.safetensors"), {"format": "pt"})
        model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
        return model(torch.tensor([[1, 2, 3, 4, 5]])).logits[0, -1, :3].tolist()


def main():
    both = weights()
    tied = without(both, HEAD)
    head_only = {**without(tied, WTE), HEAD: both[WTE].clone()}
    common = {"n_embd": "left out", "hidden_size": 16, "n_layer": "left out", "num_hidden_layers": 2, "n_head": "left out",
              "num_attention_heads": 2, "n_positions": "left out", "max_position_embeddings": 32}
    cases = {
        "plain": (tied, {}), "bare names": (bare(tied), {}), "gpt-sw3": (tied, {"model_type": "gpt-sw3"}),
        "common names": (tied, common), "common names win": (tied, {"hidden_size": 16, "n_embd": 32}),
        "reordered attention": (tied, {"reorder_and_upcast_attn": True}),
        "reordered and scaled attention": (tied, {"reorder_and_upcast_attn": True, "scale_attn_by_inverse_layer_idx": True}),
        "scaled attention": (tied, {"scale_attn_by_inverse_layer_idx": True}),
        "unscaled attention": (tied, {"scale_attn_weights": False}),
        "epsilon 0": (tied, {"layer_norm_epsilon": 0.0}), "epsilon 1.5": (tied, {"layer_norm_epsilon": 1.5}),
        "one layer of two": (tied, {"n_layer": 1}), "two heads": (tied, {"architectures": ["GPT2DoubleHeadsModel"]}),
        "cross-attention": ({**tied, "transformer.h.0.crossattention.c_attn.weight": torch.ones(16, 32)}, {"add_cross_attention": True}),
        "head only": (head_only, {}), "bare head only": (bare(head_only), {}),
        "equal head": ({**tied, HEAD: both[WTE].clone()}, {}), "other head": (both, {}), "bare other head": (bare(both), {}),
        "other head, tied": (both, {"tie_word_embeddings": True}), "other head, untied": (both, {"tie_word_embeddings": False}),
        "prefixed other head": ({**tied, "transformer." + HEAD: both[HEAD]}, {}),
    }
    for name, (tensors, config) in cases.items():
        print(f"{name:32} " + ", ".join(f"{value:.5f}f" for value in logits(tensors, config)))
    text = json.dumps({**CONFIG, "attn_pdrop": float("nan"), "note": float("inf")})[:-1] + ', "n_layer": 5, "n_layer": 2}'
    print(f"{'what Python writes':32} " + ", ".join(f"{value:.5f}f" for value in logits(tied, text=text)))


if __name__ == "__main__":
    main()
