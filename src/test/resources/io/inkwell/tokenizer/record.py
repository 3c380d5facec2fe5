"""Makes the small tokenizers of this folder and records what transformers does with them.

Run with transformers 5.18 and tokenizers 0.23: python record.py [folder [number of texts]]
"""

import json
import os
import random
import sys

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import AutoTokenizer

OUT = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
NUM_TEXTS = int(sys.argv[2]) if len(sys.argv) > 2 else 0

CORPUS = [
    "It is a truth universally acknowledged, that a single man in possession of a good fortune, must be in want of a wife.",
    "However little known the feelings or views of such a man may be, I don't know what you're saying, it isn't mine.",
    "你好，世界。今天天气很好，我们去公园吧。 我 喜欢 吃 苹果 。",
    "Привет, мир! Как дела? Сегодня хорошая погода.",
    "مرحبا بالعالم، كيف حالك اليوم؟",
    "今日はいい天気ですね。東京に行きます。",
] * 3

TEXTS = [
    "", " ", "It is a truth", " It is  a truth .", "don't you say it isn't", "你好，世界。", "Привет мир", "مرحبا",
    "🙂 and 👩‍👩‍👧", "a\tb\nc\r\n\x00d\x7f", "x <|user|> y", "<|user|>Hi", "  <|user|>  Hi<|user|>", "say <s> now </s> ! [PAD]",
    "<|endoftext|> one<|endoftext|>two", "[CLS] a [SEP] [MASK] [UNK]", "cafe\u0301 café ＡＢＣ ﬁ", "it's , we 've . ? ! n't",
    "hello##ing <0xE4><0xBD><0xA0> ▁a", "aaaaaaaaaaaa bbbb 123 45.6", "word</w> end", "new\u00a0line\u2028x", "\ufeffbom",
    "<pad> <unk> <|pad|> userword", "\ud83d\ude42"[:0] + "\U0001f642\ufe0f!",
]

ALPHABET = ["a", "b", "e", "t", "the ", " ", "  ", "\n", "\t", "\x00", "\x1b", ".", ",", "'s", "n't", " '", "#", "##", "_", "▁", "你", "好", "世界",
            "П", "ривет", "م", "ر", "حبا", "日", "は", "🙂", "👩\u200d👧", "é", "e\u0301", "İ", "ß", "ﬁ", "Ａ", "\u00a0", "\u3000", "\u200f", "\ufeff",
            "1", "23", "<s>", "</s>", "<unk>", "[UNK]", "[CLS]", "[SEP]", "[PAD]", "<pad>", "<|user|>", "<|endoftext|>", "<|x|>", "wOrD", "</w>",
            "<0x41>", "|", "It is", " truth", "I don't"]


def write(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(content if isinstance(content, bytes) else (json.dumps(content, ensure_ascii=False) + "\n").encode())


def trained(model, trainer, normalizer=None, pre_tokenizer=None, decoder=None, post=None):
    tokenizer = Tokenizer(model)
    if normalizer is not None:
        tokenizer.normalizer = normalizer
    if pre_tokenizer is not None:
        tokenizer.pre_tokenizer = pre_tokenizer
    if decoder is not None:
        tokenizer.decoder = decoder
    tokenizer.train_from_iterator(CORPUS, trainer)
    if post is not None:
        tokenizer.post_processor = post(tokenizer)
    return tokenizer


def byte_level(special=("<|endoftext|>",), **options):
    options = {"pre_tokenizer": pre_tokenizers.ByteLevel(add_prefix_space=False), "decoder": decoders.ByteLevel(), **options}
    return trained(models.BPE(), trainers.BpeTrainer(vocab_size=400, special_tokens=list(special), show_progress=False,
                   initial_alphabet=pre_tokenizers.ByteLevel.alphabet()), **options)


def template(first, last=None):
    def post(tokenizer):
        return processors.TemplateProcessing(single=" ".join([first, "$A"] + ([last] if last else [])),
            special_tokens=[(each, tokenizer.token_to_id(each)) for each in [first, last] if each])
    return post


def vocabulary_files(folder, tokenizer, newline="\n", version=True):
    model = json.loads(tokenizer.to_str())["model"]
    write(folder, "vocab.json", model["vocab"])
    merges = [" ".join(each) if isinstance(each, list) else each for each in model["merges"]]
    write(folder, "merges.txt", (newline.join((["#version: 0.2"] if version else []) + merges) + newline).encode())
    return len(model["vocab"])


KINDS = {}


def kind(function):
    KINDS[function.__name__.replace("_", "-")] = function
    return function


BACKEND = {"tokenizer_class": "TokenizersBackend"}
FLAGS = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}


