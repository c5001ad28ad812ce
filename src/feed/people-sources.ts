import { readJson } from '../files/read-json.ts'
import { readYaml } from '../files/read-yaml.ts'
import type { SourcePath, YamlSource } from '../files/yaml-source.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { type Checked, Fault } from '../model/fault.ts'
import { showText } from '../model/show-text.ts'
import { readCsv } from './read-csv.ts'
import type { InputFormat } from './tidy-person.ts'

/** The text of an input as one source a person. */
export const peopleSources = (text: string, file: string, format: InputFormat): Checked<readonly YamlSource[]> => {
  if (format === 'csv') return readCsv(text, file)
  const source = format === 'json' ? readJson(text, file) : readYaml(text, file)
  return source.ok ? split(source.value) : source
}

/** One person at the top, a list under `people:`, or a list at the top. */
const split = (source: YamlSource): Checked<readonly YamlSource[]> => {
  const { value, file } = source
  if (Array.isArray(value)) return items(source, [], value)
  if (typeof value !== 'object' || value === null) return noPeople(source, 'a single value instead of a person')
  const other = Object.keys(value).filter((key) => key !== 'people')
  const list: unknown = 'people' in value ? value.people : undefined
  if (!('people' in value)) return { ok: true, value: [source] }
  if (other[0] !== undefined) return { ok: false, faults: other.map((key) => beside(key, source)) }
  return Array.isArray(list)
    ? items(source, ['people'], list)
    : noPeople(source, 'something else than a list under people:', file)
}

const items = (source: YamlSource, base: SourcePath, list: readonly unknown[]): Checked<readonly YamlSource[]> => {
  if (list.length === 0) return noPeople(source, 'an empty list')
  return { ok: true, value: list.map((value, index) => part(source, [...base, index], value)) }
}

const part = (source: YamlSource, base: SourcePath, value: unknown): YamlSource => ({
  file: source.file,
  value,
  at: (path, what) => source.at([...base, ...path], what),
  rawAt: (path) => source.rawAt([...base, ...path]),
})

const noPeople = (source: YamlSource, what: string, file = source.file): Checked<never> => ({
  ok: false,
  faults: [new Fault('feed/no-people', { file, what }, { where: source.at([]) })],
})

const beside = (key: string, source: YamlSource): Fault =>
  new Fault(
    'file/unknown-key',
    { key: showText(key), in: 'beside people:', meant: didYouMean(key, ['people']), known: 'people' },
    { where: source.at([key], 'key') },
  )
