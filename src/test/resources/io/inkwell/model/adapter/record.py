"""Records two LoRA adapters of the embedded model, and logits with them, for AdapterIT.

    python record.py            (peft 0.21, transformers 5.18, torch 2.13; writes the folders and logits.json to its folder)

The weights are random, because a new adapter changes nothing. `all` has every target; `some` has two and the scale of rsLoRA.
"""
import json
import shutil
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from transformers import GPT2LMHeadModel

HERE = Path(__file__).parent
EMBEDDED = HERE.parents[1] / "registry/embedded"
TOKENS = [262, 311, 284, 1024, 17, 3071, 40, 512, 99, 2048]
ADAPTERS = {
    "all": LoraConfig(task_type="CAUSAL_LM", r=2, lora_alpha=4, target_modules=["c_attn", "c_proj", "c_fc"], fan_in_fan_out=True),
    "some": LoraConfig(task_type="CAUSAL_LM", r=3, lora_alpha=5, lora_dropout=0.1, use_rslora=True,
                       target_modules=["c_attn", "mlp.c_proj"], fan_in_fan_out=True),
}


def base():
    return GPT2LMHeadModel.from_pretrained(EMBEDDED, dtype=torch.float32).eval()


def logits(model):
    """The logits of the first 64 tokens of the vocabulary, at each position."""
    with torch.no_grad():
        return model(torch.tensor([TOKENS])).logits[0, :, :64].tolist()


def main():
    torch.manual_seed(20)
    recorded = {"tokens": TOKENS, "base": logits(base())}
    for name, config in ADAPTERS.items():
        model = get_peft_model(base(), config).eval()
        with torch.no_grad():
            for parameter_name, parameter in model.named_parameters():
                if "lora_" in parameter_name:
                    parameter.copy_(torch.randn_like(parameter) * 0.05)
        shutil.rmtree(HERE / name, ignore_errors=True)
        model.save_pretrained(HERE / name)
        (HERE / name / "README.md").unlink()
        # The path of this checkout is no part of the fixture.
        file = HERE / name / "adapter_config.json"
        config = json.loads(file.read_text())
        config["base_model_name_or_path"] = "inkwell-demo"
        file.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")
        recorded[name] = logits(model)
    (HERE / "logits.json").write_text(json.dumps(recorded))


if __name__ == "__main__":
    main()
