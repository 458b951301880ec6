"""Small random classifiers with tokenizers of their own, made where a test needs them."""

from __future__ import annotations

from pathlib import Path

import torch
import transformers
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import PreTrainedTokenizerFast

# fmt: off
WORDS = [
    "japan", "the", "tariff", "is", "rate", "minister", "says", "met", "talks", "summit", "june",
    "july", "deal", "without", "no", "not", "workers", "people", "rose", "fell", "to", "in",
    "on", "of", "and", "a", "an", "his", "her", "port", "ships", "percent", "24",
    "25", "28", "30", "40", ".", ",", "%", "-",
]
# fmt: on
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
NAMES = {0: "contradiction", 1: "entailment", 2: "neutral"}

PAIRS = [
    ("the tariff is 24 %", "the tariff is 28 %"),
    ("japan says the rate rose", "the rate fell"),
    ("the minister met workers in june", "the minister met people"),
    ("ships", "no deal"),
    ("talks on the tariff " * 9, "a summit of 30 people in july"),
]


def tokenizer() -> PreTrainedTokenizerFast:
    """A word tokenizer with pairs as BERT wants them."""
    vocabulary = {word: place for place, word in enumerate([*SPECIAL, *dict.fromkeys(WORDS)])}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=made,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
        model_max_length=64,
        model_input_names=["input_ids", "token_type_ids", "attention_mask"],
    )


_SIZES = {
    "vocab_size": 64,
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "pad_token_id": 0,
}
_MORE = {
    "Bert": {"max_position_embeddings": 64},
    "Roberta": {"max_position_embeddings": 65, "type_vocab_size": 1},
    "MPNet": {"max_position_embeddings": 66},
    "DebertaV2": {
        "max_position_embeddings": 64,
        "relative_attention": True,
        "position_buckets": 16,
        "pos_att_type": ["p2c", "c2p"],
        "type_vocab_size": 0,
        "pooler_hidden_size": 32,
    },
    "ModernBert": {
        "max_position_embeddings": 64,
        "bos_token_id": 2,
        "cls_token_id": 2,
        "eos_token_id": 3,
        "sep_token_id": 3,
        "reference_compile": False,
    },
}
FAMILIES = tuple(_MORE)


def network(
    family: str, names: dict[int, str] | None = None, kind: str = "ForSequenceClassification"
) -> torch.nn.Module:
    """A random network whose logits differ clearly; ``names`` are its labels."""
    names = NAMES if names is None else names
    torch.manual_seed(7)
    config = getattr(transformers, f"{family}Config")(
        **_SIZES, **_MORE[family], num_labels=len(names), id2label=names
    )
    made = getattr(transformers, family + kind)(config).eval()
    with torch.no_grad():
        for parameter in made.parameters():
            if parameter.ndim > 1:
                parameter.mul_(6)
    return made


def save(folder: Path, made: torch.nn.Module, *, tokens: bool = True) -> str:
    """Save a network (and the tokenizer) as a model's folder; returns the path as text."""
    made.save_pretrained(folder)
    if tokens:
        tokenizer().save_pretrained(folder)
    return str(folder)
