import { expiryMs } from '../../changes/ad/account-expiry.ts'
import type { AdEntryModify } from '../../changes/ad/ad-entry.ts'
import { type AdEntry, firstValue, isEnabled, valuesOf } from '../../model/ad-entry.ts'
import { parentOf, rdnValue, sameDn } from '../../model/distinguished-name.ts'
import { refTo } from '../../model/object-ref.ts'
import { freeRdn } from '../choose-names.ts'
import type { StepAnswer, StepContext, Wanted } from '../step.ts'
import { type AccountWishes, accountOutputs, namesOfPerson } from './account-parts.ts'
import { enabledChange } from './ad-enable.ts'
import { expiryChange } from './ad-expire.ts'
import { nameParts } from './name-parts.ts'
import { syncConsequence } from './sync-scope.ts'
import { attributeDelta, besides } from './wanted-attributes.ts'

/** An account that is there is brought to what is asked for; user name, UPN and mail address stay. */
export const keptAccount = async (context: StepContext, entry: AdEntry, wishes: AccountWishes): Promise<StepAnswer> => {
  const { attributes, enabled } = wishes
  const target = refTo(entry, entry.dn)
  const values = { ...besides(namesOfPerson(context), attributes), ...attributes.values }
  const { modify, holds } = await attributeDelta(context, entry, { ...attributes, values })
  const place = await placeIn(context, entry, wishes.ou)
  const back = returning(context, entry, wishes)
  const changes: Wanted[] = [
    ...place.changes,
    ...(modify ? [{ change: { kind: 'ad.entry.modify', type: 'account', target, ...modify } } as const] : []),
    ...back.changes,
  ]
  const name = firstValue(entry, 'sAMAccountName') ?? entry.dn
  const kept = `has the account ${name} already; user name${back.password ? ' and mail address' : ', mail address and password'} stay`
  return {
    changes,
    // The account itself is one of the things that hold.
    holds: 1 + holds + Number(place.changes.length === 0) + Number(enabled === isEnabled(entry)),
    outputs: {
      ...accountOutputs({ dn: place.dn, attributes: { ...entry.attributes, ...values } }, false),
      ...(back.password ? { password: { secretOf: back.password } } : {}),
    },
    notes: [...(changes.length > 0 ? [kept] : []), ...place.notes, ...back.notes],
  }
}

interface Part {
  readonly changes: readonly Wanted[]
  readonly notes: readonly string[]
}

const placeIn = async (context: StepContext, entry: AdEntry, ou: string): Promise<Part & { readonly dn: string }> => {
  if (sameDn(parentOf(entry.dn), ou)) return { changes: [], notes: [], dn: entry.dn }
  const { notes } = await syncConsequence(context, { from: entry.dn, to: ou, leaveSync: false })
  const dn = `${await freeRdn(context, rdnValue(entry.dn), ou)},${ou}`
  const move = {
    kind: 'ad.entry.move',
    type: 'account',
    target: refTo(entry, entry.dn),
    from: entry.dn,
    to: dn,
  } as const
  return { changes: [{ change: move }], notes, dn }
}

/**
 * Whether the account may sign in. Somebody who comes back to a disabled account gets a new password, for the old one may be known to whoever
 * had the account since; and an end that is over is taken away.
 */
const returning = (
  context: StepContext,
  entry: AdEntry,
  { enabled, password: wish }: AccountWishes,
): Part & { readonly password?: string } => {
  if (enabled === undefined) return { changes: [], notes: [] }
  if (enabled === isEnabled(entry)) return { changes: enabled ? unexpired(context, entry) : [], notes: [] }
  const target = refTo(entry, entry.dn)
  const toggle = { change: enabledChange(target, valuesOf(entry, 'userAccountControl'), enabled), about: 'enabled' }
  if (!enabled) return { changes: [toggle], notes: [] }
  if (!wish) return { changes: [...unexpired(context, entry), toggle], notes: [] }
  const password = context.changeId('ad.password.set')
  const avoid = nameParts(firstValue(entry, 'displayName') ?? '', firstValue(entry, 'sAMAccountName') ?? '')
  const set = { change: { kind: 'ad.password.set', target, avoid, mustChange: true } } as const
  return {
    changes: [...unexpired(context, entry), set, { ...toggle, needs: [password] }],
    notes: ['comes back to a disabled account, so it gets a new password'],
    password,
  }
}

/** An end in the past would keep out whoever is let in. */
const unexpired = (context: StepContext, entry: AdEntry): readonly Wanted[] => {
  const ends = expiryMs(valuesOf(entry, 'accountExpires'))
  if (ends === null || ends > context.read.clock.now()) return []
  const change: AdEntryModify | null = expiryChange(entry, null)
  return change ? [{ change, about: 'expiry' }] : []
}
