"""Compare a server's log-likelihoods with those of Hugging Face transformers in float32, using lm-evaluation-harness.

    java -jar target/inkwell.jar --inkwell.model=CHECKPOINT --inkwell.precision=float32
    python lm_eval_parity.py http://localhost:8080 CHECKPOINT TEXT_FILE

Requires lm-eval with its extras hf and api, and any English text of some thousand words. It scores sentence endings given
their beginnings, the server's own greedy continuations, and passages longer than the context. It sends them one by one,
eight requests at a time, and four prompts per request with the server's tokenizer instead of transformers'.
"""
import itertools
import re
import sys
from pathlib import Path

from lm_eval.api.instance import Instance
from lm_eval.models.huggingface import HFLM
from lm_eval.models.openai_completions import LocalCompletionsAPI

TOLERANCE = 1e-3


def instances(kind, arguments):
    return [Instance(request_type=kind, doc={}, arguments=each, idx=i) for i, each in enumerate(arguments)]


def ends_of_sentences(text):
    for sentence in re.findall(r"[A-Z][^.?!]{60,400}[.?!]", " ".join(text.split())):
        space = sentence.rindex(" ", 0, len(sentence) * 2 // 3)
        yield sentence[:space], sentence[space:]


def largest_difference(ours, theirs):
    return max(abs(a - b) for a, b in zip(ours, theirs, strict=True))


if __name__ == "__main__":
    url, checkpoint, file = sys.argv[1:]
    text = Path(file).read_text(encoding="utf-8")
    hf = HFLM(pretrained=checkpoint, dtype="float32", device="cpu", batch_size=1)
    context = hf.max_length
    # lm-eval reserves one token of an API's context for the completion, and another for the start of a window.
    hf = HFLM(pretrained=checkpoint, dtype="float32", device="cpu", batch_size=1, max_length=context - 2)

    def served(**settings):
        return LocalCompletionsAPI(base_url=url + "/v1/completions", model="default", max_length=context, **settings)

    clients = {
        "one by one": served(tokenizer_backend="huggingface", tokenizer=checkpoint),
        "eight at a time": served(tokenizer_backend="huggingface", tokenizer=checkpoint, num_concurrent=8),
        "remote tokenizer, four a request": served(tokenizer_backend="remote", batch_size=4),
    }

    pairs = list(itertools.islice(ends_of_sentences(text), 40))
    pairs.append((" ".join(text.split()[:2 * context]), pairs[0][1]))
    starts = [start for start, _ in pairs[:10]]
    greedy = clients["eight at a time"].generate_until(
        instances("generate_until", [(start, {"until": ["\n\n"], "max_gen_toks": 12}) for start in starts]))
    pairs += [pair for pair in zip(starts, greedy, strict=True) if pair[1].strip()]
    passages = [(text[start:start + size],) for start, size in ((0, 12_000), (12_000, 5_000), (17_000, 900), (20_000, 40))]

    scored = instances("loglikelihood", pairs)
    rolled = instances("loglikelihood_rolling", passages)
    expected = hf.loglikelihood(scored)
    expected_rolled = hf.loglikelihood_rolling(rolled)
    greedy_count = sum(flag for _, flag in expected)
    print(f"{len(pairs)} pairs, {greedy_count} of them greedy; {len(passages)} passages of "
          f"{[len(hf.tok_encode(passage)) for passage, in passages]} tokens, log-likelihoods {expected_rolled}")
    failed = False
    for name, client in clients.items():
        answers = client.loglikelihood(scored)
        of_pairs = largest_difference([score for score, _ in answers], [score for score, _ in expected])
        flags = sum(a != b for (_, a), (_, b) in zip(answers, expected, strict=True))
        of_passages = largest_difference(client.loglikelihood_rolling(rolled), expected_rolled)
        print(f"{name}: largest difference {of_pairs:.1e} of pairs, {of_passages:.1e} of passages; "
              f"{flags} flags differ", flush=True)
        failed |= max(of_pairs, of_passages) > TOLERANCE or flags > 0
    sys.exit(failed)
