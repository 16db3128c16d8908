(* Derivatives as terms, minima along curves and Fermat's conditions: theorycheck/kernel/rules/differentiation.py,
   with the calculus of theorycheck/kernel/calculus.py as a datatype of terms in one variable. *)
Require Import Reals Lra Lia Psatz. From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Fixpoint sum (n : nat) (f : nat -> R) : R := match n with O => 0 | S k => sum k f + f k end.

(* Var is the variable, Const anything that does not mention it; a choice has a condition that does not either. *)
Inductive term : Type :=
| Var | Const (c : R) | Add (a b : term) | Mul (a b : term) | Div (a b : term)
| Sum (n : nat) (f : nat -> term) | Choice (when : bool) (a b : term)
| Exp (a : term) | Log (a : term) | Sqrt (a : term) | Sin (a : term) | Cos (a : term) | Tanh (a : term)
| Arctan (a : term).

Fixpoint value (t : term) (x : R) : R :=
  match t with
  | Var => x | Const c => c
  | Add a b => value a x + value b x | Mul a b => value a x * value b x | Div a b => value a x / value b x
  | Sum n f => sum n (fun i => value (f i) x)
  | Choice when a b => if when then value a x else value b x
  | Exp a => exp (value a x) | Log a => ln (value a x) | Sqrt a => sqrt (value a x)
  | Sin a => sin (value a x) | Cos a => cos (value a x) | Tanh a => tanh (value a x)
  | Arctan a => atan (value a x)
  end.

Fixpoint slope (t : term) (x : R) : R :=
  match t with
  | Var => 1 | Const _ => 0
  | Add a b => slope a x + slope b x
  | Mul a b => slope a x * value b x + value a x * slope b x
  | Div a b => (slope a x * value b x - value a x * slope b x) / (value b x * value b x)
  | Sum n f => sum n (fun i => slope (f i) x)
  | Choice when a b => if when then slope a x else slope b x
  | Exp a => exp (value a x) * slope a x
  | Log a => 1 / value a x * slope a x
  | Sqrt a => 1 / (2 * sqrt (value a x)) * slope a x
  | Sin a => cos (value a x) * slope a x
  | Cos a => - sin (value a x) * slope a x
  | Tanh a => (1 - tanh (value a x) * tanh (value a x)) * slope a x
  | Arctan a => 1 / (1 + value a x * value a x) * slope a x
  end.

Fixpoint domain (t : term) (x : R) : Prop :=
  match t with
  | Var | Const _ => True
  | Add a b | Mul a b => domain a x /\ domain b x
  | Choice when a b => domain a x /\ domain b x
  | Div a b => domain a x /\ domain b x /\ value b x <> 0
  | Sum n f => forall i, domain (f i) x
  | Log a | Sqrt a => domain a x /\ 0 < value a x
  | Exp a | Sin a | Cos a | Tanh a | Arctan a => domain a x
  end.

Lemma is_derive_tanh x : is_derive tanh x (1 - tanh x * tanh x).
Proof.
unfold tanh, sinh, cosh.
assert (pos : 0 < exp x + exp (- x)) by (generalize (exp_pos x) (exp_pos (- x)); lra).
auto_derive; [lra |].
assert (exp x * exp (- x) = 1) by (rewrite <- exp_plus, Rplus_opp_r, exp_0; reflexivity).
field; lra.
Qed.

Lemma outer (f : R -> R) df a x da l :
  is_derive f (a x) df -> is_derive a x da -> l = df * da -> is_derive (fun x => f (a x)) x l.
Proof. intros Hf Ha ->; rewrite Rmult_comm; exact (is_derive_comp f a x df da Hf Ha). Qed.

Lemma is_derive_sum n (f : nat -> R -> R) x (l : nat -> R) :
  (forall i, is_derive (f i) x (l i)) -> is_derive (fun x => sum n (fun i => f i x)) x (sum n l).
Proof.
intros each; induction n as [| n known]; [exact (is_derive_const 0 x) |].
exact (is_derive_plus _ _ x _ _ known (each n)).
Qed.

