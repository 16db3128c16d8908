(* Ideal membership among equations of entries: theorycheck/kernel/rules/contractions.py.
   Premise p says a p k = b p k at each value k of its indices, numbered below size p; c p are its cofactors. *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory. Open Scope ring_scope.

Lemma nc_ideal (R : comRingType) (count : nat) (size : nat -> nat) (a b c : nat -> nat -> R) (x y : R) :
  (forall p k, (p < count)%N -> (k < size p)%N -> a p k = b p k) ->
  x - y = \sum_(p < count) \sum_(k < size p) c p k * (a p k - b p k) -> x = y.
Proof.
move=> premises identity; apply/eqP; rewrite -subr_eq0 identity; apply/eqP.
by rewrite big1 // => p _; rewrite big1 // => k _; rewrite premises // subrr mulr0.
Qed.
