"""Derivations that decide a formula at an exact point: what `evaluate` cannot, because it speaks of all points nearby.

    formulas   connectives, derivatives, and the choice of what to try
    minima     local minima: sums of squares, definite Hessians, slices across the orbits of a symmetry
    forms      quadratic forms, exactly
"""