Theorem derive t : forall x, domain t x -> is_derive (value t) x (slope t x).
Proof.
induction t as [| c | a Ha b Hb | a Ha b Hb | a Ha b Hb | n f Hf | when a Ha b Hb | a Ha | a Ha | a Ha | a Ha | a Ha
  | a Ha | a Ha]; simpl; intros x D.
- exact (is_derive_id x).
- exact (is_derive_const c x).
- exact (is_derive_plus _ _ x _ _ (Ha x (proj1 D)) (Hb x (proj2 D))).
- exact (is_derive_mult _ _ x _ _ (Ha x (proj1 D)) (Hb x (proj2 D)) Rmult_comm).
- destruct D as [Da [Db nz]].
  replace (value b x * value b x) with (value b x ^ 2) by ring.
  exact (is_derive_div _ _ x _ _ (Ha x Da) (Hb x Db) nz).
- exact (is_derive_sum n (fun i => value (f i)) x (fun i => slope (f i) x) (fun i => Hf i x (D i))).
- destruct when; [apply Ha | apply Hb]; apply D.
- exact (outer exp _ _ x _ _ (is_derive_exp _) (Ha x D) eq_refl).
- destruct D as [Da pos].
  apply (outer ln (/ value a x) _ x (slope a x)); [apply is_derive_Reals, derivable_pt_lim_ln, pos | auto |].
  field; lra.
- destruct D as [Da pos].
  apply (outer sqrt (/ (2 * sqrt (value a x))) _ x (slope a x));
    [apply is_derive_Reals, derivable_pt_lim_sqrt, pos | auto |].
  generalize (sqrt_lt_R0 _ pos); intros; field; lra.
- exact (outer sin _ _ x _ _ (is_derive_sin _) (Ha x D) eq_refl).
- exact (outer cos _ _ x _ _ (is_derive_cos _) (Ha x D) eq_refl).
- exact (outer tanh _ _ x _ _ (is_derive_tanh _) (Ha x D) eq_refl).
- apply (outer atan (/ (1 + value a x ^ 2)) _ x (slope a x));
    [apply is_derive_Reals, derivable_pt_lim_atan | auto |].
  generalize (Rle_0_sqr (value a x)); unfold Rsqr; intros; field; simpl; lra.
Qed.

(* A minimum among all points near p, where near is a matter of the n entries, is one along a curve through p. *)
Theorem along n (f : (nat -> R) -> R) (p : nat -> R) (curve : R -> nat -> R) :
  (exists r, 0 < r /\ forall q, (forall i, (i < n)%nat -> p i - r < q i < p i + r) -> f p <= f q) ->
  (forall i, (i < n)%nat -> curve 0 i = p i) ->
  (forall i, (i < n)%nat -> continuity_pt (fun t => curve t i) 0) ->
  exists r, 0 < r /\ forall t, - r < t < r -> f p <= f (curve t).
Proof.
intros [r [rpos least]] starts cont.
assert (near : forall m, (m <= n)%nat -> exists d, 0 < d /\
  forall t, - d < t < d -> forall i, (i < m)%nat -> p i - r < curve t i < p i + r).
{ induction m as [| m IH]; intros le; [exists 1; split; [lra | intros; lia] |].
  destruct IH as [d [dpos close]]; [lia |].
  destruct (proj1 (continuity_pt_locally _ _) (cont m ltac:(lia)) (mkposreal r rpos)) as [e within].
  exists (Rmin d e); split; [apply Rmin_glb_lt; [exact dpos | apply cond_pos] |].
  intros t [low high] i lt; generalize (Rmin_l d e) (Rmin_r d e); intros.
  destruct (Nat.eq_dec i m) as [-> |]; [| apply close; [lra | lia]].
  assert (b : Rabs (t - 0) < e) by (apply Rabs_def1; lra).
  specialize (within t b); simpl in within; rewrite starts in within by lia.
  apply Rabs_def2 in within; lra. }
