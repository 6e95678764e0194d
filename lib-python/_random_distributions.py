"""Distributions of floats, for classes that have a method random().

All of them are defined by what they do with the numbers of random(), in order:
the same seed must always lead to the same results.
"""

from __future__ import division
from math import acos, cos, exp, log, pi, sin, sqrt, e

TWOPI = 2.0 * pi
LOG4 = log(4.0)
NV_MAGICCONST = 4 * exp(-0.5) / sqrt(2.0)
SG_MAGICCONST = 1.0 + log(4.5)


class Distributions(object):
    """The methods of Random that give floats."""

    def uniform(self, a, b):
        """Evenly between a and b."""
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        """Between low and high, most likely at mode, by default in the middle."""
        share = self.random()
        if mode is None:
            peak = 0.5
        elif high == low:
            return low
        else:
            peak = (mode - low) / (high - low)
        if share > peak:
            # Right of the peak it is the mirror image.
            low, high, share, peak = high, low, 1.0 - share, 1.0 - peak
        return low + (high - low) * (share * peak) ** 0.5

    def normalvariate(self, mu, sigma):
        """Normal, with mean mu and standard deviation sigma."""
        return mu + _ratio_of_uniforms(self.random) * sigma

    def gauss(self, mu, sigma):
        """Normal, and quicker than normalvariate(); not safe among threads."""
        # A point in the plane has two coordinates: the other is for next time.
        deviate, self.gauss_next = self.gauss_next, None
        if deviate is None:
            angle = self.random() * TWOPI
            radius = sqrt(-2.0 * log(1.0 - self.random()))
            deviate = cos(angle) * radius
            self.gauss_next = sin(angle) * radius
        return mu + deviate * sigma

    def lognormvariate(self, mu, sigma):
        """What has a normal logarithm, with mean mu and deviation sigma."""
        return exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd):
        """Exponential, with mean 1 / lambd."""
        return -log(1.0 - self.random()) / lambd

    def paretovariate(self, alpha):
        """Pareto, with shape alpha."""
        return 1.0 / (1.0 - self.random()) ** (1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        """Weibull, with scale alpha and shape beta."""
        return alpha * (-log(1.0 - self.random())) ** (1.0 / beta)

    def vonmisesvariate(self, mu, kappa):
        """An angle around mu, in radians; the larger kappa, the closer to mu."""
        random = self.random
        if kappa <= 1e-6:
            # All angles are alike.
            return TWOPI * random()
        cosine = _best_fisher(random, kappa)
        turn = acos(cosine)
        return (mu + turn if random() > 0.5 else mu - turn) % TWOPI

    def gammavariate(self, alpha, beta):
        """Gamma, with shape alpha and scale beta, so with mean alpha * beta."""
        if not (alpha > 0.0 and beta > 0.0):
            raise ValueError('gammavariate: alpha and beta must be > 0.0')
        if alpha > 1.0:
            return _gamma_of_large_shape(self.random, alpha) * beta
        if alpha < 1.0:
            return _gamma_of_small_shape(self.random, alpha) * beta
        share = 0.0
        while share <= 1e-7:
            share = self.random()
        return -log(share) * beta

    def betavariate(self, alpha, beta):
        """Beta, between 0 and 1; the mean is alpha / (alpha + beta)."""
        mine = self.gammavariate(alpha, 1.0)
        if not mine:
            return 0.0
        return mine / (mine + self.gammavariate(beta, 1.0))


def _ratio_of_uniforms(random):
    """A standard normal number: A. J. Kinderman and J. F. Monahan, 1977."""
    while True:
        across = random() - 0.5
        height = 1.0 - random()
        deviate = NV_MAGICCONST * across / height
        if deviate * deviate / 4.0 <= -log(height):
            return deviate


def _best_fisher(random, kappa):
    """A cosine of von Mises' distribution: D. J. Best and N. I. Fisher, 1979."""
    half = 0.5 / kappa
    bound = half + sqrt(1.0 + half * half)
    while True:
        projection = cos(pi * random())
        slope = projection / (bound + projection)
        share = random()
        if share < 1.0 - slope * slope or share <= (1.0 - slope) * exp(slope):
            inverse = 1.0 / bound
            return (inverse + projection) / (1.0 + inverse * projection)


def _gamma_of_large_shape(random, alpha):
    """A gamma number of shape above 1: R. C. H. Cheng, 1977."""
    spread = sqrt(2.0 * alpha - 1.0)
    offset = alpha - LOG4
    slope = alpha + spread
    while True:
        first = random()
        if not 1e-7 < first < .9999999:
            continue
        second = 1.0 - random()
        logit = log(first / (1.0 - first)) / spread
        result = alpha * exp(logit)
        volume = first * first * second
        surplus = offset + slope * logit - result
        # The first condition is a cheap one that is mostly enough.
        if surplus + SG_MAGICCONST - 4.5 * volume >= 0.0 or surplus >= log(volume):
            return result


def _gamma_of_small_shape(random, alpha):
    """A gamma number of shape below 1: J. H. Ahrens and U. Dieter, 1974."""
    limit = (e + alpha) / e
    while True:
        place = limit * random()
        if place <= 1.0:
            result = place ** (1.0 / alpha)
            chance = exp(-result)
        else:
            result = -log((limit - place) / alpha)
            chance = result ** (alpha - 1.0)
        if random() <= chance:
            return result
