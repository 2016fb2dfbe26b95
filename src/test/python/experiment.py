"""The peer of one complete small experiment: vgg11-bn-sgm with noise and CEM on CIFAR-10, then the decoder attack.

    python3 experiment.py FOLDER [--epochs 5] [--images 5000] [--width 1] [--decoder res-n8c64]

Epochs are those of the training and of the decoder; a fifth as many images are tested as trained on. FOLDER holds data_batch_*.bin and test_batch.bin. Does what a careful author would do with PyTorch: one backward pass per step,
features of the attacker's fixed images computed once, k-means on tensors. Prints accuracy, MSE, PSNR and SSIM as JSON.
"""

import argparse
import json
import math
import os
from pathlib import Path

import numpy
import torch
from torch import Tensor, nn
from torch.nn import functional

import networks
from conditional_entropy import DEVIATION, Mixture

BATCH = 128
DECODER_BATCH = 256
EVALUATION_BATCH = 200
WEIGHT = 16.0
RATE = 0.05
FALL = 0.2
MILESTONES = (0.25, 0.5, 0.75, 0.875)  # shares of the epochs, from which the rate is FALL times what it was
FULL_WEIGHT_BELOW = 0.00041  # docs/methods/conditional-entropy.md#weight-schedule


def read(files: list[Path], limit: int) -> tuple[Tensor, Tensor]:
    """CIFAR-10 records (a label byte, three planes) as images in [0, 1] and labels."""
    records = numpy.concatenate([numpy.fromfile(file, numpy.uint8).reshape(-1, 3073) for file in files])[:limit]
    images = torch.from_numpy(records[:, 1:].reshape(-1, 3, 32, 32)).float() / 255
    return images, torch.from_numpy(records[:, 0].astype(numpy.int64))


def augment(images: Tensor) -> Tensor:
    """Crop from a border of 4, flip, rotate by up to 15 degrees: one affine map with bilinear sampling per image."""
    n = len(images)
    angle = (torch.rand(n) * 2 - 1) * math.radians(15)
    mirror = torch.where(torch.rand(n) < 0.5, -1.0, 1.0)
    shift = (torch.randint(0, 9, (2, n)) - 4) / 16
    cos, sin = angle.cos(), angle.sin()
    rows = torch.stack([torch.stack([mirror * cos, -mirror * sin, shift[0]], 1), torch.stack([sin, cos, shift[1]], 1)], 1)
    grid = functional.affine_grid(rows, list(images.shape), align_corners=False)
    return functional.grid_sample(images, grid, align_corners=False)


def batches(images: Tensor, labels: Tensor):
    """One epoch of full, augmented batches in a new order."""
    for chosen in torch.randperm(len(images)).split(BATCH):
        if len(chosen) == BATCH:
            yield augment(images[chosen]), labels[chosen]


def learning_rate(epoch: int, epochs: int) -> float:
    """That of a whole epoch, counted from 1 (docs/methods/training.md#schedule, milestones scaled to the epochs, one epoch of warm-up)."""
    passed = 0
    milestone = 2
    for share in MILESTONES:
        milestone = max(math.ceil(share * epochs), milestone + 1)
        passed += milestone <= epoch
    return RATE * FALL**passed


def noisy(feature: Tensor) -> Tensor:
    return feature + DEVIATION * torch.randn_like(feature)


def accuracy(edge: nn.Module, tail: nn.Module, images: Tensor, labels: Tensor) -> float:
    tail.eval()
    sent = noisy(networks.features(edge, images, EVALUATION_BATCH)).view(-1, 8, 8, 8)
    with torch.no_grad():
        logits = torch.cat([tail(part) for part in sent.split(EVALUATION_BATCH)])
    return (logits.argmax(1) == labels).float().mean().item()


