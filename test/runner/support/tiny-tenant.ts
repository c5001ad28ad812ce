import { Fault } from '../../../src/model/fault.ts'
import { canonicalJson, type Json } from '../../../src/model/json.ts'
import { Secret } from '../../../src/model/secret.ts'
import { noAutopilot } from '../../../src/planner/projection/project-autopilot.ts'
import { noDevices } from '../../../src/planner/projection/project-devices.ts'
import { noDrives } from '../../../src/planner/projection/project-drives.ts'
import { noManagedApps } from '../../../src/planner/projection/project-managed-apps.ts'
import { noPackages } from '../../../src/planner/projection/project-packages.ts'
import { noRights } from '../../../src/planner/projection/project-rights.ts'
import { noSignIn } from '../../../src/planner/projection/project-sign-in.ts'
import { noSponsors } from '../../../src/planner/projection/project-sponsors.ts'
import type { AdReader, AdWriter } from '../../../src/ports/ad.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { EntraReader, EntraWriter } from '../../../src/ports/entra.ts'
import type { HandOver } from '../../../src/ports/hand-over.ts'
import type { Readers, Writers } from '../../../src/ports/systems.ts'
import { quickClock } from '../../support/quick-clock.ts'

interface AdObject {
  dn: string
  attributes: { [name: string]: readonly string[] }
  password: string | null
}

interface CloudUser {
  properties: { [name: string]: Json }
  groups: string[]
  licences: { skuId: string; disabledPlans: readonly string[] }[]
  manager: string | null
  passes: { id: string; lifetimeInMinutes: number; value: string }[]
  password: string | null
}

/** Everything in the tenant, as data. */
export interface TinyState {
  ad: { [id: string]: AdObject }
  entra: { [id: string]: CloudUser }
  notes: { [place: string]: string }
  /** Every write that was executed, in order. */
  writes: string[]
  born: number
}

export const emptyState = (): TinyState => ({ ad: {}, entra: {}, notes: {}, writes: [], born: 0 })

/**
 * Both directories in two maps, with the fewest rules possible: unlike the real ones they let everything be made twice, so that a write that
 * was repeated shows.
 */
export interface TinyTenant {
  readonly state: TinyState
  readonly readers: Readers
  readonly writers: Writers
  /** One text for the whole content; secrets are left out, for they differ from run to run. */
  digest(): string
}

/** What stands between the runner and the tenant: throws to make a call fail, before or after `done` has executed it. */
export type Wire = (call: string, done: () => void) => Promise<void>

const straight: Wire = async (_call, done) => done()

const newId = (state: TinyState): string => {
  state.born += 1
  return `00000000-0000-4000-8000-${String(state.born).padStart(12, '0')}`
}

const need = <T>(value: T | undefined, name: string): T => {
  if (value === undefined) throw new Fault('ad/no-such-object', { name })
  return value
}

const guidIn = (value: string): string | undefined => /^<GUID=(.+)>$/.exec(value)?.[1]

const adReader = (state: TinyState, sync: () => void): AdReader => {
  const shown = (id: string) => {
    sync()
    const object = state.ad[id]
    return object ? { id, dn: object.dn, attributes: object.attributes } : null
  }
  const idAt = (dn: string) =>
    Object.keys(state.ad).find((id) => state.ad[id]?.dn.toLowerCase() === dn.toLowerCase()) ?? ''
  return {
    domain: async () => {
      throw new Error('not part of the tiny tenant')
    },
    byId: async (id) => shown(id),
    byDn: async (dn) => shown(idAt(dn)),
    async search({ base = '', filter }) {
      const found = shown(idAt(base))
      if (!found || filter.op !== 'equals') return []
      return found.attributes[filter.attribute]?.includes(filter.value) ? [found] : []
    },
    isDeletionProtected: async () => false,
    recycleBin: async () => ({ enabled: false, readable: true }),
    deleted: async () => [],
    deletedById: async () => null,
  }
}

const adWriter = (state: TinyState, wire: Wire): AdWriter => {
  const object = (id: string) => need(state.ad[id], id)
  const written = async <T>(call: string, work: () => T): Promise<T> => {
    let answer: T | undefined
    await wire(call, () => {
      answer = work()
      state.writes.push(call)
    })
    return answer as T
  }
  return {
    add: ({ dn, attributes }) =>
      written(`ad.add ${dn}`, () => {
        const id = newId(state)
        state.ad[id] = { dn, attributes: { ...attributes }, password: null }
        return { id }
      }),
    modify: (id, modifications) =>
      written(`ad.modify ${object(id).dn} ${modifications.map(({ attribute }) => attribute)}`, () => {
        for (const { op, attribute, values } of modifications) {
          const old = object(id).attributes[attribute] ?? []
          const plain = values.map(
            (value) => object(guidIn(value) ?? id) && (guidIn(value) ? object(guidIn(value) ?? '').dn : value),
          )
          if (op === 'replace') object(id).attributes[attribute] = plain
          if (op === 'add') object(id).attributes[attribute] = [...old, ...plain]
          if (op === 'delete') object(id).attributes[attribute] = old.filter((value) => !plain.includes(value))
        }
      }),
    move: (id, { rdn, parent }) =>
      written(`ad.move ${object(id).dn}`, () => {
        object(id).dn = `${rdn},${parent}`
      }),
    delete: (id) => written(`ad.delete ${object(id).dn}`, () => void delete state.ad[id]),
    restore: async () => {
      throw new Error('not part of the tiny tenant')
    },
    setPassword: (id, password) =>
      written(`ad.password ${object(id).dn}`, () => {
        object(id).password = password.reveal()
      }),
    addMember: (group, member) =>
      written(`ad.member ${object(group).dn} ${object(member).dn}`, () => {
        object(group).attributes.member = [...(object(group).attributes.member ?? []), object(member).dn]
      }),
    removeMember: (group, member) =>
      written(`ad.unmember ${object(group).dn} ${object(member).dn}`, () => {
        object(group).attributes.member = (object(group).attributes.member ?? []).filter(
          (dn) => dn !== object(member).dn,
        )
      }),
  }
}

