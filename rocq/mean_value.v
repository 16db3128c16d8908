(* The mean value theorem: theorycheck/kernel/rules/mean_value.py. *)
Require Import Reals Lra. From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

(* Continuity on [s, t] alone: what f does outside is not asked, as sqrt x for x < 0. *)
Definition continuous_on (f : R -> R) (s t : R) : Prop :=
  forall x, s <= x <= t -> forall eps, 0 < eps ->
    exists delta, 0 < delta /\ forall y, s <= y <= t -> Rabs (y - x) < delta -> Rabs (f y - f x) < eps.

Definition clamp (s t x : R) : R := Rmax s (Rmin x t).

Lemma clamp_inside s t x : s <= x <= t -> clamp s t x = x.
Proof. intros b; unfold clamp; rewrite Rmin_left, Rmax_right; lra. Qed.

Lemma clamp_range s t x : s <= t -> s <= clamp s t x <= t.
Proof.
intros st; unfold clamp; split; [apply Rmax_l |].
apply Rmax_lub; [exact st | apply Rmin_r].
Qed.

Lemma clamp_shrinks s t x y : s <= t -> Rabs (clamp s t y - clamp s t x) <= Rabs (y - x).
Proof.
intros st; unfold clamp, Rmax, Rmin.
destruct (Rle_dec y t), (Rle_dec x t);
  repeat match goal with |- context [Rle_dec ?a ?b] => destruct (Rle_dec a b) end;
  unfold Rabs; repeat match goal with |- context [Rcase_abs ?a] => destruct (Rcase_abs a) end; lra.
Qed.

Theorem mean_value (f f' : R -> R) (s t : R) :
  continuous_on f s t -> (forall x, s < x < t -> is_derive f x (f' x)) ->
  s < t -> exists c, s < c < t /\ f t - f s = f' c * (t - s).
Proof.
intros cont diff st.
pose (g := fun x => f (clamp s t x)).
assert (inside : forall x, s <= x <= t -> g x = f x) by (intros x b; unfold g; now rewrite clamp_inside).
assert (gcont : forall x, s <= x <= t -> continuity_pt g x).
{ intros x b; apply continuity_pt_locally; intros [eps pos].
  destruct (cont x b eps pos) as [delta [dpos close]].
  exists (mkposreal delta dpos); intros y near; simpl.
  rewrite (inside x b); unfold g; apply close; [apply clamp_range; lra |].
  rewrite <- (clamp_inside s t x b) at 1.
  apply Rle_lt_trans with (1 := clamp_shrinks s t x y (Rlt_le _ _ st)); exact near. }
assert (gdiff : forall c, s < c < t -> is_derive g c (f' c)).
{ intros c b; apply is_derive_ext_loc with (f := f); [| now apply diff].
  assert (pos : 0 < Rmin (c - s) (t - c)) by (apply Rmin_glb_lt; lra).
  exists (mkposreal _ pos); intros y near; symmetry; apply inside.
  unfold ball in near; simpl in near; unfold AbsRing_ball, abs, minus, plus, opp in near; simpl in near.
  apply Rabs_def2 in near; generalize (Rmin_l (c - s) (t - c)) (Rmin_r (c - s) (t - c)); lra. }
pose (dg := fun c (b : s < c < t) =>
  exist (fun l => derivable_pt_abs g c l) (f' c) (proj1 (is_derive_Reals g c (f' c)) (gdiff c b))).
destruct (MVT g id s t dg (fun c _ => derivable_pt_id c) st gcont
  (fun c _ => derivable_continuous_pt _ _ (derivable_pt_id c))) as [c [b e]].
exists c; split; [exact b |].
rewrite derive_pt_id in e; unfold id in e; simpl in e.
rewrite !inside in e by lra; lra.
Qed.
