/** How values of an attribute are written, compared and kept. */
export type Syntax =
  | 'text'
  | 'exact'
  | 'integer'
  | 'long'
  | 'boolean'
  | 'time'
  | 'octets'
  | 'guid'
  | 'sid'
  | 'oid'
  | 'descriptor'
  | 'dn'
  | 'dnBinary'
  | 'dnText'

/** An attribute of AD's schema. */
export interface AttributeSchema {
  /** lDAPDisplayName, in the schema's spelling. */
  readonly name: string
  readonly cn: string
  readonly oid: string
  readonly syntax: Syntax
  readonly single: boolean
  /** Only the directory itself may write it. */
  readonly systemOnly: boolean
  /** Computed when it is read; never kept. */
  readonly constructed: boolean
  readonly indexed: boolean
  /** Found by ambiguous name resolution. */
  readonly anr: boolean
  /** Least and greatest length of a text in UTF-16 units or of octets, or least and greatest number. */
  readonly min: number | null
  readonly max: number | null
  /** Even for the forward side of a link, that number plus one for its back side. */
  readonly linkId: number | null
}

/** A class of AD's schema. */
export interface ClassSchema {
  readonly name: string
  readonly cn: string
  readonly oid: string
  readonly kind: 'structural' | 'abstract' | 'auxiliary' | '88'
  readonly superior: string
  /** Attribute that names objects of this class. */
  readonly rdn: string
  /** Common name of the class that objectCategory names. */
  readonly category: string
  /** Whether objects of this class are left out of simple views. */
  readonly hidden: boolean
  readonly auxiliary: readonly string[]
  /** Classes that may contain it. */
  readonly under: readonly string[]
  readonly must: readonly string[]
  readonly may: readonly string[]
}
