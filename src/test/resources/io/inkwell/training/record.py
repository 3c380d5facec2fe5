"""Records the learning rates of transformers' schedules: the rate of every step of some short runs.

    python record.py            (transformers 5.18, torch 2.13; writes schedules.json to its folder)
"""
import json
import math
from pathlib import Path

import torch
from transformers import get_scheduler

HERE = Path(__file__).parent
PEAK = 5e-5
DECAYS = {"linear": "linear", "cosine": "cosine", "constant": "constant_with_warmup"}


def rates(kind, warmup, total):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=PEAK)
    scheduler = get_scheduler(kind, optimizer, num_warmup_steps=warmup, num_training_steps=total)
    recorded = []
    for _ in range(total):
        recorded.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return recorded


cases = []
for decay, kind in DECAYS.items():
    for warmup, total in ((0, 7), (3, 10), (0.25, 10), (10, 10), (12, 10), (0, 1)):
        steps = math.ceil(total * warmup) if warmup < 1 else warmup  # as TrainingArguments.get_warmup_steps
        cases.append({"decay": decay, "warmup": warmup, "total": total, "rates": rates(kind, steps, total)})
(HERE / "schedules.json").write_text(json.dumps({"peak": PEAK, "cases": cases}, indent=1) + "\n")