def json_kind(folder, tokenizer, config=BACKEND, change=None):
    root = json.loads(tokenizer.to_str())
    if change is not None:
        change(root)
    write(folder, "tokenizer.json", root)
    if config is not None:
        write(folder, "tokenizer_config.json", config)


@kind
def files_added_tokens(folder):
    size = vocabulary_files(folder, byte_level())
    write(folder, "added_tokens.json", {"<|user|>": size, "userword": size + 1})


@kind
def files_added_tokens_with_gap(folder):
    size = vocabulary_files(folder, byte_level())
    write(folder, "added_tokens.json", {"<|user|>": size + 7, "<pad>": size + 3})
    write(folder, "tokenizer_config.json", {"pad_token": "<pad>", "tokenizer_class": "GPT2TokenizerFast"})


@kind
def files_add_bos(folder):
    vocabulary_files(folder, byte_level())
    write(folder, "tokenizer_config.json", {"add_bos_token": True, "tokenizer_class": "GPT2Tokenizer"})


@kind
def files_add_bos_and_eos(folder):
    vocabulary_files(folder, byte_level())
    write(folder, "tokenizer_config.json", {"add_bos_token": True, "add_eos_token": True, "bos_token": "<s>",
          "eos_token": {"__type": "AddedToken", "content": "</s>", "lstrip": True, "rstrip": False, "normalized": True, "single_word": False}})


@kind
def files_special_tokens_map(folder):
    vocabulary_files(folder, byte_level())
    write(folder, "special_tokens_map.json", {"bos_token": "<s>", "pad_token": {**FLAGS, "content": "<pad>", "lstrip": True, "rstrip": True},
          "eos_token": "<|endoftext|>", "additional_special_tokens": ["<|user|>", "<|x|>"]})
    write(folder, "tokenizer_config.json", {"add_prefix_space": True, "bos_token": "[CLS]"})


@kind
def files_added_tokens_decoder(folder):
    size = vocabulary_files(folder, byte_level(), newline="\r\n")
    write(folder, "tokenizer_config.json", {"tokenizer_class": "GPT2Tokenizer", "eos_token": "<|endoftext|>", "additional_special_tokens": ["<|x|>"],
          "user_token": "[SEP]", "clean_up_tokenization_spaces": True, "added_tokens_decoder": {
          "0": {**FLAGS, "content": "<|endoftext|>", "normalized": True},
          str(size): {**FLAGS, "content": "user", "single_word": True, "special": False},
          str(size + 1): {**FLAGS, "content": "<|user|>", "lstrip": True, "rstrip": True},
          str(size + 2): {**FLAGS, "content": "世界", "special": False, "normalized": True}}})


@kind
def files_split_special_tokens(folder):
    size = vocabulary_files(folder, byte_level(), version=False)
    write(folder, "tokenizer_config.json", {"split_special_tokens": True, "pad_token": "[PAD]"})
    write(folder, "added_tokens.json", {"<|user|>": size + 1, "[PAD]": size})


@kind
def json_template(folder):
    json_kind(folder, byte_level(post=template("<|endoftext|>")), None)


@kind
def json_gpt2_class(folder):
    tokenizer = byte_level(normalizer=normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()]),
        pre_tokenizer=pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=True)]),
        special=("<|endoftext|>", "<s>", "</s>"), post=lambda t: processors.RobertaProcessing(("</s>", 2), ("<s>", 1), add_prefix_space=False))
    json_kind(folder, tokenizer, {"tokenizer_class": "GPT2Tokenizer", "add_bos_token": True, "pad_token": "[PAD]"},
              lambda root: root["model"].update(dropout=0.5, unk_token="<s>"))


@kind
def json_backend_class(folder):
    tokenizer = byte_level(normalizer=normalizers.NFC(), pre_tokenizer=pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(r"'s|'t| ?\p{L}+|\p{N}{1,2}| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]), special=("<s>", "</s>"), post=lambda t: processors.Sequence([
        processors.ByteLevel(trim_offsets=True), template("<s>", "</s>")(t)]))
    json_kind(folder, tokenizer, {"tokenizer_class": "PreTrainedTokenizerFast", "add_bos_token": False, "add_prefix_space": True,
              "bos_token": "<s>", "extra_special_tokens": {"user_token": "<|user|>"}, "mask_token": {"__type": "AddedToken", **FLAGS, "content": "<|x|>", "lstrip": True}})


