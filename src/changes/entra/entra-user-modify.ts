import type { EntraUser } from '../../model/entra-objects.ts'
import type { Hazard } from '../../model/glossary.ts'
import type { Json } from '../../model/json.ts'
import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type EntraUserModify, propertyOf } from './entra-user.ts'
import { canBe, plainProperty, userModifyRemains } from './entra-user-remains.ts'

const side = (change: EntraUserModify, of: 'before' | 'after'): { readonly [property: string]: Json } =>
  Object.fromEntries(Object.entries(change.changes).map(([property, values]) => [property, values[of]]))

const summaryOf = ({ changes, target }: EntraUserModify): string => {
  const enabled = changes.accountEnabled?.after
  const rest = Object.keys(changes).filter((property) => property !== 'accountEnabled')
  if (enabled === undefined) return `change ${rest.join(', ')} of ${target.name}`
  return `${enabled === true ? 'enable' : 'disable'} cloud account ${target.name}${rest.length > 0 ? ` and change ${rest.join(', ')}` : ''}`
}

const hazardsOf = ({ changes }: EntraUserModify): readonly Hazard[] => {
  const enabled = changes.accountEnabled?.after
  if (enabled === undefined) return []
  return [enabled === true ? 'grants-access' : 'locks-out']
}

const shows = (user: EntraUser, change: EntraUserModify): boolean =>
  Object.entries(change.changes).every(
    ([property, { after }]) => plainProperty(propertyOf(user, property)) === plainProperty(after),
  )

export const entraUserModify: ChangeKind<EntraUserModify> = {
  kind: 'entra.user.modify',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['User.ReadUpdate.All'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.target), name: change.target.name },
    summary: summaryOf(change),
    before: side(change, 'before'),
    after: side(change, 'after'),
    count: 'modify',
  }),

  hazards: hazardsOf,
  refs: (change) => [change.target],
  writes: (change) => ({ accounts: [change.target] }),

  async apply(change, to, context) {
    const id = context.idOf(change.target)
    await required(to.entra, 'entra').modifyUser(id, side(change, 'after'))
    return { id }
  },

  async holds(change, read, context) {
    const id = context.idOf(change.target)
    const user = await required(read.entra, 'entra').user(id)
    return user && shows(user, change) ? { id } : null
  },

  async found(change, read, context) {
    const user = await required(read.entra, 'entra').user(context.idOf(change.target))
    return user && Object.fromEntries(Object.keys(change.changes).map((name) => [name, propertyOf(user, name)]))
  },

  inverse(change): EntraUserModify | Irreversible {
    const back = Object.entries(change.changes).filter(([name, { before }]) => canBe(name, before))
    if (back.length === 0) return { irreversible: 'Entra does not let it be emptied' }
    const changes = back.map(([name, { before, after }]) => [name, { before: after, after: before }] as const)
    return { ...change, changes: Object.fromEntries(changes) }
  },

  remains: userModifyRemains,
}
