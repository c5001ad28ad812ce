import type { LdapFaultSettings } from '../../model/practice-fault-settings.ts'
import { busyRefusal, unavailableRefusal } from '../ad/ad-refusal.ts'
import type { LdapRequest } from '../ldap/wire/ldap-message.ts'
import { type FaultDice, kindAt } from './fault-dice.ts'

export const ldapFaultKinds = ['busy', 'unavailable', 'reset', 'lost', 'ignored', 'silent'] as const
export type LdapFaultKind = (typeof ldapFaultKinds)[number]

/** What is done about a request in place of, or beside, carrying it out. */
export interface LdapActs<Answer> {
  carryOut(): Answer
  refuse(refusal: Error): Answer
  /** The answer to a request that says it was done. */
  readonly done: Answer
  /** The connection ends with no answer. */
  readonly cut: Answer
  /** No answer, and the connection stays. */
  readonly silence: Answer
}

/** Faults of the LDAP server. */
export interface LdapFaults {
  /** Milliseconds to hold back the answer to the next request. */
  holdBack(): number
  /** Answers a request, with a fault if it is its turn. */
  meet<Answer>(op: LdapRequest['op'], acts: LdapActs<Answer>): Answer
}

interface LdapDeps {
  readonly settings: LdapFaultSettings
  readonly dice: FaultDice
  readonly fired: (kind: LdapFaultKind) => void
}

const writes: ReadonlySet<LdapRequest['op']> = new Set(['add', 'modify', 'delete', 'modifyDn'] as const)

const sharesFor = (settings: LdapFaultSettings, op: LdapRequest['op']) =>
  [
    ['busy', settings.busy],
    ['unavailable', settings.unavailable],
    ['reset', settings.reset],
    ['lost', settings.lost],
    ['ignored', writes.has(op) ? settings.ignored : 0],
    ['silent', settings.silent],
  ] as const

export const ldapFaults = ({ settings, dice, fired }: LdapDeps): LdapFaults => {
  const isSpared = (op: LdapRequest['op']): boolean =>
    op === 'unbind' || op === 'abandon' || (op === 'bind' && settings.signIn !== true)
  const latency = settings.latencyMs ?? 0
  return {
    holdBack: () => (latency === 0 ? 0 : dice().integer('latency', latency + 1)),
    meet(op, acts) {
      if (isSpared(op)) return acts.carryOut()
      const kind = kindAt(sharesFor(settings, op), dice().unit('kind'))
      if (kind === null) return acts.carryOut()
      fired(kind)
      switch (kind) {
        case 'busy':
          return acts.refuse(busyRefusal())
        case 'unavailable':
          return acts.refuse(unavailableRefusal())
        case 'reset':
          return acts.cut
        case 'ignored':
          return acts.done
        case 'silent':
          return acts.silence
        case 'lost':
          acts.carryOut()
          return acts.cut
      }
    },
  }
}
