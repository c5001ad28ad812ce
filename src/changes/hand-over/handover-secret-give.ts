import type { HandOverTarget } from '../../ports/hand-over.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'

/** Puts a secret that another change of the plan makes where its receiver finds it. */
export interface HandoverSecretGive {
  readonly kind: 'handover.secret.give'
  /** Id of the change that makes the secret. */
  readonly secretFrom: string
  readonly target: HandOverTarget
  /** Without ending; letters, digits, `.`, `_` and `-`. */
  readonly fileName: string
  /** Printed above the secret. */
  readonly lines: readonly string[]
  /** How the person is called in the summary. */
  readonly person: string
}

const placeOf = ({ target, fileName }: HandoverSecretGive): string => `${target.folder}/${fileName}`

export const handoverSecretGive: ChangeKind<HandoverSecretGive> = {
  kind: 'handover.secret.give',
  system: 'none',
  undo: 'irreversible',
  needs: {},

  describe: (change) => ({
    target: { type: 'secret', id: null, name: placeOf(change) },
    summary: `hand over the secret of ${change.person}${change.target.to === 'age' ? ', encrypted' : ''}`,
    before: null,
    after: { ...change.target, fileName: change.fileName, secret: { knownAfter: change.secretFrom } },
    count: 'other',
  }),

  hazards: () => [],
  refs: () => [],
  writes: () => ({}),
  secretsFrom: (change) => [change.secretFrom],

  /** A note that lies there already is from before a crash or from an earlier run: its secret was made anew and opens nothing. */
  async apply(change, to, context) {
    const { fileName, target, lines } = change
    const secret = context.secretOf(change.secretFrom)
    if (await to.handOver.given(fileName, target)) await to.handOver.takeBack(fileName, target)
    const { path } = await to.handOver.give({ fileName, lines, secret }, target)
    return { id: null, note: path }
  },

  project: async () => ({ id: null }),
  /** The receiver takes the file away, so that nothing tells afterwards whether it was given. */
  holds: async () => null,
  unverifiable: true,
  inverse: (): Irreversible => ({
    irreversible: 'whoever has read the secret knows it; it stops working with its account',
  }),
}
