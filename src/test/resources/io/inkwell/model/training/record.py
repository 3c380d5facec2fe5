"""Records the losses and gradient norms of training with transformers and torch, for RecordedStepsIT.

    python record.py            (transformers 5.18, torch 2.13; writes steps.json and untied.safetensors to its folder)

The network is transformers' GPT2LMHeadModel. The loss is torch's cross_entropy, summed and divided by the targets of the step. The
rest is torch's AdamW, clip_grad_norm_ and transformers' linear schedule with warm-up.
"""
import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from transformers import GPT2Config, GPT2LMHeadModel, get_linear_schedule_with_warmup

HERE = Path(__file__).parent
EMBEDDED = HERE.parents[1] / "registry/embedded"
TINY = dict(vocab_size=64, n_positions=32, n_embd=16, n_layer=2, n_head=2, eos_token_id=0, bos_token_id=0, tie_word_embeddings=False)
IGNORED, WARM_UP, STEPS = -100, 4, 20


def batch(vocabulary, micro_batches, rows, length):
    """Text-like tokens: a few are frequent, and the second half of a row repeats the first."""
    tokens = (torch.rand(micro_batches, rows, length) ** 3 * vocabulary).long()
    tokens[:, :, length // 2:] = tokens[:, :, :length - length // 2]
    labels = tokens.clone()
    labels[:, 0, :5] = IGNORED
    labels[-1, -1, length - 3:] = IGNORED
    return tokens, labels


def loss_sum(model, tokens, labels, smoothing=0.0):
    logits = model(tokens).logits
    return torch.nn.functional.cross_entropy(logits[:, :-1].flatten(0, 1), labels[:, 1:].flatten(), label_smoothing=smoothing,
                                             reduction="sum")


def evaluate(model, tokens, labels):
    with torch.no_grad():
        targets = labels[0][:, 1:]
        predicted = model(tokens[0]).logits[:, :-1].argmax(-1)
        return {"loss_sum": loss_sum(model, tokens[0], labels[0]).item(), "targets": (targets != IGNORED).sum().item(),
                "correct": (predicted == targets).sum().item()}


def record(model, micro_batches, rows, length, learning_rate, weight_decay=0.0, max_norm=None, smoothing=0.0):
    model = model.float().eval()
    plain = [weight for name, weight in model.named_parameters() if name.endswith("bias") or ".ln_" in name]
    decayed = [weight for weight in model.parameters() if not any(weight is other for other in plain)]
    optimizer = torch.optim.AdamW([{"params": decayed, "weight_decay": weight_decay}, {"params": plain, "weight_decay": 0.0}],
                                  lr=learning_rate)
    schedule = get_linear_schedule_with_warmup(optimizer, WARM_UP, STEPS)
    batches = [batch(model.config.vocab_size, micro_batches, rows, length) for _ in range(3)]
    held_out = batch(model.config.vocab_size, 1, rows, length)
    before, steps = evaluate(model, *held_out), []
    for step in range(STEPS):
        tokens, labels = batches[step % len(batches)]
        targets = (labels[:, :, 1:] != IGNORED).sum().item()
        optimizer.zero_grad()
        loss = 0.0
        for i in range(micro_batches):
            part = loss_sum(model, tokens[i], labels[i], smoothing) / targets
            part.backward()
            loss += part.item()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm or float("inf")).item()
        steps.append({"learning_rate": schedule.get_last_lr()[0], "loss": loss, "norm": norm})
        optimizer.step()
        schedule.step()
    return {"micro_batches": micro_batches, "rows": rows, "length": length, "weight_decay": weight_decay, "max_norm": max_norm,
            "smoothing": smoothing, "batches": [describe(*each) for each in batches], "held_out": describe(*held_out),
            "before": before, "after": evaluate(model, *held_out), "steps": steps}


def describe(tokens, labels):
    return {"tokens": tokens.flatten().tolist(), "labels": labels.flatten().tolist()}


def tiny(weights, **fields):
    model = GPT2LMHeadModel(GPT2Config(**TINY, **fields))
    model.load_state_dict(weights, strict=False)
    return model


def main():
    torch.manual_seed(5)
    weights = {name: torch.randn(weight.shape) * 0.3 + (1.0 if ".ln_" in name and name.endswith("weight") else 0.0)
               for name, weight in GPT2LMHeadModel(GPT2Config(**TINY)).state_dict().items()}
    variants = load_file(HERE.parent / "checkpoint/variants/model.safetensors")
    weights |= {name: weight for name, weight in variants.items() if ".act." in name}
    save_file(weights, HERE / "untied.safetensors")
    embedded = GPT2LMHeadModel.from_pretrained
    runs = {
        "plain": record(embedded(EMBEDDED), 1, 2, 24, 1e-4),
        "all options": record(embedded(EMBEDDED), 2, 2, 16, 1e-3, weight_decay=0.1, max_norm=1.0, smoothing=0.1),
    }
    for fields in ({"activation_function": "gelu_new"}, {"activation_function": "relu", "scale_attn_by_inverse_layer_idx": True},
                   {"activation_function": "prelu"}, {"activation_function": "xielu"}):
        run = record(tiny(weights, **fields), 1, 2, 12, 1e-3, weight_decay=0.1)
        runs["untied, " + fields["activation_function"]] = {"config": TINY | fields} | run
    text = ",\n".join(f'"{name}": {json.dumps(run)}' for name, run in runs.items())
    (HERE / "steps.json").write_text("{\n" + text + "\n}\n")


if __name__ == "__main__":
    main()
