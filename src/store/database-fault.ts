import { Fault } from '../model/fault.ts'

/** Result codes of SQLite that mean damage, by their number. https://sqlite.org/rescode.html */
const DAMAGED: ReadonlySet<number> = new Set([11, 26])

const WHY: { readonly [code: number]: string } = {
  5: 'another process holds it',
  6: 'another process holds it',
  8: 'it may only be read',
  10: 'the disk answered with an error',
  11: 'parts of it are damaged',
  13: 'the disk is full',
  14: 'it cannot be opened',
  26: 'it is no database',
}

/** Extended result codes keep the primary one in the lowest byte. */
const primaryCode = (thrown: unknown): number | undefined => {
  const code = (thrown as { readonly errcode?: unknown } | null)?.errcode
  return typeof code === 'number' ? code & 0xff : undefined
}

/** What a failed call of the database means. A fault passes through. */
export const databaseFault = (thrown: unknown, file: string, run?: string): Fault => {
  if (thrown instanceof Fault) return thrown
  const code = primaryCode(thrown)
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  const why = (code === undefined ? undefined : WHY[code]) ?? text
  if (code !== undefined && DAMAGED.has(code)) return new Fault('run/journal-corrupt', { file, why }, { cause: thrown })
  return new Fault('run/journal-not-writable', { file, why, run }, { cause: thrown })
}
