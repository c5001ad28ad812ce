import type { RawModification } from '../../ad/operations/modify-entry.ts'
import type { Filter } from '../../ad/search/filter.ts'
import type { Scope } from '../../ad/search/find-objects.ts'
import type { RawAttribute } from '../../ad/value-rules.ts'

export interface SearchRequest {
  readonly op: 'search'
  readonly base: string
  readonly scope: Scope
  /** 0 for no limit of the client's own. */
  readonly sizeLimit: number
  readonly typesOnly: boolean
  readonly filter: Filter
  readonly attributes: readonly string[]
}

/** What a client asks for. https://www.rfc-editor.org/rfc/rfc4511#section-4 */
export type LdapRequest =
  | {
      readonly op: 'bind'
      readonly name: string /** null where another method than simple was asked for. */
      readonly password: string | null
    }
  | { readonly op: 'unbind' }
  | { readonly op: 'abandon' }
  | SearchRequest
  | { readonly op: 'add'; readonly dn: string; readonly attributes: readonly RawAttribute[] }
  | { readonly op: 'modify'; readonly dn: string; readonly changes: readonly RawModification[] }
  | { readonly op: 'delete'; readonly dn: string }
  | {
      readonly op: 'modifyDn'
      readonly dn: string
      readonly newRdn: string
      readonly deleteOldRdn: boolean
      readonly newSuperior: string | undefined
    }
  | { readonly op: 'compare'; readonly dn: string; readonly attribute: string; readonly value: Buffer }
  | { readonly op: 'extended'; readonly oid: string; readonly value: Buffer | null }

export interface LdapControl {
  readonly oid: string
  readonly critical: boolean
  readonly value: Buffer | null
}

export interface LdapMessage {
  readonly id: number
  readonly request: LdapRequest
  readonly controls: readonly LdapControl[]
}
