import { AdStore } from './ad/ad-store.ts'
import { type CompanyFile, openCompanyFile } from './company-file.ts'
import { type CompanySummary, summarise } from './company-summary.ts'
import { trackChanges } from './entra/change-log.ts'
import { rememberForRules } from './entra/dynamic-worker.ts'
import { EntraStore } from './entra/entra-store.ts'
import { seedEntra } from './entra/seed-entra.ts'
import { type MailboxLags, MailboxStore } from './exchange/mailbox-store.ts'
import { seedMailboxes } from './exchange/seed-mailboxes.ts'
import type { Persisted } from './persisted.ts'
import type { PracticeClock } from './practice-clock.ts'
import { practiceIds } from './practice-ids.ts'
import { seedAd } from './seed/seed-ad.ts'
import { seedPeople } from './seed/seed-people.ts'

export interface CompanyOptions {
  /** Folder that keeps the company between runs; null keeps it in memory only. */
  readonly folder: string | null
  /** How many people a fresh company has; an existing one stays as it is. */
  readonly people?: number
  readonly clock: PracticeClock
  /** Equal seeds give equal companies, ids included. */
  readonly seed?: string
  /** How long Exchange takes to set up and to convert mailboxes, and licences to follow the groups that hand them out. */
  readonly lags?: MailboxLags & { readonly groupLicenceMs?: number }
}

/** Contoso: what the practice servers serve. Everything is in memory; `commit` keeps it. */
export interface Company {
  readonly ad: AdStore
  readonly entra: EntraStore
  readonly exchange: MailboxStore
  readonly clock: PracticeClock
  /** Keeps every change since the last call. A server calls it before it answers a write, so that nothing that was confirmed is lost. */
  commit(): void
  summary(): CompanySummary
  close(): void
}

const PEOPLE = 200
const SEED = 'contoso'
const META: Persisted['kind'] = 'company'

/** Opens the company in the folder, or founds one there. Only one process may have it open. */
export const openCompany = async (options: CompanyOptions): Promise<Company> => {
  const { folder, clock } = options
  const ids = practiceIds(options.seed ?? SEED)
  const file = folder === null ? null : openCompanyFile(folder)
  const ad = new AdStore({ clock, ids })
  const entra = new EntraStore({ clock, ids, groupLicenceMs: options.lags?.groupLicenceMs ?? 0 })
  const exchange = new MailboxStore(entra, options.lags)
  // Exchange follows Entra while that is being kept, so it comes after.
  const stores: readonly Persisted[] = [ad, entra, exchange]
  const commit = (): void => (file ? file.save(stores) : forget(stores))
  const isNew = !file || !loadStores(file, stores)
  if (isNew) {
    const people = seedPeople(options.people ?? PEOPLE)
    seedAd(ad, people)
    seedEntra({ store: entra, ad, people })
  }
  if (exchange.isEmpty()) seedMailboxes(exchange)
  if (isNew && file) file.save([...stores, founded(clock)])
  trackChanges(entra)
  rememberForRules(entra)
  commit()
  return { ad, entra, exchange, clock, commit, summary: () => summarise(ad, entra), close: () => file?.close() }
}

/** false where the folder has no company, or one whose founding was cut short. */
const loadStores = (file: CompanyFile, stores: readonly Persisted[]): boolean => {
  if ([...file.rows(META)].length === 0) return false
  for (const store of stores) store.load(file.rows(store.kind))
  return true
}

/** Written in one transaction with the first objects. */
const founded = (clock: PracticeClock): Persisted => ({
  kind: META,
  load: () => {},
  takeDirty: () => [{ id: 'contoso', json: { format: 1, foundedAt: new Date(clock.now()).toISOString() } }],
})

const forget = (stores: readonly Persisted[]): void => {
  for (const store of stores) store.takeDirty()
}
