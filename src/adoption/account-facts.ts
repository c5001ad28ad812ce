import type { AdoptionAccount } from '../model/adoption.ts'
import type { NameFacts } from './name-facts.ts'

/** What identifies the manager of an account. */
export interface ManagerFacts {
  readonly key: string | null
  /** Lower case. */
  readonly addresses: readonly string[]
  readonly name: string
  readonly names: readonly NameFacts[]
}

/** An account, ready to be compared with people. Texts to be compared are in lower case. */
export interface AccountFacts {
  readonly shown: AdoptionAccount
  /** The key that it carries, in this directory or in the one that it is synchronised to. */
  readonly key: string | null
  /** The key of the other half of a synchronised account, which the account itself lacks. */
  readonly keyOfOtherHalf: string | null
  /** Whether an account of Active Directory is in Entra as well, and so takes both places. */
  readonly paired: boolean
  readonly names: readonly NameFacts[]
  /** sAMAccountName, mail nickname, and what stands before the @ of its addresses. */
  readonly userNames: ReadonlySet<string>
  readonly addresses: ReadonlySet<string>
  /** By attribute: what may be an employee number. */
  readonly numbers: ReadonlyMap<string, string>
  /** Digits. */
  readonly phones: ReadonlySet<string>
  readonly title: string | null
  readonly department: string | null
  readonly office: string | null
  readonly manager: ManagerFacts | null
  /** Milliseconds since 1970. */
  readonly created: number | null
  /** Why it looks like no person's; null where it does not. */
  readonly ofNobody: string | null
  /** Whether the mark of administrators is on it. */
  readonly admin: boolean
}

const SHORTEST_NUMBER = 7
/** As many digits as tell a subscriber; what comes before is written in many ways (+44 20, 0044 (0)20, 020). */
const SUBSCRIBER_DIGITS = 8

/** The digits of a telephone number that do not depend on how its country is written; null for an extension and for no number. */
export const phoneDigits = (text: string | null | undefined): string | null => {
  const digits = (text ?? '').replace(/\D/g, '')
  return digits.length < SHORTEST_NUMBER ? null : digits.slice(-SUBSCRIBER_DIGITS)
}

export const lower = (texts: Iterable<string>): ReadonlySet<string> =>
  new Set([...texts].map((text) => text.trim().toLowerCase()).filter((text) => text !== ''))

/** What stands before the `@`; the whole text where there is none. */
export const localPart = (address: string): string => address.split('@', 1)[0] ?? ''

/** The addresses among proxyAddresses (`SMTP:` is the main one, `smtp:` the others). https://learn.microsoft.com/windows/win32/adschema/a-proxyaddresses */
export const smtpAddresses = (values: readonly string[]): readonly string[] =>
  values.flatMap((value) => (/^smtp:/i.test(value) ? [value.slice('smtp:'.length)] : []))
