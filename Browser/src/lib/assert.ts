// The few assertions that the unit tests need; no library, so that tests run without a network.

/** Fails with the sentence when the condition does not hold. */
export function assert(condition: boolean, sentence = "the condition does not hold"): asserts condition {
  if (!condition) throw new Error(sentence);
}

/** Fails when two values differ as JSON; `undefined` fields count as absent. */
export function assertEquals(found: unknown, wanted: unknown): void {
  const [left, right] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (left !== right) throw new Error(`found  ${left}\nwanted ${right}`);
}
