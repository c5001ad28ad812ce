const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

/** Keys that no map may have, in YAML and in JSON. */
export const isForbiddenKey = (key: string): boolean => forbidden.has(key)

/** Whether a number of a file differs from what was written, or is no number at all. */
export const isInexact = (value: number): boolean =>
  !Number.isFinite(value) || Object.is(value, -0) || (Number.isInteger(value) && !Number.isSafeInteger(value))
