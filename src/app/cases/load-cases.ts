import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkShape } from '../../files/check-shape.ts'
import { decodeText } from '../../files/decode-text.ts'
import { readYaml } from '../../files/read-yaml.ts'
import { type Checked, Fault } from '../../model/fault.ts'
import { caseFile, type PlaybookCase } from '../../model/playbook-case.ts'

const FILE = 'cases.yaml'

/** The cases of a playbook, from `cases.yaml` beside it. A playbook without the file has none. */
export const loadCases = async (
  playbookFile: string,
  shown: (path: string) => string,
): Promise<Checked<readonly PlaybookCase[]>> => {
  const path = join(dirname(playbookFile), FILE)
  if (!existsSync(path)) return { ok: true, value: [] }
  const text = decodeText(await readFile(path), shown(path))
  if (!text.ok) return text
  const source = readYaml(text.value, shown(path))
  if (!source.ok) return source
  const checked = checkShape(caseFile, source.value)
  if (!checked.ok) return checked
  const names = checked.value.cases.map(({ name }) => name)
  const doubled = names.flatMap((name, index) => (names.indexOf(name) < index ? [index] : []))
  if (doubled.length === 0) return { ok: true, value: checked.value.cases }
  const faults = doubled.map(
    (index) =>
      new Fault('test/doubled-name', { name: names[index] }, { where: source.value.at(['cases', index, 'name']) }),
  )
  return { ok: false, faults }
}
