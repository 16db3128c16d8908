(* Induction, recursion equations and what a maximum is: theorycheck/kernel/rules/iteration.py. *)
Require Import Reals Lra Lia Arith.
Open Scope R_scope.

Lemma induction (P : nat -> Prop) : P 0%nat -> (forall n, P n -> P (n + 1)%nat) -> forall n, P n.
Proof. intros base step; induction n as [| n known]; [exact base |]. replace (S n) with (n + 1)%nat by lia; auto. Qed.

Fixpoint sum (n : nat) (f : nat -> R) : R := match n with O => 0 | S k => sum k f + f k end.
Fixpoint prod (n : nat) (f : nat -> R) : R := match n with O => 1 | S k => prod k f * f k end.
Fixpoint fold {A : Type} (n : nat) (start : A) (step : nat -> A -> A) : A :=
  match n with O => start | S k => step k (fold k start step) end.

Section Maximum.
Variable nothing : R.  (* a maximum over nothing: any value *)
Fixpoint maximum (n : nat) (f : nat -> R) : R :=
  match n with
  | O => nothing
  | S O => f 0%nat
  | S k => if Rle_dec (maximum k f) (f k) then f k else maximum k f
  end.

Lemma recursion n (f : nat -> R) (A : Type) (start : A) (step : nat -> A -> A) :
  sum 0 f = 0 /\ sum (n + 1) f = sum n f + f n /\ prod 0 f = 1 /\ prod (n + 1) f = prod n f * f n /\
  fold 0 start step = start /\ fold (n + 1) start step = step n (fold n start step) /\
  maximum 1 f = f 0%nat /\
  maximum (n + 2) f =
    if Rle_dec (maximum (n + 1) f) (f (n + 1)%nat) then f (n + 1)%nat else maximum (n + 1) f.
Proof.
replace (n + 2)%nat with (S (S n)) by lia; replace (n + 1)%nat with (S n) by lia.
repeat split; reflexivity.
Qed.

Lemma maximum_step n f : (0 < n)%nat -> maximum (S n) f = Rmax (maximum n f) (f n).
Proof. destruct n; [lia |]; intros _; unfold Rmax; reflexivity. Qed.

Lemma maximum_bound n i f : (i < n)%nat -> f i <= maximum n f.
Proof.
induction n as [| n known]; [lia |]; intros lt.
destruct n; [replace i with 0%nat by lia; apply Rle_refl |].
rewrite maximum_step by lia.
destruct (Nat.eq_dec i (S n)) as [-> |]; [apply Rmax_r |].
apply Rle_trans with (2 := Rmax_l _ _), known; lia.
Qed.

Lemma maximum_attained n f : (0 < n)%nat -> exists i, (i < n)%nat /\ maximum n f = f i.
Proof.
induction n as [| n known]; [lia |]; intros _.
destruct n; [exists 0%nat; split; [lia | reflexivity] |].
rewrite maximum_step by lia.
destruct known as [i [lt at_i]]; [lia |].
destruct (Rmax_case_strong (maximum (S n) f) (f (S n)) (fun r => r = f i \/ r = f (S n))) as [e | e]; auto.
  exists i; split; [lia | exact e].
exists (S n); split; [lia | exact e].
Qed.
End Maximum.
