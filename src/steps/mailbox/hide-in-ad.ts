import { type AdEntry, firstValue } from '../../model/ad-entry.ts'
import { equals } from '../../model/ad-query.ts'
import { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import type { AdReader } from '../../ports/ad.ts'
import type { StepAnswer, StepContext } from '../step.ts'

const ATTRIBUTE = 'msExchHideFromAddressLists'

/** Whether the forest has been prepared for Exchange; without that there is nothing to write to. */
const isInSchema = async (ad: AdReader): Promise<boolean> => {
  const { base } = await ad.domain()
  const schema = `CN=Schema,CN=Configuration,${base}`
  try {
    const found = await ad.search({
      base: schema,
      scope: 'one',
      filter: equals('lDAPDisplayName', ATTRIBUTE),
      attributes: ['lDAPDisplayName'],
    })
    return found.length > 0
  } catch (thrown) {
    // In a child domain the schema stands below the root of the forest.
    if (thrown instanceof Fault && thrown.category === 'missing') return false
    throw thrown
  }
}

/** The answer for a mailbox whose account comes from Active Directory: Exchange Online takes this from there and nowhere else. */
export const hideInAd = async (context: StepContext, upn: string, hidden: boolean): Promise<StepAnswer> => {
  const skip = (because: string): StepAnswer => ({
    changes: [],
    holds: 0,
    skipped: `${upn} comes from Active Directory, and Exchange takes this from there: ${because}`,
  })
  const { ad } = context.read
  const entry = ad && (await context.accounts.ad([ATTRIBUTE]))
  if (!ad || !entry) return skip('no account there was found')
  if (!(await isInSchema(ad))) return skip(`its schema has no ${ATTRIBUTE}`)
  return hideEntry(entry, hidden)
}

const hideEntry = (entry: AdEntry, hidden: boolean): StepAnswer => {
  const before = firstValue(entry, ATTRIBUTE)
  if ((before?.toUpperCase() === 'TRUE') === hidden) return { changes: [], holds: 1 }
  const values = { before: before === undefined ? [] : [before], after: hidden ? ['TRUE'] : ['FALSE'] }
  const changes = { [ATTRIBUTE]: values }
  const change = { kind: 'ad.entry.modify', type: 'account', target: refTo(entry, entry.dn), changes } as const
  return { changes: [{ change }], holds: 0 }
}
