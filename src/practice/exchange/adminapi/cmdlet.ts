import type { Json, JsonObject } from '../../../model/json.ts'
import { ExchangeFault } from './exchange-fault.ts'
import type { ExchangeOrganisation } from './recipient.ts'

/** What a parameter takes. `list`: one text or several; `change`: those, null, or a hashtable with `add` and `remove`. */
export type ParameterType = 'text' | 'nullable' | 'switch' | 'boolean' | 'list' | 'change' | 'size'

/** What a cmdlet was called with; only what is declared, each of its type. */
export type Given = { readonly [parameter: string]: Json }

export interface CmdletCall extends ExchangeOrganisation {
  readonly cmdlet: string
  readonly given: Given
  /** Tells of something that is no error: the answer is a success all the same. */
  warn(text: string): void
}

export interface Cmdlet {
  readonly name: string
  readonly parameters: { readonly [name: string]: ParameterType }
  /** Parameters without which it does not run. */
  readonly required?: readonly string[]
  run(call: CmdletCall): readonly JsonObject[]
}

/** Every cmdlet takes these. */
const common: Cmdlet['parameters'] = { Confirm: 'boolean', ErrorAction: 'text', WarningAction: 'text' }

/** Checks the parameters of a call; their names count in any letter case. Throws what PowerShell's binder says. */
export const bind = (cmdlet: Cmdlet, parameters: JsonObject): Given => {
  const known = { ...common, ...cmdlet.parameters }
  const names = new Map(Object.keys(known).map((name) => [name.toLowerCase(), name]))
  const given: Record<string, Json> = {}
  for (const [written, value] of Object.entries(parameters)) {
    const name = names.get(written.toLowerCase())
    const type = name === undefined ? undefined : known[name]
    if (name === undefined || type === undefined) throw new ExchangeFault('unknown-parameter', { parameter: written })
    given[name] = checkedValue(name, type, value)
  }
  const missing = (cmdlet.required ?? []).filter((name) => given[name] === undefined)
  if (missing.length > 0) throw new ExchangeFault('missing-parameter', { parameter: missing.join(', ') })
  return given
}

const HASHTABLE = '#Exchange.GenericHashTable'

const isText = (value: Json): boolean => typeof value === 'string'
const isTexts = (value: Json): boolean => isText(value) || (Array.isArray(value) && value.every(isText))
const isHashtable = (value: Json): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  (value as JsonObject)['@odata.type'] === HASHTABLE

const fits: { readonly [type in ParameterType]: (value: Json) => boolean } = {
  text: (value) => isText(value) && value !== '',
  nullable: (value) => value === null || isText(value),
  switch: (value) => typeof value === 'boolean',
  boolean: (value) => typeof value === 'boolean',
  list: isTexts,
  change: (value) => value === null || isTexts(value) || isHashtable(value),
  size: (value) => value === 'Unlimited' || (Number.isInteger(Number(value)) && Number(value) > 0),
}

const checkedValue = (parameter: string, type: ParameterType, value: Json): Json => {
  if (fits[type](value)) return value
  throw new ExchangeFault('bad-value', { parameter, value: JSON.stringify(value) })
}

export const textOf = (given: Given, name: string): string | null => {
  const value = given[name]
  return typeof value === 'string' ? value : null
}

export const textsOf = (given: Given, name: string): readonly string[] => {
  const value = given[name]
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.map(String) : []
}

/** The list that a parameter makes of the one before: replaced, emptied, or added to and taken from. */
export const changedList = (
  before: readonly string[],
  value: Json,
  idOf: (text: string) => string,
): readonly string[] => {
  const ids = (texts: Json | undefined): readonly string[] =>
    (Array.isArray(texts) ? texts.map(String) : typeof texts === 'string' ? [texts] : []).map(idOf)
  if (value === null) return []
  if (!isHashtable(value)) return ids(value)
  const { add, remove } = value as JsonObject
  const gone = new Set(ids(remove))
  return [...new Set([...before, ...ids(add)])].filter((id) => !gone.has(id))
}

const USUAL_SIZE = 1000

/** Cuts a list to the ResultSize, with Exchange's warning where that was not asked for. */
export const sized = <T>(call: CmdletCall, found: readonly T[]): readonly T[] => {
  const { ResultSize } = call.given
  if (ResultSize === 'Unlimited') return found
  const most = ResultSize === undefined ? USUAL_SIZE : Number(ResultSize)
  if (found.length > most && ResultSize === undefined) {
    call.warn(
      'By default, only the first 1000 items are returned. Use the ResultSize parameter to specify the number of items returned. To return all items, specify "-ResultSize Unlimited".',
    )
  }
  return found.slice(0, most)
}
