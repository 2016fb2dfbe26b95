"""The networks of the benchmark in PyTorch, layer for layer those of lab.obscura.engine.network (docs/methods/networks.md).

Images are N x 3 x 32 x 32 in [0, 1]. Debian's PyTorch 1.13 is a tenth slower on channels-last tensors, so these are not. The normalisation is the edge's first layer, as in Obscura.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

CLASSES = 10
CIFAR_MEAN = (0.4914, 0.4822, 0.4465)
CIFAR_DEVIATION = (0.247, 0.243, 0.261)


class Normalize(nn.Module):
    """(x - mean) / deviation per channel."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(CIFAR_MEAN).view(1, 3, 1, 1))
        self.register_buffer("deviation", torch.tensor(CIFAR_DEVIATION).view(1, 3, 1, 1))

    def forward(self, images: Tensor) -> Tensor:
        return (images - self.mean) / self.deviation


class Residual(nn.Module):
    """body(x) + shortcut(x), and an activation after the sum when there is one."""

    def __init__(self, body: nn.Module, shortcut: nn.Module, after: nn.Module | None = None) -> None:
        super().__init__()
        self.body, self.shortcut, self.after = body, shortcut, after or nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        return self.after(self.body(x) + self.shortcut(x))


def block(channels_in: int, channels: int) -> list[nn.Module]:
    """Convolution 3x3, batch norm, ReLU."""
    return [nn.Conv2d(channels_in, channels, 3, padding=1), nn.BatchNorm2d(channels), nn.ReLU(inplace=True)]


def vgg11_bn_sgm(width: float = 1) -> tuple[nn.Module, nn.Module]:
    """Edge (cut 4, bottleneck C8, sigmoid) and tail; `width` scales all channels but the bottleneck's."""
    first, cut, middle, last = (max(1, round(channels * width)) for channels in (64, 128, 256, 512))
    edge = [Normalize(), *block(3, first), nn.MaxPool2d(2), *block(first, cut), nn.MaxPool2d(2)]
    edge += [nn.Conv2d(cut, 8, 3, padding=1), nn.Sigmoid()]
    tail: list[nn.Module] = [nn.Conv2d(8, cut, 3, padding=1)]
    channels = cut
    for out in (middle, last, last):
        tail += [*block(channels, out), *block(out, out), nn.MaxPool2d(2)]
        channels = out
    tail += [nn.Flatten()]
    for _ in range(2):
        tail += [nn.Dropout(0.5), nn.Linear(last, last), nn.ReLU(inplace=True)]
    tail += [nn.Linear(last, CLASSES)]
    return nn.Sequential(*edge), nn.Sequential(*tail)


def cnn_4() -> tuple[nn.Module, nn.Module]:
    """Edge (cut 2, no bottleneck) and tail of the small network."""
    edge = [Normalize(), *block(3, 32), nn.MaxPool2d(2), *block(32, 64), nn.MaxPool2d(2)]
    tail = [*block(64, 128), nn.MaxPool2d(2), *block(128, 128), nn.MaxPool2d(2)]
    tail += [nn.Flatten(), nn.Linear(2 * 2 * 128, CLASSES)]
    return nn.Sequential(*edge), nn.Sequential(*tail)


def resnet_block(channels_in: int, channels: int, stride: int) -> nn.Module:
    """Convolution, norm, ReLU, convolution, norm; ReLU after the sum (the CIFAR form of He et al.)."""
    body = nn.Sequential(
        nn.Conv2d(channels_in, channels, 3, stride, 1, bias=False), nn.BatchNorm2d(channels), nn.ReLU(inplace=True),
        nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels))
    shortcut: nn.Module = nn.Identity()
    if stride != 1 or channels_in != channels:
        shortcut = nn.Sequential(nn.Conv2d(channels_in, channels, 1, stride, bias=False), nn.BatchNorm2d(channels))
    return Residual(body, shortcut, nn.ReLU(inplace=True))


def resnet_18() -> tuple[nn.Module, nn.Module]:
    """Stem and first stage | the other three stages and the head."""
    stem = [Normalize(), nn.Conv2d(3, 64, 3, padding=1, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True)]
    edge = nn.Sequential(*stem, resnet_block(64, 64, 1), resnet_block(64, 64, 1))
    tail: list[nn.Module] = []
    for channels in (128, 256, 512):
        tail += [resnet_block(channels // 2, channels, 2), resnet_block(channels, channels, 1)]
    tail += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, CLASSES)]
    return edge, nn.Sequential(*tail)


def pre_activation_block(channels_in: int, channels: int) -> nn.Module:
    """The residual block of docs/methods/networks.md#residual-block: norm, ReLU, convolution, twice; nothing after the sum."""
    body = nn.Sequential(
        nn.BatchNorm2d(channels_in), nn.ReLU(inplace=True), nn.Conv2d(channels_in, channels, 3, padding=1),
        nn.BatchNorm2d(channels), nn.ReLU(inplace=True), nn.Conv2d(channels, channels, 3, padding=1))
    shortcut: nn.Module = nn.Identity()
    if channels_in != channels:
        shortcut = nn.Sequential(nn.Conv2d(channels_in, channels, 1, bias=False), nn.BatchNorm2d(channels))
    return Residual(body, shortcut)


class Doubling(nn.ConvTranspose2d):
    """The transposed convolution that doubles height and width: 3x3, stride 2, padding 1, output padding 1.

    PyTorch 1.13 has only a slow one for the CPU, which takes two thirds of a decoder's time. The same sums by its fast
    convolution: the inputs are set apart by zeros, and the flipped kernel goes over them.
    """

    def __init__(self, channels: int) -> None:
        super().__init__(channels, channels, 3, 2, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        if x.is_cuda:
            return super().forward(x)
        apart = x.new_zeros(x.shape[0], x.shape[1], 2 * x.shape[2], 2 * x.shape[3])
        apart[:, :, ::2, ::2] = x
        return functional.conv2d(apart, self.weight.flip(2, 3).transpose(0, 1), self.bias, padding=1)


def doublings(channels: int) -> list[nn.Module]:
    """From 8 x 8 to 32 x 32."""
    return [layer for _ in range(2) for layer in (Doubling(channels), nn.BatchNorm2d(channels), nn.ReLU(inplace=True))]


def decoder(name: str) -> nn.Module:
    """From 8 x 8 x 8 features to 3 x 32 x 32 images; res-n8c64 is the residual one with 8 inner blocks and 64 channels."""
    kind, size = name.split("-n")
    blocks, channels = (int(number) for number in size.split("c"))
    if kind == "conv":
        inner = [layer for _ in range(blocks) for layer in block(channels, channels)]
        end = [nn.Conv2d(channels, 3, 3, padding=1), nn.BatchNorm2d(3), nn.Sigmoid()]
        return nn.Sequential(*block(8, channels), *inner, nn.Dropout(0.25), *doublings(channels), *end)
    layers = [pre_activation_block(8, channels), nn.ReLU(inplace=True)]
    for _ in range(blocks):
        layers += [pre_activation_block(channels, channels), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers, *doublings(channels), pre_activation_block(channels, 3), nn.Sigmoid())


def features(edge: nn.Module, images: Tensor, batch: int) -> Tensor:
    """Clean features in evaluation mode, n x values."""
    edge.eval()
    with torch.no_grad():
        return torch.cat([edge(part).flatten(1) for part in images.split(batch)])


def cross_entropy(logits: Tensor, labels: Tensor) -> Tensor:
    return functional.cross_entropy(logits, labels)
