(* Krawczyk's theorem: theorycheck/kernel/rules/roots.py.  Points are functions of naturals, of which n entries count.
   Where the kernel's docstring uses Brouwer's theorem, here the map is shown to be a contraction. *)
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
Lemma sum_minus n f g : sum n (fun i => f i - g i) = sum n f - sum n g.
Proof. induction n as [| n IH]; simpl; [ring | rewrite IH; ring]. Qed.
Lemma sum_exchange n m (f : nat -> nat -> R) :
  sum n (fun i => sum m (fun j => f i j)) = sum m (fun j => sum n (fun i => f i j)).
Proof.
induction n as [| n IH]; simpl; [induction m; simpl; lra | rewrite IH, <- sum_plus; reflexivity].
Qed.
Lemma sum_le n f g : (forall i, (i < n)%nat -> f i <= g i) -> sum n f <= sum n g.
Proof.
induction n as [| n IH]; intros le; simpl; [lra |].
apply Rplus_le_compat; [apply IH; intros; apply le; lia | apply le; lia].
Qed.
Lemma sum_abs n f : Rabs (sum n f) <= sum n (fun i => Rabs (f i)).
Proof.
induction n as [| n IH]; simpl; [rewrite Rabs_R0; lra |].
apply Rle_trans with (1 := Rabs_triang _ _); lra.
Qed.
Lemma sum_delta n i f : (i < n)%nat -> sum n (fun j => (if Nat.eq_dec i j then 1 else 0) * f j) = f i.
Proof.
induction n as [| n IH]; intros lt; [lia |]; simpl.
destruct (Nat.eq_dec i n) as [-> | ne]; [| rewrite IH by lia; ring].
rewrite (sum_ext n _ (fun j => 0 * f j)); [rewrite sum_scale; ring |].
intros j jn; destruct (Nat.eq_dec n j); [lia | ring].
Qed.

Lemma finite_choice (A : Type) (x : A) n (P : nat -> A -> Prop) :
  (forall i, (i < n)%nat -> exists a, P i a) -> exists f, forall i, (i < n)%nat -> P i (f i).
Proof.
induction n as [| n IH]; intros each; [exists (fun _ => x); intros; lia |].
destruct IH as [f ok]; [intros; apply each; lia |]; destruct (each n ltac:(lia)) as [a pa].
exists (fun i => if Nat.eq_dec i n then a else f i); intros i lt.
destruct (Nat.eq_dec i n) as [-> | ne]; [exact pa | apply ok; lia].
Qed.

(* More unknowns than equations. *)
Definition skip (j k : nat) : nat := if lt_dec k j then k else S k.
Lemma sum_skip m f j : (j < S m)%nat -> sum (S m) f = f j + sum m (fun k => f (skip j k)).
Proof.
induction m as [| m IH]; intros lt; [replace j with 0%nat by lia; simpl; ring |].
change (sum (S (S m)) f) with (sum (S m) f + f (S m)).
destruct (Nat.eq_dec j (S m)) as [-> | ne].
- rewrite (sum_ext (S m) (fun k => f (skip (S m) k)) f); [ring |].
  intros i il; unfold skip; destruct (lt_dec i (S m)); [reflexivity | lia].
- rewrite IH by lia; simpl; unfold skip at 3; destruct (lt_dec m j); [lia | ring].
Qed.

Lemma dependent n : forall m (A : nat -> nat -> R), (n < m)%nat ->
  exists c, (exists j, (j < m)%nat /\ c j <> 0) /\ forall i, (i < n)%nat -> sum m (fun j => A i j * c j) = 0.
Proof.
induction n as [| n IH]; intros m A lt.
  exists (fun _ => 1); split; [exists 0%nat; split; [lia | lra] | intros; lia].
assert (pivot : (forall j, (j < m)%nat -> A n j = 0) \/ exists j, (j < m)%nat /\ A n j <> 0).
{ clear lt; induction m as [| m IHm]; [left; intros; lia |].
  destruct IHm as [zero | [j [jm nz]]]; [| right; exists j; split; [lia | exact nz]].
  destruct (Req_dec (A n m) 0) as [z | nz]; [left | right; exists m; split; [lia | exact nz]].
  intros j jm; destruct (Nat.eq_dec j m) as [-> |]; [exact z | apply zero; lia]. }
