"""One contestant of the step benchmark: runs one case in PyTorch when told to.

    python3 steps.py "vgg11-bn-sgm step, batch 128" [cuda]

On a card cuDNN searches its fastest algorithms, in full float32, and everything lies on the card.
Every line on standard input is a number of steps; the answer is the seconds they took. The line `memory` is answered with the
largest resident memory so far in MiB. Before the first answer comes the line `ready ...` with library and threads.
"""

import os
import re
import sys
import time
from collections.abc import Callable

import torch
from torch import nn

import networks
from conditional_entropy import Mixture

BATCH = re.compile(r", batch (\d+)")


def split_step(parts: tuple[nn.Module, nn.Module], batch: int, device: str) -> Callable[[], None]:
    edge, tail = (part.to(device) for part in parts)
    images = torch.rand(batch, 3, 32, 32).to(device)
    labels = torch.randint(networks.CLASSES, (batch,)).to(device)
    settings = {"lr": 0.01, "momentum": 0.9, "weight_decay": 5e-4}
    optimizers = [torch.optim.SGD(part.parameters(), foreach=True, **settings) for part in (edge, tail)]

    def step() -> None:
        for optimizer in optimizers:
            optimizer.zero_grad(set_to_none=True)
        networks.cross_entropy(tail(edge(images)), labels).backward()
        for optimizer in optimizers:
            optimizer.step()

    return step


def decoder_step(batch: int, device: str) -> Callable[[], None]:
    decoder = networks.decoder("res-n8c64").to(device)
    features = torch.rand(batch, 8, 8, 8).to(device)
    images = torch.rand(batch, 3, 32, 32).to(device)
    optimizer = torch.optim.Adam(decoder.parameters(), lr=1e-3, weight_decay=1e-4, foreach=True)

    def step() -> None:
        optimizer.zero_grad(set_to_none=True)
        nn.functional.mse_loss(decoder(features), images).backward()
        optimizer.step()

    return step


def refresh_step(batch: int, device: str) -> Callable[[], None]:
    """The pass over a thousand images and k-means with warm start, as after every epoch."""
    edge, _ = networks.vgg11_bn_sgm()
    edge.to(device)
    images = torch.rand(1000, 3, 32, 32).to(device)
    labels = (torch.arange(1000) % networks.CLASSES).to(device)
    mixture = Mixture(networks.CLASSES, device)

    def step() -> None:
        mixture.refresh(networks.features(edge, images, batch), labels)

    return step


def build(case: str, device: str) -> Callable[[], None]:
    found = BATCH.search(case)
    if found is None:
        sys.exit(f"The case '{case}' names no batch, as in 'cnn-4 step, batch 64'")
    batch = int(found.group(1))
    name = case.split(" ")[0]
    backbones = {"vgg11-bn-sgm": networks.vgg11_bn_sgm, "cnn-4": networks.cnn_4, "resnet-18": networks.resnet_18}
    if name in backbones:
        return split_step(backbones[name](), batch, device)
    if name == "res-n8c64":
        return decoder_step(batch, device)
    if name == "CEM":
        return refresh_step(batch, device)
    sys.exit(f"No case is called '{name}'; known: {', '.join([*backbones, 'res-n8c64', 'CEM'])}")


def peak_memory_mebibytes() -> int:
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM"))


def main() -> None:
    torch.set_num_threads(len(os.sched_getaffinity(0)))
    torch.manual_seed(1)
    device = sys.argv[2] if len(sys.argv) > 2 else "cpu"
    torch.backends.cudnn.benchmark = True
    torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = False
    step = build(sys.argv[1], device)
    where = torch.cuda.get_device_name() if device == "cuda" else f"{torch.get_num_threads()} threads"
    print(f"ready PyTorch {torch.__version__}, {where}", flush=True)
    for line in sys.stdin:
        if line.strip() == "memory":
            print(peak_memory_mebibytes(), flush=True)
            continue
        start = time.perf_counter()
        for _ in range(int(line)):
            step()
        if device == "cuda":
            torch.cuda.synchronize()
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
