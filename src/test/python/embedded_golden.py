"""Records what transformers computes with the embedded model in float32, for EmbeddedModelIT. Run it when the model changes.

    python embedded_golden.py            (transformers 5.18, torch 2.13; writes src/test/resources/golden/embedded.json)
"""
import json
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import GPT2LMHeadModel

ROOT = Path(__file__).resolve().parents[3]
MODEL = ROOT / "src/main/resources/io/inkwell/registry/embedded"
GOLDEN = ROOT / "src/test/resources/golden/embedded.json"
NUM_LOGITS, NUM_GREEDY = 20, 16

PROMPTS = [
    "It is a truth universally acknowledged, that a single man",
    "Fellow-Citizens of the Senate and of the House of Representatives:",
    "In the beginning God created",
    "To install the program, you must first",
    "ability: the quality of being able to",
    "The population of the country is 12,345,678 (2021 est.).",
    "Größe, naïve café, 東京 🙂\n\n\tx = [1, 2]\r\n",
    "a",
]


@torch.inference_mode()
def record(model, tokenizer, prompt):
    encoding = tokenizer.encode(prompt, add_special_tokens=False)
    ids = torch.tensor([encoding.ids])
    logits = model(ids).logits[0]
    losses = torch.nn.functional.cross_entropy(logits[:-1], ids[0, 1:], reduction="none")
    top = torch.topk(logits[-1], NUM_LOGITS)
    greedy, gaps, tokens = [], [], ids
    for _ in range(NUM_GREEDY):
        best = torch.topk(model(tokens).logits[0, -1], 2)
        greedy.append(best.indices[0].item())
        gaps.append((best.values[0] - best.values[1]).item())
        tokens = torch.cat([tokens, best.indices[:1].unsqueeze(0)], dim=1)
    # A token with an equally likely alternative depends on rounding.
    certain = next((i for i, gap in enumerate(gaps) if gap < 2e-3), NUM_GREEDY)
    return {"prompt": prompt, "token_ids": encoding.ids, "loss": losses.mean().item() if len(losses) else None,
            "top_ids": top.indices.tolist(), "top_logits": [round(value, 5) for value in top.values.tolist()],
            "greedy_ids": greedy[:certain], "greedy_text": tokenizer.decode(greedy[:certain], skip_special_tokens=False)}


def main():
    model = GPT2LMHeadModel.from_pretrained(MODEL, dtype=torch.float32).eval()
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    cases = [record(model, tokenizer, prompt) for prompt in PROMPTS]
    GOLDEN.write_text(json.dumps({"vocabulary_size": tokenizer.get_vocab_size(), "cases": cases}) + "\n")


if __name__ == "__main__":
    main()
