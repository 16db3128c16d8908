(* Extrema on finite sets, and more vectors than dimensions: theorycheck/kernel/rules/finite.py. *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory. Open Scope ring_scope.

Section Finite.
Variable R : realFieldType.

(* Every sort has an element: a. *)
Lemma finite_extremum (A : finType) (a : A) (f : A -> R) :
  (exists x, forall y, f y <= f x) /\ (exists x, forall y, f x <= f y).
Proof.
split.
  by case: (@arg_maxP _ R A a xpredT f isT) => x _ most; exists x => y; apply: most.
by case: (@arg_minP _ R A a xpredT f isT) => x _ least; exists x => y; apply: least.
Qed.

Lemma dependence n m (A : nat -> nat -> R) : (n < m)%N ->
  exists c : nat -> R,
    (exists j, (j < m)%N /\ c j <> 0) /\ forall i, (i < n)%N -> \sum_(j < m) c j * A i j = 0.
Proof.
move=> fewer.
pose M : 'M[R]_(m, n) := \matrix_(j, i) A i j.
have : kermx M != 0.
  rewrite kermx_eq0 -row_leq_rank -ltnNge.
  exact: leq_ltn_trans (rank_leq_col M) fewer.
case/rowV0Pn => v /sub_kermxP vM vn0.
have [j vj] : exists j, v 0 j != 0.
  case/matrix0Pn: vn0 => i [j nz]; exists j; by rewrite (ord1 i) in nz.
exists (fun j => if insub j is Some j' then v 0 j' else 0); split.
  by exists j; split; rewrite ?ltn_ord // valK; apply/eqP.
move=> i lt; move/matrixP/(_ 0 (Ordinal lt)): vM; rewrite !mxE => zero.
rewrite -[RHS]zero; apply: eq_bigr => k _.
by rewrite valK mxE.
Qed.
End Finite.
