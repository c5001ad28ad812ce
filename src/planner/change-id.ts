import { shortHash } from '../model/hash.ts'

/**
 * The id of a change: from person, step and kind, and from what tells it from others of the same kind in the step. No counter and no clock, so
 * that the same directory and the same input give the same ids.
 */
export const changeId = (of: {
  readonly person: string
  readonly step: string
  readonly kind: string
  readonly about: string
}): string => `c${shortHash([of.person, of.step, of.kind, of.about])}`
