import type { Json } from '../../model/json.ts'
import type { StoredSku, StoredTenant } from './stored-objects.ts'

const rows = ['skus', 'tenant', 'counter'] as const
type Row = (typeof rows)[number]

/** What there is once in a tenant, each kept in a row of its own. */
export class TenantSettings {
  #skus: readonly StoredSku[] = []
  #tenant: StoredTenant | null = null
  #counter = 0
  readonly #touched: (row: string) => void

  /** `touched` hears of every row that changes. */
  constructor(touched: (row: string) => void) {
    this.#touched = touched
  }

  get skus(): readonly StoredSku[] {
    return this.#skus
  }

  set skus(skus: readonly StoredSku[]) {
    this.#skus = skus
    this.#touched('skus')
  }

  get tenant(): StoredTenant {
    if (this.#tenant === null) throw new Error('The practice tenant was not founded.')
    return this.#tenant
  }

  set tenant(tenant: StoredTenant) {
    this.#tenant = tenant
    this.#touched('tenant')
  }

  /** A number that this tenant has not given before. */
  next(): number {
    this.#counter++
    this.#touched('counter')
    return this.#counter
  }

  readonly rowIds: readonly string[] = rows

  isRow(id: string): id is Row {
    return (rows as readonly string[]).includes(id)
  }

  row(id: Row): Json {
    if (id === 'skus') return this.#skus as unknown as Json
    return id === 'tenant' ? (this.#tenant as unknown as Json) : this.#counter
  }

  load(id: Row, json: Json): void {
    if (id === 'skus') this.#skus = json as unknown as readonly StoredSku[]
    else if (id === 'tenant') this.#tenant = json as unknown as StoredTenant
    else this.#counter = Number(json)
  }
}
