"""What others published on the same data, each with its source; none of it was measured here."""

from __future__ import annotations

from .report import Table

HEAD = ("published by others", "figure", "measured on", "source")


def others(name: str) -> Table:
    """Return what others published for a benchmark.

    >>> others("gap").rows[0][1]
    'F1 .669, bias .93'
    """
    return Table(HEAD, PUBLISHED[name])


_KNOWLEDGENET = "github.com/diffbot/knowledge-net (leaderboard)"
_CARB = "Kolluru et al., EMNLP 2020; arXiv 2010.03147"
_MINE = "graphs published by Mo et al. 2025, under the same judge"
_STANZA = "stanfordnlp.github.io/stanza/performance.html (1.5.1 on UD 2.12)"

PUBLISHED: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "knowledgenet": (
        ("annotators", ".878", "hidden fold", _KNOWLEDGENET),
        ("Diffbot joint model", ".810", "hidden fold", _KNOWLEDGENET),
        ("DYGIE++", ".754", "hidden fold", _KNOWLEDGENET),
        ("baseline 5, with BERT", ".688", "hidden fold", _KNOWLEDGENET),
    ),
    "redocred": (
        (
            "REBEL (BART-large, pretrained on Wikipedia)",
            ".471",
            "DocRED, end to end",
            "Huguet Cabot and Navigli, Findings of EMNLP 2021, table 2",
        ),
        (
            "JEREX (BERT-base, joint)",
            ".404",
            "DocRED, end to end, clusters exact",
            "Eberts and Ulges, EACL 2021; arXiv 2102.05980",
        ),
        ("seq2rel", ".382", "DocRED, end to end", "Giorgi et al., BioNLP 2022; arXiv 2204.01098"),
    ),
    "gap": (
        ("parallelism baseline", "F1 .669, bias .93", "test", "github.com/google-research-datasets/gap-coreference"),
        (
            "parallelism and the page's title",
            "F1 .706, bias .95",
            "test, page context",
            "github.com/google-research-datasets/gap-coreference",
        ),
        ("CorefQA (SpanBERT)", "F1 .875", "test", "Wu et al., ACL 2020; arXiv 1911.01746"),
        ("BERT as extractive question answering, ensemble", "F1 .902, bias .98", "test", "Chada, GeBNLP 2019"),
        ("evidence pooling over BERT, names given", "F1 .925, bias .97", "test", "Attree, GeBNLP 2019"),
    ),
    "syntax": (
        ("Stanza, EWT", "UPOS .962, XPOS .958, UAS .889, LAS .868, sentences .892", "test, raw text", _STANZA),
        ("Stanza, GUM", "UPOS .976, XPOS .974, UAS .905, LAS .882, sentences .953", "test, raw text", _STANZA),
        (
            "spaCy with XLM-RoBERTa base, EWT",
            "UPOS .969, XPOS .964, UAS .919, LAS .894, sentences .906",
            "test of UD 2.5, raw text",
            "huggingface.co/explosion/en_udv25_englishewt_trf (model card)",
        ),
    ),
    "names": (("XLM-RoBERTa large", ".860", "EWT test, gold words", "Mayhew et al., NAACL 2024; arXiv 2311.09122"),),
    "carb": (
        ("ClausIE", "F1 .450", "test", _CARB),
        ("OpenIE4", "F1 .516", "test", _CARB),
        ("OpenIE6, without its coordination analysis", "F1 .540", "test", _CARB),
        ("OpenIE6", "F1 .527", "test", _CARB),
    ),
    "mine": (
        ("KGGen with GPT-4o", ".817, 73 triples", "all essays", _MINE),
        ("GraphRAG", ".500, 13 triples", "all essays", _MINE),
        ("Stanford OpenIE", ".665, 264 triples", "all essays", _MINE),
    ),
}
