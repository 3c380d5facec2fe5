"""Records what transformers computes with variants of one small GPT-2: every activation, and every type of weights.

    python record.py            (transformers 5.18, torch 2.13; writes model.safetensors and logits.json to its folder)

The types are those of the whole file. The reference of a type is the network in float32 with the rounded weights.
"""
import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import GPT2Config, GPT2LMHeadModel
from transformers.activations import ACT2CLS

HERE = Path(__file__).parent
TOKENS = [3, 14, 15, 9, 2, 6, 5, 35]
SHAPE = dict(vocab_size=64, n_positions=32, n_embd=16, n_layer=2, n_head=2, eos_token_id=0, bos_token_id=0)


def network(**fields):
    return GPT2LMHeadModel(GPT2Config(**SHAPE, **fields)).eval()


def logits(model):
    with torch.no_grad():
        return [round(x, 6) for x in model(torch.tensor([TOKENS])).logits[0, -1].tolist()]


torch.manual_seed(11)
weights = network().state_dict()
weights.pop("lm_head.weight")
for name, weight in weights.items():
    weight.copy_(torch.randn(weight.shape) * 0.4 + (1.0 if "ln_" in name and name.endswith("weight") else 0.0))
for layer in range(2):
    act = f"transformer.h.{layer}.mlp.act."
    weights[act + "weight"] = torch.tensor([0.25 + 0.1 * layer])
    weights[act + "alpha_p"] = torch.tensor([0.2 + layer])
    weights[act + "alpha_n"] = torch.tensor([-1.0 - layer])
    weights[act + "beta"] = torch.tensor(0.5)
    weights[act + "eps"] = torch.tensor(-1e-6)
    for name in ("alpha_p", "alpha_n", "eps"):  # transformers keeps these in bfloat16
        weights[act + name] = weights[act + name].bfloat16().float()
save_file(weights, HERE / "model.safetensors")

expected = {"tokens": TOKENS, "activations": {}, "types": {}}
for name in ACT2CLS:
    model = network(activation_function=name)
    model.load_state_dict(weights, strict=False)
    model.float()
    expected["activations"][name] = logits(model)
for name, dtype in {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "F64": torch.float64}.items():
    model = network()
    model.load_state_dict({key: value.to(dtype).float() for key, value in weights.items()}, strict=False)
    expected["types"][name] = logits(model)
(HERE / "logits.json").write_text(json.dumps(expected, indent=1) + "\n")
