from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from evigraph.errors import WorkspaceError
from evigraph.graph.database import FILE, VERSION, Database
from evigraph.graph.model import Claim, Document, DocumentEntity, Mention, Reading
from evigraph.graph.workspace import Remark, Workspace
from hypothesis import given
from hypothesis import strategies as st


def reading(text: str = "Alibaba grew.", source: str = "a.txt", date: str | None = None) -> Reading:
    mentions = (Mention("m1", 0, 7, text[:7], "Organization", "name", "e1"),)
    document = Document.of(text, source=source, date=date)
    return Reading(document, mentions, (DocumentEntity("e1", text[:7], "Organization"),))


ALIBABA = reading()
TENCENT = reading("Tencent grew.", "b.txt")


def test_what_was_put_is_there(tmp_path: Path) -> None:
    """A reading comes back, also after the workspace was closed."""
    with Workspace.open(tmp_path) as workspace:
        workspace.put(ALIBABA, "r1")
    with Workspace.open(tmp_path) as workspace:
        assert workspace.reading(ALIBABA.document.id, "r1") == ALIBABA
        assert list(workspace.readings()) == [ALIBABA]


def test_known_by_reader(tmp_path: Path) -> None:
    """What another reader has read is not known."""
    with Workspace.open(tmp_path) as workspace:
        workspace.put(ALIBABA, "r1")
        assert workspace.known(ALIBABA.document.id, "r1")
        assert not workspace.known(ALIBABA.document.id, "r2")
        assert not workspace.known(TENCENT.document.id, "r1")
        assert workspace.reading(ALIBABA.document.id, "r2") is None


def test_new_content_replaces(tmp_path: Path) -> None:
    """A source has one document: the one put last."""
    changed = reading("Alibaba shrank.")
    with Workspace.open(tmp_path) as workspace:
        workspace.put(ALIBABA, "r1")
        workspace.put(changed, "r1")
        assert list(workspace.readings()) == [changed]
        assert workspace.sources() == {"a.txt": changed.document.id}


def test_new_reader_replaces(tmp_path: Path) -> None:
    """A reading by another reader replaces the one before."""
    with Workspace.open(tmp_path) as workspace:
        workspace.put(ALIBABA, "r1")
        workspace.put(ALIBABA, "r2")
        assert not workspace.known(ALIBABA.document.id, "r1")
        assert len(list(workspace.readings())) == 1


def test_one_text_two_sources(tmp_path: Path) -> None:
    """The same text from two sources stays until both are gone."""
    with Workspace.open(tmp_path) as workspace:
        workspace.put(ALIBABA, "r1")
        workspace.put(ALIBABA, "r1", source="copy.txt")
        assert set(workspace.sources()) == {"a.txt", "copy.txt"}
        assert workspace.drop("a.txt")
        assert workspace.known(ALIBABA.document.id, "r1")
        assert workspace.drop("copy.txt")
        assert not workspace.known(ALIBABA.document.id, "r1")


def test_drop_unknown(tmp_path: Path) -> None:
    """Forgetting what is not known says so."""
    with Workspace.open(tmp_path) as workspace:
        assert not workspace.drop("z.txt")


def test_keep(tmp_path: Path) -> None:
    """Sources that are no longer there are forgotten."""
    with Workspace.open(tmp_path) as workspace:
        workspace.put(ALIBABA, "r1")
        workspace.put(TENCENT, "r1")
        assert workspace.keep(["b.txt", "new.txt"]) == ("a.txt",)
        assert list(workspace.readings()) == [TENCENT]


def test_recall_under_a_new_source(tmp_path: Path) -> None:
    """A file that moved need not be read again, and is known under its new source."""
    moved = replace(ALIBABA.document, source="moved.txt", title="T")
    with Workspace.open(tmp_path) as workspace:
        workspace.put(ALIBABA, "r1")
        assert workspace.recall(moved, "r1")
        workspace.keep(["moved.txt"])
        assert list(workspace.readings()) == [replace(ALIBABA, document=moved)]


def test_another_date_is_read_again(tmp_path: Path) -> None:
    """The same text of another day may read differently."""
    with Workspace.open(tmp_path) as workspace:
        workspace.put(ALIBABA, "r1")
        assert not workspace.recall(reading(date="2024-01-01").document, "r1")
        assert not workspace.recall(ALIBABA.document, "r2")
        assert workspace.recall(ALIBABA.document, "r1")


