import type { ObjectRef } from '../../model/object-ref.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'

/** A licence that somebody holds through a group. */
export interface InheritedLicence {
  readonly skuId: string
  readonly skuPartNumber: string
  /** Id of the group. */
  readonly group: string
  readonly groupName: string
}

/**
 * Until somebody who has left a group does not hold the licences any more that came through it: Entra takes them away some minutes later.
 * https://learn.microsoft.com/entra/fundamentals/licensing-group-advanced
 */
export interface WaitLicenceGone {
  readonly kind: 'wait.licence.gone'
  readonly user: ObjectRef
  readonly licences: readonly InheritedLicence[]
  readonly withinMs: number
  readonly pollMs: number
}

const shown = ({ licences }: WaitLicenceGone): string =>
  licences.map(({ skuPartNumber, groupName }) => `${skuPartNumber} through ${groupName}`).join(' and ')

export const waitLicenceGone: ChangeKind<WaitLicenceGone> = {
  kind: 'wait.licence.gone',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['User.Read.All'] },

  describe: (change) => ({
    target: { type: 'wait', id: null, name: change.user.name },
    summary: `wait until ${change.user.name} does not hold ${shown(change)} any more`,
    before: null,
    after: null,
    count: 'wait',
  }),

  hazards: () => [],
  refs: (change) => [change.user],
  writes: () => ({}),
  apply: async () => ({ id: null }),

  async holds({ user, licences }, read, context) {
    const entra = required(read.entra, 'entra')
    const id = context.idOf(user)
    if (!(await entra.user(id))) return { id: null }
    const held = await entra.licencesOf(id)
    const isHeld = licences.some(({ skuId, group }) => held.some((one) => one.skuId === skuId && one.group === group))
    return isHeld ? null : { id }
  },

  wait: (change) => ({ pollMs: change.pollMs, withinMs: change.withinMs, for: `Entra to take away ${shown(change)}` }),
  inverse: (): Irreversible => ({ irreversible: 'waiting changes nothing' }),
}
