"""Any spaCy pipeline can read in place of the bundled one; one that cannot is refused in a sentence."""

from __future__ import annotations

import subprocess
import sys
import warnings

import pytest
import spacy
from evigraph.errors import ModelError
from evigraph.extract.models import Model
from evigraph.extract.reading import Reader
from evigraph.graph.model import Document

TEXT = "Alibaba is a company. It is in Hangzhou."


def save(folder, *components):
    """Save a blank pipeline with some components."""
    nlp = spacy.blank("en")
    for component in components:
        nlp.add_pipe(component)
    if "entity_ruler" in components:
        nlp.get_pipe("entity_ruler").add_patterns(
            [{"label": "ORG", "pattern": "Alibaba"}, {"label": "GPE", "pattern": "Hangzhou"}]
        )
    nlp.to_disk(folder)
    return str(folder)


@pytest.fixture(scope="module")
def ruler(tmp_path_factory):
    """Save a pipeline that finds sentences, and names by a list."""
    return save(tmp_path_factory.mktemp("pipelines") / "ruler", "sentencizer", "entity_ruler")


def read(name, text=TEXT):
    """Read a text with a pipeline."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # spaCy's, about what a pipeline without a parser lacks
        return Reader.load(name).read(Document.of(text, source="text"))


def test_its_names_are_read(ruler):
    """The entities of the user's pipeline become mentions, with the vocabulary's classes."""
    reading = read(ruler)
    assert [(m.text, m.type, TEXT[m.start : m.end]) for m in reading.mentions if m.kind == "name"] == [
        ("Alibaba", "Organization", "Alibaba"),
        ("Hangzhou", "Place", "Hangzhou"),
    ]


@pytest.mark.parametrize(
    "name", ["no_such_pipeline", "no/such/folder", "", " ", "os", "pytest", "x" * 5000, "a\0b", "-"]
)
def test_an_unknown_name_is_said_at_once(name):
    """What is no pipeline is refused before anything is read, by its name and with a cure."""
    with pytest.raises(ModelError, match=r"no spaCy pipeline of that name or path .*--pipeline"):
        Reader.load(name)


def test_a_folder_that_is_no_pipeline_is_refused(tmp_path):
    """A folder of other things is no pipeline."""
    with pytest.raises(ModelError, match="no spaCy pipeline"):
        Reader.load(str(tmp_path))


def test_a_damaged_pipeline_is_refused(tmp_path):
    """A pipeline that spaCy cannot load is an error that names it."""
    folder = save(tmp_path / "damaged", "sentencizer")
    (tmp_path / "damaged" / "config.cfg").write_text("[nlp]\nlang = 5")
    with pytest.raises(ModelError, match="damaged: the pipeline does not work"):
        read(folder)


def test_a_pipeline_without_sentences_is_refused(tmp_path):
    """Claims are read from sentences: a pipeline that finds none is an error with the cure."""
    folder = save(tmp_path / "names", "entity_ruler")
    with pytest.raises(ModelError, match=r"does not find sentences .*add a parser, senter or sentencizer"):
        read(folder)


def test_a_pipeline_that_was_never_trained_is_refused(tmp_path):
    """A pipeline that loads and cannot run is told apart before the first document."""
    with pytest.raises(ModelError, match="the pipeline does not work"):
        read(save(tmp_path / "untrained", "senter"))


def test_an_empty_text_is_read(ruler):
    """Nothing is found in nothing."""
    assert read(ruler, "").mentions == ()


def test_fingerprints_differ_by_pipeline(ruler, tmp_path):
    """What one pipeline has read is read again by another, and by the same one once it has changed."""
    other = save(tmp_path / "other", "sentencizer", "entity_ruler")
    before = {Reader.load(name).fingerprint for name in (None, ruler, other)}
    save(tmp_path / "other", "sentencizer")
    assert len(before | {Reader.load(other).fingerprint}) == 4


def test_fingerprints_stay(ruler):
    """The same pipeline has the same fingerprint each time; another threshold has another."""
    assert Reader.load(ruler).fingerprint == Reader.load(ruler).fingerprint
    assert Reader.load().fingerprint == Reader.load().fingerprint != Reader.load(threshold=0.9).fingerprint


def test_a_fingerprint_needs_no_pipeline():
    """Finding a pipeline and naming it loads neither spaCy nor the network: a rebuild of what is known is quick."""
    code = (
        "import sys; from evigraph.extract.reading import Reader; print(len(Reader.load().fingerprint)); "
        "print({'spacy', 'thinc', 'torch', 'onnxruntime'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert done.stdout.split() == ["16", "set()"]


def test_the_command_line_says_it_in_a_line(tmp_path):
    """``--pipeline`` with an unknown name ends with one line and no traceback."""
    (tmp_path / "a.txt").write_text(TEXT)
    command = [sys.executable, "-m", "evigraph", "extract", str(tmp_path), "--pipeline", "no_such_pipeline"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    assert done.returncode == 3
    assert done.stderr.strip().splitlines()[-1].startswith("evigraph: no_such_pipeline: no spaCy pipeline")
    assert "Traceback" not in done.stderr


def test_the_bundled_one_needs_no_name():
    """Without a name it is the bundled pipeline."""
    assert Model.find() == Model.find(None) == Model()
