(* Certificates of the Positivstellensatz, quotients and roots: theorycheck/kernel/rules/arithmetic.py. *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Open Scope ring_scope.

Lemma natural_nonnegative (n : nat) : (0 <= n)%N.
Proof. by []. Qed.

Lemma divide (R : fieldType) (a b : R) : b <> 0 -> a / b * b = a.
Proof. by move/eqP=> nz; rewrite divfK. Qed.

Lemma square_root (R : rcfType) (x : R) : 0 <= x -> Num.sqrt x * Num.sqrt x = x.
Proof. by move=> pos; rewrite -expr2 sqr_sqrtr. Qed.

Lemma square_root_nonnegative (R : rcfType) (x : R) : 0 <= x -> 0 <= Num.sqrt x.
Proof. by move=> _; apply: sqrtr_ge0. Qed.

(* A product of the certificate: coefficient, the slacks of the premises it uses (and naturals), the roots squared. *)
Section Psatz.
Variable R : realFieldType.
Record product := Product { coefficient : R; slacks : seq R; roots : seq R }.
Definition worth (p : product) : R :=
  coefficient p * \prod_(s <- slacks p) s * \prod_(r <- roots p) (r * r).

Lemma worth_ge0 p : 0 <= coefficient p -> {in slacks p, forall s, 0 <= s} -> 0 <= worth p.
Proof.
move=> cpos spos; apply: mulr_ge0; first apply: mulr_ge0 => //.
  by rewrite big_seq; apply: prodr_ge0 => s /spos.
by apply: prodr_ge0 => r _; rewrite -expr2 sqr_ge0.
Qed.

(* `equations`: a cofactor q, and the two sides of a premise u = v. *)
Lemma psatz (a b : R) (products : seq product) (equations : seq (R * (R * R))) :
  (forall p, List.In p products -> 0 <= coefficient p /\ {in slacks p, forall s, 0 <= s}) ->
  (forall e, List.In e equations -> e.2.1 = e.2.2) ->
  b - a = \sum_(p <- products) worth p + \sum_(e <- equations) e.1 * (e.2.1 - e.2.2) -> a <= b.
Proof.
move=> pos eqs identity; rewrite -subr_ge0 identity.
have -> : \sum_(e <- equations) e.1 * (e.2.1 - e.2.2) = 0.
  elim: equations eqs {identity} => [| e l IH] eqs; first by rewrite big_nil.
  rewrite big_cons eqs ?subrr ?mulr0 ?add0r; last by left.
  by apply: IH => e' i; apply: eqs; right.
rewrite addr0; elim: products pos {identity} => [| p l IH] pos; first by rewrite big_nil.
rewrite big_cons; apply: addr_ge0; last by apply: IH => p' i; apply: pos; right.
by case: (pos p (or_introl erefl)) => cpos spos; apply: worth_ge0.
Qed.

(* One product of strict premises alone, with a positive coefficient, makes the conclusion strict. *)
Lemma psatz_strict (a b c : R) (strict : seq R) (products : seq product) (equations : seq (R * (R * R))) :
  0 < c -> {in strict, forall s, 0 < s} ->
  (forall p, List.In p products -> 0 <= coefficient p /\ {in slacks p, forall s, 0 <= s}) ->
  (forall e, List.In e equations -> e.2.1 = e.2.2) ->
  b - a = c * \prod_(s <- strict) s
    + (\sum_(p <- products) worth p + \sum_(e <- equations) e.1 * (e.2.1 - e.2.2)) -> a < b.
Proof.
move=> cpos spos pos eqs identity.
have lead : 0 < c * \prod_(s <- strict) s.
  by apply: mulr_gt0 => //; rewrite big_seq; apply: prodr_gt0 => s /spos.
rewrite -subr_gt0 identity; apply: ltr_paddr lead.
rewrite -[X in 0 <= X]subr0; rewrite subr_ge0.
by apply: (psatz pos eqs); rewrite subr0.
Qed.
End Psatz.

(* Between naturals a < b leaves a slack of b - a - 1. *)
Lemma psatz_naturals (R : realFieldType) (a b : nat) : (a < b)%N <-> 0 <= b%:R - a%:R - 1 :> R.
Proof. by rewrite subr_ge0 ler_subr_addr -[X in X + _]mulr1n -natrD add1n ler_nat. Qed.

Lemma psatz_equation (R : comRingType) (a b : R) (equations : seq (R * (R * R))) :
  (forall e, List.In e equations -> e.2.1 = e.2.2) ->
  b - a = \sum_(e <- equations) e.1 * (e.2.1 - e.2.2) -> a = b.
Proof.
move=> eqs identity; apply/esym/eqP; rewrite -subr_eq0 identity.
elim: equations eqs {identity} => [| e l IH] eqs; first by rewrite big_nil.
rewrite big_cons eqs ?subrr ?mulr0 ?add0r; last by left.
by apply: IH => e' i; apply: eqs; right.
Qed.