destruct (near n (le_n n)) as [d [dpos close]].
exists d; split; [exact dpos |]; intros t b; apply least; intros i lt; now apply close.
Qed.

Theorem fermat_one_sided (g : R -> R) l :
  (exists r, 0 < r /\ forall t, 0 <= t /\ t < r -> g 0 <= g t) -> is_derive g 0 l -> 0 <= l.
Proof.
intros [r [rpos least]] D; apply is_derive_Reals in D.
destruct (Rle_lt_dec 0 l) as [| neg]; [assumption |].
destruct (D (- l)) as [d close]; [lra |].
pose (h := Rmin d r / 2).
assert (0 < Rmin d r) by (apply Rmin_glb_lt; [apply cond_pos | exact rpos]).
assert (hb : 0 < h < d /\ h < r) by (unfold h; generalize (Rmin_l d r) (Rmin_r d r); lra).
specialize (close h); rewrite Rplus_0_l in close.
assert (c : Rabs ((g h - g 0) / h - l) < - l) by (apply close; [lra | apply Rabs_def1; lra]).
assert (up : 0 <= (g h - g 0) / h).
{ apply Rmult_le_pos; [generalize (least h); lra | apply Rlt_le, Rinv_0_lt_compat; lra]. }
apply Rabs_def2 in c; lra.
Qed.

Theorem fermat (g : R -> R) l :
  (exists r, 0 < r /\ forall t, - r < t /\ t < r -> g 0 <= g t) -> is_derive g 0 l -> l = 0.
Proof.
intros [r [rpos least]] D.
assert (0 <= l) by (apply (fermat_one_sided g); [exists r; split; [| intros; apply least]; lra | exact D]).
assert (0 <= - l); [| lra].
apply (fermat_one_sided (fun t => g (- t))).
  exists r; split; [exact rpos |]; intros t b; rewrite Ropp_0; apply least; lra.
assert (d : is_derive Ropp 0 (-1)) by (auto_derive; [exact I | ring]).
replace (- l) with (-1 * l) by ring; apply (is_derive_comp g Ropp 0 l (-1)); [rewrite Ropp_0; exact D | exact d].
Qed.

Theorem fermat_second_order (g g' : R -> R) l :
  (exists r, 0 < r /\ forall t, - r < t /\ t < r -> g 0 <= g t) ->
  (exists r, 0 < r /\ forall t, - r < t < r -> is_derive g t (g' t)) -> is_derive g' 0 l -> 0 <= l.
Proof.
intros least [s [spos D]] D2.
assert (zero : g' 0 = 0) by (apply (fermat g); [exact least | apply D; lra]).
destruct least as [r [rpos least]]; apply is_derive_Reals in D2.
destruct (Rle_lt_dec 0 l) as [| neg]; [assumption |].
destruct (D2 (- l)) as [d close]; [lra |].
pose (m := Rmin d (Rmin r s)); pose (h := m / 2).
assert (0 < m) by (repeat apply Rmin_glb_lt; auto; apply cond_pos).
assert (hb : 0 < h < m) by (unfold h; lra).
assert (md : m <= d) by apply Rmin_l.
assert (mrs : m <= Rmin r s) by apply Rmin_r.
assert (m <= r) by (generalize (Rmin_l r s); lra); assert (m <= s) by (generalize (Rmin_r r s); lra).
destruct (MVT_cor2 g g' 0 h) as [c [e cb]]; [lra | intros x b; apply is_derive_Reals, D; lra |].
assert (up : g 0 <= g h) by (apply least; lra).
assert (k : Rabs ((g' (0 + c) - g' 0) / c - l) < - l) by (apply close; [lra | apply Rabs_def1; lra]).
rewrite Rplus_0_l, zero in k; apply Rabs_def2 in k.
assert (g' c < 0) by (apply Rmult_lt_reg_r with (/ c); [apply Rinv_0_lt_compat; lra |]; unfold Rdiv in k; lra).
assert (g' c * (h - 0) < 0) by nra; lra.
Qed.
