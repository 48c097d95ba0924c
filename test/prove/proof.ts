/** What a proof answers: what was seen, and what should not have been. */
export interface Proof {
  readonly facts: Readonly<Record<string, string | number>>;
  readonly failures: readonly string[];
}

/** What `npm run prove -- --name=value` was given. */
export type ProofOptions = Readonly<Record<string, string>>;
