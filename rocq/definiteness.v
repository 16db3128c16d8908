(* Positive definite matrices by elimination, and the second-order sufficient condition for a minimum:
   theorycheck/kernel/rules/definiteness.py.  Indices are naturals below n; arrays are functions of naturals. *)
Require Import Reals Lra Lia Psatz Arith. From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Fixpoint sum (n : nat) (f : nat -> R) : R := match n with O => 0 | S k => sum k f + f k end.

Lemma sum_ext n f g : (forall i, (i < n)%nat -> f i = g i) -> sum n f = sum n g.
Proof.
induction n as [| n IH]; intros same; [reflexivity |]; simpl; rewrite IH, same; auto; intros; apply same; lia.
Qed.

Lemma sum_plus n f g : sum n (fun i => f i + g i) = sum n f + sum n g.
Proof. induction n as [| n IH]; simpl; [ring | rewrite IH; ring]. Qed.

Lemma sum_scale n c f : sum n (fun i => c * f i) = c * sum n f.
Proof. induction n as [| n IH]; simpl; [ring | rewrite IH; ring]. Qed.

Lemma sum_first n f : sum (S n) f = f 0%nat + sum n (fun i => f (S i)).
Proof. induction n as [| n IH]; [simpl; ring | change (sum (S (S n)) f) with (sum (S n) f + f (S n)); rewrite IH; simpl; ring]. Qed.

Lemma sum_exchange n m (f : nat -> nat -> R) :
  sum n (fun i => sum m (fun j => f i j)) = sum m (fun j => sum n (fun i => f i j)).
Proof.
induction n as [| n IH]; simpl; [induction m; simpl; lra | rewrite IH, <- sum_plus; reflexivity].
Qed.

Lemma squares_nonneg n v : 0 <= sum n (fun i => v i * v i).
Proof. induction n as [| n IH]; simpl; [lra | nra]. Qed.

Lemma squares_zero n v : sum n (fun i => v i * v i) <= 0 -> forall i, (i < n)%nat -> v i = 0.
Proof.
induction n as [| n IH]; simpl; intros le i lt; [lia |].
assert (p := squares_nonneg n v); assert (q := Rle_0_sqr (v n)); unfold Rsqr in q.
destruct (Nat.eq_dec i n) as [-> |]; [apply Rsqr_0_uniq; unfold Rsqr; lra | apply IH; [lra | lia]].
Qed.

Definition form (n : nat) (H : nat -> nat -> R) (v : nat -> R) : R :=
  sum n (fun i => v i * sum n (fun j => H i j * v j)).

Definition positive_definite (n : nat) (H : nat -> nat -> R) : Prop :=
  forall v, 0 < sum n (fun i => v i * v i) -> 0 < form n H v.

Definition mean (H : nat -> nat -> R) (i j : nat) : R := (H i j + H j i) / 2.

(* One step of the elimination, and that all pivots are positive; the kernel does both in intervals. *)
Definition complement (M : nat -> nat -> R) (i j : nat) : R :=
  M (S i) (S j) - M (S i) 0%nat * M 0%nat (S j) / M 0%nat 0%nat.

Fixpoint pivots (n : nat) (H : nat -> nat -> R) : Prop :=
  match n with O => True | S k => 0 < H 0%nat 0%nat /\ pivots k (complement H) end.

Definition symmetric (H : nat -> nat -> R) : Prop := forall i j, H i j = H j i.

Lemma form_mean n H v : form n (mean H) v = form n H v.
Proof.
assert (t : form n H v = sum n (fun i => sum n (fun j => v i * (H i j * v j))))
  by (apply sum_ext; intros; now rewrite sum_scale).
assert (u : form n (mean H) v = sum n (fun i => sum n (fun j => v i * (mean H i j * v j))))
  by (apply sum_ext; intros; now rewrite sum_scale).