@kind
def json_added_tokens(folder):
    tokenizer = byte_level(special=("<s>",))
    tokenizer.add_tokens([AddedToken("«u»"), AddedToken("user", single_word=True), AddedToken("<|user|>", rstrip=True, special=True), "é"])
    json_kind(folder, tokenizer, {**BACKEND, "added_tokens_decoder": {"401": {**FLAGS, "content": "user"}, "500": {**FLAGS, "content": "[SEP]"}},
              "additional_special_tokens": ["é"]})


@kind
def word_piece(folder):
    tokenizer = trained(models.WordPiece(unk_token="[UNK]"), trainers.WordPieceTrainer(vocab_size=350, show_progress=False,
        special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]), normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer(),
        decoders.WordPiece(), template("[CLS]", "[SEP]"))
    json_kind(folder, tokenizer)


@kind
def word_piece_cleaned_up(folder):
    tokenizer = trained(models.WordPiece(unk_token="[UNK]"), trainers.WordPieceTrainer(vocab_size=350, show_progress=False,
        special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]), normalizers.BertNormalizer(lowercase=False), pre_tokenizers.BertPreTokenizer(),
        decoders.WordPiece(cleanup=False), lambda t: processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2)))
    json_kind(folder, tokenizer, {**BACKEND, "clean_up_tokenization_spaces": True, "unk_token": "[UNK]"})


@kind
def word_piece_bert_class(folder):
    tokenizer = trained(models.WordPiece(unk_token="[UNK]"), trainers.WordPieceTrainer(vocab_size=300, show_progress=False,
        special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]"]), normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer(),
        decoders.WordPiece(), template("[CLS]", "[SEP]"))
    json_kind(folder, tokenizer, {"tokenizer_class": "BertTokenizer"})


@kind
def unigram(folder):
    tokenizer = trained(models.Unigram(), trainers.UnigramTrainer(vocab_size=300, show_progress=False, unk_token="<unk>",
        special_tokens=["<unk>", "<s>", "</s>", "<pad>"]), normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(),
        normalizers.Replace(Regex(" {2,}"), " ")]), pre_tokenizers.Metaspace(), decoders.Metaspace(), template("<s>", "</s>"))
    json_kind(folder, tokenizer)


@kind
def unigram_byte_fallback(folder):
    tokenizer = trained(models.Unigram(), trainers.UnigramTrainer(vocab_size=250, show_progress=False, unk_token="<unk>",
        special_tokens=["<unk>", "</s>"]), None, pre_tokenizers.Metaspace(prepend_scheme="never"), None)
    pieces = json.loads(tokenizer.to_str())["model"]["vocab"] + [["<0x%02X>" % i, -20.0] for i in range(256)]
    tokenizer = Tokenizer(models.Unigram([tuple(each) for each in pieces], 0, True))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="never")
    tokenizer.decoder = decoders.Sequence([decoders.ByteFallback(), decoders.Metaspace(prepend_scheme="never")])
    tokenizer.add_special_tokens(["<unk>", "</s>"])
    json_kind(folder, tokenizer, {**BACKEND, "clean_up_tokenization_spaces": True, "eos_token": "</s>"})


@kind
def bpe_byte_fallback(folder):
    tokenizer = trained(models.BPE(), trainers.BpeTrainer(vocab_size=300, show_progress=False, limit_alphabet=60, special_tokens=["<unk>", "<s>", "</s>"] +
        ["<0x%02X>" % i for i in range(256)], initial_alphabet=["▁"]), normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")]))
    root = json.loads(tokenizer.to_str())
    root["added_tokens"] = root["added_tokens"][:3]
    root["model"].update(byte_fallback=True, unk_token="<unk>", fuse_unk=True)
    tokenizer = Tokenizer.from_str(json.dumps(root))
    tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    tokenizer.post_processor = template("<s>")(tokenizer)
    json_kind(folder, tokenizer, {**BACKEND, "bos_token": "<s>", "eos_token": "</s>"})


@kind
def bpe_word_suffix(folder):
    tokenizer = trained(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>"), trainers.BpeTrainer(vocab_size=350, show_progress=False,
        end_of_word_suffix="</w>", special_tokens=["<unk>", "<s>"]), normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer(),
        decoders.BPEDecoder())
    json_kind(folder, tokenizer)


@kind
def bpe_metaspace(folder):
    tokenizer = trained(models.BPE(unk_token="<unk>"), trainers.BpeTrainer(vocab_size=350, show_progress=False,
        special_tokens=["<unk>", "<s>", "</s>"]), normalizers.NFKC(), pre_tokenizers.Metaspace(), decoders.Metaspace())
    json_kind(folder, tokenizer, {**BACKEND, "clean_up_tokenization_spaces": True})


