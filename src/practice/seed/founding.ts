import type { Rdn } from '../../model/distinguished-name.ts'
import type { AdStore } from '../ad/ad-store.ts'
import { generalizedTime } from '../ad/ad-time.ts'
import { schemaTarget } from '../ad/dn-target.ts'
import { lineage } from '../ad/schema/ad-schema.ts'

/** What a founding object has beyond its class and name; a text stands for a single value. */
export type FoundingValues = { readonly [attribute: string]: string | number | readonly string[] }

export interface FoundingObject {
  readonly objectClass: string
  readonly name: string
  readonly values?: FoundingValues | ((id: string) => FoundingValues)
}

const asValues = (value: string | number | readonly string[]): readonly string[] =>
  typeof value === 'object' ? value : [String(value)]

const WRITABLE = '4'

const withValues = (
  values: Map<string, readonly string[]>,
  more: FoundingValues = {},
): ReadonlyMap<string, readonly string[]> => {
  for (const [attribute, value] of Object.entries(more)) values.set(attribute, asValues(value))
  return values
}

/**
 * Puts an object of the first day below a container (null: at the top), past the rules that later writes have to keep. `values` may
 * depend on its id. Answers the id.
 */
export const found = (store: AdStore, parent: string | null, wanted: FoundingObject): string => {
  const lines = lineage(wanted.objectClass)
  const own = lines.at(-1)
  const naming = own?.rdn ?? 'cn'
  const usn = store.nextUsn()
  const id = store.ids.uuid('object', usn)
  const now = [generalizedTime(store.clock.now())]
  const values = new Map<string, readonly string[]>([
    ['objectClass', lines.map(({ name }) => name)],
    ['objectCategory', [schemaTarget(own?.category ?? '')]],
    ['instanceType', [WRITABLE]],
    [naming, [wanted.name]],
    ['name', [wanted.name]],
    ['whenCreated', now],
    ['whenChanged', now],
    ['uSNCreated', [String(usn)]],
    ['uSNChanged', [String(usn)]],
  ])
  const more = typeof wanted.values === 'function' ? wanted.values(id) : wanted.values
  const rdn: Rdn = { type: naming.toUpperCase(), value: wanted.name }
  store.found({ id, parent, rdn, values: withValues(values, more) })
  return id
}

/** As `found`, for several objects of one class; answers their ids by name. */
export const foundAll = (
  store: AdStore,
  parent: string,
  objectClass: string,
  names: readonly string[],
): ReadonlyMap<string, string> => new Map(names.map((name) => [name, found(store, parent, { objectClass, name })]))