assert (w : sum n (fun i => sum n (fun j => v i * (H j i * v j))) = form n H v).
{ rewrite t, sum_exchange; apply sum_ext; intros; apply sum_ext; intros; ring. }
enough (2 * form n (mean H) v = form n H v + form n H v) by lra.
transitivity (sum n (fun i => sum n (fun j => v i * (H i j * v j))) + sum n (fun i => sum n (fun j => v i * (H j i * v j))));
  [| rewrite w, <- t; reflexivity].
rewrite u, <- sum_scale, <- sum_plus; apply sum_ext; intros.
rewrite <- sum_scale, <- sum_plus; apply sum_ext; intros; unfold mean; field.
Qed.

Lemma form_step n H v : symmetric H -> H 0%nat 0%nat <> 0 ->
  let b := sum n (fun j => H 0%nat (S j) * v (S j)) in
  form (S n) H v = H 0%nat 0%nat * (v 0%nat + b / H 0%nat 0%nat) * (v 0%nat + b / H 0%nat 0%nat)
    + form n (complement H) (fun i => v (S i)).
Proof.
intros sym nz b; unfold form; rewrite sum_first, sum_first; fold b.
assert (rows : forall i, v (S i) * sum (S n) (fun j => H (S i) j * v j)
  = v 0%nat * (H 0%nat (S i) * v (S i)) + v (S i) * sum n (fun j => H (S i) (S j) * v (S j)))
  by (intros; rewrite sum_first, (sym (S i) 0%nat); ring).
rewrite (sum_ext n _ _ (fun i _ => rows i)), sum_plus, sum_scale; fold b.
assert (rest : forall i, v (S i) * sum n (fun j => complement H i j * v (S j))
  = v (S i) * sum n (fun j => H (S i) (S j) * v (S j)) + (- b / H 0%nat 0%nat) * (H 0%nat (S i) * v (S i))).
{ intros i; rewrite (sum_ext n _ (fun j => H (S i) (S j) * v (S j)
    + (- H 0%nat (S i) / H 0%nat 0%nat) * (H 0%nat (S j) * v (S j)))).
  - rewrite sum_plus, sum_scale; fold b; field; exact nz.
  - intros j _; unfold complement; rewrite (sym (S i) 0%nat); field; exact nz. }
rewrite (sum_ext n _ _ (fun i _ => rest i)), sum_plus, sum_scale; fold b; field; exact nz.
Qed.

Lemma complement_symmetric H : symmetric H -> symmetric (complement H).
Proof. intros sym i j; unfold complement; rewrite (sym (S i) (S j)), (sym (S i) 0%nat), (sym 0%nat (S j)); unfold Rdiv; ring. Qed.

Lemma symmetric_definite n : forall H, symmetric H -> pivots n H -> positive_definite n H.
Proof.
induction n as [| n IH]; intros H sym piv v nz; [simpl in nz; lra |].
destruct piv as [pos piv]; rewrite form_step by (auto; lra).
set (c := v 0%nat + _ / _).
assert (sq := Rle_0_sqr c); unfold Rsqr in sq.
rewrite sum_first in nz.
destruct (Rle_lt_dec (sum n (fun i => v (S i) * v (S i))) 0) as [none | some].
- assert (zero := squares_zero n (fun i => v (S i)) none); simpl in zero.
  assert (form n (complement H) (fun i => v (S i)) = 0) as ->.
  { unfold form; rewrite (sum_ext n _ (fun i => 0 * 0)); [rewrite sum_scale; ring |].
    intros i lt; rewrite zero by exact lt; ring. }
  assert (b : sum n (fun j => H 0%nat (S j) * v (S j)) = 0).
  { rewrite (sum_ext n _ (fun i => 0 * 0)); [rewrite sum_scale; ring | intros i lt; rewrite zero by exact lt; ring]. }
  assert (c = v 0%nat) as -> by (unfold c; rewrite b; field; lra).
  assert (0 < v 0%nat * v 0%nat) by lra.
  rewrite Rmult_assoc, Rplus_0_r; now apply Rmult_lt_0_compat.