const lower = (value: Json | undefined): Json => (typeof value === 'string' ? value.toLowerCase() : (value ?? null))

const entraReader = (state: TinyState, sync: () => void): EntraReader => {
  const shown = (id: string) => {
    sync()
    const user = state.entra[id]
    if (!user) return null
    const { userPrincipalName, displayName = null } = user.properties
    return {
      id,
      userPrincipalName: String(userPrincipalName),
      displayName: displayName as string | null,
      properties: user.properties,
    }
  }
  const unused = async (): Promise<never> => {
    throw new Error('not part of the tiny tenant')
  }
  return {
    ...noDevices,
    ...noManagedApps,
    ...noAutopilot,
    ...noDrives,
    ...noRights,
    ...noSponsors,
    ...noPackages,
    ...noSignIn,
    tenant: unused,
    group: unused,
    groupsNamed: unused,
    groupsBeginning: unused,
    skus: unused,
    user: async (id) => shown(id),
    async usersBy(key, value) {
      sync()
      const ids = Object.keys(state.entra).filter((id) => lower(state.entra[id]?.properties[key]) === lower(value))
      return ids.flatMap((id) => shown(id) ?? [])
    },
    async manager(id) {
      const manager = state.entra[id]?.manager
      return manager ? { id: manager, name: manager } : null
    },
    groupsOf: async (id) =>
      (state.entra[id]?.groups ?? []).map((group) => ({
        id: group,
        displayName: group,
        mail: null,
        groupTypes: [],
        securityEnabled: true,
        mailEnabled: false,
        isAssignableToRole: false,
        onPremisesSyncEnabled: false,
      })),
    licencesOf: async (id) =>
      (state.entra[id]?.licences ?? []).map((licence) => ({ ...licence, group: null, state: 'Active' })),
    passesOf: async (id) =>
      (state.entra[id]?.passes ?? []).map((pass) => ({
        id: pass.id,
        startDateTime: null,
        lifetimeInMinutes: pass.lifetimeInMinutes,
        isUsable: true,
      })),
    deletedUser: async () => null,
    rolesOf: async () => [],
    roleMembers: async () => [],
    employeeIds: async () => [],
    mailboxSettings: async () => null,
    inboxRules: async () => [],
    meetingsOf: async () => [],
    isMeetingOn: async () => false,
    teamsNumbersOf: async () => ({ readable: true, numbers: [] }),
    isInAddressLists: async () => null,
  }
}

