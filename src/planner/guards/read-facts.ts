import { changeOf, kindOf } from '../../changes/change.ts'
import { immutableIdOf, objectGuidIn } from '../../model/immutable-id.ts'
import type { ObjectRef } from '../../model/object-ref.ts'
import type { PlannedChange } from '../../model/plan.ts'
import type { Readers } from '../../ports/systems.ts'
import { type AdFactReader, adAccountFacts, adGroupFacts } from './ad-facts.ts'
import { type EntraFactReader, entraAccountFacts, entraGroupFacts } from './entra-facts.ts'
import type { AccountFacts, GuardFacts, ObjectFacts } from './guard-facts.ts'

/** Whom the tool signs in as. */
export interface Self {
  /** UPN, `DOMAIN\name` or DN; null where AD is not used. */
  readonly ad: string | null
  /** Id of an Entra user; null for an application, which no plan can touch. */
  readonly entra: string | null
}

interface FactReaders {
  readonly ad: AdFactReader | null
  readonly entra: EntraFactReader | null
}

/** The two sides of a person count as one account: what protects the one protects the other. */
const together = (own: AccountFacts, other: AccountFacts | null): AccountFacts =>
  other
    ? {
        ...own,
        spellings: [...own.spellings, ...other.spellings],
        because: [...own.because, ...other.because],
        roles: [...own.roles, ...other.roles],
        indispensable: own.indispensable ?? other.indispensable,
      }
    : own

const adSide = async ({ ad, entra }: FactReaders, id: string): Promise<AccountFacts | null> => {
  const own = ad && (await adAccountFacts(ad, id))
  if (!own || !entra) return own
  const [user] = await entra.entra.usersBy('onPremisesImmutableId', immutableIdOf(id))
  const other = user ? await entraAccountFacts(entra, user.id) : null
  return together(own, other?.facts ?? null)
}

const entraSide = async ({ ad, entra }: FactReaders, id: string): Promise<AccountFacts | null> => {
  const own = entra && (await entraAccountFacts(entra, id))
  if (!own || !ad) return own?.facts ?? null
  const anchor = own.user.properties['onPremisesImmutableId']
  const guid = typeof anchor === 'string' ? objectGuidIn(anchor) : null
  return together(own.facts, guid === null ? null : await adAccountFacts(ad, guid))
}

/** Ids of objects that exist and that the changes write to, by system; Exchange knows users and lists by their Entra ids. */
const writtenIds = (changes: readonly PlannedChange[], what: 'accounts' | 'groups', system: 'ad' | 'entra') => {
  const refs = changes
    .filter((planned) => (planned.system === 'exchange' ? 'entra' : planned.system) === system)
    .map(({ change }) => changeOf(change))
    .flatMap((change): readonly ObjectRef[] => kindOf(change).writes(change)[what] ?? [])
  return [...new Set(refs.flatMap((ref) => ('id' in ref ? [ref.id] : [])))].sort()
}

const byId = async <F extends ObjectFacts>(
  ids: readonly string[],
  read: (id: string) => Promise<F | null>,
): Promise<readonly (readonly [string, F])[]> => {
  const facts = await Promise.all(ids.map(read))
  return facts.flatMap((each) => (each ? [[each.id, each] as const] : []))
}

/** Reads what the guards need to know about everything that the changes write to. */
export const readFacts = async (
  changes: readonly PlannedChange[],
  readers: Readers,
  { key, self }: { readonly key: { readonly ad: string }; readonly self: Self },
): Promise<GuardFacts> => {
  const { ad: adReader, entra: entraReader } = readers
  const ad = adReader ? { ad: adReader, key: key.ad, self: self.ad } : null
  const entra = entraReader ? { entra: entraReader, self: self.entra } : null
  const [adAccounts, adGroups, users, cloudGroups] = await Promise.all([
    byId(writtenIds(changes, 'accounts', 'ad'), (id) => adSide({ ad, entra }, id)),
    byId(writtenIds(changes, 'groups', 'ad'), async (id) => ad && adGroupFacts(ad, id)),
    byId(writtenIds(changes, 'accounts', 'entra'), (id) => entraSide({ ad, entra }, id)),
    byId(writtenIds(changes, 'groups', 'entra'), async (id) => entra && entraGroupFacts(entra, id)),
  ])
  return {
    accounts: new Map([...adAccounts, ...users]),
    groups: new Map([...adGroups, ...cloudGroups]),
    base: adReader ? (await adReader.domain()).base : null,
  }
}
