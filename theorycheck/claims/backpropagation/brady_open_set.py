r"""On all data near Brady's, too, squared errors have no separating global minimum: the failure is open.

Meaning. The data are N >= 100 points (a_1, a_2) near (1, 0), N points (b_1, b_2) near (0, 1), and (z_1, z_2) near
(1, -3), each coordinate within 1/100, all of the class "+".  The weights (4, 1) separate them.  A unit
sigmoid(<w, x>) without bias learns the target 9/10 by squared errors.  Yet the weights (11/5, 11/5), which put z on the
wrong side, are better by more than 1/20 than every w that separates; so no global minimum separates.
Proof idea. Separating weights act on these data much as on Brady's, so that each pair of points costs at least
17/2000 (`backpropagation.brady_nearby_pair`).
Sharpness. Without the points near (1, 0) and (0, 1) a separating w is best (neighbour `third-point-alone`).
Source. Survey, §III-B: "The examples are, however, not generic".
How the formula differs. It denies the sentence, in the topological sense: the data on which the failure is shown are a
neighbourhood of Brady's, of positive measure, and not exceptional points.  Of how likely they are nothing is said, nor
of what else "generic" may mean.  The data are our own (see `backpropagation.brady_global_minimum_fails`).
"""

from theorycheck import (  # fmt: skip
    Claim,
    Domain,
    Neighbour,
    and_,
    dims,
    forall,
    have,
    implies,
    interval,
    le,
    lt,
    rational,
    real,
    sigmoid,
    summation,
    survey,
    vector,
)

N = dims("N")
near_one = interval(rational("99/100"), rational("101/100"))
near_zero = interval(rational("-1/100"), rational("1/100"))
a_1, a_2 = vector("a_1", N, entry=near_one), vector("a_2", N, entry=near_zero)
b_1, b_2 = vector("b_1", N, entry=near_zero), vector("b_2", N, entry=near_one)
z_1, z_2 = real("z_1", near_one), real("z_2", interval(rational("-301/100"), rational("-299/100")))
w_1, w_2, u = real("w_1 w_2 u")
target, better = rational("9/10"), rational("11/5")


def error(preactivation):
    return (sigmoid(preactivation) - target) ** 2


def a(v_1, v_2):
    return lambda n: a_1[n] * v_1 + a_2[n] * v_2


def b(v_1, v_2):
    return lambda n: b_1[n] * v_1 + b_2[n] * v_2


def z(v_1, v_2):
    return z_1 * v_1 + z_2 * v_2


def separates(v_1, v_2):
    rows = forall(N, lambda n: lt(0, a(v_1, v_2)(n))), forall(N, lambda n: lt(0, b(v_1, v_2)(n)))
    return and_(*rows, lt(0, z(v_1, v_2)))


def pair(v_1, v_2):
    return lambda n: error(a(v_1, v_2)(n)) + error(b(v_1, v_2)(n))


def loss(v_1, v_2):
    return summation(N, pair(v_1, v_2)) + error(z(v_1, v_2))


def worse(gap):
    return implies(separates(w_1, w_2), lt(loss(better, better) + rational(gap), loss(w_1, w_2)))


def between(low, high, x):
    return and_(le(rational(low), x), le(x, rational(high)))


def when_separating(relation):
    return implies(separates(w_1, w_2), relation)


the_third_alone = implies(lt(0, z(w_1, w_2)), lt(error(z(better, better)) + rational("1/20"), error(z(w_1, w_2))))
least, most = rational("17/2000"), rational("1/20000")
r, s = a(better, better), b(better, better)

claim = Claim(
    title="On an open set of separable data no global minimum of the squared errors separates",
    source=survey("III-B", "The examples are, however, not generic"),
    given=[le(100, N)],
    conclude=and_(separates(4, 1), lt(z(better, better), 0), worse("1/20")),
    lemmas=[
        have(when_separating(forall(N, lambda n: le(least, pair(w_1, w_2)(n)))), by="at_indices, auto"),
        have(when_separating(le(N * least, summation(N, pair(w_1, w_2)))), by="auto"),
        have(implies(between("2156/1000", "2244/1000", u), le(error(u), most / 2)), by="ball"),
        have(implies(between("-4444/1000", "-4356/1000", u), le(error(u), rational("79/100"))), by="ball"),
        have(forall(N, lambda n: between("2156/1000", "2244/1000", r(n))), by="at_indices, auto"),
        have(forall(N, lambda n: between("2156/1000", "2244/1000", s(n))), by="at_indices, auto"),
        have(forall(N, lambda n: le(error(r(n)), most / 2)), by="at_indices, auto"),
        have(forall(N, lambda n: le(error(s(n)), most / 2)), by="at_indices, auto"),
        have(forall(N, lambda n: le(pair(better, better)(n), most)), by="at_indices, auto"),
        have(le(summation(N, pair(better, better)), N * most), by="auto"),
        have(between("-4444/1000", "-4356/1000", z(better, better)), by="auto"),
        have(le(error(z(better, better)), rational("79/100")), by="auto"),
        have(le(0, error(z(w_1, w_2))), by="auto"),
        have(worse("1/20"), by="contradict"),
    ],
    proof="at_indices, auto",
    uses=[
        "backpropagation.brady_nearby_pair",
        "backpropagation.sums_between",
    ],
    domain=Domain(sizes={"N": (100, 100)}),
    example=dict(N=100, a_1=[1] * 100, a_2=[0] * 100, b_1=[0] * 100, b_2=[1] * 100, z_1=1, z_2=-3, w_1=4, w_2=1),
    covers={"survey.III-B.not-generic": "part: the topological sense, by its opposite"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("third-point-alone", given=[], conclude=the_third_alone, near=True),
    ],
)
