import { type Change, kindOf } from '../../../src/changes/change.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import type { ObjectRef } from '../../../src/model/object-ref.ts'
import type { Plan, PlannedChange } from '../../../src/model/plan.ts'
import type { TinyState } from './tiny-tenant.ts'

export interface Planned {
  readonly id: string
  readonly change: Change
  readonly needs?: readonly string[]
  readonly ifFails?: 'stop' | 'continue'
}

export interface PlannedPerson {
  readonly key: string
  readonly changes: readonly Planned[]
}

const needsOf = (change: Change): readonly string[] => {
  const kind = kindOf(change)
  const made = kind.refs(change).flatMap((ref) => ('madeBy' in ref ? [ref.madeBy] : []))
  return [...new Set([...made, ...(kind.secretsFrom?.(change) ?? [])])]
}

const plannedChange = (person: string, { id, change, needs = [], ifFails = 'stop' }: Planned): PlannedChange => {
  const kind = kindOf(change)
  const { target, summary, before, after, count } = kind.describe(change)
  return {
    id,
    person,
    step: 'account',
    kind: change.kind,
    system: kind.system,
    target,
    action: count,
    summary,
    before,
    after,
    needs: [...needsOf(change), ...needs],
    hazards: kind.hazards(change),
    undo: kind.undo,
    ifFails,
    change: change as unknown as JsonObject,
  }
}

/** A plan as the planner would make it, without reading anything. */
export const planOf = (people: readonly PlannedPerson[]): Plan => ({
  format: 'joinery.plan/1',
  id: 'p0123456789ab',
  playbook: { name: 'onboard', title: 'New hire', hash: 'sha256:0' },
  mode: 'hybrid',
  createdAt: '2026-12-01T08:00:00.000Z',
  expiresAt: '2026-12-08T08:00:00.000Z',
  actor: 'megan.bowen',
  basis: 'sha256:0',
  reads: [],
  people: people.map(({ key, changes }) => ({
    key,
    name: key,
    changes: changes.map(({ id }) => id),
    holds: 0,
    skipped: [],
    notes: [],
  })),
  changes: people.flatMap(({ key, changes }) => changes.map((planned) => plannedChange(key, planned))),
  counts: { add: 0, modify: 0, remove: 0, wait: 0, other: 0 },
  guards: [],
})

export const OU = 'OU=Sales,OU=Staff,DC=corp,DC=contoso,DC=com'
const SALES = '00000000-0000-4000-8000-00000000aaaa'
const STAFF = '00000000-0000-4000-8000-00000000bbbb'
const BOSS = '00000000-0000-4000-8000-00000000cccc'

/** Two groups in AD and a manager in Entra. */
export const seed = (state: TinyState): TinyState => {
  state.ad[SALES] = { dn: `CN=Sales,${OU}`, attributes: {}, password: null }
  state.ad[STAFF] = { dn: `CN=All Staff,${OU}`, attributes: {}, password: null }
  const properties = { userPrincipalName: 'miriam.graham@contoso.com', employeeId: '00001' }
  state.entra[BOSS] = { properties, groups: [], licences: [], manager: null, passes: [], password: null }
  return state
}

/** An AD account alone. */
export const account = (key: string, name: string, id = `${key}-account`): Planned => ({
  id,
  change: {
    kind: 'ad.entry.add',
    type: 'account',
    dn: `CN=${name},${OU}`,
    key: { attribute: 'employeeID', value: key },
    attributes: {
      objectClass: ['user'],
      employeeID: [key],
      sAMAccountName: [name.toLowerCase().replace(' ', '.')],
      userPrincipalName: [`${name.toLowerCase().replace(' ', '.')}@contoso.com`],
      userAccountControl: ['514'],
    },
  },
})

/** The account that `account` makes. */
export const newAccount = (key: string, name: string): ObjectRef => ({
  madeBy: `${key}-account`,
  name: `CN=${name},${OU}`,
})

