"""Write a checkpoint as ONNX beside its manifest, and put the new SHA-256 there."""

import argparse
import hashlib
import re
from pathlib import Path

import torch
from network import EDGE, DemoNet
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

MODELS = Path(__file__).parents[2] / "src" / "jindan" / "models"
NAME = "abdomen-demo"
OPSET = 18


class Probabilities(nn.Module):
    """The network with softmax, as it is used."""

    def __init__(self, network: DemoNet) -> None:
        super().__init__()
        self.network = network

    def forward(self, hounsfield: Tensor) -> Tensor:
        """1×1×80×80×80 HU to 1×9×80×80×80 probabilities."""
        return self.network(hounsfield).softmax(1)


def folded(network: DemoNet) -> DemoNet:
    """The network with each batch norm worked into the convolution before it."""
    for module in list(network.modules()):
        if isinstance(module, nn.Sequential) and isinstance(module[0], nn.Conv3d):
            module[0] = fuse_conv_bn_eval(module[0], module[1])
            module[1] = nn.Identity()
    return network


def export(checkpoint: Path, *, into: Path) -> str:
    """Write the ONNX file; gives its SHA-256."""
    network = DemoNet()
    network.load_state_dict(torch.load(checkpoint, weights_only=True))
    torch.onnx.export(
        Probabilities(folded(network.eval())).eval(),
        (torch.zeros(1, 1, EDGE, EDGE, EDGE),),
        str(into),
        input_names=["hounsfield"],
        output_names=["probabilities"],
        opset_version=OPSET,
        dynamo=False,
    )
    return hashlib.sha256(into.read_bytes()).hexdigest()


def main() -> None:
    """Export a checkpoint to the package's models."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("checkpoint", type=Path)
    digest = export(parser.parse_args().checkpoint, into=MODELS / f"{NAME}.onnx")
    manifest = MODELS / f"{NAME}.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(re.sub(r'sha256 = "\w*"', f'sha256 = "{digest}"', text), encoding="utf-8")


if __name__ == "__main__":
    main()
