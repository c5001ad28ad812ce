import type { HandOver } from '../../src/ports/hand-over.ts'

/** A hand-over that nothing comes out of, for tests without secrets. */
export const noHandOver: HandOver = {
  give: async () => ({ path: '' }),
  given: async () => null,
  takeBack: async () => {},
}