destruct pivot as [zero | [p [pm nz]]].
- destruct (IH m A) as [c [some ok]]; [lia |]; exists c; split; [exact some |]; intros i il.
  destruct (Nat.eq_dec i n) as [-> |]; [| apply ok; lia].
  rewrite (sum_ext m _ (fun j => 0 * c j)); [rewrite sum_scale; ring |]; intros; rewrite zero by assumption; ring.
- destruct m as [| m]; [lia |].
  destruct (IH m (fun i k => A i (skip p k) - A i p / A n p * A n (skip p k))) as [c [[k [km ck]] ok]]; [lia |].
  pose (top := - sum m (fun k => A n (skip p k) * c k) / A n p).
  pose (d := fun j => if Nat.eq_dec j p then top else c (if lt_dec j p then j else pred j)).
  assert (dp : d p = top) by (unfold d; destruct (Nat.eq_dec p p); [reflexivity | lia]).
  assert (ds : forall k, d (skip p k) = c k).
  { intros k'; unfold d, skip; destruct (lt_dec k' p) as [l | l].
    - destruct (Nat.eq_dec k' p); [lia |]; destruct (lt_dec k' p); [reflexivity | lia].
    - destruct (Nat.eq_dec (S k') p); [lia |]; destruct (lt_dec (S k') p); [lia | reflexivity]. }
  exists d; split.
    exists (skip p k); split; [unfold skip; destruct (lt_dec k p); lia | now rewrite ds].
  intros i il; rewrite (sum_skip m _ p pm), dp.
  rewrite (sum_ext m _ (fun k => A i (skip p k) * c k)) by (intros; now rewrite ds).
  destruct (Nat.eq_dec i n) as [-> | ne]; [unfold top; field; exact nz |].
  assert (row : sum m (fun k => (A i (skip p k) - A i p / A n p * A n (skip p k)) * c k) = 0) by (apply ok; lia).
  rewrite (sum_ext m _ (fun k => A i (skip p k) * c k - A i p / A n p * (A n (skip p k) * c k))) in row
    by (intros; ring).
  rewrite sum_minus, sum_scale in row; unfold top.
  replace (sum m (fun k => A i (skip p k) * c k)) with (A i p / A n p * sum m (fun k => A n (skip p k) * c k)) by lra.
  field; exact nz.
Qed.

(* A square matrix with trivial kernel reaches every vector. *)
Lemma onto n (B : nat -> nat -> R) (z : nat -> R) :
  (forall u, (forall i, (i < n)%nat -> sum n (fun j => B i j * u j) = 0) -> forall i, (i < n)%nat -> u i = 0) ->
  exists u, forall i, (i < n)%nat -> sum n (fun j => B i j * u j) = z i.
Proof.
intros trivial.
destruct (dependent n (S n) (fun i j => if lt_dec j n then B i j else z i)) as [c [[j [jm cj]] ok]]; [lia |].
assert (split : forall i, (i < n)%nat -> sum n (fun j => B i j * c j) + z i * c n = 0).
{ intros i il; specialize (ok i il); simpl in ok; destruct (lt_dec n n); [lia |].
  rewrite <- ok; f_equal; apply sum_ext; intros k kn; destruct (lt_dec k n); [reflexivity | lia]. }
assert (last : c n <> 0).
{ intros zero; apply cj; destruct (Nat.eq_dec j n) as [-> |]; [exact zero |].
  apply (trivial c); [| lia]; intros i il; specialize (split i il); rewrite zero in split; lra. }
exists (fun j => - (/ c n) * c j); intros i il.
rewrite (sum_ext n _ (fun j => - (/ c n) * (B i j * c j))) by (intros; ring).
rewrite sum_scale; replace (sum n (fun j => B i j * c j)) with (- (z i * c n)) by (specialize (split i il); lra).
field; exact last.
Qed.

