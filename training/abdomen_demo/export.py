"""Export of a checkpoint as ONNX, with the SHA-256 in its manifest."""

import argparse
import hashlib
import re
from pathlib import Path

import torch
from network import CLASSES, EDGE, DemoNet
from torch import Tensor, nn

MODELS = Path(__file__).parents[2] / "src" / "jindan" / "models"
NAME = "abdomen-demo"
OPSET = 18


class Probabilities(nn.Module):
    """The network at inference: softmax, with the classes of the background added together."""

    def __init__(self, network: DemoNet) -> None:
        super().__init__()
        self.network = network

    def forward(self, hounsfield: Tensor) -> Tensor:
        """Return 1×9×80×80×80 probabilities of 1×1×80×80×80 HU."""
        organs = self.network(hounsfield).softmax(1)[:, 1:CLASSES]
        return torch.cat([1 - organs.sum(1, keepdim=True), organs], dim=1)


def export(checkpoint: Path, *, into: Path) -> str:
    """Write the ONNX file and return its SHA-256."""
    network = DemoNet()
    network.load_state_dict(torch.load(checkpoint, weights_only=True))
    unfinished = into.with_suffix(".unfinished")
    torch.onnx.export(
        Probabilities(network.eval()).eval(),
        (torch.zeros(1, 1, EDGE, EDGE, EDGE),),
        str(unfinished),
        input_names=["hounsfield"],
        output_names=["probabilities"],
        opset_version=OPSET,
        dynamo=False,
    )
    unfinished.replace(into)
    return hashlib.sha256(into.read_bytes()).hexdigest()


def main() -> None:
    """Export a checkpoint to the package's models."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--into", type=Path, default=MODELS, help="a folder with its manifest")
    chosen = parser.parse_args()
    digest = export(chosen.checkpoint, into=chosen.into / f"{NAME}.onnx")
    manifest = chosen.into / f"{NAME}.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(re.sub(r'sha256 = "\w*"', f'sha256 = "{digest}"', text), encoding="utf-8")


if __name__ == "__main__":
    main()
