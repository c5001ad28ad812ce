import type { EntraUser } from '../../src/model/entra-objects.ts'
import type { Readers } from '../../src/ports/systems.ts'

/** The part of a directory in which random changes are made. Everything in it may be changed; nothing outside of it is. */
export interface Arena {
  /** OU below which everything lies. */
  readonly base: string
  /** OUs for accounts and groups, below `base`. */
  readonly ous: readonly string[]
  readonly upnSuffix: string
  /** Part of every name that has to be unique in the domain, for several arenas in one; at most 8 letters and digits. */
  readonly name?: string
  /** Entra groups that take members, and SKUs, by name; absent without Entra. */
  readonly entra?: { readonly groups: readonly string[]; readonly skus: readonly string[] }
  /** What people may be given besides, by name; absent where nothing of it is there. Each group has an owner who is not in the arena. */
  readonly rights?: {
    readonly roles: readonly string[]
    readonly apps: readonly string[]
    readonly ownable: readonly string[]
  }
  /** Sign-in names of people who were there before, whose devices, OneDrives and mailboxes are in the arena, and lists they may be in. */
  readonly people?: readonly string[]
  readonly lists?: readonly string[]
}

/** The raw choices of one step; what they mean depends on what is there when it is their turn. */
export interface Pick {
  readonly verb: number
  readonly which: number
  readonly other: number
  readonly text: string
}

/** The state that a choice is made in. */
export interface Turn {
  readonly read: Readers
  readonly arena: Arena
  readonly pick: Pick
  /** Different in every turn of a test, for names that have to be unique. */
  readonly serial: string
}

export const choose = <T>(from: readonly T[], at: number): T | undefined => from[at % Math.max(1, from.length)]

export const upnOf = ({ arena }: Turn, serial: string): string => `t${serial}@${arena.upnSuffix}`

/** Where guests of a turn come from. */
export const guestMailOf = (serial: string): string => `g${serial}@fabrikam.com`

/** Users are found by the serials of earlier turns, for Entra is not listed. */
export const user = async (turn: Turn, at = turn.pick.which): Promise<EntraUser | undefined> => {
  const { serial } = turn
  const last = Number(serial.slice(-3))
  const earlier = Array.from(
    { length: last },
    (_, number) => `${serial.slice(0, -3)}${String(number).padStart(3, '0')}`,
  )
  const found: EntraUser[] = []
  for (const one of earlier)
    found.push(...((await turn.read.entra?.usersBy('userPrincipalName', upnOf(turn, `c${one}`))) ?? []))
  return choose(found, at)
}

/** Somebody who was there before. */
export const colleague = async ({ read, arena, pick }: Turn, at = pick.which): Promise<EntraUser | undefined> => {
  const upn = choose(arena.people ?? [], at)
  return upn === undefined ? undefined : (await read.entra?.usersBy('userPrincipalName', upn))?.[0]
}