const entraWriter = (state: TinyState, wire: Wire): EntraWriter => {
  const user = (id: string) => need(state.entra[id], id)
  const written = async <T>(call: string, work: () => T): Promise<T> => {
    let answer: T | undefined
    await wire(call, () => {
      answer = work()
      state.writes.push(call)
    })
    return answer as T
  }
  const nameOf = (id: string) => String(user(id).properties.userPrincipalName)
  const noMailbox = async (): Promise<never> => {
    throw new Error('nobody has a mailbox in the tiny tenant')
  }
  const notHere = async (): Promise<never> => {
    throw new Error('there are no devices, files, guests and rights in the tiny tenant')
  }
  return {
    setReply: noMailbox,
    sendMail: noMailbox,
    revokeSessions: notHere,
    removeMethods: notHere,
    setRuleEnabled: noMailbox,
    cancelMeeting: noMailbox,
    assignTeamsNumber: notHere,
    unassignTeamsNumber: notHere,
    setDeviceEnabled: notHere,
    deleteDevice: notHere,
    retireDevice: notHere,
    wipeDevice: notHere,
    wipeManagedApps: notHere,
    assignAutopilotDevice: notHere,
    unassignAutopilotDevice: notHere,
    addDrivePermission: notHere,
    removeDrivePermission: notHere,
    inviteGuest: notHere,
    addRole: notHere,
    removeRole: notHere,
    addEligibility: notHere,
    removeEligibility: notHere,
    addAppRole: notHere,
    removeAppRole: notHere,
    addConsent: notHere,
    removeConsent: notHere,
    removePackage: notHere,
    addOwner: notHere,
    removeOwner: notHere,
    addSponsor: notHere,
    removeSponsor: notHere,
    addUser: ({ properties, password }) =>
      written(`entra.add ${properties.userPrincipalName}`, () => {
        const id = newId(state)
        state.entra[id] = {
          properties: { ...properties },
          groups: [],
          licences: [],
          manager: null,
          passes: [],
          password: password.reveal(),
        }
        return { id }
      }),
    modifyUser: (id, properties) =>
      written(
        `entra.modify ${nameOf(id)} ${Object.keys(properties)}`,
        () => void Object.assign(user(id).properties, properties),
      ),
    deleteUser: (id) => written(`entra.delete ${nameOf(id)}`, () => void delete state.entra[id]),
    restoreUser: async () => {
      throw new Error('not part of the tiny tenant')
    },
    setPassword: (id, password) =>
      written(`entra.password ${nameOf(id)}`, () => {
        user(id).password = password.reveal()
      }),
    setManager: (id, manager) =>
      written(`entra.manager ${nameOf(id)}`, () => {
        user(id).manager = manager
      }),
    removeManager: (id) =>
      written(`entra.unmanager ${nameOf(id)}`, () => {
        user(id).manager = null
      }),
    addMember: (group, member) =>
      written(`entra.member ${group} ${nameOf(member)}`, () => void user(member).groups.push(group)),
    removeMember: (group, member) =>
      written(`entra.unmember ${group} ${nameOf(member)}`, () => {
        user(member).groups = user(member).groups.filter((g) => g !== group)
      }),
    assignLicences: (id, { add }) => written(`entra.licence ${nameOf(id)}`, () => void user(id).licences.push(...add)),
    issuePass: (id, { lifetimeInMinutes }) =>
      written(`entra.pass ${nameOf(id)}`, () => {
        const pass = { id: newId(state), lifetimeInMinutes, value: `pass-${state.born}-${nameOf(id)}` }
        user(id).passes = [pass]
        return { id: pass.id, pass: new Secret(pass.value) }
      }),
    deletePass: (id) =>
      written(`entra.unpass ${nameOf(id)}`, () => {
        user(id).passes = []
      }),
  }
}

const handOverOf = (state: TinyState, wire: Wire): HandOver => {
  const place = (name: string, { folder }: { readonly folder: string }) => `${folder}/${name}`
  return {
    async give({ fileName, secret }, target) {
      const path = place(fileName, target)
      if (state.notes[path] !== undefined) throw new Fault('handover/exists', { file: path })
      await wire(`note ${path}`, () => {
        state.notes[path] = secret.reveal()
        state.writes.push(`note ${path}`)
      })
      return { path }
    },
    given: async (name, target) =>
      state.notes[place(name, target)] === undefined ? null : { path: place(name, target) },
    takeBack: async (name, target) => void delete state.notes[place(name, target)],
  }
}

/** Entra Connect: every AD account with an employeeID gets its cloud user. */
const syncAll = (state: TinyState): void => {
  const keys = new Set(Object.values(state.entra).map(({ properties }) => properties.employeeId))
  for (const [id, { attributes }] of Object.entries(state.ad)) {
    const anchor = `anchor-of-${id}`
    const [key] = attributes.employeeID ?? []
    if (key === undefined || keys.has(key)) continue
    const properties = {
      userPrincipalName: attributes.userPrincipalName?.[0] ?? '',
      employeeId: key,
      onPremisesSyncEnabled: true,
      onPremisesImmutableId: anchor,
    }
    state.entra[newId(state)] = { properties, groups: [], licences: [], manager: null, passes: [], password: null }
  }
}

const withoutSecrets = ({ ad, entra, notes }: TinyState): Json => ({
  ad: Object.fromEntries(
    Object.values(ad).map(({ dn, attributes, password }) => [
      dn,
      {
        attributes: Object.fromEntries(Object.entries(attributes).map(([name, values]) => [name, [...values].sort()])),
        password: password !== null,
      },
    ]),
  ),
  entra: Object.values(entra)
    .map((user) => ({ ...user, passes: user.passes.length, password: user.password !== null }))
    .sort((a, b) => String(a.properties.userPrincipalName).localeCompare(String(b.properties.userPrincipalName)))
    .map((user) => ({
      ...user,
      manager: user.manager === null ? null : 'set',
      properties: { ...user.properties, onPremisesImmutableId: null },
    })),
  notes: Object.keys(notes).sort(),
})

export interface TinyOptions {
  readonly state?: TinyState
  /** Between the runner and what it writes to. */
  readonly wire?: Wire
  /** Whether Entra Connect works. */
  readonly synced?: () => boolean
  readonly clock?: Clock
}

export const tinyTenant = ({
  state = emptyState(),
  wire = straight,
  synced = () => true,
  clock = quickClock(),
}: TinyOptions = {}): TinyTenant => {
  const sync = () => {
    if (synced()) syncAll(state)
  }
  return {
    state,
    readers: { ad: adReader(state, () => {}), entra: entraReader(state, sync), clock },
    writers: { ad: adWriter(state, wire), entra: entraWriter(state, wire), handOver: handOverOf(state, wire) },
    digest: () => canonicalJson(withoutSecrets(state)),
  }
}
