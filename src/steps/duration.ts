import { z } from 'zod'

const UNIT_MS: { readonly [unit: string]: number } = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `90s`, `30m`, `8h` or `2d`, in milliseconds. */
export const duration = z
  .string()
  .regex(/^[1-9][0-9]{0,5}[smhd]$/, 'a duration is a whole number and s, m, h or d, such as 30m')
  .transform((text) => Number(text.slice(0, -1)) * (UNIT_MS[text.slice(-1)] ?? 0))
