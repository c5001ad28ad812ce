import { joinDn, parseDn, rdn } from '../../model/distinguished-name.ts'
import { foldDn } from '../../model/fold-text.ts'

/** One move or rename of a plan. Everything below `from` goes along. */
interface DnMove {
  readonly from: string
  readonly to: string
}

/** The moves planned so far, in order, by which DNs of the live directory and of the projection are turned into each other. */
export interface DnMoves {
  readonly moves: DnMove[]
  /** Places in `moves` by the folded DN that was left, and by the one that was taken, each in order. */
  readonly left: Map<string, number[]>
  readonly taken: Map<string, number[]>
}

export const noMoves = (): DnMoves => ({ moves: [], left: new Map(), taken: new Map() })

const note = (index: Map<string, number[]>, key: string, place: number): void => {
  const places = index.get(key)
  if (places) places.push(place)
  else index.set(key, [place])
}

/** Records that the object at `from` is at `to` from here on. Both in the words of the projection as it was before the move. */
export const recordMove = (all: DnMoves, from: string, to: string): void => {
  const place = all.moves.length
  all.moves.push({ from, to })
  note(all.left, foldDn(from), place)
  note(all.taken, foldDn(to), place)
}

/** A DN and all DNs above it, folded, with the part in front of each: `CN=A,OU=B` gives `CN=A,OU=B` behind nothing, `OU=B` behind `CN=A`. */
const tails = (dn: string): readonly { readonly head: string; readonly tail: string }[] => {
  const parts = parseDn(dn).map(({ type, value }) => rdn(type, value))
  return parts.map((_, at) => ({ head: joinDn(...parts.slice(0, at)), tail: foldDn(joinDn(...parts.slice(at))) }))
}

/** Where an object of the live directory is in the projection. */
export const projectedDn = (all: DnMoves, liveDn: string): string => {
  let dn = liveDn
  for (let from = 0; from < all.moves.length; ) {
    const next = firstLeft(all, dn, from)
    if (!next) return dn
    dn = joinDn(next.head, all.moves[next.place]?.to ?? '')
    from = next.place + 1
  }
  return dn
}

const firstLeft = (all: DnMoves, dn: string, from: number): { head: string; place: number } | undefined => {
  let best: { head: string; place: number } | undefined
  for (const { head, tail } of tails(dn)) {
    const place = all.left.get(tail)?.find((at) => at >= from)
    if (place !== undefined && (!best || place < best.place)) best = { head, place }
  }
  return best
}

/** Where an object of the projection is in the live directory, or null where a move has left that place empty. */
export const liveDnOf = (all: DnMoves, dn: string): string | null => {
  let current = dn
  for (let before = all.moves.length; before > 0; ) {
    const last = lastTouched(all, current, before)
    if (!last) return current
    if (!last.wasTaken) return null
    current = joinDn(last.head, all.moves[last.place]?.from ?? '')
    before = last.place
  }
  return current
}

/** The last move before `before` that concerns a DN. A move that only changes the spelling leaves and takes one place: it took it last. */
const lastTouched = (
  all: DnMoves,
  dn: string,
  before: number,
): { head: string; place: number; wasTaken: boolean } | undefined => {
  let best: { head: string; place: number; wasTaken: boolean } | undefined
  for (const { head, tail } of tails(dn)) {
    for (const wasTaken of [true, false]) {
      const place = (wasTaken ? all.taken : all.left).get(tail)?.findLast((at) => at < before)
      if (place !== undefined && (!best || place > best.place)) best = { head, place, wasTaken }
    }
  }
  return best
}
