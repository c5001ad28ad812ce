import { readFile } from 'node:fs/promises'
import { readYaml } from '../files/read-yaml.ts'
import type { YamlSource } from '../files/yaml-source.ts'
import { asFault, type Fault } from '../model/fault.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { Readers } from '../ports/systems.ts'
import { findGroup } from '../steps/ad/find-group.ts'
import { findOu } from '../steps/ad/find-ou.ts'
import { findEntraGroup } from '../steps/entra/find-entra-group.ts'
import { findSku } from '../steps/entra/find-sku.ts'
import type { LookUp } from '../steps/step.ts'

type Path = readonly (string | number)[]

/** A name in roles.yaml, and what it is said to name. */
interface Mention {
  readonly kind: string
  readonly name: string
  readonly path: Path
}

/** What looks a name up and throws where the directory does not have it; absent where there is no such system. */
const lookUps = ({
  ad,
  entra,
}: Readers): { readonly [kind: string]: (context: LookUp, name: string) => Promise<unknown> } => ({
  ...(ad ? { groups: findGroup, ou: findOu } : {}),
  ...(entra
    ? {
        cloudGroups: findEntraGroup,
        licences: async (context: LookUp, name: string) => findSku(context, await entra.skus(), name),
      }
    : {}),
})

/** Looks up every OU, group and licence that roles.yaml names. Each finding stands at the name. The file has been checked by itself before. */
export const checkRolesOnline = async (path: string, shown: string, readers: Readers): Promise<readonly Fault[]> => {
  const read = readYaml(await readFile(path, 'utf8'), shown)
  if (!read.ok) return read.faults
  const finders = lookUps(readers)
  const faults: Fault[] = []
  for (const mention of mentions(read.value)) {
    try {
      await finders[mention.kind]?.({ read: readers, where: () => read.value.at(mention.path) }, mention.name)
    } catch (thrown) {
      faults.push(asFault(thrown))
    }
  }
  return faults
}

const asMap = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}

const mentions = ({ value }: YamlSource): readonly Mention[] =>
  Object.entries(asMap(value as Json)).flatMap(([heading, rules]) =>
    heading === 'everyone'
      ? ofRule(rules, [heading])
      : Object.entries(asMap(rules)).flatMap(([of, rule]) => ofRule(rule, [heading, of])),
  )

const ofRule = (rule: Json, path: Path): readonly Mention[] =>
  Object.entries(asMap(rule)).flatMap(([kind, names]) => {
    if (typeof names === 'string') return [{ kind, name: names, path: [...path, kind] }]
    if (!Array.isArray(names)) return []
    return names.map((name: Json, at) => ({ kind, name: String(name), path: [...path, kind, at] }))
  })
