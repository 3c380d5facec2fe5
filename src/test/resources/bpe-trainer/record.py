"""Records what Hugging Face tokenizers trains on the texts below, and how it splits text into words.

    python record.py        (tokenizers 0.23, transformers 5.18; writes trained.json, words.json and characters.json)

trained.json has the tokens after the first 257, which all cases share. Where a case has no texts, the text is the
license of this repository.
"""
import json
import random
import tempfile
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import AutoTokenizer

HERE = Path(__file__).parent
LICENSE = (HERE / "../../../../LICENSE").resolve().read_text()
END_OF_TEXT = "<|endoftext|>"
WORDS = pre_tokenizers.ByteLevel(add_prefix_space=False)

LANGUAGES = [
    "It is a truth universally acknowledged, that a single man in possession of a good fortune, must be in want of a wife.",
    "I don't know what you're saying; it isn't mine, I've asked, they'll see, I'm sure he'd say 'tis so. DON'T! it’s",
    "Die Größe der Straße, naïve Café-Gäste, smörgåsbord, Đà Nẵng, İstanbul, ǅ ß ﬁ",
    "Привет, мир! Как дела? Сегодня хорошая погода. Привет, мама!",
    "Καλημέρα κόσμε. Τι κάνεις; καλή μέρα",
    "你好，世界。今天天气很好，我们去公园吧。你好，朋友。",
    "今日はいい天気ですね。東京に行きます。今日は東京です。",
    "안녕하세요 세계. 안녕히 가세요.",
    "مرحبا بالعالم، كيف حالك اليوم؟ مرحبا",
    "שלום עולם, שלום לכולם",
    "नमस्ते दुनिया, आप कैसे हैं? नमस्ते",
    "สวัสดีชาวโลก สวัสดีครับ",
    "🙂🙂 👩‍👩‍👧 👍🏽 🇩🇪🇫🇷 ❤️ 🙂",
    "1 12 123 1234 12345 3.14 1,000,000 ½ ² Ⅷ ٣٤٥ १२३",
]
CODE = [
    "def f(x):\n    if x:\n        return [x, x + 1]\n\n\n    return {}\n",
    "int main() {\n\tfor (int i = 0; i < 10; i++) {\n\t\tprintf(\"%d\\n\", i);\n\t}\n}\r\n\r\n",
    "if (a == b) {\n\treturn a != b;\n}\n\n# ----------\n# ==========\n",
]
SPACES = ["a  b   c    d", " a", "a ", "  ", "\n\n\n", "a\n\nb", "a \n b", "\t\ta", "a\u00a0b\u00a0\u00a0c", "a\u3000b", "a\u2028 b \u2028",
          "\x1c\x1d a", "\x00\x7f\x85 a", "\u200b\u200d\ufeff a"]
TIES = ["ab cd ef gh", "ba dc fe hg", "aaaaaaa aaaa aaa aa a", "abab abab abababa", "xyxyx yxyxy"]
SPECIAL = ["a<|endoftext|>b<|endoftext|>", "<|endoftext|>", "the end<|endoftext|>"]
ALPHABET = ["a", "b", "s", "t", "re", "ve", "m", "ll", "d", "S", "'", "'", " ", " ", "  ", "\n", "\t", "1", "²", ".", "<", "é", "e\u0301", "你",
            "Ж", "٣", "\u00a0", "\u3000", "\u2028", "\u0085", "\x1c", "\x00", "🙂", "\u200d", "𝒳", "𝟙", "𐍈", "ǅ", "ʰ", "Ⅷ", "’", "\ufffd"]


def train(texts, vocab_size, min_frequency):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = WORDS
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=vocab_size, min_frequency=min_frequency, special_tokens=[END_OF_TEXT],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    return tokenizer


def tokens_of(tokenizer):
    return [tokenizer.id_to_token(i) for i in range(tokenizer.get_vocab_size())]


