(* The derivative by its definition, without division: theorycheck/kernel/rules/tangents.py. *)
Require Import Reals Lra. From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Definition tangent (g : R -> R) (a c : R) : Prop :=
  forall e, 0 < e -> exists r, 0 < r /\ forall t, t * t < r ->
    (g (a + t) - (g a + c * t)) * (g (a + t) - (g a + c * t)) <= e * (t * t).

Lemma square_bound u v : 0 <= v -> Rabs u <= v <-> u * u <= v * v.
Proof.
intros pos; split; intros H.
- replace (u * u) with (Rabs u * Rabs u) by (rewrite <- Rabs_mult; apply Rabs_pos_eq, Rle_0_sqr).
  apply Rmult_le_compat; auto using Rabs_pos.
- apply Rsqr_le_abs_0 in H; rewrite (Rabs_pos_eq v) in H; auto.
Qed.

Theorem tangent_slope (g : R -> R) (a c : R) : tangent g a c -> is_derive g a c.
Proof.
intros line; apply is_derive_Reals; intros eps pos.
destruct (line (eps / 2 * (eps / 2))) as [r [rpos close]]; [apply Rmult_lt_0_compat; lra |].
exists (mkposreal (sqrt r) (sqrt_lt_R0 _ rpos)); intros h nz small; simpl in small.
assert (hr : h * h < r).
{ rewrite <- (sqrt_sqrt r) by lra.
  replace (h * h) with (Rabs h * Rabs h) by (rewrite <- Rabs_mult; apply Rabs_pos_eq, Rle_0_sqr).
  apply Rmult_le_0_lt_compat; auto using Rabs_pos. }
specialize (close h hr).
assert (bound : Rabs (g (a + h) - (g a + c * h)) <= eps / 2 * Rabs h).
{ apply square_bound; [apply Rmult_le_pos; [lra | apply Rabs_pos] |].
  replace (eps / 2 * Rabs h * (eps / 2 * Rabs h)) with (eps / 2 * (eps / 2) * (Rabs h * Rabs h)) by ring.
  rewrite <- Rabs_mult, (Rabs_pos_eq (h * h)) by apply Rle_0_sqr; exact close. }
replace ((g (a + h) - g a) / h - c) with ((g (a + h) - (g a + c * h)) / h) by (field; exact nz).
unfold Rdiv; rewrite Rabs_mult, Rabs_inv.
assert (hp : 0 < Rabs h) by now apply Rabs_pos_lt.
apply Rle_lt_trans with (eps / 2 * Rabs h * / Rabs h); [| rewrite Rmult_assoc, Rinv_r; lra].
apply Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat, hp | exact bound].
Qed.

Theorem tangent_line (g : R -> R) (a c : R) : is_derive g a c -> tangent g a c.
Proof.
intros D e pos; apply is_derive_Reals in D.
destruct (D (sqrt e) (sqrt_lt_R0 _ pos)) as [d close].
exists (d * d); split; [apply Rmult_lt_0_compat; apply cond_pos |]; intros t small.
destruct (Req_dec t 0) as [-> | nz]; [rewrite Rplus_0_r; ring_simplify; lra |].
assert (td : Rabs t < d).
{ apply Rnot_le_lt; intros le; assert (d * d <= t * t); [| lra].
  replace (t * t) with (Rabs t * Rabs t) by (rewrite <- Rabs_mult; apply Rabs_pos_eq, Rle_0_sqr).
  apply Rmult_le_compat; auto; apply Rlt_le, cond_pos. }
specialize (close t nz td).
replace (g (a + t) - (g a + c * t)) with (((g (a + t) - g a) / t - c) * t) by (field; exact nz).
apply Rlt_le, (square_bound _ (sqrt e)) in close; [| apply sqrt_pos].
rewrite sqrt_sqrt in close by lra.
replace (((g (a + t) - g a) / t - c) * t * (((g (a + t) - g a) / t - c) * t)) with
  (((g (a + t) - g a) / t - c) * ((g (a + t) - g a) / t - c) * (t * t)) by ring.
apply Rmult_le_compat_r; [apply Rle_0_sqr | exact close].
Qed.
