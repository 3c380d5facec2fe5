"""Measure learned noise: seconds for 16 random tokens, 300 iterations of 4 samples (two and their negatives).

    python noise.py http://localhost:8080 3        Inkwell, three times; needs only Python
    python noise.py /tmp/gpt2-random 3             a torch loop on a checkpoint, in float32

The loop is optimized. It computes the output without noise once, freezes the weights, and passes only the last position through
the head. It runs the samples of a step as one batch, with torch's fused attention and GELU.
"""
import json
import random
import sys
import time
import urllib.request

ITERATIONS, TOKENS, SAMPLES, RATE, LEARNING_RATE = 300, 16, 4, 0.1, 0.1


def prompt():
    return [random.randrange(50000) for _ in range(TOKENS)]


def inkwell(address):
    def learn():
        body = {"prompt": prompt(), "method": "noise", "iterations": ITERATIONS, "samples": SAMPLES, "rate": RATE,
                "learning_rate": LEARNING_RATE}
        request = urllib.request.Request(address + "/v1/explain/importance", json.dumps(body).encode(),
                                         {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as response:
            return json.load(response)["loss"]
    return learn


def loop(checkpoint):
    import torch
    from transformers import GPT2LMHeadModel
    model = GPT2LMHeadModel.from_pretrained(checkpoint, dtype=torch.float32, attn_implementation="sdpa",
                                            activation_function="gelu_pytorch_tanh").eval()
    model.requires_grad_(False)
    scale = 10 * model.transformer.wte.weight.std()

    def answer(embeddings):
        hidden = model.transformer(inputs_embeds=embeddings, use_cache=False).last_hidden_state
        return model.lm_head(hidden[:, -1])

    def learn():
        text = model.transformer.wte(torch.tensor([prompt()]))
        target = answer(text)
        squares = target.square().mean()
        theta = torch.zeros(TOKENS, 1, requires_grad=True)
        adam = torch.optim.Adam([theta], lr=LEARNING_RATE, betas=(0.9, 0.99))
        for _ in range(ITERATIONS):
            half = torch.randn(SAMPLES // 2, TOKENS, text.size(2))
            noised = text + scale * torch.sigmoid(theta) * torch.cat([half, -half])
            distance = (answer(noised) - target).square().mean() / squares
            loss = distance - RATE * torch.nn.functional.logsigmoid(theta).mean()
            adam.zero_grad()
            loss.backward()
            adam.step()
        return loss.item()
    return learn


if __name__ == "__main__":
    learn = inkwell(sys.argv[1].rstrip("/")) if sys.argv[1].startswith("http") else loop(sys.argv[1])
    for _ in range(int(sys.argv[2])):
        start = time.perf_counter()
        loss = learn()
        print(f"{ITERATIONS} iterations  {time.perf_counter() - start:6.2f} s  loss {loss:.4f}", flush=True)
