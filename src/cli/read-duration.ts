import { Fault } from '../model/fault.ts'

const UNIT_MS: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `500ms`, `90s`, `30m`, `8h` or `0`, in milliseconds. `option` is named where it is something else. */
export const readDuration = (text: string, option: string): number => {
  if (text === '0') return 0
  const [, count, unit = ''] = /^([0-9]{1,6})(ms|s|m|h|d)$/.exec(text) ?? []
  const ms = UNIT_MS[unit]
  if (count !== undefined && ms !== undefined) return Number(count) * ms
  throw new Fault('cli/usage', { problem: `${option} takes a duration such as 30s or 5m, not "${text}"` })
}
