"""From degrees to the pixels of a map: the Lambert conformal conic projection, pure arithmetic.

Angles keep their size, so a coast looks as it does on a globe held square to the eye. Source:
J. P. Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395, 1987), equations
(15-1) to (15-4) for the sphere, https://doi.org/10.3133/pp1395.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Conic:
    """A cone that cuts the globe at two parallels, and where it lies on the picture.

    `parallels`, `meridian` (drawn upright) and `latitude` are in degrees; `meridian` and `latitude`
    meet at the pixel `origin` (right, down); `scale` is the globe's radius in pixels.
    """

    parallels: tuple[float, float]
    meridian: float
    latitude: float
    scale: float
    origin: tuple[float, float]

    def pixel(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a point stands on the picture: pixels to the right and down."""
        n, factor = self._cone
        radius = factor / _stretch(latitude) ** n
        centre = factor / _stretch(self.latitude) ** n
        angle = n * math.radians(longitude - self.meridian)
        right, down = radius * math.sin(angle), radius * math.cos(angle) - centre
        return self.origin[0] + self.scale * right, self.origin[1] + self.scale * down

    @property
    def _cone(self) -> tuple[float, float]:
        """The cone's constant n (15-3) and the factor F (15-2)."""
        first, second = self.parallels
        cosines = math.cos(math.radians(first)), math.cos(math.radians(second))
        n = math.log(cosines[0] / cosines[1]) / math.log(_stretch(second) / _stretch(first))
        return n, cosines[0] * _stretch(first) ** n / n


def _stretch(latitude: float) -> float:
    return math.tan(math.pi / 4 + math.radians(latitude) / 2)
