import { whyNoEmployeeId } from '../feed/employee-id.ts'
import { type People, type PeopleRules, readPeople } from '../feed/read-people.ts'
import { asFault, type Checked, Fault } from '../model/fault.ts'
import { employeeIdOf } from '../planner/resolve-person.ts'
import type { Playbook } from '../playbook/playbook.ts'
import type { Readers } from '../ports/systems.ts'
import type { PlanOrder } from './app.ts'
import type { Host } from './host.ts'
import { type Inputs, type PersonWord, readInputs, readSettings } from './read-inputs.ts'

/** The people of an order as far as no system has to be asked. */
export interface OrderedPeople {
  /** All that is wrong with files and settings. */
  readonly read: Checked<People>
  /** Looks those up who are named by an address, and answers everybody. */
  lookUp(readers: Readers, key: { readonly ad: string; readonly entra: string }): Promise<Checked<People>>
}

/** Reads whom an order is about. `playbook` is null where it could not be read; then files are looked at as far as that goes. */
export const readOrder = async (order: PlanOrder, playbook: Playbook | null, host: Host): Promise<OrderedPeople> => {
  const inputs = await readInputs({ inputs: order.inputs, people: order.people ?? [] }, playbook, host)
  const rules: PeopleRules = {
    existing: playbook?.people !== 'any',
    inputs: playbook?.inputs ?? {},
    settings: playbook ? readSettings(order.settings ?? []) : [],
  }
  const read = withFaults(inputs, readPeople(inputs.files, rules))
  return {
    read,
    async lookUp(readers, key) {
      if (!read.ok || inputs.people.length === 0) return read
      const faults: Fault[] = []
      const named = []
      for (const word of inputs.people) {
        try {
          named.push({ employeeId: await idOf(word, readers, key), where: word.where })
        } catch (thrown) {
          if (!(thrown instanceof Fault) || thrown.category === 'unreachable') throw thrown
          faults.push(asFault(thrown))
        }
      }
      return faults.length > 0 ? { ok: false, faults } : readPeople(inputs.files, { ...rules, named })
    },
  }
}

const idOf = async (
  { text, where }: PersonWord,
  readers: Readers,
  key: { readonly ad: string; readonly entra: string },
): Promise<string> => (whyNoEmployeeId(text) === undefined ? text : employeeIdOf(text, where, { readers, key }))

const withFaults = ({ faults }: Inputs, read: Checked<People>): Checked<People> =>
  faults.length === 0 ? read : { ok: false, faults: [...faults, ...(read.ok ? [] : read.faults)] }