export const enable = (key: string, target: ObjectRef, id = `${key}-enable`): Planned => ({
  id,
  change: {
    kind: 'ad.entry.modify',
    type: 'account',
    target,
    changes: { userAccountControl: { before: ['514'], after: ['512'] } },
  },
})

export const join = (key: string, group: 'Sales' | 'All Staff', member: ObjectRef): Planned => ({
  id: `${key}-${group}`,
  change: {
    kind: 'ad.member.add',
    group: { id: group === 'Sales' ? SALES : STAFF, name: `CN=${group},${OU}` },
    member,
    groupName: group,
    memberName: member.name,
  },
})

/** The whole of an onboarding in a hybrid organisation: 14 changes. */
export const newHire = (key = '00123', name = 'Adele Vance'): PlannedPerson => {
  const upn = `${name.toLowerCase().replace(' ', '.')}@contoso.com`
  const ad = newAccount(key, name)
  const cloud: ObjectRef = { madeBy: `${key}-synced`, name: upn }
  const cloudGroup = (group: string): Planned => ({
    id: `${key}-${group}`,
    change: {
      kind: 'entra.member.add',
      group: { id: group, name: group },
      member: cloud,
      groupName: group,
      memberName: upn,
    },
  })
  const note = (secretFrom: string, fileName: string): Planned => ({
    id: `${key}-note-${fileName}`,
    change: {
      kind: 'handover.secret.give',
      secretFrom,
      target: { to: 'file', folder: 'notes' },
      fileName,
      lines: [name],
      person: name,
    },
  })
  return {
    key,
    changes: [
      account(key, name),
      { id: `${key}-password`, change: { kind: 'ad.password.set', target: ad, avoid: [name], mustChange: true } },
      enable(key, ad),
      join(key, 'Sales', ad),
      join(key, 'All Staff', ad),
      {
        id: `${key}-synced`,
        change: {
          kind: 'wait.entra.synced',
          account: ad,
          key: { attribute: 'employeeId', value: key },
          upn,
          withinMs: 1_800_000,
          pollMs: 15_000,
        },
      },
      {
        id: `${key}-location`,
        change: { kind: 'entra.user.modify', target: cloud, changes: { usageLocation: { before: null, after: 'PL' } } },
      },
      {
        id: `${key}-manager`,
        change: { kind: 'entra.manager.set', user: cloud, manager: { id: BOSS, name: 'Miriam Graham' }, before: null },
      },
      cloudGroup('Sales-Team'),
      cloudGroup('Everyone'),
      {
        id: `${key}-licence`,
        change: {
          kind: 'entra.licence.assign',
          user: cloud,
          add: [{ skuId: 'spe-e3', skuPartNumber: 'SPE_E3', disabledPlans: [] }],
          remove: [],
        },
      },
      { id: `${key}-pass`, change: { kind: 'entra.pass.issue', user: cloud, lifetimeInMinutes: 60, usableOnce: true } },
      note(`${key}-password`, `${key}-password`),
      note(`${key}-pass`, `${key}-pass`),
    ],
  }
}

/** An onboarding without AD, with a password that is handed over. */
export const cloudHire = (key = '00125', name = 'Lee Gu'): PlannedPerson => {
  const upn = `${name.toLowerCase().replace(' ', '.')}@contoso.com`
  const id = `${key}-user`
  return {
    key,
    changes: [
      {
        id,
        change: {
          kind: 'entra.user.add',
          properties: { userPrincipalName: upn, displayName: name, employeeId: key, accountEnabled: true },
          mustChangePassword: true,
          avoid: [name],
          key: { property: 'employeeId', value: key },
        },
      },
      {
        id: `${key}-note`,
        change: {
          kind: 'handover.secret.give',
          secretFrom: id,
          target: { to: 'file', folder: 'notes' },
          fileName: key,
          lines: [name],
          person: name,
        },
      },
    ],
  }
}
