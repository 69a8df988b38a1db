"""The demonstration network: a 3D U-Net of 0.37 million weights, from HU to logits."""

import torch
from torch import Tensor, nn
from torch.nn import functional

EDGE = 80
"""Voxels along each side of the box that the network is given."""
CLASSES = 9
FINE, HALF, DEEP = 8, 24, 40


def _block(inputs: int, outputs: int, *, stride: int = 1) -> nn.Sequential:
    convolution = nn.Conv3d(inputs, outputs, 3, stride=stride, padding=1, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm3d(outputs, momentum=0.03), nn.ReLU(inplace=True))


class Contrast(nn.Module):
    """Two looks at the same voxels, from −1 to 1: soft tissue, and all from air to bone."""

    def forward(self, hounsfield: Tensor) -> Tensor:
        """N×1×… HU to N×2×…."""
        soft = torch.clamp((hounsfield - 40) / 200, -1, 1)
        whole = torch.clamp(hounsfield / 1000, -1, 1)
        return torch.cat([soft, whole], dim=1)


class DemoNet(nn.Module):
    """A U-Net whose skips are added, which costs fewer weights than joining them."""

    def __init__(self) -> None:
        super().__init__()
        self.contrast = Contrast()
        self.down_1 = _block(2, FINE)
        self.down_2 = nn.Sequential(_block(FINE, HALF, stride=2), _block(HALF, HALF))
        self.down_4 = nn.Sequential(_block(HALF, DEEP, stride=2), _block(DEEP, DEEP))
        self.down_8 = nn.Sequential(_block(DEEP, DEEP, stride=2), _block(DEEP, DEEP))
        self.down_16 = nn.Sequential(_block(DEEP, DEEP, stride=2), _block(DEEP, DEEP))
        self.up_8 = _block(DEEP, DEEP)
        self.up_4 = _block(DEEP, DEEP)
        self.narrow = nn.Conv3d(DEEP, HALF, 1)
        self.up_2 = _block(HALF, HALF)
        self.sharpen = nn.Conv3d(HALF, FINE, 1)
        self.up_1 = _block(FINE, FINE)
        self.classify = nn.Conv3d(FINE, CLASSES, 1)

    def forward(self, hounsfield: Tensor) -> Tensor:
        """N×1×80×80×80 HU to N×9×80×80×80 logits."""
        fine = self.down_1(self.contrast(hounsfield))
        half = self.down_2(fine)
        quarter = self.down_4(half)
        eighth = self.down_8(quarter)
        up = self.up_8(_twice(self.down_16(eighth)) + eighth)
        up = self.up_4(_twice(up) + quarter)
        up = self.up_2(_twice(self.narrow(up)) + half)
        return self.classify(self.up_1(_twice(self.sharpen(up)) + fine))


def _twice(features: Tensor) -> Tensor:
    return functional.interpolate(features, scale_factor=2.0, mode="trilinear", align_corners=False)
