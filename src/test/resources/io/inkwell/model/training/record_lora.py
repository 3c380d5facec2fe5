"""Records the training of LoRA adapters with PEFT, for RecordedStepsIT.

    python record_lora.py       (peft 0.19, transformers 5.18, torch 2.13; writes lora.json and lora-*.safetensors to its folder)

The safetensors files have the adapters before the first step. Losses and steps are those of record.py.
"""
import json

import torch
from peft import LoraConfig, get_peft_model, get_peft_model_state_dict
from safetensors.torch import load_file, save_file
from transformers import GPT2LMHeadModel

from record import EMBEDDED, HERE, TINY, record, tiny


def adapted(name, model, options):
    model = get_peft_model(model, LoraConfig(task_type="CAUSAL_LM", lora_dropout=0.0, fan_in_fan_out=True, **options))
    factors = {key: value.contiguous() for key, value in get_peft_model_state_dict(model).items()}
    save_file(factors, HERE / f"lora-{name}.safetensors")
    return model


def main():
    torch.manual_seed(6)
    weights = load_file(HERE / "untied.safetensors")
    options = {
        "embedded": {"r": 4, "lora_alpha": 8, "target_modules": ["c_attn"]},
        "tiny": {"r": 2, "lora_alpha": 3, "use_rslora": True, "target_modules": ["c_attn", "c_fc", "c_proj"]},
    }
    models = {"embedded": GPT2LMHeadModel.from_pretrained(EMBEDDED), "tiny": tiny(weights, activation_function="gelu_new")}
    shapes = {"embedded": (1, 2, 24), "tiny": (2, 2, 12)}
    runs = {}
    for name, lora in options.items():
        run = record(adapted(name, models[name], lora), *shapes[name], 1e-2, weight_decay=0.1, max_norm=1.0)
        config = {"config": TINY | {"activation_function": "gelu_new"}} if name == "tiny" else {}
        runs["lora, " + name] = config | {"file": f"lora-{name}.safetensors", "lora": lora} | run
    text = ",\n".join(f'"{name}": {json.dumps(run)}' for name, run in runs.items())
    (HERE / "lora.json").write_text("{\n" + text + "\n}\n")


if __name__ == "__main__":
    main()
