"""The demonstration network: a 3D U-Net of 0.9 million weights, from HU to logits."""

import torch
from torch import Tensor, nn
from torch.nn import functional

EDGE = 80
"""Voxels along each side of the input."""
CLASSES = 9
"""Background and the eight organs of the catalogue."""
LEARNT = 16
"""Classes in training, where the background is split into the tissues beside the organs."""
HALF, QUARTER, DEEP = 32, 64, 64


def _block(inputs: int, outputs: int, *, stride: int = 1) -> nn.Sequential:
    """Return a convolution with normalisation within each volume, which needs no statistics of the training."""
    convolution = nn.Conv3d(inputs, outputs, 3, stride=stride, padding=1, bias=False)
    norm = nn.InstanceNorm3d(outputs, affine=True)
    return nn.Sequential(convolution, norm, nn.LeakyReLU(0.02, inplace=True))


class Contrast(nn.Module):
    """Two windows of the same voxels, scaled from −1 to 1: soft tissue, and air to bone."""

    def forward(self, hounsfield: Tensor) -> Tensor:
        """Return N×2×… windows of N×1×… HU."""
        soft = torch.clamp((hounsfield - 50) / 150, -1, 1)
        whole = torch.clamp(hounsfield / 1000, -1, 1)
        return torch.cat([soft, whole], dim=1)


class DemoNet(nn.Module):
    """A U-Net that works on blocks of 2×2×2 voxels. Its skip connections are added, which needs fewer weights."""

    def __init__(self) -> None:
        super().__init__()
        self.contrast = Contrast()
        self.gather = nn.Conv3d(2, HALF, 4, stride=2, padding=1)
        self.down_2 = _block(HALF, HALF)
        self.down_4 = nn.Sequential(_block(HALF, QUARTER, stride=2), _block(QUARTER, QUARTER))
        self.down_8 = nn.Sequential(_block(QUARTER, DEEP, stride=2), _block(DEEP, DEEP))
        self.down_16 = nn.Sequential(_block(DEEP, DEEP, stride=2), _block(DEEP, DEEP))
        self.up_8 = _block(DEEP, DEEP)
        self.up_4 = _block(QUARTER, QUARTER)
        self.narrow = nn.Conv3d(QUARTER, HALF, 1)
        self.up_2 = _block(HALF, HALF)
        self.classify = nn.ConvTranspose3d(HALF, LEARNT, 2, stride=2)

    def features(self, hounsfield: Tensor) -> Tensor:
        """Return N×32×E/2×E/2×E/2 features of N×1×E×E×E HU, one position for each block of voxels."""
        half = self.down_2(functional.leaky_relu(self.gather(self.contrast(hounsfield)), 0.02))
        quarter = self.down_4(half)
        eighth = self.down_8(quarter)
        up = self.up_8(_twice(self.down_16(eighth)) + eighth)
        up = self.up_4(_twice(up) + quarter)
        return self.up_2(_twice(self.narrow(up)) + half)

    def corner(self, features: Tensor, *, at: tuple[int, int, int]) -> Tensor:
        """Return the logits of one voxel of each block, for an eighth of the cost of all."""
        weights = self.classify.weight[:, :, at[0], at[1], at[2]]
        bias = self.classify.bias.view(1, -1, 1, 1, 1)
        return functional.conv3d(features, weights.T[:, :, None, None, None]) + bias

    def forward(self, hounsfield: Tensor) -> Tensor:
        """Return N×16×80×80×80 logits of N×1×80×80×80 HU."""
        return self.classify(self.features(hounsfield))


def _twice(features: Tensor) -> Tensor:
    return functional.interpolate(features, scale_factor=2.0, mode="trilinear", align_corners=False)