def case(name, texts, vocab_size, min_frequency):
    tokenizer = train([LICENSE] if texts is None else texts, vocab_size, min_frequency)
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    return {"name": name, "texts": texts, "vocabSize": vocab_size, "minFrequency": min_frequency,
            "tokens": tokens_of(tokenizer)[257:], "merges": [" ".join(merge) for merge in merges]}


def small_alphabet(seed):
    rng = random.Random(seed)
    letters = rng.choice(["ab", "abc ", "a's re", "你好 世", "ab1! \n"])
    return ["".join(rng.choice(letters) for _ in range(rng.choice([5, 40, 200]))) for _ in range(rng.randint(1, 4))]


def saved(texts, vocab_size, min_frequency):
    """The file, and what transformers does with it."""
    tokenizer = train(texts, vocab_size, min_frequency)
    with tempfile.TemporaryDirectory() as folder:
        tokenizer.save(folder + "/tokenizer.json")
        config = {"tokenizer_class": "GPT2Tokenizer", "bos_token": END_OF_TEXT, "eos_token": END_OF_TEXT,
                  "unk_token": END_OF_TEXT, "model_max_length": 64, "add_prefix_space": False, "errors": "replace"}
        Path(folder, "tokenizer_config.json").write_text(json.dumps(config))
        loaded = AutoTokenizer.from_pretrained(folder)
        encoded = []
        for text in LANGUAGES + CODE + SPACES + SPECIAL + [LICENSE[:300]]:
            ids = loaded(text)["input_ids"]
            assert loaded.decode(ids) == text, text
            encoded.append({"text": text, "ids": ids})
    return {"vocabSize": vocab_size, "minFrequency": min_frequency, "texts": texts,
            "tokenizer": json.loads(tokenizer.to_str()), "config": config, "encoded": encoded}


def ranges(members):
    found = []
    for point in range(0x110000):
        if point in members:
            if found and found[-1][1] == point - 1:
                found[-1][1] = point
            else:
                found.append([point, point])
    return found


def characters():
    text = "".join(chr(point) for point in range(0x110000) if not 0xD800 <= point <= 0xDFFF)

    def members(expression):
        pieces = pre_tokenizers.Split(Regex(expression), "removed", invert=True).pre_tokenize_str(text)
        return {ord(character) for piece, _ in pieces for character in piece}

    return {name: ranges(members(expression)) for name, expression in
            {"LETTER": r"\p{L}+", "NUMBER": r"\p{N}+", "SPACE": r"\s+", "unassigned": r"\p{Cn}+"}.items()}


def words(texts):
    return [{"text": text, "words": [word for word, _ in WORDS.pre_tokenize_str(text)]} for text in texts]


def write(name, content):
    (HERE / name).write_text(json.dumps(content, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n")


cases = [case("license", None, size, frequency) for size, frequency in [(300, 1), (700, 2), (1000, 3), (5000, 5)]]
cases += [case("languages", LANGUAGES, size, frequency) for size, frequency in [(280, 1), (600, 1), (600, 2)]]
cases += [case("code", CODE, 330, 1), case("spaces", SPACES, 300, 1), case("ties", TIES, 290, 1), case("ties", TIES, 400, 2),
          case("special", SPECIAL, 300, 1), case("no merges", LANGUAGES, 257, 1), case("too rare", LANGUAGES, 300, 1000),
          case("one letter", ["a"], 300, 1)]
cases += [case("small alphabet %d" % seed, small_alphabet(seed), 320, 1 + seed % 3) for seed in range(30)]
write("trained.json", {"first": tokens_of(train([], 257, 1)), "cases": cases,
                       "saved": saved(LANGUAGES + CODE + SPACES, 500, 2)})

rng = random.Random(1)
write("words.json", words(LANGUAGES + CODE + SPACES + TIES + SPECIAL
                          + ["".join(rng.choice(ALPHABET) for _ in range(rng.randint(1, 25))) for _ in range(400)]))
write("characters.json", characters())
