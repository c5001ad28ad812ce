import type { Json } from '../model/json.ts'

/** How a value that a change has set stands. `edit`: what taking it back has to start from and come to. */
export type Standing<T> =
  | { readonly is: 'as-made'; readonly edit: Edit<T> }
  | { readonly is: 'as-before' }
  | { readonly is: 'moved'; readonly edit: Edit<T> }

export interface Edit<T> {
  readonly before: T
  readonly after: T
}

type Values = readonly string[]

const without = (values: Values, others: Values): Values => values.filter((value) => !others.includes(value))

const sameSet = (a: Values, b: Values): boolean => a.length === b.length && a.every((value) => b.includes(value))

/** One value that is there or not: whatever else stands there was put there by somebody else. */
export const standingOfOne = <T>(
  { before, after }: Edit<T>,
  current: T,
  same: (a: T, b: T) => boolean,
): Standing<T> => {
  if (same(current, after)) return { is: 'as-made', edit: { before, after: current } }
  if (same(current, before)) return { is: 'as-before' }
  return { is: 'moved', edit: { before, after: current } }
}

/** Several values: those that the change added go, those that it took come back, and those of others stay. */
export const standingOfMany = ({ before, after }: Edit<Values>, current: Values): Standing<Values> => {
  if (before.length <= 1 && after.length <= 1) return standingOfOne({ before, after }, current, sameSet)
  const goes = without(after, before).filter((value) => current.includes(value))
  const comes = without(without(before, after), current)
  if (goes.length === 0 && comes.length === 0) return { is: 'as-before' }
  return { is: 'as-made', edit: { before: [...without(current, goes), ...comes], after: current } }
}

/** Bits of a number: those that the change turned, and no others. */
export const standingOfBits = ({ before, after }: Edit<Values>, current: Values): Standing<Values> => {
  const [was, set, is] = [before, after, current].map((values) => Number(values[0] ?? '0')) as [number, number, number]
  const turned = (was ^ set) & ~(is ^ set)
  if (turned === 0 || current.length === 0) return { is: 'as-before' }
  return { is: 'as-made', edit: { before: [String((is & ~turned) | (was & turned))], after: current } }
}

const shown = (value: Json | Values): string => {
  if (value === null || (Array.isArray(value) && value.length === 0)) return '(none)'
  return Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? `"${value}"` : JSON.stringify(value)
}

/** How a value that somebody else changed is told. */
export const movedText = (
  name: string,
  { before: _before, after: set }: Edit<Json | Values>,
  found: Json | Values,
): string => `${name} is ${shown(found)}, and was set to ${shown(set)}`