(* X is the box, m its centre, Al <= A <= Au the enclosed slopes, Kl <= K <= Ku Krawczyk's image.  Smoothness is said
   along lines through points of the box, as what the kernel's condition gives. *)
Section Krawczyk.
Variables (n : nat) (F : (nat -> R) -> nat -> R) (slope : nat -> nat -> (nat -> R) -> R).
Variables (lo hi m Kl Ku : nat -> R) (Y Al Au : nat -> nat -> R).
Definition in_box (x : nat -> R) : Prop := forall i, (i < n)%nat -> lo i <= x i <= hi i.
Definition in_slopes (B : nat -> nat -> R) : Prop :=
  forall i j, (i < n)%nat -> (j < n)%nat -> Al i j <= B i j <= Au i j.
Definition shifted (x v : nat -> R) (t : R) : nat -> R := fun i => x i + t * v i.
Definition rest (B : nat -> nat -> R) (i j : nat) : R :=
  (if Nat.eq_dec i j then 1 else 0) - sum n (fun k => Y i k * B k j).
Definition step (x : nat -> R) (i : nat) : R := x i - sum n (fun k => Y i k * F x k).

Hypothesis F_reads : forall x y, (forall i, (i < n)%nat -> x i = y i) -> forall i, F x i = F y i.
Hypothesis smooth : forall x v, in_box x -> forall i, (i < n)%nat ->
  is_derive (fun t => F (shifted x v t) i) 0 (sum n (fun j => slope i j x * v j)).
Hypothesis enclosed : forall x, in_box x -> in_slopes (fun i j => slope i j x).
Hypothesis centre : in_box m.
Hypothesis image : forall B x, in_slopes B -> in_box x -> forall i, (i < n)%nat ->
  Kl i <= step m i + sum n (fun j => rest B i j * (x j - m j)) <= Ku i.
Hypothesis inside : forall i, (i < n)%nat -> lo i < Kl i /\ Ku i < hi i.

Lemma mean_value x y : in_box x -> in_box y ->
  exists B, in_slopes B /\ forall i, (i < n)%nat -> F x i - F y i = sum n (fun j => B i j * (x j - y j)).
Proof.
intros inx iny; pose (v := fun i => x i - y i); pose (p := shifted y v).
assert (between : forall t, 0 <= t <= 1 -> in_box (p t)).
{ intros t [t0 t1] i lt; unfold p, shifted, v; specialize (inx i lt); specialize (iny i lt); nra. }
destruct (finite_choice (nat -> R) (fun _ => 0) n (fun i b => (forall j, (j < n)%nat -> Al i j <= b j <= Au i j) /\
  F x i - F y i = sum n (fun j => b j * (x j - y j)))) as [B ok].
- intros i lt.
  assert (D : forall t, 0 <= t <= 1 ->
    is_derive (fun s => F (p s) i) t (sum n (fun j => slope i j (p t) * v j))).
  { intros t b.
    apply is_derive_ext with (f := fun s => (fun u => F (shifted (p t) v u) i) (s - t)).
      intros s; apply F_reads; intros j _; unfold p, shifted; ring.
    assert (d : is_derive (fun s => s - t) t 1) by (auto_derive; [exact I | ring]).
    replace (sum n (fun j => slope i j (p t) * v j)) with (1 * sum n (fun j => slope i j (p t) * v j)) by ring.
    apply (is_derive_comp (fun u => F (shifted (p t) v u) i) (fun s => s - t) t _ 1); [| exact d].
    replace (t - t) with 0 by ring; apply smooth; [now apply between | exact lt]. }
  destruct (MVT_cor2 (fun s => F (p s) i) (fun t => sum n (fun j => slope i j (p t) * v j)) 0 1) as [c [e cb]];
    [lra | intros t b; apply is_derive_Reals, D, b |].
  exists (fun j => slope i j (p c)); split; [intros; apply enclosed; auto; apply between; lra |].
  rewrite (F_reads (p 1) x), (F_reads (p 0) y) in e by (intros; unfold p, shifted, v; ring); unfold v in e; lra.
- exists B; split; [intros i j il jl; now apply ok | intros i il; now apply ok].
Qed.

Definition width (i : nat) : R := hi i - lo i.
Lemma width_pos i : (i < n)%nat -> 0 < width i.
Proof.
intros lt; destruct (inside i lt); destruct (image _ _ (enclosed m centre) centre i lt); unfold width; lra.
Qed.

Lemma row_bound B i : in_slopes B -> (i < n)%nat -> sum n (fun j => Rabs (rest B i j) * width j) <= Ku i - Kl i.
Proof.
intros inB lt.
pose (up := fun j => if Rle_dec 0 (rest B i j) then hi j else lo j).
pose (down := fun j => if Rle_dec 0 (rest B i j) then lo j else hi j).
assert (box : in_box up /\ in_box down).
{ split; intros j jl; generalize (width_pos j jl); unfold up, down, width; destruct (Rle_dec 0 (rest B i j)); lra. }
assert (a := image B up inB (proj1 box) i lt); assert (b := image B down inB (proj2 box) i lt).
assert (e : sum n (fun j => Rabs (rest B i j) * width j)
  = sum n (fun j => rest B i j * (up j - m j)) - sum n (fun j => rest B i j * (down j - m j))).
{ rewrite <- sum_minus; apply sum_ext; intros j _; unfold up, down, width.
  destruct (Rle_dec 0 (rest B i j)); [rewrite Rabs_pos_eq by assumption | rewrite Rabs_left by lra]; ring. }
lra.
Qed.

Lemma factor : exists q, 0 <= q < 1 /\ forall i, (i < n)%nat -> Ku i - Kl i <= q * width i.
Proof.
assert (upto : forall k, (k <= n)%nat -> exists q, 0 <= q < 1 /\ forall i, (i < k)%nat -> Ku i - Kl i <= q * width i).
{ induction k as [| k IH]; intros le; [exists 0; split; [lra | intros; lia] |].
  destruct IH as [q [qb ok]]; [lia |].
  assert (w := width_pos k ltac:(lia)); destruct (inside k) as [a b]; [lia |].
  assert (nonneg : 0 <= Ku k - Kl k) by (generalize (image _ _ (enclosed m centre) centre k ltac:(lia)); lra).
  pose (s := (Ku k - Kl k) / width k).
  assert (es : s * width k = Ku k - Kl k) by (unfold s; field; lra).
  assert (sb : 0 <= s < 1).
  { split; [apply Rmult_le_pos; [lra | apply Rlt_le, Rinv_0_lt_compat, w] |].
    apply Rmult_lt_reg_r with (width k); [exact w |]; rewrite es; unfold width; lra. }
  exists (Rmax q s); split.
    split; [apply Rle_trans with (2 := Rmax_l q s); lra | apply Rmax_lub_lt; lra].
  intros i il; destruct (Nat.eq_dec i k) as [-> | ne].
  - rewrite <- es; apply Rmult_le_compat_r; [lra | apply Rmax_r].
  - apply Rle_trans with (1 := ok i ltac:(lia)); apply Rmult_le_compat_r; [| apply Rmax_l].
    apply Rlt_le, width_pos; lia. }
exact (upto n (le_n n)).
Qed.

Section Contraction.
Variable q : R.
Hypothesis q_range : 0 <= q < 1.
Hypothesis q_rows : forall i, (i < n)%nat -> Ku i - Kl i <= q * width i.
Definition within (c : R) (z : nat -> R) : Prop := forall j, (j < n)%nat -> Rabs (z j) <= c * width j.

Lemma shrink B z c : in_slopes B -> 0 <= c -> within c z -> within (q * c) (fun i => sum n (fun j => rest B i j * z j)).
Proof.
intros inB cpos near i lt.
apply Rle_trans with (1 := sum_abs _ _).
apply Rle_trans with (sum n (fun j => c * (Rabs (rest B i j) * width j))).
  apply sum_le; intros j jl; rewrite Rabs_mult.
  apply Rle_trans with (Rabs (rest B i j) * (c * width j)); [| right; ring].
  apply Rmult_le_compat_l; [apply Rabs_pos | now apply near].
rewrite sum_scale; apply Rle_trans with (c * (q * width i)); [| right; ring].
apply Rmult_le_compat_l; [exact cpos |].
apply Rle_trans with (1 := row_bound B i inB lt); now apply q_rows.
Qed.

Lemma vanish z : (forall c, 0 <= c -> within c z -> within (q * c) z) -> forall i, (i < n)%nat -> z i = 0.
Proof.
intros shrinks.
assert (largest : forall k, (k <= n)%nat -> exists c, 0 <= c /\ (forall j, (j < k)%nat -> Rabs (z j) <= c * width j) /\
  (c = 0 \/ exists i, (i < k)%nat /\ Rabs (z i) = c * width i)).
{ induction k as [| k IH]; intros le; [exists 0; split; [lra |]; split; [intros; lia | now left] |].
  destruct IH as [c [cpos [ok at_]]]; [lia |]; assert (w := width_pos k ltac:(lia)).
  destruct (Rle_lt_dec (Rabs (z k)) (c * width k)) as [below | above].
  - exists c; split; [exact cpos |]; split.
      intros j jl; destruct (Nat.eq_dec j k) as [-> |]; [exact below | apply ok; lia].
    destruct at_ as [zero | [i [il e]]]; [now left | right; exists i; split; [lia | exact e]].
  - pose (d := Rabs (z k) / width k).
    assert (ed : d * width k = Rabs (z k)) by (unfold d; field; lra).
    assert (cd : c <= d) by (apply Rmult_le_reg_r with (width k); lra).
    exists d; split; [lra |]; split.
      intros j jl; destruct (Nat.eq_dec j k) as [-> |]; [lra |].
      apply Rle_trans with (1 := ok j ltac:(lia)); apply Rmult_le_compat_r; [apply Rlt_le, width_pos; lia | exact cd].
    right; exists k; split; [lia | lra]. }
destruct (largest n (le_n n)) as [c [cpos [ok [zero | [i [il e]]]]]].
- intros i lt; specialize (ok i lt); rewrite zero, Rmult_0_l in ok.
  destruct (Req_dec (z i) 0) as [| nz]; [assumption | apply Rabs_pos_lt in nz; lra].
- assert (b := shrinks c cpos ok i il); rewrite e in b; assert (w := width_pos i il).
  assert (c = 0) by (destruct (Req_dec c 0); [assumption | assert (0 < c * width i) by nra; nra]).
  subst c; intros j jl; specialize (ok j jl); rewrite Rmult_0_l in ok.
  destruct (Req_dec (z j) 0) as [| nz]; [assumption | apply Rabs_pos_lt in nz; lra].
Qed.

Lemma rest_times B u i : (i < n)%nat -> sum n (fun j => rest B i j * u j)
  = u i - sum n (fun k => Y i k * sum n (fun j => B k j * u j)).
Proof.
intros lt; unfold rest.
rewrite (sum_ext n _ (fun j => (if Nat.eq_dec i j then 1 else 0) * u j - sum n (fun k => Y i k * B k j) * u j))
  by (intros; ring).
rewrite sum_minus, sum_delta by exact lt; f_equal.
rewrite (sum_ext n (fun k => Y i k * sum n (fun j => B k j * u j)) (fun k => sum n (fun j => Y i k * B k j * u j))).
- rewrite sum_exchange; apply sum_ext; intros j _.
  rewrite Rmult_comm, <- sum_scale; apply sum_ext; intros; ring.
- intros k _; rewrite <- sum_scale; apply sum_ext; intros; ring.
Qed.

Lemma step_difference x y : in_box x -> in_box y -> exists B, in_slopes B /\
  forall i, (i < n)%nat -> step x i - step y i = sum n (fun j => rest B i j * (x j - y j)).
Proof.
intros inx iny; destruct (mean_value x y inx iny) as [B [inB e]]; exists B; split; [exact inB |]; intros i lt.
rewrite (rest_times B (fun j => x j - y j) i lt); unfold step.
rewrite (sum_ext n (fun k => Y i k * sum n (fun j => B k j * (x j - y j))) (fun k => Y i k * F x k - Y i k * F y k)).
  rewrite sum_minus; ring.
intros k kl; rewrite <- e by exact kl; ring.
Qed.

Lemma contracts x y c : in_box x -> in_box y -> 0 <= c -> within c (fun j => x j - y j) ->
  within (q * c) (fun i => step x i - step y i).
Proof.
intros inx iny cpos near i lt; destruct (step_difference x y inx iny) as [B [inB e]].
rewrite e by exact lt; now apply (shrink B (fun j => x j - y j) c).
Qed.

Lemma into x : in_box x -> forall i, (i < n)%nat -> Kl i <= step x i <= Ku i.
Proof.
intros inx i lt; destruct (step_difference x m inx centre) as [B [inB e]].
replace (step x i) with (step m i + sum n (fun j => rest B i j * (x j - m j))) by (rewrite <- e by exact lt; ring).
now apply image.
Qed.

Lemma into_box x : in_box x -> in_box (step x).
Proof. intros inx i lt; destruct (into x inx i lt), (inside i lt); lra. Qed.

Lemma unique x y : in_box x -> in_box y -> (forall k, (k < n)%nat -> F x k = 0) ->
  (forall k, (k < n)%nat -> F y k = 0) -> forall i, (i < n)%nat -> x i = y i.
Proof.
intros inx iny zx zy i lt; apply Rminus_diag_uniq.
apply (vanish (fun j => x j - y j)); [| exact lt]; intros c cpos near j jl.
assert (fixed : forall x, (forall k, (k < n)%nat -> F x k = 0) -> step x j = x j).
{ intros u zu; unfold step; rewrite (sum_ext n _ (fun k => 0 * Y j k)); [rewrite sum_scale; ring |].
  intros k kl; rewrite zu by exact kl; ring. }
rewrite <- (fixed x zx), <- (fixed y zy); now apply (contracts x y c).
Qed.

Lemma regular z : (forall i, (i < n)%nat -> sum n (fun k => Y i k * z k) = 0) -> forall i, (i < n)%nat -> z i = 0.
Proof.
intros zero; pose (B := fun i j => slope i j m); assert (inB : in_slopes B) by (apply enclosed, centre).
assert (trivial : forall u, (forall i, (i < n)%nat -> sum n (fun k => Y i k * sum n (fun j => B k j * u j)) = 0) ->
  forall i, (i < n)%nat -> u i = 0).
{ intros u none; apply vanish; intros c cpos near i lt.
  replace (u i) with (sum n (fun j => rest B i j * u j)) by (rewrite rest_times, none by exact lt; ring).
  now apply (shrink B u c). }
destruct (onto n B z) as [u e].
- intros u none; apply trivial; intros i lt; rewrite (sum_ext n _ (fun k => 0 * Y i k)); [rewrite sum_scale; ring |].
  intros k kl; rewrite none by exact kl; ring.
- assert (uz : forall i, (i < n)%nat -> u i = 0).
  { apply trivial; intros i lt; rewrite <- (zero i lt); apply sum_ext; intros k kl; now rewrite e. }
  intros i lt; rewrite <- e by exact lt; rewrite (sum_ext n _ (fun j => 0 * B i j)); [rewrite sum_scale; ring |].
  intros j jl; rewrite uz by exact jl; ring.
Qed.

Fixpoint iterate (k : nat) : nat -> R := match k with O => m | S k => step (iterate k) end.

Lemma iterate_in k : in_box (iterate k).
Proof. induction k as [| k IH]; [exact centre | now apply into_box]. Qed.

Lemma iterate_close k : within (q ^ k) (fun i => iterate (S k) i - iterate k i).
Proof.
induction k as [| k IH].
- intros i lt; destruct (into_box m centre i lt) as [a b], (centre i lt) as [c d].
  simpl; rewrite Rmult_1_l; unfold width; apply Rabs_le; simpl in *; lra.
- change (q ^ S k) with (q * q ^ k).
  apply (contracts (iterate (S k)) (iterate k)); auto using iterate_in; apply pow_le; lra.
Qed.

Lemma iterate_converges i : (i < n)%nat -> exists l : R, is_lim_seq (fun k => iterate k i) l.
Proof.
intros lt; assert (w := width_pos i lt).
assert (ex : ex_series (fun k => iterate (S k) i - iterate k i)).
{ apply (ex_series_le (V := R_CompleteNormedModule) _ (fun k => width i * q ^ k)).
  - intros k; rewrite Rmult_comm; apply (iterate_close k i lt).
  - apply (ex_series_scal (width i) (fun k => q ^ k)), ex_series_geom; rewrite Rabs_pos_eq; lra. }
destruct ex as [l ser]; exists (m i + l); apply is_lim_seq_incr_1.
apply is_lim_seq_ext with (fun k => m i + sum_n (fun k => iterate (S k) i - iterate k i) k).
- induction n0 as [| k IH]; [rewrite sum_O; simpl; ring |].
  rewrite sum_Sn; unfold plus; simpl plus; simpl in IH |- *; lra.
- apply is_lim_seq_plus'; [apply is_lim_seq_const | exact ser].
Qed.

Lemma eventually_all (P : nat -> nat -> Prop) : (forall j, (j < n)%nat -> eventually (P j)) ->
  eventually (fun k => forall j, (j < n)%nat -> P j k).
Proof.
assert (upto : forall c, (c <= n)%nat -> (forall j, (j < n)%nat -> eventually (P j)) ->
  eventually (fun k => forall j, (j < c)%nat -> P j k)).
{ induction c as [| c IH]; intros le each; [exists 0%nat; intros; lia |].
  destruct (IH ltac:(lia) each) as [a A], (each c ltac:(lia)) as [b B].
  exists (Nat.max a b); intros k big j jl.
  destruct (Nat.eq_dec j c) as [-> |]; [apply B; lia | apply A; lia]. }
exact (upto n (le_n n)).
Qed.

Lemma fixed_point : exists x, in_box x /\ forall i, (i < n)%nat -> step x i = x i.
Proof.
destruct (finite_choice R 0 n (fun i l => is_lim_seq (fun k => iterate k i) l)) as [x lim].
  intros i lt; now apply iterate_converges.
assert (inx : in_box x).
{ intros i lt; split.
  - exact (is_lim_seq_le (fun _ => lo i) _ (lo i) (x i) (fun k => proj1 (iterate_in k i lt))
      (is_lim_seq_const _) (lim i lt)).
  - exact (is_lim_seq_le _ (fun _ => hi i) (x i) (hi i) (fun k => proj2 (iterate_in k i lt))
      (lim i lt) (is_lim_seq_const _)). }
exists x; split; [exact inx |]; intros i lt.
assert (there : is_lim_seq (fun k => iterate (S k) i) (step x i)).
{ apply is_lim_seq_spec; intros eps; assert (w := width_pos i lt).
  pose (e := eps / 2 / width i).
  assert (ee : e * width i = eps / 2) by (unfold e; field; lra).
  assert (epos : 0 < e) by (unfold e; apply Rdiv_lt_0_compat; [generalize (cond_pos eps); lra | exact w]).
  assert (close : eventually (fun k => forall j, (j < n)%nat -> Rabs (iterate k j - x j) < e * width j)).
  { apply eventually_all; intros j jl.
    assert (p : 0 < e * width j) by (apply Rmult_lt_0_compat; auto using width_pos).
    exact (proj2 (is_lim_seq_spec _ _) (lim j jl) (mkposreal _ p)). }
  destruct close as [K ok]; exists K; intros k big.
  assert (b : Rabs (iterate (S k) i - step x i) <= q * e * width i).
  { apply (contracts (iterate k) x e); auto using iterate_in; [lra |].
    intros j jl; apply Rlt_le, ok; auto. }
  rewrite Rmult_assoc, ee in b; generalize (cond_pos eps); nra. }
apply is_lim_seq_incr_1 with (u := fun k => iterate k i) in there.
apply is_lim_seq_unique in there; assert (here := is_lim_seq_unique _ _ (lim i lt)).
rewrite here in there; now injection there.
Qed.
End Contraction.

Theorem exists_root :
  (exists x, (forall i, (i < n)%nat -> lo i < x i /\ x i < hi i) /\ forall i, (i < n)%nat -> F x i = 0) /\
  (forall x y, in_box x -> in_box y -> (forall i, (i < n)%nat -> F x i = 0) -> (forall i, (i < n)%nat -> F y i = 0) ->
     forall i, (i < n)%nat -> x i = y i).
Proof.
destruct factor as [q [range rows]]; split; [| exact (unique q range rows)].
destruct (fixed_point q range rows) as [x [inx fixed]]; exists x; split.
- intros i lt; destruct (into x inx i lt), (inside i lt); rewrite fixed in * by exact lt; lra.
- apply (regular q range rows); intros i lt; generalize (fixed i lt); unfold step; lra.
Qed.
End Krawczyk.
