"""Conditional entropy maximisation (docs/methods/conditional-entropy.md#penalty, corrected variant) with PyTorch's tensors."""

import torch
from torch import Tensor

GAMMA = 0.01
THRESHOLD = 0.125
DEVIATION = 0.025
COMPONENTS = 5


class Mixture:
    """Centroids, weights and variances of every class."""

    def __init__(self, classes: int, device: str = "cpu") -> None:
        self.classes = classes
        self.centroids: list[Tensor | None] = [None] * classes
        self.weights = torch.zeros(classes, COMPONENTS, device=device)
        self.variances = torch.zeros(classes, COMPONENTS, device=device)

    def refresh(self, features: Tensor, labels: Tensor) -> None:
        """k-means per class; the first with k-means++, later ones from the last centroids."""
        for c in range(self.classes):
            members = features[labels == c]
            if len(members) <= COMPONENTS:
                continue
            start = self.centroids[c]
            centroids, nearest = k_means(members, plus_plus(members) if start is None else start)
            self.centroids[c] = centroids
            squares = (members - centroids[nearest]).square().mean(1)
            counts = torch.bincount(nearest, minlength=COMPONENTS)
            self.weights[c] = counts / len(members)
            self.variances[c] = torch.zeros_like(self.variances[c]).index_add(0, nearest, squares) / counts.clamp(min=1)

    def penalty(self, features: Tensor, labels: Tensor, samples_per_class: float) -> Tensor:
        """L_C of equation (3), log mode."""
        terms: list[Tensor] = []
        present = labels.unique()
        reference = torch.log(torch.tensor(THRESHOLD * DEVIATION**2 + GAMMA))
        for c in present.tolist():
            centroids = self.centroids[c]
            if centroids is None:
                continue
            members = features[labels == c]
            nearest = torch.cdist(members.detach(), centroids).argmin(1)
            squares = (members - centroids[nearest]).square().mean(1)
            for j in nearest.unique().tolist():
                own = nearest == j
                share = 10 * own.sum() / (self.weights[c, j] * samples_per_class)
                share = torch.where(share >= 1, torch.tensor(0.99), share)
                variance = share * squares[own].mean() + (1 - share) * self.variances[c, j]
                terms.append(self.weights[c, j] * torch.relu(torch.log(variance + GAMMA) - reference))
        return torch.stack(terms).sum() / len(present) if terms else features.sum() * 0


def plus_plus(points: Tensor) -> Tensor:
    """First centroids: each drawn with probability proportional to the distance to the nearest one before it."""
    chosen = points[torch.randint(len(points), (1,), device=points.device)]
    while len(chosen) < COMPONENTS:
        distance = torch.cdist(points, chosen).min(1).values
        chosen = torch.cat([chosen, points[torch.multinomial(distance, 1)]])
    return chosen


def k_means(points: Tensor, centroids: Tensor) -> tuple[Tensor, Tensor]:
    """At most 50 rounds; an empty cluster keeps its centroid."""
    nearest = torch.full((len(points),), -1, device=points.device)
    for _ in range(50):
        previous, nearest = nearest, torch.cdist(points, centroids).argmin(1)
        if torch.equal(previous, nearest):
            break
        counts = torch.bincount(nearest, minlength=len(centroids)).unsqueeze(1)
        sums = torch.zeros_like(centroids).index_add(0, nearest, points)
        centroids = torch.where(counts > 0, sums / counts.clamp(min=1), centroids)
    return centroids, nearest
