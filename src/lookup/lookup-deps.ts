import type { EntraLookupReader } from '../ports/entra-lookup.ts'
import type { Readers } from '../ports/systems.ts'

/** What looking people and groups up works with. */
export interface LookupDeps {
  readonly read: Readers
  /** null where the organisation has no Entra. */
  readonly lookup: EntraLookupReader | null
  /** Attributes that tie a person to accounts. */
  readonly key: { readonly ad: string; readonly entra: string }
  /** Why the person's roles give something, for a person with these attributes: "from department Sales". */
  readonly because?: GrantReasons
}

/** Reasons from `roles.yaml` by the name of what is given. */
export interface GrantReasons {
  reasonFor(kind: 'groups' | 'cloudGroups' | 'licences', names: readonly string[]): string | undefined
}