def test_odd_names(tmp_path: Path) -> None:
    """A source whose name is no valid text is kept as it is."""
    odd = reading(source="caf\udce9 '; DROP TABLE readings; --")
    with Workspace.open(tmp_path) as workspace:
        workspace.put(odd, "r1")
        assert list(workspace.readings()) == [odd]
        assert workspace.drop(odd.document.source)


def test_order(tmp_path: Path) -> None:
    """Readings come in the order of their documents, whatever the order they were put in."""
    with Workspace.open(tmp_path) as workspace:
        workspace.put(TENCENT, "r1")
        workspace.put(ALIBABA, "r1")
        ids = [each.document.id for each in workspace.readings()]
    assert ids == sorted(ids)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["One thing", "Two things", None])), max_size=8))
def test_like_a_mapping(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str | None]]) -> None:
    """Whatever is put and dropped, the workspace holds what a mapping from source to reading would."""
    expected: dict[str, Reading] = {}
    with Workspace.open(tmp_path_factory.mktemp("workspace")) as workspace:
        for source, text in steps:
            if text is None:
                assert workspace.drop(source) is (expected.pop(source, None) is not None)
            else:
                expected[source] = reading(text, source)
                workspace.put(expected[source], "r1")
        assert {each.document.source: each for each in workspace.readings()} == expected


