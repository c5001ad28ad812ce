import type { ChangeKind, Irreversible } from '../change-kind.ts'

/** Something that a person has to do, for no interface does it. Nothing is written, and nothing hangs on it. */
export interface TaskManualGive {
  readonly kind: 'task.manual.give'
  /** What is to be done, one line beginning with a verb. */
  readonly text: string
  /** The line to type, where there is one. */
  readonly command?: string
  /** Whose account it is about. */
  readonly person: string
}

export const taskManualGive: ChangeKind<TaskManualGive> = {
  kind: 'task.manual.give',
  system: 'none',
  undo: 'irreversible',
  needs: {},

  describe: ({ text, person }) => ({
    target: { type: 'task', id: null, name: person },
    summary: text,
    before: null,
    after: null,
    count: 'other',
  }),

  hazards: () => [],
  refs: () => [],
  writes: () => ({}),
  /** Never asked for: the runner leaves to people what a plan says to be theirs. */
  apply: async () => ({ id: null }),
  holds: async () => null,
  unverifiable: true,
  byHand: ({ command = '' }) => command,
  alwaysByHand: true,
  inverse: (): Irreversible => ({ irreversible: 'what a person has done is not known' }),
}