- assert (0 < form n (complement H) (fun i => v (S i))).
  { apply IH; auto using complement_symmetric. }
  rewrite Rmult_assoc; assert (0 <= H 0%nat 0%nat * (c * c)) by (apply Rmult_le_pos; lra); lra.
Qed.

Theorem definite n H : pivots n (mean H) -> positive_definite n H.
Proof.
intros piv v nz; rewrite <- form_mean; apply symmetric_definite; auto.
intros i j; unfold mean; now rewrite Rplus_comm.
Qed.

(* f, its gradient and its Hessian are functions of n numbers; `smooth` says along every line through a point of the
   box what the kernel's condition for smoothness gives. *)
Section StrictMinimum.
Variables (n : nat) (f : (nat -> R) -> R) (grad : nat -> (nat -> R) -> R) (hess : nat -> nat -> (nat -> R) -> R).
Variables (lo hi a : nat -> R).
Definition reads_n (h : (nat -> R) -> R) : Prop := forall x y, (forall i, (i < n)%nat -> x i = y i) -> h x = h y.
Definition in_box (x : nat -> R) : Prop := forall i, (i < n)%nat -> lo i <= x i <= hi i.
Definition shifted (x v : nat -> R) (t : R) : nat -> R := fun i => x i + t * v i.
Definition smooth : Prop := forall x v, in_box x ->
  is_derive (fun t => f (shifted x v t)) 0 (sum n (fun i => grad i x * v i)) /\
  forall i, (i < n)%nat -> is_derive (fun t => grad i (shifted x v t)) 0 (sum n (fun j => hess i j x * v j)).

Lemma moved (h : (nat -> R) -> R) x v t l : reads_n h ->
  is_derive (fun s => h (shifted (shifted x v t) v s)) 0 l -> is_derive (fun s => h (shifted x v s)) t l.
Proof.
intros reads D.
apply is_derive_ext with (f := fun s => (fun u => h (shifted (shifted x v t) v u)) (s - t)).
  intros s; apply reads; intros i _; unfold shifted; ring.
assert (d : is_derive (fun s => s - t) t 1) by (auto_derive; [exact I | ring]).
replace l with (1 * l) by ring.
apply (is_derive_comp (fun u => h (shifted (shifted x v t) v u)) (fun s => s - t) t l 1); [| exact d].
now replace (t - t) with 0 by ring.
Qed.

Lemma is_derive_sum m (g : nat -> R -> R) t (l : nat -> R) : (forall i, (i < m)%nat -> is_derive (g i) t (l i)) ->
  is_derive (fun s => sum m (fun i => g i s)) t (sum m l).
Proof.
induction m as [| m IH]; intros each; [exact (is_derive_const 0 t) |].
exact (is_derive_plus _ _ t _ _ (IH (fun i lt => each i (Nat.lt_lt_succ_r _ _ lt))) (each m (Nat.lt_succ_diag_r m))).
Qed.

Hypothesis f_reads : reads_n f.
Hypothesis grad_reads : forall i, reads_n (grad i).
Hypothesis inside : forall i, (i < n)%nat -> lo i < a i < hi i.
Hypothesis critical : forall i, (i < n)%nat -> grad i a = 0.
Hypothesis curved : forall x, in_box x -> positive_definite n (fun i j => hess i j x).
Hypothesis is_smooth : smooth.

Lemma strict_on_box x : in_box x -> 0 < sum n (fun i => (x i - a i) * (x i - a i)) -> f a < f x.
Proof.
intros inx apart; pose (v := fun i => x i - a i); pose (p := shifted a v).
assert (between : forall t, 0 <= t <= 1 -> in_box (p t)).
{ intros t [t0 t1] i lt; unfold p, shifted, v; specialize (inx i lt); specialize (inside i lt); nra. }
pose (g' := fun t => sum n (fun i => grad i (p t) * v i)).
assert (D1 : forall t, 0 <= t <= 1 -> is_derive (fun s => f (p s)) t (g' t))
  by (intros t b; apply moved, (is_smooth (p t) v (between t b)); exact f_reads).
assert (D2 : forall t, 0 <= t <= 1 -> is_derive g' t (form n (fun i j => hess i j (p t)) v)).
{ intros t b; apply (is_derive_sum n (fun i s => grad i (p s) * v i)); intros i lt.
  assert (d := moved (grad i) a v t _ (grad_reads i) (proj2 (is_smooth (p t) v (between t b)) i lt)).
  apply is_derive_ext with (f := fun s => v i * grad i (p s)); [intros s; apply Rmult_comm |].
  exact (is_derive_scal _ t (v i) _ d). }
assert (start : g' 0 = 0).
{ unfold g'; rewrite (sum_ext n _ (fun i => 0 * 0)); [rewrite sum_scale; ring |]; intros i lt.
  rewrite (grad_reads i (p 0) a), critical by (auto; intros; unfold p, shifted; ring); ring. }
destruct (MVT_cor2 (fun s => f (p s)) g' 0 1) as [c [e cb]];
  [lra | intros t b; apply is_derive_Reals, D1, b |].
destruct (MVT_cor2 g' (fun t => form n (fun i j => hess i j (p t)) v) 0 c) as [d [e' db]];
  [lra | intros t b; apply is_derive_Reals, D2; lra |].
assert (0 < form n (fun i j => hess i j (p d)) v) by (apply curved; [apply between; lra | exact apart]).
assert (0 < g' c) by (rewrite start in e'; nra).
rewrite (f_reads (p 1) x), (f_reads (p 0) a) in e by (intros; unfold p, shifted, v; ring); lra.
Qed.

Lemma margin : forall m, (m <= n)%nat ->
  exists r, 0 < r /\ forall i, (i < m)%nat -> lo i <= a i - r /\ a i + r <= hi i.
Proof.
induction m as [| m IH]; intros le; [exists 1; split; [lra | intros; lia] |].
destruct IH as [r [rpos ok]]; [lia |]; destruct (inside m) as [low high]; [lia |].
exists (Rmin r (Rmin (a m - lo m) (hi m - a m))); split; [repeat apply Rmin_glb_lt; lra |].
generalize (Rmin_l r (Rmin (a m - lo m) (hi m - a m))) (Rmin_r r (Rmin (a m - lo m) (hi m - a m)))
  (Rmin_l (a m - lo m) (hi m - a m)) (Rmin_r (a m - lo m) (hi m - a m)); intros.
destruct (Nat.eq_dec i m) as [-> |]; [lra | destruct (ok i); [lia | lra]].
Qed.

Theorem strict_minimum :
  (exists r, 0 < r /\ forall q, (forall i, (i < n)%nat -> a i - r < q i /\ q i < a i + r) -> f a <= f q) /\
  (forall x, in_box x -> f a <= f x) /\
  (forall x, in_box x -> 0 < sum n (fun i => (x i - a i) * (x i - a i)) -> f a < f x).
Proof.
assert (weak : forall x, in_box x -> f a <= f x).
{ intros x inx; destruct (Rle_lt_dec (sum n (fun i => (x i - a i) * (x i - a i))) 0) as [none | some].
  - assert (zero := squares_zero n (fun i => x i - a i) none); simpl in zero.
    rewrite (f_reads a x); [lra | intros i lt; specialize (zero i lt); lra].
  - now apply Rlt_le, strict_on_box. }
split; [| split; [exact weak | exact strict_on_box]].
destruct (margin n (le_n n)) as [r [rpos ok]]; exists r; split; [exact rpos |].
intros q near; apply weak; intros i lt; destruct (ok i lt), (near i lt); lra.
Qed.
End StrictMinimum.