def train(
    edge: nn.Module, tail: nn.Module, data: tuple[Tensor, Tensor], test: tuple[Tensor, Tensor], epochs: int
) -> float:
    """Ends with the accuracy on the test images."""
    images, labels = data
    parameters = [*edge.parameters(), *tail.parameters()]
    optimizer = torch.optim.SGD(parameters, lr=RATE, momentum=0.9, weight_decay=5e-4, foreach=True)
    mixture = Mixture(networks.CLASSES)
    samples_per_class = len(images) // BATCH * BATCH / networks.CLASSES
    reached = 0.0
    steps = len(images) // BATCH
    for epoch in range(1, epochs + 1):
        edge.train()
        tail.train()
        rate = learning_rate(epoch, epochs)
        for step, (batch, targets) in enumerate(batches(images, labels)):
            optimizer.param_groups[0]["lr"] = rate * (step + 1) / steps if epoch == 1 else rate
            feature = edge(batch)
            loss = networks.cross_entropy(tail(noisy(feature)), targets)
            if epoch > 1:
                strength = WEIGHT if rate < FULL_WEIGHT_BELOW else WEIGHT * 0.001 / rate
                loss = loss + strength * mixture.penalty(feature.flatten(1), targets, samples_per_class)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
        refresh = [(networks.features(edge, batch, BATCH), targets) for batch, targets in batches(images, labels)]
        mixture.refresh(torch.cat([f for f, _ in refresh]), torch.cat([t for _, t in refresh]))
        reached = accuracy(edge, tail, *test)
    return reached


def attack(decoder: nn.Module, edge: nn.Module, images: Tensor, epochs: int) -> None:
    optimizer = torch.optim.Adam(decoder.parameters(), lr=1e-3, weight_decay=1e-4, foreach=True)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs, eta_min=1e-5)
    clean = networks.features(edge, images, EVALUATION_BATCH).view(-1, 8, 8, 8)
    for _ in range(epochs):
        for chosen in torch.randperm(len(images)).split(DECODER_BATCH):
            if len(chosen) == min(DECODER_BATCH, len(images)):
                optimizer.zero_grad(set_to_none=True)
                functional.mse_loss(decoder(noisy(clean[chosen])), images[chosen]).backward()
                optimizer.step()
        schedule.step()
    decoder.eval()


def ssim(a: Tensor, b: Tensor) -> Tensor:
    """Gaussian window 11, deviation 1.5, zero padding, per image (docs/metrics.md#per-image)."""
    line = torch.exp(-((torch.arange(11) - 5.0) ** 2) / (2 * 1.5**2))
    line = line / line.sum()
    window = (line[:, None] * line[None, :]).expand(3, 1, 11, 11)

    def blur(x: Tensor) -> Tensor:
        return functional.conv2d(x, window, padding=5, groups=3)

    ma, mb = blur(a), blur(b)
    sa, sb, sab = blur(a * a) - ma**2, blur(b * b) - mb**2, blur(a * b) - ma * mb
    score = ((2 * ma * mb + 1e-4) * (2 * sab + 9e-4)) / ((ma**2 + mb**2 + 1e-4) * (sa + sb + 9e-4))
    return score.mean((1, 2, 3))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--images", type=int, default=5000)
    parser.add_argument("--width", type=float, default=1.0)
    parser.add_argument("--decoder", default="res-n8c64")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    torch.set_num_threads(len(os.sched_getaffinity(0)))
    torch.manual_seed(125)
    images, labels = read(sorted(asked.folder.glob("data_batch_*.bin")), asked.images)
    test = read([asked.folder / "test_batch.bin"], asked.images // 5)
    edge, tail = networks.vgg11_bn_sgm(asked.width)
    reached = train(edge, tail, (images, labels), test, asked.epochs)
    decoder = networks.decoder(asked.decoder)
    attack(decoder, edge, images, asked.epochs)
    sent = noisy(networks.features(edge, test[0], EVALUATION_BATCH)).view(-1, 8, 8, 8)
    with torch.no_grad():
        rebuilt = torch.cat([decoder(part) for part in sent.split(DECODER_BATCH)])
    errors = (rebuilt - test[0]).square().mean((1, 2, 3))
    print(json.dumps({
        "accuracy": reached,
        "mse": errors.mean().item(),
        "psnr": (-10 * errors.log10()).mean().item(),
        "ssim": ssim(rebuilt, test[0]).mean().item()}))


if __name__ == "__main__":
    main()
