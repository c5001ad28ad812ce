import { isForbiddenKey } from '../files/plain-rules.ts'
import type { YamlSource } from '../files/yaml-source.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { Fault } from '../model/fault.ts'
import type { InputDeclarations } from '../model/playbook-input.ts'
import { showText } from '../model/show-text.ts'
import type { SourcePosition } from '../model/source-position.ts'
import { personFields } from './person-schema.ts'
import { splitList } from './split-list.ts'

/** One `--set key=value` of a command line. */
export interface PersonSetting {
  readonly key: string
  readonly text: string
  readonly where: SourcePosition
}

/** Who somebody is, and the map of everything else, are not set for all people of a command at once. */
const NOT_SET = new Set(['employeeId', 'extra'])
const EXTRA = /^extra\.(.+)$/

/** Why settings cannot be taken; each names a field of a person, an input of the playbook or `extra.<key>`. */
export const settingFaults = (settings: readonly PersonSetting[], declared: InputDeclarations): readonly Fault[] => {
  const known = [...personFields.filter((field) => !NOT_SET.has(field)), ...Object.keys(declared)]
  const seen = new Set<string>()
  return settings.flatMap(({ key }) => {
    const twice = seen.has(key)
    seen.add(key)
    if (twice) return [new Fault('cli/usage', { problem: `--set ${showText(key)} is given twice` })]
    const extra = EXTRA.exec(key)?.[1]
    if (known.includes(key) || (extra !== undefined && !isForbiddenKey(extra))) return []
    const params = {
      key: showText(key),
      meant: didYouMean(key, known),
      known: Object.keys(declared).join(', ') || undefined,
    }
    return [new Fault('cli/unknown-setting', params)]
  })
}

/** A person with what the command line says in place of what the file says. */
export const withSettings = (
  source: YamlSource,
  settings: readonly PersonSetting[],
  declared: InputDeclarations,
): YamlSource => {
  if (settings.length === 0 || typeof source.value !== 'object' || source.value === null) return source
  const given = source.value as { readonly [key: string]: unknown }
  const fields: Record<string, unknown> = Object.assign(Object.create(null), given)
  const extra: Record<string, unknown> = Object.assign(Object.create(null), given['extra'])
  const places = new Map<string, SourcePosition>()
  for (const { key, text, where } of settings) {
    const inner = Object.hasOwn(declared, key) ? key : EXTRA.exec(key)?.[1]
    if (inner !== undefined) extra[inner] = text
    else fields[key] = key === 'roles' ? splitList(text) : text
    places.set(inner === undefined ? key : `extra.${inner}`, where)
  }
  if (Object.keys(extra).length > 0) fields['extra'] = extra
  const placeOf = (path: readonly (string | number)[]): SourcePosition | undefined =>
    places.get(path[0] === 'extra' ? `extra.${String(path[1])}` : String(path[0]))
  return {
    file: source.file,
    value: fields,
    at: (path, part) => placeOf(path) ?? source.at(path, part),
    rawAt: (path) => (placeOf(path) ? undefined : source.rawAt(path)),
  }
}
