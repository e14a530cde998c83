"""How the cost of who-is-who grows with the number of mentions, on made-up readings of a given size.

    python -m evigraph.benchmarks.growth 10000 100000

Documents have ten mentions of names drawn as they occur in real text, few often and many seldom (Zipf): people with
namesakes and middle names, companies with legal forms and acronyms, places.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from typing import Annotated

import typer

from ..graph.merging import merge
from ..graph.model import Document, DocumentEntity, Mention, Reading

MENTIONS = 10
_SYLLABLES = tuple(f"{consonant}{vowel}" for consonant in "bdfgklmn" for vowel in "aeiou")
_FORMS = ("", " Inc", " Ltd", " Corporation")
_ENDINGS = ("Systems Group", "Energy Partners", "Bank of Commerce", "Steel", "Motors")


def readings(mentions: int, seed: int = 0) -> Iterator[Reading]:
    """Yield documents with so many mentions in all, of about a fifth as many names."""
    chance = random.Random(seed)  # noqa: S311 - made-up names, no secrets
    names = [_name(chance) for _ in range(max(10, mentions // 5))]
    for number in range(mentions // MENTIONS):
        picked = sorted({int(len(names) * chance.random() ** 3) for _ in range(MENTIONS)})
        yield _reading(number, [names[index] for index in picked])


def _name(chance: random.Random) -> tuple[str, str]:
    word = "".join(chance.choices(_SYLLABLES, k=3)).capitalize()
    match chance.randrange(4):
        case 0:
            return f"{word} {chance.choice(_ENDINGS)}{chance.choice(_FORMS)}", "Organization"
        case 1:
            return word, "Place"
        case _:
            middle = chance.choice(("", "", " J.", " K."))
            return f"{chance.choice(('William', 'Bill', 'Anna', 'Mary'))}{middle} {word}", "Person"


def _reading(number: int, names: list[tuple[str, str]]) -> Reading:
    text, mentions, entities = f"{number}: ", [], []
    for place, (name, type_) in enumerate(names):
        mentions.append(Mention(f"m{place}", len(text), len(text) + len(name), name, type_, "name", f"e{place}"))
        entities.append(DocumentEntity(f"e{place}", name, type_))
        text += f"{name}, a word of text. "
    return Reading(Document.of(text, source=str(number)), tuple(mentions), tuple(entities))


def main(sizes: Annotated[list[int], typer.Argument(help="Numbers of mentions.")]) -> None:
    """Print seconds and seconds for each mention."""
    for size in sizes:
        corpus = list(readings(size))
        count = sum(len(each.mentions) for each in corpus)
        start = time.process_time()
        merged = merge(corpus)
        seconds = time.process_time() - start
        each = f"{1e6 * seconds / count:.0f} µs a mention"
        print(
            f"{count} mentions: {seconds:.1f} s, {each}, {len(merged.sets)} things, {len(merged.questions)} questions"
        )


if __name__ == "__main__":
    typer.run(main)
