"""Regenerate the expected diverse beam searches of the tests, with the loop of transformers 4 in torch.

For each group of beams, one after the other, take log-probabilities. Subtract the diversity penalty for every choice of earlier
groups (HammingDiversityLogitsProcessor). Then apply the repetition penalty (RepetitionPenaltyLogitsProcessor).

    pip install torch transformers
    python bench/diverse_beams.py
"""
import json
from pathlib import Path

import torch
from transformers import GPT2LMHeadModel

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "src/test/resources/io/inkwell/registry/embedded"
SEARCHES = ROOT / "src/test/resources/io/inkwell/decoding/search/transformers-searches.json"


def normalized(score, length, power):
    return score / length ** power


def logprobs(model, prompt, output, chosen, case):
    scores = torch.log_softmax(model(torch.tensor([prompt + output])).logits[0, -1], dim=-1)
    for token in chosen:
        scores[token] -= case.get("diversity_penalty", 0)
    penalty = case.get("repetition_penalty", 1)
    for token in set(prompt + output):
        scores[token] = scores[token] * penalty if scores[token] < 0 else scores[token] / penalty
    size = case.get("no_repeat_ngram_size", 0)
    text = prompt + output
    for i in range(len(text) - size + 1 if size else 0):
        if text[i:i + size - 1] == text[len(text) - size + 1:]:
            scores[text[i + size - 1]] = -torch.inf
    return scores


class Group:

    def __init__(self, width):
        self.width, self.running, self.finished, self.over = width, [(0.0, [])], [], False

    def step(self, model, case, length, chosen):
        eos, power, limit = case["eos"], case["length_penalty"], case["max_tokens"]
        all_scores = torch.stack([base + logprobs(model, case["prompt"], output, chosen, case)
                                  for base, output in self.running])
        top = torch.topk(all_scores.flatten(), max(2, 1 + len(eos)) * self.width)
        next_beams, going = [], []
        for rank, (score, index) in enumerate(zip(top.values.tolist(), top.indices.tolist())):
            row, token = divmod(index, all_scores.shape[1])
            output = self.running[row][1] + [token]
            if token not in eos and len(going) < self.width:
                going.append(token)
            if token in eos or length == limit:
                if rank < self.width:
                    self.finished.append((normalized(score, length, power), output))
            elif len(next_beams) < self.width:
                next_beams.append((score, output))
        self.finished = sorted(self.finished, key=lambda text: -text[0])[:self.width]
        self.running = next_beams
        self.over = not next_beams or (len(self.finished) == self.width and not self.may_improve(case, length))
        return going

    def may_improve(self, case, length):
        early, power = case["early_stopping"], case["length_penalty"]
        if early is True:
            return False
        reach = case["max_tokens"] if early == "never" and power > 0 else length
        return normalized(self.running[0][0], reach, power) > self.finished[-1][0]


def search(model, case):
    groups = [Group(case["num_beams"] // case["num_beam_groups"]) for _ in range(case["num_beam_groups"])]
    for length in range(1, case["max_tokens"] + 1):
        chosen = []
        for group in groups:
            if not group.over:
                chosen += group.step(model, case, length, chosen)
    return sorted((text for group in groups for text in group.finished), key=lambda text: -text[0])


def main():
    model = GPT2LMHeadModel.from_pretrained(MODEL, dtype=torch.float32).eval()
    lines = SEARCHES.read_text().splitlines()
    changed = 0
    for i, line in enumerate(lines):
        start = line.find("{")
        if start < 0:
            continue
        case = json.loads(line[start:].rstrip().rstrip(",]"))
        if case["search"] != "beams" or case.get("num_beam_groups", 1) == 1:
            continue
        with torch.no_grad():
            found = search(model, case)[:len(case["tokens"])]
        tokens, scores = [text for _, text in found], [round(score, 5) for score, _ in found]
        same = tokens == case["tokens"] and all(abs(a - b) < 1e-4 for a, b in zip(scores, case["scores"]))
        print(i, case.get("repetition_penalty"), "same" if same else "differs")
        if not same:
            changed += 1
            new = dict(case, tokens=tokens, scores=scores)
            lines[i] = line.replace(line[start:].rstrip().rstrip(",]"), json.dumps(new))
    if changed:
        SEARCHES.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
