import { practiceIds } from '../practice-ids.ts'

/** What chance says about one request. */
export interface Roll {
  /** From 0 to 1, always the same for the same request of a sequence and the same `about`. */
  unit(about: string): number
  /** A whole number below `below`. */
  integer(about: string, below: number): number
}

/** Rolls for one request after the other. */
export type FaultDice = () => Roll

const UNITS = 2 ** 32

/** Equal seeds give equal sequences; `side` tells the sequences of servers apart that share a seed. */
export const faultDice = (seed: string, side: string): FaultDice => {
  const { bytes } = practiceIds(seed)
  let count = 0
  return () => {
    count++
    const request = count
    const unit = (about: string): number => bytes('fault', side, request, about).readUInt32BE() / UNITS
    return { unit, integer: (about, below) => Math.floor(unit(about) * below) }
  }
}

/** Which of the kinds a number from 0 to 1 falls on, when each has its share of that line; null beyond the last. */
export const kindAt = <Kind extends string>(
  shares: readonly (readonly [kind: Kind, share: number | undefined])[],
  at: number,
): Kind | null => {
  let end = 0
  for (const [kind, share = 0] of shares) {
    end += share
    if (at < end) return kind
  }
  return null
}
