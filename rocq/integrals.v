(* The fundamental theorem of calculus, piece by piece: theorycheck/kernel/rules/integrals.py. *)
Require Import Reals Lra Lia. From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Fixpoint sum (n : nat) (f : nat -> R) : R := match n with O => 0 | S k => sum k f + f k end.

(* Piece k: on [c k, c (k + 1)] F k has the derivative F' k, which is continuous there; f equals it strictly inside.
   Where `calculus.differentiable` holds, F' k has itself a derivative, and so is continuous. *)
Theorem ftc (n : nat) (f : R -> R) (c : nat -> R) (F F' : nat -> R -> R) : (0 < n)%nat ->
  (forall k, (k < n)%nat -> c k <= c (k + 1)%nat) ->
  (forall k, (k < n)%nat -> forall x, c k <= x <= c (k + 1)%nat ->
     is_derive (F k) x (F' k x) /\ continuous (F' k) x) ->
  (forall k, (k < n)%nat -> forall x, c k < x < c (k + 1)%nat -> f x = F' k x) ->
  is_RInt f (c 0%nat) (c n) (sum n (fun k => F k (c (k + 1)%nat) - F k (c k))).
Proof.
intros _; induction n as [| n known]; intros order domain slope; [exact (is_RInt_point f (c 0%nat)) |].
assert (le : c n <= c (n + 1)%nat) by (apply order; lia).
apply (is_RInt_Chasles f (c 0%nat) (c n) (c (S n))).
  apply known; intros; [apply order | apply domain | apply slope]; auto; lia.
replace (S n) with (n + 1)%nat by lia.
apply is_RInt_ext with (f := F' n).
  intros x; rewrite Rmin_left, Rmax_right by exact le; intros b; symmetry; apply slope; [lia | exact b].
apply (is_RInt_derive (F n) (F' n)); intros x; rewrite Rmin_left, Rmax_right by exact le; intros b;
  apply (domain n ltac:(lia) x b).
Qed.
