import { firstValue } from '../model/ad-entry.ts'
import { type AdFilter, anyOf, equals } from '../model/ad-query.ts'
import { escapeRdnValue } from '../model/distinguished-name.ts'
import { Fault } from '../model/fault.ts'
import { personName } from '../model/person.ts'
import { deletedAttributes, deletedName, wasNobodys } from './ad/deleted-names.ts'
import { whenOf } from './ad/directory-time.ts'
import type { Names } from './name-candidates.ts'
import type { StepContext } from './step.ts'

/** So many taken names in a row are no coincidence but a mistake in `naming.yaml`. */
const MOST_CANDIDATES = 500

/** The first set of names that nobody has, and who has those tried before. */
export interface ChosenNames {
  readonly names: Names
  /** "john.smith is taken by CN=John Smith,…" and what is odd about the name itself, for the plan. */
  readonly notes: readonly string[]
}

/**
 * Chooses user name, UPN and mail address that are free in every directory of the organisation and within the batch: sAMAccountName, UPN,
 * mail, proxyAddresses and mailNickname are all looked at, because a name that one system still knows cannot be given by another. Names of accounts
 * that are disabled are taken; those of deleted ones are not given again for a year.
 */
export const chooseNames = async (context: StepContext): Promise<ChosenNames> => {
  const notes: string[] = [...(context.names.concerns?.(context.person) ?? [])]
  let tried = 0
  for (const names of context.names.candidates(context.person)) {
    const holder = await holderOf(context, names)
    const former = holder === null ? await formerHolder(context, names) : null
    if (holder === null && former === null) return { names, notes }
    notes.push(`${names.username} ${former === null ? `is taken by ${holder}` : `was the name of ${former}`}`)
    tried += 1
    if (tried === MOST_CANDIDATES) break
  }
  throw new Fault('plan/no-free-name', { person: personName(context.person), tried }, { where: context.where() })
}

/** Who has one of these names, other than the account with this objectGUID; null where nobody has. */
export const holderOf = async (context: StepContext, names: Names, ownId?: string): Promise<string | null> =>
  (await holderInAd(context, names, ownId)) ?? (await holderInEntra(context, names))

const adFilter = ({ username, upn, mail }: Names): AdFilter => {
  const addresses = [...new Set([upn, mail])]
  return anyOf([
    equals('sAMAccountName', username),
    equals('userPrincipalName', upn),
    ...addresses.map((address) => equals('mail', address)),
    ...addresses.map((address) => equals('proxyAddresses', `smtp:${address}`)),
  ])
}

const namesInAd = ['mail', 'proxyAddresses', 'sAMAccountName', 'userPrincipalName']

const holderInAd = async ({ read }: StepContext, names: Names, ownId: string | undefined): Promise<string | null> => {
  const query = { scope: 'sub', filter: adFilter(names), attributes: namesInAd } as const
  const found = (await read.ad?.search(query)) ?? []
  return found.find(({ id }) => id !== ownId)?.dn ?? null
}

/** Whoever writes to somebody who has left should not reach another person; and files and logs still name the one who left. */
const RETIRED_MS = 365 * 86_400_000

/** A deleted account that had one of the names, as far as Active Directory remembers and shows it. */
const formerHolder = async ({ read, key, person }: StepContext, names: Names): Promise<string | null> => {
  const { ad, clock } = read
  if (!ad || !(await ad.recycleBin()).readable) return null
  const attributes = [...namesInAd, ...deletedAttributes, key.ad]
  const now = clock.now()
  const former = (await ad.deleted({ filter: adFilter(names), attributes })).find((deleted) => {
    const gone = whenOf(firstValue(deleted, 'whenChanged'))
    const isRetired = gone === null || now - gone < RETIRED_MS
    return isRetired && !wasNobodys(deleted) && firstValue(deleted, key.ad) !== person.employeeId
  })
  return former ? `${deletedName(former)}, and is not given again within 365 days` : null
}

/** A cloud account that the person has already does not stand in the way: synchronisation ties the new one to it by its name. */
const holderInEntra = async (
  { read: { entra }, accounts }: StepContext,
  { username, upn, mail }: Names,
): Promise<string | null> => {
  if (!entra) return null
  const own = await accounts.entra()
  const found = await Promise.all([
    entra.usersBy('userPrincipalName', upn),
    entra.usersBy('mail', mail),
    ...[...new Set([upn, mail])].map((address) => entra.usersBy('proxyAddresses', `smtp:${address}`)),
    entra.usersBy('mailNickname', username),
  ])
  return found.flat().find(({ id }) => id !== own?.id)?.userPrincipalName ?? null
}

/** rangeUpper of cn. https://learn.microsoft.com/windows/win32/adschema/a-cn */
const LONGEST_CN = 64

/** The first common name that is free in an OU: the one given, then with " (2)", " (3)", … behind it, cut where AD takes no more. Answers the escaped RDN. */
export const freeRdn = async ({ read }: StepContext, cn: string, ou: string): Promise<string> => {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` (${number})`
    const rdn = `CN=${escapeRdnValue(`${cutText(cn, LONGEST_CN - suffix.length)}${suffix}`)}`
    if (!(await read.ad?.byDn(`${rdn},${ou}`, ['cn']))) return rdn
  }
}

/** The text without what is beyond `length` UTF-16 units, as AD counts; no character is cut in two, no blank is left at the end. */
const cutText = (text: string, length: number): string =>
  text.length <= length
    ? text
    : text
        .slice(0, length)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()
