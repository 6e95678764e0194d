"""Medians, confidence intervals, geometric means, break-even points."""

import math

# Student's t for 95 %, by degrees of freedom.
STUDENT = [None, 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306,
           2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110,
           2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
           2.052, 2.048, 2.045, 2.042]


def mean(values):
    return sum(values) / float(len(values))


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2.0


def half_interval(values):
    """Half the width of the mean's 95 % confidence interval; 0.0 for one."""
    count = len(values)
    if count < 2:
        return 0.0
    centre = mean(values)
    variance = sum([(value - centre) ** 2 for value in values]) / (count - 1)
    student = STUDENT[count - 1] if count <= 30 else 1.96
    return student * math.sqrt(variance / count)


def geometric_mean(values):
    """None for no values."""
    if not values:
        return None
    return math.exp(mean([math.log(value) for value in values]))


def steady(runs):
    """(seconds, half interval) of the steady state.

    `runs` has a list of iteration times for each process. The second half of
    each process's iterations counts. With several processes the interval is
    that of their medians, so that it holds what differs from start to start;
    with one it is that of the iterations.
    """
    halves = [run[len(run) // 2:] for run in runs]
    if len(halves) > 1:
        medians = [median(half) for half in halves]
        return mean(medians), half_interval(medians)
    return median(halves[0]), half_interval(halves[0])


def warm_up(runs):
    """The median time of the first, second, ... iteration."""
    length = min([len(run) for run in runs])
    return [median([run[i] for run in runs]) for i in range(length)]


def break_even(curve, steady_time, start_up, other_curve, other_steady,
               other_start_up):
    """After how many iterations the total time is no longer than another's.

    Start-up included; after the measured iterations the steady state goes
    on. None if that never happens. Gives (iterations, seconds).
    """
    total, other = start_up, other_start_up
    count = max(len(curve), len(other_curve))
    for i in range(count):
        total += curve[i] if i < len(curve) else steady_time
        other += other_curve[i] if i < len(other_curve) else other_steady
        if total <= other:
            return i + 1, total
    if steady_time >= other_steady:
        return None
    more = int(math.ceil((total - other) / (other_steady - steady_time)))
    return count + more, total + more * steady_time
