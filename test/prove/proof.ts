/** What a proof answers: what was seen, and what should not have been. */
export interface Proof {
  readonly facts: Readonly<Record<string, string | number>>;
  readonly failures: readonly string[];
}

/** What `npm run prove -- --name=value` was given. */
export type ProofOptions = Readonly<Record<string, string>>;

/** A proof of another file, on the PostgreSQL that `npm run prove` gives to files that begin with `postgres-`. */
export function onPostgres(
  prove: (options: ProofOptions) => Promise<Proof>,
): (options: ProofOptions) => Promise<Proof> {
  return (options) => {
    if (process.env['TEST_POSTGRES_URL']) return prove(options);
    throw new Error('npm run prove gives a PostgreSQL to proofs that begin with postgres-');
  };
}