@kind
def word_level(folder):
    tokenizer = trained(models.WordLevel(unk_token="[UNK]"), trainers.WordLevelTrainer(show_progress=False, special_tokens=["[UNK]", "</s>"]),
        normalizers.Lowercase(), pre_tokenizers.Whitespace())
    json_kind(folder, tokenizer)


@kind
def characters(folder):
    tokenizer = trained(models.WordLevel(unk_token="[UNK]"), trainers.WordLevelTrainer(show_progress=False, special_tokens=["[UNK]", "[PAD]"]),
        None, pre_tokenizers.Split("", "isolated"), decoders.Sequence([decoders.Fuse(), decoders.Strip(" ", 2, 0), decoders.Replace("，。", ".")]))
    json_kind(folder, tokenizer)


@kind
def ctc(folder):
    characters = sorted(set("".join(CORPUS)) - {" "})
    tokenizer = Tokenizer(models.WordLevel({token: i for i, token in enumerate(["<pad>", "<unk>", "|"] + characters)}, "<unk>"))
    tokenizer.normalizer = normalizers.Replace(" ", "|")
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    tokenizer.decoder = decoders.CTC()
    json_kind(folder, tokenizer, {**BACKEND, "pad_token": "<pad>"})


def of_class(name, **config):
    return {"tokenizer_class": name, **config}


def token(content, **flags):
    return {"__type": "AddedToken", "content": content, **FLAGS, **flags}


SPECIAL = ("<|endoftext|>", "<s>", "</s>", "<unk>", "<pad>", "<mask>")

# Whatever the class does not take from the file.
OTHER = {"normalizer": normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()]),
         "pre_tokenizer": pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=True)])}


def pieces(special=("<pad>", "</s>", "<unk>", "<s>")):
    return trained(models.Unigram(), trainers.UnigramTrainer(vocab_size=300, show_progress=False, unk_token="<unk>", special_tokens=list(special)),
        normalizers.Lowercase(), pre_tokenizers.Metaspace(), decoders.Metaspace(), template("<s>", "</s>"))


def words(unk="[UNK]", special=("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"), **options):
    return trained(models.WordPiece(unk_token=unk), trainers.WordPieceTrainer(vocab_size=350, show_progress=False, special_tokens=list(special)),
        normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer(), options.get("decoder", decoders.WordPiece()), options.get("post"))


def bytes_at_need():
    with open(os.path.join(OUT, "bpe-byte-fallback", "tokenizer.json"), encoding="utf-8") as file:
        return Tokenizer.from_str(file.read())


@kind
def class_gpt_neox(folder):
    json_kind(folder, byte_level(special=SPECIAL, post=template("<s>", "</s>"), **OTHER),
              of_class("GPTNeoXTokenizerFast", add_bos_token=True, add_eos_token=True, bos_token="<s>", extra_special_tokens=["<|user|>"]))


@kind
def class_roberta(folder):
    json_kind(folder, byte_level(special=SPECIAL, **OTHER), of_class("BartTokenizer", add_prefix_space=True, cls_token="<|user|>",
              mask_token=token("<mask>", lstrip=True)))


@kind
def class_qwen2(folder):
    json_kind(folder, byte_level(special=SPECIAL, post=template("<s>"), **OTHER),
              of_class("Qwen2Tokenizer", cls_token=token("世界", single_word=True), image_token="<|user|>"))


@kind
def class_bert(folder):
    json_kind(folder, words("<unk>", ("<pad>", "<unk>", "<cls>", "<sep>"), decoder=decoders.WordPiece(cleanup=False)),
              of_class("ElectraTokenizer", unk_token="<unk>", cls_token="<cls>", sep_token="<sep>", pad_token="[PAD]", mask_token=None,
              do_lower_case=False, strip_accents=True, tokenize_chinese_chars=False, added_tokens_decoder={"1": {**FLAGS, "content": "<unk>"},
              "400": {**FLAGS, "content": "<|user|>", "rstrip": True}, "401": {**FLAGS, "content": "user", "single_word": True, "special": False}}),
              lambda root: root["model"].update(max_input_chars_per_word=5))


@kind
def class_llama(folder):
    json_kind(folder, bytes_at_need(), of_class("LlamaTokenizer"))


@kind
def class_llama_legacy(folder):
    json_kind(folder, bytes_at_need(), of_class("LlamaTokenizerFast", legacy=True, add_bos_token=True))


@kind
def class_llama_without_prefix(folder):
    json_kind(folder, bytes_at_need(), of_class("LlamaTokenizer", add_prefix_space=False))


