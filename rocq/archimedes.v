(* The natural numbers are unbounded: natural_above in theorycheck/kernel/rules/arithmetic.py. *)
Require Import Reals ZArith Lra. Open Scope R_scope.

Lemma natural_above (x : R) : exists n : nat, x <= INR n.
Proof.
destruct (Rle_or_lt x 0) as [low | pos]; [exists 0%nat; simpl; lra |].
destruct (archimed x) as [above _].
exists (Z.to_nat (up x)); rewrite INR_IZR_INZ, Z2Nat.id; [lra | apply le_IZR; lra].
Qed.
