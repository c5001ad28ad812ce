import type { Json } from '../../model/json.ts'
import type { EntraStore } from '../entra/entra-store.ts'
import type { StoredUser } from '../entra/stored-objects.ts'
import type { DirtyRow, Persisted, PersistedRow } from '../persisted.ts'
import { hasMailboxPlan } from './mailbox-plans.ts'
import { freshMailbox, kindAt, type MailboxKind, type StoredMailbox } from './stored-mailbox.ts'

/** How long Exchange takes at most, in milliseconds of the company's clock; each time is drawn between a fifth of it and the whole. */
export interface MailboxLags {
  /** From the licence to the mailbox. */
  readonly provisioningMs?: number
  /** From `Set-Mailbox -Type` until the mailbox shows as what it was made. */
  readonly conversionMs?: number
}

const USUAL_LAGS = { provisioningMs: 10_000, conversionMs: 10_000 } as const
const SHORTEST_SHARE = 0.2
const UNITS = 2 ** 32
/** https://learn.microsoft.com/exchange/recipients-in-exchange-online/delete-or-restore-mailboxes */
const KEPT_MS = 30 * 24 * 3_600_000

/** A mailbox that is no person's own needs no licence, and one that was converted back without a licence is not taken away at once. */
const staysUnpaid = (mailbox: StoredMailbox, now: number): boolean =>
  kindAt(mailbox, now) !== 'UserMailbox' || (!mailbox.licensed && mailbox.deletedAt === null)

/**
 * The Exchange side of the company. It follows the Entra side: a mailbox comes some time after its licence, and goes with licence or user
 * unless it is shared by then. Nothing runs in the background: what is to come has its time, and time is looked at when somebody asks.
 */
export class MailboxStore implements Persisted {
  readonly kind = 'exchange'
  readonly entra: EntraStore
  /** From here on; what is under way comes when it was to come. */
  lags: Required<MailboxLags>
  readonly #mailboxes = new Map<string, StoredMailbox>()
  readonly #dirty = new Set<string>()

  constructor(entra: EntraStore, lags: MailboxLags = {}) {
    this.entra = entra
    this.lags = { ...USUAL_LAGS, ...lags }
    entra.watch((rows) => {
      for (const { id } of rows) this.settle(id)
    })
  }

  /** The live mailbox of a user, if it is there by now. */
  of(userId: string): StoredMailbox | undefined {
    const id = userId.toLowerCase()
    this.settle(id)
    const mailbox = this.#mailboxes.get(id)
    return mailbox && this.#isLive(mailbox) ? mailbox : undefined
  }

  /** Whether there never was a mailbox, as in a company that is older than this part of the practice tenant. */
  isEmpty(): boolean {
    return this.#mailboxes.size === 0
  }

  /** Every live mailbox that is there by now, in the order in which they came. */
  all(): readonly StoredMailbox[] {
    return [...this.#mailboxes.values()].filter((mailbox) => this.#isLive(mailbox))
  }

  /** A mailbox that is soft-deleted, which Exchange keeps for 30 days. */
  deleted(userId: string): StoredMailbox | undefined {
    const mailbox = this.#mailboxes.get(userId.toLowerCase())
    return mailbox && mailbox.deletedAt !== null ? mailbox : undefined
  }

  kindOf(mailbox: StoredMailbox): MailboxKind {
    return kindAt(mailbox, this.#now())
  }

  put(mailbox: StoredMailbox): void {
    this.#mailboxes.set(mailbox.id, mailbox)
    this.#dirty.add(mailbox.id)
  }

  /** Begins a conversion; what the mailbox is changes only after a while. */
  convert(mailbox: StoredMailbox, kind: MailboxKind): void {
    const now = this.#now()
    const at = now + this.#lag('conversionMs', mailbox.id, now)
    this.put({ ...mailbox, kind: kindAt(mailbox, now), becoming: { kind, at } })
  }

  /** Gives and takes away what follows from the user's state. */
  settle(userId: string): void {
    const user = this.entra.user(userId)
    const before = this.#mailboxes.get(userId)
    if (!before) {
      if (user && hasMailboxPlan(user)) this.#provision(user)
      return
    }
    if (user || this.entra.deleted(userId)) this.#follow(before, user)
    else this.#erase(userId)
  }

  /** Takes the mailboxes of everybody who has a licence today as if they had been there for long. */
  found(): void {
    for (const user of this.entra.users()) if (hasMailboxPlan(user)) this.#provision(user, 0)
  }

  load(rows: Iterable<PersistedRow>): void {
    for (const { id, json } of rows) this.#mailboxes.set(id, json as unknown as StoredMailbox)
    this.#dirty.clear()
  }

  takeDirty(): readonly DirtyRow[] {
    const rows = [...this.#dirty].map((id) => ({
      id,
      json: (this.#mailboxes.get(id) ?? null) as unknown as Json | null,
    }))
    this.#dirty.clear()
    return rows
  }

  #now(): number {
    return this.entra.clock.now()
  }

  #isLive(mailbox: StoredMailbox): boolean {
    return mailbox.deletedAt === null && mailbox.since <= this.#now()
  }

  #provision({ id }: StoredUser, lagMs?: number): void {
    const now = this.#now()
    const since = now + (lagMs ?? this.#lag('provisioningMs', id, now))
    const today = new Date(now).toISOString().slice(0, 10)
    this.put(freshMailbox({ id, guid: this.entra.ids.uuid('mailbox', id, now), since, licensed: true }, today))
  }

  #follow(before: StoredMailbox, user: StoredUser | undefined): void {
    const now = this.#now()
    const licensed = user !== undefined && hasMailboxPlan(user)
    const stays = user !== undefined && (licensed || staysUnpaid(before, now))
    const isPurged = before.deletedAt !== null && now - before.deletedAt > KEPT_MS
    if (stays && isPurged) this.#provision(user)
    else if (!stays && before.since > now) this.#erase(before.id)
    else this.#keep(before, stays, licensed)
  }

  #keep(before: StoredMailbox, stays: boolean, licensed: boolean): void {
    const now = this.#now()
    const deletedAt = stays ? null : (before.deletedAt ?? now)
    if (licensed === before.licensed && deletedAt === before.deletedAt) return
    // A conversion that had not landed when the mailbox went away never does.
    const settled = stays ? before : { ...before, kind: kindAt(before, now), becoming: null }
    this.put({ ...settled, licensed, deletedAt })
  }

  #erase(id: string): void {
    this.#mailboxes.delete(id)
    this.#dirty.add(id)
  }

  /** Always the same for the same seed, mailbox and moment. */
  #lag(which: keyof MailboxLags, id: string, now: number): number {
    const unit = this.entra.ids.bytes(which, id, now).readUInt32BE() / UNITS
    return Math.round(this.lags[which] * (SHORTEST_SHARE + (1 - SHORTEST_SHARE) * unit))
  }
}
