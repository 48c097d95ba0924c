// @ts-check
/** After all tests: what the run kept for itself is cleared away. */
export default async function end() {
  const { endOfTestRun } = /** @type {{ endOfTestRun?: () => Promise<void> }} */ (globalThis);
  await endOfTestRun?.();
}
