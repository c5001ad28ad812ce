import { valuesOf } from '../../model/ad-entry.ts'
import { canonicalJson, type Json } from '../../model/json.ts'
import type { ObjectRef } from '../../model/object-ref.ts'
import type { Readers } from '../../ports/systems.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { propertyOf } from '../entra/entra-user.ts'
import { required } from '../require-system.ts'

/** Until an account shows a value: inert data, so that a plan holds no expression to evaluate. */
export interface WaitUntilValue {
  readonly kind: 'wait.until.value'
  readonly in: 'ad' | 'entra'
  readonly account: ObjectRef
  /** AD attribute or Entra property. */
  readonly attribute: string
  /** The wanted value; null waits until there is none. An AD attribute with several values has to have this one among them. */
  readonly equals: Json
  readonly withinMs: number
  readonly pollMs: number
}

/** AD speaks text alone, with TRUE and FALSE for booleans. */
const adText = (value: Json): string => (typeof value === 'boolean' ? String(value).toUpperCase() : String(value))

const shows = async (change: WaitUntilValue, read: Readers, id: string): Promise<boolean> => {
  const { attribute, equals } = change
  if (change.in === 'entra') {
    const user = await required(read.entra, 'entra').user(id)
    return user !== null && canonicalJson(propertyOf(user, attribute)) === canonicalJson(equals)
  }
  const entry = await required(read.ad, 'ad').byId(id, [attribute])
  if (!entry) return false
  const values = valuesOf(entry, attribute)
  return equals === null ? values.length === 0 : values.includes(adText(equals))
}

export const waitUntilValue: ChangeKind<WaitUntilValue> = {
  kind: 'wait.until.value',
  system: 'none',
  undo: 'reversible',
  needs: { graph: ['User.Read.All'] },

  describe: (change) => ({
    target: { type: 'wait', id: null, name: change.account.name },
    summary: `wait until ${change.attribute} of ${change.account.name} is ${canonicalJson(change.equals)}`,
    before: null,
    after: null,
    count: 'wait',
  }),

  hazards: () => [],
  refs: (change) => [change.account],
  writes: () => ({}),
  apply: async () => ({ id: null }),

  /** What comes after the wait is planned as if the value were there. */
  async project(change, { read, sync }, context) {
    const id = context.idOf(change.account)
    if (await shows(change, read, id)) return { id }
    const { attribute, equals } = change
    if (change.in === 'entra') await required(sync.entra, 'entra').modifyUser(id, { [attribute]: equals })
    else {
      const values = equals === null ? [] : [adText(equals)]
      await required(sync.ad, 'ad').modify(id, [{ op: 'replace', attribute, values }])
    }
    return { id }
  },

  async holds(change, read, context) {
    const id = context.idOf(change.account)
    return (await shows(change, read, id)) ? { id } : null
  },

  wait: ({ pollMs, withinMs, attribute, account }) => ({ pollMs, withinMs, for: `${attribute} of ${account.name}` }),
  inverse: (): Irreversible => ({ irreversible: 'waiting changes nothing' }),
}
