import type { Json } from './json.ts'
import type { InputValues } from './playbook-input.ts'
import type { SourcePosition } from './source-position.ts'

/**
 * Somebody of whom HR knows. `employeeId` is the key that ties a person to accounts; it is text (leading zeros count) and the only thing
 * that people are matched by. Texts are NFC; dates are `YYYY-MM-DD` or RFC 3339 with an offset.
 */
export interface Person {
  readonly employeeId: string
  readonly givenName?: string
  readonly surname?: string
  readonly preferredName?: string
  readonly displayName?: string
  readonly latinGivenName?: string
  readonly latinSurname?: string
  readonly title?: string
  readonly department?: string
  readonly company?: string
  readonly office?: string
  readonly division?: string
  readonly costCenter?: string
  readonly employeeType?: string
  /** employeeId or UPN of the manager. */
  readonly manager?: string
  /** ISO 3166 alpha-2. */
  readonly country?: string
  /** ISO 3166 alpha-2; where it is absent, `country` counts. */
  readonly usageLocation?: string
  readonly language?: string
  readonly phone?: string
  readonly mobile?: string
  readonly personalEmail?: string
  readonly startDate?: string
  readonly lastDay?: string
  /** IANA name, such as `Europe/Warsaw`. */
  readonly timeZone?: string
  readonly roles?: readonly string[]
  readonly ticket?: string
  readonly extra?: { readonly [key: string]: Json }
}

/** A person as read from a file, with the place of each field for messages. */
export interface PersonRecord {
  readonly person: Person
  readonly where: SourcePosition
  /** Place of each field that the file gave; what stands under `extra` is named `extra.<key>` besides. */
  readonly fields: { readonly [field: string]: SourcePosition }
  /** Why a search found the person; absent where an input names them. */
  readonly because?: string
  /** Values of what the playbook declares under `inputs:`; absent where it declares nothing. */
  readonly inputs?: InputValues
}

/** The name to show for a person where no directory has given one. */
export const personName = (person: Person): string =>
  person.displayName ??
  ([person.preferredName ?? person.givenName, person.surname].filter(Boolean).join(' ') || person.employeeId)
