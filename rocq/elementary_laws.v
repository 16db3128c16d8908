(* The two tables of theorycheck/kernel/rules/elementary_laws.py, in their order; a test compares them. *)
Require Import Reals Lra Psatz. From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Lemma exp_below_above x : 1 + x <= exp x.
Proof. destruct (Req_dec x 0) as [-> | nz]; [rewrite exp_0; lra | apply Rlt_le, exp_ineq1; exact nz]. Qed.

Theorem log_exp (x y : R) :
  exp 0 = 1 /\
  exp (x + y) = exp x * exp y /\
  exp (- x) * exp x = 1 /\
  0 < exp x /\
  ln (exp x) = x /\
  (0 < x -> exp (ln x) = x) /\
  (0 < x -> 0 < y -> ln (x * y) = ln x + ln y) /\
  (x < y -> exp x < exp y) /\
  (exp x < exp y -> x < y) /\
  (0 < x -> x < y -> ln x < ln y) /\
  (0 < y -> ln x < ln y -> x < y) /\
  1 + x <= exp x /\
  (0 < x -> ln x <= x - 1).
Proof.
repeat split.
- exact exp_0.
- apply exp_plus.
- rewrite <- exp_plus, Rplus_opp_l; exact exp_0.
- apply exp_pos.
- apply ln_exp.
- apply exp_ln.
- apply ln_mult.
- apply exp_increasing.
- apply exp_lt_inv.
- apply ln_increasing.
- intros; destruct (Rle_lt_dec x 0); [lra | apply ln_lt_inv; assumption].
- apply exp_below_above.
- intros pos; generalize (exp_below_above (ln x)); rewrite exp_ln by exact pos; lra.
Qed.

Lemma tanh_by_exp x : tanh x * (exp x + exp (- x)) = exp x - exp (- x).
Proof.
unfold tanh, sinh, cosh.
assert (0 < exp x + exp (- x)) by (generalize (exp_pos x) (exp_pos (- x)); lra).
field; lra.
Qed.

Lemma sin_by_cos_of_atan x : sin (atan x) = x * cos (atan x).
Proof.
assert (0 < cos (atan x)) by (apply cos_gt_0; destruct (atan_bound x); lra).
rewrite <- (tan_atan x) at 2; unfold tan; field; lra.
Qed.

Theorem trigonometric (x y : R) :
  sin x * sin x + cos x * cos x = 1 /\
  sin (x + y) = sin x * cos y + cos x * sin y /\
  cos (x + y) = cos x * cos y - sin x * sin y /\
  sin (2 * x) = 2 * (sin x * cos x) /\
  cos (2 * x) = 1 - 2 * (sin x * sin x) /\
  sin (- x) = - sin x /\
  cos (- x) = cos x /\
  sin 0 = 0 /\
  cos 0 = 1 /\
  sin (PI / 2) = 1 /\
  cos (PI / 2) = 0 /\
  sin PI = 0 /\
  cos PI = -1 /\
  (-1 <= sin x /\ sin x <= 1) /\
  (-1 <= cos x /\ cos x <= 1) /\
  tanh x * (exp x + exp (- x)) = exp x - exp (- x) /\
  tanh (- x) = - tanh x /\
  (-1 < tanh x /\ tanh x < 1) /\
  sin (atan x) = x * cos (atan x) /\
  (- (PI / 2) < atan x /\ atan x < PI / 2) /\
  0 < cos (atan x) /\
  (- (PI / 2) < x -> x < PI / 2 -> atan (sin x / cos x) = x) /\
  atan (- x) = - atan x.
Proof.
assert (p : 0 < exp x) by apply exp_pos; assert (m : 0 < exp (- x)) by apply exp_pos.
assert (e := tanh_by_exp x).
assert (b := atan_bound x).
split; [exact (sin2_cos2 x) |].
split; [apply sin_plus |].
split; [apply cos_plus |].
split; [rewrite sin_2a; ring |].
split; [rewrite cos_2a_sin; ring |].
split; [apply sin_neg |].
split; [apply cos_neg |].
split; [exact sin_0 |].
split; [exact cos_0 |].
split; [exact sin_PI2 |].
split; [exact cos_PI2 |].
split; [exact sin_PI |].
split; [exact cos_PI |].
split; [apply SIN_bound |].
split; [apply COS_bound |].
split; [exact e |].
split; [unfold tanh, sinh, cosh; rewrite Ropp_involutive; field; lra |].
split; [split; nra |].
split; [apply sin_by_cos_of_atan |].
split; [lra |].
split; [apply cos_gt_0; lra |].
split; [intros; apply atan_tan; lra |].
apply atan_opp.
Qed.
