"""Reference numbers of MetricsTest and MultiScaleSimilarityTest: the forms of SSIM straight from their definitions, in double precision.

Run with Python 3 and NumPy: python3 src/test/python/similarity.py
Images are ((37 i + 11) mod 256) / 255 and ((53 i + 7) mod 256) / 255, i the position in image, row, column, channel order,
rounded to float32.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def images(shape, step, start):
    i = np.arange(np.prod(shape))
    return (((i * step + start) % 256) / 255.0).astype(np.float32).astype(np.float64).reshape(shape)


def likeness(ma, mb, saa, sbb, sab):
    c1, c2 = 1e-4, 9e-4
    return ((2 * ma * mb + c1) * (2 * sab + c2)) / ((ma**2 + mb**2 + c1) * (saa + sbb + c2))


def gaussian(a, b):
    """One image, rows x columns x channels: Gaussian window 11 x 11, zero padding, population moments."""
    k = np.arange(-5, 6)
    g = np.exp(-(k**2) / 4.5)
    g /= g.sum()
    w = np.outer(g, g)
    maps = []
    for c in range(a.shape[2]):
        x, y = (sliding_window_view(np.pad(v[:, :, c], 5), (11, 11)) for v in (a, b))
        mean = lambda v: (v * w).sum((-1, -2))
        ma, mb = mean(x), mean(y)
        maps.append(likeness(ma, mb, mean(x * x) - ma**2, mean(y * y) - mb**2, mean(x * y) - ma * mb))
    return np.mean(maps)


def volume(a, b):
    """A batch, images x rows x columns x channels: uniform window 7 x 7 x 7, sample moments, no padding."""
    values = []
    for c in range(a.shape[3]):
        x, y = (sliding_window_view(v[..., c], (7, 7, 7)).reshape(-1, 343) for v in (a, b))
        ma, mb = x.mean(1), y.mean(1)
        cov = ((x - ma[:, None]) * (y - mb[:, None])).sum(1) / 342
        values.append(likeness(ma, mb, x.var(1, ddof=1), y.var(1, ddof=1), cov).mean())
    return np.mean(values)


for shape in [(32, 32, 3), (13, 17, 1), (6, 9, 3)]:
    a, b = images(shape, 37, 11), images(shape, 53, 7)
    half = ((a + b) / 2).astype(np.float32).astype(np.float64)
    print("gaussian", shape, repr(gaussian(a, b)), repr(gaussian(a, half)), repr(np.mean((a - b) ** 2)))
for shape in [(8, 9, 10, 3), (7, 7, 7, 1), (12, 11, 8, 2)]:
    a, b = images(shape, 37, 11), images(shape, 53, 7)
    half = ((a + b) / 2).astype(np.float32).astype(np.float64)
    print("volume", shape, repr(volume(a, b)), repr(volume(a, half)))


def multi_scale(a, b):
    """One image: contrast times structure at every size but the last, everything at the last, per channel."""
    weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333]
    k = np.arange(-5, 6)
    g = np.exp(-(k**2) / 4.5)
    g /= g.sum()
    w = np.outer(g, g)
    c1, c2 = 1e-4, 9e-4
    results = []
    for c in range(a.shape[2]):
        p, q, pairs = a[:, :, c], b[:, :, c], []
        while not pairs or (min(p.shape) >= 11 and len(pairs) < 5):
            x, y = (sliding_window_view(np.pad(v, 5), (11, 11)) for v in (p, q))
            mx, my = (x * w).sum((2, 3)), (y * w).sum((2, 3))
            sxx, syy, sxy = (x * x * w).sum((2, 3)) - mx**2, (y * y * w).sum((2, 3)) - my**2, (x * y * w).sum((2, 3)) - mx * my
            cs = (2 * sxy + c2) / (sxx + syy + c2)
            pairs.append((cs.mean(), (cs * (2 * mx * my + c1) / (mx**2 + my**2 + c1)).mean()))
            h, v = (n // 2 * 2 for n in p.shape)
            p, q = (m[:h, :v].reshape(h // 2, 2, v // 2, 2).mean((1, 3)) for m in (p, q))
        terms = [cs for cs, _ in pairs[:-1]] + [pairs[-1][1]]
        shares = np.array(weights[: len(terms)]) / sum(weights[: len(terms)])
        results.append(np.prod(np.maximum(terms, 0) ** shares))
    return np.mean(results)


for shape in [(32, 32, 3), (64, 64, 3), (23, 47, 1), (10, 40, 3), (180, 176, 1)]:
    a, b = images(shape, 37, 11), images(shape, 53, 7)
    half = ((a + b) / 2).astype(np.float32).astype(np.float64)
    print("multi-scale", shape, repr(multi_scale(a, b)), repr(multi_scale(a, half)), repr(multi_scale(a, 1 - a)))