def test_nothing_to_read(tmp_path: Path) -> None:
    """A folder without a workspace holds no graph, and reading makes none."""
    with pytest.raises(WorkspaceError, match=r"holds no graph .*evigraph build"):
        Workspace.open(tmp_path, read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_read_only(tmp_path: Path) -> None:
    """A workspace opened for reading can be read and not written."""
    with Workspace.open(tmp_path) as workspace:
        workspace.put(ALIBABA, "r1")
    with Workspace.open(tmp_path, read_only=True) as workspace:
        assert list(workspace.readings()) == [ALIBABA]
        with pytest.raises(WorkspaceError, match="cannot be written"):
            workspace.put(TENCENT, "r1")


def test_read_beside_a_writer(tmp_path: Path) -> None:
    """A reader sees what is committed while another process still writes."""
    with Workspace.open(tmp_path) as writer:
        writer.put(ALIBABA, "r1")
        with Workspace.open(tmp_path, read_only=True) as workspace:
            assert list(workspace.readings()) == [ALIBABA]


def test_no_folder(tmp_path: Path) -> None:
    """A folder that is not there cannot be opened."""
    with pytest.raises(WorkspaceError, match="cannot be opened"):
        Workspace.open(tmp_path / "missing" / "deeper")


def test_not_a_database(tmp_path: Path) -> None:
    """Another file in its place is named and left alone."""
    (tmp_path / FILE).write_text("not a database, but long enough to look like something else " * 9, encoding="utf-8")
    with pytest.raises(WorkspaceError, match="is no database"):
        Workspace.open(tmp_path)
    assert (tmp_path / FILE).read_text(encoding="utf-8").startswith("not a database")


def test_truncated(tmp_path: Path) -> None:
    """A file that lost its end is damaged, and says so instead of giving half of what it had."""
    with Workspace.open(tmp_path) as workspace:
        for number in range(50):
            workspace.put(reading(f"Alibaba grew {number}. " * 20, f"{number}.txt"), "r1")
    os.truncate(tmp_path / FILE, 20_000)
    with pytest.raises(WorkspaceError, match="is damaged"), Workspace.open(tmp_path, read_only=True) as workspace:
        list(workspace.readings())


@pytest.mark.parametrize("left", [0, 1, 50, 100, 4096, 0.5, -4096])
def test_whatever_was_cut_off_is_noticed(tmp_path: Path, left: float) -> None:
    """Wherever the end is missing, reading refuses and changes nothing."""
    with Workspace.open(tmp_path) as workspace:
        for number in range(50):
            workspace.put(reading(f"Alibaba grew {number}. " * 20, f"{number}.txt"), "r1")
    size = (tmp_path / FILE).stat().st_size
    os.truncate(tmp_path / FILE, int(size * left) if 0 < left < 1 else int(left) % size)
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(WorkspaceError, match=r"is damaged|is empty|another program"):  # noqa: SIM117 - which one fails
        with Workspace.open(tmp_path, read_only=True) as workspace:
            list(workspace.readings())
    assert (tmp_path / FILE).read_bytes() == before


def test_its_name_is_that_of_what_it_holds() -> None:
    """In whatever order that came in; another text, source or remark makes another name."""

    def named(*readings: Reading, remarks: tuple[Remark, ...] = ()) -> str:
        workspace = Workspace(Database.in_memory())
        for each in readings:
            workspace.put(each, "r1")
        workspace.remember(remarks)
        return workspace.digest()

    told = (Remark("c.txt", "is empty", None),)
    others = [reading("Alibaba fell."), reading(source="ab.txt"), reading(date="2024")]
    assert named(ALIBABA, TENCENT) == named(TENCENT, ALIBABA)
    assert len({named(), named(ALIBABA), named(ALIBABA, remarks=told), *map(named, others)}) == 3 + len(others)


def test_a_changed_text_is_noticed(tmp_path: Path) -> None:
    """A text that is not the one that was read is no evidence for anything."""
    with Workspace.open(tmp_path) as workspace:
        workspace.put(ALIBABA, "r1")
    _execute(tmp_path, "UPDATE readings SET record = replace(record, 'grew', 'fell')")
    with Workspace.open(tmp_path) as workspace, pytest.raises(WorkspaceError, match="not the hash of the text"):
        list(workspace.readings())


def test_from_another_machine(tmp_path: Path) -> None:
    """A copy works elsewhere, also one taken while somebody wrote, and tells nothing of where it was made."""
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    with Workspace.open(here) as workspace:
        workspace.put(ALIBABA, "r1")
        for name in (FILE, f"{FILE}-wal"):  # what is shared between processes is not copied
            (there / name).write_bytes((here / name).read_bytes())
    with Workspace.open(there, read_only=True) as workspace:
        assert list(workspace.readings()) == [ALIBABA]
    with Workspace.open(there) as workspace:
        workspace.put(TENCENT, "r1")
    assert str(tmp_path).encode() not in (there / FILE).read_bytes()


def test_killed_while_it_was_made(tmp_path: Path) -> None:
    """An empty file is what a process leaves that ends before its first change; the next one goes on."""
    (tmp_path / FILE).touch()
    with Workspace.open(tmp_path) as workspace:
        workspace.put(ALIBABA, "r1")
        assert list(workspace.readings()) == [ALIBABA]


def test_damaged_record(tmp_path: Path) -> None:
    """A record that is none is named with what is wrong."""
    with Workspace.open(tmp_path) as workspace:
        workspace.put(ALIBABA, "r1")
    _execute(tmp_path, "UPDATE readings SET record = '{}'")
    with Workspace.open(tmp_path) as workspace, pytest.raises(WorkspaceError, match="damaged: document missing"):
        list(workspace.readings())


def test_newer_version(tmp_path: Path) -> None:
    """A workspace of a later version is refused with the cure."""
    Workspace.open(tmp_path).close()
    _execute(tmp_path, f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(WorkspaceError, match="newer version of evigraph"):
        Workspace.open(tmp_path)


def test_older_version(tmp_path: Path) -> None:
    """A workspace of an earlier version is refused with the cure."""
    Workspace.open(tmp_path).close()
    _execute(tmp_path, "PRAGMA user_version = 0")
    with pytest.raises(WorkspaceError, match="older version of evigraph"):
        Workspace.open(tmp_path)


def test_database_of_another_program(tmp_path: Path) -> None:
    """The database of another program is left alone."""
    _execute(tmp_path, "CREATE TABLE notes (text)")
    with pytest.raises(WorkspaceError, match="another program"):
        Workspace.open(tmp_path)


def test_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace that another process writes to says so."""
    monkeypatch.setattr("evigraph.graph.database._PATIENCE", 0.01)
    Workspace.open(tmp_path).close()
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Workspace.open(tmp_path) as workspace, pytest.raises(WorkspaceError, match="in use by another process"):
        workspace.put(ALIBABA, "r1")
    other.close()


def test_failed_change_leaves_no_trace(tmp_path: Path) -> None:
    """A reading that cannot be kept leaves what was there before."""
    with Workspace.open(tmp_path) as workspace:
        workspace.put(ALIBABA, "r1")
        with pytest.raises(ValueError, match="JSON"):
            workspace.put(replace(ALIBABA, claims=(Claim("m1", "x", "m1", 0, 1, confidence=float("inf")),)), "r2")
        assert workspace.reading(ALIBABA.document.id, "r1") == ALIBABA


def test_closed(tmp_path: Path) -> None:
    """Using a workspace that was closed is a mistake of the program, not of the file."""
    workspace = Workspace.open(tmp_path)
    workspace.close()
    with pytest.raises(sqlite3.ProgrammingError):
        workspace.put(ALIBABA, "r1")


def _execute(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / FILE, isolation_level=None)
    connection.execute(statement)
    connection.close()
