(* The laws of finite sums in theorycheck/kernel/rules/sums.py.
   Sums over i < n are \sum_(i < n) f i with f : nat -> R; sums over a finite sort are over a finType, a finite set of
   the library; the reals are any commutative ring, or any ordered field where an order is used. *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Open Scope ring_scope.

Section AnyRing.
Variable R : comRingType.
Implicit Types (n m k : nat) (f g : nat -> R) (A B : finType).

Lemma big_congruence n f g : (forall i, (i < n)%N -> f i = g i) ->
  \sum_(i < n) f i = \sum_(i < n) g i /\ \prod_(i < n) f i = \prod_(i < n) g i.
Proof. by move=> same; split; apply: eq_bigr => i _; apply: same. Qed.

Lemma big_congruence_finite A (f g : A -> R) : (forall a, f a = g a) -> \sum_a f a = \sum_a g a.
Proof. by move=> same; apply: eq_bigr => a _. Qed.

Lemma sum_add n f g : \sum_(i < n) (f i + g i) = \sum_(i < n) f i + \sum_(i < n) g i.
Proof. exact: big_split. Qed.

Lemma sum_add_finite A (f g : A -> R) : \sum_a (f a + g a) = \sum_a f a + \sum_a g a.
Proof. exact: big_split. Qed.

Lemma product_mul n f g : \prod_(i < n) (f i * g i) = \prod_(i < n) f i * \prod_(i < n) g i.
Proof. exact: big_split. Qed.

Lemma sum_scale n f c : \sum_(i < n) c * f i = c * \sum_(i < n) f i.
Proof. by rewrite mulr_sumr. Qed.

Lemma sum_scale_finite A (f : A -> R) c : \sum_a c * f a = c * \sum_a f a.
Proof. by rewrite mulr_sumr. Qed.

Lemma sum_constant n (c : R) : \sum_(i < n) c = n%:R * c.
Proof. by rewrite sumr_const card_ord mulr_natl. Qed.

Lemma sum_exchange n m (f : nat -> nat -> R) :
  \sum_(i < n) \sum_(j < m) f i j = \sum_(j < m) \sum_(i < n) f i j.
Proof. exact: exchange_big. Qed.

Lemma sum_exchange_finite A B (f : A -> B -> R) : \sum_a \sum_b f a b = \sum_b \sum_a f a b.
Proof. exact: exchange_big. Qed.

Lemma sum_exchange_mixed A m (f : A -> nat -> R) :
  \sum_a \sum_(j < m) f a j = \sum_(j < m) \sum_a f a j.
Proof. exact: exchange_big. Qed.

Lemma product_exchange n m (f : nat -> nat -> R) :
  \prod_(i < n) \prod_(j < m) f i j = \prod_(j < m) \prod_(i < n) f i j.
Proof. exact: exchange_big. Qed.

Lemma sum_split n m f : \sum_(i < n + m) f i = \sum_(i < n) f i + \sum_(i < m) f (n + i)%N.
Proof. by rewrite big_split_ord. Qed.

Lemma product_split n m f : \prod_(i < n + m) f i = \prod_(i < n) f i * \prod_(i < m) f (n + i)%N.
Proof. by rewrite big_split_ord. Qed.

Lemma sum_delta n k f : \sum_(i < n) (if i == k :> nat then f i else 0) = if (k < n)%N then f k else 0.
Proof.
case: ltnP => [lt | le].
  rewrite (bigD1 (Ordinal lt)) //= eqxx big1 ?addr0 // => i /eqP ne.
  by case: eqP => // e; case: ne; apply: val_inj.
rewrite big1 // => i _; case: eqP => // e.
by move: (ltn_ord i); rewrite e ltnNge le.
Qed.

Lemma sum_delta_finite A (k : A) (f : A -> R) : \sum_a (if a == k then f a else 0) = f k.
Proof. by rewrite -big_mkcond big_pred1_eq. Qed.

Lemma sum_cast n (f : nat -> nat) : (\sum_(i < n) f i)%:R = \sum_(i < n) (f i)%:R :> R.
Proof. exact: natr_sum. Qed.

Lemma product_cast n (f : nat -> nat) : (\prod_(i < n) f i)%:R = \prod_(i < n) (f i)%:R :> R.
Proof. exact: natr_prod. Qed.

Lemma reindex_finite A B (f : B -> R) (there : A -> B) (back : B -> A) :
  (forall a, back (there a) = a) -> (forall b, there (back b) = b) -> \sum_b f b = \sum_a f (there a).
Proof. by move=> left right; apply: reindex; exists back => ? _. Qed.

(* Maps that are total functions of naturals, and each other's inverse within the ranges only. *)
Lemma reindex_indices n m f (there back : nat -> nat) :
  (forall a, (a < m)%N -> (there a < n)%N /\ back (there a) = a) ->
  (forall b, (b < n)%N -> (back b < m)%N /\ there (back b) = b) ->
  \sum_(b < n) f b = \sum_(a < m) f (there a) /\ \prod_(b < n) f b = \prod_(a < m) f (there a).
Proof.
move=> left right.
pose t (a : 'I_m) : 'I_n := Ordinal (left a (ltn_ord a)).1.
pose u (b : 'I_n) : 'I_m := Ordinal (right b (ltn_ord b)).1.
have tu : cancel t u by move=> a; apply: val_inj; exact: (left a (ltn_ord a)).2.
have ut : cancel u t by move=> b; apply: val_inj; exact: (right b (ltn_ord b)).2.
by split; rewrite (reindex t) //; exists u => ? _.
Qed.

Lemma reindex_numbered A n (f : A -> R) (there : nat -> A) (back : A -> nat) :
  (forall i, (i < n)%N -> back (there i) = i) -> (forall a, (back a < n)%N /\ there (back a) = a) ->
  \sum_a f a = \sum_(i < n) f (there i).
Proof.
move=> left right.
pose u (a : A) : 'I_n := Ordinal (right a).1.
rewrite (reindex (fun i : 'I_n => there i)) //.
by exists u => [i _ | a _]; [apply: val_inj; exact: left | exact: (right a).2].
Qed.

Lemma fibres A B (p : A -> B) (f : A -> R) : \sum_a f a = \sum_b \sum_a (if b == p a then f a else 0).
Proof. by rewrite exchange_big; apply: eq_bigr => a _ /=; rewrite sum_delta_finite. Qed.
End AnyRing.

Section OrderedField.
Variable R : realFieldType.

Lemma big_nonnegative n (f : nat -> R) : (forall i, (i < n)%N -> 0 <= f i) ->
  0 <= \sum_(i < n) f i /\ 0 <= \prod_(i < n) f i.
Proof. by move=> pos; split; [apply: sumr_ge0 | apply: prodr_ge0] => i _; apply: pos. Qed.

Lemma big_nonnegative_finite (A : finType) (f : A -> R) : (forall a, 0 <= f a) -> 0 <= \sum_a f a.
Proof. by move=> pos; apply: sumr_ge0. Qed.

Lemma sum_zero n (f : nat -> R) : (forall i, (i < n)%N -> 0 <= f i) -> \sum_(i < n) f i = 0 ->
  forall i, (i < n)%N -> f i = 0.
Proof. by move=> pos zero i lt; apply: (psumr_eq0P _ zero (i := Ordinal lt)) => // j _; apply: pos. Qed.

Lemma sum_zero_finite (A : finType) (f : A -> R) : (forall a, 0 <= f a) -> \sum_a f a = 0 ->
  forall a, f a = 0.
Proof. by move=> pos zero a; apply: (psumr_eq0P _ zero). Qed.
End OrderedField.

(* Translations of a finite abelian group, as the tactic `sums` uses them. *)
Lemma translation (R : comRingType) (G : finZmodType) (f : G -> R) (u : G) : \sum_g f (g + u) = \sum_g f g.
Proof. by rewrite [RHS](reindex_inj (addIr u)). Qed.
