"""What "+", "sum over i", "max" and "exp" mean, in five ways over one closed interface (`algebra.base`).

    rationals     exact Fractions, one point at a time: decides a witness
    balls         outward-rounded balls with a precision: decides transcendental witnesses, or says undecided
    floats        arrays with the batch in front, on any backend of `algebra.backends`: searches
    error_bounds  floats that carry a bound on their own rounding error: tells a hit from noise
    terms         kernel terms with binders: what is proved

Two more wrap any of these but the terms, and carry derivatives along:

    reverse         a tape: the gradient of one number in all variables
    forward         dual numbers: the derivative along one direction; reverse over forward gives Hessians

This folder knows no notation; `statement.vocabulary` defines them over the interface.
"""
