import { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import { textIn, textsIn } from '../wire/json-shape.ts'
import type { InvokeRead } from './invocation.ts'

/** Somebody who has a right, as far as is known. */
export interface Trustee {
  readonly id: string
  readonly address: string
}

const trusteeProperties = ['ExternalDirectoryObjectId', 'PrimarySmtpAddress', 'UserPrincipalName'] as const

/** Entries for the owner, for what belongs to the system, for role groups (`EURPR07\Exchange Servers`) and for accounts that are gone. */
const isNobody = (text: string): boolean => text === '' || /^(S-1-\d|NULL SID)/i.test(text) || text.includes('\\')

/** Directly given, and not refused: what others have by a right. */
const isGiven = (entry: Json): boolean => {
  const { IsInherited, Deny, AccessControlType } = entry as {
    IsInherited?: Json
    Deny?: Json
    AccessControlType?: Json
  }
  return IsInherited !== true && Deny !== true && AccessControlType !== 'Deny'
}

/** Who stands in the entries of a right: their names as Exchange writes them. */
export const trusteesIn = (
  entries: readonly Json[],
  property: 'User' | 'Trustee',
  right: 'FullAccess' | 'SendAs',
): readonly string[] =>
  entries
    .filter((entry) => isGiven(entry) && textsIn(entry, 'AccessRights').includes(right))
    .map((entry) => textIn(entry, property) ?? '')
    .filter((text) => !isNobody(text))

export const orNull = async <T>(answer: Promise<T>): Promise<T | null> => {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Fault && error.code === 'exchange/not-found') return null
    throw error
  }
}

/**
 * Whom the names stand for. Exchange writes sign-in names, names of recipients and ids; whoever has no mailbox is known to Get-User alone.
 * A name that stands for nobody any more has no entry.
 */
export const resolveTrustees = async (
  read: InvokeRead,
  names: readonly string[],
  known: ReadonlyMap<string, Trustee> = new Map(),
): Promise<ReadonlyMap<string, Trustee>> => {
  const found = new Map<string, Trustee>()
  await Promise.all(
    [...new Set(names)].map(async (name) => {
      const trustee = known.get(name.toLowerCase()) ?? (await resolveTrustee(read, name))
      if (trustee) found.set(name, trustee)
    }),
  )
  return found
}

const resolveTrustee = async (read: InvokeRead, name: string): Promise<Trustee | null> => {
  const look = { parameters: { Identity: name }, select: trusteeProperties, doing: `finding out who "${name}" is` }
  const answer =
    (await orNull(read({ cmdlet: 'Get-Recipient', ...look }))) ?? (await orNull(read({ cmdlet: 'Get-User', ...look })))
  return trusteeOf(answer?.items[0])
}

export const trusteeOf = (json: Json | undefined): Trustee | null => {
  const id = textIn(json, 'ExternalDirectoryObjectId')
  const address = textIn(json, 'PrimarySmtpAddress') || textIn(json, 'UserPrincipalName') || ''
  return id ? { id: id.toLowerCase(), address } : null
}
