import type { AdoptionAccount } from '../model/adoption.ts'
import { shortHash } from '../model/hash.ts'

/** The heading of the file that somebody decides in. Joinery reads the first five and the last two of them back. */
export const adoptColumns = [
  'decision',
  'class',
  'person',
  'account',
  'evidence',
  'against',
  'person is',
  'account is',
  'id',
  'check',
] as const

/** The columns that are read back. */
export const readColumns = ['decision', 'person', 'account', 'id', 'check'] as const

/** How an account is named for good: the directory and the id in it. */
export const accountId = ({ system, id }: Pick<AdoptionAccount, 'system' | 'id'>): string => `${system}:${id}`

/**
 * What ties a row to the person and the account that it was made for. It begins with a letter, for spreadsheets make a number of what looks like
 * one.
 */
export const checkOf = (employeeId: string, account: AdoptionAccount): string =>
  `k${shortHash([employeeId, accountId(account), account.fingerprint])}`

/** A spreadsheet leaves a name alone and takes the zeros away from a number, so the key stands behind the name. */
export const personCell = ({ name, employeeId }: { readonly name: string; readonly employeeId: string }): string =>
  `${name} (${employeeId})`

/** The employeeId in a cell that `personCell` made, or that is one by itself. */
export const employeeIdIn = (cell: string): string => /\(([^()]*)\)\s*$/.exec(cell)?.[1]?.trim() ?? cell.trim()
