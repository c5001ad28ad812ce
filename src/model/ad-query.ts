/** A search filter as data. Values are plain text and are never put into a filter string, so nothing in them can widen a search. */
export type AdFilter =
  | { readonly op: 'and' | 'or'; readonly of: readonly AdFilter[] }
  | { readonly op: 'not'; readonly of: AdFilter }
  | { readonly op: 'equals'; readonly attribute: string; readonly value: string }
  | { readonly op: 'starts'; readonly attribute: string; readonly value: string }
  | { readonly op: 'present'; readonly attribute: string }

/** A search below `base` (default: the whole domain). */
export interface AdQuery {
  readonly base?: string
  readonly scope: 'base' | 'one' | 'sub'
  readonly filter: AdFilter
  /** Attributes to read, in the schema's spelling. */
  readonly attributes: readonly string[]
}

/** A search among deleted objects of the domain. */
export type AdDeletedQuery = Pick<AdQuery, 'filter' | 'attributes'>

/**
 * What becomes of deleted objects. With the recycle bin, an optional feature of the forest, they keep their attributes and links; without it
 * little more than id, SID and user name is left of them.
 * https://learn.microsoft.com/windows-server/identity/ad-ds/get-started/adac/active-directory-recycle-bin
 */
export interface AdRecycleBin {
  readonly enabled: boolean
  /** Whether this account may see deleted objects; where it may not, none of them is shown, and that proves nothing. */
  readonly readable: boolean
}

/** What one needs to know of the domain before anything else. */
export interface AdDomain {
  /** Distinguished name of the domain, `DC=corp,DC=contoso,DC=com`. */
  readonly base: string
  /** DNS name, `corp.contoso.com`. */
  readonly dnsName: string
  /** UPN suffixes that accounts may have: the DNS name and what CN=Partitions lists. */
  readonly upnSuffixes: readonly string[]
  readonly domainSid: string
  /** The server that answered, for messages and the journal. */
  readonly server: string
}

/** Filters, in fewer words. */
export const equals = (attribute: string, value: string): AdFilter => ({ op: 'equals', attribute, value })
export const anyOf = (filters: readonly AdFilter[]): AdFilter => ({ op: 'or', of: filters })
export const allOf = (filters: readonly AdFilter[]): AdFilter => ({ op: 'and', of: filters })
/** User accounts; computers are users too in AD's schema, and are left out. */
export const accounts: AdFilter = allOf([
  equals('objectClass', 'user'),
  { op: 'not', of: equals('objectClass', 'computer') },
])
export const groups: AdFilter = equals('objectClass', 'group')