@kind
def class_gemma(folder):
    json_kind(folder, bytes_at_need(), of_class("GemmaTokenizer", bos_token="<s>"))


@kind
def class_t5(folder):
    json_kind(folder, pieces(), of_class("T5Tokenizer", extra_ids=3))
    write(folder, "special_tokens_map.json", {"additional_special_tokens": ["<|user|>"]})


@kind
def class_xlm_roberta(folder):
    json_kind(folder, pieces(("<s>", "<pad>", "</s>", "<unk>", "<mask>")), of_class("XLMRobertaTokenizer", add_prefix_space=False))


@kind
def added_tokens_normalized(folder):
    json_kind(folder, words(post=template("[CLS]", "[SEP]")), of_class("TokenizersBackend", split_special_tokens=False,
              extra_special_tokens=[token("<|User|>", normalized=True), token("世界", normalized=True, special=False)]))


@kind
def added_tokens_declared_often(folder):
    json_kind(folder, byte_level(special=SPECIAL), of_class("PreTrainedTokenizerFast", pad_token=token("[PAD]", lstrip=True), bos_token="<s>",
              image_token="<|user|>", user_token=token("<|x|>", rstrip=True), extra_special_tokens={"a_token": "[SEP]"},
              additional_special_tokens=["[CLS]", token("<s>", rstrip=True, special=False)]))
    write(folder, "special_tokens_map.json", {"eos_token": "[CLS]", "mask_token": {"content": "<mask>", "lstrip": True, "rstrip": False,
          "normalized": True, "single_word": False}, "x_token": "world"})
    write(folder, "added_tokens.json", {"[PAD]": 500, "world": 501, "</s>": 502})


@kind
def padding_names_a_token(folder):
    json_kind(folder, byte_level(), of_class("TokenizersBackend"), lambda root: root.update(padding={"strategy": {"Fixed": 16}, "direction": "Right",
              "pad_to_multiple_of": None, "pad_id": 0, "pad_type_id": 0, "pad_token": "<pad>"}, truncation={"direction": "Right",
              "max_length": 4, "strategy": "LongestFirst", "stride": 0}))


@kind
def decoder_with_expression(folder):
    json_kind(folder, words(), BACKEND, lambda root: root.update(decoder={"type": "Sequence", "decoders": [
              {"type": "Replace", "pattern": {"Regex": "^##|\\p{Lu}|[b-d]{2,}|\\s+"}, "content": "<$0>"},
              {"type": "Strip", "content": "<", "start": 1, "stop": 0}, {"type": "Fuse"}]}))


@kind
def unigram_split_special_tokens(folder):
    json_kind(folder, pieces(), of_class("TokenizersBackend", split_special_tokens=True, extra_special_tokens=["<|x|>", token("<|user|>", special=False)]))


def record(folder):
    path = os.path.join(folder, "tokenizer.json")
    tokenizer = AutoTokenizer.from_pretrained(folder)
    draw = random.Random(5)
    texts = TEXTS + ["".join(draw.choices(ALPHABET, k=draw.randint(1, 30))) for _ in range(NUM_TEXTS or 15)]
    known = sorted(tokenizer.get_vocab().values())
    drawn = [draw.choices(known, k=draw.randint(1, 25)) for _ in range(NUM_TEXTS or 15)]
    encoded = [{"text": each, "ids": tokenizer(each)["input_ids"], "plain": tokenizer(each, add_special_tokens=False)["input_ids"]} for each in texts]
    rows = [each["ids"] for each in encoded] + drawn
    write(folder, "expected.json", {"size": max(known) + 1,
          "named": {field: str(content) for field, content in tokenizer.special_tokens_map.items() if isinstance(content, str)},
          "special": sorted(id for id, token in tokenizer.added_tokens_decoder.items()
                            if (token.special or tokenizer.decode([id])) and not tokenizer.decode([id], skip_special_tokens=True)),
          "encoded": encoded,
          "decoded": [{"ids": ids, "text": tokenizer.decode(ids), "shown": tokenizer.decode(ids, skip_special_tokens=True)} for ids in rows]})
    assert os.path.exists(path) or os.path.exists(os.path.join(folder, "vocab.json"))


for name, make in KINDS.items():
    folder = os.path.join(OUT, name)
    os.makedirs(folder, exist_ok=True)
    write(folder, "config.json", {"model_type": "gpt2"})
    make(folder)
    record(folder)
    print(name, sum(os.path.getsize(os.path.join(folder, each)) for each in os.listdir(folder)))
