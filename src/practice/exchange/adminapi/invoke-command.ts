import type { Json, JsonObject } from '../../../model/json.ts'
import { bind, type Cmdlet } from './cmdlet.ts'
import { ExchangeFault } from './exchange-fault.ts'
import { groupCmdlets } from './group-cmdlets.ts'
import { mailboxCmdlets } from './mailbox-cmdlets.ts'
import { mobileCmdlets } from './mobile-cmdlets.ts'
import { permissionCmdlets } from './permission-cmdlets.ts'
import type { ExchangeOrganisation } from './recipient.ts'

/** Every cmdlet of the practice tenant's Exchange. */
const cmdlets: readonly Cmdlet[] = [...mailboxCmdlets, ...permissionCmdlets, ...groupCmdlets, ...mobileCmdlets]

export const cmdletNames: readonly string[] = cmdlets.map(({ name }) => name).sort()

export interface CmdletOutcome {
  readonly value: readonly JsonObject[]
  readonly warnings: readonly string[]
}

/** Runs one cmdlet. Throws `ExchangeFault`. */
export const invokeCmdlet = (
  organisation: ExchangeOrganisation,
  name: string,
  parameters: JsonObject,
): CmdletOutcome => {
  const cmdlet = cmdlets.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase())
  if (!cmdlet) throw new ExchangeFault('unknown-cmdlet', { cmdlet: name })
  const warnings: string[] = []
  const given = bind(cmdlet, parameters)
  const warn = (text: string): void => void warnings.push(text)
  return { value: cmdlet.run({ ...organisation, cmdlet: cmdlet.name, given, warn }), warnings }
}

/** `{"CmdletInput":{"CmdletName":…,"Parameters":{…}}}`; null for a body of another form. */
export const readCmdletInput = (
  body: Json | undefined,
): { readonly name: string; readonly parameters: JsonObject } | null => {
  const input = objectIn(body, 'CmdletInput')
  const name = input?.['CmdletName']
  if (!input || typeof name !== 'string') return null
  const parameters = input['Parameters'] === undefined ? {} : objectIn(input, 'Parameters')
  return parameters ? { name, parameters } : null
}

const objectIn = (value: Json | undefined, name: string): JsonObject | null => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const found = (value as JsonObject)[name]
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as JsonObject) : null
}
